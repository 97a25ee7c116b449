"""Questions: what the claims of one incident count by their articles: all or a part, whose people, which people.

"People", "civilians" and no noun are one question unless an article holds them apart; so are soldiers and people of a
country. Parts are told by words (those identified, in hospital, in one town) or stand beside a larger number.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from newslib.compare.drafts import EXCHANGED
from newslib.compare.entries import BROAD, MAIN, Entry, Settling, grouped
from newslib.compare.happenings import PART, Happening
from newslib.compare.places import NOWHERE, Place, alike, land_of
from newslib.compare.scenes import SHORT, Context, Report, named_in
from newslib.compare.tellings import family
from newslib.lexicons import languages, lexicon, words

SPECIAL = ("officers", "women", "children", "police", "medical", "foreign")
APART = ("increment", "rate")
ATTACKERS = "attackers"  # the part of those who struck
FIGHTERS = "fighters"  # the part of those of no army, where soldiers are counted beside them


@dataclass(frozen=True, slots=True)
class Population:
    """What one claim of an incident counts; ``group`` is empty for people of any kind."""

    entry: Entry
    group: str
    nation: str
    part: str


def questions(
    one: Happening, given: Sequence[Entry], reports: Mapping[str, Report], now: Settling
) -> dict[tuple[str, ...], list[Entry]]:
    """The questions of an incident told in articles, each with its claims.

    Args:
        one: the incident.
        given: its claims of articles.
        reports: what the articles tell.
        now: takes what is settled, and why.

    Returns:
        Claims by outcome, item, side, group, unit, place, tally and scope.
    """
    asked = []
    fighters = _fighters(given)
    by_article, added = grouped(given, lambda e: _topic(e, fighters)), _added_again(given)
    exchanged = _exchanged(given)
    apart = _told_apart(by_article.values(), reports)
    countries = {e.claim_id: _of_country(e, reports[e.article].scenes[e.claim_id], apart, one.place) for e in given}
    where = _Where(one.place, countries, frozenset(e.article for e in given if reports[e.article].live))
    attacked = any(reports[e.article].scenes[e.claim_id].part == ATTACKERS for e in given)
    of_no_army = ATTACKERS if attacked else FIGHTERS  # in one incident they are the same people
    for entry in given:
        scene = reports[entry.article].scenes[entry.claim_id]
        beside = by_article[_topic(entry, fighters)]
        part, reason = _part(entry, scene, beside, one, where)
        if entry.claim_id in fighters and not part:
            part, reason = of_no_army, "counts fighters, whom articles hold apart from soldiers"
        if reason:
            now.why[entry.claim_id].append(reason)
        told = _in_time(entry, scene, beside, reports, one, now)
        if entry.claim_id in added:
            told = now.set(told, "the number of an addition of that day", tally="increment")
        group = entry.group if entry.group not in BROAD else ""
        nation = "" if part.startswith("in ") else entry.side if entry.claim_id in exchanged else _nation(entry)
        asked.append(Population(told, "" if group == "foreign" and nation else group, nation, part))
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for (outcome, item), some in grouped(asked, lambda q: (q.entry.outcome, q.entry.item)).items():
        for q in _collapsed(some, now):
            tally = q.entry.tally if q.entry.tally in APART else "incident"
            scope = q.entry.per if tally == "rate" else q.part
            found[(outcome, item, q.nation, q.group or BROAD[0], "", one.place.name, tally, scope)].append(q.entry)
    return found


def _added_again(given: Sequence[Entry]) -> set[str]:
    """Claims that give an addition of their days without saying so, beside a larger total of their camp and text."""
    known = [e for e in given if e.asserted and e.interval.known]
    added = {(e.outcome, e.interval.point, e.when + day) for e in known if e.tally == "increment" for day in (-1, 0, 1)}
    own = grouped((e for e in known if e.tally not in APART), _camp_of)
    totals = {key: max(e.interval.point for e in some) for key, some in own.items()}
    return {e.claim_id for e in known if e.tally not in APART and (e.outcome, e.interval.point, e.when) in added
            and e.interval.point < totals[_camp_of(e)]}  # fmt: skip


def _camp_of(entry: Entry) -> tuple[str, str, str]:
    """The text and outcome of a claim, and the camp of its source."""
    return entry.article, entry.outcome, entry.party


def _topic(entry: Entry, fighters: Collection[str]) -> tuple[str, ...]:
    kind = FIGHTERS if entry.claim_id in fighters else entry.group if entry.group in SPECIAL else ""
    return (entry.article, entry.outcome, kind)


def _told_apart(topics: Collection[Sequence[Entry]], reports: Mapping[str, Report]) -> dict[Place, frozenset[str]]:
    """Countries that an article counts one beside the other, each a part of what happened, and how they are printed."""
    found: dict[Place, frozenset[str]] = {}
    for members in topics:
        own = [e for e in members if land_of(e.place) and e.asserted
               and named_in(e.printed_place, reports[e.article].scenes[e.claim_id].names)]  # fmt: skip
        found |= dict.fromkeys((e.place for e in own), frozenset()) if len({e.place for e in own}) > 1 else {}
    for entry in [e for members in topics for e in members if e.place in found]:
        found[entry.place] |= {word.form[:SHORT] for word in words(entry.printed_place)}
    return found


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of an incident, and the country held apart from others that each claim counts.

    ``live`` are articles that go on printing old counts.
    """

    home: Place
    countries: Mapping[str, Place]
    live: frozenset[str]

    def narrower(self, entry: Entry, names: Iterable[str]) -> str:
        """The place of a claim where some names tell it, and it is not that of the incident."""
        place = entry.place
        if not (place.keys and self.home.path) or alike(place, self.home) or self.home.within(place):
            return ""
        return place.name if named_in(entry.printed_place, names) else ""


def _of_country(entry: Entry, scene: Context, apart: Mapping[Place, frozenset[str]], home: Place) -> Place:
    """The one of several countries that a claim counts alone, nowhere if it does not.

    Its clause, or else its sentence, names that and no other of them; or the people counted are those of one where not
    most claims are, and no place is told but that.
    """
    named = [
        {place for place, printed in apart.items() if printed.intersection(names)}
        for names in (scene.beside, scene.names)
    ]
    told = next((told for told in named if told), set())
    if len(told) == 1 and (entry.place in apart or entry.place == home):
        return told.pop()
    own = [place for place in apart if entry.side and land_of(place) == entry.side]
    beside = own and own[0] != home and entry.place in (own[0], NOWHERE) and not named[0] - set(own)
    return own[0] if beside else NOWHERE


def _part(entry: Entry, scene: Context, beside: Sequence[Entry], one: Happening, where: _Where) -> tuple[str, str]:
    """Which part a claim counts, empty for all, and what told so.

    Words for a part that may as well be the whole ("taken to hospital", a town) tell a part only beside a larger
    number of the same article.
    """
    if scene.part and scene.apart:
        return scene.part, f"counts a part: {scene.part.replace('_', ' ')}"
    country = where.countries.get(entry.claim_id, NOWHERE)
    if country.path:
        beside = [e for e in beside if where.countries.get(e.claim_id) == country]
    place = "" if country.path else where.narrower(entry, scene.beside)
    larger = any(other.asserted and other.interval.point > entry.interval.point for other in beside)
    part, why = _smaller(entry, scene, beside, one, where, place) if larger else ("", "")
    if country.path:
        return f"{part} in {country.name}".strip(), why or f"counts {country.name}, which articles hold apart"
    return part, why


def _smaller(
    entry: Entry, scene: Context, beside: Sequence[Entry], one: Happening, where: _Where, place: str
) -> tuple[str, str]:  # fmt: skip
    """Which part a claim counts beside a larger number of its article, empty for all, and what told so."""
    if scene.part:
        return f"{scene.part}{f' in {place}' if place else ''}", f"counts a part beside a larger number: {scene.part}"
    if place:
        return f"in {place}", f"counts {place} beside a larger number"
    whole = next((other for other in beside if other.claim_id == entry.whole), None)
    if whole is not None and (whole.group == entry.group or entry.group in BROAD) and not _nation(entry):
        town = where.narrower(entry, scene.names)
        return f"in {town}" if town else f"part {entry.interval.point:g}", "told as a part of a larger number"
    if entry.article not in where.live and _beside(entry, scene, beside, one):
        return f"part {entry.interval.point:g}", "a smaller number beside the total, a toll in no other article"
    return "", ""


def _beside(entry: Entry, scene: Context, beside: Sequence[Entry], one: Happening) -> bool:
    """Whether a claim counts a part that its words do not name: well below the total its source gives in its article.

    A number given before, or by other articles as the toll, is an earlier count of all; one of another source is
    another count of all; additions are parts of none.
    """
    if entry.tally in APART:
        return False
    told_by_kind = entry.group in MAIN and entry.outcome in EXCHANGED
    own = [e for e in beside if e.asserted and (e.group == entry.group or not told_by_kind)
           and (not entry.named or not e.named or e.voice == entry.voice)
           and (e.whole == entry.whole or not (e.whole and entry.whole))]  # fmt: skip
    total = max((e.interval.point for e in own), default=0.0)
    told = (family(entry.outcome), entry.interval.point) in one.numbers
    earlier = bool({"before", "revise", "rival"} & scene.roles) or told
    return entry.interval.known and not earlier and entry.interval.point <= PART * total


def _in_time(
    entry: Entry, scene: Context, beside: Sequence[Entry], reports: Mapping[str, Report], one: Happening, now: Settling
) -> Entry:
    """A claim that is an earlier count where its text tells so, and whose day is not the happening's own."""
    scenes = reports[entry.article].scenes
    if "before" in scene.near and any("before" not in scenes[e.claim_id].near for e in beside):
        entry = now.set(entry, former=True)
    said_today = entry.as_of is None and not entry.former and not {"before", "eve"} & scene.near
    if said_today and entry.published is not None and entry.day == one.day:
        entry = now.set(entry, day=entry.published)
    return entry


def _fighters(given: Iterable[Entry]) -> set[str]:
    """Claims of fighters of no army where an article counts soldiers beside them.

    Fighters and soldiers of one side are the same people, whom a foe calls so.
    """
    found: set[str] = set()
    armed = grouped((e for e in given if e.group == "military"), lambda e: family(e.outcome))
    for members in armed.values():
        of_no_army = {e.claim_id for e in members if "any" in _told_in(e.quote, "groups", "war")}
        soldiers = {(e.article, e.side) for e in members if e.claim_id not in of_no_army}
        beside = {article for article, _ in soldiers}
        found |= {e.claim_id for e in members if e.claim_id in of_no_army and e.article in beside
                  and not (e.side and e.side in {side for _, side in soldiers})}  # fmt: skip
    return found


def _nation(entry: Entry) -> str:
    """Whose people a claim counts where the words of the figure itself say so."""
    return entry.side if entry.side and entry.side in _told_in(entry.quote, "sides", "side") else ""


def _exchanged(given: Iterable[Entry]) -> set[str]:
    """Claims of people set free by an article that counts those of several sides."""
    freed = grouped((e for e in given if e.outcome in EXCHANGED and e.side), lambda e: e.article)
    return {e.claim_id for own in freed.values() if len({e.side for e in own}) > 1 for e in own}


@cache
def _told_in(text: str, table: str, column: str) -> frozenset[str]:
    """What the words of a table that stand in a text tell, in one column."""
    return frozenset(hit.row[column] for code in languages() for hit in lexicon(code).finder(table).find(text))


def _collapsed(asked: Sequence[Population], now: Settling) -> list[Population]:
    """One question of groups and nations that no article holds apart."""
    nations = grouped(sorted(asked, key=attrgetter("nation")), attrgetter("nation"))
    found = [q for own in nations.values() for q in _one_kind(own, now)]
    people = [q for q in found if not q.group]
    if len({q.nation for q in found} - {""}) == 1 and not _held_apart([q for q in people if q.nation], people):
        found = [q if q.group else replace(q, nation="") for q in found]
    return [q for same in grouped(_of_main_groups(found), attrgetter("group")).values() for q in _of_one_nation(same)]


def _of_main_groups(asked: Sequence[Population]) -> list[Population]:
    """People of a nation as soldiers or civilians where at least half tell that, and nobody asks for those by name."""
    told = grouped((q for q in asked if not q.group), attrgetter("nation"))
    mains = {key: common(q.entry.group if q.entry.group in MAIN else "" for q in own) for key, own in told.items()}
    clash = {(q.nation, q.group) for q in asked}
    free = {nation: group for nation, group in mains.items() if (nation, group) not in clash}
    return [q if q.group or q.nation not in free else replace(q, group=free[q.nation]) for q in asked]


def _of_one_nation(asked: Sequence[Population]) -> list[Population]:
    """One kind of people of whom only one nation is told, with those whose side tells it.

    What an article counts beside its number of the nation is another one.
    """
    nations = {q.nation for q in asked} - {""}
    nation = nations.pop() if len(nations) == 1 and asked[0].group else ""
    told = {q.entry.article: q.entry.interval.point for q in asked if q.nation}
    return [
        replace(q, nation=nation) if nation and q.entry.side == nation
        and told.get(q.entry.article, q.entry.interval.point) == q.entry.interval.point else q
        for q in asked
    ]  # fmt: skip


def _one_kind(asked: Sequence[Population], now: Settling) -> list[Population]:
    """Soldiers, or civilians, and people of one nation as one question, unless an article holds them apart."""
    mains = {q.group for q in asked if q.group in MAIN}
    own = [q for q in asked if q.group in MAIN]
    if len(mains) != 1 or _held_apart(own, asked):
        return list(asked)
    for q in own if len(own) < len(asked) else ():
        now.why[q.entry.claim_id].append(f"{q.group} and people are one question here")
    return [replace(q, group="") if q.group in MAIN else q for q in asked]


def _held_apart(some: Sequence[Population], beside: Sequence[Population]) -> bool:
    """Whether an article gives a larger number for people without that group or nation."""
    own: dict[str, float] = defaultdict(float)
    ids = {q.entry.claim_id for q in some}
    for q in beside:
        if q.entry.claim_id not in ids and _of_all(q) and q.group not in SPECIAL:
            own[q.entry.article] = max(own[q.entry.article], q.entry.interval.point)
    return any(_of_all(q) and PART * own[q.entry.article] >= q.entry.interval.point for q in some)


def _of_all(q: Population) -> bool:
    return not q.part and q.entry.asserted and q.entry.tally not in APART and not q.entry.former


def common(told: Iterable[str]) -> str:
    """What at least half tell, when nobody tells another; empty otherwise.

    >>> common(["ukraine", "", "ukraine"]), common(["ukraine", "russia"])
    ('ukraine', '')
    """
    counted = Counter(told)
    named = [one for one in counted if one]
    return named[0] if len(named) == 1 and 2 * counted[named[0]] >= counted.total() else ""
