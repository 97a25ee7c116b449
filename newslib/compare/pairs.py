"""Pairs: what is known of two numbers of one thing beside each other: their times, their sources, what each counts.

A pair knows facts by name, each asked once. ``newslib.compare.reasons`` says which of them give which reason.
"""

from dataclasses import dataclass
from itertools import product, starmap

from newslib import sides
from newslib.compare import intervals
from newslib.compare.entries import BROAD, Entry
from newslib.compare.places import Place, near, nested, place, printed_names
from newslib.compare.scenes import Report
from newslib.compare.tellings import DAYS, Link
from newslib.compare.values import STANDS, Setting, Value, heads, may_be, nameless, roles, scene_of
from newslib.lexicons import kept, lexicon, words
from newslib.passages import word_roles

LEAST = 5  # people: smaller numbers differ for too many reasons to call it a disagreement
BOUND = 1.2  # times by which a number may lie above a bound that still tells it
EARLY = 2  # days by which the day told of an incident may miss
APART = 100  # times by which two numbers may differ unless an article holds them against each other
MANY = 10  # times by which two numbers may differ that opponents do not hold against each other
TWICE = 2  # times by which two numbers of a text may differ whose sources have no names
BESIDE = 10  # code points beside a claim in which a word like "among" tells of whom it is
NEAR = 50  # kilometres from a town to a village that is told by its name
REACH = 90  # code points before a claim in which a word tells that it is a later count
LATER = {"then", "already"}  # roles of such words
FORCES = {"military", "police", "officers"}
FALLING = ("in_hospital", "critical", "unidentified", "rubble")  # parts of which fewer are left every day
OWN = ("bodies", "admitted", "in_hospital")  # parts of which everybody knows some


@dataclass(frozen=True)
class Pair:
    """Two numbers of a thing, the earlier first; where no day tells which is earlier, the lower first.

    A fact tells whether it holds, or the words that tell it.
    """

    case: Setting
    early: Value
    late: Value

    @kept
    def ordered(self) -> bool:
        """Whether it is told which was given first."""
        return bool(self.early.since and self.late.since) or self.one_article

    @kept
    def days(self) -> float:
        """Days since the earlier one was given last; one where nobody tells."""
        return self.late.since - self.early.until if self.ordered else 1.0

    @kept
    def at_once(self) -> bool:
        return self.days < 1

    @kept
    def running(self) -> bool:
        """Whether they are running totals of a war or battle: not where both texts tell of an incident."""
        told = (e.article in self.case.reports and self.case.as_read(e).tally == "incident" for e in self.shown)
        return self.long and not all(told)

    @kept
    def long(self) -> bool:
        """Whether their thing is counted over a war or battle."""
        return self.case.thing.tally != "incident"

    @kept
    def hourly(self) -> bool:
        """Whether articles tell the toll of an incident: it grows from hour to hour, in large ones for weeks."""
        told = any(e.article in self.case.reports for e in (*self.early.entries, *self.late.entries))
        return told and not self.running

    @kept
    def together(self) -> bool:
        """Whether both may tell one count in other words: of one source, or not more than a month apart."""
        return self.one_source or not (self.running and self.days > STANDS)

    @kept
    def stands(self) -> bool:
        """Whether the earlier one stood when the later was given: until its source gave another, or for a month."""
        if self.running and (self.days > STANDS or not self.ordered):
            return False
        said = [told for voice in self.early.voices for told in self.case.spoke.get(voice, ())]
        return all(x == self.early.interval for _, day, x in said if self.early.until < day <= self.late.since)

    @kept
    def untimed(self) -> bool:
        """Whether one text gives both at one time, and no word of it says that one was told before or rose later."""
        return self.one_text and self.at_once and not (self.changed or self._told_in_turn())

    def _told_in_turn(self) -> bool:
        """Whether words or the times of a live page tell that the earlier number came first."""
        told = (*self.case.scenes(self.early), *self.case.scenes(self.late))
        live = any(report is not None and report.live for report in self._reports)
        before = live or any(e.former for e in self.early.entries) or any({"before", "eve"} & s.near for s in told)
        return before or any(map(self._rises, self.late.entries))

    def _rises(self, entry: Entry) -> bool:
        """Whether words before a claim in its sentence say that a toll rose, or that it is told later or by now."""
        around, language = self._text_beside(entry, REACH, 0)
        if not language:
            return False
        text, told = around.rpartition("\n")[2].rpartition(". ")[2], word_roles(language)
        rises = any(hit.row["position"] == "rise" for hit in lexicon(language).finder("modifiers").find(text))
        return rises or any(not LATER.isdisjoint(told.get(word.form, ())) for word in words(text))

    @kept
    def aged(self) -> bool:
        """Whether the toll of an incident is another one after days: no day is told, no text holds them together."""
        return self.hourly and self.days > DAYS and not (self.side_by_side or self.one_day)

    @kept
    def by_size(self) -> tuple[Value, Value]:
        """The lower number, then the higher one."""
        low, high = sorted((self.early, self.late), key=lambda value: value.point)
        return low, high

    @kept
    def points(self) -> tuple[float, float]:
        return self.by_size[0].point, self.by_size[1].point

    @kept
    def lower(self) -> bool:
        return self.late.point < self.early.point

    @kept
    def one_number(self) -> bool:
        return self.early.point == self.late.point

    @kept
    def agree(self) -> bool:
        """Whether one number can satisfy both."""
        return intervals.agree(self.early.interval, self.late.interval)

    @kept
    def exclude(self) -> bool:
        """Whether both cannot be true, or a text holds "at least 90" against far more: such a bound is a count."""
        low, high = self.by_size
        floor = low.interval.high is None and high.interval.low is not None
        return not self.agree or (floor and self.side_by_side)

    @kept
    def bound(self) -> bool:
        """Whether one is a bound that the other keeps, and lies near it."""
        low, high = self.points
        closed = self.early.interval.closed and self.late.interval.closed
        return self.together and self.agree and not closed and high <= low * BOUND

    @kept
    def rounder(self) -> bool:
        a, b = self.early.interval, self.late.interval
        spans = self.agree and intervals.narrow(a) and intervals.narrow(b) and "range" in (a.modifier, b.modifier)
        return spans or intervals.rounds(a, b) or intervals.rounds(b, a)

    @kept
    def hundredfold(self) -> bool:
        low, high = self.points
        return high >= APART * low > 0

    @kept
    def manifold(self) -> bool:
        """Whether one is many times the other also where a range comes nearest to it."""
        low, high = (value.interval for value in self.by_size)
        return (high.low or high.point) > MANY * (low.high or low.point) > 0

    @kept
    def shown(self) -> tuple[Entry, Entry]:
        """The claims that stand for the two."""
        return self.early.shown, self.late.shown

    @kept
    def one_source(self) -> bool:
        return bool(self.early.voices & self.late.voices)

    @kept
    def one_camp(self) -> bool:
        return bool(self.early.parties & self.late.parties)

    @kept
    def one_article(self) -> bool:
        return bool(self.early.articles & self.late.articles)

    @kept
    def one_text(self) -> bool:
        """Whether a single article gives them, both."""
        return self.early.articles == self.late.articles and len(self.early.articles) == 1

    @kept
    def opponents(self) -> bool:
        return any(sides.opponent(party) in self.late.parties for party in self.early.parties)

    @kept
    def named(self) -> bool:
        """Whether each has a named source that the other lacks, and as many people as can differ, or none.

        A few are enough where a text holds those of one camp against those of another.
        """
        low, high = self.points
        camps = self.early.parties and self.late.parties and self.side_by_side
        enough = high >= LEAST and (low >= LEAST or not low or camps)
        return bool(self.early.voices - self.late.voices and self.late.voices - self.early.voices and enough)

    @kept
    def side_by_side(self) -> bool:
        """Whether a text holds the one against the other, or against its source, as told of one time."""
        low, high = ({name for e in value.told for name in (e.claim_id, e.voice)} for value in self.by_size)
        held = any((a <= low and b & high) or (a & low and b <= high) for a, b in self.case.held)
        return held and self.at_once and not self.one_camp and not any(map(self.case.past, self.by_size))

    @kept
    def ruled_out(self) -> bool:
        """Whether who gives the lower number says that it is not so many as the higher one."""
        low, high = self.by_size
        said = (e.interval.point for e in self.case.denied if e.voice in low.voices)
        return any(low.point < number <= high.point for number in said)

    @kept
    def against(self) -> bool:
        """Whether the higher number is no next count: opponents, a text or a day hold it against the lower one."""
        if not self.named or not self.exclude:
            return False
        now = self.stands if self.running else self.at_once or not self.hourly
        return (self.opponents and now) or self.ruled_out or self._held() or (self.at_once and not self.hourly)

    def _held(self) -> bool:
        """Whether a text holds the one against the other, and does not tell the higher one as risen."""
        return self.side_by_side and not any(map(self._rises, self.by_size[1].entries))

    @kept
    def may_be_one(self) -> bool:
        """By their names one may be the other; or a text gives numbers of two sizes for them, or sums them up."""
        low, high = self.points
        few, many = ([(e.source_name, self.case.language(e)) for e in value.named] for value in self.by_size)
        unknown = nameless(few) and nameless(many) and not self.side_by_side
        if may_be(few, many) or may_be(many, few) or unknown:
            return True
        bare = [v for v in self.by_size if not v.parties and not any(printed_names(e.source_name) for e in v.named)]
        if self.one_article and any(all(self.case.says(e, "joint") for e in value.named) for value in bare):
            return True
        alike = not self.side_by_side and not heads(few).isdisjoint(heads(many))
        return len(bare) == 2 and (alike or (self.one_article and not self.side_by_side and high > TWICE * low > 0))

    @kept
    def one_office(self) -> bool:
        """All are named by what they are and by the place they count: "local authorities", "власти Перу"."""
        told = {self._office(e) for value in self.by_size for e in value.named}
        return len(told) == 1 and bool(told.pop())

    def _office(self, entry: Entry) -> frozenset[str]:
        """What a source is, where nothing in its name is its own: only words of roles and the place of its claim."""
        language = self.case.language(entry)
        printed = (entry.source_name[w.start : w.end].removesuffix("'s") for w in words(entry.source_name))
        capital = [name for name in printed if name[:1].isupper() and not roles((name, language))]
        here = all((one := place(name)).known and nested(one, entry.place) for name in capital)
        return roles((entry.source_name, language)) - {"witness"} if here else frozenset()  # "local" is one

    @kept
    def link(self) -> Link | None:
        """What a claim of one is to a claim of the other, if a number was taken back or changed."""
        early, late = ({e.claim_id for e in value.entries} for value in (self.early, self.late))
        across = dict.fromkeys(early, late) | dict.fromkeys(late, early)
        linked = sorted(across.keys() & self.case.told.keys())
        return next((link for claim in linked for link in self.case.told[claim] if link.b in across[claim]), None)

    @kept
    def changed(self) -> str:
        """A text says so near one of the numbers, or in its sentence; nobody is no count that was lowered."""
        if not self.late.point:
            return ""
        cues = self._cues(self.late, "revise") or self._cues(self.early, "revise", "before")
        if cues or (self.early.parties and self.late.parties):
            return cues
        return next(("; ".join(scene.changed) for scene in self.case.scenes(self.late) if scene.changed), "")

    def _cues(self, value: Value, *roles: str) -> str:
        """The words near a number that say it was changed or given before."""
        told = (s for s in self.case.scenes(value) if s.cues and s.near.intersection(roles))
        return next(("; ".join(scene.cues) for scene in told), "")

    @kept
    def falls(self) -> bool:
        """Whether the count falls as time goes: of those missing, still in hospital, under rubble, at one time."""
        thing = self.case.thing
        return thing.tally == "stock" or thing.outcome == "missing" or thing.scope in FALLING

    @kept
    def definitions(self) -> str:
        """All claims of a number count by their words what may be the whole or a part: those taken to hospital."""
        told = {self._defined(self.early), self._defined(self.late)}
        told -= set() if self.lower else {"bodies"}  # the dead that are found first are the toll so far
        return max(told) if len(told) > 1 else ""

    def _defined(self, value: Value) -> str:
        told = {scene.part if (scene := scene_of(e, self.case.reports)) else "" for e in value.entries}
        return next(iter(told)) if len(told) == 1 else ""

    @kept
    def places(self) -> str:
        """No known place of one number, by whatever bound and source, lies in, around or near one of the other.

        A total of a war that is told of places in the country is none of the whole war.
        """
        early, late = (self._places(value.point) for value in (self.early, self.late))
        inside = {all(map(_inside, value.entries)) for value in (self.early, self.late)}
        wider = self.running and len(inside) > 1
        apart = early and late and not any(starmap(meet, product(early, late)))
        return "; ".join(sorted({one.name for one in early | late})) if apart or wider else ""

    def _places(self, point: float) -> set[Place]:
        return {one for e in self.case.of(point) if (one := place(e.printed_place)).known}

    @kept
    def told_days(self) -> list[set[int]]:
        """The days on which the texts say that each number's people met it; of a long time those of its own claim."""
        told = [[e] for e in self.shown] if self.long else [self.case.of(v.point) for v in (self.early, self.late)]
        return [{e.event_day for e in claims if e.event_day is not None} for claims in told]

    @kept
    def one_day(self) -> bool:
        """Whether both tell of one day."""
        return not self.told_days[0].isdisjoint(self.told_days[1])

    @kept
    def other_days(self) -> bool:
        """Both tell the days of an incident, and share none."""
        return not self.running and all(self.told_days) and not self.one_day

    @kept
    def off_day(self) -> bool:
        """Every day told of one of the numbers is days before or after that of its incident."""
        day = None if self.long else self.case.day
        return day is not None and any(told and all(abs(d - day) > EARLY for d in told) for told in self.told_days)

    @kept
    def times(self) -> bool:
        """One counts for long and the other a day or an incident; no text holds two numbers of a size together."""
        low, high = self.points
        usual = ("long", "") if self.running else ("day", "")
        kinds = {"" if (kind := self._span(e)) in usual else kind for e in self.shown}
        return len(kinds) > 1 and not (self.side_by_side and high <= TWICE * low)

    def _span(self, entry: Entry) -> str:
        """Whether a claim counts for long or a day; empty where nothing tells."""
        scene = scene_of(entry, self.case.reports)
        total = entry.since is not None or self.case.as_read(entry).tally == "cumulative"
        if total or (not self.running and scene is not None and "since" in scene.roles):
            return "long"
        return "day" if scene is not None and entry.event_day is not None else ""

    @kept
    def starts(self) -> bool:
        """Both tell since when they count, more than a month apart."""
        early, late = (e.since for e in self.shown)
        return early is not None and late is not None and abs(late - early) > STANDS

    @kept
    def people(self) -> bool:
        """One counts soldiers or police and the other people or civilians; in a war one civilians, the other people.

        In a struggle of one land who is killed without another word is no soldier.
        """
        kinds = {self._counted(e) for e in self.shown}
        if self.struggle and "unspecified" in kinds:
            kinds = kinds - {"unspecified"} | {"people"}
        forces = len(kinds & FORCES) == 1 and len(kinds) > 1 and "unspecified" not in kinds
        return forces or (self.long and kinds == {"people", "civilian"})

    def _counted(self, entry: Entry) -> str:
        """The kind of people a claim counts as read, of "1,100 soldiers and police" by its words."""
        group, report = self.case.as_read(entry).group, self.case.reports.get(entry.article)
        if group not in BROAD or report is None:
            return group
        told = [hit.row["group"] for hit in lexicon(report.language).finder("groups").find(entry.quote)]
        return next((one for one in told if one not in BROAD), group if group in told else "unspecified")

    @kept
    def struggle(self) -> bool:
        """Whether both are told of the days of a war or unrest."""
        return all(report is not None and report.struggle for report in self._reports)

    @kept
    def wide(self) -> bool:
        """Whether both are told of what falls on a whole region."""
        return all(report is not None and report.wide for report in self._reports)

    @kept
    def _reports(self) -> list[Report | None]:
        return [self.case.reports.get(e.article) for e in self.shown]

    @kept
    def of_a_country(self) -> bool:
        """Whether nothing nearer than a country is told of where it was."""
        where = self.early.shown.place
        return where.known and len(where.path) == 1

    @kept
    def crowded(self) -> bool:
        """Whether other incidents befell their place in those days."""
        return self.case.crowded

    @kept
    def armies(self) -> bool:
        """Soldiers are counted and nobody tells whose: the numbers may be those of two armies."""
        return self.case.thing.group == "military" and not self.case.thing.side

    @kept
    def each_own(self) -> bool:
        """Two lands count in one text what an incident took, one its own people, the other without saying whose."""
        civil = self.case.thing.group != "military" and not self.running
        side, counted = self.case.thing.side, self.early.parties | self.late.parties
        if not (civil and self.one_article and side in counted and counted <= _countries()):
            return False
        others = [value for value in self.by_size if value.parties and side not in value.parties]
        return bool(others) and not any(self._names_side(e) for value in others for e in value.entries)

    def _names_side(self, entry: Entry) -> bool:
        """Whether the words of a claim say whose people they are."""
        language = self.case.language(entry)
        return bool(language) and bool(lexicon(language).finder("sides").find(entry.quote))

    @kept
    def nobody_elsewhere(self) -> bool:
        """That nobody was hurt, of any outcome, answers the numbers of its article only."""
        none = any(e.outcome != self.case.thing.outcome for v in (self.early, self.late) for e in v.entries)
        return none and not self.one_article

    @kept
    def nobody_else(self) -> bool:
        """Nobody was hurt among some people, or a text that tells of dead in its own voice speaks of others."""
        none, some = self.by_size
        of_its_text = not none.articles.isdisjoint(e.article for e in some.entries if not e.named)
        beside = [set[str]().union(*self._roles_beside(e, BESIDE)) for e in none.entries]
        among = all("part" in roles for roles in beside)  # "no casualties among the guards"
        return not none.point and (of_its_text or among or (self.hourly and not self.one_article))

    def _roles_beside(self, entry: Entry, after: int) -> list[frozenset[str]]:
        """The roles of the words of a claim, its bound left out, of those right before it and so far after it."""
        text, language = self._text_beside(entry, BESIDE, after)
        if not language:
            return []
        bounds = [hit for hit in lexicon(language).finder("modifiers").find(text) if hit.row["modifier"]]
        told = [word for word in words(text) if not any(hit.start <= word.start < hit.end for hit in bounds)]
        return [word_roles(language).get(word.form, frozenset()) for word in told]

    def _text_beside(self, entry: Entry, before: int, after: int) -> tuple[str, str]:
        """The text of a claim with so many code points around it, and its language; none of a row of a table."""
        report, scene = self.case.reports.get(entry.article), scene_of(entry, self.case.reports)
        if not (report and scene):
            return "", ""
        first, last = max(0, scene.start - before), scene.start + len(entry.quote) + after
        return report.texts[entry.article][first:last], report.language

    @kept
    def goes_on(self) -> bool:
        """Whether texts put one number on top of others, or the lower one among the higher: "another nine"."""
        low, high = self.by_size
        on_top = any(v.named and all(self._follows(e, "more") for e in v.named) for v in self.by_size)
        return on_top or (bool(high.named) and all(self._follows(e, "part", low.point) for e in high.named))

    def _follows(self, entry: Entry, role: str, point: float = 0) -> bool:
        """Whether a claim stands with a word of a role right behind another one of its outcome, or one of a number."""
        if not any(role in roles for roles in self._roles_beside(entry, 0)):
            return False
        return any(before and (not point or e.interval.point == point) for e, before in self._near(entry))

    def _near(self, entry: Entry) -> list[tuple[Entry, bool]]:
        """The other claims of an outcome in a sentence of a text and in those beside it, and which stand before it."""
        report, here = self.case.reports.get(entry.article), scene_of(entry, self.case.reports)
        if not (report and here):
            return []
        near = ((self.case.read.get(key), one) for key, one in report.scenes.items() if key != entry.claim_id
                and abs(one.sentence - here.sentence) < 2)  # fmt: skip
        return [(e, one.start < here.start) for e, one in near if e is not None and e.outcome == entry.outcome]

    @kept
    def clinic(self) -> bool:
        """The lower one is that of a hospital, a morgue or doctors, who know those that came to them."""
        return all(self.case.says(e, "clinic") for e in self.by_size[0].named)

    @kept
    def patients(self) -> bool:
        """Both count bodies or patients, of whom everybody knows some."""
        return self.case.thing.scope in OWN

    @kept
    def several(self) -> str:
        """Every source of a number gives another one of such people in its sentence, told as no part of it.

        Or a source of it, alone or with others, gives one of the size of the other number in its text.
        """
        for value, other in ((self.early, self.late), (self.late, self.early)):
            told = [[s for s in self.case.beside.get(e.claim_id, ()) if _several(e, s)] for e in value.named]
            told = told if all(told) else [[s for s in self.case.thing.members if self._gives(value, s, other)]]
            if all(told) and value.named:
                return f"{value.named[0].quote}; {told[0][0].quote}"
        return ""

    def _gives(self, value: Value, told: Entry, other: Value) -> bool:
        """Whether a claim of its text is of a source of a number, of another size, and of that of the other number."""
        if not told.named or told.former or told.article not in value.articles or told in other.entries:
            return False
        names = [(e.source_name, self.case.language(e)) for e in value.named]
        like = _like(told.interval.point, other.point) and not _like(told.interval.point, value.point)
        return like and may_be(names, [(told.source_name, self.case.language(told))])

    @kept
    def wholes(self) -> str:
        """Both are told as parts of numbers of another size: "128, 20 of them children", "36 with 11 children"."""
        found = [self.case.read.get(e.whole) for e in self.shown]
        told = [e for e in found if e is not None]
        apart = len(told) == len(found) and not _like(*(e.interval.point for e in told))
        return "; ".join(e.quote for e in told) if apart else ""

    @kept
    def part_between(self) -> str:
        """What one number has more, or the other number, is told in its sentence as a part of it: "207, of whom 12".

        Or what the higher one has more is told beside the lower one in a text of both: "ten; six here, four there".
        """
        low, high = self.points
        for entry in (e for value in self.by_size for e in value.entries):
            for part in self.case.beside.get(entry.claim_id, ()):
                if part.whole == entry.claim_id and part.interval.point in (low, high - low):
                    return f"{entry.quote}; {part.quote}"
        return self._rest(high - low) if self.one_article else ""

    def _rest(self, point: float) -> str:
        """A claim that counts so many right before or behind the lower number, in the text of both."""
        low, high = self.by_size
        for entry in (e for e in low.entries if e.article in high.articles):
            told = (e for e, _ in self._near(entry) if e.interval.point == point != low.point)
            if rest := next(told, None):
                return f"{entry.quote}; {rest.quote}"
        return ""

    @kept
    def unsettled(self) -> bool:
        """A source's running total is casualties in one text and killed in another."""
        return bool(self.case.worded & (self.early.voices | self.late.voices))


def _like(a: float, b: float) -> bool:
    """Whether two numbers are of one size."""
    return max(a, b) <= TWICE * min(a, b)


def meet(a: Place, b: Place) -> bool:
    """Whether places lie in or near each other."""
    return nested(a, b) or near(a, b, NEAR)


def _inside(entry: Entry) -> bool:
    """Whether a claim is told of a place inside that of its thing."""
    return len(place(entry.printed_place).path) > len(entry.place.path) > 0


def _several(entry: Entry, other: Entry) -> bool:
    """Whether a source counts other people of the kind beside those of a claim, not as a part of them."""
    told = other.asserted and other.interval.point != entry.interval.point and not other.former and not entry.former
    alike = other.voice == entry.voice and other.group in (entry.group, *BROAD)
    return told and alike and other.whole != entry.claim_id


def _countries() -> set[str]:
    return {side for side, row in sides.registry().items() if row["kind"] == "country"}
