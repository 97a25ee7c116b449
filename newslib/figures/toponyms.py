"""Which names are places, and how each stands: by rows of the signs that its words and the gazetteer give."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from newslib import gazetteer, sides
from newslib.figures.names import KINDS, PROVINCE, SHOUTED
from newslib.figures.surroundings import SAID, PlaceWords
from newslib.lexicons import lexicon, words
from newslib.passages import endings

HERE, STANDS, NEAR, WHENCE, WHITHER, OFFICE, VOICE = range(7)  # ranks of a mention
_REMARK = 2  # words of a bracket before a name that make it a remark
_INTRODUCED = ("office", "voice", "upon", "near", "in", "hit", "event")  # what may stand before a place


@dataclass(frozen=True)
class Toponym:
    """A place as printed, offsets in the article, end exclusive.

    ``rank``: HERE where it happened; STANDS a place that is named and no more; NEAR a place near which it happened;
    WHENCE and WHITHER people went; OFFICE a place whose office speaks; VOICE one that speaks or strikes itself, or
    where somebody spoke. ``place`` is None when the gazetteer does not know the name. ``inside`` says that it stands
    right behind a smaller place and only tells where that one lies; ``sure`` that the gazetteer knows it or a common
    noun says that it is a place. ``resumes`` is the kind of the place told before that a noun stands for, if it does;
    ``nouns`` are the roles of the words in ``text``, ``led`` those of the noun right before the name; ``name`` is the
    text without common nouns behind it.
    """

    start: int
    end: int
    text: str
    rank: int
    place: gazetteer.KnownPlace | None
    inside: bool = False
    sure: bool = True
    resumes: str = ""
    nouns: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    name: str = ""

    @property
    def place_id(self) -> str:
        return self.place.place_id if self.place else ""

    @property
    def kind(self) -> str:
        """Country, region, town or site; empty where no table knows it."""
        return self.place.kind if self.place else ""

    @property
    def is_province(self) -> bool:
        """Whether its noun says that a region is meant."""
        return self.led >= PROVINCE or ("area" in self.nouns and "district" not in self.nouns)

    @property
    def is_site(self) -> bool:
        """Whether it is a building or street, which a town holds."""
        held = self.nouns & {"site", "street"} and not self.nouns & {"vast", "border"}
        return bool(held or "street" in self.led)

    def within(self, other: "Toponym") -> bool:
        """Whether it is known to lie in another known place."""
        return self.place is not None and other.place is not None and self.place.within(other.place)


@dataclass(frozen=True)
class PrintedName:
    """A name that may be a place: its words, the place of that name, whether a common noun of places belongs to it
    (``kind``) or stands before it (``headed``), and what introduces it (``how``)."""

    i: int
    end: int
    place: gazetteer.KnownPlace | None
    kind: bool
    headed: bool
    how: str

    @property
    def is_named(self) -> bool:
        return self.kind or self.place is not None

    @property
    def is_land(self) -> bool:
        return self.place is not None and self.place.kind == "country"

    @property
    def is_town(self) -> bool:
        return self.place is not None and self.place.kind == "town"

    @property
    def is_certain(self) -> bool:
        return self.place is not None and (self.place.by_hand or self.place.kind == "country")


class PlaceNames(PlaceWords):
    """The names of one sentence that are places."""

    def _mention(self, i: int, end: int, place: gazetteer.KnownPlace | None, *, kind: bool) -> Toponym | None:
        how, headed = self._introduced(i)
        name = PrintedName(i, end, place, kind, headed, how)
        told = name.is_named or headed or how or (end < len(self.cut) and "dweller" in self.roles[end])
        if not told or any(veto(self, name) for veto in _VETOES):
            return None
        name = replace(name, kind=kind or headed, how=self._how_told(name))
        rank = self._rank(name)
        return None if rank is None else self._toponym(name, rank)

    def _rank(self, name: PrintedName) -> int | None:
        """How a name stands, by the first row of signs that all hold; None where it is no place."""
        return next((rank for signs, rank in _RANKS if all(_SIGNS[sign](self, name) for sign in signs.split())), None)

    def _toponym(self, name: PrintedName, rank: int) -> Toponym:
        """A place as it is printed: streets and shops are called after towns, a border after who lies behind it."""
        i, before = name.i, self.roles[name.i - 1] if name.i else frozenset()
        nouns, led = frozenset().union(*self.roles[i : name.end]), self._noun_before(i)
        border, street = "border" in before, "street" in nouns | led
        place, sign = None if street or border else name.place, 0
        if self._is_quoted(name):
            place = None if name.is_town or name.is_land else place
            sign = int(place is None and "site" in before)
        start = i
        if border or sign:  # "border with Chad", "шахта «Заря»"
            start, nouns = i - 1 - self.phrase[i - 1], nouns | led
        first, last = self.cut[start].start, self.cut[name.end - 1].end
        text = re.sub(r"[’']s?$", "", self.text[first : last + sign])
        called = self.text[first : self.cut[self._bare(name) - 1].end]
        sure = place is not None or (name.kind and not street)
        offset, rank = self.sentence.start + first, max(rank, NEAR) if border else rank
        return Toponym(offset, offset + len(text), text, rank, place, sure=sure, nouns=nouns, led=led, name=called)

    def _bare(self, name: PrintedName) -> int:
        """The word after a name without the common nouns behind it, where words have no cases."""
        end = name.end
        while end - 1 > name.i and not (self._by_case() or self.roles[end - 1].isdisjoint(KINDS)):
            end -= 1
        return end

    # why a name is no place, whatever stands around it

    def _is_person(self, name: PrintedName) -> bool:
        """Whether a name that no common noun makes a place is a surname, or the first word of a sentence."""
        if name.kind or name.headed or name.how not in ("", "office"):
            return False
        return self._opens(name) or self._is_titled(name) or self._is_surname(name)

    def _opens(self, name: PrintedName) -> bool:
        """Whether the name of a small town is the first word of a sentence, and no heading."""
        small = name.is_town and name.place is not None and not name.place.is_plain
        return small and name.i == 0 and not self._heads_line(name)

    def _is_titled(self, name: PrintedName) -> bool:
        """Whether a name is the first of two behind a title, in the nominative: "журналистка Николь Зедек"."""
        i = name.i
        k = max(i - 1, 0)
        while k > 0 and self.text[self.cut[k].start].islower() and not self.roles[k] and self._joined(k):
            k -= 1  # "министр внутренних дел"
        if not ("title" in self.roles[k] and self._by_case()) or name.place is None or name.place.by_hand:
            return False
        two = self._joined(name.end - 1) and self._capital(name.end)
        return two and self.cut[i].form.endswith(endings(self.language, "nominative_endings"))

    def _is_surname(self, name: PrintedName) -> bool:
        """Whether a town or land stands right behind another name: "Colin Kahl", "an Air Ghana plane"."""
        i = name.i
        if not (name.is_town or name.is_land) or self.titled or i < 2 or not self._joined(i - 1):
            return False
        return self._capital(i - 1) and self.roles[i - 1] <= {"fill"} and i - 1 not in self.sides

    def _is_shouted(self, name: PrintedName) -> bool:
        """Whether capitals are an abbreviation, or a headline that nobody knows a place in."""
        if self.shouts:
            return name.place is None
        capitals = [word for word in self.cut[name.i : name.end] if self.text[word.start].isupper()]
        printed = " ".join(self.text[word.start : word.end] for word in capitals)
        if len(printed) < 2 or not printed.isupper():
            return False
        return not (name.is_certain and (len(printed) <= SHOUTED or self._heads_line(name)))

    def _is_quoted(self, name: PrintedName) -> bool:
        """Whether a name stands alone in quotation marks: a ship, a unit, a club, an outlet."""
        first, last = self.cut[name.i].start, self.cut[name.end - 1].end
        return self.text[first - 1 : first] in tuple('«“„"') and self.text[last : last + 1] in tuple('»”“"')

    def _is_ship(self, name: PrintedName) -> bool:
        """Whether a town or a land is all that quotation marks hold, with no noun of places: a ship, a club."""
        return (name.is_town or name.is_land) and not (name.kind or name.headed) and self._is_quoted(name)

    def _is_remarked(self, name: PrintedName) -> bool:
        """Whether a name stands in a bracket that remarks on something else: "(banned in Chad)"."""
        _, opened, bracket = self.text[: self.cut[name.i].start].rpartition("(")
        first = name.i - len(words(bracket))
        if not opened or re.search(r"[)\d]", bracket) or name.i - first < _REMARK:
            return False
        placed = {"in", "near", "from", "to"} & self.roles[first]
        return not placed and not any(told & {*KINDS, "event", "struck"} for told in self.roles[first : name.i])

    def _is_described(self, name: PrintedName) -> bool:
        """Whether words that no table has as a place are a body, people, or a thing of some kind."""
        if name.place is not None:
            return not name.place.is_plain and not name.kind and self._one_of_many(name.i)
        return any(veto(self, name) for veto in _NO_NAMES)

    def _is_body(self, name: PrintedName) -> bool:
        """Whether words are a body or an office, or a common noun alone: "Colliery blast"."""
        roles = self.roles[name.i : name.end]
        body = any(told & {"title", "body"} and not told & set(KINDS) for told in roles)
        return body or (len(roles) == 1 and not roles[0].isdisjoint(KINDS))

    def _is_called_a_place(self, name: PrintedName) -> bool:
        """Whether a common noun says that it is a place, before it where words have no cases: "the town of Nalut"."""
        return name.kind or (name.headed and not self._by_case())

    def _is_given_name(self, name: PrintedName) -> bool:
        large = name.is_town and name.place is not None and name.place.is_plain
        there = large and name.how == "in" and not self._capital(name.end)  # "in Sofia"
        return name.i in self.given and not (there or name.is_certain or self._is_called_a_place(name))

    def _is_side(self, name: PrintedName) -> bool:
        """Whether the words of a side are no land: a nationality, a party, an army, an alliance."""
        i, side = name.i, self.sides.get(name.i)
        if side is None:
            return False
        if side is self.sides.get(i - 1) and not (name.place and side["side"] == name.place.country):
            return True  # "Islamic State in Iraq"
        landless = not sides.registry().get(side["side"], {}).get("place")  # "Nato"
        bare = not (name.kind or name.how or self.people.isdisjoint(range(i, name.end)))
        return name.place is None or landless or bare

    def _is_numbered_part(self, name: PrintedName) -> bool:
        """Whether a number behind words says that they are no name: "in Article 5"; not "in X village 5 km"."""
        end = name.end
        if end == len(self.cut) or not self._joined(end - 1) or not self.cut[end].form.isdigit():
            return False
        return self.text[self.cut[end].start - 1] == "-" or not (self._by_case() or name.kind)

    def _goes_on_small(self, name: PrintedName) -> bool:
        """Whether words are the start of a name, or only tell of a land: "in the South Asian country"."""
        end = name.end
        if end == len(self.cut):
            return False
        land = "land" in self.roles[end] and self._joined(end - 1) and not self._by_case()
        return land or ("of" in self.roles[end] and self._capital(end + 1))

    def _is_brand_or_war(self, name: PrintedName) -> bool:
        """Whether unknown words are a make or a war: "из Toyota", "in the Gulf War", "в Гражданской войне"."""
        i, end = name.i, name.end
        behind = self._by_case() and self._adjective(end - 1) and self._joined(end - 1)
        brand = lexicon(self.language).settings["script"] != "Latn" and self.cut[i].form.isascii() and not name.headed
        war = any("arms" in roles for roles in self.roles[i : end + behind])
        return (not name.kind and (brand or war)) or "arms" in self.roles[end - 1]

    def _describes(self, name: PrintedName) -> bool:
        """Whether unknown words tell what something is like: "Cross-border fire", "Intensified Russian Airstrikes"."""
        end = name.end
        last = self.cut[end - 1].start
        compound = self.text[last].islower() and self.text[last - 1 : last] == "-"
        beside = end in self.sides and self._joined(end - 1) and not self._by_case()
        return compound or (beside and not gazetteer.longest(self.text, self.cut[end:], self.language)[0])

    # how a name stands

    def _how_told(self, name: PrintedName) -> str:
        """What introduces a name, unless who speaks stands behind it."""
        end, how = name.end, name.how
        befell = how in ("event", "hit") and self._by_case() and not self._adjective(end - 1)
        says = any("said" in roles for roles in self.roles[end : end + SAID])
        silent = how == "in" and not says and self._covered("groups").get(end, {}).get("group") == "military"
        heard = how == "voice" and "in" in self.roles[name.i - 1]  # "at talks in Geneva"
        return how if how == "office" or heard or befell or silent else self._speaks(end) or how

    def _is_dwelt_in(self, name: PrintedName) -> bool:
        end = name.end
        behind = not name.how and end < len(self.cut) and "dweller" in self.roles[end] and self._joined(end - 1)
        return behind or name.how == "dweller"

    def _is_of_people(self, name: PrintedName) -> bool:
        """Whether a land only says whose people they are: "ten US citizens"."""
        bare = name.is_land and name.i in self.sides and not (name.how or name.kind)
        return bare and name.end in self.people and self._joined(name.end - 1)

    def _is_lived_in(self, name: PrintedName) -> bool:
        lives = self._by_case() and self._is_new(name) and not self._capital(name.end)
        return name.is_named or lives

    def _is_left(self, name: PrintedName) -> bool:
        """Whether people went to or from a place, also out of one that nobody knows."""
        return name.is_named or (bool(self.roles[name.i - 1] & {"out", "from"}) and self._is_new(name))

    def _is_goal(self, name: PrintedName) -> bool:
        """Whether a name is in the case of a goal and nothing is said to strike: "в Москву", "на Польшу"."""
        if name.end > name.i + 1 or "resumed" in self._noun_before(name.i):
            return False  # "в городе Хангу"
        goal = gazetteer.is_goal(self.cut[name.i].form, self.language)
        near = range(max(name.i - SAID, 0), name.i)
        return goal and not any(self.roles[k] & {"event", "struck", "arms", "strike"} for k in near)

    def _is_befallen(self, name: PrintedName) -> bool:
        """Whether what follows a name, or the line it heads, says that something happened there."""
        i, end = name.i, name.end
        where = end < len(self.cut) and "where" in self.roles[end]
        settled = name.kind and i > 1 and "settled" in self.roles[i - 1] | self.roles[i - 2]
        return where or settled or self._befallen(end) or self._heads_line(name)

    def _is_large(self, name: PrintedName) -> bool:
        """Whether a place is known wherever it is named, unless it is the first word of a sentence."""
        place = name.place
        if place is None or (name.is_town and name.i == 0 and not place.by_hand):
            return False
        return place.is_plain or not name.is_town

    def _is_new(self, name: PrintedName) -> bool:
        """Whether a name that no table has may be that of a place."""
        return name.i > 0 and not any(k in self.people or k in self.sides for k in range(name.i, name.end))

    def _heads_line(self, name: PrintedName) -> bool:
        """Whether a name stands before a colon or a dash at the start of a line: "Sumy region: two wounded"."""
        before = self.text[: self.cut[name.i].start].rsplit("\n", 1)[-1]
        after = self.text[self.cut[name.end - 1].end :]
        return not re.search(r"\w", before) and bool(re.match(r"\s?[:—–]", after))


_NO_NAMES = (  # why words that no table has as a place are none: a body, people, a thing of some kind
    PlaceNames._is_body,
    lambda words, name: not words._is_called_a_place(name) and not words.people.isdisjoint(range(name.i, name.end)),
    lambda words, name: words._one_of_many(name.i),  # "a Pemex plant"
    PlaceNames._describes,
    PlaceNames._is_brand_or_war,
    PlaceNames._is_numbered_part,
    PlaceNames._goes_on_small,
)
_VETOES = (
    lambda words, name: name.i > 0 and "honour" in words.roles[name.i - 1],  # "the mine named after"
    lambda words, name: words._shortened(name.i, name.end),
    PlaceNames._is_shouted,
    PlaceNames._is_ship,
    PlaceNames._is_remarked,
    PlaceNames._is_described,
    PlaceNames._is_given_name,
    PlaceNames._is_side,
    PlaceNames._is_person,
)
_SIGNS: dict[str, Callable[[PlaceNames, PrintedName], bool]] = {
    **{how: partial(lambda told, _, name: name.how == told, how) for how in (*_INTRODUCED, "from", "to")},
    "introduced": lambda _, name: name.how in _INTRODUCED,
    "away": lambda _, name: name.how in ("from", "to"),
    "known": lambda _, name: name.place is not None,
    "named": lambda _, name: name.is_named,
    "told": lambda words, name: name.is_named or words._is_new(name),
    "land": lambda _, name: name.is_land,
    "goal": PlaceNames._is_goal,
    "people": PlaceNames._is_of_people,
    "dweller": PlaceNames._is_dwelt_in,
    "lived_in": PlaceNames._is_lived_in,
    "strikes": lambda words, name: words._strikes(name.end),
    "befallen": PlaceNames._is_befallen,
    "left": PlaceNames._is_left,
    "acts": lambda words, name: name.is_town and name.i in words.sides and not name.kind,  # "Moscow claims"
    "large": PlaceNames._is_large,
    "headed": lambda words, name: name.kind and (name.i > 0 or name.i in words.given or name.i not in words.people),
}
_RANKS = (  # the signs of a name and how it stands, None where it is no place; the first row holds whose signs all do
    ("office known", OFFICE),
    ("voice known", VOICE),
    ("upon land", STANDS),  # "an attack on Ukraine": a war, not where people died
    ("near land", STANDS),  # "between Israel and Hezbollah"
    ("in known goal", WHITHER),
    ("near told", NEAR),
    ("in told", HERE),
    ("hit told", HERE),
    ("event named", HERE),
    ("upon named", HERE),
    ("introduced", None),
    ("people", None),
    ("dweller lived_in", NEAR),
    ("dweller", None),
    ("known strikes", VOICE),
    ("named befallen", HERE),
    ("from left", WHENCE),
    ("to left", WHITHER),
    ("away", None),
    ("acts", VOICE),
    ("large", STANDS),
    ("headed", STANDS),
)
