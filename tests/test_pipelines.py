"""Parses: the remembered word classes are those that the model's own rules give."""

from __future__ import annotations

import importlib
import warnings

import pytest

from newslib.lexicons import languages, lexicon
from newslib.pipelines import UNUSED, parse
from newslib.readings import read

PACKAGES = sorted({lexicon(language).parser for language in languages()} - {""})
ODD = ["  \n There's 12 dead.", "There are   two wounded.", "It is I who 'd said so.", "", " ", "Gonna let's 🇺🇦 y'all"]


def told(doc):
    return [(word.text, word.tag_, word.pos_, word.dep_, str(word.morph)) for word in doc]


@pytest.mark.parametrize("package", PACKAGES)
def test_remembered_classes_are_those_of_the_rules(package, root):
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "data" / "raw").glob("*.txt"))]
    sentences = ODD + [one.text for text in texts for one in read(text).sentences if lexicon(one.language).parser]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        whole = importlib.import_module(package).load(exclude=list(UNUSED))
    expected = [told(doc) for doc in whole.pipe(sentences, batch_size=64)]
    assert [told(doc) for doc in parse(sentences, package)] == expected
    assert [told(doc) for doc in parse(sentences, package)] == expected  # all words are known by now
    alone = [told(doc) for one in sentences[::16] for doc in parse([one], package)]
    assert alone == expected[::16]  # no parse depends on what is parsed beside it
