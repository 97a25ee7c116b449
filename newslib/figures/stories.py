"""A text read sentence by sentence: what a number takes over from the numbers before it, and its figure."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from newslib.figures.cases import KEPT, LOSSES, LOST, Case, Counted, Figure, Part, Tie, are_alike
from newslib.figures.groups import group_of, unit_of
from newslib.figures.neighbours import recounts, taken_up
from newslib.figures.outcomes import outcomes
from newslib.figures.owners import TAKEN
from newslib.figures.scenes import NOTHING, OTHER, THINGS, Scene, Told, changed
from newslib.figures.scopes import modality
from newslib.figures.tallies import tally
from newslib.figures.totals import settled, with_parts, with_sum
from newslib.figures.where import Where
from newslib.lexicons import lexicon
from newslib.sentences import Sentence

_SINGLES_BY = LOSSES | {"abducted"}  # what a person without a numeral is read for
_SPAN = 8  # words between a number and the noun or verb that its figure covers
_SPANNING = ("verb", "zero", "single", "label")  # rules whose words of outcome belong to the span


class Story:
    """The figures of a text so far.

    Args:
        surroundings: the places and sides that the text names around its figures.
        said: all its sentences of the language.
        about: tells what it opens with: event, war, spread, or nothing of these.
    """

    def __init__(self, surroundings: Where, said: Sequence[Sentence], *, about: Callable[[], str]) -> None:
        self._about = about
        self.counted: list[Counted] = []
        self._surroundings = surroundings
        self._said = said
        self._told = set[str]()  # the outcomes told so far, but of who merely travels
        self._uncounted = False  # whether the last people numbered in the sentence before had no outcome
        self._of_others = False  # whether all that the sentence before numbered was no people
        self._unnumbered: Told | None = None  # losses that the sentence before spoke of without a number

    def read(self, scene: Scene, cases: Sequence[Case]) -> None:
        """Reads the figures of the next sentence: wholes first, then parts, then single persons."""
        self._surroundings.hear(scene)
        if cases:
            self._read_all(scene, cases)
        self._remember(scene, cases)

    def _read_all(self, scene: Scene, cases: Sequence[Case]) -> None:
        town = self._surroundings.names_town(scene)
        here: list[Counted] = []
        parts_last = scene.passage.linked
        earlier = self.counted[-KEPT:]
        opening = self._about()
        report = opening == "day" and scene.about != "event"
        about = opening if report else scene.about or opening
        for case in sorted(cases, key=lambda c: (c.count.implicit, parts_last and bool(c.part), c.count.first)):
            here += self._read(changed(case, before=earlier, here=tuple(here), town=town, about=about))
        self.counted += with_parts(with_sum(sorted(here, key=lambda c: c.count.first)))

    def figures(self) -> list[Figure]:
        """The figures of a text that has been read to its end, in reading order."""
        if not self.counted:
            return []
        taken = any(c.figure.outcome in TAKEN for c in self.counted)  # who may come free
        captivity = taken or "captivity" in self._spoken("function_words", "role")
        told = settled(self.counted, captivity=captivity, spoken=self._told | self._spoken("outcomes", "outcome"))
        return [counted.figure for counted in self._surroundings.settled(told)]

    def _spoken(self, table: str, column: str) -> set[str]:
        """What the words of a table tell that the text says."""
        known = lexicon(self._said[0].language).finder(table)
        hits = (hit for sentence in self._said for hit in known.find(sentence.text))
        return {one for hit in hits for one in hit.row[column].split()}

    def _remember(self, scene: Scene, cases: Sequence[Case]) -> None:
        self._told |= {told.outcome for told in scene.told if "spoken" not in told.voice}
        tied = [case.count for case in cases if case.tie]
        labels = [told for told in scene.told if told.label]
        self._unnumbered = labels[-1] if labels and not tied else None
        people = [count for count in scene.counts if count.kind == "people"]
        self._uncounted = bool(people) and people[-1] not in tied
        self._of_others = bool(scene.counts) and all(count.kind in (OTHER, THINGS) for count in scene.counts)

    def _read(self, case: Case) -> list[Counted]:
        if self._is_of_others(case):
            return []
        case = changed(case, whole=self._whole(case) if case.part else None)
        case = self._taking_up(case)
        told = (changed(case, outcome=outcome) for outcome in outcomes(case))
        found = [self._count(changed(one, like=_like(one))) for one in told]
        single = (c.figure.outcome in _SINGLES_BY and c.figure.modality == "actual" for c in found)
        return [c for c, may_be in zip(found, single, strict=True) if may_be or not c.figure.implicit]

    def _taking_up(self, case: Case) -> Case:
        """The case with the count it takes up, where its own sentence tells no outcome."""
        if not recounts(case):
            return case
        taken = taken_up(case)
        outcome = taken.figure.outcome if taken else self._unnumbered.outcome if self._unnumbered else ""
        again = Tie((), "again", outcome) if outcome else None
        return changed(case, taken=taken, tie=again)

    def _whole(self, case: Case) -> Counted | None:
        """What a number is a part of: the phrase it hangs on, else the last count that can hold it."""
        part = case.part or Part()
        named = [one for one in case.here if part.whole is not None and part.whole in (one.count.node, one.count.noun)]
        if named:
            return named[0]
        if self._uncounted or _is_of_uncounted(case):
            return None
        return next((one for one in _earlier(case, part) if one.holds(case.count)), None)

    def _is_of_others(self, case: Case) -> bool:
        """Whether a lone number is out of what was numbered last, and that is no people: "3 drones. Two of them"."""
        harmed = any(told.outcome != LOST or not case.scene.passage.linked for told in case.told)
        if harmed or case.part is None or case.count.kind != NOTHING:
            return False
        before = [one.kind for one in case.scene.before(case.count)]
        return all(kind in (OTHER, THINGS) for kind in before) if before else self._of_others

    def _count(self, case: Case) -> Counted:
        count, whole = case.count, case.whole
        if count.kind == NOTHING and whole is not None:
            case = changed(case, count=changed(count, kind=whole.count.kind, item=count.item or whole.count.item))
        span = _span(case)
        group, manner = group_of(case), modality(case)
        told, per = tally(case, group, manner)
        place, side = self._surroundings.of(case, span, group, told)
        figure = Figure(
            start=span[0],
            end=span[1],
            quantity=count.quantity,
            outcome=case.outcome,
            group=group,
            side=side,
            unit=unit_of(case),
            place=place.text if place else None,
            place_id=place.place_id or None if place else None,
            place_how=place.how if place else None,
            tally=told,
            per=per,
            part_of=whole.span if whole else None,
            modality=manner,
            implicit=count.implicit,
            item=case.count.item if case.outcome == LOST else None,
        )
        return Counted(case, figure, case.part is not None)


def _earlier(case: Case, part: Part) -> Iterator[Counted]:
    """The counts that a number may be a part of, the nearest first: no parts, of the outcome that the part tells."""
    told = {t.outcome for t in part.told}
    before = [c for c in case.here if case.follows(c)]
    earlier = case.before if part.told else case.near
    wholes = (one for one in reversed([*earlier, *before]) if not one.is_part)
    return (one for one in wholes if not told or any(are_alike(one.figure.outcome, outcome) for outcome in told))


def _is_of_uncounted(case: Case) -> bool:
    """Whether a number is out of others of its sentence that count nobody: "12 houses, three of which burned"."""
    relative = any(word.shape == "which" for word in case.scene.words[case.count.node].subtree)
    return case.count.parted and relative


def _like(case: Case) -> Counted | None:
    """The count that a number leans on for what it does not say itself."""
    if case.taken or case.whole:
        return case.taken or case.whole
    earlier = filter(case.follows, reversed(case.here))
    if case.scene.passage.linked:
        return next((c for c in earlier if c.of_things == (case.outcome == LOST)), None)
    last = next(earlier, None)
    return _goes_on_from(case, last, earlier) if last is not None else None


def _goes_on_from(case: Case, last: Counted, earlier: Iterator[Counted]) -> Counted | None:
    """The count before a number that shares its verb or names no people, where no heads tell it."""
    before = next((c for c in chain([last], earlier) if not c.is_part), last)
    shared = case.main is not None and before.case.main is case.main
    return before if shared or case.count.kind == NOTHING or case.has_more else None


def _span(case: Case) -> tuple[int, int]:
    """Start and end of the number with its bound and its noun, or with its outcome, in the article."""
    passage, count = case.scene.passage, case.count
    offset = passage.sentence.start
    if passage.linked:
        words = [count.node] if count.noun is None else [count.node, count.noun]
        if count.noun is None and case.main is not None:
            words.append(case.main.word)
        near = [passage.words[i] for i in words if count.number_first <= i <= count.number_last + _SPAN]
        return count.quantity.start, max([count.quantity.end, *(offset + word.end for word in near)])
    first, last, main = count.first, max(count.end, count.last), case.main
    spans = main is not None and case.tie is not None and case.tie.rule in _SPANNING
    if spans and main is not None and max(main.first - last, first - main.last) <= _SPAN:
        first, last = min(first, main.first), max(last, main.last)
    start, end = passage.words[first].start + offset, passage.words[last - 1].end + offset
    return min(start, count.quantity.start), max(end, count.quantity.end)
