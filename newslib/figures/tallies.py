"""What kind of count a figure is: of one event, added, running, at a time, standing."""

import re
from functools import lru_cache

from newslib.figures.cases import LOSSES, SOLDIERS, Case, Counted
from newslib.figures.scenes import Count, Scene
from newslib.figures.scopes import reaches
from newslib.passages import RELATIVES, STOPS, Passage, WordHit

RATE, ADDED, RUNNING, STANDING, INCIDENT, UNKNOWN = "rate", "increment", "cumulative", "stock", "incident", "unknown"
EVENT, WAR, SPREAD, DAY = "event", "war", "spread", "day"  # what a text tells of
SO_FAR = "so_far"  # up to now: of a happening its toll, of a war a running total
_ORDER = (RATE, ADDED, RUNNING, STANDING, SO_FAR)  # of words that stand alike the first wins
_ANYWHERE = (RUNNING, SO_FAR)  # told for the whole sentence, where more than one word tells it: "since the invasion"
_STAYING = frozenset({"captured", "abducted", "missing", "wounded", "displaced", "casualties"})  # who can still be so
_COUNTED_ON = LOSSES | {"displaced", "surrendered"}  # what is counted over a war
_FLED = frozenset({"evacuated", "displaced"})  # what an event makes people do
_BESIDE = 8  # words between a number and words of time
_OPENING = 2  # the first words of a sentence, which speak of all of it
_COUNTED_BEFORE = 3  # words between "the number of" and an outcome
_DAYS = ("weekday", "day", "days", "future")  # kinds of words for a day of its own
_OPENS = 3  # sentences that say what a text is about
_TENFOLD = 10
_MANY = 100  # people
_TWICE = 2
_TOTAL = 5  # words from "bringing" to the total
_DATE = 2  # words between a month and "this year"
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEHIND = 8  # words behind a number and its outcome


def tally(case: Case, group: str, manner: str) -> tuple[str, str | None]:
    """The tally of a figure and, of a rate, its unit of time.

    What words near it say; else the tally of its whole, or of the count it goes on from; else what the text tells of.

    Args:
        case: the number, its outcome known.
        group: the group of the people.
        manner: its modality.
    """
    total = _total_behind(case.scene)
    if case.count.added or _leads_up(case, total):
        return ADDED, None
    told = _told(case, total)
    if told is not None:
        return _so_far(case) if _is_so_far(case.scene.passage, told) else told.row["tally"], told.row["per"] or None
    if manner in ("hypothetical", "planned") and case.about != EVENT:
        return UNKNOWN, None
    if total is not None:
        return _by_total(case, total), None
    return _of_model(case) or _unsaid(case, group), None


def _leads_up(case: Case, total: int | None) -> bool:
    """Whether a total is reached with a number, which it adds to: not where a happening goes on taking lives."""
    return total is not None and case.count.end <= total and (case.about != EVENT or case.has_more)


def _by_total(case: Case, total: int) -> str:
    """The tally of a total that is reached, and of what a happening's toll is counted beside."""
    if _are_gone(case):
        return STANDING
    return _so_far(case) if case.about == EVENT and not _names_year(case, range(total, case.count.first)) else RUNNING


def _names_year(case: Case, words: range) -> bool:
    """Whether words count over a year: "the number of miners killed in 2006", no month before it."""
    p = case.scene.passage
    months = {hit.last for hit in p.hits("dates") if "month" in hit.row["kind"]}
    led = (i for i in words if i not in months and p.does(i - 1, "during", "place"))
    return any(_YEAR.fullmatch(p.words[i].text) for i in led if case.scene.numbered(i) is None)


def _of_model(case: Case) -> str:
    """The tally of the whole, of the count that a number takes up or goes on from; empty where it has none of them."""
    model = case.whole or case.taken or _joined_to(case) or _in_report(case)
    if model is None:
        return ""
    stands = case.outcome == "killed" and model.figure.tally == STANDING
    gone = _are_gone(case) and case.outcome != model.figure.outcome  # "12 dead and 5 missing"
    return "" if stands or gone else model.figure.tally


def _unsaid(case: Case, group: str) -> str:
    """The tally of a number that no words and no other number tell."""
    if _are_gone(case):
        return STANDING
    if case.scene.counts_over("spell") and case.about != EVENT:
        return RUNNING if _by_war(case) else ADDED
    if _is_since(case.scene.passage) or _is_of_war(case):
        return RUNNING
    return _so_far(case) if _is_labelled(case) else _plain(case, group)


def _is_so_far(passage: Passage, hit: WordHit) -> bool:
    """Whether words count up to now, or back to a day of this week: "since Wednesday"."""
    if hit.row["tally"] == SO_FAR:
        return True
    days = (day for day in passage.hits("dates") if day.first == hit.last)
    return hit.row["tally"] == RUNNING and any(day.row["kind"].split()[0] in _DAYS for day in days)


def _plain(case: Case, group: str) -> str:
    """The tally where no word tells one: of an epidemic a running total, of an army in a day's report an addition."""
    if case.about == SPREAD:
        return RUNNING
    return ADDED if case.about == DAY and group in SOLDIERS else INCIDENT


def _are_gone(case: Case) -> bool:
    """Whether people are missing or refugees, which they are for a time; who went missing or fled did so once."""
    main = case.main
    gone = case.outcome == "missing" and main is not None and "event" not in main.voice
    return gone or (case.outcome == "displaced" and main is not None and main.counted)


def _so_far(case: Case) -> str:
    """What so many "so far" are: the toll of the happening that the text is about, or a running total of a war."""
    added = any(hit.row["tally"] == ADDED for hit in case.scene.passage.hits("tallies"))
    if case.about == DAY and not added and not any(c.case.has_more for c in case.before):
        return ADDED  # of the day; but "another 134 surrendered. In all there are 1,160"
    if case.outcome in LOSSES and not case.vast and _has_day_and_town(case):
        return INCIDENT
    spent = LOSSES - {"casualties"} | (_FLED if case.about == EVENT else frozenset())
    war = case.about in (WAR, SPREAD) or case.outcome not in spent or _is_of_year(case)
    return RUNNING if war or _is_of_others(case) else INCIDENT


def _has_day_and_town(case: Case) -> bool:
    """Whether a sentence opens with the day of what it tells and names its town: "On 3 May six in all died in Suez"."""
    p = case.scene.passage
    days = (day for day in p.hits("dates") if day.first <= _OPENING and _is_day(p, day))
    before = (day.first - 1 - p.words[day.first - 1].numeric for day in days)  # of "since 3 May"
    return case.town and any(not p.does(i, "from_day", "to_day") for i in before)


def _is_of_others(case: Case) -> bool:
    """Whether far more were lost than by what a text opens with: "forces have killed at least 163 protesters"."""
    size = case.count.quantity.low or 0
    if case.scene.of_event or case.scene.number < _OPENS or size < _MANY:
        return False
    tolls = [c.figure.quantity.low or _MANY for c in (*case.before, *case.here) if c.figure.tally == INCIDENT]
    return bool(tolls or case.vast) and max(tolls, default=0) * _TENFOLD < size


def _joined_to(case: Case) -> Counted | None:
    """The count before a number in its sentence, whose tally it shares where it has no word for it."""
    like = case.like
    if like is None:
        return None
    joined = case.tie is not None and case.tie.rule == "list"
    return like if joined or (like.figure.tally in (ADDED, RUNNING) and not like.case.has_more) else None


def _in_report(case: Case) -> Counted | None:
    """The last count of a report that sums up a time, which goes on until an event of its own is told."""
    last = next(reversed([*case.before, *case.here]), None)
    if last is None or last.figure.tally != ADDED or case.scene.number - last.scene.number > 1:
        return None
    ends = last.case.has_more or case.scene.tells_event or case.outcome not in LOSSES
    return None if ends else last


# words beside the number


def _told(case: Case, total: int | None) -> WordHit | None:
    """The words of time or of a total that speak of a number; of several those least is between, then the strongest.

    Words before a total that is reached (``total``) speak of what led up to it, those behind of the total.
    """
    hits = case.scene.passage.hits("tallies")
    same = (hit for hit in hits if total is None or (hit.first < total) == (case.count.first < total))
    found = [hit for hit in same if _speaks(case, hit)]
    return min(found, key=lambda hit: _distance(case, hit), default=None)


@lru_cache(maxsize=1)  # it is asked for each number of a sentence
def _total_behind(scene: Scene) -> int | None:
    """The word at which a total is said to be reached with what stands before: "12 died, bringing the toll to 300".

    Or what the sentence before told: "That takes its count to 300".
    """
    for i, word in enumerate(scene.words):
        which = i > 0 and scene.words[i - 1].shape in RELATIVES
        opens = scene.passage.is_sign(i - 1 - which, ",") and (which or not word.is_finite)
        opens = opens or (i == 1 and scene.does(0, "anaphor"))
        near = range(i + 1, i + 1 + _TOTAL)
        if opens and scene.does(i, "change") and any(scene.does(k, "counter") for k in near):
            return i
    return None


def _distance(case: Case, hit: WordHit) -> tuple[int, int, int]:
    """How far words stand from a number: commas and numbers between, their rank, words between."""
    passage, between = case.scene.passage, _between(case.count, hit)
    parted = sum(passage.is_sign(i, ",;") or i in case.scene.places for i in between)
    of_other = any(other.end == hit.first for other in case.scene.counts if other is not case.count)
    return parted + of_other, _ORDER.index(hit.row["tally"]), len(between)


def _between(count: Count, hit: WordHit) -> range:
    return range(count.end, hit.first) if hit.first >= count.end else range(hit.last, count.first)


def _speaks(case: Case, hit: WordHit) -> bool:
    """Whether words of time or of a total speak of a number: near it, over all the sentence, "another" beside it."""
    passage, between, name = case.scene.passage, _between(case.count, hit), hit.row["tally"]
    if not name:
        return False
    if passage.does(hit.first, "more"):
        return _comes_on_top(case, hit)
    if name == STANDING:
        return case.outcome in _STAYING and reaches(case.scene, "stock", hit, case.count.first, case.count.end)
    if passage.does(hit.first, "someone"):  # "200 soldiers a day"
        return reaches(case.scene, "each", hit, case.count.first, case.count.end)
    if _is_apart(passage, hit, between) or (name in _ANYWHERE and _is_dated(case, hit)):
        return False
    long = name in _ANYWHERE and hit.last - hit.first > 1
    return len(between) <= _BESIDE or hit.first < _OPENING or long or name == RUNNING


def _is_dated(case: Case, hit: WordHit) -> bool:
    """Whether a number has a day of its own before words of a long time, or those only rank what happened."""
    p = case.scene.passage
    days = [day for day in p.hits("dates") if _is_day(p, day)]
    own = any(case.count.end <= day.first < hit.first for day in days)
    dated = any(0 <= hit.first - day.last <= _DATE and not p.does(day.first - 1, "from_day") for day in days)
    return own or dated or case.scene.tells_rank(hit.first)


def _is_day(p: Passage, hit: WordHit) -> bool:
    """Whether words name a day: "on Monday", "on 13 November"."""
    beside = [word.numeric for word in (*p.words[max(hit.first - 1, 0) : hit.first], *p.words[hit.last : hit.last + 2])]
    return hit.row["kind"] == "weekday" or (hit.row["kind"] == "month" and any(beside))


def _is_apart(passage: Passage, hit: WordHit, between: range) -> bool:
    """Whether words stand in a clause on something else, or outside the clause on a number."""
    opening = (i for i in between if passage.does(i, "relative", "who") or passage.words[i].shape in RELATIVES)
    if any(not passage.does(i - 1, "place") for i in opening):  # "in a day there were 12 fires, in which 3 died"
        return True
    for i in range(hit.first - 1, -1, -1):
        if passage.is_sign(i, {",", *STOPS}):
            break
        if passage.words[i].shape in ("where", *RELATIVES) or passage.does(i, "who"):
            return any(passage.is_sign(k, ",") for k in between)
    return False


def _comes_on_top(case: Case, hit: WordHit) -> bool:
    """Whether "another" adds people to a count that goes on, and not to those whom a happening befell."""
    count = case.count
    if case.whole or case.about == EVENT or case.outcome in ("released", "missing"):
        return False
    beside = count.first - 2 < hit.last <= count.end and not count.first <= hit.first < count.last
    return beside and not _goes_on(case)


def _goes_on(case: Case) -> bool:
    """Whether counts stand before a number: in its sentence, or before that where no day parts it from them."""
    days = (day for day in case.scene.passage.hits("dates") if day.row["kind"].split()[0] in _DAYS)
    dated = any(day.first < case.count.first for day in days)  # "the next day another 40 died"
    return any(case.follows(c) for c in case.here) or bool(case.near and not dated)


def _is_since(passage: Passage) -> bool:
    """Whether a sentence opens with the day from which on it counts, and names no last day."""
    months = {hit.first for hit in passage.hits("dates") if hit.row["kind"] == "month"}
    starts = passage.does(0, "from_day") and 2 in months
    return starts and not any(passage.does(i, "to_day") for i in (3, 4, 5))


def _is_labelled(case: Case) -> bool:
    """Whether a figure stands beside a label that counts: "the number of dead is 40"."""
    main = case.main
    if case.tie is None or case.tie.rule != "label" or main is None:
        return False
    near = range(max(main.first - _COUNTED_BEFORE, 0), case.count.last)
    return main.label or any(case.scene.does(i, "counter") for i in near)


def _is_of_war(case: Case) -> bool:
    """Whether a figure without a word of time is a running total: of a war, of years, of several events, of a table."""
    rules = (_is_of_year, _is_row, _is_joint, _by_war, _is_vast)
    return case.scene.counts_over("span") or any(rule(case) for rule in rules)


def _is_of_year(case: Case) -> bool:
    """Whether many, or a number that somebody keeps, are those of a year: "the number of dead in 2019 was 300"."""
    kept = case.vast or _is_labelled(case) or _is_row(case)
    return kept and not case.scene.of_event and _names_year(case, range(len(case.scene.words)))


def _is_row(case: Case) -> bool:
    """Whether a number stands in a row of losses, or others come on top of it: "personnel - 14,200 (+150)"."""
    behind = next((c for c in case.scene.counts if c.number_first > case.count.number_first), None)
    return (case.tie is not None and case.tie.rule == "row") or (behind is not None and behind.added)


def _is_vast(case: Case) -> bool:
    """Whether more are counted than one event costs, with no event and no town in sight, nor one that cost as many."""
    if case.town or case.scene.tells_event or case.outcome not in _COUNTED_ON or case.like is not None:
        return False
    return _is_of_others(case) or (case.vast and case.about != EVENT and not _cost_as_many(case))


def _cost_as_many(case: Case) -> bool:
    """Whether one event that was told before befell nearly as many: "1,000 surrendered ... they were 1,026"."""
    told = (c.figure for c in (*case.before, *case.here) if c.figure.tally == INCIDENT)
    size = case.count.quantity.low or 0
    return any(f.outcome == case.outcome and (f.quantity.low or 0) * _TWICE >= size for f in told)


def _is_joint(case: Case) -> bool:
    """Whether people of several happenings are counted together: "both attacks", "the two days"."""
    passage = case.scene.passage
    hits = (hit for hit in passage.hits("happenings") if "several" in hit.row["role"].split())
    number = range(case.count.first, case.count.last)
    near = (hit for hit in hits if not passage.does(hit.first - 1, "whole") and hit.last - 1 not in number)
    return any(not any(passage.is_sign(i, STOPS) for i in _between(case.count, hit)) for hit in near)


def _by_war(case: Case) -> bool:
    """Whether a war as a whole did it: "the conflict has claimed 70,000 lives", "a war in which thousands died"."""
    p, main = case.scene.passage, case.main
    if main is None:
        return False
    words = _clause(p, min(main.first, case.count.first), max(main.last, case.count.end))
    if p.words[words.start - 1].shape in RELATIVES and p.does(words.start - 2, "war"):
        return True  # "a war that has killed 70,000"
    wars = (i for i in words if p.does(i, "war") and not p.does(i, "clash") and not case.scene.tells(i))
    return any(p.words[i].link != "compound" for i in wars) and not case.scene.of_event  # not "the war zone"


def _clause(p: Passage, first: int, last: int) -> range:
    """The clause around some words."""
    while first > 0 and not p.is_sign(first - 1, {",", ":", *STOPS}) and p.words[first - 1].shape not in RELATIVES:
        first -= 1
    ends = (i for i in range(last, last + _BEHIND) if p.is_sign(i, {",", *STOPS}))
    return range(first, next(ends, last + _BEHIND))
