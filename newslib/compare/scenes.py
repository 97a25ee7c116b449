"""Scenes: what the text around a figure tells about the happening it belongs to and about which part it counts.

A scene is one figure in its sentence: the words beside it, the cues of its language (a sudden event, a count since a
start, several happenings together, an earlier count, a changed one, another wave, another time), the days told there,
and the part it counts (those in hospital, those identified). Tables without texts have no scenes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from sys import intern

from newslib import sides
from newslib.compare.datedtexts import BESIDE, ENDS, DatedText, main_day, read, roles, span
from newslib.compare.entries import Entry
from newslib.compare.places import capital
from newslib.lexicons import Hit, forms, languages, lexicon, words
from newslib.sounds import sound

STEM = 6  # letters of a word by which its forms meet
HEARD = 5  # letters of the sound of a name by which its forms meet
SHORT = 4  # letters of a word that can tell a happening
_MARKS = (", ", "; ", ": ", " – ", " — ", " -- ", " - ")
_STRONG = ("; ", ": ")
_CLOCK = re.compile(r"^\s*(?:[01]?\d|2[0-3])[:.][0-5]\d\b", re.MULTILINE)
_DEAD, _HURT = ("killed", "casualties"), ("wounded", "casualties")
_PARTS_OF = {  # outcomes of which there are such parts; of others of any
    **dict.fromkeys(("attackers", "rubble"), (*_DEAD, "wounded", "missing")),
    **dict.fromkeys(("bodies", "died_later"), _DEAD),
    "hostages": (*_DEAD, "wounded", "missing"),  # who is set free or taken is one of them
    **dict.fromkeys(("critical", "in_hospital", "admitted", "discharged"), _HURT),
}  # fmt: skip
Time = tuple[int, int]  # first and last day
ACCOUNT = 3  # sentences of a paragraph over which a day goes on being told of


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
            dated = read(texts[article], language, members, spans)
            found[article] = _report(dated, article, titles.get(article, ""), texts)
    return found


def _report(dated: DatedText, article: str, title: str, texts: Mapping[str, str]) -> Report:
    text, language = dated.text, dated.language
    scenes = _scenes(dated)
    day, sure = main_day(dated, {claim: scene.since for claim, scene in scenes.items()})
    sudden, struck, struggles = (len(dated.cues(role)) for role in ("blow", "strike", "struggle"))
    wide = 3 * sum("wide" in roles(h) for h in dated.cues("blow")) > sudden or bool(dated.cues("spread"))
    told_by = tuple(dict.fromkeys((*stems(text, language), *stems(title, language))))
    return Report(
        article, title, language, dated.published, day, sure, sudden=sudden > 0,
        strikes=2 * struck > sudden, wide=wide, arms=sides.tells_of_arms(text, language),
        struggle=not wide and 2 * struggles > sudden - struck,
        live=len(_CLOCK.findall(text)) > 1, stems=told_by, texts=texts, scenes=scenes,
    )  # fmt: skip


def _all_roles(hits: Iterable[Hit]) -> frozenset[str]:
    return _shared(frozenset(role for hit in hits for role in roles(hit)))


@cache
def _shared(roles: frozenset[str]) -> frozenset[str]:
    """The same set for equal ones: many scenes have it."""
    return roles


def _scenes(dated: DatedText) -> dict[str, Context]:
    """The scene of each claim; a day told before goes on where nothing tells another one."""
    found: dict[str, Context] = {}
    before: set[str] = set()
    for number, members in dated.counted.items():
        again = any(e.outcome in before for e in members)
        earlier = _looked_back(number, dated) if again and not _tells_a_day(number, dated) else ([], [])
        found |= _of_sentence(number, dated, *earlier)
        before |= {e.outcome for e in members}
    return found


def _tells_a_day(number: int, dated: DatedText) -> bool:
    """Whether a sentence or a claim in it tells any day or time."""
    if dated.inside([*dated.days, *dated.opened], number) or dated.lasting(number):
        return True
    return any(e.event_day is not None or e.since is not None for e in dated.counted.get(number, ()))


def _looked_back(number: int, dated: DatedText) -> tuple[list[int], list[Time]]:
    """The day, or the month or year, of an event that a sentence before in its paragraph names without a figure.

    Its toll comes next where an article told that of its own happening first.
    """
    for before in range(number - 1, max(-1, number - 1 - ACCOUNT), -1):
        if before in dated.counted or _parted(before, number, dated):
            break
        if _tells_a_day(before, dated):
            start = dated.sentences[before].start
            blow = any(start <= h.start < dated.sentences[number].end for h in dated.cues("blow"))
            return _single_time(before, dated) if blow else ([], [])
    return [], []


def _single_time(number: int, dated: DatedText) -> tuple[list[int], list[Time]]:
    """The one day or the one month or year that a sentence tells; neither where it tells more, or a start."""
    days, times = dated.inside(dated.days, number), {one[1:] for one in dated.lasting(number)}
    single = len(set(days)) + len(times) == 1 and not dated.inside(dated.opened, number)
    return (days, list(times)) if single else ([], [])


def _parted(before: int, number: int, dated: DatedText) -> bool:
    """Whether a paragraph ends between two sentences that are no neighbours."""
    between = dated.text[dated.sentences[before].end : dated.sentences[number].start]
    return "\n" in between and before < number - 1


def _of_sentence(number: int, dated: DatedText, days: Sequence[int], times: Sequence[Time]) -> dict[str, Context]:
    """The scenes of the claims in a sentence, which goes on with days and times told before."""
    one, text, language = dated.sentences[number], dated.text, dated.language
    border, sentence = (one.start, one.end), text[one.start : one.end]
    inside = _between(dated.hits, *border)
    parts = _parts(one.start, sentence, language, dated.counted[number], dated.spans)
    told = dated.inside(dated.days, number)
    single = dict.fromkeys(told or days)
    since = next(iter(dated.inside(dated.opened, number)), span(told))
    all_roles = _all_roles(inside) | ({"since"} if since is not None else set()) | _line(number, dated)
    all_roles |= _announced(number, dated)
    all_stems, all_names = stems(sentence, language), names(sentence)
    changed = _printed(inside, text, "revise")
    found = {}
    for entry in dated.counted[number]:
        start, end = dated.spans[entry.claim_id]
        left, right = _clause(text, border, start, end)
        near, own = _between(inside, left, right), names(text[left:right])
        alone = {"several"} - _all_roles(_between(inside, *_clause(text, border, start, end, _STRONG)))
        year = _time(dated.lasting(number), left, start, right, told) or next(iter(times), None)
        found[entry.claim_id] = Context(
            number, start, all_stems, _shared(all_roles - alone), _all_roles(near),
            next(iter(single)) if len(single) == 1 else None, since, year, *parts.get(entry.claim_id, ("", False)),
            _printed(near, text, "before", "revise"), changed,
            all_names, all_names if own == all_names else own,  # the same memory: a corpus has millions of them
        )  # fmt: skip
    return found


def _announced(number: int, dated: DatedText) -> frozenset[str]:
    """Whether the sentence before, which has no figure, sets what follows against what was told: "The army, however,
    gave other figures."."""
    if number == 0 or number - 1 in dated.counted:
        return frozenset()
    before = dated.sentences[number - 1]
    return _all_roles(_between(dated.hits, before.start, before.end)) & {"against"}


def _between(hits: Iterable[Hit], left: int, right: int) -> list[Hit]:
    return [hit for hit in hits if left <= hit.start < right]


def _printed(hits: Iterable[Hit], text: str, *told: str) -> tuple[str, ...]:
    """The words of cues that tell one thing alone."""
    return tuple(text[hit.start : hit.end] for hit in hits if hit.row["role"] in told)


def _time(long: Sequence[tuple[int, int, int]], left: int, start: int, right: int, days: Sequence[int]) -> Time | None:
    """The month or year that the clause of a figure tells, else the last one before it in a sentence of no day."""
    clause = next((one[1:] for one in long if left <= one[0] < (start if days else right)), None)
    before = [one[1:] for one in long if one[0] < start and not days]
    return clause or (before[-1] if before else None)


def _line(number: int, dated: DatedText) -> set[str]:
    """Whether a sentence is a heading inside the text: a line without a stop, over another one."""
    found, text = dated.sentences, dated.text
    if not 0 < number < len(found) - 1 or found[number].text.rstrip()[-1:] in ENDS:
        return set()
    before, one, after = found[number - 1 : number + 2]
    return {"heading"} if "\n" in text[before.end : one.start] and "\n" in text[one.end : after.start] else set()


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
