"""Numbers of list rows: "tanks - 5", "personnel - about 5,300 (+200)", "in one region - 455, in another - 275"."""

from __future__ import annotations

from dataclasses import dataclass

from newslib.figures.cases import Told
from newslib.figures.ordered.counted import NOTHING, OTHER, PEOPLE, THINGS, Draft
from newslib.passages import QUOTES, Hit, Passage

_ENDS = frozenset(",;()[]{}|•:")
_LABEL = 14  # words of a row's label
_NAME = 5  # words of a label that is only a place


@dataclass(frozen=True)
class Row:
    """A list row: the label's first token, and the word of outcome in the label when it has one."""

    first: int
    told: Told | None
    continues: bool  # the label names neither people, things nor an outcome: a row of the list before it


def row(passage: Passage, mention: Draft, told: list[Told], others: list[Draft]) -> Row | None:
    """The list row of a number that a dash or colon joins to a label; the label's noun goes to the mention."""
    mark = mention.first - (not passage.is_sign(mention.first, "~≈"))
    if not (passage.is_dash(mark) or passage.is_sign(mark, ":~≈")) or mention.head == OTHER:
        return None
    first = _label_start(passage, mark, others)
    if first == mark or any(m.last <= first <= m.end and m is not mention for m in others):
        return None
    inside = next((h for h in told if first <= h.first and h.last <= mark), None)
    known = not mention.own and _take_noun(passage, mention, first, mark)
    if inside is None and not known and not _is_name(passage, first, mark):
        return None
    return Row(first, inside, inside is None and not known)


def _label_start(passage: Passage, mark: int, others: list[Draft]) -> int:
    ends = {m.last for m in others}
    i = mark
    while i > max(0, mark - _LABEL):
        sign = not passage.words[i - 1].is_word
        if i in ends or passage.is_sign(i - 1, _ENDS) or passage.is_dash(i - 1) or passage.is_sign(i - 1, ".!?…"):
            break
        if sign and not passage.is_sign(i - 1, QUOTES) and not passage.is_sign(i - 1, "-‐‑/."):
            break
        i -= 1
    return i


def _take_noun(passage: Passage, mention: Draft, first: int, mark: int) -> bool:
    """Takes what is counted from the label; whether it names people or things."""
    people = [hit for hit in passage.hits("groups") if first <= hit.first < mark]
    things = [hit for hit in passage.hits("equipment") if first <= hit.first < mark and not _inside(hit, people)]
    if things and mention.head in (NOTHING, THINGS):
        mention.head, mention.item = THINGS, things[0].row["item"]
        return True
    if people and mention.head in (NOTHING, PEOPLE):
        mention.head, mention.group = PEOPLE, people[0].row
        return True
    return mention.head in (PEOPLE, THINGS) and bool(things or people)


def _inside(hit: Hit, others: list[Hit]) -> bool:
    return any(other.first <= hit.first and hit.last <= other.last for other in others)


def _is_name(passage: Passage, first: int, mark: int) -> bool:
    return mark - first <= _NAME and any(passage.is_capital(i) for i in range(first, mark))
