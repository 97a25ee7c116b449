"""Words that tell what happened to people or things ("killed", "losses", "received wounds"), and sentences that may."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import inf
from operator import attrgetter

from newslib.figures.cases import LOSSES, LOST
from newslib.figures.scenes import Told, told_of
from newslib.gazetteer import named
from newslib.lexicons import Finder, PrintedWord, Row, lexicon, normal, shared, words
from newslib.passages import Passage, WordHit, between, word_roles
from newslib.quantities import quantities
from newslib.readings import Reading
from newslib.sentences import Sentence

_SMALL = ("preposition", "adverb", "particle", "subordinator", "determiner")  # "down" as a particle tells nothing
_REACH = 7  # words between a verb and the noun it makes an outcome with: "received", at last, "wounds"
_OF = 4  # words from a noun of action to its "of": "the murder last week of two"
_GLUE = 2  # words that may stand between two outcomes of one number: "killed" or else "wounded"
_JOINED = LOSSES | {LOST}
_DIGIT = re.compile(r"\d")
_NOT_NUMBERS = frozenset({"article", "joiner", "other", "ordinal", "half", "with_half"})
_FAR = 3  # sentences from one that tells of people to one that may go on with them
_CROWDED = 0.4  # share of numbers among the words above which a line is a table, not a sentence
_NEAR = 6  # words between "a" and the person
_HARM = frozenset({"killed", "wounded", "abducted"})
_OPENING = 3  # sentences of a text that say what it is about


@cache
def frame_rows(language: str) -> tuple[Finder, dict[str, list[Row]]]:
    """Nouns that make an outcome together with a verb ("received wounds"): a finder of them, and their rows by noun."""
    rows: dict[str, list[Row]] = {}
    for row in lexicon(language).rows("frames"):
        before, _, kind = row["form"].partition("@")  # "in @site": any place of a kind
        for form in [before + name for name in _names(language, kind)] if kind else [before]:
            rows.setdefault(form, []).append({**row, "form": form})
    return Finder([found[0] for found in rows.values()], index=lexicon(language).index), rows


def _names(language: str, kind: str) -> list[str]:
    """Names of all places of a kind that the registries of sides and places have."""
    names = {row["form"] for row in lexicon(language).rows("sides")}
    names |= {name for row in shared("places") for name in row["name"].split("|")}
    return [name for name in sorted(names) if any(place.kind == kind for place in named(name, language))]


def fits(form: str, patterns: str) -> bool:
    """Whether a form is one of the patterns, where ``*`` stands for any ending.

    >>> fits("taken", "took take*"), fits("spoken", "took take*")
    (True, False)
    """
    whole, stems = _patterns(patterns)
    return form in whole or form.startswith(stems)


@cache
def _patterns(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(normal(p) for p in text.split() if not p.endswith("*"))
    return whole, tuple(normal(p[:-1]) for p in text.split() if p.endswith("*"))


def _told(passage: Passage, row: Row, first: int, last: int, verb: int | None = None) -> Told:
    """A word of outcome, or a noun with the verb that makes an outcome of it."""
    voice = frozenset(row["voice"].split())
    role, word = row.get("role", "phrase"), passage.root(first, last).i
    if verb is not None and "self" not in voice:
        first, last, word = min(first, verb), max(last, verb + 1), verb
    return Told(first, last, row["outcome"], voice, role, (word,))


def words_of_outcome(passage: Passage) -> list[Told]:
    """Every outcome of a sentence, in order; outcomes joined under one number ("killed or wounded") are one."""
    hits = passage.hits("outcomes")
    known = [_told(passage, hit.row, hit.first, hit.last) for hit in hits if not _is_other_word(passage, hit)]
    plain = [told for told in known if told.outcome]
    framed = [f for f in _framed(passage, plain) if not _covered(f, known)]  # not "treated for shock"
    kept = [told for told in plain if not _is_inside(told, framed)]
    return _merged(passage, sorted([*kept, *framed], key=attrgetter("first", "last")))


def _is_other_word(passage: Passage, hit: WordHit) -> bool:
    """Whether what reads like a word of outcome is none here: the particle "down", "a ferry carrying passengers"."""
    word, before = passage.words[hit.first], passage.words[hit.first].before
    if hit.last - hit.first > 1:
        return False
    named = hit.row["role"] == "verb" and word.kind == "noun" and before.kind == "determiner"
    return word.kind in _SMALL or (named and not any(passage.does(i, "whole") for i in range(hit.last, hit.last + _OF)))


def _covered(frame: Told, plain: list[Told]) -> bool:
    """Whether a word of outcome covers a frame."""
    same = frame.counted and any((told.first, told.last) == (frame.first, frame.last) for told in plain)
    return not same and any(told.first <= frame.first and frame.last <= told.last for told in plain)


def _is_inside(one: Told, frames: Sequence[Told]) -> bool:
    """Whether a word of outcome is itself a piece of a frame."""
    return any(one.first in (f.first, f.last - 1) or one.last in (f.first + 1, f.last) for f in frames)


def _framed(passage: Passage, plain: Sequence[Told]) -> Iterator[Told]:
    """Verbs that make an outcome together with the noun nearest to them: "received wounds", "was taken to hospital"."""
    counted = {told.first: told for told in plain if told.counted}
    ends = {told.first for told in plain} - counted.keys()
    finder, known = frame_rows(passage.language)
    for hit in passage.found(finder):
        rows = _rows_left(passage, hit, known[hit.row["form"]], counted)
        verb, row = min(_verbs(passage, hit, rows, ends), key=lambda one: _steps(hit, *one), default=(None, {}))
        if row and _steps(hit, verb, row) < inf:
            yield _told(passage, row, hit.first, hit.last, verb)


def _rows_left(passage: Passage, hit: WordHit, rows: list[Row], counted: Mapping[int, Told]) -> list[Row]:
    """The rows of the noun of a frame but those of what it tells as a counted noun."""
    before, word = hit.first - 1, passage.words[hit.first]
    if word.kind == "verb" and passage.does(before, "whither"):
        return []  # "sent 90 men to back the rebels"
    if passage.does(before, "joint") and any(told.last == before for told in counted.values()):
        return []  # "has seen 90 deaths and injuries"
    if hit.first not in counted or before not in _numbers(passage):
        return rows
    return [row for row in rows if row["outcome"] != counted[hit.first].outcome]  # "caused 12 injuries"


def _verbs(passage: Passage, hit: WordHit, rows: list[Row], ends: set[int]) -> Iterator[tuple[int | None, Row]]:
    """The verb by which each row of a noun makes an outcome, or the place where one is unsaid."""
    at = _unsaid(passage, hit)
    for row in rows:
        if at is None:
            yield _verb_beside(passage, hit, row["verb"], ends), row
        elif "subject" in row["voice"]:
            yield at, row


def _steps(hit: WordHit, verb: int | None, row: Row) -> float:
    """How far the verb of a frame is from its noun, infinite where there is none or it cannot stand behind."""
    if verb is None or (verb >= hit.first and "behind" in row["voice"]):
        return inf
    return max(hit.first - verb, verb - hit.last + 1)


def _numbers(passage: Passage) -> dict[int, int]:
    """Last and first words of the numbers of a sentence, the first with its bound."""
    offset = passage.sentence.start
    spans = (passage.span(one.start - offset, one.number_end - offset) for one in passage.quantities)
    return {last - 1: first for first, last in spans if last}


def _unsaid(passage: Passage, hit: WordHit) -> int | None:
    """Where a place behind a number tells an outcome without a verb: "ten people - now in hospital", "two in hospital".

    At the dash, else at the place; None where it does not.
    """
    if not passage.does(hit.first, "place"):
        return None
    numbers, time = _numbers(passage), passage.ending("tallies").get(hit.first)
    dash = hit.first - 1 if time is None else time.first - 1
    if passage.is_dash(dash) and not numbers.keys().isdisjoint((dash - 1, dash - 2)):
        return dash
    group = passage.ending("groups").get(dash + 1)
    number = numbers.get(dash if group is None else group.first - 1)
    if number is None or passage.does(number - 1, "joint"):
        return None  # "six died, and two in hospital"
    return hit.first if group is None or passage.does(number - 1, "more") else None  # "11 more people in hospital"


def _verb_beside(passage: Passage, hit: WordHit, patterns: str, ends: set[int]) -> int | None:
    """The verb nearest to the noun of a frame, on either side of it, in the same clause; none over another outcome."""
    if not patterns:
        return hit.first
    steps = (i for step in range(1, _REACH + 1) for i in (hit.first - step, hit.last + step - 1))
    near = (i for i in steps if 0 <= i < len(passage) and fits(passage.words[i].form, patterns))
    return next((i for i in near if _joins(passage, hit, i, ends)), None)


def _joins(passage: Passage, hit: WordHit, i: int, ends: set[int]) -> bool:
    """Whether a verb may make an outcome with a noun: no clause or outcome between, no "7 dead in a shooting"."""
    verb, behind = passage.words[i], i >= hit.last
    if behind and (verb.kind == "noun" or verb.shape == "gerund"):
        return False
    gap = between(hit.first, hit.last, i, i + 1)
    particle = hit.last - hit.first == 1 and passage.words[hit.first].kind in _SMALL
    if particle and any(passage.words[k].kind == "preposition" for k in gap):
        return False  # "took place in 29 out of 262"
    return ends.isdisjoint(gap) and not any(_parts(passage, k, gap.start) for k in gap)


def _parts(passage: Passage, i: int, start: int) -> bool:
    """Whether another clause begins at a word; not by "victims of which"."""
    word = passage.words[i]
    finite = word.kind == "verb" and word.is_finite
    return finite or word.opens_clause or (i > start and passage.does(i, "relative", "adversative", "contrast", "part"))


def _merged(passage: Passage, found: Sequence[Told]) -> list[Told]:
    """Joins outcomes of one number, which are casualties: "killed and wounded", never to be split."""
    result: list[Told] = []
    for one in found:
        last = result[-1] if result else None
        if last is not None and _joined(passage, last, one):
            outcome = last.outcome if last.outcome == one.outcome else "casualties"
            words, joint = (*last.words, *one.words), last.outcome != one.outcome
            result[-1] = replace(last, last=one.last, outcome=outcome, joint=joint, words=words)
        elif last is None or one.first >= last.last:
            result.append(one)
    return [one for one in result if one.outcome]


def _joined(passage: Passage, left: Told, right: Told) -> bool:
    """Whether two words of outcome stand under one number."""
    between = range(left.last, right.first)
    if not 0 < len(between) <= _GLUE or not all(_may_glue(passage, i) for i in between):
        return False
    joint = any(passage.does(i, "joint") for i in between) or (left.counted and _goes_on(passage, right.last))
    return joint and _are_alike(passage, left, right) and not passage.has("in_turn")


def _are_alike(passage: Passage, left: Told, right: Told) -> bool:
    """Whether two words of outcome may befall the same people."""
    if any(left.first < first < left.last for first in _numbers(passage).values()):
        return False  # "crushed five people to death, and injured"
    stated = any(passage.does(i, "copula") for i in (left.first - 1, left.first - 2))  # "were either dead or captured"
    return (left.counted == right.counted or stated) and {left.outcome, right.outcome} <= _JOINED


def _goes_on(passage: Passage, i: int) -> bool:
    """Whether a list of outcomes goes on: "dead, wounded and missing", "dead/wounded"."""
    return passage.does(i, "joint") or passage.is_sign(i, ",/") or passage.is_sign(i - 2, "/")


def _may_glue(passage: Passage, i: int) -> bool:
    joins = passage.does(i, "joint", "copula") and not passage.does(i, "adversative")
    return joins or passage.is_sign(i, ",/")


def worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    """Numbers of the sentences that can hold a figure: a word of outcome and a number, or a number near one.

    Args:
        reading: the text, cut into sentences.
        numbers: sentences of one language, in reading order.

    >>> from newslib.readings import read
    >>> text = "The talks went on. Two men died. They had met on Monday. Three of them were children."
    >>> worth_parsing(read(text, candidates=["en"]), [0, 1, 2, 3])
    [1, 3]
    """
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers)) if numbers else []


def _worth_parsing(reading: Reading, numbers: list[int]) -> list[int]:
    wanted: list[int] = []
    last = -_FAR  # the last sentence that told of people
    for number in numbers:
        sentence = reading.sentences[number]
        cut = words(sentence.text)
        told = _outcomes_in(sentence.text, sentence.language, cut)
        follows = number - last < _FAR
        if told:
            last = number
        elif not follows:
            continue
        harmed = follows or not told.isdisjoint(_HARM)
        if (harmed and _names_one(cut, sentence.language)) or _counted(reading, number, cut):
            wanted.append(number)
            last = number
    return wanted


def _outcomes_in(text: str, language: str, cut: list[PrintedWord]) -> set[str]:
    """The outcomes that words of a sentence tell."""
    told = {hit.row["outcome"] for hit in lexicon(language).finder("outcomes").find(text, cut) if hit.row["outcome"]}
    finder, rows = frame_rows(language)
    for hit in finder.find(text, cut):
        for row in rows[hit.row["form"]]:
            if any(fits(word.form, row["verb"]) for word in cut):
                told.add(row["outcome"])
    return told


def _names_one(cut: list[PrintedWord], language: str) -> bool:
    """Whether one person without a numeral may be there: "a woman was wounded"."""
    roles, persons = word_roles(language), _persons(language)
    ones = (i for i, word in enumerate(cut) if not {"someone", "one_more"}.isdisjoint(roles.get(word.form, ())))
    return any(word.form in persons for i in ones for word in cut[i + 1 : i + 1 + _NEAR])


def _counted(reading: Reading, number: int, cut: list[PrintedWord]) -> bool:
    """Whether the sentence has numbers that may count people, and is no table of numbers."""
    sentence = reading.sentences[number]
    if not _DIGIT.search(sentence.text) and _numerals(sentence.language).isdisjoint(word.form for word in cut):
        return False
    found = len(quantities(sentence.text, sentence.language))  # as they are read in a parsed sentence
    return 0 < found <= _CROWDED * len(cut) + 1


@cache
def _persons(language: str) -> frozenset[str]:
    tables = lexicon(language)
    forms = [row["form"] for row in tables.rows("groups") if row["group"]]
    forms += [row["form"] for row in tables.rows("sides")]
    return frozenset(normal(form) for form in forms if " " not in form)


@cache
def _numerals(language: str) -> frozenset[str]:
    """Every word that the forms of numbers are made of."""
    tables = lexicon(language)
    numerals = [row for row in tables.rows("numerals") if row["kind"] not in _NOT_NUMBERS]
    return frozenset(word.form for row in [*numerals, *tables.rows("vague")] for word in words(row["form"]))


def opening(reading: Reading, numbers: list[int]) -> str:
    """What a text opens with: ``event``, ``war``, ``spread``, ``day`` (a day's report), empty where it tells none."""
    first = (reading.sentences[number] for number in numbers[:_OPENING])
    return told_of(row for sentence in first for row in _rows(sentence))


def _rows(sentence: Sentence) -> Iterator[Row]:
    """The rows of words that tell what a sentence is about."""
    tables, more = lexicon(sentence.language), word_roles(sentence.language)
    found = (hit for table in ("happenings", "function_words") for hit in tables.finder(table).find(sentence.text))
    yield from {(hit.start, hit.row["form"]): hit.row for hit in found}.values()
    for hit in tables.finder("tallies").find(sentence.text):
        if hit.row["tally"] == "increment" and "more" not in more.get(normal(hit.row["form"]), ()):
            yield {"role": "day"}
