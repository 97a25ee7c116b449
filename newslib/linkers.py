"""Linkers: they make the words of a passage, from a parse or, without a parser, from endings.

This is the one room that knows the tags of a parser; ``lexicons/shared/tags.csv`` says what they are called here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from newslib.lexicons import PrintedWord, Remembered, normal, shared, words
from newslib.passages import Passage, Word, endings
from newslib.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SHORTEST = 4  # letters of a word whose ending tells its part of speech
_UNSEEN = "\ufe0f\u200b\u200d"  # signs that print nothing
_NUMBERS = re.compile(r"\d+[−–-]\d+")  # "250−260"
_KINDS, _SHAPES, _LINKS = ({row["tag"]: row["name"] for row in shared("tags") if row["layer"] == layer}
                           for layer in ("kind", "shape", "link"))  # fmt: skip


def parsed(number: int, sentence: Sentence, doc: Doc, context: str = "") -> Passage:
    """The passage of a parsed sentence.

    Args:
        number: of the sentence in its reading.
        sentence: the sentence; its text is the text of the parse.
        doc: the parse, tagged and with dependencies.
        context: the text the sentence stands in.
    """
    return Passage(number, sentence, partial(_heads, doc), True, context=context)


def _heads(doc: Doc) -> list[Word]:
    below: list[list[int]] = [[] for _ in doc]
    heads = [token.head.i for token in doc]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    made: list[Word] = []
    for token in doc:
        i, text, kind = token.i, token.text, "sign" if token.is_punct else _KINDS.get(token.pos_, "other")
        shape, link = _SHAPES.get(token.tag_, ""), _LINKS.get(token.dep_, "other")
        end = token.idx + len(text)
        person, hung = _person(token) if kind == "pronoun" else "", tuple(below[i])
        edges = token.left_edge.i, token.right_edge.i
        form, numeric = normal(text), token.like_num or _NUMBERS.fullmatch(text) is not None
        where = i, token.idx, end, text
        made.append(Word(*where, form, kind, shape, link, heads[i], hung, edges, person, numeric, made))
    return made


def _person(token: Token) -> str:
    if token.tag_ != "PRP":
        return ""
    who = {"1": "speaker", "2": "hearer"}.get("".join(token.morph.get("Person", [])))
    if who:
        return who
    return "thing" if "Neut" in token.morph.get("Gender", []) else ""


def shallow(number: int, sentence: Sentence, article: str = "") -> Passage:
    """The passage of a sentence of a language without a parser: words and signs, their kind guessed by their ending.

    >>> from newslib.sentences import Sentence
    >>> text = "Погибли 12 мирных жителей."
    >>> [(w.text, w.kind) for w in shallow(0, Sentence(0, len(text), "ru", text, 0)).words][:3]
    [('Погибли', 'word'), ('12', 'word'), ('мирных', 'adjective')]
    """
    return Passage(number, sentence, partial(_endings, sentence), False, article)


def _endings(sentence: Sentence) -> list[Word]:
    made: list[Word] = []
    kinds = _kinds(sentence.language)
    for start, end, form in _cut(sentence.text):
        i, text = len(made), sentence.text[start:end]
        made.append(Word(i, start, end, text, form, kinds[text], "", "", i, (), (i, i), "", text[0].isdigit(), made))
    return made


def _cut(text: str) -> Iterator[PrintedWord]:
    """Words and signs of a text."""
    at = 0
    for word in [*words(text), PrintedWord(len(text), len(text), "")]:
        for i, sign in enumerate(text[at : word.start], at):
            if not sign.isspace() and sign not in _UNSEEN:
                yield PrintedWord(i, i + 1, sign)
        if word.form:
            yield word
        at = word.end


@cache
def _kinds(language: str) -> Remembered[str]:
    """The kinds of printed words and signs of a language without a parser."""
    return Remembered(lambda printed: _kind(printed, normal(printed), language))


def _kind(text: str, form: str, language: str) -> str:
    """The kind of a word that is long enough for its ending to tell, or of a sign."""
    if not words(text):
        return "sign"
    if len(form) < _SHORTEST:
        return "word"
    if form.endswith(endings(language, "adjective_endings")):
        return "adjective"
    if not text[0].isupper() and form.endswith(endings(language, "verb_endings")):
        return "verb"
    return "word"
