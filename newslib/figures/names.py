"""Names that a sentence prints: where each starts and ends, and which place of the gazetteer it may be."""

import re
from functools import lru_cache

from newslib import gazetteer, sides
from newslib.gazetteer import KnownPlace
from newslib.lexicons import Hit, kept, lexicon, words
from newslib.passages import endings, word_roles
from newslib.sentences import Sentence

KINDS = ("area", "settled", "site")
PROVINCE = frozenset({"area", "resumed"})  # roles of a noun that says that a region is meant
WATER = frozenset({"vast", "any_name"})  # of one that is called after a town or land it does not lie in
SPEAKERS = ("title", "body", "said")
_SMALL = frozenset({"in", "near", "to", "from", "of", "on", "said"})
_NO_START = _SMALL | {"event", "struck", "suffered", "was", "dweller", "feast"}  # words no name begins with
_NAME = 4  # capitalised words of one name
_SURE = 50_000  # people of a town in a land that the text does not name, whose name may be another's where fewer live
_SMALL_WORD = 3  # letters of a word that is no capital in a headline
_TITLED = 0.7  # of the longer words of a headline that has them in capitals
SHOUTED = 3  # letters of a word in capitals that is no abbreviation
_JOINED = re.compile(r"[^\S\n]+|-|[’'](?:s\b)?[^\S\n]*|\.[^\S\n]")
_NUMBERED = re.compile(r"\s?(?:№|#|[Nn]o\.)\s?\d")
_LOOSE = re.compile(r"[^\S\n]*[\"'“”„«»*(]?[^\S\n]*")
_DATELINE = re.compile(
    r"\W{0,3}(?P<name>[^\W\d_][^\n():—–]{2,40}?)"
    r"(?:(?P<sure>(?:\([^()\n]{2,30}\)|,? [^\W\d_]{3,9}\.? \d{1,2})[^\w\n]{0,3}(?:--|[—–:-]))"
    r"|\s?(?:--|[—–:-])\s+(?P<next>\w))"
)  # "COLOMBO (Agency) --", "Washington — Twelve"
_DATELINE_WORDS = 4


class PrintedNames:
    """The words of one sentence and the names among them."""

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
        self.first = _dateline_end(self.text, self.language)
        self.first = 0 if self.first and self.shouts else self.first

    def _hits(self, table: str) -> tuple[Hit, ...]:
        return lexicon(self.language).finder(table).find(self.text, self.cut)

    def _span(self, hit: Hit) -> tuple[int, int]:
        first = last = self.at[hit.start]
        while self.cut[last].end < hit.end:
            last += 1
        return first, last + 1

    def _covered(self, table: str) -> dict[int, dict[str, str]]:
        found = {}
        for hit in self._hits(table):
            for i in range(*self._span(hit)):
                found[i] = hit.row
        return found

    @kept
    def shouts(self) -> bool:
        return sum(map(str.isupper, self.text)) > sum(map(str.islower, self.text))

    @kept
    def titled(self) -> bool:
        """Whether it is a headline with capitals: "Blasts in Kabul Kill Nine"."""
        long = [self.text[word.start].isupper() for word in self.cut if len(word.form) > _SMALL_WORD]
        return not self._by_case() and sum(long) > _TITLED * len(long)

    @kept
    def sides(self) -> dict[int, dict[str, str]]:
        return self._covered("sides")

    @kept
    def people(self) -> frozenset[int]:
        """Words of formations, of groups of people, and given names."""
        return frozenset(i for table in ("units", "groups", "given_names") for i in self._covered(table))

    @kept
    def given(self) -> frozenset[int]:
        return frozenset(self._covered("given_names"))

    @kept
    def joints(self) -> frozenset[int]:
        known = word_roles(self.language)
        return frozenset(i for i, word in enumerate(self.cut) if "joint" in known.get(word.form, ()))

    def _near_enough(self, k: int) -> bool:
        gap = self.text[self.cut[k].end : self.cut[k + 1].start]
        named = gap == ", " and "settled" in self.roles[k]  # "the capital, Ankara"
        return named or bool(_JOINED.fullmatch(gap) or _LOOSE.fullmatch(gap))

    # where a name starts and ends

    def _told_at(self) -> list[int]:
        """The words at which a name may start, or that may stand for a place told before."""
        text, roles = self.text, self.roles
        signs = ((i, text[word.start], text[word.end : word.end + 1]) for i, word in enumerate(self.cut))
        named = (first.isupper() or behind == "-" for _, first, behind in signs)
        return [i for i, told in enumerate(named) if told or "resumed" in roles[i] or self._is_numbered(i)]

    def _is_numbered(self, i: int) -> bool:
        """Whether a number is all the name that a building has: "в школе № 12"."""
        return "site" in self.roles[i] and bool(_NUMBERED.match(self.text, self.cut[i].end))

    def _may_start(self, i: int) -> bool:
        word = self.cut[i]
        named = self.text[word.start].isupper() and word.end - word.start > 1
        speaks = i == 0 and self.roles[0] & {"title", "body"}  # "Governor", "Властей": a capital begins every sentence
        if word.start < self.first or speaks:
            return False
        if not (named or self._particle(i)) or self._is_day(i):
            return self._is_numbered(i)
        return self._particle(i) or not self.roles[i] & _NO_START or self.phrase[i] > 0

    def _is_day(self, i: int) -> bool:
        return _is_day_or_number(self.cut[i].form, self.language)

    def _particle(self, i: int) -> bool:
        """Whether a word is the small first part of a name: "al-Bab"."""
        word = self.cut[i]
        joint = self.text[word.end : word.end + 1] == "-" and word.end - word.start <= SHOUTED
        return joint and self.text[word.start].islower() and self._capital(i + 1)

    def _capital(self, i: int) -> bool:
        return i < len(self.cut) and self.text[self.cut[i].start].isupper() and not self._is_day(i)

    def _joined(self, i: int) -> bool:
        """Whether nothing but blanks or a hyphen stands between a word and the next."""
        if i + 1 >= len(self.cut):
            return False
        gap = self.text[self.cut[i].end : self.cut[i + 1].start]
        return gap == "-" or (gap.isspace() and "\n" not in gap)

    def _name(self, i: int, near: tuple[str, ...]) -> tuple[int, KnownPlace | None, bool]:
        """The word after a name, the place of that name, and whether a common noun of places belongs to it."""
        if self._is_numbered(i):
            return i + 2, None, True
        listed = self._listed(i)
        if listed:
            return listed[-1] + 2, self._shared(listed, near), True
        start = self._behind_common(i)
        length, known = self._longest(start)
        end = start + max(length, 1)
        while end - start <= _NAME and self._joined(end - 1) and self._goes_on(end, known=bool(length)):
            end += 1
        last, kind = self._with_kind(end)
        whole = known and end == start + length
        return (
            last,
            self._placed(known, near, (start, end), last) if whole else self._of_side(i, end),
            kind or start > i,
        )

    def _of_side(self, i: int, end: int) -> KnownPlace | None:
        """The land of a side before a noun of places: "off the Belgian coast"."""
        if i not in self.sides or not self._area_at(end):
            return None
        return gazetteer.by_id(sides.registry().get(self.sides[i]["side"], {}).get("place", ""))

    def _placed(
        self, known: tuple[KnownPlace, ...], near: tuple[str, ...], span: tuple[int, int], last: int
    ) -> KnownPlace | None:
        """Which place of one name is meant by some words, up to the end of its common noun."""
        start, end = span
        before, is_area = self._noun_before(start), self._area_at(end)
        place = gazetteer.best(known, near, is_area=is_area or before >= PROVINCE)
        noun = self.roles[last - 1] if place.kind != "town" or last > end else frozenset()
        if noun >= WATER or (before >= WATER and not is_area):
            return None  # "Red Sea", "Lake Victoria"
        if place.kind == "town":
            lands = len({one.country for one in known})
            return None if self._may_be_another(place, lands, near, end, last) else place
        # a district is called after a town that a region may have been called after
        return None if place.kind == "region" and self._by_case() and "district" in noun else place

    def _may_be_another(self, town: KnownPlace, lands: int, near: tuple[str, ...], end: int, last: int) -> bool:
        """Whether the name of a town may be that of a district, a site or a small town in one of several lands."""
        noun = self.roles[last - 1 if last > end or not self._joined(last - 1) else last]
        if "any_name" in noun and not town.by_hand and (" " in town.name or not town.is_plain):
            return True  # "Nanshan colliery"
        if any(gazetteer.inside(town.place_id, other) for other in near):
            return False
        doubtful = lands > 1 or "site" in noun or town.population < _SURE
        return self._area_at(end) or (bool(near) and doubtful and not town.is_plain)

    def _behind_common(self, i: int) -> int:
        """Where a name starts behind directions and common nouns with capitals: "North", "Port"."""
        while self.roles[i] & {"compass", *KINDS} and self._joined(i) and self._capital(i + 1):
            if gazetteer.longest(self.text, self.cut[i:], self.language)[0] > 1:
                break
            i += 1
        return i

    def _longest(self, i: int) -> tuple[int, tuple[KnownPlace, ...]]:
        """How many words make a name that the gazetteer has, and the places of that name, also by an adjective."""
        plain = bool(self.roles[i] & {"fill", "compass"})  # "на Центральном рынке"
        called = self._modifies(i) and not plain
        area = self._area_at(i + 1) or (called and "site" in self.roles[self._described(i)])
        length, known = gazetteer.longest(self.text, self.cut[i:], self.language, area=area)
        length = 0 if length == 1 and (self._goes_beyond(i, known) or (plain and self._modifies(i))) else length
        if length == 1 and called:
            known = gazetteer.longest(self.text, self.cut[i:], self.language, area=True)[1]
        return length, known

    def _listed(self, i: int) -> list[int]:
        """Adjectives that share the noun of places behind the last: "у Сумській, Харківській та Одеській областях"."""
        named = [i]
        while self._by_case() and self._adjective(named[-1]) and self._lists_next(named[-1]):
            named.append(named[-1] + 1 + (named[-1] + 1 in self.joints))
        last = named[-1]
        shared = len(named) > 1 and self._adjective(last) and self._joined(last) and self.roles[last + 1] & set(KINDS)
        return named if shared else []

    def _lists_next(self, i: int) -> bool:
        """Whether a comma or a joint alone leads to the next word with a capital."""
        k = i + 1 + (i + 1 in self.joints)
        if not self._capital(k):
            return False
        gap = self.text[self.cut[k - 1].end : self.cut[k].start]
        return gap == ", " or (gap == " " and k - 1 in self.joints)

    def _shared(self, listed: list[int], near: tuple[str, ...]) -> KnownPlace | None:
        """The smallest place that holds those of several adjectives, None when one of them is not known."""
        found = [gazetteer.longest(self.text, self.cut[k:], self.language, area=True)[1] for k in listed]
        if not all(found):
            return None
        area = self._area_at(listed[-1] + 1)
        first, *others = (gazetteer.best(known, near, is_area=area) for known in found)
        for other in others:
            shared = gazetteer.shared_by(first, other)
            if shared is None:
                return None
            first = shared
        return first

    def _goes_beyond(self, i: int, known: tuple[KnownPlace, ...]) -> bool:
        """Whether the name of a small town is only the first word of one that nobody knows: "у селі Весела Гора"."""
        k = i + 1
        if any(place.is_plain for place in known) or not self._is_pair(i):
            return False
        other = gazetteer.longest(self.text, self.cut[k:], self.language)[1]
        if i and "settled" in self.roles[i - 1]:
            return not self._area_at(k + 1) and not any(place.is_plain for place in other)
        return not other and self._adjective(i)

    def _is_pair(self, i: int) -> bool:
        """Whether two words with capitals that are no people may be one name, in a language of cases."""
        k = i + 1
        if not self._by_case() or not self._joined(i) or not self._capital(k):
            return False
        return self.roles[k] <= set(KINDS) and k not in self.sides and k not in self.people

    def _owns(self, i: int) -> bool:
        """Whether a word is an owner: "Syria's", also where a page lost its signs: "Syrias Idlib"."""
        form = self.cut[i].form
        land = gazetteer.named(form[:-1], self.language) if form.endswith("s") and not self._by_case() else ()
        return form.endswith("'s") or (bool(land) and all(place.kind == "country" for place in land))

    def _goes_on(self, i: int, *, known: bool) -> bool:
        if self._is_linked(i):
            return True
        if not self._capital(i) or self._owns(i - 1) or self.roles[i] & _SMALL - {"of", "on"}:
            return False
        if known and (self._by_case() or self.titled or self.roles[i] & {"area", "settled"}):
            return False  # in a language of cases two names side by side are two places; "Kunar Province"
        return i not in self.sides

    def _is_linked(self, i: int) -> bool:
        """Whether a sign or a particle makes words one name: "Нагорно-Карабахской", "Souq al-Jumaa"."""
        behind = self.text[self.cut[i].end : self.cut[i].end + 1]
        if self.text[self.cut[i - 1].end] == "-" and (behind == "-" or self._capital(i)):
            return True
        return self._particle(i) and i not in self.sides and not self._owns(i - 1)

    def _modifies(self, i: int) -> bool:
        """Whether a name is an adjective before a common noun: "Полтавскому институту", not a town called so."""
        common = self._joined(i) and self.text[self.cut[i + 1].start].islower()
        return common and self._by_case() and self._adjective(i) and i not in self.sides

    def _described(self, i: int) -> int:
        """The first word behind some adjectives: "Полтавском медицинском институте"."""
        while self._adjective(i) and self._joined(i):
            i += 1
        return i

    def _area_at(self, i: int) -> bool:
        return i < len(self.cut) and "area" in self.roles[i] and self._joined(i - 1)

    def _noun_before(self, i: int) -> frozenset[str]:
        """The roles of the noun right before a name: "in the province of", "на улице"."""
        k = i - 1
        k -= k > 0 and "of" in self.roles[k]
        return self.roles[k] if k >= 0 and self._near_enough(k) else frozenset()

    def _with_kind(self, end: int) -> tuple[int, bool]:
        """Takes in the common nouns behind a name: "Donetsk region", "Azovstal steel plant"."""
        kind = end > 1 and not self.roles[end - 1].isdisjoint(KINDS)
        last = end
        for k in range(end, min(end + 3, len(self.cut))):
            if not self._joined(k - 1) or self.roles[k] & {"event", "struck", *SPEAKERS, "in", "near", "to", "of"}:
                break
            if self.roles[k] & set(KINDS) and (self._adjective(end - 1) or not self._by_case()):
                last, kind = k + 1, True
            elif not self.roles[k] & {"fill", "compass"} and self._described(end - 1) <= k:
                break
        return last, kind

    def _by_case(self) -> bool:
        """Whether the language tells by endings what a noun belongs to."""
        return bool(endings(self.language, "adjective_endings"))

    def _adjective(self, i: int) -> bool:
        return self.cut[i].form.endswith(endings(self.language, "adjective_endings"))


@lru_cache(maxsize=16384)
def _is_day_or_number(form: str, language: str) -> bool:
    """Whether a word is a number, or the name of a day or a month, which no place is called by."""
    known = lexicon(language)
    form = form if endings(language, "adjective_endings") else form.removesuffix("s")  # "Mondays fighting"
    if known.finder("numerals").find(form):
        return True
    dated = any({"weekday", "month"} & set(hit.row["kind"].split()) for hit in known.finder("dates").find(form))
    return dated or any(hit.row["kind"] in ("date", "duration") for hit in known.finder("not_people").find(form))


def _dateline_end(text: str, language: str) -> int:
    """Where the text starts behind a dateline: whence an article was sent is not where something happened. A land heads
    what is told of it."""
    found = _DATELINE.match(text)
    if found is None:
        return 0
    names = re.findall(r"\w+", found.group("name"))
    named = len(names) <= _DATELINE_WORDS and all(name[0].isupper() for name in names)
    land = any(place.kind == "country" for place in gazetteer.named(found.group("name"), language))
    sent = found.group("sure") or (found.group("next").isupper() and not land)
    return found.end("name") if named and sent else 0
