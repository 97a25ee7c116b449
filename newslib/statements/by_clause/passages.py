"""A sentence under reading: its words, clauses and cues, and the sources found in it (languages without a parser)."""

from __future__ import annotations

from dataclasses import dataclass, field

from newslib.lexicons import Row
from newslib.sentences import Sentence
from newslib.spans import Span
from newslib.statements.by_clause.clauses import Clause
from newslib.statements.by_clause.cues import FoundCue
from newslib.statements.by_clause.marked_words import MarkedWords

CARRYING = frozenset({"asserts", "estimates", "confirms"})  # stances of a report that other sentences can go on with


@dataclass(frozen=True)
class Attribution:
    """A cue, its source, and where in the sentence what was said may stand.

    ``region`` covers the cue with all that belongs to it and is never content. ``before`` and ``after`` say where
    content stands; ``back`` that it stands in the sentences before ("this was reported by"); ``ahead`` that it stands
    in the sentences after (a colon at the end); ``whole`` that a clause the cue opens holds it to the end.
    """

    row: Row
    cue: Span | None
    source: Span | None
    region: Span
    relay: Span | None = None
    before: bool = False
    after: bool = False
    back: bool = False
    ahead: bool = False
    whole: bool = False
    earliest: int | None = None  # where what was said begins at the earliest
    limit: int | None = None  # where what was said ends at the latest
    announces: bool = False  # what was said is only named: "reported losses", "published the list"
    plural: bool = False  # the verb is in the plural
    begins: bool = False  # a contrast ("while", a semicolon) sets it off from what stands before

    @property
    def kind(self) -> str:
        return self.row["kind"]

    @property
    def carries(self) -> bool:
        """Whether other sentences can belong to the same source."""
        return self.source is not None and self.row["stance"] in CARRYING

    @property
    def points(self) -> frozenset[str]:
        """Where more of what was said stands, as ``Statement`` names it."""
        marks = {"back": self.back, "ahead": self.ahead, "reports": self.reports, "announces": self.announces}
        return frozenset(name for name, holds in marks.items() if holds and self.carries)

    @property
    def reports(self) -> bool:
        """Whether the sentences after it are what was announced."""
        return self.announces and self.carries and self.row["takes"] == "report"


def rule(kind: str) -> Row:
    """The row of a cue that is no word: a place in the text that gives a source."""
    return {"form": "", "stance": "asserts", "kind": kind, "takes": "report", "note": ""}


@dataclass
class Passage:
    """A sentence under reading. Words are counted by number, spans in code points of the article."""

    number: int
    sentence: Sentence
    marked: MarkedWords
    clauses: list[Clause]
    cues: list[FoundCue]
    last_list: int  # where the last colon at the end of a line stands, -1 when there is none
    found: list[Attribution] = field(default_factory=list)

    @property
    def sourced(self) -> bool:
        return any(one.source for one in self.found)

    def span(self, first: int, last: int) -> Span:
        """Words as a span of the article."""
        start = self.sentence.start
        return start + self.marked.words[first].start, start + self.marked.words[last].end

    def zone(self, n: int) -> tuple[int, int]:
        """Numbers of the first and last word of clause ``n``."""
        clause, start = self.clauses[n], self.sentence.start
        first, after = self.marked.range(clause.start - start, clause.end - start)
        return first, after - 1

    def words_of(self, span: Span) -> range:
        """Numbers of the words in a span of the article."""
        return range(*self.marked.range(span[0] - self.sentence.start, span[1] - self.sentence.start))

    def text_of(self, span: Span) -> str:
        """What a span of the article prints, as far as it stands in the sentence."""
        start = self.sentence.start
        return self.marked.text[max(0, span[0] - start) : max(0, span[1] - start)]

    def list_follows(self, n: int) -> bool:
        """Whether clause ``n`` or one after it announces more lines by a colon at the end of its own."""
        return self.last_list >= self.clauses[n].start

    def starts_with(self, *marks: str) -> bool:
        """Whether the first word carries one of some marks."""
        return self.marked.has(0, *marks)

    def is_pronoun(self, one: Attribution) -> bool:
        """Whether a source is nothing but a pronoun."""
        return one.source is not None and all(self.marked.has(k, "pronoun") for k in self.words_of(one.source))

    def unnamed(self, one: Attribution) -> bool:
        """Whether a source is a pronoun or a common noun such as "the ministry", which stands for one named before."""
        m = self.marked
        return one.source is not None and all(
            m.has(k, "pronoun") or (not m.has(k, "capital") and k in m.named) for k in self.words_of(one.source)
        )
