"""Scenes: what the text around a figure tells about the happening it belongs to and about which part it counts.

A scene is one figure in its sentence: the words beside it, the cues of its language (a sudden event, a count since a
start, several happenings together, an earlier count, a changed one, another wave, another time), the days told there,
and the part it counts (those in hospital, those identified). Tables without texts have no scenes.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from newslib import sides
from newslib.compare.entries import Entry
from newslib.compare.places import capital
from newslib.dates import DateMention, dates
from newslib.lexicons import Hit, forms, languages, lexicon, words
from newslib.segments import Segment
from newslib.sentences import Sentence, sentences
from newslib.sounds import sound

STEM = 6  # letters of a word by which its forms meet
HEARD = 5  # letters of the sound of a name by which its forms meet
SHORT = 4  # letters of a word that can tell a happening
REACH = 90  # code points between a sudden event and the day told of it
_MARKS = (", ", "; ", ": ", " – ", " — ", " -- ", " - ")
_STRONG = ("; ", ": ")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?![.,]?\d)")
_CLOCK = re.compile(r"^\s*(?:[01]?\d|2[0-3])[:.][0-5]\d\b", re.MULTILINE)
_BETWEEN = re.compile(r"[\d,.;:]")
_ENDS = (".", "!", "?", "…", "”", "»", '"')
_DEAD, _HURT = ("killed", "casualties"), ("wounded", "casualties")
_PARTS_OF = {  # outcomes of which there are such parts; of others of any
    **dict.fromkeys(("attackers", "rubble"), (*_DEAD, "wounded", "missing")),
    **dict.fromkeys(("bodies", "died_later"), _DEAD),
    "hostages": (*_DEAD, "wounded", "missing"),  # who is set free or taken is one of them
    **dict.fromkeys(("critical", "in_hospital", "admitted", "discharged"), _HURT),
}  # fmt: skip
BESIDE = 16  # code points from a number to the noun of the people it counts
ANOTHER = 24  # code points from "another" to the event it opens, from a word of birth to its year
LONG = 14  # days from which on two days in one sentence are a span
MONTH, YEAR = 31, 366  # days
STALE = 60  # days after which a day told in a text is a look back
ACCOUNT = 3  # sentences of a paragraph over which a day goes on being told of
RECENT = 10  # days before somebody speaks of which he tells as news


@dataclass(frozen=True, slots=True)
class Context:
    """One figure in its sentence. ``roles`` are cues of the sentence, ``near`` those of its clause.

    ``names`` are the openings of the words in its sentence that begin with a capital, ``beside`` those in its clause.
    ``cues`` are the words in its clause that tell an earlier or a changed count, ``changed`` those of its sentence that
    tell a changed one. ``since`` is the day from which the sentence counts on, ``year`` the first and last day of a
    month or year its clause tells.
    """

    sentence: int
    start: int
    stems: tuple[str, ...]
    roles: frozenset[str]
    near: frozenset[str]
    day: int | None
    since: int | None = None
    year: tuple[int, int] | None = None
    part: str = ""
    apart: bool = False
    cues: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An article as comparing sees it: the day it mainly tells of, its words, and a scene for every claim.

    ``sure`` says that the day stands by its first figures and is not only the day on which it was published, ``sudden``
    that it names a sudden event, ``strikes`` that most of these are acts of war, of which a day knows many, ``wide``
    that most of them fall on a whole region, ``arms`` that it tells of fighting at all, ``struggle`` that it names a
    war or unrest at least half as often as sudden events that are no strikes, ``live`` that its paragraphs begin with
    the time of day at which each was written.
    """

    article: str
    title: str
    language: str
    published: int | None
    day: int | None
    sure: bool
    sudden: bool
    strikes: bool
    wide: bool
    arms: bool
    struggle: bool
    live: bool
    stems: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    scenes: Mapping[str, Context] = field(default_factory=dict)

    @property
    def sounds(self) -> tuple[str, ...]:
        """How the names of its text but those of lands sound at their beginning, so that they meet in other letters."""
        text, idle = self.texts.get(self.article, ""), forms(self.language, "function_words")
        cut = words(text)
        lands = {h.start for h in lexicon(self.language).finder("sides").find(text, cut)}
        own = [(w.form, text[w.start].isupper() and w.start not in lands and w.form not in idle) for w in cut]
        return tuple(dict.fromkeys(map(heard, capital(own))))

    @property
    def forms(self) -> dict[str, str]:
        """The form under which each stem is shown: the one printed most often, the shortest among equals."""
        printed: dict[str, Counter[str]] = defaultdict(Counter)
        for word in words(self.texts.get(self.article, "")):
            printed[stem(word.form)][word.form] += 1
        return {stem: max(sorted(own), key=lambda f: (own[f], -len(f))) for stem, own in printed.items()}


def stems(text: str, language: str) -> tuple[str, ...]:
    """Words that can tell a happening, cut to a common stem, each once.

    >>> stems("Pagers blew up; the pager shops", "en")
    ('page', 'blew', 'shop')
    """
    idle = forms(language, "function_words")
    told = (word.form for word in words(text))
    fit = (form for form in told if len(form) >= SHORT and form not in idle and not form[0].isdigit())
    return tuple(dict.fromkeys(map(stem, fit)))


def stem(form: str) -> str:
    plain = form[:-2] if form.endswith("'s") else form
    plain = plain[:-1] if plain.endswith("s") and len(plain) > SHORT else plain
    return intern(plain[: max(SHORT, min(STEM, len(plain) - 1))])  # the words of many articles share their memory


def names(text: str) -> tuple[str, ...]:
    """The openings of the words of a text that begin with a capital, each once."""
    return tuple(dict.fromkeys(intern(word.form[:SHORT]) for word in words(text) if text[word.start].isupper()))


def named_in(printed: str, told: Iterable[str]) -> bool:
    """Whether a printed place has one of some names; they are openings of words.

    >>> named_in("the city of Arlow", names("Arlow and Dovhe"))
    True
    """
    return not {word.form[:SHORT] for word in words(printed)}.isdisjoint(told)


@cache
def heard(name: str) -> str:
    """The beginning of a name by its sound.

    >>> heard("тбилиси") == heard("tbilisi")
    True
    """
    return sound(name)[:HEARD]


def reports(
    given: Iterable[Entry], texts: Mapping[str, str], language_of: Mapping[str, str], titles: Mapping[str, str],
    spans: Mapping[str, tuple[int, int]],
) -> dict[str, Report]:  # fmt: skip
    """The report of every article that has a text.

    Args:
        given: entries.
        texts: the text of each article by article_id.
        language_of: the language of each claim's sentence by claim_id.
        titles: headlines by article_id.
        spans: start and end of each claim in its article's text by claim_id.
    """
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        if entry.article in texts and entry.claim_id in spans:
            own[entry.article].append(entry)
    found = {}
    for article, members in sorted(own.items()):
        told = Counter(language_of.get(e.claim_id, "") for e in members if language_of.get(e.claim_id) in languages())
        if told:
            language = max(sorted(told), key=lambda code: told[code])
            found[article] = _report(article, texts, titles.get(article, ""), language, members, spans)
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as it is read for its scenes: its sentences, the cues and days in it with their offsets.

    ``days`` are single days, ``opened`` those from which something is counted, ``long`` the first and last days of
    months, years and other long times; ``spans`` are those of its figures by claim.
    """

    text: str
    language: str
    sentences: Sequence[Sentence]
    hits: Sequence[Hit]
    days: Sequence[tuple[int, int]]
    opened: Sequence[tuple[int, int]]
    long: Sequence[tuple[int, int, int]]
    spans: Mapping[str, tuple[int, int]]

    def inside(self, told: Sequence[tuple[int, int]], number: int) -> list[int]:
        """The days told in a sentence."""
        border = self.sentences[number]
        return [day for at, day in told if border.start <= at < border.end]

    def lasting(self, number: int) -> list[tuple[int, int, int]]:
        """The long times told in a sentence, each with its offset, first and last day."""
        border = self.sentences[number]
        return [one for one in self.long if border.start <= one[0] < border.end]


def _report(
    article: str, texts: Mapping[str, str], title: str, language: str, members: Sequence[Entry],
    spans: Mapping[str, tuple[int, int]],
) -> Report:  # fmt: skip
    text = texts[article]
    found = sentences(text, (Segment(0, len(text), language, "Zyyy", 1.0, "body"),))
    published = next((e.published for e in members if e.published is not None), None)
    calendar = None if published is None else dt.date.fromordinal(published)
    cues = _cues(text, language)
    births = [(h.start - ANOTHER, h.end + ANOTHER) for h in cues if "birth" in _roles(h)]
    told = [d for d in dates(text, language, calendar) if d.first and not any(a <= d.start < b for a, b in births)]
    taken = [*((d.start, d.end) for d in told), *births, *(spans[e.claim_id] for e in members)]
    years = _bare_years(text, published, taken)
    read = _Read(
        text, language, found, cues,
        days=[_at(d) for d in told if not d.role and not (d.how == "iso" and d.first == calendar) and _length(d) <= 1],
        opened=[_at(d) for d in told if d.role == "since"],
        long=[_lasting(d) for d in told if d.role != "until" and _length(d) > LONG] + years, spans=spans,
    )  # fmt: skip
    starts = [s.start for s in found]
    counted: dict[int, list[Entry]] = defaultdict(list)
    for entry in members:
        counted[max(0, bisect_right(starts, spans[entry.claim_id][0]) - 1)].append(entry)
    scenes: dict[str, Context] = {}
    told_before: set[str] = set()
    for number, entries in sorted(counted.items()):
        again = any(e.outcome in told_before for e in entries)
        own = (
            read.inside([*read.days, *read.opened], number)
            or read.lasting(number)
            or any(e.event_day is not None or e.since is not None for e in entries)
        )
        scenes |= _scenes(number, entries, read, _looked_back(number, counted, read) if again and not own else ([], []))
        told_before |= {e.outcome for e in entries}
    sudden = [h for h in read.hits if "blow" in _roles(h)]
    wide = 3 * sum("wide" in _roles(h) for h in sudden) > len(sudden) or any("spread" in _roles(h) for h in read.hits)
    struck = sum("strike" in _roles(h) for h in sudden)
    border = _lead(found, sorted(spans[e.claim_id][0] for e in members))
    spans_of = [days for number in counted if _span(days := read.inside(read.days, number)) is not None]
    ends = {_at(d)[1] for d in told if d.role == "until"}.union(*spans_of)
    dated = [e for e in members if e.event_day not in (None, scenes[e.claim_id].since, *ends)]
    lines = [_at(d) for d in told if d.role == "said"]
    spoken = {_at(d)[0] for d in told if d.first == calendar and _spoken(d, text, language)}
    rose = {(number, e.as_of) for number, entries in counted.items() for e in entries if e.as_of != e.event_day}
    told_on = [(at, day) for at, day in read.days if (bisect_right(starts, at) - 1, day) not in rose]
    votes = _days_told(dated, sudden, [*told_on, *lines], spans, starts)
    recalled = STALE if _is_after(text[:border], language, sudden) else LONG
    day, sure = _main_day(votes, published, border, {at for at, _ in lines}, spoken, recalled)
    told_by = tuple(dict.fromkeys((*stems(text, language), *stems(title, language))))
    arms, live = sides.tells_of_arms(text, language), len(_CLOCK.findall(text)) > 1
    struggle = not wide and 2 * sum("struggle" in _roles(h) for h in read.hits) > len(sudden) - struck
    return Report(article, title, language, published, day, sure, bool(sudden), 2 * struck > len(sudden), wide,
                  arms, struggle, live, told_by, texts, scenes)  # fmt: skip


def _cues(text: str, language: str) -> list[Hit]:
    """The cues of a text; "another" is one where an event follows: "another deadly blast"."""
    hits = lexicon(language).finder("happenings").find(text)
    blows = [h.start for h in hits if "blow" in _roles(h)]
    return [h for h in hits if "another" not in _roles(h) or any(
        0 < at - h.end <= ANOTHER and not _BETWEEN.search(text[h.end : at]) for at in blows)]  # fmt: skip


def _roles(hit: Hit) -> list[str]:
    """The roles of a cue: a strike is a sudden event as well."""
    return hit.row["role"].split()


def _all_roles(hits: Iterable[Hit]) -> frozenset[str]:
    return _shared(frozenset(role for hit in hits for role in _roles(hit)))


@cache
def _shared(roles: frozenset[str]) -> frozenset[str]:
    """The same set for equal ones: many scenes have it."""
    return roles


def _at(told: DateMention) -> tuple[int, int]:
    """Where a date stands, and its first day."""
    return told.start, told.first.toordinal() if told.first else 0


def _lasting(told: DateMention) -> tuple[int, int, int]:
    """Where a long time stands, its first and last day; "since 1999" tells the year 1999."""
    at, first = _at(told)
    opens = YEAR if dt.date.fromordinal(first).timetuple().tm_yday == 1 else MONTH
    return at, first, first + (opens if told.role == "since" else _length(told))


def _length(told: DateMention) -> int:
    """Days from the first to the last of a date."""
    return (told.last - told.first).days if told.first and told.last else 0


def _looked_back(number: int, counted: Mapping[int, object], read: _Read) -> tuple[list[int], list[tuple[int, int]]]:
    """The day, or the month or year, of an event that a sentence before in its paragraph names without a figure.

    Its toll comes next where an article told that of its own happening first.
    """
    here = read.sentences[number]
    for before in range(number - 1, max(-1, number - 1 - ACCOUNT), -1):
        one = read.sentences[before]
        if before in counted or ("\n" in read.text[one.end : here.start] and before < number - 1):
            break
        days, times = read.inside(read.days, before), {(first, last) for _, first, last in read.lasting(before)}
        opened = read.inside(read.opened, before)
        if days or times or opened:
            blow = any(one.start <= h.start < here.end and "blow" in _roles(h) for h in read.hits)
            single = blow and not opened and len(set(days)) + len(times) == 1
            return (days, list(times)) if single else ([], [])
    return [], []


def _scenes(
    number: int, members: Sequence[Entry], read: _Read, earlier: tuple[list[int], list[tuple[int, int]]]
) -> dict[str, Context]:
    border = (read.sentences[number].start, read.sentences[number].end)
    text, language, spans = read.text, read.language, read.spans
    sentence = text[border[0] : border[1]]
    inside = [h for h in read.hits if border[0] <= h.start < border[1]]
    parts = _parts(border[0], sentence, language, members, spans)
    told = read.inside(read.days, number)
    days = told or earlier[0]
    since = next(iter(read.inside(read.opened, number)), _span(told))
    long = read.lasting(number)
    roles = _all_roles(inside) | ({"since"} if since is not None else set()) | _line(number, read)
    all_stems, all_names = stems(sentence, language), names(sentence)
    changed = tuple(text[h.start : h.end] for h in inside if h.row["role"] == "revise")
    found = {}
    for entry in members:
        start, end = spans[entry.claim_id]
        left, right = _clause(text, border, start, end)
        near = [h for h in inside if left <= h.start < right]
        own = names(text[left:right])
        wide = _clause(text, border, start, end, _STRONG)
        single = {"several"} - _all_roles(h for h in inside if wide[0] <= h.start < wide[1])
        part, apart = parts.get(entry.claim_id, ("", False))
        opening = [(first, last) for at, first, last in long if at < start and not told]
        year = next(((first, last) for at, first, last in long if left <= at < (start if told else right)),
                    opening[-1] if opening else next(iter(earlier[1]), None))  # fmt: skip
        found[entry.claim_id] = Context(
            number, start, all_stems, _shared(roles - single),
            _all_roles(near), days[0] if len(set(days)) == 1 else None, since, year, part, apart,
            tuple(text[h.start : h.end] for h in near if h.row["role"] in ("before", "revise")), changed,
            all_names, all_names if own == all_names else own,  # the same memory: a corpus has millions of them
        )  # fmt: skip
    return found


def _line(number: int, read: _Read) -> set[str]:
    """Whether a sentence is a heading inside the text: a line without a stop, over another one."""
    one, text = read.sentences[number], read.text
    alone = 0 < number < len(read.sentences) - 1 and "\n" in text[read.sentences[number - 1].end : one.start]
    over = alone and "\n" in text[one.end : read.sentences[number + 1].start]
    return {"heading"} if over and one.text.rstrip()[-1:] not in _ENDS else set()


def _bare_years(text: str, published: int | None, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Past years that stand alone ("the 2004 tsunami"), each with its offset, its first and its last day.

    None in stretches that are ``taken``: dates, figures, what stands beside a word of birth.
    """
    last = dt.date.fromordinal(published).year if published is not None else 0
    return [
        (hit.start(), first := dt.date(int(hit[0]), 1, 1).toordinal(), first + YEAR) for hit in _YEAR.finditer(text)
        if int(hit[0]) < last and not any(start <= hit.start() < end for start, end in taken)
    ]  # fmt: skip


def _span(days: Sequence[int]) -> int | None:
    """The first day of a long span that the days of a sentence open and close."""
    return min(days) if days and max(days) - min(days) > LONG else None


def _clause(text: str, border: tuple[int, int], start: int, end: int, marks: Sequence[str] = _MARKS) -> tuple[int, int]:
    """The stretch between commas, semicolons, colons or dashes around a figure."""
    before = {mark: text.rfind(mark, border[0], start) for mark in marks}
    left = max((at + len(mark) for mark, at in before.items() if at >= 0),
               default=border[0])  # fmt: skip
    ends = [at for mark in marks if (at := text.find(mark, end, border[1])) >= 0]
    return left, min(ends, default=border[1])


def _parts(
    first: int, sentence: str, language: str, members: Sequence[Entry], spans: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[str, bool]]:
    """The part each figure of a sentence counts: words that tell a part go to the figure nearest to them."""
    found: dict[str, tuple[str, bool]] = {}
    best: dict[str, tuple[bool, int]] = {}
    for hit in lexicon(language).finder("parts").find(sentence):
        place = (first + hit.start, first + hit.end)
        nearest = min(members, key=lambda e: (_apart(spans[e.claim_id], place), spans[e.claim_id]))
        apart = _apart(spans[nearest.claim_id], place)
        kind, noun = hit.row["part"], hit.row["apart"] == "noun"
        other = nearest.outcome not in _PARTS_OF.get(kind, (nearest.outcome,))
        if other or (noun and not _counts_noun(nearest, spans[nearest.claim_id], place, sentence, first)):
            continue
        rank = (hit.row["apart"] == "beside", apart)
        if nearest.claim_id not in best or rank < best[nearest.claim_id]:
            best[nearest.claim_id] = rank
            found[nearest.claim_id] = (kind, hit.row["apart"] != "beside")
    return found


def _counts_noun(entry: Entry, span: tuple[int, int], noun: tuple[int, int], sentence: str, first: int) -> bool:
    """Whether a noun is what a number counts: it follows the number closely, in its clause."""
    printed = entry.number if entry.number != entry.quote else ""
    at = span[0] + max(0, entry.quote.find(printed)) + len(printed)
    between = sentence[at - first : noun[0] - first]
    return 0 <= noun[0] - at <= BESIDE and not any(mark in between for mark in _MARKS)


def _apart(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _lead(found: Sequence[Sentence], figures: Sequence[int]) -> int:
    """Where the lead ends: the sentence with the first figure, after a headline the next one with a figure."""
    told = list(dict.fromkeys(next((s for s in found if s.start <= at < s.end), found[-1]) for at in figures))
    first = told[0]
    headline = first.text.rstrip()[-1:] not in _ENDS and len(told) > 1
    return told[1].end if headline else first.end


def _spoken(told: DateMention, text: str, language: str) -> bool:
    """Whether a day stands beside a word of saying: "officials said on Monday"."""
    left = max(0, told.start - REACH)
    hits = lexicon(language).finder("cues").find(text[left : told.end + REACH])
    between = (text[left + h.end : told.start] or text[told.end : left + h.start] for h in hits)
    return any(len(gap) <= BESIDE and not _BETWEEN.search(gap) for gap in between)


def _days_told(
    members: Sequence[Entry], sudden: Sequence[Hit], days: Sequence[tuple[int, int]],
    spans: Mapping[str, tuple[int, int]], starts: Sequence[int],
) -> list[tuple[int, int, int]]:  # fmt: skip
    """Where the days stand that figures tell, and sudden events in or beside their sentence, and what each is worth."""
    beside = set()
    for hit in sudden:
        own = bisect_right(starts, hit.start)
        near = [(bisect_right(starts, at) != own, abs(at - hit.start), at, day) for at, day in days
                if abs(at - hit.start) <= REACH]  # fmt: skip
        beside |= {min(near)[2:]} if near else set()
    counted = [(spans[e.claim_id][0], e.event_day, 2) for e in members if e.event_day is not None]
    return counted + [(at, day, 1) for at, day in sorted(beside)]


def _is_after(lead: str, language: str, sudden: Sequence[Hit]) -> bool:
    """Whether a lead counts from a sudden event without telling how many days: "weeks after the crash"."""
    lags = [d.end for d in dates(lead, language, None) if d.how == "relative" and d.first is None]
    return any(0 < h.start - end <= REACH and not _BETWEEN.search(lead[end : h.start]) for end in lags for h in sudden)


def _main_day(
    told: Sequence[tuple[int, int, int]], published: int | None, lead: int, lines: Set[int], spoken: Set[int],
    recalled: int,
) -> tuple[int | None, bool]:  # fmt: skip
    """The day an article mainly tells of, by its figures and the sudden events it names, those of its lead first.

    An article tells of its own happening first: its day of publication where that comes first, unless somebody spoke
    on it (``spoken`` are offsets of such days, ``lines`` of those above the text) of what befell in the days before.
    A day further down that lies more than ``recalled`` days back is a look back. With the day, whether the ``lead``
    tells it and it is not that of publication.
    """
    past = [one for one in told if published is None or one[1] <= published]
    votes: Counter[int] = Counter()
    for at, day, worth in past:
        votes[day] += worth * (2 if at <= lead else 1) * (1 if day == published else 2)  # it is often that of speaking
    early = {day for at, day, _ in past if at <= lead}
    counted_first = {day for at, day, worth in past if at <= lead and worth > 1}
    old = {day for day in votes if (published or 0) - day > (STALE if day in early else recalled)} - counted_first
    best = max(votes.keys() - old, key=lambda day: (votes[day], -day), default=None)
    at, first, _ = min((one for one in told if one[0] not in lines), default=(0, None, 0))
    own = first is not None and first == published and early <= {published}
    if own and (at not in spoken or (published or 0) - (best or 0) > RECENT):
        return published, False
    return best, best in early and best != published
