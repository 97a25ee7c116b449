"""Sentences with what was said in them, and statements that a source elsewhere lends them."""

from __future__ import annotations

from dataclasses import dataclass, field

from newslib.lexicons import lexicon
from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.spans import Span
from newslib.statements import Statement
from newslib.statements.by_clause.passages import Attribution, Passage
from newslib.statements.by_clause.stated import state

_STOPS = (".", "!", "?", "…")


@dataclass
class Told:
    """A sentence, the statement of each of its attributions (None when it says nothing), and what was carried to it."""

    passage: Passage
    statements: list[Statement | None]
    carried: list[Statement] = field(default_factory=list)
    carrier: Attribution | None = None  # whose the last of them is
    spoken: bool = False  # inside a quotation that another sentence gives to its speaker

    @property
    def span(self) -> Span:
        return self.passage.sentence.start, self.passage.sentence.end

    @property
    def free(self) -> bool:
        """Whether no source of its own governs it."""
        return not self.passage.sourced


def lend(reading: Reading, target: Told, by: Attribution, quoted: Quoted) -> None:
    """Puts a sentence of its own on a source that stands elsewhere, unless somebody's quotation covers it already."""
    made = None if target.spoken else state(reading, by, [target.span], quoted, carried=True)
    if made:
        target.carried.append(made)
        target.carrier = by


def outcomes(told: Told) -> set[str]:
    """What a sentence says happened to people, as ``outcomes.csv`` names it."""
    sentence = told.passage.sentence
    return {hit.row["outcome"] for hit in lexicon(sentence.language).finder("outcomes").find(sentence.text)}


def is_subheading(reading: Reading, before: Told, here: Told) -> bool:
    """Whether a line without a stop stands between lines that end in one."""
    text, (start, end) = reading.text, here.span
    if "\n" not in text[before.span[1] : start] or text[end : end + 1] != "\n":
        return False
    following = text.find("\n", end + 1)
    lines = (
        before.passage.sentence.text,
        here.passage.sentence.text,
        text[end + 1 : following if following > 0 else None],
    )
    return [line.rstrip().endswith(_STOPS) for line in lines] == [True, False, True]
