"""Who a source is: mentions resolved within the article and looked up in the registry."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from newslib.inflections import inflections
from newslib.lexicons import Row, lexicon, normal, words
from newslib.readings import Reading
from newslib.registry import registry
from newslib.source_names import Identity, identify
from newslib.statements import Span

_FAR = 12  # words: a longer mention is a sentence, not a name
_REACH = 6  # sentences over which a pronoun still means somebody
_PEOPLE = frozenset({"person"})


@dataclass(frozen=True)
class Source:
    """Who a mention stands for. Nothing is guessed: an unknown source keeps its printed name, no id, no party."""

    name: str  # the fullest mention in the article, as printed
    source_id: str | None  # id in lexicons/shared/sources.csv
    party: str | None
    kind: str | None  # person, office, ministry, military, agency, outlet, ngo, un, government, ...


@dataclass
class _Mention:
    """A mention with what its words say; ``speaks`` when it is the source of a statement."""

    span: Span
    text: str
    language: str
    sentence: int
    who: Identity
    pronoun: Row | None
    speaks: bool
    surname: frozenset[str] = frozenset()
    stands_for: _Mention | None = field(default=None, repr=False)

    @property
    def person(self) -> bool:
        return self.who.name is not None or self.who.kind == "person"


def resolve(reading: Reading, mentions: Sequence[Span], published: dt.date | None = None) -> list[Source]:
    """One source for each mention, in the same order.

    A surname stands for the fullest mention of that name in the article; a pronoun for the nearest speaker before it
    that fits in gender and number, or the person its sentence or the one before opens with; a bare role ("the
    spokesman", "the ministry") for the nearest mention of that role before it, else after it. Then the registry gives
    id, party and kind, as of the day of publication; a name it does not know gets at most the party that its words
    tell (a nationality, a country, a town).

    Args:
        reading: the article as read.
        mentions: spans of its text that name sources.
        published: the article's day; decides who held an office.
    """
    named = [_mention(reading, span, published, speaks=True) for span in mentions]
    spoken = {one.span for one in named}
    others = [one for one in (*_people(reading, published), *_bodies(reading, published)) if one.span not in spoken]
    everyone = sorted([*named, *others], key=lambda one: one.span)
    index = _Index(everyone)
    for one in named:
        one.stands_for = _antecedent(one, index)
    return [_source(one, index) for one in named]


def _mention(reading: Reading, span: Span, published: dt.date | None, *, speaks: bool) -> _Mention:
    text = " ".join(reading.text[slice(*span)].split())
    touched = reading.touching(span)
    language = reading.sentences[touched[0]].language if touched else _any_language()
    who = identify(text, language, published)
    found = _Mention(span, text, language, touched[0] if touched else 0, who, _pronoun(text, language), speaks)
    if who.name is not None:
        found.surname = _stems(words(text)[who.name[1]].form, language)
    return found


@cache
def _any_language() -> str:
    from newslib.lexicons import languages

    return languages()[0]


@cache
def _pronouns(language: str) -> dict[str, Row]:
    return {normal(row["form"]): row for row in lexicon(language).rows("pronouns")}


def _pronoun(text: str, language: str) -> Row | None:
    return _pronouns(language).get(" ".join(word.form for word in words(text)))


@cache
def _case_endings(language: str) -> tuple[str, ...]:
    return tuple(row["form"] for row in lexicon(language).rows("endings") if {"base", "case"} & set(row["role"].split()))


def _stems(word: str, language: str) -> frozenset[str]:
    """What a surname may be without its ending, itself included."""
    cut = {word[: -len(end)] for end in _case_endings(language) if word.endswith(end) and len(word) - len(end) > 3}
    return frozenset(cut | {word})


def _people(reading: Reading, published: dt.date | None) -> list[_Mention]:
    """Persons the text names by a given name, with the roles and titles right before it."""
    found = []
    for sentence in reading.sentences:
        cut = words(sentence.text)
        titles = {m.end: m.start for m in inflections(sentence.language, "roles").find(sentence.text, cut)}
        for name in inflections(sentence.language, "given_names").find(sentence.text, cut):
            tail = re.match(r"(?:[ \u00a0](?:[^\W\d_]\.)?[ \u00a0]?(?:[^\W\d_]\w*[-’'])?[^\W\d_]\w+){1,2}", sentence.text[name.end :])
            last = name.end
            for part in re.finditer(r"\S+", tail.group()) if tail else ():
                if not part.group()[0].isupper():
                    break
                last = name.end + part.end()
            if last == name.end:
                continue
            start = _titled(sentence.text, name.start, titles)
            found.append(_mention(reading, (sentence.start + start, sentence.start + last), published, speaks=False))
    return found


def _bodies(reading: Reading, published: dt.date | None) -> list[_Mention]:
    """Registered bodies that the text names, whether they speak or not: what "the ministry" may stand for."""
    found = []
    for sentence in reading.sentences:
        for name in registry(sentence.language).find(sentence.text):
            if name.row["kind"] not in ("person", "office", "government"):
                span = sentence.start + name.start, sentence.start + name.end
                found.append(_mention(reading, span, published, speaks=False))
    return found


def _titled(text: str, start: int, titles: dict[int, int]) -> int:
    """Where the roles, titles and capitalised words right before a name begin."""
    for _ in range(_FAR):
        before = text[:start].rstrip(" \u00a0")
        if start - len(before) > 1 or not before:
            break
        if len(before) in titles:
            start = titles[len(before)]
            continue
        word = re.search(r"[^\W_][\w’'-]*$", before)
        if not word or not word.group()[0].isupper() or word.start() == 0:
            break
        start = word.start()
    return start


class _Index:
    """The mentions of an article, to be looked up by place and by surname."""

    def __init__(self, everyone: list[_Mention]) -> None:
        self.all = everyone
        self.starts = [one.span[0] for one in everyone]
        self.by_surname: dict[str, list[_Mention]] = {}
        for one in everyone:
            for stem in one.surname:
                self.by_surname.setdefault(stem, []).append(one)

    def before(self, span: Span) -> Iterable[_Mention]:
        """Mentions that end before a span, the nearest first."""
        for one in reversed(self.all[: bisect.bisect_left(self.starts, span[0])]):
            if one.span[1] <= span[0]:
                yield one

    def after(self, span: Span) -> Iterable[_Mention]:
        yield from (one for one in self.all[bisect.bisect_right(self.starts, span[0]) :] if one.span[0] >= span[1])

    def same_name(self, one: _Mention) -> list[_Mention]:
        """Mentions of the same surname that do not contradict each other in the given name."""
        found = {id(other): other for stem in one.surname for other in self.by_surname[stem]}
        return [other for other in found.values() if _agree(one, other)]


def _agree(one: _Mention, other: _Mention) -> bool:
    """Whether two mentions of a surname can be the same person: given names, when both have one, begin alike."""
    firsts = []
    for mention in (one, other):
        if mention.who.name is None:
            return False
        first, last = mention.who.name
        firsts.append(words(mention.text)[first].form[:3] if last > first else "")
    if firsts[0] and firsts[1] and firsts[0] != firsts[1]:
        return False
    return not (one.who.gender and other.who.gender and one.who.gender != other.who.gender)


def _antecedent(one: _Mention, index: _Index) -> _Mention | None:
    if one.pronoun is not None:
        return _for_pronoun(one, index)
    if one.surname:
        return _fullest(one, index.same_name(one))
    if one.who.row is not None and one.who.row["kind"] == "office":
        return _holder(one, index)
    if one.who.bare and not one.who.placed:
        return _for_role(one, index)
    return None


def _holder(one: _Mention, index: _Index) -> _Mention | None:
    """The named person who holds the office that a mention is: "the Crimea head"."""
    wanted = one.who.row["source_id"] if one.who.row else None
    same = [o for o in index.all if o.surname and o.who.row is not None and o.who.row["source_id"] == wanted]
    return max(same, key=lambda other: (len(other.text.split()), -other.span[0]), default=None)


def _fullest(one: _Mention, others: Sequence[_Mention]) -> _Mention | None:
    """The mention with most words, the earliest of them."""
    fitting = [other for other in others if len(other.text.split()) <= _FAR]
    best = max(fitting, key=lambda other: (len(other.text.split()), -other.span[0]), default=None)
    return best if best and len(best.text.split()) > len(one.text.split()) else None


def _for_pronoun(one: _Mention, index: _Index) -> _Mention | None:
    """The nearest speaker before a pronoun, or whom a later sentence opens with, if it fits."""
    pronoun = one.pronoun or {}
    for other in index.before(one.span):
        if one.sentence - other.sentence > _REACH:
            return None
        if other.pronoun is not None:
            continue
        if not (other.speaks or _opens(other, index)) or not _fits(pronoun, other):
            continue
        return _whole(other, index)
    return None


def _whole(one: _Mention, index: _Index) -> _Mention:
    return (_fullest(one, index.same_name(one)) if one.surname else None) or one


def _opens(one: _Mention, index: _Index) -> bool:
    """Whether a person is the first one named in the sentence."""
    return one.person and next((o for o in index.all if o.sentence == one.sentence), one) is one


def _fits(pronoun: Row, other: _Mention) -> bool:
    kinds = pronoun["kind"].split()
    if "relative" in kinds:
        return True
    if "speaker" in kinds:
        return False
    if "place" in kinds or "body" in kinds:
        return not other.person and other.who.number != "plural"
    if pronoun["number"] == "plural":
        return other.who.number == "plural" or not other.person
    if "person" in kinds and not other.person:
        return False
    if other.who.number == "plural" or (not other.person and pronoun["gender"] in ("m", "f")):
        return False
    return not (pronoun["gender"] and other.who.gender and pronoun["gender"] != other.who.gender)


def _for_role(one: _Mention, index: _Index) -> _Mention | None:
    """The mention before, else after, that has the same role and says more."""
    wanted = {role["role"] for role in one.who.roles}
    for group in (index.before(one.span), index.after(one.span)):
        for other in group:
            if other.pronoun is None and _says_more(one, other, wanted):
                return _whole(other, index)
    return None


def _says_more(one: _Mention, other: _Mention, wanted: set[str]) -> bool:
    if not wanted & {role["role"] for role in other.who.roles} or len(other.text) <= len(one.text):
        return False
    if one.who.party and other.who.party and one.who.party != other.who.party:
        return False
    number = one.who.number
    if number and other.who.number and number != other.who.number:
        return False
    gender = next((role["gender"] for role in one.who.roles if role["gender"] == "f"), "")
    person = any(role["kind"] == "person" for role in one.who.roles)
    if gender and other.who.gender == "m":
        return False
    known = not other.who.bare or other.who.placed or other.who.row is not None
    return (other.person if person else not other.person) and known


def _source(one: _Mention, index: _Index) -> Source:
    best = one.stands_for or one
    who = best.who
    if who.row is None and one.who.row is not None:
        who = one.who
    if who.row is None and best.surname:
        others = index.same_name(best)
        who = next((o.who for o in others if o.who.row is not None), None) or next(
            (o.who for o in others if o.who.party), who
        )
    name = best.text
    if who.row is None:
        return Source(name, None, who.party, who.kind)
    return Source(name, who.row["source_id"], who.row["party"], who.row["kind"])
