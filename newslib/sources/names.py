"""Who a printed name stands for by itself: the registry, and the camp that its words give away."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import attrgetter, itemgetter

from newslib import gazetteer, sides
from newslib.lexicons import Hit, PrintedWord, Row, lexicon, shared, words
from newslib.lexicons.inflections import Inflections, Occurrence, inflections
from newslib.sources.registry import HOLDER, RELAYS, SITE, known, printed_names, registry

_CUT = re.compile(r",\s|\s[-–—(]\s?|\s\(|;")
_INSIDE_NAME = re.compile(r"[\s.\-–’']{1,3}")
_HEAD = frozenset({"person"})
_STATE = frozenset({"government"})
_GOVERNMENT = "government"  # body of bodies.csv, kind of sources.csv
_OF_KIND = {**dict.fromkeys(RELAYS, "media"), "government": "government"}  # the role that a kind of body is told by
_DESCRIBING = frozenset({"official", "witness"})  # roles whose word also tells of what kind an outlet is
_KINDS = {"media": "outlet"}  # of sources, by roles that are called otherwise
_BESIDE = 2  # code points between a given name and its surname
_GIVEN = 3  # letters of a given name that its cases and spellings share
_LONGEST = 3  # words of a surname behind a given name; words of a name that no table knows


@dataclass(frozen=True)
class Identity:
    """What the words of a mention say: ``row`` of the registry when they name a registered source; ``party`` also when
    they only tell the camp. ``name`` is the personal name in it, as words ``name[0]`` to ``name[1]`` of the mention."""

    row: Row | None
    party: str | None
    kind: str | None
    roles: tuple[Row, ...]
    name: tuple[int, int] | None
    gender: str
    number: str
    bare: bool  # nothing but roles, nationalities and words such as "the": "the Ukrainian spokesman"
    placed: bool  # a nationality, country or town is printed in it

    def told(self, column: str) -> frozenset[str]:
        """What its roles tell in a column: role, kind, gender, number, tie."""
        return frozenset(role[column] for role in self.roles)


@dataclass
class _Parsed:
    text: str
    words: list[PrintedWord]
    known: Sequence[Occurrence]
    roles: Sequence[Occurrence]
    names: Sequence[Occurrence]
    parties: Sequence[Hit]  # words that tell a camp
    light: Sequence[Hit]  # words such as "the" and "of"


@lru_cache(maxsize=4096)
def identify(text: str, language: str, published: dt.date | None) -> Identity:
    """What a mention's words say by themselves.

    A person known to the registry is who speaks, unless the words make him the one that is served (an adviser to him).
    A body speaks when nothing is left besides it, or when who is left speaks for it (a spokesman, an official, a press
    service); a minister, a mayor or an adviser without a known name gets the body's camp and no id.

    >>> identify("an adviser to Ukraine's president", "en", None).party
    'ukraine'
    """
    whole = _read(text, language)
    head = _read(_head(text), language)
    row, party, named = _spoken(head, whole, published)
    if row is None and whole.parties and _bare(whole) and whole.parties[0].row["kind"] != "place":
        row = of_country(text, language, whole.parties[0].row["party"], published)
    joint = _joint(whole, published)
    row = None if joint else row
    roles = tuple(map(attrgetter("row"), head.roles or whole.roles))
    told = filter(None, (joint, *map(_party, (head, whole)), party))
    return Identity(
        row=row,
        party=row["party"] if row else next(told, None),
        kind=_kind(roles, whole) if row is None and not joint else _known_kind(row),
        roles=roles,
        name=next(filter(None, map(_personal_name, (named, whole))), None),
        gender=_gender(whole, roles),
        number=next(filter(None, map(itemgetter("number"), roles)), ""),
        bare=_bare(whole),
        placed=bool(whole.parties),
    )


def _spoken(head: _Parsed, whole: _Parsed, published: dt.date | None) -> tuple[Row | None, str | None, _Parsed]:
    """Registry row and camp of who speaks, and the words that name him: up to the first apposition, else all."""
    row, party = _registered(head, published)
    if row is not None or head.text == whole.text:
        return row, party, head
    row, other = _registered(whole, published)
    if row and (row["kind"] in _HEAD or not party):
        return row, party or other, whole
    return None, party or other, head


def _spans(found: Iterable[Occurrence | Hit]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _loose(m: _Parsed, *found: Iterable[Occurrence | Hit]) -> list[PrintedWord]:
    """The words of a mention that stand in none of what was found."""
    spans = _spans(chain.from_iterable(found))
    return [word for word in m.words if not any(start <= word.start < end for start, end in spans)]


def _head(text: str) -> str:
    """The mention up to its first apposition."""
    cut = _CUT.search(text)
    return text[: cut.start()] if cut and words(text[: cut.start()]) else text


def of_country(text: str, language: str, party: str, published: dt.date | None) -> Row | None:
    """The registered body of a country that a mention without its usual name means: "Kyiv's General Staff", "its army".

    Args:
        text: the mention.
        language: its language.
        party: the camp whose body it is.
        published: the article's day.
    """
    countries = lexicon(language).rows("party_words")
    names = [row["form"] for row in countries if row["party"] == party and row["kind"] == "country"]
    found = (of_place(text, language, name, published) for name in names)
    own = next((row for row in found if row and row["party"] == party), None)
    return own or (_government(party) if state_body(text, language) == f"{party} {_GOVERNMENT}" else None)


@cache
def _government(party: str) -> Row | None:
    """The registered government of a country."""
    return next((row for row in shared("sources") if (row["kind"], row["party"]) == (_GOVERNMENT, party)), None)


@cache
def _bodies(language: str) -> Inflections:
    found = Inflections(language)
    for row in shared("bodies"):
        for name in printed_names(row, f"name_{language}"):
            found.add(name, row)
    return found


def _small(m: _Parsed) -> list[Hit]:
    """The words that tell nothing of which body is meant: "the", "of", not "local"."""
    return [hit for hit in m.light if hit.roles & {"determiner", "preposition"} and "local" not in hit.roles]


@lru_cache(maxsize=4096)
def state_body(text: str, language: str) -> str:
    """The land and the body of it that a mention names, where it says nothing else; empty where it names none.

    >>> state_body("Peru's military government", "en"), state_body("власти Перу", "ru"), state_body("police", "en")
    ('peru government', 'peru government', '')
    """
    m = _read(text, language)
    bodies = _bodies(language).find(text, m.words)
    lands = {party.row["party"] for party in m.parties if party.row["kind"] == "country"}
    if len(lands) != 1 or len(bodies) > 1 or _loose(m, bodies, m.parties, _small(m)):
        return ""
    told = [body.row["body"] for body in bodies] or [_GOVERNMENT] * bool(gazetteer.named(text, language))
    return " ".join([*lands, *told]) if told else ""


def of_place(text: str, language: str, place: str, published: dt.date | None) -> Row | None:
    """The registered source that a mention without its place means: "the mayor", of Mariupol.

    Args:
        text: the mention.
        language: its language.
        place: name of a country or a town.
        published: the article's day.
    """
    m = _read(text, language)
    rest = " ".join(m.text[word.start : word.end] for word in _loose(m, m.parties, m.light))
    name = f"{place} {rest}"
    found = registry(language).find(name) if rest else []
    return next((row for one in found if one.end - one.start == len(name) and (row := known(one, published))), None)


def _read(text: str, language: str) -> _Parsed:
    cut = words(text)
    return _Parsed(
        text=text,
        words=cut,
        known=registry(language).find(text, cut),
        roles=inflections(language, "roles").find(text, cut),
        names=inflections(language, "given_names").find(text, cut),
        parties=_camps(text, language, cut),
        light=lexicon(language).finder("clause_words").find(text, cut),
    )


def _camps(text: str, language: str, cut: list[PrintedWord]) -> list[Hit]:
    """Words that tell a camp: those of the table, and every country by the words for its side; the longest of them."""
    told = [Hit(one.start, one.end, one.row) for one in inflections(language, "party_words").find(text, cut)]
    sided = lexicon(language).finder("sides").find(text, cut)
    told += [Hit(one.start, one.end, _countries()[side]) for one in sided if (side := one.row["side"]) in _countries()]
    kept: list[Hit] = []
    for one in sorted(told, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


@cache
def _countries() -> dict[str, Row]:
    """Each country as a camp."""
    countries = (row["side"] for row in sides.registry().values() if row["kind"] == "country")
    return {side: {"form": "", "party": side, "kind": "country", "note": ""} for side in countries}


def _registered(m: _Parsed, published: dt.date | None) -> tuple[Row | None, str | None]:
    """Registry row and camp; a camp without a row when the words only lean on a registered name."""
    rows = _own_names(m, published)
    people = (row for one, row in reversed(rows) if row["kind"] in _HEAD and not _served(m, one))
    bodies = (row for one, row in rows if row["kind"] not in _HEAD and _stands_alone(m, one, row))
    row = next(chain(people, bodies), None)
    leaning = (other["party"] for _, other in rows if other["kind"] not in RELAYS)
    return row, None if row else next(leaning, None)


def _own_names(m: _Parsed, published: dt.date | None) -> list[tuple[Occurrence, Row]]:
    """The registered names in a mention with their rows, but of another land, of namesakes, inside "West Virginia"."""
    longer = {one.start for one in m.known for land in m.parties if land.start <= one.start and one.end < land.end}
    found = ((one, row) for one in m.known if one.start not in longer and (row := known(one, published)))
    return [(one, row) for one, row in found if not (_of_another(m, one, row) or _is_namesake(m, one, row))]


def _of_another(m: _Parsed, body: Occurrence, row: Row) -> bool:
    """Whether a registered body of one country stands with the name of another: "ministry of defence of Turkey"."""
    if row["party"] not in _countries() or row["kind"] in _HEAD:
        return False
    beside = (one for one in m.parties if one.row["kind"] == "country" and not body.start <= one.start < body.end)
    owners = {one.row["party"] for one in beside if not _are_parted(m, one, body)}
    return bool(owners) and row["party"] not in owners


def _are_parted(m: _Parsed, one: Hit, body: Occurrence) -> bool:
    """Whether a preposition other than "of" stands between a land and a body."""
    between = range(min(one.end, body.end), max(one.start, body.start))
    return any(hit.start in between and "preposition" in hit.roles and "topic" not in hit.roles for hit in m.light)


def _joint(m: _Parsed, published: dt.date | None) -> str | None:
    """The camp of two registered sources that a conjunction joins: their common one, else ``mixed``."""
    rows = [(mention, row) for mention in m.known if (row := known(mention, published)) and not _served(m, mention)]
    for (one, first), (other, second) in pairwise(rows):
        joins = any(one.end <= hit.start < other.start for hit in m.light if "conjunction" in hit.roles)
        if joins and first["source_id"] != second["source_id"]:
            return first["party"] if first["party"] == second["party"] else "mixed"
    return None


def _is_namesake(m: _Parsed, person: Occurrence, row: Row) -> bool:
    """Whether a given name that is not the registered person's stands before the surname: "Camilla Stoltenberg"."""
    before = [name for name in m.names if row["kind"] in _HEAD and 0 < person.start - name.end <= _BESIDE]
    names = {word.form[:_GIVEN] for column in row if column.startswith("name_") for word in words(row[column])}
    return bool(before) and not any(word.form[:_GIVEN] in names for word in words(m.text[slice(*_spans(before)[-1])]))


def _served(m: _Parsed, person: Occurrence) -> bool:
    """Whether a person in a mention is the one somebody else works for: "adviser to Smith", "Smith's adviser Jones".

    Without a preposition a lone surname in another case is served ("советник Иванова"), a full name is not.
    """
    if any(role.start >= person.end and role.row["kind"] not in ("title", "document") for role in m.roles):
        return True
    before = [role for role in m.roles if role.end <= person.start and role.row["kind"] == "person"]
    serving = [role for role in before if role.row["tie"] == "serves"]
    if any(_linked(m, role.end, person.start) for role in serving):
        return True
    lone = len(words(m.text[person.start : person.end])) == 1 and not person.exact
    return lone and bool(serving) and serving[-1] is before[-1]


def _linked(m: _Parsed, start: int, end: int) -> bool:
    """Whether a preposition between two places governs what stands at the second: only titles and names between."""
    governing = {hit.start for hit in m.light if "preposition" in hit.roles}
    loose = _loose(m, m.roles, m.parties, m.light)
    for word in reversed([word for word in m.words if start <= word.start < end]):
        if word.start in governing:
            return True
        if word in loose and not m.text[word.start].isupper():
            return False
    return False


def _stands_alone(m: _Parsed, body: Occurrence, row: Row) -> bool:
    """Whether nobody stands beside a registered body but who speaks for it; a country itself has no such voice."""
    outside = [role for role in m.roles if not body.start <= role.start < role.end <= body.end]
    told = {(role.row["kind"], role.row["tie"]) for role in outside}
    loose = _loose(m, [body], outside, m.parties, m.light)
    if any(kind == "person" and tie != "speaks" for kind, tie in told):
        return False
    if loose and row["kind"] in _STATE:
        return False  # "Visit Ukraine", "Ukraine's nuclear operator"
    if any(tie == "speaks" for _, tie in told):
        return row["kind"] not in _STATE
    bodies = {role.row["role"] for role in outside if role.row["kind"] == "body"}
    named = any(m.text[word.start].isupper() for word in loose)
    return bodies <= {_OF_KIND.get(row["kind"])} and not (named and _personal_name(m))


def _party(m: _Parsed) -> str | None:
    """The camp told by the first word of nationality, country or town; installed officials belong to who installed."""
    told = _outside_names(m)
    installed = [party for party in told if party.row["note"] and party.row["kind"] in ("body", "country")]
    camps = [party.row["party"] for party in installed or told]
    if len(set(camps)) > 1 and not installed and _side_by_side(m, *told[:2]):
        return "mixed"
    return camps[0] if camps else None


def _outside_names(m: _Parsed) -> list[Hit]:
    """The words that tell a camp and are no part of a name: not those of "Chad Smith"."""
    first, last = _personal_name(m) or (0, -1)
    named = {word.start for word in m.words[first : last + 1]}
    return [party for party in m.parties if party.start not in named]


def _side_by_side(m: _Parsed, one: Hit, other: Hit) -> bool:
    """Whether a conjunction and nothing else joins two nationalities: "US and European leaders"."""
    between = [word for word in m.words if one.end <= word.start < other.start]
    joins = {hit.start for hit in m.light if "conjunction" in hit.roles}
    return bool(between) and all(word.start in joins for word in between)


def _known_kind(row: Row | None) -> str:
    if row is None:
        return "group"
    return "person" if row["kind"] == HOLDER else row["kind"]


def _telling(roles: Iterable[Row], m: _Parsed) -> list[Row]:
    """The roles that tell of what kind a source is, without those that only say which media: "local media"."""
    media = [b.start - 1 for b in m.roles if b.row["role"] == "media"]
    describing = [a.row for a in m.roles if a.row["role"] in _DESCRIBING and a.end in media]
    return [role for role in roles if role not in describing]


def _kind(roles: Sequence[Row], m: _Parsed) -> str | None:
    if _personal_name(m) and (m.names or roles):
        return "person"
    own = _telling(roles, m)
    if any(role["kind"] in ("person", "title") for role in own):
        return "group" if any(role["number"] == "plural" for role in roles) else "person"
    if not own:
        return "outlet" if SITE.search(m.text) else None
    return _KINDS.get(own[0]["role"], own[0]["role"])


def _personal_name(m: _Parsed) -> tuple[int, int] | None:
    """First and last word of the name of the one who speaks: a registered person, a given name with what follows, or a
    lone surname beside a role."""
    people = (one for one in reversed(m.known) if one.row["kind"] in _HEAD)
    own = next((one for one in people if not (_served(m, one) or _is_namesake(m, one, one.row))), None)
    if own is not None:
        inside = [k for k, word in enumerate(m.words) if own.start <= word.start < own.end]
        return inside[0], inside[-1]
    return _given_name(m) or _lone_surname(m)


def _given_name(m: _Parsed) -> tuple[int, int] | None:
    """First and last word of the first given name with what follows."""
    given = {name.start for name in m.names}
    full = (_full_name(m, k) for k, word in enumerate(m.words) if word.start in given)
    return next(filter(None, full), None)


def _full_name(m: _Parsed, k: int) -> tuple[int, int] | None:
    end = k
    while end + 1 < len(m.words) and m.text[m.words[end + 1].start].isupper() and end - k < _LONGEST:
        if not _INSIDE_NAME.fullmatch(m.text[m.words[end].end : m.words[end + 1].start]):
            break
        end += 1
    served = any(one.start == m.words[k].start and _served(m, one) for one in m.known)
    return (k, end) if end > k and not served else None


def _lone_surname(m: _Parsed) -> tuple[int, int] | None:
    loose = _loose(m, m.roles, m.parties, m.light, m.known)
    lone = [m.words.index(word) for word in loose if m.text[word.start].isupper() and len(word.form) > 2]
    people = any(role.row["kind"] in ("person", "title") for role in m.roles)
    if len(lone) == len(m.words) and 2 <= len(lone) <= _LONGEST:  # two names no table knows
        return lone[0], lone[-1]
    return (lone[-1], lone[-1]) if lone and (len(m.words) == 1 or people) else None


def _gender(m: _Parsed, roles: Iterable[Row]) -> str:
    for name in m.names:
        if not any(role.start == name.start for role in m.roles):
            return name.row["gender"]
    return next((role["gender"] for role in roles if role["kind"] in ("person", "title") and role["gender"] == "f"), "")


def _bare(m: _Parsed) -> bool:
    """Whether only roles, nationalities and words such as "the" make up a mention."""
    light = (hit for hit in m.light if not hit.roles.isdisjoint({"determiner", "preposition"}))
    return bool(m.roles) and not _loose(m, light, m.roles, m.parties)


def _may_name(text: str, word: PrintedWord) -> bool:
    """Whether a word may be a piece of a name: it has a capital, or is an article such as that of "al-Hariri"."""
    article = text[word.end : word.end + 1] == "-" and len(word.form) <= _LONGEST
    return text[word.start].isupper() or article or "-" in word.form


def proper(text: str, language: str) -> tuple[str, ...]:
    """The name in a mention: its longest row of capitalised words that are no role, nationality or "the"; the last of
    equally long ones. Empty where the mention names a body and nobody who speaks for it.

    >>> proper("Health Minister Ada Brook", "en"), proper("the Harbour Ministry", "en")
    (('Ada', 'Brook'), ())
    """
    m = _read(text, language)
    kinds = {mention.row["kind"] for mention in m.roles}
    if "body" in kinds and not kinds & {"person", "title"}:
        return ()
    rows: list[list[str]] = [[]]
    end = 0
    for word in _loose(m, m.roles, m.parties, m.light):
        if not _may_name(text, word):
            continue
        if not _INSIDE_NAME.fullmatch(text[end : word.start]):
            rows.append([])
        rows[-1].append(text[word.start : word.end])
        end = word.end
    longest = max(map(len, rows))
    return tuple(next(row for row in reversed(rows) if len(row) == longest))
