"""Who a source is: mentions resolved within the article and looked up in the registry."""

import bisect
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, takewhile

from newslib.lexicons import Row, kept, lexicon, words
from newslib.lexicons.inflections import inflections
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.sources.mentions import Mention, is_definite, is_local, is_possessive, light_words, mention, others
from newslib.sources.names import Identity, of_country, of_place
from newslib.sources.registry import HOLDER, RELAYS, held_roles
from newslib.spans import Span

_FAR = 12  # words: a longer mention is a sentence, not a name
_LONG_BODY = 9  # words of a body's name
_REACH = 6  # sentences over which a pronoun still means somebody
_NEAR_DOCUMENT = 3  # sentences from who speaks to "the message says"
_MOST = 100  # mentions looked through for a bare role
_LOCAL = frozenset({"mayor", "deputy_mayor", "governor", "council"})
_NEAR_PLACE = 8  # sentences in which a town still is the one that "the mayor" belongs to
_STEM = 5  # letters that two forms of a word share
_OPEN = frozenset({"official", "government", "witness", "soldier", "person", "source", "expert", "rank"})
_OFFICES = frozenset({
    "head", "deputy_head", "mayor", "deputy_mayor", "governor", "deputy_governor", "minister", "deputy_minister",
    "premier", "president", "vice_president", "secretary", "spokesperson", "commander", "adviser",
})  # fmt: skip
_ANY_BODY = "any_body"  # role of words for a body of whatever kind, "the organisation", but for those of _NO_BODY
_NO_BODY = frozenset({
    None, "group", "document", "outlet", "agency", "government", "region", "military", "army", "general_staff", "unit",
    _ANY_BODY,
})  # fmt: skip
_SUCH = {"agency": ("un", "emergency", "health", "office", "intelligence")}  # other bodies called by a relay's noun
_MIXED = frozenset({"prosecutor", "police", "organisation", "council", "dignitary"})  # roles of several offices


@dataclass(frozen=True)
class Source:
    """Who a mention stands for. Nothing is guessed: an unknown source keeps its printed name, no id, no party."""

    name: str  # the fullest mention in the article, as printed
    source_id: str | None  # id in lexicons/shared/sources.csv
    party: str | None
    kind: str | None  # person, office, ministry, military, agency, outlet, ngo, un, government, ...
    printed: str = field(default="", compare=False)  # the mention, or the name where it is a pronoun or a bare role
    mention: str = field(default="name", compare=False)  # name, pronoun, role ("the ministry" of another place), nobody
    place: int = field(default=0, compare=False)  # code point where the name is printed


def resolve(
    reading: Reading,
    mentions: Sequence[Span],
    published: dt.date | None = None,
    relays: Collection[Span | None] = (),
) -> list[Source]:
    """One source for each mention, in the same order.

    A surname stands for the fullest mention of that name in the article; a pronoun for the nearest speaker before it
    that fits in gender and number, or the person its sentence or one before opens with; a bare role ("the spokesman",
    "the ministry") for the nearest mention of that role before it, else after it. Then the registry gives id, party
    and kind, as of the day of publication; a name it does not know gets at most the party that its words tell: a
    nationality, a country, a town, and of a mayor or a council the town named before. Roles that many have (officials,
    witnesses, authorities) stay as printed.

    Args:
        reading: the article as read.
        mentions: spans of its text that name sources.
        published: the article's day; decides who held an office.
        relays: mentions that only pass on what others say; no pronoun stands for them.

    >>> from newslib.readings import read
    >>> found = read("Ukrainian President Volodymyr Zelensky spoke. He said no.", candidates=["en"])
    >>> resolve(found, [(46, 48)], dt.date(2022, 4, 13))[0].source_id
    'zelensky'
    """
    named = [mention(reading, span, published, speaks=span not in relays) for span in mentions]
    spoken = {one.span for one in named}
    titled = any(one.pronoun is not None for one in named)
    unspoken = [one for one in others(reading, published, titled=titled) if one.span not in spoken]
    index = _Index(reading, sorted([*named, *unspoken], key=lambda one: one.span))
    for one in sorted(named, key=lambda one: one.span):
        one.stands_for = _antecedent(one, index, published)
    return [_source(one, index) for one in named]


class _Index:
    """The mentions of an article, to be looked up by place and by name."""

    def __init__(self, reading: Reading, everyone: list[Mention]) -> None:
        self.reading = reading
        self.all = everyone
        self.starts = [one.span[0] for one in everyone]
        self.by_surname: dict[str, dict[str, Mention]] = {}  # by stem, then by what is printed: its first mention
        self.by_id: dict[str, list[Mention]] = {}  # persons with a name, by id in the registry
        self.opening: dict[int, Mention] = {}  # the first mention of each sentence
        speaking = (one for one in everyone if one.speaks and one.who.row is not None and not one.person)
        self.bodies = list({one.text: one for one in speaking}.values())  # those that speak, registered ones
        for one in everyone:
            self.opening.setdefault(one.sentence, one)
            if one.surname and one.who.row is not None:
                self.by_id.setdefault(one.who.row["source_id"], []).append(one)
            for stem in one.surname:
                self.by_surname.setdefault(stem, {}).setdefault(one.text, one)

    @kept
    def quoted(self) -> Quoted:
        return Quoted(quotations(self.reading.text))

    def before(self, span: Span) -> Iterator[Mention]:
        """Mentions that end before a span, the nearest first."""
        for k in range(bisect.bisect_left(self.starts, span[0]) - 1, -1, -1):
            if self.all[k].span[1] <= span[0]:
                yield self.all[k]

    def after(self, span: Span) -> Iterator[Mention]:
        """Mentions that begin after a span, the nearest first."""
        for k in range(bisect.bisect_right(self.starts, span[0]), len(self.all)):
            if self.all[k].span[0] >= span[1]:
                yield self.all[k]

    def same_name(self, one: Mention) -> list[Mention]:
        """Mentions of the same surname that do not contradict each other in the given name."""
        found = {id(other): other for stem in one.surname for other in self.by_surname.get(stem, {}).values()}
        return [other for other in found.values() if _agree(one, other)]


def _agree(one: Mention, other: Mention) -> bool:
    """Whether two mentions of a surname can be the same person: given names, when both have one, begin alike."""
    firsts = [_given_name(one), _given_name(other)]
    if all(firsts) and firsts[0] != firsts[1]:
        return False
    return not (one.who.gender and other.who.gender and one.who.gender != other.who.gender)


def _given_name(one: Mention) -> str:
    """Three letters of it, which transliterations and cases share; empty when only the surname is printed."""
    first, last = one.who.name or (0, 0)
    return words(one.text)[first].form[:3] if last > first else ""


def _antecedent(one: Mention, index: _Index, published: dt.date | None) -> Mention | None:
    if one.pronoun is not None:
        return _for_pronoun(one, one.pronoun, index)
    if one.surname:
        return _fullest(one, index.same_name(one))
    if one.who.row is not None and one.who.row["kind"] == HOLDER:
        return _fullest(one, index.by_id.get(one.who.row["source_id"], []))
    if one.who.bare and (one.who.row is None or not one.who.placed):
        found = _for_role(one, index, published) or _for_possessor(one, index, published)
        return found or _of_place(one, index.reading, published)
    return _for_short_name(one, index)


def _for_short_name(one: Mention, index: _Index) -> Mention | None:
    """The one body of the same kind whose name goes on from a short name: "UN" where only its refugee agency speaks."""
    kind = one.who.row["kind"] if one.who.row else ""
    if kind in ("person", HOLDER, "government", "group"):
        return None
    own = {word.form for word in words(one.text)} - light_words(one.language)
    longer = {
        other.who.row["source_id"]: other
        for other in index.bodies
        if other.who.row and other.who.row["kind"] == kind and own < {word.form for word in words(other.text)}
        and other.who.row["source_id"] != (one.who.row or {}).get("source_id")
    }  # fmt: skip
    return next(iter(longer.values())) if len(longer) == 1 else None


def _for_possessor(one: Mention, index: _Index, published: dt.date | None) -> Mention | None:
    """The same mention as the body of the country named before it: "Moscow ... its defence ministry"."""
    first = words(one.text)[0].form
    if not is_possessive(first, one.language):
        return None
    for other in islice(index.before(one.span), _MOST):
        if other.who.party and not other.person:
            row = of_country(one.text, one.language, other.who.party, published)
            if row is None:
                return None
            who = replace(one.who, row=row, party=row["party"], kind=row["kind"])
            return replace(one, who=who)
    return None


def _of_place(one: Mention, reading: Reading, published: dt.date | None) -> Mention | None:
    """The same mention in the camp of the town named last before it: "the mayor", "the regional council"."""
    if one.who.party or not (_LOCAL & one.who.told("role") or is_local(one.text, one.language)):
        return None
    for number in range(one.sentence, max(one.sentence - _NEAR_PLACE, -1), -1):
        sentence = reading.sentences[number]
        if sentence.language == one.language:
            towns = inflections(one.language, "party_words").find(sentence.text)
            before = [t for t in towns if t.row["kind"] == "place" and sentence.start + t.end <= one.span[0]]
            if before:
                row = of_place(one.text, one.language, before[-1].row["form"], published)
                party = before[-1].row["party"]
                return replace(one, who=replace(one.who, row=row, party=row["party"] if row else party))
    return None


def _fullest(one: Mention, found: Sequence[Mention]) -> Mention | None:
    """The whole name with most words, the earliest of them, when it says more than the mention itself."""
    fitting = [other for other in found if other.length <= _FAR and _is_whole_name(other)]
    best = max(fitting, key=lambda other: (other.length, -other.span[0]), default=None)
    more = best is not None and (best.length > one.length or one.who.name is None)
    return best if more else None


def _is_whole_name(one: Mention) -> bool:
    """Whether a mention ends with the name, or goes on with an apposition: no "Smith's visit", no "leaders Smith"."""
    if one.who.name is None or one.who.number == "plural":
        return False
    after = one.text[words(one.text)[one.who.name[1]].end :].lstrip()
    return not after or after[0] in ",(–—-"


def _for_pronoun(one: Mention, pronoun: Row, index: _Index) -> Mention | None:
    """The nearest speaker before a pronoun, or who opens a sentence, further back by a given name, if it fits."""
    for other in index.before(one.span):
        if one.sentence - other.sentence > _REACH:
            return None
        near = one.sentence - other.sentence <= 1
        if other.pronoun is None and (other.speaks or (_opens(other, index) and (near or _given_name(other)))):
            whole = _whole(other, index)
            sure = near or pronoun["gender"] != "f" or not _is_generic(whole)
            land = None if near or pronoun["gender"] else index.opening.get(one.sentence - 1)
            if land and land.who.kind == "government" and _fits(pronoun, land):
                return land  # "London leads the campaign. It said ..."
            if sure and _fits(pronoun, whole):
                return _before_outlet(other, whole, pronoun, index)
    return None


def _before_outlet(one: Mention, found: Mention, pronoun: Row, index: _Index) -> Mention:
    """The person who speaks in the sentence of an outlet before it: "said the mayor, tells the site. By his words";
    else what was found."""
    here = takewhile(lambda other: other.sentence == one.sentence, index.before(one.span))
    people = (_whole(other, index) for other in here if other.speaks and other.person and one.who.kind in RELAYS)
    return next((whole for whole in people if _fits(pronoun, whole)), found)


def _is_generic(one: Mention) -> bool:
    """Whether a masculine noun that may also mean a woman tells somebody's gender: "официальный представитель"."""
    return one.person and not one.who.gender and one.who.told("gender") == {"m"}


def _whole(one: Mention, index: _Index) -> Mention:
    """The fullest mention of whom a mention stands for."""
    return one.stands_for or (_fullest(one, index.same_name(one)) if one.surname else None) or one


def _opens(one: Mention, index: _Index) -> bool:
    """Whether a sentence names nobody and counts nobody before, and is nobody's speech; a country is more often what
    it is about."""
    before = index.reading.text[index.reading.sentences[one.sentence].start : one.span[0]]
    opens = index.opening[one.sentence] is one and one.who.kind != "government" and not any(map(str.isdigit, before))
    return opens and index.quoted.at(one.span[0]) is None


def _fits(pronoun: Row, other: Mention) -> bool:
    """Whether a mention agrees with a pronoun in gender, number, and in being a person or a body."""
    kinds, plural = set(pronoun["kind"].split()), other.who.number == "plural"
    if kinds & {"relative", "speaker"}:
        return "relative" in kinds
    if kinds & {"place", "body"}:
        return not (other.person or plural)
    if pronoun["number"] == "plural":
        return plural or not other.person
    thing = not other.person and ("person" in kinds or "oblique" not in kinds)
    return not (plural or thing) and _is_of_gender(pronoun["gender"], other)


def _is_of_gender(gender: str, other: Mention) -> bool:
    """Whether a mention may be of a gender; masculine and neuter pronouns have the same oblique forms."""
    own = other.who.gender or next((role["gender"] for role in other.who.roles if not other.person), "")
    return gender == own or {gender, own} == {"m", "n"} or not (gender and own)


def _for_role(one: Mention, index: _Index, published: dt.date | None) -> Mention | None:
    """The mention before, else after, that has the same role and says more."""
    wanted = one.who.told("role")
    open_ = not wanted.isdisjoint(_OPEN) or "plural" in one.who.told("number")
    if wanted == {"document"}:
        return _for_document(one, index)
    if not wanted or open_:
        return _just_heard(one, index, wanted) if one.who.number != "plural" else None
    anywhere = (index.before(one.span), index.after(one.span))
    for found in anywhere[: 1 if wanted == {_ANY_BODY} else 2]:
        for other in islice(found, _MOST):
            if other.pronoun is None and _says_more(one, other, wanted, published):
                return _whole(other, index)
    return None


def _just_heard(one: Mention, index: _Index, wanted: frozenset[str]) -> Mention | None:
    """One of many who has just spoken: "a source at the command said ..., the source added".

    "The official" may be whoever holds an office; in a language without articles a lone noun is as good as "the".
    """
    if not (is_definite(words(one.text)[0].form, one.language) or _is_lone(one, index)):
        return None
    wanted = wanted | _OFFICES if wanted == {"official"} else wanted
    near = (other for other in index.before(one.span) if one.sentence - other.sentence <= _NEAR_DOCUMENT)
    heard = filter(_has_spoken, islice(near, _MOST))
    found = next((other for other in heard if wanted & other.who.told("role")), None)
    return _whole(found, index) if found is not None else None


def _has_spoken(one: Mention) -> bool:
    """Whether a mention is of one who speaks, told in more than a word."""
    return one.speaks and one.pronoun is None and one.length > 1 and one.who.number != "plural"


def _is_lone(one: Mention, index: _Index) -> bool:
    """Whether a noun stands alone in a language without articles, and nothing behind a comma says which one it is."""
    after = index.reading.text[one.span[1] : one.span[1] + 1]
    return one.length == 1 and after != "," and not lexicon(one.language).settings.get("articles", False)


def _for_document(one: Mention, index: _Index) -> Mention | None:
    """Whose document it is: "the message says" after who sent it was named; "the report" is that of a body or agency.

    "A report" is nobody's who was named before.
    """
    first = words(one.text)[0].form
    if is_definite(first, one.language) is False:
        return None
    passed_on = "passes" in one.who.told("tie")
    near = [*takewhile(lambda other: one.sentence - other.sentence <= _NEAR_DOCUMENT, index.before(one.span))]
    if (same := next((other for other in near if _is_same_document(one, other)), None)) is not None:
        return same
    for other in near if one.who.number != "plural" else ():
        if (
            _may_send(other, passed_on=passed_on)
            and other.pronoun is None
            and (whole := _whole(other, index)).who.kind != "document"
        ):
            return whole
    return None


def _may_send(one: Mention, *, passed_on: bool) -> bool:
    """Whether a document may be somebody's: of one who speaks, or when it is passed on of a body or an agency."""
    if not passed_on:
        return one.speaks
    return one.who.kind in RELAYS or (one.speaks and not one.person)


def _is_same_document(one: Mention, other: Mention) -> bool:
    """Whether another tells more of a document that has spoken: "a rebel report said ..., the report said"."""
    first, *_, last = words(f"{other.text} {other.text}")
    told = other.speaks and "document" in other.who.told("role") and is_definite(first.form, other.language) is False
    return told and last.form == words(one.text)[-1].form


def _says_more(one: Mention, other: Mention, wanted: frozenset[str], published: dt.date | None) -> bool:
    """Whether a mention has the same role and tells more; a role of several words must stand in it whole.

    A person has also the roles that the registry knows him to hold on the day: "the president" may be Zelensky.
    """
    if one.who.placed and other.who.party and one.who.party != other.who.party:
        return False
    if _is_known_for(one, other, wanted, published):
        return True
    if wanted.isdisjoint(other.who.told("role")) or len(other.text) <= len(one.text):
        return False
    return _keeps_words(one, other, wanted) and _is_such_a_one(one, other)


def _is_known_for(one: Mention, other: Mention, wanted: frozenset[str], published: dt.date | None) -> bool:
    """Whether a mention is of a known holder of the role, or the outlet or body that such a bare one stands for."""
    row, heard, relay = other.who.row, other.speaks, _relaying(one)
    if heard and relay and (other.who.kind in (relay, *_SUCH.get(relay, ())) and row is not None):
        return True
    if heard and relay == "outlet" and row is None and other.text.isupper() and one.sentence - other.sentence == 1:
        return True  # "WKTV said ... The station reports"
    if row is not None and _is_spoken(other) and wanted & held_roles(row["source_id"], published):
        return True
    return wanted == {_ANY_BODY} and heard and not other.person and other.who.kind not in _NO_BODY


def _is_spoken(one: Mention) -> bool:
    """Whether somebody speaks or is named in full, not merely spoken of by surname."""
    return bool(one.surname) and (one.speaks or one.length > 1)


def _keeps_words(one: Mention, other: Mention, wanted: frozenset[str]) -> bool:
    """Whether the words of a role stand in a mention, where they are several or tell too little by themselves."""
    told = {word.form[:_STEM] for word in words(one.text) if word.form not in light_words(one.language)}
    same = told <= {word.form[:_STEM] for word in words(other.text)}
    return same or not (len(told) > 1 or "named" in one.who.told("tie") or wanted <= _MIXED)


def _is_such_a_one(one: Mention, other: Mention) -> bool:
    """Whether a mention is of one person where a role is a person's, else of a body by its name."""
    if "person" in one.who.told("kind"):
        woman = "f" in one.who.told("gender")
        return other.person and other.who.number != "plural" and not (woman and other.who.gender == "m")
    known = not other.who.bare or other.who.placed or other.who.row is not None
    return known and not other.person and "," not in other.text and other.length <= _LONG_BODY


def _relaying(one: Mention) -> str:
    """The kind of relay that a bare mention stands for: an agency, an outlet, or none."""
    kinds = {"agency" if role["tie"] == "passes" else role["role"] for role in one.who.roles}
    if "plural" in one.who.told("number"):
        return ""
    return "agency" if kinds == {"agency"} else "outlet" if kinds == {"media"} else ""


def _is_vague(one: Mention) -> bool:
    """Whether a mention names nobody: "some say", "unconfirmed reports say"."""
    if one.length == 1 and is_definite(one.text.casefold(), one.language):
        return True
    first = is_definite(words(one.text)[0].form, one.language) if words(one.text) else None
    if not one.who.placed and any(word[0].isupper() for word in one.text.split()[1:]):
        return False  # "reports from the M40"
    return first is None and one.who.kind == "document" and one.who.number == "plural" and one.who.row is None


def _source(one: Mention, index: _Index) -> Source:
    best = one.stands_for or one
    who, kind = _identity(one, best, index), _told_by(one, best)
    printed = best.text if one.pronoun is not None or one.who.bare else one.text
    place = best.span[0] if kind in ("pronoun", "role") else one.span[0]
    return Source(best.text, who.row["source_id"] if who.row else None, who.party, who.kind, printed, kind, place)


def _told_by(one: Mention, best: Mention) -> str:
    """How a mention tells who is meant: by name, by a pronoun or a role that another stands for; or not at all."""
    if best.span == one.span:
        return "nobody" if one.pronoun is None and _is_vague(one) else "name"
    return "pronoun" if one.pronoun is not None else "role" if one.who.bare else "name"


def _identity(one: Mention, best: Mention, index: _Index) -> Identity:
    """What is known of whom a mention stands for; the same name may tell more of itself elsewhere."""
    full = _given_name(best)  # who has another given name than the registered one is a namesake
    who = best.who if full or best.who.row is not None or one.who.row is None else one.who
    if who.row is not None or not best.surname:
        return who
    same = [other.who for other in index.same_name(best) if not full or _given_name(other)]
    known = (other for other in same if other.row is not None)
    return next(chain(known, (other for other in same if other.party)), who)
