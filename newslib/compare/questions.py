"""Questions: what the claims of one incident count by their articles: all or a part, whose people, which people.

"People", "civilians" and no noun are one question unless an article holds them apart; so are soldiers and people of a
country. Parts are told by words (those identified, in hospital, in one town) or stand beside a larger number.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from newslib import sides
from newslib.compare.drafts import EXCHANGED
from newslib.compare.entries import BROAD, MAIN, Entry, Settling, grouped, parted
from newslib.compare.happenings import PART, Happening
from newslib.compare.places import NOWHERE, Place, alike, land_of
from newslib.compare.scenes import SHORT, Context, Report, named_in
from newslib.compare.tellings import family
from newslib.lexicons import languages, lexicon, words

SPECIAL = ("officers", "women", "children", "police", "medical", "foreign")
APART = ("increment", "rate")
ATTACKERS = "attackers"  # the part of those who struck
_POINT = attrgetter("interval.point")
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
    scenes = {e.claim_id: reports[e.article].scenes[e.claim_id] for e in given}
    fighters, added, sided = _fighters(given), _added_again(given), _sided(given)
    by_article = grouped(given, lambda e: _topic(e, fighters, sided))
    apart = _told_apart(by_article.values(), scenes)
    countries = {e.claim_id: _of_country(e, scenes[e.claim_id], apart, one.place) for e in given}
    where = _Where(one.place, countries, reports)
    attacked = ATTACKERS in map(attrgetter("part"), scenes.values())
    of_no_army = ATTACKERS if attacked else FIGHTERS  # in one incident they are the same people
    for entry in given:
        scene, beside = scenes[entry.claim_id], by_article[_topic(entry, fighters, sided)]
        part, reason = _part(entry, scene, beside, one, where)
        if entry.claim_id in fighters and not part:
            part, reason = of_no_army, "counts fighters, whom articles hold apart from soldiers"
        if reason:
            now.why[entry.claim_id].append(reason)
        told = _in_time(entry, scene, beside, reports, one, now)
        if entry.claim_id in added:
            told = now.set(told, "the number of an addition of that day", tally="increment")
        asked.append(_asked(told, part, sided=entry.claim_id in sided))
    return _by_question(asked, one, now)


def _asked(told: Entry, part: str, *, sided: bool) -> Population:
    """What a claim counts, of which a part may be told."""
    group = told.group if told.group not in BROAD else ""
    nation = "" if part.startswith("in ") else told.side if sided else _nation(told)
    return Population(told, "" if group == "foreign" and nation else group, nation, part)


def _by_question(asked: Sequence[Population], one: Happening, now: Settling) -> dict[tuple[str, ...], list[Entry]]:
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for (outcome, item), some in grouped(asked, lambda q: (q.entry.outcome, q.entry.item)).items():
        for q in _collapsed(some, now):
            tally = q.entry.tally if q.entry.tally in APART else "incident"
            scope = q.entry.per if tally == "rate" else q.part
            found[(outcome, item, q.nation, q.group or BROAD[0], "", one.place.name, tally, scope)].append(q.entry)
    return found


def _added_again(given: Sequence[Entry]) -> set[str]:
    """Claims that give an addition of their days without saying so, beside a larger total of their camp and text."""
    known = list(filter(attrgetter("asserted"), given))
    added = {(e.outcome, e.interval.point, e.when + day) for e in known if e.tally == "increment" for day in (-1, 0, 1)}
    whole = [e for e in known if e.tally not in APART]
    totals = {key: max(map(_POINT, some)) for key, some in grouped(whole, _camp_of).items()}
    return {e.claim_id for e in whole
            if (e.outcome, e.interval.point, e.when) in added and e.interval.point < totals[_camp_of(e)]}  # fmt: skip


def _camp_of(entry: Entry) -> tuple[str, str, str]:
    """The text and outcome of a claim, and the camp of its source."""
    return entry.article, entry.outcome, entry.party


def _topic(entry: Entry, fighters: Collection[str], sided: Collection[str]) -> tuple[str, ...]:
    kind = FIGHTERS if entry.claim_id in fighters else entry.group if entry.group in SPECIAL else ""
    return (entry.article, entry.outcome, kind, entry.side if entry.claim_id in sided else "")


def _told_apart(topics: Collection[Sequence[Entry]], scenes: Mapping[str, Context]) -> dict[Place, frozenset[str]]:
    """Countries that an article counts one beside the other, each a part of what happened, and how they are printed."""
    found: dict[Place, frozenset[str]] = {}
    for members in topics:
        own = dict.fromkeys(e.place for e in members if _counts_land(e, scenes[e.claim_id]))
        if len(own) > 1:
            found |= dict.fromkeys(own, frozenset())
    for entry in [e for members in topics for e in members if e.place in found]:
        found[entry.place] |= {word.form[:SHORT] for word in words(entry.printed_place)}
    return found


def _counts_land(entry: Entry, scene: Context) -> bool:
    """Whether a claim counts in a land that its sentence names."""
    return bool(land_of(entry.place)) and entry.asserted and named_in(entry.printed_place, scene.names)


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of an incident, the country held apart from others that each claim counts, and what articles tell."""

    home: Place
    countries: Mapping[str, Place]
    reports: Mapping[str, Report]

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
    beside, around = _named(apart, scene.beside), _named(apart, scene.names)
    told = beside or around
    if len(told) == 1 and (entry.place in apart or entry.place == home):
        return told.pop()
    own = _of_side(apart, entry.side)
    alone = beside <= set(own) and entry.place in (*own[:1], NOWHERE) and home not in own[:1]
    return own[0] if own and alone else NOWHERE


def _of_side(apart: Iterable[Place], side: str) -> list[Place]:
    return [place for place in apart if side and land_of(place) == side]


def _named(apart: Mapping[Place, frozenset[str]], names: Collection[str]) -> set[Place]:
    return {place for place, printed in apart.items() if printed.intersection(names)}


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
    total = max(map(_POINT, filter(attrgetter("asserted"), beside)), default=0.0)
    part, why = _smaller(entry, scene, beside, one, where, place) if total > entry.interval.point else ("", "")
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
    if _is_of_whole(entry, beside):
        town = where.narrower(entry, scene.names)
        return f"in {town}" if town else f"part {entry.interval.point:g}", "told as a part of a larger number"
    if not where.reports[entry.article].live and _beside(entry, scene, beside, one):
        return f"part {entry.interval.point:g}", "a smaller number beside the total, a toll in no other article"
    return "", ""


def _is_of_whole(entry: Entry, beside: Iterable[Entry]) -> bool:
    """Whether a claim is told as a part of a number of its group beside it."""
    whole = next((other for other in beside if other.claim_id == entry.whole), None)
    return whole is not None and entry.group in (whole.group, *BROAD) and not _nation(entry)


def _beside(entry: Entry, scene: Context, beside: Sequence[Entry], one: Happening) -> bool:
    """Whether a claim counts a part that its words do not name: well below the total its source gives in its article.

    A number given before, or by other articles as the toll, is an earlier count of all; one of another source is
    another count of all; additions are parts of none.
    """
    if entry.tally in APART:
        return False
    total = max((e.interval.point for e in beside if _may_hold(e, entry)), default=0.0)
    told = (family(entry.outcome), entry.interval.point) in one.numbers
    earlier = bool({"before", "revise", "rival"} & scene.roles) or told
    return entry.interval.known and not earlier and entry.interval.point <= PART * total


def _may_hold(whole: Entry, part: Entry) -> bool:
    """Whether a number may be the total of which another of its article is a part: of its source, kind and whole."""
    told_by_kind = part.group in MAIN and part.outcome in EXCHANGED
    if not whole.asserted or (told_by_kind and whole.group != part.group):
        return False
    own = not (part.named and whole.named) or whole.voice == part.voice
    return own and (whole.whole == part.whole or not (whole.whole and part.whole))


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
        of_no_army, soldiers = parted(members, lambda e: "any" in _told_in(e.quote, "groups", "war"))
        beside, armies = {e.article for e in soldiers}, {e.side for e in soldiers} - {""}
        found |= {e.claim_id for e in of_no_army if e.article in beside and e.side not in armies}
    return found


def _nation(entry: Entry) -> str:
    """Whose people a claim counts where the words of the figure itself say so."""
    return entry.side if entry.side and entry.side in _told_in(entry.quote, "sides", "side") else ""


def _sided(given: Iterable[Entry]) -> set[str]:
    """Claims that their side holds apart: of people set free by an article that counts several sides.

    So do all of an outcome of which an article counts people of two foes.
    """
    told = [e for e in given if e.side]
    by_article = grouped(told, lambda e: (e.outcome, e.article))
    counted = {key: {e.side for e in own} for key, own in by_article.items()}
    fought = {outcome for (outcome, _), several in counted.items() if _are_foes(several)}
    freed = {key for key, several in counted.items() if key[0] in EXCHANGED and len(several) > 1}
    return {e.claim_id for e in told if e.outcome in fought or (e.outcome, e.article) in freed}


def _are_foes(counted: Collection[str]) -> bool:
    """Whether some of the sides whose people are counted fight each other."""
    return any({sides.opponent(one), *sides.rivals(one)} & {*counted} for one in counted)


@cache
def _told_in(text: str, table: str, column: str) -> frozenset[str]:
    """What the words of a table that stand in a text tell, in one column."""
    return frozenset(hit.row[column] for code in languages() for hit in lexicon(code).finder(table).find(text))


def _collapsed(asked: Sequence[Population], now: Settling) -> list[Population]:
    """One question of groups and nations that no article holds apart."""
    nations = grouped(sorted(asked, key=attrgetter("nation")), attrgetter("nation"))
    found = [q for own in nations.values() for q in (own if _other_soldiers(own) else _one_kind(own, now))]
    kinds = grouped(_of_main_groups(_of_any_nation(found)), attrgetter("group"))
    return [q for same in kinds.values() for q in _of_one_nation(same)]


def _of_any_nation(found: Sequence[Population]) -> Sequence[Population]:
    """People of no told group as one question, where one nation alone is told and no article holds it apart."""
    people = [q for q in found if not q.group]
    if len({q.nation for q in found} - {""}) != 1 or _held_apart([q for q in people if q.nation], people):
        return found
    return [q if q.group else replace(q, nation="") for q in found]


def _of_main_groups(asked: Sequence[Population]) -> list[Population]:
    """People of a nation as soldiers or civilians where at least half tell that, and nobody asks for those by name."""
    told = grouped((q for q in asked if not q.group), attrgetter("nation"))
    clash = {(q.nation, q.group) for q in asked}
    groups = {nation: [q.entry.group for q in own] for nation, own in told.items()}
    mains = {nation: common(one if one in MAIN else "" for one in own) for nation, own in groups.items()}
    free = dict(mains.items() - clash)
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
    own = [q for q in asked if q.group in MAIN]
    if len({q.group for q in own}) != 1 or _held_apart(own, asked):
        return list(asked)
    for q in own if len(own) < len(asked) else ():
        now.why[q.entry.claim_id].append(f"{q.group} and people are one question here")
    return [replace(q, group="") if q.group in MAIN else q for q in asked]


def _other_soldiers(asked: Sequence[Population]) -> bool:
    """Whether soldiers are counted and people beside them, by numbers of which none is told of both."""
    known = [q for q in asked if q.entry.interval.known and q.group in ("", *MAIN)]
    people, soldiers = ({q.entry.interval.point for q in some} for some in parted(known, lambda q: not q.group))
    armed = any(q.group == "military" for q in asked)
    return armed and bool(people) and people.isdisjoint(soldiers)


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
