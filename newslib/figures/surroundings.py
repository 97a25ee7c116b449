"""What stands around the name of a place: whether something happened there, near it, or somebody of it speaks.

Words around a name decide, in every language alike; they are rows of ``words.csv``. ``in`` and ``near`` are
prepositions of place, ``to`` and ``from`` of direction; ``area``, ``settled`` and ``site`` are common nouns of places,
``compass`` and ``fill`` stand between them and a name; ``event`` and ``struck`` say what befalls a place; ``title``,
``body`` and ``said`` belong to who speaks or acts, never to where something happened.
"""

import re
from dataclasses import dataclass

from newslib import gazetteer, sides
from newslib.figures.names import KINDS, SHOUTED, SPEAKERS, PrintedNames
from newslib.lexicons import lexicon
from newslib.passages import endings, word_roles

HERE, STANDS, NEAR, WHENCE, WHITHER, OFFICE, VOICE = range(7)  # ranks of a mention
FILL = 8  # words between a preposition and a name: "in the mainly residential southern port city of"
AFTER = 3  # words between a place and the office it stands before: "Gaza's Hamas-run health ministry"
_SAID = 5  # words between a capital and what is said there


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


class PlaceWords(PrintedNames):
    """The names of one sentence with what stands around each."""

    def _mention(self, i: int, end: int, place: gazetteer.KnownPlace | None, *, kind: bool) -> Toponym | None:
        how, named_kind = self._introduced(i)
        lived_in = end < len(self.cut) and "dweller" in self.roles[end]
        if not (place or kind or named_kind or how or lived_in):
            return None
        if self._never(i, end, place, kind=kind, named_kind=named_kind):
            return None
        small = place is not None and place.kind == "town" and not place.is_plain
        opens = i == 0 and not how and not self._heads_line(i, end)
        surname = how in ("", "office") and self._is_surname(i, place)
        if not kind and not named_kind and ((small and opens) or surname):
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
        """Whether the name of a town stands right behind another name: "Colin Kahl", "Dynamo Kyiv", or is the first of
        two behind a title, in the nominative: "журналистка Николь Зедек"."""
        if place is None:
            return False
        first = self._by_case() and i > 0 and "title" in self.roles[i - 1] and self._joined(i) and self._capital(i + 1)
        if first and not place.is_plain and self.cut[i].form.endswith(endings(self.language, "nominative_endings")):
            return True
        if place.kind != "town" or self.titled or i < 2 or not self._joined(i - 1):
            return False
        return self._capital(i - 1) and not self.roles[i - 1] and i - 1 not in self.sides

    def _never(self, i: int, end: int, place: gazetteer.KnownPlace | None, *, kind: bool, named_kind: bool) -> bool:
        """Whether capitalised words are no place whatever stands around them."""
        honoured = i > 0 and "honour" in self.roles[i - 1]  # "the mine named after"
        if honoured or (place is None and self.shouts) or self._is_shortened(i, end):
            return True
        capitals = [word for word in self.cut[i:end] if self.text[word.start].isupper()]
        printed = " ".join(self.text[word.start : word.end] for word in capitals)
        shouted = printed.isupper() and len(printed) > 1 and not self.shouts
        known = place is not None and (place.by_hand or place.kind == "country")
        if shouted and not (known and (len(printed) <= SHOUTED or self._heads_line(i, end))):
            return True
        if place is not None and place.kind in ("town", "country") and not kind | named_kind and self._quoted(i, end):
            return True  # a ship, a unit, a club, an outlet
        body = any(self.roles[k] & {"title", "body"} and not self.roles[k] & set(KINDS) for k in range(i, end))
        named = kind or (named_kind and not self._by_case())  # "the town of Ben Guerdan"
        no_name = place is None and (body or self._is_no_name(i, end, kind=kind))
        if no_name or (place is None and not named and self._holds_people(i, end)):
            return True
        if place is not None and not place.is_plain and not kind and self._one_of_many(i):
            return True
        if not named and not known and i in self.given:
            return True
        common = place is None and end == i + 1 and bool(self.roles[i] & set(KINDS))  # "Colliery blast"
        if common or i not in self.sides:
            return common
        if self.sides[i] is self.sides.get(i - 1) and not (place and self.sides[i]["side"] == place.country):
            return True  # "Islamic State in Iraq"
        landless = not sides.registry().get(self.sides[i]["side"], {}).get("place")  # an alliance, a group: "Nato"
        return place is None or landless or (not kind and self._holds_people(i, end))  # a nationality, a party, an army

    def _holds_people(self, i: int, end: int) -> bool:
        return any(k in self.people for k in range(i, end))

    def _is_shortened(self, i: int, end: int) -> bool:
        """Whether capitals start a word that goes on in small letters: "КАБами", or a name does: "Houthi-held"."""
        first, last = self.text[self.cut[i].start : self.cut[i].end], self.cut[end - 1].end
        capitals = first[:2].isalpha() and first[:2].isupper() and first[-1].islower()  # not "В'єтнам"
        return capitals or (not self._by_case() and self.text[last : last + 1] == "-" and self._joined(end - 1))

    def _is_no_name(self, i: int, end: int, *, kind: bool) -> bool:
        """Whether unknown words are no name: an event, one of many ("a Pemex plant"), the start of a name."""
        behind = self.cut[end].form if end < len(self.cut) and self._joined(end - 1) else ""
        if self._one_of_many(i) or self._describes(end) or self._is_brand_or_war(i, end, kind=kind):
            return True
        if behind.isdigit() and not self._by_case() and not kind:
            return True  # "in Article 5", not "in X village 5 km"
        unit = behind.isdigit() and self.text[self.cut[end].start - 1] == "-"
        land = behind and "land" in self.roles[end] and not self._by_case()  # "in the South Asian country"
        starts = end + 1 < len(self.cut) and "of" in self.roles[end] and self._capital(end + 1)
        return bool(unit or land or starts)

    def _is_brand_or_war(self, i: int, end: int, *, kind: bool) -> bool:
        """Whether unknown words are a make or a war: "из Toyota", "in the Gulf War", "в Гражданской войне"."""
        behind = self._by_case() and self._adjective(end - 1) and self._joined(end - 1)
        brand = lexicon(self.language).settings["script"] != "Latn" and self.cut[i].form.isascii()
        war = any("arms" in roles for roles in self.roles[i : end + behind])
        return (not kind and (brand or war)) or "arms" in self.roles[end - 1]

    def _describes(self, end: int) -> bool:
        """Whether unknown words tell what something is like: "Cross-border fire", "Intensified Russian Airstrikes"."""
        last = self.cut[end - 1].start
        compound = self.text[last].islower() and self.text[last - 1 : last] == "-"
        beside = end in self.sides and self._joined(end - 1) and not self._by_case()
        return compound or (beside and not gazetteer.longest(self.text, self.cut[end:], self.language)[0])

    def _quoted(self, i: int, end: int) -> bool:
        """Whether quotation marks stand around a name and nothing else."""
        first, last = self.cut[i].start, self.cut[end - 1].end
        return self.text[first - 1 : first] in tuple('«“„"') and self.text[last : last + 1] in tuple('»”“"')

    def _one_of_many(self, i: int) -> bool:
        """Whether an article makes a name that of a kind: "at a Pemex plant"."""
        return i > 0 and "a" in self.roles[i - 1]

    def _introduced(self, i: int) -> tuple[str, bool]:
        """What stands before a name, and whether a common noun of places does: "in the port city of"."""
        kind, k = False, i - 1
        for _ in range(FILL):
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
            elif "tells" in roles:
                return "voice", kind  # "told the Harbour Club of York"
            elif roles & {"event", "struck"} and (
                k == i - 1 or kind or self._by_case() or self.cut[k + 1].form.endswith(("'s", "s'"))
            ):
                return ("voice" if self._attacks(i, k) else self._event(k)), kind
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
        if self.roles[k] & set(SPEAKERS) and not self.roles[k] & {*KINDS, "fill"}:
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
            if not stays:
                return "upon"  # "по" and "на" also say what was hit
            return self._event(at - 1, led=True) if self._by_case() else "in"
        embassy = at > 1 and at - 1 in self.sides and {"site", "body"} <= self.roles[at - 2]
        who = at - 1
        while who > 0 and self._capital(who) and not self.roles[who] and self._joined(who - 1):
            who -= 1  # "Consul Ada Brook in Jeddah"
        said = "said" in self.roles[who] and self._joined(at - 1)  # not "all of them, it said, at the plant"
        if at and (embassy or said or self.roles[who] & {"title", "hearers"}) and "in" in roles:
            told = embassy or said or "hearers" in self.roles[who]  # "told reporters in Geneva"
            return "voice" if told else "office"  # "authorities in Donetsk"
        if at and "to" in roles and "struck" in self.roles[at - 1] and not self._by_case():
            return "in"  # "gunmen swept into"
        if "on" in roles and not roles & {"in", "near", "to", "from"}:
            return "in" if kind else ""
        return next(role for role in ("in", "near", "to", "from") if role in roles)

    def _event(self, k: int, *, led: bool = False) -> str:
        """Whether an attack befalls a place for certain, also one that nobody knows: "обстрел X", "удар по X"."""
        roles = self.roles[k]
        sure = "arms" in roles and (led or "deed" not in roles)
        return "hit" if self._by_case() and sure and "event" in roles else "event"

    def _attacks(self, i: int, k: int) -> bool:
        """Whether a side right behind an attack made it, which languages of cases put so: "удар ВВС", "удар РФ по"."""
        if k != i - 1 or i not in self.sides or not self._by_case():
            return False
        if self.roles[k] & {"deed", "invasion"}:
            return True
        return i + 1 < len(self.cut) and bool(self.roles[i + 1] & {"in", "on"})

    def _may_fill(self, k: int, i: int, *, kind: bool) -> bool:
        """Whether a word may stand between a preposition and a name."""
        whose = k in self.sides and not self._is_land(k)
        if whose or self.roles[k] & {"fill", "compass"} or self._is_shortened(k, k + 1):
            return True
        form, lower = self.cut[k].form, self.text[self.cut[k].start].islower()
        if self._by_case():
            told = self._adjective(k) and (lower or self.roles[k + 1] & set(KINDS) != set())
            return told or self._by_whom(k)
        named = kind and k < i - 1  # "at the Economic Club of", "in the mainly residential port city of"
        return self._compound(k) or self._owns(k) or form.endswith("s'") or (named and (lower or self._capital(k)))

    def _is_land(self, k: int) -> bool:
        """Whether a word that names a side is the name of its land: "in Ukraine Russia lost"."""
        return bool(gazetteer.named(self.text[self.cut[k].start : self.cut[k].end], self.language))

    def _compound(self, k: int) -> bool:
        """Whether a small word is joined to another by a hyphen: "war-torn"."""
        word = self.cut[k]
        around = self.text[max(word.start - 1, 0) : word.end + 1]
        return self.text[word.start].islower() and "-" in around

    def _rank(self, i: int, end: int, how: str, place: gazetteer.KnownPlace | None, *, kind: bool) -> int | None:
        """How a name stands; None when it is no place at all."""
        known = place is not None
        befell = how in ("event", "hit") and self._by_case() and not self._adjective(end - 1)
        says = any("said" in roles for roles in self.roles[end : end + _SAID])
        silent = how == "in" and not says and self._covered("groups").get(end, {}).get("group") == "military"
        how = how if how == "office" or befell or silent else self._speaks(end) or how
        if how in ("office", "voice"):
            return (OFFICE if how == "office" else VOICE) if known else None
        if how in ("upon", "near") and place is not None and place.kind == "country":
            return STANDS  # "an attack on Ukraine", "between Israel and Hezbollah": a war, not where people died
        if how == "in" and place is not None and self._accusative(i, end):
            return WHITHER
        if how in ("in", "event", "hit", "upon", "near"):
            sure = known or kind or (how not in ("event", "upon") and self._may_be_unknown(i, end))
            return (NEAR if how == "near" else HERE) if sure else None
        land = place is not None and place.kind == "country" and i in self.sides and not (how or kind)
        if land and end in self.people and self._joined(end - 1):
            return None  # "ten US citizens"
        if how == "dweller" or (
            how == "" and end < len(self.cut) and "dweller" in self.roles[end] and self._joined(end - 1)
        ):
            lives = self._by_case() and self._may_be_unknown(i, end) and not self._capital(end)
            return NEAR if known or kind or lives else None
        if known and self._strikes(end):
            return VOICE
        if (known or kind) and self._told_of(i, end, kind=kind):
            return HERE
        if how in ("to", "from"):
            away = WHENCE if how == "from" else WHITHER
            left = self.roles[i - 1] & {"out", "from"} and self._may_be_unknown(i, end)
            return away if known or kind or left else None
        town = place is not None and place.kind == "town"
        if town and i in self.sides and not kind:
            return VOICE  # "Moscow claims"
        opens = i == 0 and town and place is not None and not place.by_hand  # capital of a sentence
        large = place is not None and (not town or place.is_plain) and not opens
        headed = kind and (i > 0 or i in self.given or i not in self.people)
        return STANDS if large or headed else None

    def _accusative(self, i: int, end: int) -> bool:
        """Whether a name is in the case of a goal and nothing is said to strike: "в Москву", "на Польшу"."""
        goal = end == i + 1 and gazetteer.is_goal(self.cut[i].form, self.language)
        near = range(max(i - _SAID, 0), i)
        return goal and not any(self.roles[k] & {"event", "struck", "arms", "strike"} for k in near)

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
        for k in range(end, min(end + (AFTER if owns else 1), len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"in", "near", "to", "from", "of", *KINDS, "event", "struck"}:
                return ""
            if self.roles[k] & {"hearers", *SPEAKERS} and "by" not in self.roles[k]:
                goes_on = k + 1 < len(self.cut) and self.phrase[k + 1] > self.phrase[k]
                if goes_on and not self.roles[k] & {"hearers", "title", "body"}:
                    return ""  # who speaks stands behind: "in Idlib according to the monitor"
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

    def _strikes(self, end: int) -> bool:
        """Whether a verb of attack in the singular makes a place its doer, by cases: "Баку обстреливает"."""
        if not self._by_case() or end == len(self.cut) or not self._joined(end - 1):
            return False
        one = not self.cut[end].form.endswith(endings(self.language, "plural_endings"))
        return "struck" in self.roles[end] and "suffered" not in self.roles[end] and one

    def _heads_line(self, i: int, end: int) -> bool:
        """Whether a name stands before a colon or a dash at the start of a line: "Sumy region: two wounded"."""
        before = self.text[: self.cut[i].start].rsplit("\n", 1)[-1]
        after = self.text[self.cut[end - 1].end :]
        return not re.search(r"\w", before) and bool(re.match(r"\s?[:—–]", after))
