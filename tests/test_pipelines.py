"""Parses: each sentence is parsed alike, alone and among others."""

from __future__ import annotations

import pytest

from newslib.lexicons import languages, lexicon
from newslib.readings import parse, read

PACKAGES = sorted({lexicon(language).parser for language in languages()} - {""})
ODD = ["  \n There's 12 dead.", "There are   two wounded.", "It is I who 'd said so.", "", " ", "Gonna let's 🇺🇦 y'all"]


def told(doc):
    return [(word.text, word.tag_, word.pos_, word.dep_, str(word.morph)) for word in doc]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_parse_depends_on_what_is_parsed_beside_it(package, root):
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "data" / "raw").glob("*.txt"))]
    sentences = ODD + [one.text for text in texts for one in read(text).sentences if lexicon(one.language).parser]
    expected = [told(doc) for doc in parse(sentences, package)]
    assert [told(doc) for one in sentences[::16] for doc in parse([one], package)] == expected[::16]
