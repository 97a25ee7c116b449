"""What kind of count a figure is and whether it is said to hold, in a language without a parser."""

from __future__ import annotations

from newslib.figures.by_clause.counted import Mention
from newslib.figures.by_clause.happenings import Happening
from newslib.figures.by_clause.sentence_words import STOPS, Passage
from newslib.figures.by_clause.ties import Tie
from newslib.lexicons import Row

_NEAR = 8  # words between a number and "a day"
_ORDER = ("rate", "increment", "cumulative", "stock")
_BEFORE = 4  # words between "may" and the outcome


def tally(passage: Passage, mention: Mention, tied: Tie) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time."""
    if mention.added:
        return "increment", None
    told: dict[str, Row] = {}
    for hit in passage.hits("tallies"):
        distance = max(hit.first - mention.end, mention.first - hit.last, 0)
        more = passage.does(hit.first, "more")
        if distance <= (1 if more else _NEAR) or (not more and hit.row["tally"] == "cumulative"):
            told.setdefault(hit.row["tally"], hit.row)
    for name in _ORDER:
        if name in told:
            return name, told[name]["per"] or None
    return ("cumulative" if tied.rule in ("label", "row") else "incident"), None


def modality(passage: Passage, mention: Mention, tied: Tie) -> str:
    """Whether a figure is said to be so, not to be so, to be possible, or to be meant."""
    if mention.quantity.stated == 0:
        return "actual"
    rows = passage.starting("modality")
    if rows.get(mention.first - 1) and rows[mention.first - 1].row["modality"] == "negated":
        return "negated"
    happening = tied.happening
    if happening is None:
        return "actual"
    if tied.rule == "label":  # "losses may exceed 20,000"
        between = (rows[i].row["modality"] for i in range(happening.last, mention.first) if i in rows)
        manner = next((m for m in between if m != "negated"), None)
        if manner is not None:
            return manner
    return _before(passage, happening)


def _before(passage: Passage, happening: Happening) -> str:
    """What stands right before a word of outcome: "may", "not", "plan to"."""
    rows = passage.starting("modality")
    for i in range(happening.first - 1, max(happening.first - 1 - _BEFORE, -1), -1):
        if passage.is_sign(i, STOPS) or passage.is_sign(i, ",:"):
            break
        if i in rows:
            manner = rows[i].row["modality"]
            if manner != "negated" or i == happening.first - 1:
                return manner
    return "actual"
