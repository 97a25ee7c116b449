"""What a statement answers: the claims that it denies, doubts, confirms, retracts or leaves uncommented."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, dropwhile
from operator import attrgetter

from newslib.claims.records import Attributed, Claim
from newslib.figures.places import mentions
from newslib.gazetteer import inside
from newslib.lexicons import Hit, lexicon, words
from newslib.readings import Reading
from newslib.statements import Statement

BACK = 50  # claims told before a statement that it may answer
REACH = 1200  # code points before a number in which the word of blame or the act is looked for
_OWN_DEED = 6  # words before a word of blame that tell of who speaks: "claimed that its men carried out"
_BEHIND = 40  # code points behind a cue in which a word of blame may stand
_OPENING = 3  # words of a content that tell that it is about a deed
_start = attrgetter("figure.start")
ANSWERING = frozenset({"denies", "doubts", "no_comment", "retracts", "confirms"})


def leaves_standing(statement: Statement, place: int, reading: Reading) -> bool:
    """Whether somebody denies or claims an act or a part in it, not the number that tells of it.

    The number then follows a word of blame, or opens a clause on the act and no clause is denied. Who claims the
    responsibility says what a clause on the act tells no more than who denies it.

    Args:
        statement: of any stance.
        place: where the number starts, code point of the article.
        reading: the article as read.
    """
    start = max(statement.content[0], place - REACH)
    if statement.stance not in ("denies", "asserts") or not statement.content[0] <= place:
        return False
    language = reading.sentences[reading.touching((start, place + 1))[0]].language
    hits = lexicon(language).finder("clause_words").find(reading.text[start:place])
    roles = [hit.roles for hit in hits]
    blamed = list(dropwhile(lambda one: "blame" not in one, roles))
    if statement.stance == "asserts":  # "claimed responsibility for the blast that killed 12"
        blame = next((hit.start for hit in hits if "blame" in hit.roles), 0)
        own = len(words(reading.text[start : start + blame])) <= _OWN_DEED
        return (own and any("scene" in one for one in blamed)) or _takes_blame(statement, place, reading)
    clause = any("complementizer" in one and "scene" not in one for one in roles)
    return bool(blamed) or (not clause and "scene" in set().union(*roles))


def _takes_blame(statement: Statement, place: int, reading: Reading) -> bool:
    """Whether a cue behind a number takes a word of blame: "80 died before, and militants claimed responsibility"."""
    start, end = statement.cue or (0, 0)
    behind, *_ = reading.text[end : end + _BEHIND].split(",")
    return place < start and owns_up(replace(statement, content=(start, end + len(behind))), reading)


def owns_up(statement: Statement, reading: Reading) -> bool:
    """Whether somebody claims a deed and tells nothing of what came of it: "claimed responsibility for the attack"."""
    head = reading.text[slice(*statement.content)]
    cut = words(head)[:_OPENING]
    language = reading.sentences[min(reading.touching(statement.content), default=0)].language
    hits = lexicon(language).finder("clause_words").find(head[: cut[-1].end] if cut else "")
    return statement.stance == "asserts" and any("blame" in hit.roles for hit in hits)


def answered(told: Attributed, claimed: Sequence[Claim], reading: Reading) -> tuple[str, ...]:
    """Ids of the claims that a statement answers.

    A statement that denies, doubts, confirms, retracts or leaves uncommented answers the figures it holds that somebody
    else put forward, with those told before of the same number and outcome; else those of the same outcome told before
    it, of the place that it names if it names one; else, when it names no outcome at all, those of the sentence right
    before it.

    Args:
        told: the statement.
        claimed: the claims of the article in order of their starts; of those before it the last fifty count.
        reading: the article as read.
    """
    if told.statement.stance not in ANSWERING:
        return ()
    start, end = told.statement.content
    others = list(_of_others(told, claimed, reading))
    held = [claim for claim in others if start <= claim.figure.quantity.number_start < end]
    same = set(map(_number, held))
    found = [claim for claim in others if claim in held or (claim.figure.start < start and _number(claim) in same)]
    return tuple(claim.claim_id for claim in found or _meant(told, others, reading))


def _of_others(told: Attributed, claimed: Sequence[Claim], reading: Reading) -> Iterator[Claim]:
    """The claims of others that a statement holds, or that are told before it: no numbers that it leaves standing."""
    start, end = told.statement.content
    ends = min(start, told.statement.place), max(end, told.statement.place)
    first, last = (bisect_left(claimed, one, key=_start) for one in ends)
    for claim in claimed[max(0, first - BACK) : last]:
        if not (_own(claim, told) or leaves_standing(told.statement, claim.figure.quantity.number_start, reading)):
            yield claim


def _number(claim: Claim) -> tuple[str, float | None]:
    return claim.figure.outcome, claim.figure.quantity.stated


def _meant(told: Attributed, others: Sequence[Claim], reading: Reading) -> Iterator[Claim]:
    """The claims told before a statement without a number that it may answer."""
    before = others[: bisect_left(others, told.statement.place, key=_start)]
    outcomes = {hit.row["outcome"] for hit in _hits(told, reading, "outcomes")}
    if leaves_standing(told.statement, told.statement.content[1], reading):
        return
    if outcomes:
        there = list(_places(told, reading))
        yield from (one for one in before if one.figure.outcome in outcomes and _may_lie_in(one, there))
    elif _turns_on_words(told, reading):
        here = min(reading.touching((told.statement.place, told.statement.place + 1)), default=0)
        near = {here - 1, here}
        yield from (c for c in before if near.intersection(reading.touching((c.figure.start, c.figure.end))))


def _places(told: Attributed, reading: Reading) -> Iterator[str]:
    """The places that a statement names."""
    start, end = told.statement.content
    for number in reading.touching((start, end)):
        named = (one for one in mentions(reading.sentences[number]) if start <= one.start < end)
        yield from (one.place_id for one in named if one.place)


def _may_lie_in(claim: Claim, there: Sequence[str]) -> bool:
    """Whether a claim may be of one of some places: told in it, or without a place and no count of a whole war."""
    if not claim.figure.place_id:
        return not there or claim.figure.tally != "cumulative"
    return not there or any(inside(claim.figure.place_id, one) for one in there)


def _own(claim: Claim, told: Attributed) -> bool:
    if claim.statement_id == told.statement_id:
        return claim.source is not None
    name = told.source.source_id or told.source.name if told.source else None
    return name is not None and name in (claim.source_id, claim.source_name)


def _turns_on_words(told: Attributed, reading: Reading) -> bool:
    """Whether an answer is to something said or counted, "this", "the reports", "the toll", and not to a deed.

    Who says nothing, or doubts, has no deed to answer for.
    """
    statement = told.statement
    if statement.stance in ("no_comment", "doubts") or statement.content == statement.cue:
        return True
    words = (hit for hit in _hits(told, reading, "clause_words") if _points(hit, statement))
    nouns = (hit for hit in _hits(told, reading, "cues") if "noun" in hit.row["kind"].split("|"))
    documents = (hit for hit in _hits(told, reading, "roles") if hit.row["kind"] == "document")
    return any(map(bool, chain(words, nouns, documents, _hits(told, reading, "tolls"))))


def _points(hit: Hit, statement: Statement) -> bool:
    """Whether a word points back: alone, or several together."""
    start, end = statement.content
    return "back" in hit.roles and (hit.end - hit.start == end - start or " " in hit.row["form"])


def _hits(told: Attributed, reading: Reading, table: str) -> Iterator[Hit]:
    """The words of a table in what the statement is about."""
    for start, end in told.statement.content_parts:
        for language in {reading.sentences[number].language for number in reading.touching((start, end))}:
            yield from lexicon(language).finder(table).find(reading.text[start:end])
