"""Mentions of persons and bodies in an article, those a pronoun may stand for, and spellings of one name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from rapidfuzz import fuzz

from newslib import sides
from newslib.gazetteer import named
from newslib.lexicons import Row, forms, languages, lexicon, normal, words
from newslib.lexicons.inflections import inflections
from newslib.readings import Reading
from newslib.sounds import sound
from newslib.sources.names import Identity, identify, proper, state_body
from newslib.sources.registry import HOLDER, registry
from newslib.spans import Span

_TITLES = 12  # words a title may have
_LAST_WORD = re.compile(r"(?<![\w’'-])[^\W_][\w’'-]*\Z")
_STEM = 4  # letters that are left of a surname without its ending
_LONG_WORD = 40  # code points
_NAMES_AFTER = re.compile(r"[ \u00a0](?:[^\W\d_]\.[ \u00a0]?)?(?P<word>[^\W\d_]\w*(?:[-’'][^\W\d_]\w+)*)")
ALIKE = 88  # of 100: two bodies that sound so much alike are proposed as one
LIKELY = 85  # of 100: the consonants of two surnames, a registered name that is proposed as the same
SURNAME, GIVEN, LONE = 60, 75, 70  # of 100: how much names of one person sound alike whose consonants are alike
WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouy]")
SHORT = 3  # letters of a word that is left out of comparing bodies


@dataclass
class Mention:
    """A mention with what its words say. ``speaks`` when it is the source of a statement; ``surname`` holds the forms
    its surname may have without an ending; ``stands_for`` is the fuller mention it was resolved to."""

    span: Span
    text: str
    language: str
    sentence: int  # number of the sentence it begins in
    who: Identity
    pronoun: Row | None
    speaks: bool
    surname: frozenset[str] = frozenset()
    stands_for: Mention | None = field(default=None, repr=False)

    @property
    def person(self) -> bool:
        return self.who.name is not None or self.who.kind == "person"

    @property
    def is_full_name(self) -> bool:
        """Whether a personal name of several words stands in it, of whose first no table may know."""
        first, last = self.who.name or (0, 0)
        return first < last or (first > 1 and self.text[words(self.text)[first - 1].start].isupper())

    @property
    def is_unknown_name(self) -> bool:
        """Whether it is nothing but a name that no table knows."""
        return self.who.row is None and not self.who.roles and all(word[0].isupper() for word in self.text.split())

    def may_be(self, other: Mention) -> bool:
        """Whether the surname of one is that of another, and one of them is a full name."""
        return bool(self.surname & other.surname) and (self.is_full_name or other.is_full_name)

    @property
    def length(self) -> int:
        """In words."""
        return len(self.text.split())


def mention(reading: Reading, span: Span, published: dt.date | None, *, speaks: bool) -> Mention:
    """The mention in a span of the article.

    Args:
        reading: the article as read.
        span: start and end in code points, end exclusive.
        published: the article's day.
        speaks: whether it is the source of a statement.
    """
    text = " ".join(reading.text[slice(*span)].split())
    touched = [n for n in reading.touching(span) if _visible(reading, n, span)] or reading.touching(span)
    language = reading.sentences[touched[0]].language if touched else languages()[0]
    who = _of_its_text(identify(text, language, published), reading, language)
    pronoun = pronouns(language).get(" ".join(word.form for word in words(text)))
    made = Mention(span, text, language, touched[0] if touched else 0, who, pronoun, speaks)
    if who.name is not None:
        made.surname = _stems(words(text)[who.name[1]].form, language)
    return made


def _of_its_text(who: Identity, reading: Reading, language: str) -> Identity:
    """Who is meant by a title that is in the registry for one land: nobody known where the text is about others."""
    titled = who.name is None and bool(who.roles) and not who.placed
    if who.row is None or not titled or not _is_elsewhere(who.row["party"], reading, language):
        return who
    return replace(who, row=None, party=None)


def _is_elsewhere(party: str, reading: Reading, language: str) -> bool:
    """Whether a text names countries, but neither the one whose a "General Staff" is in the registry nor its foe."""
    told = sides.named_in(reading.text, language)
    return party in sides.registry() and bool(told) and not told[party] and not told[sides.opponent(party) or ""]


def _visible(reading: Reading, number: int, span: Span) -> bool:
    """Whether a mention stands in a sentence's own language: the views of two languages may share a stretch."""
    sentence = reading.sentences[number]
    return bool(sentence.text[max(0, span[0] - sentence.start) : max(0, span[1] - sentence.start)].strip())


def others(reading: Reading, published: dt.date | None, *, titled: bool) -> Iterator[Mention]:
    """Persons the text names by a given name, with their titles, or a title alone (``titled``), and registered persons,
    bodies and countries, whether they speak or not."""
    for sentence in reading.sentences:
        cut = words(sentence.text)
        names = inflections(sentence.language, "given_names").find(sentence.text, cut)
        full = [(name.start, end) for name in names if (end := _name_end(sentence.text, name.end)) > name.end]
        if full or titled:
            roles = inflections(sentence.language, "roles").find(sentence.text, cut)
            titles, light = {m.end: m.start for m in roles}, light_words(sentence.language)
            known, holders = {end for _, end in full}, (m for m in roles if m.row["kind"] == "person")
            ends = ((m.end + 1, _name_end(sentence.text, m.end)) for m in holders)  # "Mayor Kovacs"
            full += [(first, end) for first, end in ends if first < end not in known]
            for first, end in full:
                start = _title_start(sentence.text, first, titles, light)
                yield mention(reading, (sentence.start + start, sentence.start + end), published, speaks=False)
        for body in registry(sentence.language).find(sentence.text, cut):
            if body.row["kind"] != HOLDER:
                span = sentence.start + body.start, sentence.start + body.end
                yield mention(reading, span, published, speaks=False)


def light_words(language: str) -> frozenset[str]:
    """Words that tell nothing of who is meant: articles, prepositions, conjunctions, adverbs."""
    return forms(language, "clause_words", "determiner", "preposition", "conjunction", "continue", "break", "adverb")


def is_local(mention: str, language: str) -> bool:
    """Whether words of a mention lean on a place named before: "the city government"."""
    return any("local" in hit.roles for hit in lexicon(language).finder("clause_words").find(mention))


def is_definite(word: str, language: str) -> bool | None:
    """Whether a noun behind a word is one told before, "the", or one of many, "a", "another"; else None."""

    def is_one(*roles: str) -> bool:
        return any(word in forms(language, table, *roles) for table in ("clause_words", "function_words"))

    return not is_one("someone", "more", "others") if is_one("determiner") else None


def is_possessive(word: str, language: str) -> bool:
    """Whether a word says whose: "its", "her"."""
    return word in pronouns(language) and "oblique" in pronouns(language)[word]["kind"].split()


@cache
def pronouns(language: str) -> dict[str, Row]:
    """Rows of the pronouns of a language, by form."""
    return {normal(row["form"]): row for row in lexicon(language).rows("pronouns")}


def _stems(word: str, language: str) -> frozenset[str]:
    """What a surname may be without its ending, itself included."""
    endings = forms(language, "endings", "base", "case")
    cut = {word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= _STEM}
    return frozenset(cut | {word})


def _name_end(text: str, end: int) -> int:
    """Where a personal name ends that begins with a given name: up to two words with a capital."""
    for _ in range(2):
        following = _NAMES_AFTER.match(text, end)
        if following is None or not following.group("word")[0].isupper():
            break
        end = following.end()
    return end


def _title_start(text: str, start: int, titles: dict[int, int], light: frozenset[str]) -> int:
    """Where the roles and titles right before a name begin, with the capitalised words before a role."""
    in_title = False
    for _ in range(_TITLES):
        end = start - 1 if start and text[start - 1] in " \u00a0" else start
        if end in titles:
            start, in_title = titles[end], True
            continue
        word = _LAST_WORD.search(text, max(0, end - _LONG_WORD), end) if in_title and end < start else None
        if word is None or not word.group()[0].isupper() or normal(word.group()) in light:
            break
        start = word.start()
    return start


@dataclass(frozen=True)
class Spelling:
    """A name as printed: how its words sound; for a person the surname and the words before it."""

    name: str
    words: str
    surname: str = ""
    given: tuple[str, ...] = ()

    @property
    def bones(self) -> str:
        """The consonants of the surname."""
        return _VOWELS.sub("", self.surname)

    @property
    def shelf(self) -> str:
        """Only spellings of one shelf are compared: a surname by its first consonant, a body by how its words begin."""
        return self.bones[:1] if self.surname else " ".join(sorted(word[:SHORT] for word in self.words.split()))

    def same(self, other: Spelling) -> bool:
        """Whether two spellings may be of one source; of a surname alone whether it may be of the other's."""
        if not self.surname or not other.surname:
            return self.surname == other.surname and fuzz.token_sort_ratio(self.words, other.words) >= ALIKE
        least = SURNAME if self.given and other.given else LONE
        if fuzz.ratio(self.bones, other.bones) < LIKELY or fuzz.ratio(self.surname, other.surname) < least:
            return False
        pairs = list(product(self.given, other.given))
        return not pairs or any(fuzz.ratio(*pair) >= GIVEN for pair in pairs)


@cache
def spelled(name: str, language: str) -> Spelling:
    """How a name sounds, whatever its alphabet.

    >>> spelled("Mayor Ada Brook", "en").surname, spelled("the harbour office", "en").words
    ('bruk', 'harbur ofise')
    """
    who = proper(name, language)
    if named(" ".join(who), language):  # a country that speaks
        who = ()
    parts = (part for word in who for part in WORD.findall(word) if part[0].isupper() and len(part) > 2)
    said = [sound(part, any_habit=True) for part in parts]
    words = " ".join(sound(word, any_habit=True) for word in WORD.findall(name) if len(word) > SHORT)
    return Spelling(name, words, said[-1], tuple(said[:-1])) if said else Spelling(name, words)


def alike(printed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For printed names of persons and of bodies of a land one name for all that mean the same.

    Of a person with a given name the first spelling, where surname, given name and role agree; of a body of a land
    that and its body.

    Args:
        printed: names as printed, each with its language.

    >>> found = alike([("Mayor Ada Brook", "en"), ("мэр Ада Брук", "ru"), ("полиция Перу", "ru")])
    >>> found["мэр Ада Брук"], found["полиция Перу"]
    ('Mayor Ada Brook', 'peru police')
    """
    names = dict.fromkeys(printed)
    bodies = {name: body for name, language in names if (body := state_body(name, language))}
    return _persons(names) | bodies


def _persons(printed: Iterable[tuple[str, str]]) -> dict[str, str]:
    shelves: dict[str, list[tuple[Spelling, frozenset[str]]]] = {}
    first: dict[str, str] = {}
    for name, language in printed:
        one = spelled(name, language)
        if one.given and name not in first:
            roles = frozenset(role["role"] for role in identify(name, language, None).roles)
            shelf = shelves.setdefault(one.bones, [])
            same = (other.name for other, held in shelf if other.same(one) and (roles & held or roles == held))
            first[name] = next(same, name)
            shelf += [(one, roles)] if first[name] == name else []
    return first
