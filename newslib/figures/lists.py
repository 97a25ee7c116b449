"""Numbers of lists: rows ("tanks - 5", "in one region - 455, in another - 275"), members, sums, "(+200)"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newslib.figures.cases import Part, Tie
from newslib.figures.nouns import has_verb
from newslib.figures.outcomes import Bonds
from newslib.figures.parts import part_mark
from newslib.figures.patterns import around
from newslib.figures.scenes import NOTHING, PEOPLE, THINGS, Count, Scene, Told, add_up
from newslib.passages import OBJECTS, QUOTES, STOPS, SUBJECTS, WordHit

_ENDS = STOPS | frozenset(",()[]{}|•:")
_IN_NAMES = QUOTES | frozenset("-‐‑/.")
_LABEL = 14  # words of a row's label


@dataclass(frozen=True)
class Row:
    """A list row: the label's first word, and the word of outcome in the label when it has one."""

    first: int
    told: Told | None
    continues: bool  # the label names neither people, things nor an outcome: a row of the list before it


class Rows:
    """The list rows of one sentence, by the first word of the number.

    Args:
        bonds: the ties of the sentence.
        head: the outcome a list was opened with in a sentence before.
    """

    def __init__(self, bonds: Bonds, head: Told | None) -> None:
        self.bonds, self.scene, self.head = bonds, bonds.scene, head
        self.rows: dict[int, Row] = {}
        self.lined = False  # whether the sentence is a line of the list opened before it
        self.verbal = False  # whether it is a row with a verb of its own, which the rows after it share

    def find(self) -> None:
        """Finds the rows of the sentence; a label's noun goes to its number."""
        for k in range(len(self.scene.counts)):
            found = self._row(self.scene.counts[k])
            if found is not None and has_verb(self.scene, self.scene.counts[k]):
                self.verbal = True
            elif found is not None:
                self.rows[self.scene.counts[k].first] = found

    def names_noun(self, count: Count) -> bool:
        """Whether the label of a number tells what it counts and no outcome."""
        found = self.rows.get(count.first)
        return found is not None and found.told is None

    def place(self, count: Count) -> tuple[int, int] | None:
        """The words of a label that is nothing but a place."""
        found = self.rows.get(count.first)
        return (found.first, count.first - 1) if found is not None and found.continues else None

    def remembered(self) -> Told | None:
        """The outcome that opens a list which the sentences after this one may go on with: it stands before them."""
        opens = self.scene.passage.is_sign(len(self.scene.passage) - 1, ":")
        if opens or ((self.rows or self.verbal) and self.scene.told):
            return replace(self.scene.told[-1], first=0, last=0, words=(0,)) if self.scene.told else None
        return self.head if self.rows or self.lined else None

    def tie(self) -> None:
        """Ties rows by their own label, by the row before them, or by the head of the list."""
        before: Count | None = None
        for k in range(len(self.scene.counts)):
            count = self.scene.counts[k]
            found = self.rows.get(count.first)
            if found is not None and self.bonds.untied(count):
                self._tie_row(count, found, before)
            tie = self.bonds.of(count)
            if found is not None and tie is not None and tie.rule == "row":
                before = self.scene.counts[k]

    def tie_line(self) -> None:
        """Ties the number a list line starts with to the outcome that opened the list."""
        first = self.scene.counts[0] if self.scene.counts else None
        if first is None or self.head is None or not self.bonds.untied(first) or self._tells_more(first):
            return
        if first.kind != NOTHING:
            self.bonds.set(first, self.head, "row")
        else:  # "3 over one region"
            self.bonds.keep(first, Tie((self.head,), "row", part=Part()))
        self.lined = not self.bonds.untied(first)

    def _tells_more(self, first: Count) -> bool:
        """Whether a line has words before its number, or a verb of outcome."""
        if any(self.scene.words[i].is_word for i in range(first.first)):
            return True
        return not all(told.counted for told in self.scene.told)

    def _tie_row(self, count: Count, found: Row, before: Count | None) -> None:
        if before is not None and found.continues and found.told is None:
            count = self.bonds.change(count, kind=before.kind, group=before.group, item=before.item)
        told = found.told or self._told_before(count, found, before)
        if told is not None:
            self.bonds.set(count, told, "row")
        elif not found.continues and any(self.scene.does(i, "muster") for i in range(found.first, count.first)):
            self.bonds.keep(count, Tie((), "row", "casualties"))

    def _told_before(self, count: Count, found: Row, before: Count | None) -> Told | None:
        """The outcome of the row before one, or of what opens the list: "among the freed: navy - 14, guard - 20"."""
        head = next((one for one in reversed(self.scene.told) if one.last <= found.first), None)
        if not found.continues:
            return head or self.head
        if before is not None:
            return self.bonds.ties[before.first].main
        if head is not None:
            return head if self._opens(head, range(found.first, count.first)) else None
        named = all(map(self.scene.passage.is_capital, range(found.first, count.first - 1)))  # "Kandy: 12"
        return self.head if named else None

    def _opens(self, head: Told, label: range) -> bool:
        """Whether a word of outcome opens a list: "number of wounded: in Kyiv - 12, in Odesa - 7"."""
        opened = self.scene.passage.is_sign(label.start - 1, ":,;" if head.label else ":")
        return self.scene.does(label.start, "place") or (opened and any(map(self._names_body, label)))

    def _names_body(self, i: int) -> bool:
        """Whether a word names those who fight on a side, or stands for a body by its capitals."""
        p = self.scene.passage
        known = i in p.starting("sides") or i in p.starting("units") or p.does(i, "office", "formation", "army")
        return known or (len(p.words[i].text) > 1 and p.words[i].text.isupper())

    def _row(self, count: Count) -> Row | None:
        """The list row of a number that a dash or colon joins to a label."""
        label = self._label(count)
        inside = next((h for h in self.scene.told if h.first in label and h.last <= label.stop), None)
        if not label or (inside is None and self._is_clause(label)):
            return None
        named = self._take_noun(count, label)
        return Row(label.start, inside, inside is None and not named)

    def _label(self, count: Count) -> range:
        """The words of the label of a number, none where they begin inside the phrase of another number."""
        p = self.scene.passage
        mark = count.first - (not p.is_sign(count.first, "~≈"))
        first = self._label_start(mark) if p.is_dash(mark) or p.is_sign(mark, ":~≈") else mark
        return range(0) if any(m.last <= first <= m.end for m in self.scene.counts) else range(first, mark)

    def _is_clause(self, label: range) -> bool:
        """Whether words before a mark are no label: "the separatists counted fewer: 1,009"; not "discharged: 40"."""
        return any(self.scene.words[i].is_verb for i in label) and not self._in_label("parts", label)

    def _label_start(self, mark: int) -> int:
        p, ends, i = self.scene.passage, {count.last for count in self.scene.counts}, mark
        while i > max(0, mark - _LABEL) and i not in ends and not p.is_sign(i - 1, _ENDS):
            if not p.words[i - 1].is_word and not p.is_sign(i - 1, _IN_NAMES):
                break
            i -= 1
        return i

    def _take_noun(self, count: Count, label: range) -> bool:
        """Takes what is counted from the label; whether it names people, things or parts."""
        people = self._in_label("groups", label)
        things = _without(people, self._in_label("equipment", label))
        own = count.end > count.last  # "losses of the military - 4 drones"
        if things and count.kind in (NOTHING, THINGS):
            self.bonds.change(count, kind=THINGS, item=things[0].row["item"])
        elif people and count.group is None and not (own and count.kind == THINGS):
            self.bonds.change(count, kind=PEOPLE, group=_noun_of(people).row)
        return bool(things or people or self._in_label("parts", label))

    def _in_label(self, table: str, label: range) -> list[WordHit]:
        return [hit for hit in self.scene.passage.hits(table) if hit.first in label]


def _without(people: Sequence[WordHit], things: Sequence[WordHit]) -> list[WordHit]:
    """The things whose words do not all name people."""
    named = {i for hit in people for i in range(hit.first, hit.last)}
    return [hit for hit in things if not named.issuperset(range(hit.first, hit.last))]


def _noun_of(people: Sequence[WordHit]) -> WordHit:
    """The noun of the first phrase that names people: of "police officers" the last."""
    return next(hit for hit in people if all(other.first != hit.last for other in people))


def tie_lists(bonds: Bonds) -> None:
    """Numbers that share the outcome of the one before, or of the one after, in the same list."""
    for left, right in bonds.pairs():
        tie = bonds.handing(left, right)
        if not tie or not tie.main or right.kind not in (PEOPLE, THINGS):
            continue
        if bonds.scene.listed(left, right) and not _does_otherwise(bonds.scene, right):
            bonds.set(right, tie.main, "list", before=tie.before)
    for left, right in bonds.pairs(backward=True):
        tie = bonds.handing(right, left)
        if tie and tie.main and _shares_back(bonds.scene, tie, left, right):
            bonds.set(left, tie.main, "list", before=False)


def _does_otherwise(scene: Scene, count: Count) -> bool:
    """Whether a number does something that is no outcome: "30 died, two passengers jumped off"."""
    if scene.passage.linked:
        node = scene.words[count.node]
        return node.link in SUBJECTS and node.head.is_verb and node.head.i not in scene.hits("cues")
    return bool(around(scene, "otherwise", count))


def _shares_back(scene: Scene, tie: Tie, left: Count, right: Count) -> bool:
    if tie.before or tie.rule not in ("verb", "list") or part_mark(scene, left) is not None:
        return False
    if scene.words[left.node].link == "governed" and scene.words[left.node] not in scene.words[right.node].ancestors:
        return False  # "with 90 men in tents, and 40 known to have died"
    said = any(scene.does(i, "copula") for i in range(left.end, right.first)) or _has_verb(scene, left)
    if right.kind == NOTHING or said:  # "27 men were held and 30 cars were seized"
        return False
    known = left.kind in (PEOPLE, THINGS) or scene.does(left.end, "joint")  # "one and two adults are wounded"
    return known and scene.listed(left, right)


def _has_verb(scene: Scene, count: Count) -> bool:
    """Whether somebody does to a number what is no outcome: "police held 45 men, three officers were hurt"."""
    p = scene.passage
    if p.linked:
        node = p.words[count.node]
        return node.link in OBJECTS and node.head.shape != "gerund"  # "a group comprising six men"
    return bool(around(scene, "acted_on", count))


def tie_sums(bonds: Bonds) -> None:
    """Numbers without an outcome that make up the one before them are its parts: "ten - four of A, six of B"."""
    for k, whole in enumerate(bonds.scene.counts):
        tie = bonds.of(whole)
        if tie is not None and tie.part is None:
            for part in _making_up(bonds, whole, k + 1):
                bonds.change(part, kind=PEOPLE)
                bonds.keep(part, Tie((), "part", tie.outcome, part=Part(whole.node)))


def _making_up(bonds: Bonds, whole: Count, start: int) -> list[Count]:
    """The counts behind one that make it up, none when they do not."""
    parts = list(takewhile(bonds.untied, bonds.scene.counts[start:]))
    made_up = len(parts) > 1 and add_up((part.quantity.stated for part in parts), whole.quantity.stated)
    return parts if made_up else []


def share_nouns(bonds: Bonds) -> None:
    """A lone number takes the noun that only the next number of its list names: "killed 210, wounded 340 invaders"."""
    for left, right in bonds.pairs(backward=True):
        one, other = bonds.of(left), bonds.of(right)
        if one is None or other is None or left.kind != NOTHING or right.group is None:
            continue
        end = other.main.first if other.main else left.end
        p, gap = bonds.scene.passage, range(left.end, end)
        if other.rule in (one.rule, "own") and gap and all(p.is_sign(i, ",") or p.does(i, "joint") for i in gap):
            bonds.change(left, kind=PEOPLE, group=right.group, noun=right.noun, side=right.side)


def tie_added(bonds: Bonds) -> None:
    """ "(+200)": what came on top of the number before it, of the same people or things."""
    for left, right in bonds.pairs():
        tie = bonds.of(left)
        if right.added and tie is not None:
            bonds.take_noun(right, left)
            bonds.ties[right.first] = replace(tie, rule="added", part=Part(left.node))
        elif right.added:
            bonds.ties.pop(right.first, None)
