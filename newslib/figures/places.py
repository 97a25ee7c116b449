"""Places that a sentence names, and how each stands there: where it happened, near it, whence, or as somebody's office.

Words around a name decide, in every language alike; they are rows of ``words.csv``. ``in`` and ``near`` are
prepositions of place, ``to`` and ``from`` of direction; ``area``, ``settled`` and ``site`` are common nouns of places,
``compass`` and ``fill`` stand between them and a name; ``event`` and ``struck`` say what befalls a place; ``title``,
``body`` and ``said`` belong to who speaks or acts, never to where something happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from newslib import gazetteer, sides
from newslib.lexicons import Hit, lexicon, words
from newslib.passages import endings, word_roles
from newslib.sentences import Sentence

HERE, STANDS, NEAR, WHENCE, WHITHER, OFFICE, VOICE = range(7)  # ranks of a mention
SEAT = "metropolis"  # of a country told before: no place of the gazetteer, but in one
KINDS = ("area", "settled", "site")
RESUMED = {"land": "country", "metropolis": SEAT, "area": "region", "settled": "town"}  # nouns for a place told before
_SPEAKERS = ("title", "body", "said")
_SMALL = frozenset({"in", "near", "to", "from", "of", "on", "said"})
_NO_START = _SMALL | {"event", "struck", "suffered", "was", "dweller", "feast"}  # words no name begins with
_FILL = 8  # words between a preposition and a name: "in the mainly residential southern port city of"
_NAME = 4  # capitalised words of one name
_SAID = 5  # words between a capital and what is said there
_AFTER = 3  # words between a place and the office it stands before: "Gaza's Hamas-run health ministry"
_SMALL_WORD = 3  # letters of a word that is no capital in a headline
_TITLED = 0.7  # of the longer words of a headline that has them in capitals
_SHOUTED = 3  # letters of a word in capitals that is no abbreviation
_JOINED = re.compile(r"[^\S\n]+|-|[’'](?:s\b)?[^\S\n]*|\.[^\S\n]")
_LOOSE = re.compile(r"[^\S\n]*[\"'“”„«»*(]?[^\S\n]*")
_DATELINE = re.compile(
    r"\W{0,3}(?P<name>[^\W\d_][^\n():—–]{2,40}?)"
    r"(?:(?P<sure>(?:\([^()\n]{2,30}\)|,? [^\W\d_]{3,9}\.? \d{1,2})[^\w\n]{0,3}(?:--|[—–:-]))"
    r"|\s?(?:--|[—–:-])\s+(?P<next>\w))"
)  # "COLOMBO (Agency) --", "Washington — Twelve"
_DATELINE_WORDS = 4


@dataclass(frozen=True)
class Toponym:
    """A place as printed, offsets in the article, end exclusive.

    ``rank``: HERE where it happened; STANDS a place that is named and no more; NEAR a place near which it happened;
    WHENCE and WHITHER people went; OFFICE a place whose office speaks; VOICE one that speaks or strikes itself, or
    where somebody spoke. ``place`` is None when the gazetteer does not know the name. ``inside`` says that it stands
    right behind a smaller place and only tells where that one lies; ``sure`` that the gazetteer knows it or a common
    noun says that it is a place. ``resumes`` is the kind of the place told before that a noun stands for, if it does.
    """

    start: int
    end: int
    text: str
    rank: int
    place: gazetteer.KnownPlace | None
    inside: bool = False
    sure: bool = True
    resumes: str = ""

    @property
    def place_id(self) -> str:
        return self.place.place_id if self.place else ""


def mentions(sentence: Sentence, near: tuple[str, ...] = ()) -> list[Toponym]:
    """The places a sentence names, in order.

    Args:
        sentence: any sentence of a language that has a lexicon.
        near: ids of places that the text speaks of; they settle which of two towns of one name is meant.

    >>> text = "On Monday shells fell on the southern port city of Henichesk near Crimea."
    >>> [(m.text, m.rank == HERE) for m in mentions(Sentence(0, len(text), "en", text, 0))]
    [('Henichesk', True), ('Crimea', True)]
    """
    return _Names(sentence).found(near)


class _Names:
    """The names of one sentence, word by word."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.text, self.language = sentence, sentence.text, sentence.language
        self.cut = words(sentence.text)
        self.at = {word.start: i for i, word in enumerate(self.cut)}
        self.roles: list[frozenset[str]] = [frozenset()] * len(self.cut)
        self.phrase = [0] * len(self.cut)  # how many words back the phrase of a role began
        for hit in self._hits("place_words"):
            first, last = self._span(hit)
            for i in range(first, last):
                self.roles[i], self.phrase[i] = frozenset(hit.row["role"].split()), i - first
        capitals = sum(letter.isupper() for letter in self.text)
        self.shouts = capitals > sum(letter.islower() for letter in self.text)
        self.first = 0 if self.shouts else _dateline_end(self.text)
        long = [self.text[word.start].isupper() for word in self.cut if len(word.form) > _SMALL_WORD]
        self.titled = not self._by_case() and sum(long) > _TITLED * len(long)  # "Blasts in Kabul Kill Nine"

    def _hits(self, table: str) -> list[Hit]:
        return lexicon(self.language).finder(table).find(self.text, self.cut)

    def _span(self, hit: Hit) -> tuple[int, int]:
        first = self.at[hit.start]
        return first, next(i for i in range(first, len(self.cut)) if self.cut[i].end >= hit.end) + 1

    def _covered(self, table: str) -> dict[int, dict[str, str]]:
        found = {}
        for hit in self._hits(table):
            for i in range(*self._span(hit)):
                found[i] = hit.row
        return found

    @cached_property
    def sides(self) -> dict[int, dict[str, str]]:
        return self._covered("sides")

    @cached_property
    def people(self) -> frozenset[int]:
        """Words of formations, of groups of people, and given names."""
        return frozenset(i for table in ("units", "groups", "given_names") for i in self._covered(table))

    @cached_property
    def given(self) -> frozenset[int]:
        return frozenset(self._covered("given_names"))

    @cached_property
    def joints(self) -> frozenset[int]:
        joint = {form for form, roles in word_roles(self.language).items() if "joint" in roles}
        return frozenset(i for i, word in enumerate(self.cut) if word.form in joint)

    def found(self, near: tuple[str, ...]) -> list[Toponym]:
        told: list[Toponym] = []
        i = last = 0  # the word read, the one behind the last place
        while i < len(self.cut):
            if not self._may_start(i):
                told += self._resumed(i)
                i += 1
                continue
            end, place, kind = self._name(i, near)
            mention = None if self._owns_next(end) else self._mention(i, end, place, kind=kind)
            if mention is not None and told and self._is_joint(last, i, told[-1], mention):
                told[-1], last = self._joint(told[-1], mention), end
            elif mention is not None:
                area = self._by_case() and last == i and any("area" in self.roles[k] for k in range(i, end))
                named = bool(told) and not told[-1].resumes
                inside = named and (area or self._explains(last, i, told[-1], mention))  # "Борова X району"
                told.append(replace(mention, inside=inside, rank=told[-1].rank if inside else mention.rank))
                last = end
            elif last + 1 == i and last in self.joints:
                last = end  # a name that nobody knows beside a place
            i = end
        return told

    def _resumed(self, i: int) -> Iterator[Toponym]:
        """A noun that stands for a place told before: "in the province", not the start of a name."""
        if "resumed" not in self.roles[i] or self.phrase[i] or not i or "in" not in self.roles[i - 1]:
            return
        end = next(k for k in range(i + 1, len(self.cut) + 1) if k == len(self.cut) or self.phrase[k] != k - i)
        if self._names_next(end):
            return
        start, after = self.cut[i].start, self.cut[end - 1].end
        kind = next(kind for role, kind in RESUMED.items() if role in self.roles[i])
        offset = self.sentence.start
        yield Toponym(offset + start, offset + after, self.text[start:after], HERE, None, sure=False, resumes=kind)

    def _names_next(self, end: int) -> bool:
        """Whether a name or more of a common noun follows: "in the city of", "in the capital, Ankara"."""
        if end == len(self.cut) or not self._near_enough(end - 1):
            return False
        return self._capital(end) or bool(self.roles[end] & {"of", *KINDS})

    def _is_joint(self, end: int, i: int, last: Toponym, mention: Toponym) -> bool:
        """Whether only "and" stands between two places, so that the second is told as the first is."""
        alike = mention.rank in (last.rank, STANDS) and bool(mention.place) == bool(last.place)
        apart = "," in self.text[self.cut[end - 1].end : self.cut[i].start]  # another clause
        return alike and end + 1 == i and end in self.joints and not apart

    def _joint(self, last: Toponym, mention: Toponym) -> Toponym:
        """Two places under one preposition as one: "in Bucha and Irpin"."""
        text = self.text[last.start - self.sentence.start : mention.end - self.sentence.start]
        shared = gazetteer.shared_by(last.place, mention.place) if last.place and mention.place else None
        return replace(last, end=mention.end, text=text, place=shared)

    def _owns_next(self, end: int) -> bool:
        """Whether a name only says whose the next one is: "Syria's Homs", "Mali's capital Bamako"."""
        if not self._joined(end - 1) or not self._capital(end):
            return False
        owner = end - 1
        while owner and self.roles[owner] & {*KINDS, "fill"} and self.text[self.cut[owner].start].islower():
            owner -= 1
        return self.cut[owner].form.endswith("'s")

    def _explains(self, end: int, i: int, last: Toponym, mention: Toponym) -> bool:
        """Whether a place right behind another only says where that one lies: "Angur Adar in South Waziristan"."""
        gap = self.text[self.cut[end - 1].end : self.cut[i].start]
        close = i - end <= _FILL and not re.search(r"[.;:!?\n\d]", gap)
        if not close or any(k in self.joints for k in range(end, i)):
            return False
        moved = mention.rank in (WHENCE, WHITHER)
        holds = mention.place and last.place != mention.place and last.place and last.place.within(mention.place)
        only_place_words = all(self.roles[k] or k in self.sides or self._compound(k) for k in range(end, i))
        apart = last.place is not None and mention.rank != NEAR
        apart = apart and not any("settled" in self.roles[k] for k in range(end, i))  # "Sumy, the capital of"
        return not moved and (bool(holds) or (only_place_words and last.rank != STANDS and not apart))

    # where a name starts and ends

    def _may_start(self, i: int) -> bool:
        word = self.cut[i]
        named = self.text[word.start].isupper() and word.end - word.start > 1
        speaks = i == 0 and self.roles[0] & {"title", "body"}  # "Governor", "Властей": a capital begins every sentence
        if word.start < self.first or speaks or not (named or self._particle(i)) or self._is_day(i):
            return False
        return self._particle(i) or not self.roles[i] & _NO_START or self.phrase[i] > 0

    def _is_day(self, i: int) -> bool:
        return _is_day_or_number(self.cut[i].form, self.language)

    def _particle(self, i: int) -> bool:
        """Whether a word is the small first part of a name: "al-Bab"."""
        word = self.cut[i]
        joint = self.text[word.end : word.end + 1] == "-" and word.end - word.start <= _SHOUTED
        return joint and self.text[word.start].islower() and self._capital(i + 1)

    def _capital(self, i: int) -> bool:
        return i < len(self.cut) and self.text[self.cut[i].start].isupper() and not self._is_day(i)

    def _joined(self, i: int) -> bool:
        """Whether nothing but blanks or a hyphen stands between a word and the next."""
        if i + 1 >= len(self.cut):
            return False
        gap = self.text[self.cut[i].end : self.cut[i + 1].start]
        return gap == "-" or (gap.isspace() and "\n" not in gap)

    def _name(self, i: int, near: tuple[str, ...]) -> tuple[int, gazetteer.KnownPlace | None, bool]:
        """The word after a name, the place of that name, and whether a common noun of places belongs to it."""
        start = i
        while self.roles[start] & {"compass", *KINDS} and self._joined(start) and self._capital(start + 1):
            if gazetteer.longest(self.text, self.cut[start:], self.language)[0] > 1:
                break
            start += 1
        area = self._area_at(start + 1) or (self._modifies(start) and "site" in self.roles[start + 1])
        length, known = gazetteer.longest(self.text, self.cut[start:], self.language, area=area)
        if length == 1 and self._modifies(start):
            known = gazetteer.longest(self.text, self.cut[start:], self.language, area=True)[1]
        end = start + max(length, 1)
        while end - start <= _NAME and self._joined(end - 1) and self._goes_on(end, known=bool(length)):
            end += 1
        last, kind = self._with_kind(end)
        covers = length and (end - start == length or (kind and end == start + length))
        place = gazetteer.best(known, near, is_area=self._area_at(end)) if known and covers else None
        if place is None and i in self.sides and self._area_at(end):
            side = sides.registry().get(self.sides[i]["side"], {})
            place = gazetteer.by_id(side.get("place", ""))  # "off the Belgian coast"
        shared = near and len({one.country for one in known}) > 1  # small towns of lands that the text does not name
        if place and place.kind == "town" and (self._area_at(end) or (shared and not place.is_plain)):
            close = any(gazetteer.inside(place.place_id, other) for other in near)
            place = place if close else None  # a district of that name may be anywhere
        site = last - 1 if last > end or not self._joined(last - 1) else last
        small = place is not None and not place.by_hand and (length > 1 or not place.is_plain)
        if place and place.kind == "town" and small and "any_name" in self.roles[site]:
            place = None  # "Vasco da Gama bridge", "Nanshan colliery", "в Красном море"
        return last, place, kind or start > i

    def _goes_on(self, i: int, *, known: bool) -> bool:
        joined = self.text[self.cut[i - 1].end] == "-" and self._capital(i)
        article = self._particle(i) and i not in self.sides and not self.cut[i - 1].form.endswith("'s")
        if joined or article:
            return True  # "Нагорно-Карабахской", "Аста-эль-Балад", "Souq al-Jumaa"
        if not self._capital(i) or self.cut[i - 1].form.endswith("'s") or self.roles[i] & _SMALL - {"of", "on"}:
            return False
        if known and (self._by_case() or self.titled):
            return False  # in a language of cases two names side by side are two places
        return i not in self.sides

    def _modifies(self, i: int) -> bool:
        """Whether a name is an adjective before a common noun: "Полтавскому институту", not a town called so."""
        common = self._joined(i) and self.text[self.cut[i + 1].start].islower()
        return common and self._by_case() and self._adjective(i) and i not in self.sides

    def _area_at(self, i: int) -> bool:
        return i < len(self.cut) and "area" in self.roles[i] and self._joined(i - 1)

    def _with_kind(self, end: int) -> tuple[int, bool]:
        """Takes in the common nouns behind a name: "Donetsk region", "Azovstal steel plant"."""
        kind = any(self.roles[end - 1] & set(KINDS) for _ in (0,)) and end - 1 > 0
        last = end
        for k in range(end, min(end + 3, len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"event", "struck", *_SPEAKERS, "in", "near", "to", "of"}:
                break
            if self.roles[k] & set(KINDS) and (self._adjective(end - 1) or not self._by_case()):
                last, kind = k + 1, True
            elif not self.roles[k] & {"fill", "compass"}:
                break
        return last, kind

    def _by_case(self) -> bool:
        """Whether the language tells by endings what a noun belongs to."""
        return bool(endings(self.language, "adjective_endings"))

    def _adjective(self, i: int) -> bool:
        return self.cut[i].form.endswith(endings(self.language, "adjective_endings"))

    # how it stands

    def _mention(self, i: int, end: int, place: gazetteer.KnownPlace | None, *, kind: bool) -> Toponym | None:
        how, named_kind = self._introduced(i)
        if self._never(i, end, place, kind=kind, named_kind=named_kind):
            return None
        small = place is not None and place.kind == "town" and not place.is_plain
        opens = i == 0 and not how and not self._heads_line(i, end)
        if not kind and not named_kind and ((small and opens) or (not how and self._is_surname(i, place))):
            return None
        rank = self._rank(i, end, how, place, kind=kind or named_kind)
        if rank is None:
            return None
        start = self.cut[i].start
        text = self.text[start : self.cut[end - 1].end]
        text = re.sub(r"[’']s?$", "", text)
        offset = self.sentence.start
        street = any("street" in self.roles[k] for k in range(max(i - 1, 0), end))
        place = None if street else place  # streets are named after towns
        sure = place is not None or ((kind or named_kind) and not street)
        return Toponym(offset + start, offset + start + len(text), text, rank, place, sure=sure)

    def _is_surname(self, i: int, place: gazetteer.KnownPlace | None) -> bool:
        """Whether the name of a town stands right behind another name: "Colin Kahl", "Dynamo Kyiv"."""
        if place is None or place.kind != "town" or self.titled or i < 2 or not self._joined(i - 1):
            return False
        return self._capital(i - 1) and not self.roles[i - 1] and i - 1 not in self.sides

    def _never(self, i: int, end: int, place: gazetteer.KnownPlace | None, *, kind: bool, named_kind: bool) -> bool:
        """Whether capitalised words are no place whatever stands around them."""
        if self.shouts and place is None:
            return True
        capitals = [word for word in self.cut[i:end] if self.text[word.start].isupper()]
        printed = " ".join(self.text[word.start : word.end] for word in capitals)
        shouted = printed.isupper() and len(printed) > 1 and not self.shouts
        if shouted and not (place and (place.by_hand or place.kind == "country") and len(printed) <= _SHOUTED):
            return True
        body = any(self.roles[k] & {"title", "body"} and not self.roles[k] & set(KINDS) for k in range(i, end))
        named = kind or (named_kind and not self._by_case())  # "the town of Ben Guerdan"
        people = any(k in self.people for k in range(i, end)) and not kind
        if place is None and (body or (people and not named) or self._is_no_name(i, end)):
            return True
        if place is not None and not place.is_plain and not kind and self._one_of_many(i):
            return True
        if i in self.given and not named and not (place and (place.by_hand or place.kind == "country")):
            return True
        common = place is None and end == i + 1 and bool(self.roles[i] & set(KINDS))  # "Colliery blast"
        return common or (i in self.sides and (place is None or people))  # a nationality, a party, an army

    def _is_no_name(self, i: int, end: int) -> bool:
        """Whether unknown words are no name: an event, one of many ("a Pemex plant"), the start of a name."""
        behind = self.cut[end].form if end < len(self.cut) and self._joined(end - 1) else ""
        numbered = behind.isdigit() and not self._by_case()  # "in Article 5"; in free word order a count may follow
        if numbered or self._one_of_many(i):
            return True
        if behind and "land" in self.roles[end] and not self._by_case():
            return True  # "in the South Asian country"
        return end + 1 < len(self.cut) and "of" in self.roles[end] and self._capital(end + 1)

    def _one_of_many(self, i: int) -> bool:
        """Whether an article makes a name that of a kind: "at a Pemex plant"."""
        return i > 0 and "a" in self.roles[i - 1]

    def _introduced(self, i: int) -> tuple[str, bool]:
        """What stands before a name, and whether a common noun of places does: "in the port city of"."""
        kind, k = False, i - 1
        for _ in range(_FILL):
            if k < 0 or not self._near_enough(k):
                return "", kind
            roles = self.roles[k]
            at = k - self.phrase[k]
            if "of" in roles and k:
                found = self._of_what(k - 1)
                if found is not None:
                    return found, kind
            elif self._speaking(k) and not self._by_whom(k):
                return "office" if "title" in self.roles[k] else "voice", kind
            elif "dweller" in roles:
                return "dweller", kind
            elif roles & {"event", "struck"} and (
                k == i - 1 or kind or self._by_case() or self.cut[k + 1].form.endswith(("'s", "s'"))
            ):
                return ("voice" if self._attacks(i, k) else "event"), kind
            elif roles & {"in", "near", "to", "from", "on"}:
                if self._acts(i):
                    return "voice", kind
                return self._how(roles, at, kind=kind), kind
            elif roles & set(KINDS):
                kind = True
            elif not self._may_fill(k, i, kind=kind):
                return "", kind
            k = at - 1
        return "", kind

    def _acts(self, i: int) -> bool:
        """Whether a capital stands for its government, which speaks there: "in Moscow they denied it"."""
        near = range(i + 1, min(i + 1 + _SAID, len(self.cut)))
        word = self.cut[i]
        capital = "capital" in word_roles(self.language).get(word.form, ())
        if i in self.sides and not capital:
            known = gazetteer.named(self.text[word.start : word.end], self.language)
            capital = bool(known) and all(place.kind != "country" for place in known)
        return capital and any("said" in self.roles[k] and "by" not in self.roles[k] for k in near)

    def _by_whom(self, k: int) -> bool:
        """Whether a word names a force by which something was done: "обстрел войсками Чернигова"."""
        return "body" in self.roles[k] and self.cut[k].form.endswith(endings(self.language, "doer_endings"))

    def _speaking(self, k: int) -> bool:
        """Whether a word belongs to who speaks: an office, or what an office is of ("министерство обороны")."""
        if self.roles[k] & set(_SPEAKERS) and not self.roles[k] & {*KINDS, "fill"}:
            return True
        plain = self.text[self.cut[k].start].islower() and not self.roles[k]
        return (
            self._by_case() and k > 0 and plain and bool(self.roles[k - 1] & {"title", "body"}) and self._joined(k - 1)
        )

    def _of_what(self, k: int) -> str | None:
        """How a name stands behind "of" by the word before it; None when a common noun of places goes on."""
        roles = self.roles[k]
        if "event" in roles:
            return "upon" if "invasion" in roles else "event"
        if roles & {"title", "body"}:
            return "office" if "title" in roles else "voice"
        return "dweller" if "dweller" in roles else None if roles & {*KINDS, "compass", "fill"} else ""

    def _how(self, roles: frozenset[str], at: int, *, kind: bool) -> str:
        """What a preposition says, the word of an attack before it read too: "a strike on"."""
        if at and "event" in self.roles[at - 1] and roles & {"on", "in"}:
            stays = "in" in roles and "invasion" not in self.roles[at - 1]
            return ("event" if self._by_case() else "in") if stays else "upon"  # "по" and "на" also say what was hit
        embassy = at > 1 and at - 1 in self.sides and {"site", "body"} <= self.roles[at - 2]
        who = at - 1
        while who > 0 and self._capital(who) and not self.roles[who] and self._joined(who - 1):
            who -= 1  # "Consul Ada Brook in Jeddah"
        if at and (embassy or self.roles[who] & {"title", "hearers"}) and "in" in roles:
            told = embassy or "hearers" in self.roles[who]  # "told reporters in Geneva"
            return "voice" if told else "office"  # "authorities in Donetsk"
        if "on" in roles and not roles & {"in", "near", "to", "from"}:
            return "in" if kind else ""
        return next(role for role in ("in", "near", "to", "from") if role in roles)

    def _attacks(self, i: int, k: int) -> bool:
        """Whether a side right behind an attack made it, which languages of cases put so: "удар ВВС", "удар РФ по"."""
        if k != i - 1 or i not in self.sides or not self._by_case():
            return False
        if self.roles[k] & {"deed", "invasion"}:
            return True
        return i + 1 < len(self.cut) and bool(self.roles[i + 1] & {"in", "on"})

    def _near_enough(self, k: int) -> bool:
        gap = self.text[self.cut[k].end : self.cut[k + 1].start]
        named = gap == ", " and "settled" in self.roles[k]  # "the capital, Ankara"
        return named or bool(_JOINED.fullmatch(gap) or _LOOSE.fullmatch(gap))

    def _may_fill(self, k: int, i: int, *, kind: bool) -> bool:
        """Whether a word may stand between a preposition and a name."""
        if self.roles[k] & {"fill", "compass"} or k in self.sides:
            return True
        form, lower = self.cut[k].form, self.text[self.cut[k].start].islower()
        if self._by_case():
            told = self._adjective(k) and (lower or self.roles[k + 1] & set(KINDS) != set())
            return told or self._by_whom(k)
        return self._compound(k) or form.endswith(("'s", "s'")) or (kind and lower and k < i - 1)

    def _compound(self, k: int) -> bool:
        """Whether a small word is joined to another by a hyphen: "war-torn"."""
        word = self.cut[k]
        around = self.text[max(word.start - 1, 0) : word.end + 1]
        return self.text[word.start].islower() and "-" in around

    def _rank(self, i: int, end: int, how: str, place: gazetteer.KnownPlace | None, *, kind: bool) -> int | None:
        """How a name stands; None when it is no place at all."""
        known = place is not None
        befell = how == "event" and self._by_case() and not self._adjective(end - 1)
        how = how if how == "office" or befell else self._speaks(end) or how
        if how in ("office", "voice"):
            return (OFFICE if how == "office" else VOICE) if known else None
        if how in ("upon", "near") and place is not None and place.kind == "country":
            return STANDS  # "an attack on Ukraine", "between Israel and Hezbollah": a war, not where people died
        if how in ("in", "event", "upon", "near"):
            sure = known or kind or (how not in ("event", "upon") and self._may_be_unknown(i, end))
            return (NEAR if how == "near" else HERE) if sure else None
        if how == "dweller" or (
            how == "" and end < len(self.cut) and "dweller" in self.roles[end] and self._joined(end - 1)
        ):
            return NEAR if known or kind else None
        if (known or kind) and self._told_of(i, end, kind=kind):
            return HERE
        if how in ("to", "from"):
            away = WHENCE if how == "from" else WHITHER
            left = "out" in self.roles[i - 1] and self._may_be_unknown(i, end)
            return away if known or kind or left else None
        town = place is not None and place.kind == "town"
        if town and i in self.sides and not kind:
            return VOICE  # "Moscow claims"
        opens = i == 0 and town and place is not None and not place.by_hand  # capital of a sentence
        large = place is not None and (not town or place.is_plain) and not opens
        return STANDS if large or (kind and i > 0) else None

    def _told_of(self, i: int, end: int, *, kind: bool) -> bool:
        """Whether what follows a name, or the line it heads, says that something happened there."""
        where = end < len(self.cut) and "where" in self.roles[end]
        settled = kind and i > 1 and "settled" in self.roles[i - 1] | self.roles[i - 2]
        return where or settled or self._befallen(end) or self._heads_line(i, end)

    def _may_be_unknown(self, i: int, end: int) -> bool:
        return i > 0 and not any(k in self.people or k in self.sides for k in range(i, end))

    def _speaks(self, end: int) -> str:
        """What speaks behind a place: an office ("Sumy's mayor"), another voice ("in Moscow they said"), none."""
        owns = self.cut[end - 1].form.endswith(("'s", "s'"))
        for k in range(end, min(end + (_AFTER if owns else 1), len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"in", "near", "to", "from", "of", *KINDS, "event", "struck"}:
                return ""
            if self.roles[k] & {"hearers", *_SPEAKERS} and "by" not in self.roles[k]:
                return "office" if "title" in self.roles[k] else "voice"
        return ""

    def _befallen(self, end: int) -> bool:
        """Whether what befalls a place follows its name: "Sri Lanka blasts", "Lebanon rocked by"."""
        if end == len(self.cut) or not self._near_enough(end - 1):
            return False
        meant = "fill" in self.roles[end] and self._joined(end)  # "a Basra suicide bombing"
        if self.roles[end + meant] & {"event", "suffered"}:
            return True
        if self._by_case():
            return False
        k = end
        while k + 1 < len(self.cut) and "was" in self.roles[k]:
            k += 1
        passive = k > end or (k + 1 < len(self.cut) and "by" in self.roles[k + 1])
        return "struck" in self.roles[k] and passive

    def _heads_line(self, i: int, end: int) -> bool:
        """Whether a name stands before a colon or a dash at the start of a line: "Sumy region: two wounded"."""
        before = self.text[: self.cut[i].start].rsplit("\n", 1)[-1]
        after = self.text[self.cut[end - 1].end :]
        return not re.search(r"\w", before) and bool(re.match(r"\s?[:—–]", after))


@lru_cache(maxsize=16384)
def _is_day_or_number(form: str, language: str) -> bool:
    """Whether a word is a number, or the name of a day or a month, which no place is called by."""
    known = lexicon(language)
    if known.finder("numerals").find(form):
        return True
    dated = any({"weekday", "month"} & set(hit.row["kind"].split()) for hit in known.finder("dates").find(form))
    return dated or any(hit.row["kind"] in ("date", "duration") for hit in known.finder("not_people").find(form))


def _dateline_end(text: str) -> int:
    """Where the text starts behind a dateline: whence an article was sent is not where something happened."""
    found = _DATELINE.match(text)
    if found is None:
        return 0
    names = re.findall(r"\w+", found.group("name"))
    named = len(names) <= _DATELINE_WORDS and all(name[0].isupper() for name in names)
    return found.end("name") if named and (found.group("sure") or found.group("next").isupper()) else 0
