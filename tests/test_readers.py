"""Every form in which articles are held: real files, written with the libraries of their formats, read back."""

import datetime as dt
import gzip
import io
import json
import os
import re
import zipfile

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st
from loaded import load

from newslib.articles import Article
from newslib.readers import repair
from newslib.readers.columns import day, order_of

DAY = dt.date(2021, 3, 9)
BODY = "Rescuers said that 17 people were killed when the ferry sank. Another 40 are in hospital, the governor said."
MORE = (
    "The number may rise, since nobody knows how many were on board when the ferry left the northern pier on Tuesday."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry toll rises</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2021-03-09T18:00:00Z">
<link rel="canonical" href="https://post.example/ferry"></head><body><nav>Home</nav><article><h1>Ferry toll rises</h1>
<p>{BODY}</p><p>{MORE}</p></article></body></html>"""
FULL = ("Ferry toll rises", "Harbour Post", DAY, "https://post.example/ferry")


def read(folder, name, content, **others):
    """The articles and problems of a folder with one file."""
    for path, written in {name: content, **others}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written if isinstance(written, bytes) else written.encode())
    return load(folder)


def told(article):
    return article.title, article.publisher, article.published, article.url


def record(**more):
    return {"text": BODY, "title": FULL[0], "publisher": FULL[1], "date": "2021-03-09", "url": FULL[3], **more}


def as_docx(paragraphs):
    document, target = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(target)
    return target.getvalue()


def as_rtf(text):
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return (r"{\rtf1\ansi " + escaped.replace("\n", "\\par\n") + "}").encode("ascii")


def as_pdf(text):
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    target = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        page = Figure(figsize=(8, 6))
        for number, line in enumerate(text.split("\n")):
            page.text(0.05, 0.9 - number * 0.05, line, fontsize=9)
        FigureCanvasPdf(page).print_pdf(target)
    return target.getvalue()


def as_zip(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def as_warc(pages):
    target = io.BytesIO()
    for url, kind, content in pages:
        one = WarcRecord()
        one.init_headers(WarcRecordType.response)
        one.headers["WARC-Target-URI"], one.headers["Content-Type"] = url, "application/http; msgtype=response"
        payload = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
        )
        one.set_bytes_content(payload)
        one.write(target)
    return target.getvalue()


def as_parquet(rows):
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), target)
    return target.getvalue()


def as_workbook(*sheets):
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Week {number}")
        for row in rows:
            sheet.append(row)
    book.save(target)
    return target.getvalue()


EPUB = {
    "mimetype": "application/epub+zip",
    "OEBPS/book.opf": """<package xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Week of the ferry</dc:title><dc:publisher>Harbour Post</dc:publisher><dc:language>en</dc:language>
<dc:date>2021-03-09</dc:date></metadata><manifest>
<item id="c" href="cover.xhtml"/><item id="a" href="a.xhtml"/></manifest>
<spine><itemref idref="c"/><itemref idref="a"/></spine></package>""",
    "OEBPS/cover.xhtml": "<html><body><p>Cover</p></body></html>",
    "OEBPS/a.xhtml": f"<html><body><h1>Ferry toll rises</h1><p>{BODY}</p><p>{MORE}</p></body></html>",
}
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Ferry toll rises</title>
<link>https://post.example/ferry</link><pubDate>Tue, 09 Mar 2021 18:00:00 GMT</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry><title>Ferry toll rises</title>
<link href="https://post.example/ferry"/><published>2021-03-09T18:00:00Z</published>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""
HEADED = f"# Ferry toll rises\n\nDate: 9 March 2021\nSource: Harbour Post\nURL: https://post.example/ferry\n\n{BODY}\n"
FRONT = f"""---
title: Ferry toll rises
date: 2021-03-09
publisher: Harbour Post
url: https://post.example/ferry
---

{BODY}"""
MEDIA_CLOUD = {"id": "a1", "indexed_date": "2021-03-11", "language": "en", "media_name": "Harbour Post",
               "media_url": "post.example", "publish_date": "2021-03-09", "title": FULL[0], "url": FULL[3],
               "text": BODY}  # fmt: skip
NEWS_PLEASE = {"maintext": BODY, "title": FULL[0], "date_publish": "2021-03-09 18:00:00",
               "source_domain": "Harbour Post", "url": FULL[3], "language": "en", "authors": []}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", HEADED),
        ("a.txt", FRONT),
        ("a.html", PAGE),
        ("saved without an ending", PAGE),
        ("a.txt", PAGE),
        ("a.json", json.dumps([record()])),
        ("a.json", json.dumps(record(), indent=1)),
        ("a.jsonl", json.dumps(record())),
        ("a.txt", json.dumps(record())),
        ("a.json", json.dumps({"status": "ok", "articles": {"count": 1, "results": [record()]}})),
        ("a.jsonl", json.dumps(NEWS_PLEASE)),
        ("a.csv", ",".join(MEDIA_CLOUD) + "\n" + ",".join(f'"{v}"' for v in MEDIA_CLOUD.values())),
        ("a.tsv", "\t".join(MEDIA_CLOUD) + "\n" + "\t".join(MEDIA_CLOUD.values())),
        ("a.tsv", "\t".join(MEDIA_CLOUD) + "\r" + "\t".join(MEDIA_CLOUD.values())),
        ("a.parquet", as_parquet([MEDIA_CLOUD])),
        ("a.xlsx", as_workbook([list(record()), list(record().values())])),
        ("a.docx", as_docx(HEADED.replace("# ", "").split("\n"))),
        ("a.rtf", as_rtf(HEADED.replace("# ", ""))),
        ("a.pdf", as_pdf(HEADED.replace("# ", ""))),
        ("a.epub", as_zip(EPUB)),
        ("a.warc", as_warc([("https://post.example/ferry", "text/html", PAGE.encode())])),
        ("a.warc.gz", gzip.compress(as_warc([("https://post.example/ferry", "text/html", PAGE.encode())]))),
        ("a.jsonl.gz", gzip.compress(json.dumps(record()).encode())),
        ("a.zip", as_zip({"deep/er/a.html": PAGE, "__MACOSX/._a.html": "x"})),
        ("a.xml", RSS),
        ("a.atom", ATOM),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_form_gives_title_outlet_day_and_address(tmp_path, name, content):
    corpus = read(tmp_path, name, content)
    [article] = corpus.articles
    url = article.url or ("" if name != "a.epub" else FULL[3])
    assert (article.title, article.publisher, article.published, url) == FULL
    assert article.published_how
    assert article.form
    assert "17 people were killed" in article.text[article.body_start :]
    assert not [problem for problem in corpus.problems if problem.loaded]


NEXIS = """1 of 2 DOCUMENTS

Harbour Post

March 9, 2021 Tuesday

SECTION: Local

LENGTH: 21 words

HEADLINE: Ferry toll rises

BODY:
{body}

LOAD-DATE: March 10, 2021

LANGUAGE: ENGLISH

2 of 2 DOCUMENTS

Coast Courier

March 8, 2021 Monday

LENGTH: 9 words

HEADLINE: Ferry missing

BODY:
Nine people are missing, the coast guard said.

LOAD-DATE: March 8, 2021
"""
NEXIS_UNI = """Documents (2)
Search: ferry
Ferry toll rises
Harbour Post
March 9, 2021 Tuesday
Copyright 2021 Harbour Post All Rights Reserved
Section: Local
Length: 21 words
Byline: A. Reporter
Body
{body}
Load-Date: March 10, 2021
End of Document
Ferry missing
Coast Courier
March 8, 2021 Monday
Length: 9 words
Body
Nine people are missing, the coast guard said.
Load-Date: March 8, 2021
End of Document
"""
FACTIVA = """SE Local
HD Ferry toll rises
WC 21 words
PD 9 March 2021
ET 18:00
SN Harbour Post
SC HARPO
LA English
CY (c) 2021 Harbour Post
LP {body}
TD
CO harbour : Harbour Ltd
AN Document HARPO00020210309eh390001a

HD Ferry missing
WC 9 words
PD 8 March 2021
SN Coast Courier
LP
Nine people are missing, the coast guard said.
AN Document COACO00020210308eh380001b
"""
FACTIVA_PLAIN = """Ferry toll rises
By A. Reporter
21 words
9 March 2021
18:00
Harbour Post
HARPO
English
(c) 2021 Harbour Post
{body}
Document HARPO00020210309eh390001a
Ferry missing
9 words
8 March 2021
Coast Courier
COACO
English
Copyright 2021 Coast Courier
Nine people are missing, the coast guard said.
Document COACO00020210308eh380001b
"""


@pytest.mark.parametrize("bundle", [NEXIS, NEXIS_UNI, FACTIVA, FACTIVA_PLAIN], ids=["nexis", "uni", "coded", "plain"])
@pytest.mark.parametrize(
    ("name", "wrap"), [("a.txt", str.encode), ("a.rtf", as_rtf), ("a.docx", lambda t: as_docx(t.split("\n")))]
)
def test_bundle_is_split_and_its_fields_are_no_text(tmp_path, bundle, name, wrap):
    corpus = read(tmp_path, name, wrap(bundle.format(body=BODY)))
    first, second = corpus.articles
    assert (first.title, first.publisher, first.published, first.text) == (*FULL[:3], BODY)
    assert (second.title, second.publisher) == ("Ferry missing", "Coast Courier")
    assert second.text == "Nine people are missing, the coast guard said."
    assert corpus.problems == ()
    assert first.path != second.path


def test_every_sheet_of_a_workbook_is_read_or_listed(tmp_path):
    first, late = list(record()), [*record(date="2021-03-10").values()]
    book = as_workbook([[], first, list(record().values()), [], late], [], [["Notes"], ["ask the pier"]], [first, late])
    corpus = read(tmp_path, "a.xlsx", book)
    assert [article.path for article in corpus.articles] == [
        "a.xlsx sheet Week 1 row 1", "a.xlsx sheet Week 1 row 2", "a.xlsx sheet Week 4 row 1"
    ]  # fmt: skip
    assert [(problem.place, problem.reason) for problem in corpus.problems] == [
        ("sheet Week 3 columns", "none is known to hold the text (columns: Notes)")
    ]
    assert read(tmp_path, "a.xlsx", as_workbook([], [[]])).problems[0].reason == "no sheet holds anything"
    assert "columns: Notes" in read(tmp_path, "a.xlsx", as_workbook([["Notes"], ["x"]])).problems[0].reason


@pytest.mark.parametrize(("name", "content", "limit"), [
    ("a.docx", as_docx([BODY] * 200), "archives.MARKUP"),
    ("a.xlsx", as_workbook([["text"], *[[BODY]] * 900]), "records.CELLS"),
])  # fmt: skip
def test_documents_that_would_flood_the_memory_are_listed(tmp_path, monkeypatch, name, content, limit):
    monkeypatch.setattr(f"newslib.readers.{limit}", 10_000)
    corpus = read(tmp_path, name, content)
    assert corpus.articles == ()
    assert corpus.problems[0].reason == "more than 20,000 files or 0 MB unpacked"


def test_xml_neither_multiplies_nor_fetches(tmp_path):
    (tmp_path / "secret").write_text("the secret")
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    entities = f'<!DOCTYPE d [<!ENTITY a0 "{BODY}">{laughs}<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    feed, book = RSS.split("?>")[1], EPUB["OEBPS/book.opf"]
    for entity in ("&x;", "&a9;"):
        rss = entities + feed.replace("<description>", f"<description>{entity} ")
        epub = as_zip({**EPUB, "OEBPS/book.opf": entities + book.replace("Harbour Post", entity)})
        for name, content in (("a.xml", f'<?xml version="1.0"?>{rss}'), ("a.epub", epub)):
            corpus = read(tmp_path / f"{name} {entity[1:-1]}", name, content)
            assert corpus.articles or corpus.problems
            assert all(len(one.text) < 1000 and "secret" not in one.text + one.publisher for one in corpus.articles)
            assert {one.form for one in corpus.articles} <= {"feed", "epub"}


def test_a_large_page_has_a_process_and_a_minute_of_its_own(tmp_path, monkeypatch):
    [alone] = read(tmp_path / "a", "a.html", PAGE).articles
    monkeypatch.setattr("newslib.readers.pages.LARGE", 100)
    [article] = read(tmp_path / "b", "a.html", PAGE).articles
    assert article == alone
    assert (
        read(tmp_path / "c", "a.html", "<html>" + " " * 100).problems[0].reason == "no article text found in the page"
    )
    monkeypatch.setattr("newslib.readers.pages.PATIENCE", 0.01)
    assert read(tmp_path / "d", "a.html", PAGE).problems[0].reason == "not read within 0.01 seconds"


def test_telegram_parts_forwards_and_silence(tmp_path):
    export = {"name": "Harbour channel", "type": "public_channel", "messages": [
        {"id": 1, "type": "message", "date": "2021-03-09T18:00:00",
         "text": ["Already ", {"type": "bold", "text": "17 dead"}, "."]},
        {"id": 2, "type": "message", "date_unixtime": "1615312800", "text": "40 hurt.",
         "forwarded_from": "Rescue service"},
        {"id": 3, "type": "service", "date": "2021-03-09T18:05:00", "action": "pin_message"},
        {"id": 4, "type": "message", "date": "2021-03-09T18:09:00", "text": "", "photo": "p.jpg"},
    ]}  # fmt: skip
    corpus = read(tmp_path, "result.json", json.dumps(export))
    assert [(a.text, a.published, a.publisher, a.relay) for a in corpus.articles] == [
        ("Already 17 dead.", DAY, "Harbour channel", ""), ("40 hurt.", DAY, "Harbour channel", "Rescue service"),
    ]  # fmt: skip
    assert [problem.reason for problem in corpus.problems] == [
        "2 messages without text or about the chat itself are left out"
    ]


MAIL = f"From: Harbour Post <news@post.example>\nSubject: Ferry\n folded\nMIME-Version: 1.0\n\n{BODY}\n"


@pytest.mark.parametrize(("name", "content", "cure"), [
    ("a.eml", f"Subject: Ferry\n\n{BODY}", "save its text as .txt"),
    ("saved without an ending", MAIL, "save its text as .txt"),
    ("box", f"From a@b.example Tue Mar 9\n{MAIL}", "save its text as .txt"),
    ("a.mhtml", MAIL.replace("1.0", "1.0\nContent-Type: multipart/related"), "complete web page"),
    ("messages2.html", f'<!DOCTYPE html><div class="page_body chat_page">{BODY}</div>', "as JSON"),
])  # fmt: skip
def test_messages_in_other_forms_are_listed_with_a_cure(tmp_path, name, content, cure):
    corpus = read(tmp_path, name, content)
    assert corpus.articles == ()
    assert cure in corpus.problems[0].cure


def test_a_text_with_lines_as_of_a_letter_is_no_mail(tmp_path):
    [article] = read(tmp_path, "a.txt", f"From: Harbour Post\nDate: 9 March 2021\n\n{BODY}\n").articles
    assert (article.form, article.published) == ("text", DAY)


def test_columns_are_named_in_a_file_where_nobody_knows_them(tmp_path):
    table = f'when,who,what\n03/04/2021,Harbour Post,"{BODY}"\n'
    refused = read(tmp_path, "scraped_1.csv", table)
    assert refused.articles == ()
    assert "columns: when, who, what" in refused.problems[0].reason
    assert 'write "scraped_1.csv" = {text = "what", date = "..."} into columns.toml' in refused.problems[0].cure
    [_, cure, _] = re.split("write | into columns.toml", refused.problems[0].cure)
    [article] = read(tmp_path, "columns.toml", cure.replace('"..."', '"when"')).articles
    assert article.text == BODY
    mapping = '["scraped_*.csv"]\ntext = "what"\ndate = "when"\npublisher = "who"\norder = "month"\n'
    [article] = read(tmp_path, "columns.toml", mapping).articles
    assert (article.published, article.published_how) == (dt.date(2021, 3, 4), "record, month first")
    assert article.publisher == "Harbour Post"


TABLES = {
    "a.csv": f'when,who,what\n2021-03-09,Harbour Post,"{BODY}"\n'.encode(),
    "a.parquet": as_parquet([{"when": "2021-03-09", "who": "Harbour Post", "what": BODY}]),
    "a.xlsx": as_workbook([["when", "who", "what"], ["2021-03-09", "Harbour Post", BODY]]),
    "a.jsonl": json.dumps({"when": "2021-03-09", "who": "Harbour Post", "what": BODY}).encode(),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_column_that_is_not_there_costs_its_own_role_and_is_named(tmp_path, name):
    mapping = f'["{name}"]\ntext = "What"\ndate = "Day"\npublisher = "who"\n["b_*.csv"]\ntext = "x"\n'
    corpus = read(tmp_path, name, TABLES[name], **{"columns.toml": mapping})
    [article] = corpus.articles
    assert (article.text, article.publisher, article.published) == (BODY, "Harbour Post", None)
    told = {problem.reason: problem.cure for problem in corpus.problems if problem.loaded}
    assert told["columns.toml names 'Day' for date, which is not there"] == "name one of when, who, what"
    assert [(one.path, one.place, one.reason) for one in corpus.problems if "no file" in one.reason] == [
        ("columns.toml", "b_*.csv", "no file is called so")
    ]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_whose_text_is_not_found_names_the_columns_that_are_there(tmp_path, name):
    corpus = read(tmp_path, name, TABLES[name], **{"columns.toml": f'["{name}"]\ntext = "Story"\n'})
    assert corpus.articles == ()
    told = "".join(problem.reason for problem in corpus.problems)
    assert "when, who, what" in told
    assert "'Story' for text, which is not there" in told
    assert not any(problem.loaded for problem in corpus.problems)


def test_a_catalogue_below_the_folder_is_no_table_of_articles(tmp_path):
    [problem] = read(tmp_path, "sub/catalogue.csv", "file,publisher\na.txt,Wire\n").problems
    assert "into catalogue.csv of the folder of articles" in problem.cure


@pytest.mark.parametrize("mapping", ['text = "what"', '["scraped_1.csv"]\ntekst = "what"', "[["])
def test_mapping_that_cannot_be_used_is_listed(tmp_path, mapping):
    corpus = read(
        tmp_path, "columns.toml", mapping, **{"scraped_1.csv": "when,what\n,x\n", "b.txt": "date 2021-03-09 Two died."}
    )
    assert "columns.toml" in {problem.path for problem in corpus.problems}
    assert len(corpus.articles) == 1


def test_order_of_day_and_month_is_told_once_a_file(tmp_path):
    rows = "".join(f'0{n}/04/2021,"{n} died in the port."\n' for n in range(1, 6))
    corpus = read(tmp_path, "a.csv", f"date,text\n{rows}")
    assert [a.published.isoformat() for a in corpus.articles] == [f"2021-04-0{n}" for n in range(1, 6)]
    assert {a.published_how for a in corpus.articles} == {"record", "record, day first"}
    assert [problem.reason for problem in corpus.problems] == ["dates such as 03/04/2022 are read day first"]
    later = read(tmp_path, "a.csv", f'date,text\n{rows}04/25/2021,"6 died."\n')
    assert [a.published.isoformat() for a in later.articles][:2] == ["2021-01-04", "2021-02-04"]


@pytest.mark.parametrize(
    ("value", "expected", "how"),
    [
        ("2021-03-09", DAY, ""), ("2021-03-09T23:59:59+13:00", DAY, ""), ("20210309T180000Z", DAY, ""),
        ("9.3.2021", DAY, ""), ("09.03.21", DAY, ""), ("09/03/2021", DAY, "day first"),
        ("3/25/2021", dt.date(2021, 3, 25), "month first"), ("March 9, 2021 Tuesday", DAY, ""),
        ("Tue, 09 Mar 2021 18:00:00 +0000", DAY, ""), ("9 марта 2021 года", DAY, ""),
        ("вівторок, 9 березня 2021 р.", DAY, ""), ("1615312800", DAY, ""), (1615312800, DAY, ""),
        ("1615312800123", DAY, ""), (dt.datetime(2021, 3, 9, 18), DAY, ""), ("9 March", None, ""),
        ("yesterday", None, ""), ("31.02.2021", None, ""), ("1021-03-09", None, ""), ("2921-03-09", None, ""),
        ("", None, ""), ("9" * 400, None, ""),
    ],
)  # fmt: skip
def test_day_as_people_write_it(value, expected, how):
    found = day(value)
    assert (found.date, found.how) == (expected, how)
    assert bool(found.reason) == (expected is None)


def test_one_column_of_dates_has_one_order():
    assert order_of(["03/04/2021", "04/25/2021"]) == "month first"
    assert order_of(["03/04/2021", "25/04/2021", "04/25/2021"]) == order_of(["03/04/2021"]) == "day first"


@given(st.text(max_size=40))
def test_no_words_break_a_day(text):
    assert (day(text).date is None) == bool(day(text).reason)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Рятувальники повідомили, що на поромі загинули 17 людей."),
        ("koi8-u", "Рятувальники повідомили, що на поромі загинули 17 людей."),
        ("cp1251", "Спасатели сообщили, что на пароме погибли 17 человек."),
        ("utf-16", "Спасатели сообщили, что на пароме погибли 17 человек."),
        ("utf-8-sig", "Rescuers said that 17 people were killed – all from one village."),
    ],
)
def test_encoding_is_told_from_marks_and_letters(tmp_path, encoding, text):
    corpus = read(tmp_path, "a.txt", f"date 2021-03-09\n{text}".encode(encoding))
    [article] = corpus.articles
    assert article.text.endswith(text)
    assert article.published == DAY
    assert ("guessed" in article.encoding) == bool(corpus.problems)


def test_wrongly_decoded_letters_are_repaired_and_told(tmp_path):
    broken = "The governor’s office said “17 people died.".encode().decode("cp1252")
    corpus = read(tmp_path, "a.txt", f"date 2021-03-09\nAll is well.\n{broken}")
    assert corpus.articles[0].text.endswith("The governor’s office said “17 people died.")
    assert "repaired" in corpus.problems[0].reason
    assert corpus.problems[0].loaded
    assert repair("Загинули 17 людей; “all” of them.") == ("Загинули 17 людей; “all” of them.", [])


def test_scan_is_listed_as_one(tmp_path):
    import pypdf

    document, target = pypdf.PdfWriter(), io.BytesIO()
    document.add_blank_page(200, 200)
    document.write(target)
    corpus = read(tmp_path, "a.pdf", target.getvalue())
    assert corpus.articles == ()
    assert (corpus.problems[0].reason, "OCR" in corpus.problems[0].cure) == ("pictures of pages without text", True)


def test_what_a_browser_saved_with_a_page_is_left_out(tmp_path):
    advert = "<html><body><p>Buy two ferries, get one free until Sunday evening.</p></body></html>"
    more = {
        "Ferry_files/frame.html": advert,
        "Ferry_files/ad.js": "var a = 1",
        "Notes_files/a.txt": "date 2021-03-09 Two died.",
    }
    corpus = read(tmp_path, "Ferry.html", PAGE, **more)
    assert [a.path for a in corpus.articles] == ["Ferry.html", "Notes_files/a.txt"]
    assert [(p.path, p.reason[:7]) for p in corpus.problems] == [("Ferry_files", "2 files")]


def test_links_out_of_the_folder_are_listed_and_not_followed(tmp_path):
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "s.txt").write_text("date 2021-03-09 Two died in secret.")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "inside.txt").write_text("date 2021-03-09 Two died.")
    (raw / "a.txt").symlink_to(outside / "s.txt")
    (raw / "b").symlink_to(outside, target_is_directory=True)
    (raw / "c.txt").symlink_to(raw / "inside.txt")
    (raw / "d.txt").symlink_to(raw / "nothing.txt")
    os.mkfifo(raw / "e.txt")
    corpus = load(raw)
    assert [a.path for a in corpus.articles] == ["c.txt", "inside.txt"]
    assert [p.path for p in corpus.problems] == ["a.txt", "b", "d.txt", "e.txt"]
    assert all(p.cure and not p.loaded for p in corpus.problems)


def test_name_that_is_no_utf8_and_fields_with_control_characters(tmp_path):
    (tmp_path / "caf\udce9\n.txt").write_bytes(b"date 2021-03-09 Two died.")
    corpus = read(tmp_path, "b.jsonl", json.dumps(record(publisher="Post\x00\x1b[31m\u202eevil\n", title="A\tB")))
    assert [a.path for a in corpus.articles] == ["b.jsonl record 1", "caf\\xe9\\n.txt"]
    assert (corpus.articles[0].publisher, corpus.articles[0].title) == ("Post [31m evil", "A B")


NESTED = '{"text": ' + "[" * 100_000
HUGE = '{"text": "Two died.", "id": 1' + "0" * 6000 + "}"


def test_one_bad_record_never_costs_another(tmp_path):
    good = json.dumps(record(id="g"))
    bad = ["{", "[1]", NESTED, HUGE, '{"text": NaN, "id": 2}', '{"text": 5, "id": 3}', "null", '{"id": 4}', good]
    half = '{"text": "Two \\ud800 died.", "date": NaN}'
    corpus = read(tmp_path, "a.jsonl", "\n".join([good, *bad, half, "x" * 1_000_000]))
    assert [a.path for a in corpus.articles] == [f"a.jsonl line {n}" for n in (1, 10, 11)]
    assert corpus.articles[2].text == "Two \N{REPLACEMENT CHARACTER} died."
    assert {p.place for p in corpus.problems} == {f"line {n}" for n in range(2, 13)}
    assert all(p.cure for p in corpus.problems)
    assert [p.reason for p in corpus.problems if p.place == "line 10"] == ["id 'g' stands here again"]


def test_archives_keep_to_their_limits(tmp_path, monkeypatch):
    from newslib.readers import archives

    inner = as_zip({"a.txt": "date 2021-03-09 Two died."})
    nested = as_zip(
        {"one.zip": as_zip({"two.zip": as_zip({"three.zip": inner})}), "b.txt": "date 2021-03-09 Three died."}
    )
    corpus = read(tmp_path, "a.zip", nested)
    assert [a.path for a in corpus.articles] == ["a.zip b.txt"]
    assert "archives" in corpus.problems[0].reason
    monkeypatch.setattr(archives, "UNPACKED", 1000)
    [problem] = read(tmp_path, "a.zip", as_zip({"bomb.txt": "0" * 1_000_000})).problems
    assert "unpacked" in problem.reason
    assert read(tmp_path, "a.zip", as_zip({"a.txt": "x"})[:-30]).problems[0].reason.startswith("damaged")


def test_article_longer_than_any_is_listed(tmp_path):
    corpus = read(tmp_path, "a.txt", "date 2021-03-09 " + "Two died. " * 200_000)
    assert corpus.articles == ()
    assert "longer than" in corpus.problems[0].reason


MAGIC = [
    b"%PDF-1.7", b"PK\x03\x04", b"{\\rtf", b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b", b"<rss>", b"<html>", b"[{",
    b"\x00\x01", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"1 of 2 DOCUMENTS\n",
]  # fmt: skip


@pytest.mark.parametrize("magic", MAGIC)
@given(rest=st.binary(max_size=120))
def test_damaged_files_of_any_kind_are_listed(tmp_path_factory, magic, rest):
    folder = tmp_path_factory.mktemp("raw")
    (folder / "a.dat").write_bytes(magic + rest)
    (folder / "b.txt").write_text("date 2021-03-09 Two died.")
    corpus = load(folder)
    assert any(isinstance(a, Article) and a.path == "b.txt" for a in corpus.articles)
    assert all(problem.reason and problem.cure for problem in corpus.problems)
