"""The record of a statement, and the words for what a source makes of what it says."""

from dataclasses import dataclass

from newslib.lexicons import Row
from newslib.spans import Span

NEGATED = {
    "asserts": "no_comment", "estimates": "doubts", "confirms": "doubts", "denies": "no_comment",
    "doubts": "asserts", "no_comment": "asserts", "retracts": "asserts",
}  # fmt: skip
NOT_OWN = frozenset({"denies", "doubts", "no_comment"})  # stances to what somebody else put forward
CARRYING = frozenset({"asserts", "estimates", "confirms"})  # stances of a report that other sentences can go on with


@dataclass(frozen=True)
class Statement:
    """One attribution found in a text. ``source`` is the mention next to the cue ("he"), not the name it stands for."""

    source: Span | None
    cue: Span | None
    content: Span  # the hull of the parts
    content_parts: tuple[Span, ...]
    quotation: str  # direct, mixed, indirect
    stance: str
    hedge: str | None  # as printed: reportedly, alleged
    relay: Span | None  # the agency or outlet quoted for it: "according to TASS"
    way: str = ""  # what makes it one: verb, noun, preposition, heading, signature, label, byline ...
    points: frozenset[str] = frozenset()  # where more of it stands; declares: a deed; stand: on one
    points_only: bool = False  # the content is no more than what points there

    @property
    def spans(self) -> list[Span]:
        """Its source, its cue and its content, those that it has."""
        return [span for span in (self.source, self.cue, self.content) if span]

    @property
    def place(self) -> int:
        """Where it says that something is told."""
        return (self.cue or self.content)[0]

    @property
    def inserted(self) -> bool:
        """Whether an insertion names who knows what stands around it: "where, by data of the police, 12 died"."""
        return self.way == "preposition" and self.source is not None


@dataclass(frozen=True)
class Attribution:
    """A cue, its source, and where in the sentence what was said may stand.

    ``region`` covers the cue with all that belongs to it and is never content. ``before`` and ``after`` say where
    content stands; ``back`` that it stands in the sentences before ("this was reported by"); ``ahead`` that it stands
    in the sentences after (a colon at the end); ``whole`` that a clause the cue opens holds it to the end.
    """

    row: Row
    cue: Span | None = None
    source: Span | None = None
    region: Span = (0, 0)
    relay: Span | None = None
    before: bool = False
    after: bool = False
    back: bool = False
    ahead: bool = False
    whole: bool = False
    earliest: int | None = None  # where what was said begins at the earliest
    limit: int | None = None  # where what was said ends at the latest
    announces: bool = False  # what was said is only named: "reported losses", "published the list"
    deed: str = ""  # what is named is a deed: declares "an emergency", a stand on what was done: "mourning for 12"
    plural: bool = False  # the verb is in the plural
    begins: bool = False  # a contrast ("while", a semicolon) sets it off from what stands before

    @property
    def kind(self) -> str:
        return self.row["kind"]

    @property
    def takes(self) -> str:
        return self.row["takes"]

    @property
    def stands_behind(self) -> bool:
        """Whether the stance is that of a report."""
        return self.row["stance"] in CARRYING

    @property
    def carries(self) -> bool:
        """Whether other sentences can belong to the same source."""
        return self.source is not None and self.stands_behind

    @property
    def points(self) -> frozenset[str]:
        """Where more of what was said stands, as ``Statement`` names it."""
        reports = self.announces and self.takes == "report"
        marks = {"back": self.back, "ahead": self.ahead, "reports": reports, "announces": self.announces}
        marks[self.deed] = bool(self.deed)
        return frozenset(name for name, holds in marks.items() if holds and self.carries)


def rule(kind: str) -> Row:
    """The row of a cue that is no word: a place in the text that gives a source."""
    return {"form": "", "stance": "asserts", "kind": kind, "takes": "report", "note": ""}
