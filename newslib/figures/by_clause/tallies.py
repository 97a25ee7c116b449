"""What kind of count a figure is and whether it is said to hold, in a language without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.figures import SOLDIERS
from newslib.figures.by_clause.bonds import Tie
from newslib.figures.by_clause.counted import Mention
from newslib.figures.by_clause.happenings import Happening
from newslib.figures.by_clause.places import HERE, Place
from newslib.figures.by_clause.stories import Case
from newslib.passages import STOPS, Hit, Passage

_NEAR = 8  # words between a number and "a day"
_OPENING = 2  # the first words of a sentence, which speak of all of it
_COUNTED_BEFORE = 3  # words between "the number of" and an outcome
_ARMY = 1000  # soldiers lost, from which on they are those of a war, not of a fight
_BEFORE = 4  # words between "may" and the outcome


def tally(case: Case, counted_group: str, here: Sequence[Place]) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time; ``here`` are the places of its sentence."""
    passage, mention = case.passage, case.mention
    if mention.added:
        return "increment", None
    if any(passage.is_sign(i, "+") for i in (mention.last, mention.last + 1)):
        return "cumulative", None
    told = [hit for hit in passage.hits("tallies") if _speaks_of(case, hit)]
    if told:
        row = min(told, key=lambda hit: _distance(mention, hit)).row
        return row["tally"], row["per"] or None
    total = _is_since(passage) or _is_total(case, counted_group, here)
    return ("cumulative" if total else "incident"), None


def _is_since(passage: Passage) -> bool:
    """Whether a sentence opens with the day from which on it counts, and names no last day."""
    months = {hit.first for hit in passage.hits("dates") if hit.row["kind"] == "month"}
    day, tokens = 1, passage.words
    if not passage.does(0, "from_day") or day + 1 not in months or not tokens[day].form.isdigit():
        return False
    return not any(
        passage.does(i, "to_day") and i + 1 < len(tokens) and tokens[i + 1].form.isdigit() for i in (3, 4, 5)
    )


def _between(mention: Mention, hit: Hit) -> range:
    return range(mention.end, hit.first) if hit.first >= mention.end else range(hit.last, mention.first)


def _distance(mention: Mention, hit: Hit) -> int:
    return len(_between(mention, hit))


def _speaks_of(case: Case, hit: Hit) -> bool:
    """Whether words of time or of a total speak of a number: near it, over all the sentence, "another" beside it."""
    passage, mention = case.passage, case.mention
    if passage.does(hit.first, "more"):
        beside = mention.first - 2 < hit.last <= mention.end
        return beside and (case.like is None or case.like.tie.outcome == case.tie.outcome)
    if hit.row["tally"] == "stock" and any(passage.is_sign(i, ",;:") for i in _between(mention, hit)):
        return False
    if _distance(mention, hit) <= _NEAR or hit.first < _OPENING:
        return True
    return hit.row["tally"] == "cumulative" and hit.last - hit.first > 1


def _is_total(case: Case, counted_group: str, here: Sequence[Place]) -> bool:
    """Whether a figure without a word of time is a running total: a label with its number, an army's losses."""
    happening = case.tie.happening
    if case.tie.rule == "row":
        return True
    if case.tie.rule == "label" and happening is not None:
        near = range(max(happening.first - _COUNTED_BEFORE, 0), case.mention.last)
        return happening.label or any(case.passage.does(i, "counter") for i in near)
    lost = counted_group in SOLDIERS and case.tie.outcome in ("casualties", "killed", "wounded")
    return lost and (case.mention.quantity.low or 0) >= _ARMY and all(place.rank != HERE for place in here)


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
