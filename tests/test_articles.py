"""Loading: verbatim text, the header rule, and everything that can be wrong with a file."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded import load

from newslib.articles import from_text
from newslib.readers import File, Unreadable, read_file
from newslib.readers.columns import title
from newslib.readers.text import header

DAY = dt.date(2022, 4, 13)


@pytest.fixture
def folder(tmp_path):
    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        (" date 2022-04-13 Two died.", DAY, "Two died."),
        ("date 2022-04-13\n\nTwo died.", DAY, "Two died."),
        ("Date: 2022-04-13\r\nTwo died.", DAY, "Two died."),
        ("\ufeffTwo died.", None, "\ufeffTwo died."),
        ("date 2022-13-45 Two died.", None, "Two died."),
        ("date night in Kyiv: two died.", None, "date night in Kyiv: two died."),
        ("Two died on date 2022-04-13.", None, "Two died on date 2022-04-13."),
    ],
)
def test_header(text, published, body):
    found = header(text)
    assert (found.published, text[found.end :]) == (published, body)
    assert (found.doubt is None) == (published is not None)


def test_text_is_verbatim_and_the_body_keeps_its_offsets(folder):
    raw = " date 2022-04-13 Russia 🇷🇺 said\r\n\r\n1\u00a0026 troops surrendered.  "
    article = load(folder({"a.txt": raw})).articles[0]
    assert article.text == raw
    assert article.body[article.body_start :] == raw[article.body_start :]
    assert not article.body[: article.body_start].strip()
    assert len(article.body) == len(raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toll rises in the port city\n\nKYIV - Two died.", "Toll rises in the port city"),
        ("Two died.\nThree were hurt.", ""),
        ("Two died in the port city", ""),
        ("x" * 200 + "\nTwo died.", ""),
    ],
)
def test_title(text, expected):
    assert title(text, 0) == expected


@pytest.mark.parametrize(
    ("name", "content", "reason", "loaded"),
    [
        ("a.txt", "", "empty", False),
        ("a.txt", "date 2022-04-13 \n", "no text", False),
        ("a.txt", "Two died.", "no date", True),
        ("a.txt", "date 2022-02-30 Two died.", "'2022-02-30' is not a date", True),
        ("a.pdf", b"%PDF-1.7", "damaged: PdfStreamError", False),
        ("a.doc", b"\xd0\xcf\x11\xe0", "a Word file of the old form", False),
        ("a.bin", b"\x00\x01\x02", "no reader for bytes that are no text (.bin)", False),
        ("a.jsonl", '{"text": ""}', "no text", False),
        ("a.jsonl", "{", "not JSON: Expecting property name enclosed in double quotes", False),
        ("a.html", "<html></html>", "no article text found in the page", False),
    ],
)
def test_what_is_wrong_is_listed_with_its_cure(folder, name, content, reason, loaded):
    corpus = load(folder({name: content, "good.txt": "date 2022-04-13 Two died."}))
    [problem] = corpus.problems
    assert (problem.path, problem.reason, problem.loaded) == (name, reason, loaded)
    assert problem.cure
    assert len(corpus.articles) == 1 + loaded


def test_catalogue_fills_in_and_settles_dates(folder):
    catalogue = (
        "file,publisher,url,licence,note,published,encoding\na.txt,Daily,u,MIT,n,2022-04-13,windows-1251\nb.txt,,,,,,\n"
    )
    corpus = load(folder({"a.txt": "Погибли двое.".encode("cp1251"), "catalogue.csv": catalogue}))
    [article] = corpus.articles
    assert (article.publisher, article.published, article.published_how) == ("Daily", DAY, "catalogue")
    assert article.text == "Погибли двое."
    assert [(p.path, p.place, p.reason) for p in corpus.problems] == [("catalogue.csv", "file b.txt", "no such file")]


def test_same_text_twice_keeps_two_articles_with_their_own_ids(folder):
    corpus = load(folder({"a.txt": "date 2022-04-13 Two died.", "sub/b.txt": "date 2022-04-13 Two died."}))
    first, second = corpus.articles
    assert second.article_id == f"{first.article_id}-2"
    assert second.path == "sub/b.txt"


def test_many_articles_in_one_file(folder):
    lines = (
        '{"id": 1, "text": "Two died.", "date": "2022-04-13", "publisher": "Wire"}\nnot json\n{"text": "Three died."}\n'
    )
    corpus = load(folder({"a.jsonl": lines}))
    assert [(a.path, a.published, a.publisher) for a in corpus.articles] == [
        ("a.jsonl line 1", DAY, "Wire"),
        ("a.jsonl line 3", None, ""),
    ]
    assert [(p.place, p.loaded) for p in corpus.problems] == [("line 2", False), ("line 3", True), ("line 3", True)]


def test_saved_page(folder):
    page = (
        "<html><head><title>Toll</title>"
        '<meta property="article:published_time" content="2022-04-13T10:00:00Z"></head>'
        "<body><article><p>Officials said that two people were killed in the strike on the railway station.</p>"
        "<p>Another eleven were wounded, the regional governor told reporters in the evening.</p>"
        "</article></body></html>"
    )
    [article] = load(folder({"a.html": page})).articles
    assert article.published == DAY
    assert "two people were killed" in article.text


def test_a_title_is_read_without_its_entities_and_the_text_stays(folder):
    head = "Title: Kivu &#8211; 12 dead &amp; many hurt\nSource: L&#039;Echo\nDate: 13 April 2022\n\n"
    text = head + "Kivu &#8211; twelve died."
    [article] = load(folder({"a.txt": text})).articles
    assert (article.title, article.publisher) == ("Kivu \u2013 12 dead & many hurt", "L'Echo")
    assert article.text == text


def test_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder"):
        load(tmp_path / "none")


@given(st.binary(max_size=200), st.sampled_from([".txt", ".jsonl", ".html", ".csv", ".md"]))
def test_no_bytes_break_a_reader(content, suffix):
    with contextlib.suppress(Unreadable):
        assert list(read_file(File(f"a{suffix}", content)))


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_can_be_an_article(text):
    assert from_text(text).text == text
