"""Verbs of saying in a clause: who is their subject, and on which side stands what was said."""

from __future__ import annotations

from dataclasses import replace

from newslib.spans import Span
from newslib.statements.by_clause.cues import FoundCue, is_converb, is_plural
from newslib.statements.by_clause.marked_words import MarkedWords
from newslib.statements.by_clause.passages import CARRYING, Attribution, Passage
from newslib.statements.by_clause.phrases import (
    KNOWN,
    LOOSE,
    SURE,
    Phrase,
    any_speaker,
    apposition,
    body_in_place,
    document_in_place,
    leading_noun_phrase,
    subject,
)
from newslib.statements.by_clause.verbs import Verb, words_of

_WANTED = {"count": ("number", "outcome"), "figure": ("report_noun",)}  # marks that one word beside the verb must have


def spoken(p: Passage, n: int, cue: FoundCue, since: int, until: int) -> Attribution | None:
    """The attribution that a verb or a phrase of saying makes; None when it makes none.

    Args:
        p: the sentence.
        n: number of the clause.
        cue: the verb, or a phrase without a person ("it is reported").
        since: first word of the clause that belongs to no other cue.
        until: last word that does.
    """
    verb = Verb(p, n, cue, since, until)
    phrase, inverted = _who(verb)
    made = _sides(verb, phrase, inverted)
    if phrase is not None and _own_voice(verb.m, phrase):
        return None
    if cue.row["takes"] in _WANTED and not _holds_wanted(verb, phrase):
        return None
    if cue.row["takes"] == "named" and phrase is None:
        return None
    heard = made.whole or made.before or verb.m.has(since, "parenthesis")
    if cue.row["takes"] == "clause" and (made.announces or not heard or _is_loose(phrase)):
        return None
    if cue.row["takes"] == "clause" and (phrase is None or phrase.sure < KNOWN) and not verb.opened:
        return None
    source, appended = extended(p, n, phrase)
    start, end = _region(verb, phrase, inverted, made)
    return replace(
        made, cue=p.span(cue.first, cue.last), source=source, plural=is_plural(verb.m, cue),
        relay=p.span(*phrase.relay) if phrase and phrase.relay else None, region=(start, max(end, appended)),
    )  # fmt: skip


def _holds_wanted(verb: Verb, phrase: Phrase | None) -> bool:
    """Whether a verb that only sometimes tells something has what it takes: numbers to count, a figure to give."""
    wanted = _WANTED[verb.cue.row["takes"]]
    around = (*verb.rest(phrase), *verb.front(phrase))
    told = verb.opened and verb.cue.row["takes"] == "count"
    return phrase is not None and phrase.sure >= SURE and (told or any(verb.m.has(k, *wanted) for k in around))


def extended(p: Passage, n: int, phrase: Phrase | None) -> tuple[Span | None, int]:
    """The source as a span, with the apposition after its clause ("…, head of the ministry,"), and where that ends."""
    if phrase is None:
        return None, 0
    source = p.span(phrase.first, phrase.last)
    if phrase.last != p.zone(n)[1] or n + 1 >= len(p.clauses) or p.clauses[n + 1].opener != "comma":
        return source, 0
    closed = n + 2 >= len(p.clauses) or p.clauses[n + 2].opener in ("comma", "dash", "colon", "stop", "quotation")
    first, last = p.zone(n + 1)
    if closed and apposition(p.marked, first, last):
        source = source[0], p.span(first, last)[1]
        return source, source[1]
    return source, 0


def begins(p: Passage, n: int) -> bool:
    """Whether a contrast sets clause ``n`` off from those before it."""
    return n > 0 and (p.clauses[n].opener == "semicolon" or p.marked.has(p.zone(n)[0], "conjunction"))


def _is_loose(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.sure <= LOOSE


def _own_voice(m: MarkedWords, phrase: Phrase) -> bool:
    """Whether the source is "I" or "we": then the text speaks for itself."""
    return all(m.has(k, "pronoun:speaker", "pronoun:speaker oblique") for k in words_of(phrase))


def _who(verb: Verb) -> tuple[Phrase | None, bool]:
    """The source of a verb and whether it stands after it."""
    m, cue, since, until = verb.m, verb.cue, verb.since, verb.topic - 1
    before = subject(m, since, cue.first - 1, after_cue=False)
    after = subject(m, cue.last + 1, until, after_cue=True)
    inverted = after is not None and after.sure >= SURE
    if cue.kind == "phrase" and not inverted and (place := document_in_place(m, cue.last + 1, until)):
        return place, True
    if before and before.sure >= SURE:
        return before, False
    if after and after.sure >= SURE:
        return after, True
    if cue.kind == "phrase":
        return document_in_place(m, since, cue.first - 1), False
    if is_plural(m, cue) and (place := body_in_place(m, cue.last + 1, until)):
        return place, True
    if before is None and (shared := _shared_subject(verb)):
        return shared, False
    if is_plural(m, cue) and (place := body_in_place(m, since, cue.first - 1)):
        return place, False
    if m.has(since, "pronoun:relative") and verb.n:
        return any_speaker(m, 0, since - 1), False
    if after and not (before and before.last == cue.first - 1):
        return after, True
    if before is None and verb.opened:
        before = leading_noun_phrase(m, since, cue.first - 1)
    return before, False


def _shared_subject(verb: Verb) -> Phrase | None:
    """The subject that a verb shares with one before it: in its clause, or in the one that a conjunction goes on."""
    first, _ = verb.p.zone(verb.n)
    earlier = (first, verb.since - 1)
    if first == verb.since and is_converb(verb.m, verb.cue):
        return _of_main_verb(verb)
    if first == verb.since:
        if verb.n and verb.m.has(first, "conjunction"):
            earlier = verb.p.zone(verb.n - 1)
        elif verb.n > 1 and first == verb.cue.first:
            return _around_insertion(verb)
        else:
            return None
    found = subject(verb.m, *earlier, after_cue=False)
    return found if found and found.sure >= SURE else None


def _of_main_verb(verb: Verb) -> Phrase | None:
    """The subject of the clause that a participle goes with: "the spokesman showed a picture, saying that ..."."""
    for n in range(verb.n - 1, -1, -1):
        found = None if verb.p.clauses[n].quotation else subject(verb.m, *verb.p.zone(n), after_cue=False)
        if found and found.sure >= SURE:
            return found
    return None


def _around_insertion(verb: Verb) -> Phrase | None:
    """The subject that a clause between commas parts from its verb: "the official, who asked for ..., said"."""
    clauses, n = verb.p.clauses, verb.n
    if clauses[n].opener != "comma" or clauses[n - 1].opener != "comma" or clauses[n - 2].quotation:
        return None
    first, last = verb.p.zone(n - 2)
    found = subject(verb.m, first, last, after_cue=False)
    return found if found and found.sure >= SURE and found.last == last else None


def _sides(verb: Verb, phrase: Phrase | None, inverted: bool) -> Attribution:
    """Where what was said stands, by the first rule that fits."""
    p, n, cue, m = verb.p, verb.n, verb.cue, verb.m
    made = Attribution(
        cue.row, None, None, (0, 0), begins=begins(p, n) or m.has(verb.since, "conjunction"), ahead=p.list_follows(n)
    )
    if m.has(verb.since, "parenthesis"):  # as X said, …
        return replace(made, before=n > 0, after=True)
    names_event = not inverted and all(k > cue.last and m.has(k, "topic") for k in verb.back_words)
    if verb.back_words and not verb.opened and not names_event:  # X reported this; of the attack reported X
        alone = p.number == n == 0  # nothing stands before it to point back to
        return replace(made, before=n > 0, back=n == 0, announces=alone)
    rest, front = verb.rest(phrase), verb.front(phrase)
    topic = any(m.has(k, "topic") for k in (*rest, *verb.back_words))
    thing = bool(rest) and not m.has(rest[0], "preposition")
    colon = verb.opened and p.clauses[n + 1].opener == "colon"
    silent = {**cue.row, "takes": ""} if cue.row["stance"] == "confirms" else cue.row
    turned_down = cue.row["stance"] not in CARRYING and bool(rest) and not inverted
    headed = n == 1 and p.clauses[n].opener == "colon"  # thirty dead: X named the losses
    if topic or (turned_down and not verb.opened):  # X reported on …; X doubts …
        return replace(made, before=headed, after=True, whole=True, announces=True)
    named_only = not verb.opened or (colon and cue.row["takes"] != "report")
    if thing and named_only and not (inverted or front):  # X published …
        limit = None if cue.row["takes"] in ("report", "count", "figure") else _object_ends(p, n)
        return replace(made, row=silent, before=headed, after=True, whole=True, announces=True, limit=limit)
    if colon and front and not inverted:  # the losses X put at …: …
        return replace(made, before=True, after=True)
    if verb.opened:  # X said that …; X said: …
        announces = thing and colon and not inverted and cue.row["stance"] != "confirms"
        return replace(made, after=True, whole=True, before=inverted and n > 0, announces=announces)
    return _unopened(verb, phrase, inverted, made)


def _unopened(verb: Verb, phrase: Phrase | None, inverted: bool, made: Attribution) -> Attribution:
    """Where what was said stands when no clause after the verb holds it, by the first rule that fits."""
    p, n = verb.p, verb.n
    rest, front = verb.rest(phrase), verb.front(phrase)
    if inverted and n == 0 and verb.fronted:  # on … reported X
        return replace(made, before=True, announces=True)
    if middle := verb.middle(phrase):  # X this claim denied
        return replace(made, before=True, earliest=p.span(middle[0], middle[0])[0])
    if inverted and not (n or rest or front) and len(p.clauses) == 1:  # reports X
        return replace(made, back=True)
    if phrase is not None and not inverted:  # the losses X put at …; while … the ministry renewed its bulletin
        earliest = p.span(front[0], front[0])[0] if front and verb.shares(phrase) else None
        return replace(made, before=bool(front), after=bool(front and rest), announces=not front, earliest=earliest)
    return replace(made, before=n > 0 or bool(front), after=inverted and n > 0)


def _region(verb: Verb, phrase: Phrase | None, inverted: bool, made: Attribution) -> Span:
    """What is never content: the verb, its source and "this"; the whole clause unless content stands in it."""
    apart = made.earliest is not None or verb.shares(phrase)
    own = [*range(verb.cue.first, verb.cue.last + 1), *(() if apart else words_of(phrase))]
    start = min([*own, *(k for k in verb.back_words if k < verb.cue.first)])
    if not inverted and not made.before:
        start = min(start, verb.since)
    within = made.announces or (made.before and made.after and not inverted)
    end = max(own) if within else max(*own, verb.until)
    return verb.p.span(start, end)


def _object_ends(p: Passage, n: int) -> int | None:
    """What a verb has as its object goes no further than the next colon, semicolon or dash."""
    for clause in p.clauses[n + 1 :]:
        if clause.opener in ("colon", "semicolon", "dash", "stop"):
            return clause.start
    return None
