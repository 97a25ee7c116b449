"""Wars: which claims count a war, a battle or another long time, and which one.

Such totals are known before articles are brought together, so that none joins an incident of the month in which it
is printed: by words ("since the invasion"), by their kind, by soldiers of a side as what is counted, by what else their
article counts. A total of a place belongs to the incident or battle there; one of a country, or without a place, to
the war of its sides, or to none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from newslib import sides
from newslib.compare.drafts import EXCHANGED, MANY, THOUSAND, Candidate
from newslib.compare.entries import Entry, by_day, grouped
from newslib.compare.intervals import distinctive, significant
from newslib.compare.places import NOWHERE, Place, land_of, nested
from newslib.compare.scenes import Context, Report, named_in
from newslib.compare.tellings import family

GAP = 400  # days without a count after which running totals are those of another war, unless they go on rising
LONG_AGO = 5 * GAP  # days after which they never are those of a war before
LASTS = 30  # days over which running totals carry on the toll of an incident of their place
BEFORE = 2  # days before the day of an incident from which on they may count
GROWS = 20  # times by which they may exceed its first toll, or fall short of it before it is told
NEAR = 1.1  # times by which one count of a source exceeds the one before
HALF = 0.5  # share of its first toll that later totals have at least
APART = 100  # times by which a count beside running totals may fall short of them
LARGER = 50  # times the toll of an incident beyond which a number counts something else
LONG = ("cumulative", "rate", "increment")
_COUNTRY = 1  # places in the path of a country


def counts(given: Sequence[Entry], reports: Mapping[str, Report]) -> dict[str, str]:
    """Why claims count a war, a battle or another long time, by claim id; those of incidents are left out.

    Args:
        given: entries of a claims table.
        reports: what the text of each article tells; of a table without texts its column ``tally`` tells.
    """
    found = {e.claim_id: "a running total" for e in given if e.article not in reports and e.tally in (*LONG, "stock")}
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.article in reports:
            own[entry.article].append(entry)
    for article, members in own.items():
        found |= _of_article(members, reports[article])
    return found


def _of_article(members: Sequence[Entry], report: Report) -> dict[str, str]:
    """The claims of an article that count a long time, each with why."""
    found = _by_words(members, report)
    sure = [e for e in members if e.claim_id in found and e.asserted]
    again = _more(members, found, "the number of a running total", lambda e: any(_told_again(e, x) for x in sure))
    sure += again
    if _counts_a_war(members, report, found, sure):
        _more(members, found, "its article counts a war", lambda e: _beside(e, report.scenes[e.claim_id], sure))
    return found | {e.claim_id: found[e.whole] for e in members if e.whole in found}


def _by_words(members: Sequence[Entry], report: Report) -> dict[str, str]:
    """The claims that tell of a long time themselves, and soldiers in one row with such."""
    scenes, beside = report.scenes, _told_beside(members)[members[0].article]
    found = {e.claim_id: why for e in members if (why := _long(e, scenes[e.claim_id], report, beside))}
    rows = {_row(e, scenes[e.claim_id]) for e in members if e.claim_id in found and e.group == "military"}
    _more(members, found, "soldiers beside a running total of such", lambda e: _row(e, scenes[e.claim_id]) in rows)
    return found


def _more(members: Sequence[Entry], found: dict[str, str], why: str, fits: Callable[[Entry], bool]) -> list[Entry]:
    """Note why for the other claims that fit; returns these."""
    told = [e for e in members if e.claim_id not in found and fits(e)]
    found |= {e.claim_id: why for e in told}
    return told


def _counts_a_war(members: Sequence[Entry], report: Report, found: Mapping[str, str], sure: Sequence[Entry]) -> bool:
    """Whether running totals are more than half of what an article counts, or come first in one of no sudden event."""
    whole = sorted((e for e in members if e.asserted and not e.whole), key=lambda e: report.scenes[e.claim_id].start)
    if 2 * sum(not e.whole for e in sure) > len(whole):
        return True
    return bool(sure and whole) and whole[0].claim_id in found and not (report.sudden and report.sure)


def _long(entry: Entry, scene: Context, report: Report, beside: set[str]) -> str:
    """Why a claim of a text counts more than one incident; empty when nothing says so."""
    if "several" in scene.roles:
        return ""
    if _counts_on(entry, scene):
        return "counts since a day"
    if _beyond_a_fight(entry, report):
        return "a thousand and more, beyond what one fight takes"
    if entry.tally not in LONG or _adds_to_a_day(entry, scene) or _of_a_town(entry):
        return ""
    if "since" in scene.roles:
        return "counts since the start of a war, or over a year"
    if _of_a_struggle(entry, scene, report):
        return "a running total of a struggle"
    return _of_a_side(entry, scene, report, conflict(entry, beside))


def _counts_on(entry: Entry, scene: Context) -> bool:
    """Whether a sentence counts on since a day, and not only tells of a sudden event of it."""
    return scene.since is not None and (entry.tally in LONG or "blow" not in scene.roles)


def _beyond_a_fight(entry: Entry, report: Report) -> bool:
    """Whether a thousand and more are counted over a siege in a text of fighting, not of one sudden event."""
    fought = entry.group == "military" or (report.arms and entry.event_day is None)
    return _siege(entry) and fought and not report.sudden


def _adds_to_a_day(entry: Entry, scene: Context) -> bool:
    """Whether an addition is that of a day it tells, not one since a start."""
    one_day = entry.tally == "increment" and entry.event_day is not None
    return one_day and (entry.outcome in EXCHANGED or scene.since is None)


def _of_a_side(entry: Entry, scene: Context, report: Report, foes: frozenset[str]) -> str:
    """Why a total is one of a side at war, or of its soldiers; empty where it may be that of a sudden event."""
    blow = "blow" in scene.roles
    soldiers = entry.group == "military" and bool(foes)
    if (soldiers or len(foes) > 1) and not (report.sudden and (report.sure or blow)):
        return "a running total of a side"
    return "a running total of soldiers" if soldiers and not blow and entry.tally != "increment" else ""


def _row(entry: Entry, scene: Context) -> tuple[object, ...]:
    """What figures of one row share: their sentence, their source, whose people of which kind, day, place and event."""
    return (scene.sentence, entry.voice, entry.side, entry.group, entry.event_day, entry.place, "blow" in scene.near)


def _of_a_struggle(entry: Entry, scene: Context, report: Report) -> bool:
    """Whether a total is told with a word for a war or unrest, over a month and more, or is of a thousand in a land."""
    if entry.tally != "cumulative" or report.wide or "blow" in scene.near:
        return False
    lasts = entry.since is not None and (entry.published or 0) - entry.since > LASTS
    return "struggle" in scene.roles or (report.arms and (lasts or entry.interval.point >= THOUSAND))


def of_an_incident(entry: Entry, reports: Mapping[str, Report]) -> bool:
    """Whether a running total counts some weeks at most, and no more than an incident takes that lasts for days."""
    start = _start(entry, reports)
    begun = entry.event_day if start is None and entry.tally == "cumulative" else start
    return begun is not None and 0 <= (entry.day or begun) - begun <= LASTS and not _siege(entry)


def _of_a_town(entry: Entry) -> bool:
    """Whether a total, or what a time took of people who are no soldiers, is that of what happened in a town."""
    total = entry.tally == "cumulative" or (entry.tally == "rate" and entry.group != "military")
    return total and not _wide(entry.place) and not _siege(entry)


def _siege(entry: Entry) -> bool:
    """Whether so many are dead or wounded that they are counted over a siege rather than of a day."""
    return family(entry.outcome) in ("killed", "wounded") and entry.interval.point >= THOUSAND


def _told_again(entry: Entry, total: Entry) -> bool:
    """Whether a number is that of a total, or one that its source gave for the same place just before or after."""
    if entry.outcome != total.outcome or entry.interval == total.interval:
        return entry.outcome == total.outcome
    low, high = sorted((entry.interval.point, total.interval.point))
    same = entry.named and entry.voice == total.voice and entry.place == total.place
    return same and entry.asserted and low >= THOUSAND and high <= low * NEAR


def _beside(entry: Entry, scene: Context, sure: Sequence[Entry]) -> bool:
    """Whether a claim beside running totals is one of them: no place or event of its own, and of their size."""
    if "blow" in scene.roles:
        return False
    totals = [e.interval.point for e in sure if e.interval.known and family(e.outcome) == family(entry.outcome)]
    return not totals or not entry.interval.known or entry.interval.point * APART >= max(totals)


def outgrown(members: Iterable[Entry], home: Candidate) -> list[Entry]:
    """The claims whose number is fifty times the toll of the incident they stand in, and counts something larger.

    Args:
        members: the claims of the incident.
        home: the incident.
    """
    tolls: dict[str, float] = defaultdict(float)
    for outcome, point in home.numbers:
        tolls[outcome] = max(tolls[outcome], point)
    return [e for e in members if e.interval.point >= max(THOUSAND, LARGER * tolls[family(e.outcome)]) and
            tolls[family(e.outcome)]]  # fmt: skip


def running(
    long: Sequence[tuple[Entry, str]], incidents: Sequence[Candidate], reports: Mapping[str, Report],
    homes: Mapping[str, Candidate], now: Mapping[str, Entry],
) -> list[Candidate]:  # fmt: skip
    """Battles and wars from running totals; those of an incident are put there.

    A battle is told by two articles or a table. A total of a place in one article alone is often that of the place
    where somebody speaks or stays: it is the war's where the text tells of one, else of the happening its article is
    about where that lies there.

    Args:
        long: entries that count a long time, each with why.
        incidents: the incidents found.
        reports: what the texts tell.
        homes: the main happening of each article about an incident.
        now: entries by claim id.

    Returns:
        Battles and wars; totals whose war nobody tells are in none.
    """
    totals = _Totals([e for e, _ in long], incidents, reports, homes)
    ordered = sorted(long, key=lambda pair: (bool(pair[0].whole), *by_day(pair[0])))
    rest = [pair for pair in ordered if not totals.carry_on(*pair)]
    for entry, why in rest:
        totals.put(entry, why)
    totals.join()
    return [one for one in totals.found if one.kind == "battle" or any(
        _fought(now[claim], one.sides, reports.get(now[claim].article)) for claim in one.members)]  # fmt: skip


class _Totals:
    """Running totals and what each counts: an incident that lasts, the battle of a place, the war of its side."""

    def __init__(
        self, given: Sequence[Entry], incidents: Sequence[Candidate], reports: Mapping[str, Report],
        homes: Mapping[str, Candidate],
    ) -> None:  # fmt: skip
        self._reports, self._homes = reports, homes
        self._told = _told_beside(given)
        self._battles = _fought_over(given, reports)
        self._by_place = grouped(incidents, lambda one: one.place.path)
        self._by_number: dict[tuple[str, float], list[Candidate]] = defaultdict(list)
        for one in [one for one in incidents if one.stems]:
            for number in one.all:
                self._by_number[number].append(one)
        self._shelves: dict[object, list[Candidate]] = defaultdict(list)
        self._last: dict[Candidate, dict[tuple[str, str], float]] = defaultdict(dict)
        self._at: dict[str, Candidate] = {}
        self._of_article: dict[str, dict[Candidate, None]] = defaultdict(dict)  # incidents that its totals carry on

    @property
    def found(self) -> list[Candidate]:
        """The battles and wars."""
        return [one for shelf in self._shelves.values() for one in shelf]

    def carry_on(self, entry: Entry, why: str) -> bool:
        """Put a total to the incident whose toll or number it carries on; false when there is none."""
        town, main = _town(entry, self._reports), self._homes.get(entry.article)
        near = self._by_place[town.path] if town.path else [main] if main else []
        home = self._at.get(entry.whole) or next((one for one in near if _carries_on(entry, one)), None)
        told = "its place that lasts" if home else "its number"
        home = home or self._of_number(entry, main)
        if home is not None:
            self._at[entry.claim_id] = home
            self._of_article[entry.article][home] = None
            home.members[entry.claim_id] = f"{why}; of an incident of {told}"
        return home is not None

    def _of_number(self, entry: Entry, main: Candidate | None) -> Candidate | None:
        """The incident whose number a total gives again: that of its article, else one of these days in its land."""
        if entry.article not in self._reports or entry.tally in ("rate", "stock") or _siege(entry):
            return None
        start, number = _start(entry, self._reports), (family(entry.outcome), entry.interval.point)
        if main is not None:
            return main if number in main.all and _again(number[1], start, main) else None
        if start is not None or not distinctive(entry.interval):
            return None
        return next((one for one in self._by_number[number] if _then_and_there(entry, one)), None)

    def put(self, entry: Entry, why: str) -> None:
        """Put a total of no incident of its own to a battle, to the incident of its article, or to a war."""
        report, beside = self._reports.get(entry.article), self._told[entry.article]
        town, start = _town(entry, self._reports), _start(entry, self._reports)
        main = self._homes.get(entry.article)
        other = self._beside(entry, town, start) if report else None  # a row of a table has no others of its article
        if other is not None:
            other.members[entry.claim_id] = f"{why}; of an incident that its article counts"
        elif town.path in self._battles:
            _run(entry, f"{why}; of its place", start, self._shelves[town.path], self._last).kind = "battle"
        elif main and _of_main(entry, town, main, self._reports, beside):
            main.members[entry.claim_id] = f"{why}; at the place of its article's happening"
        elif not town.path or (report and _of_a_war(entry, report, beside)):
            foes = conflict(entry, beside)
            if foes or not (report or entry.place.path):
                war = _run(entry, f"{why}; of the war of its side", start, self._shelves[foes], self._last)
                war.kind, war.sides = "war", foes

    def _beside(self, entry: Entry, town: Place, start: int | None) -> Candidate | None:
        """The only incident that other totals of an article carry on, and that a total may count."""
        others = [one for one in self._of_article[entry.article] if _goes_with(entry, town, start, one)]
        return others[0] if len(others) == 1 else None

    def join(self) -> None:
        """Bring together wars of which one is told of more sides than the other, in the same weeks."""
        wars = [one for one in self.found if one.kind == "war"]
        for one in wars:
            wider = [other for other in wars if one.sides < other.sides and _at_one_time(one, other)]
            if len(wider) == 1:
                wider[0].take(one)


def _at_one_time(one: Candidate, other: Candidate) -> bool:
    """Whether two wars are told of in the same weeks."""
    (first, last), (begun, ended) = ((x.first or 0, x.last or 0) for x in (one, other))
    return first - LASTS <= ended and begun - LASTS <= last


def _again(point: float, start: int | None, one: Candidate) -> bool:
    """Whether a number is of many people and not round, and counts since an incident at most."""
    return point >= MANY and significant(point) > 1 and (start is None or start >= one.start - BEFORE)


def _then_and_there(entry: Entry, one: Candidate) -> bool:
    """Whether a total is told in the days in which an incident is, of people of its land."""
    land = one.place.path[:1]
    there = land and (entry.place.path[:1] == land or sides.of_place(land[0]) == entry.side)
    return bool(there) and -BEFORE <= entry.when - one.start <= (one.last or one.start) - one.start + BEFORE


def _goes_with(entry: Entry, town: Place, start: int | None, one: Candidate) -> bool:
    """Whether a total may count an incident that others of its article count: at its place, since its day, its size."""
    there = not town.path or nested(town, one.place)
    before = start is not None and one.day is not None and start < one.day - BEFORE
    tolls = [point for outcome, point in one.numbers if outcome == family(entry.outcome)]
    like = tolls and not (entry.interval.known and entry.interval.point > 2 * max(tolls))
    return bool(there and like) and not before and entry.tally not in ("rate", "stock")


def _town(entry: Entry, reports: Mapping[str, Report]) -> Place:
    """The town a total counts: a total of a struggle is that of the land where its sentence names no town."""
    report = reports.get(entry.article)
    scene = report.scenes[entry.claim_id] if report else None
    carried = report and scene and _of_a_struggle(entry, scene, report) and not named_in(
        entry.printed_place, scene.names)  # fmt: skip
    return NOWHERE if carried or _wide(entry.place) else entry.place


def _fought(entry: Entry, foes: frozenset[str], report: Report | None) -> bool:
    """Whether a total is one of two foes, of soldiers, told with arms or since a day; or by a table."""
    if report is None:
        return True
    scene = report.scenes[entry.claim_id]
    armed = report.arms or entry.group == "military" or scene.since is not None
    return (armed and len(foes) > 1) or _of_a_struggle(entry, scene, report)


def _fought_over(given: Iterable[Entry], reports: Mapping[str, Report]) -> set[tuple[str, ...]]:
    """The places of battles: those of which two articles, or a table, give a running total."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    coded = set()
    for entry in given:
        found[entry.place.path].add(entry.article)
        coded |= set() if entry.article in reports else {entry.place.path}
    return {path for path, articles in found.items() if path and (path in coded or len(articles) > 1)}


def _of_main(entry: Entry, town: Place, main: Candidate, reports: Mapping[str, Report], beside: set[str]) -> bool:
    """Whether a total of no war is of the happening its article is about, which lies at its place."""
    start = _start(entry, reports)
    before = start is not None and start < main.start - (BEFORE if main.sure else LASTS)
    if before or outgrown([entry], main) or (town.path and not nested(town, main.place)):
        return False
    counted = any(outcome == family(entry.outcome) for outcome, _ in main.numbers)
    return (counted or not _siege(entry)) and not _of_a_war(entry, reports[entry.article], beside)


def _of_a_war(entry: Entry, report: Report, beside: set[str]) -> bool:
    """Whether a text tells that a total is that of a war: by words, by soldiers, by both foes.

    Soldiers of one place may be those of one fight, unless they are counted by the day.
    """
    foes = conflict(entry, beside)
    scene = report.scenes[entry.claim_id]
    words = ("since" in scene.roles and scene.since is None) or _of_a_struggle(entry, scene, report)
    soldiers = entry.group == "military" and (entry.tally == "rate" or _wide(entry.place))
    return bool(foes) and (words or soldiers or (len(foes) > 1 and foes <= beside | {entry.side}))


def _told_beside(given: Iterable[Entry]) -> dict[str, set[str]]:
    """The sides told of in each article: whose people are counted, and who counts."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in given:
        if entry.article:
            found[entry.article] |= {entry.side, entry.party} & sides.registry().keys()
    return found


def _wide(place: Place) -> bool:
    return not place.path or (place.known and len(place.path) <= _COUNTRY) or bool(land_of(place))


def _carries_on(entry: Entry, one: Candidate) -> bool:
    """Whether a running total carries on the toll of an incident: same outcome, in the weeks after it, of its size."""
    if not (one.kind == "incident" and one.stems) or not _told_after(entry, one):
        return False
    tolls = [point for outcome, point in one.numbers if outcome == family(entry.outcome)]
    begun = entry.since if entry.since is not None else entry.event_day
    if entry.tally == "increment":
        return bool(tolls)
    return _of_its_size(entry, one, tolls) and (begun is None or abs(begun - one.start) <= BEFORE)


def _told_after(entry: Entry, one: Candidate) -> bool:
    """Whether a total is told in the weeks after an incident; who was exchanged is counted over many exchanges."""
    if entry.day is None or entry.tally in ("rate", "stock") or (entry.outcome in EXCHANGED and _wide(one.place)):
        return False
    return -BEFORE <= entry.day - one.start <= LASTS


def _of_its_size(entry: Entry, one: Candidate, tolls: Sequence[float]) -> bool:
    """Whether a total is of the size of a first toll, or of one told before it."""
    early = entry.when <= (one.first or one.start) and entry.interval.point < THOUSAND
    least = 1 / GROWS if early else HALF
    return any(least * point <= entry.interval.point <= GROWS * point for point in tolls)


def conflict(entry: Entry, beside: Iterable[str]) -> frozenset[str]:
    """The sides of the war a total without a place counts: its own side, and its foe; empty when nobody tells.

    Args:
        entry: the claim; without a side its country tells, or the only two foes of its article.
        beside: the sides told of in its article.
    """
    near = set(beside)
    side = entry.side or (sides.of_place("/".join(entry.place.path)) if entry.place.path else "") or ""
    foes = _foes(side, near) if side else frozenset()
    if len(foes) > 1 or (side and side != entry.party):  # whoever fights nobody there counts the losses of others
        return foes
    found = {pair for one in near if len(pair := _foes(one, near)) > 1}
    if len(found) == 1:
        return next(iter(found))
    return frozenset(near) if len(near) == 1 else frozenset()


def _foes(side: str, beside: set[str]) -> frozenset[str]:
    foe = sides.opponent(side)
    if foe:
        return frozenset((foe, sides.opponent(foe) or side))
    return frozenset((side, *(beside & set(sides.rivals(side)))))


def _start(entry: Entry, reports: Mapping[str, Report]) -> int | None:
    """The day since which a claim counts."""
    scene = reports[entry.article].scenes[entry.claim_id] if entry.article in reports else None
    return scene.since if scene and scene.since is not None else entry.since


def _run(
    entry: Entry, why: str, start: int | None, shelf: list[Candidate],
    last: Mapping[Candidate, dict[tuple[str, str], float]],
) -> Candidate:  # fmt: skip
    """Put a total to the battle or war of a shelf that it goes on counting, to a new one after a long silence."""
    fitting = [one for one in reversed(shelf) if _goes_on(entry, start, one, last[one])]
    home = max(fitting, key=lambda one: len(one.members), default=None)
    if home is None:
        home = Candidate()
        shelf.append(home)
    home.spoken(entry.day)
    home.places[entry.place] += bool(entry.place.path)
    home.members[entry.claim_id] = why
    if start is not None:
        home.since[start] += 1
    if entry.asserted and entry.interval.known and entry.tally == "cumulative":
        last[home][(entry.outcome, entry.side)] = entry.interval.point
    return home


def _goes_on(entry: Entry, start: int | None, one: Candidate, totals: Mapping[tuple[str, str], float]) -> bool:
    silence = entry.when - (one.last or 0)
    if silence > LONG_AGO or _of_another_time(entry, start, one):
        return False
    before = [point for (outcome, side), point in totals.items() if (outcome, side) == (entry.outcome, entry.side)]
    return silence <= GAP or (bool(before) and entry.interval.point >= max(before))


def _of_another_time(entry: Entry, start: int | None, one: Candidate) -> bool:
    """Whether a total tells a time before that of a war, if only its years, or counts since a day after its end."""
    known = max(one.since, key=lambda day: (one.since[day], -day), default=None)
    begun, least = (one.first, LONG_AGO) if known is None else (known, GAP)
    if begun is None:
        return False
    told = next((day for day in (start, entry.since, entry.event_day) if day is not None), begun)
    return told < begun - least or (start is not None and start > max(begun, one.last or begun) + least)
