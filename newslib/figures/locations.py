"""Which place belongs to a figure: a choice among those that its text names, near it and far from it.

What is known of a candidate is a set of named features, the table ``place_weights`` says what each is worth, and the
best candidate is taken if it beats ``none``. The weights are fitted by ``tools/fit_places.py``; they name no language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from newslib import gazetteer
from newslib.figures.cases import SOLDIERS, Case
from newslib.figures.places import HERE, NEAR, OFFICE, RANKS, STANDS, WHENCE, WHITHER, Mention, again, mentions
from newslib.lexicons import lexicon, normal, shared
from newslib.readings import Reading
from newslib.sentences import Sentence

_REMEMBERED = 3  # sentences back in which a side is looked for
_FRAGMENT = 40  # characters of a sentence that tells too little to push another out of mind
_FRAGMENTS = 6  # sentences looked back at, fragments included
_BEFORE, _AFTER = 8, 2  # sentences around a figure that may name its place
_FAR = 4  # sentences from which on distances are told apart no more
_CLOSE, _WIDE = 40, 100  # characters between a number and a place near it, and in its surroundings
_LEAD = 3  # sentences of a text that tell what it is about
_OPENING = 12  # sentences in which a text has told where most of it happens
_STEM = 6  # letters by which two forms of a name are known
_FOLLOWING = re.compile(r"\s([^\W\d_]\w+)")
MOVED = frozenset({"evacuated", "displaced", "surrendered"})  # outcomes of people who are taken somewhere
GOES_BACK = {"area": "region", "settled": "town", "land": "country"}  # what a common noun without a name may mean


@dataclass(frozen=True)
class Located:
    """The place of a figure. ``how``: sentence, before, after (a sentence near), article (one further off)."""

    mention: Mention
    how: str

    @property
    def text(self) -> str:
        return self.mention.text

    @property
    def place_id(self) -> str:
        return self.mention.place_id


@dataclass(frozen=True, eq=False)
class Asked:
    """A figure whose place is looked for: its case, its span in the article, group and tally, its sentences."""

    case: Case
    span: tuple[int, int]
    group: str
    tally: str
    here: tuple[int, ...]

    @property
    def manner(self) -> set[str]:
        """What kind of count it is, as far as that tells whether a place told elsewhere is its place."""
        case = self.case
        found = {self.tally, case.outcome} & {"incident", "cumulative", "rate", "released"}
        if self.tally == "cumulative" and self.group in SOLDIERS:
            found.add("army")
        if self.tally == "cumulative" and case.vast:
            found.add("vast")
        if case.vast and any(case.scene.does(word, "everywhere") for word in case.scene.words):
            found.add("everywhere")
        return found


@dataclass(frozen=True)
class Option:
    """A candidate with the number of its sentence, and what is known of it; of ``none`` the mention is None."""

    mention: Mention | None
    number: int
    features: frozenset[str]

    @property
    def value(self) -> float:
        return sum(weights().get(name, 0.0) for name in self.features)


@cache
def weights() -> dict[str, float]:
    """What each feature is worth."""
    return {row["feature"]: float(row["weight"]) for row in shared("place_weights")}


class Locations:
    """The places of one text.

    Args:
        reading: the text.
        numbers: the numbers of its sentences in one language, in reading order.
    """

    def __init__(self, reading: Reading, numbers: Sequence[int]) -> None:
        self._reading, self._numbers = reading, list(numbers)
        self.language = reading.sentences[self._numbers[0]].language
        self._at = {number: i for i, number in enumerate(numbers)}
        self._found: dict[int, list[Mention]] = {}
        self._about: list[Mention] | None = None
        self._main: list[tuple[Mention, int]] | None = None
        self._near: tuple[str, ...] | None = None
        self._surnames: frozenset[str] | None = None

    def of(self, case: Case, span: tuple[int, int], group: str, tally: str) -> Located | None:
        """The place of a figure, None when nothing tells.

        Args:
            case: the number with its sentence.
            span: start and end of the figure in the article, end exclusive.
            group: the group of the people.
            tally: what kind of count it is.
        """
        asked = Asked(case, span, group, tally, self._touching(case.scene.sentence))
        best = max(self.options(asked), key=lambda option: option.value)
        return Located(best.mention, self._how(asked, best.number)) if best.mention else None

    def options(self, asked: Asked) -> list[Option]:
        """Every place that a figure may have, and last that it has none."""
        first, last = self._at[asked.here[0]], self._at[asked.here[-1]]
        near = self._numbers[max(first - _BEFORE, 0) : last + _AFTER + 1]
        numbers = [*(n for n in self._numbers[:_LEAD] if n < near[0]), *near]
        found = [(m, n) for n in numbers for m in self.named(n)]
        found += [(m, n) for m, n in (*self._mains(), *self._firsts()) if n not in numbers]
        options = [Option(m, n, frozenset(self._features(asked, m, n))) for m, n in found]
        return [*options, Option(None, -1, frozenset(self._none(asked)))]

    def _how(self, asked: Asked, number: int) -> str:
        if number in asked.here:
            return "sentence"
        sentences, near = self._reading.sentences, asked.here[0 if number < asked.here[0] else -1]
        far = abs(self._at[number] - self._at[near]) > _LEAD
        if far or abs(sentences[number].paragraph - sentences[near].paragraph) > 1:
            return "article"
        return "before" if number < near else "after"

    def _touching(self, sentence: Sentence) -> tuple[int, ...]:
        numbers = self._reading.touching((sentence.start, sentence.end))
        return tuple(number for number in numbers if number in self._at)

    # what is known of a candidate

    def _features(self, asked: Asked, mention: Mention, number: int) -> set[str]:
        where = "here" if number in asked.here else "before" if number < asked.here[0] else "after"
        rank, moved = RANKS[mention.rank], asked.case.outcome in MOVED
        found = {f"{where}_{rank}"} | self._in_text(mention, number, where)
        found |= {f"{where}_{rank}_moved"} if moved and mention.rank in (WHENCE, WHITHER) else set()
        found |= {f"{rank}_{mention.kind}"} if mention.rank in (STANDS, OFFICE) else set()
        found |= {"inside"} if mention.inside else set()
        found |= {f"{where}_{mention.kind}"} if where != "after" else set()
        if where == "here":
            return found | self._in_sentence(asked, mention)
        found |= {f"carried_{name}" for name in asked.manner}
        sentences, near = self._reading.sentences, asked.here[0 if where == "before" else -1]
        steps = abs(self._at[number] - self._at[near])
        found.add(f"{where}_{steps if steps < _FAR else 'far' if steps <= _BEFORE else 'farther'}")
        gap = abs(sentences[number].paragraph - sentences[near].paragraph)
        found |= {f"{where}_next_paragraph" if gap == 1 else f"{where}_far_paragraph"} if gap else set()
        found |= {"first_told"} if where == "after" and (mention, number) in self._firsts() else set()
        return found | self._between(asked, mention, number)

    def _in_sentence(self, asked: Asked, mention: Mention) -> set[str]:
        """Of a place in the figure's own sentence: on which side, how far, told of other people, in another place."""
        start, end = asked.span
        distance = _away(asked, mention)
        gap = self._reading.text[slice(end, mention.start) if mention.start >= end else slice(mention.end, start)]
        found = {"left_of"} if mention.start < end else set()
        found |= {"close"} if distance <= _CLOSE else {"in_reach"} if distance <= _WIDE else set()
        if mention.start >= end and distance <= _CLOSE and not re.search(r"[,;:.()\d]", gap):
            found.add("behind")
        found |= {"over_stop"} if re.search(r"[;.:]\s", gap) else {"over_comma"} if "," in gap else set()
        found |= {"over_digit"} if re.search(r"\d", gap) else set()
        found |= {"elsewhere"} if _is_elsewhere(asked.case, mention) else set()
        others = [m for n in asked.here for m in self.named(n) if m is not mention and m.rank <= NEAR]
        if mention.rank <= NEAR and all(_away(asked, m) > distance for m in others):
            found.add("nearest")
        return found | ({"inner"} if any(_holds(m, mention) for m in others) else set())

    def _between(self, asked: Asked, mention: Mention, number: int) -> set[str]:
        """Of a place in another sentence: whether others are told between it and the figure, or with the figure."""
        low, high = sorted((self._at[number], self._at[asked.here[0]]))
        between = [m for n in self._numbers[low + 1 : high][-_BEFORE:] for m in self.named(n) if m.rank <= NEAR]
        found = {"again_between" if _one(m, mention) else "others_between" for m in between}
        here = [m for n in asked.here for m in self.named(n)]
        found |= {"named_here_too"} if any(_one(m, mention) for m in here) else set()
        found |= {"other_with_figure"} if any(m.rank <= NEAR and not _one(m, mention) for m in here) else set()
        later = [m for m in self.named(number) if m.start > mention.start]
        for noun in again(asked.case.scene.sentence):
            if mention.kind == GOES_BACK[noun] and not any(m.kind == mention.kind for m in (*later, *between)):
                found.add(f"meant_by_{noun}")
        return found

    def _in_text(self, mention: Mention, number: int, where: str) -> set[str]:
        """What a place is to the whole text."""
        found: set[str] = set()
        if where != "here" and mention.rank <= NEAR and number in self._numbers[:_LEAD]:
            found.add("in_headline" if number == self._numbers[0] else "in_lead")
        main = next((m for m, _ in self._mains()), None)
        if main is not None:
            found |= {"main"} if _one(mention, main) else {"in_main"} if _holds(main, mention) else set()
            found |= {"holds_main"} if _holds(mention, main) else set()
        if mention.rank == OFFICE:
            of_main = bool(found & {"main", "in_main", "holds_main"})
            found.add("office_alone" if main is None else "office_of_main" if of_main else "office_elsewhere")
        return found

    def _none(self, asked: Asked) -> set[str]:
        found = {"none"} | {f"none_{name}" for name in asked.manner}
        return found | ({"none_headline"} if asked.here[0] == self._numbers[0] else set())

    def _told(self) -> Iterator[tuple[Mention, int]]:
        """The places where or near which something happened."""
        return ((m, n) for n in self._numbers[:_OPENING] for m in self.named(n) if m.rank <= NEAR)

    def _firsts(self) -> list[tuple[Mention, int]]:
        """The first place where the text says that something happened."""
        return list(islice(self._told(), 1))

    def _mains(self) -> list[tuple[Mention, int]]:
        """The place where most happens in the text, where it is first told."""
        if self._main is None:
            told = [(m, n) for m, n in self._told() if m.rank == HERE and m.place]
            told = told or [(m, n) for m, n in self._told() if m.place]
            often = Counter(m.place_id for m, _ in told)
            self._main = [max(told, key=lambda pair: often[pair[0].place_id])] if told else []
        return self._main

    # the places of the text

    def named(self, number: int) -> list[Mention]:
        """The places that a sentence names, in order."""
        if number not in self._found:
            found = mentions(self._reading.sentences[number], self._countries())
            self._found[number] = [m for m in found if m.place or _stem(m.text) not in self._persons()]
        return self._found[number]

    def around(self, case: Case) -> Located | None:
        """A known place near a figure though nothing says that it happened there; else what the text is about."""
        near = [self.within(case.scene.sentence), *map(self.named, reversed(self.before(case.scene.number)))]
        known = [m for named in near for m in named if m.place]
        told = next((m for m in known if m.rank in (HERE, NEAR)), None)
        if told is not None:
            return Located(told, "named")
        about = self.about()
        if about is not None and about.place:
            return Located(about, "article")
        return Located(known[0], "named") if known else None

    def within(self, sentence: Sentence) -> list[Mention]:
        """The places that a sentence names, also one read together with the next, or a piece of one."""
        named = (m for number in self._touching(sentence) for m in self.named(number))
        return [m for m in named if sentence.start <= m.start < sentence.end]

    def before(self, number: int, most: int = _REMEMBERED) -> Sequence[int]:
        """Numbers of the sentences right before a sentence, fragments not counted."""
        at = first = self._at.get(number, 0)
        told = 0
        while first > 0 and told < most and at - first < _FRAGMENTS:
            first -= 1
            told += len(self._reading.sentences[self._numbers[first]].text) > _FRAGMENT
        return self._numbers[first:at]

    def about(self) -> Mention | None:
        """The place that a text is about: that of its first sentences, when all it tells of lies in one country."""
        if self._about is None:
            named = [m for number in self._numbers for m in self.named(number)]
            told = [m for m in named if m.rank == HERE]
            lead = [m for number in self._numbers[:_LEAD] for m in self.named(number) if m.rank == HERE]
            countries = Counter(m.place.country for m in told or named if m.place)
            one = len(countries) <= 1 or countries.most_common(1)[0][1] * 4 >= 3 * sum(countries.values())
            self._about = (lead or told or [m for m in named if m.place])[:1] if one else []
        return self._about[0] if self._about else None

    def _countries(self) -> tuple[str, ...]:
        """Countries that the text names itself."""
        if self._near is None:
            named = gazetteer.certain(self._reading.text, self.language)
            self._near = tuple(sorted({place.country for place in named}))
        return self._near

    def _persons(self) -> frozenset[str]:
        """Stems of the surnames that a given name stands before anywhere in the text."""
        if self._surnames is None:
            given = lexicon(self.language).finder("given_names")
            text = self._reading.text
            ends = (hit.end for hit in given.find(text) if text[hit.start].isupper())
            following = (_FOLLOWING.match(text, end) for end in ends)
            self._surnames = frozenset(_stem(found.group(1)) for found in following if found)
        return self._surnames


def _stem(name: str) -> str:
    return normal(name)[:_STEM]


def _one(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one place."""
    if one.place and other.place:
        return one.place_id == other.place_id
    return not one.place and not other.place and _stem(one.text) == _stem(other.text)


def _holds(wider: Mention, narrower: Mention) -> bool:
    """Whether a place lies in another one."""
    known = wider.place is not None and narrower.place is not None and wider.place_id != narrower.place_id
    return known and gazetteer.inside(narrower.place_id, wider.place_id)


def _away(asked: Asked, place: Mention) -> int:
    return max(place.start - asked.span[1], asked.span[0] - place.end, 0)


def _is_elsewhere(case: Case, place: Mention) -> bool:
    """Whether a place is told of other people."""
    passage = case.scene.passage
    if not passage.linked:
        return False
    at = passage.at(place.end - 1 - passage.sentence.start)
    word = passage.words[at] if at is not None else None
    return word is not None and (case.scene.apart(word, case.count) or case.scene.besides(word, case.count))
