"""Whose words they are: who passes on what others say, and clauses that are another source's word."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from newslib.passages import Word, printed
from newslib.sources.names import identify
from newslib.sources.registry import RELAYS
from newslib.spans import Span
from newslib.statements import phrases
from newslib.statements.frames import Frame
from newslib.statements.outlines import Outline
from newslib.statements.records import Attribution
from newslib.statements.subjects import LIKELY, SURE, after_preposition, past_adjectives

_NAMING = ("determiner", "noun", "name", "adjective")
_LIGHT = ("preposition", "adverb", "adjective")
_BOUND = 4  # words and signs between who counts and the number: ", at more than"
_TOLD = frozenset({"clause", "toll", "object", "preposition", "infinitive"})


def is_relay(mention: str, language: str) -> bool:
    """Whether a mention names an agency or outlet, by the registry or by a common noun for one.

    Args:
        mention: a source as printed.
        language: BCP 47 code of the text around it.

    >>> [is_relay(m, "en") for m in ("the official news agency TASS", "foreign media", "the press secretary")]
    [True, True, False]
    """
    return identify(" ".join(mention.split()), language, None).kind in RELAYS


# words with heads


def relayed(frames: Sequence[Frame]) -> list[Frame]:
    """Frames whose relay is named in the sentence, each with its own source; frames that only name a relay are dropped.

    What an agency reports "citing officials" is said by the officials. A person who quotes others stays the source.
    """
    found = list(frames)
    dropped: set[int] = set()
    for k in range(len(found)):
        if found[k].cue.kind == "verb":
            _hear(found, k)
            dropped |= _quote(found, k) | _cite(found, k)
    return [frame for k, frame in enumerate(found) if k not in dropped]


def _hear(found: list[Frame], k: int) -> None:
    """ "told Reuters" """
    hearer = phrases.child(found[k].cue.token, "object", "recipient", "passive_subject")
    if "person" in found[k].cue.takes and hearer is not None and _is_relay(found[k], hearer):
        found[k] = replace(found[k], relay=phrases.mention(hearer))


def _quote(found: list[Frame], k: int) -> set[int]:
    """ "X was quoted by the agency as saying", "the agency quoted X as saying": drops the frame of the quoting."""
    frame, token = found[k], found[k].cue.token
    quoting = token.head.head
    outer = next((n for n, f in enumerate(found) if f.cue.token == quoting and "relayed" in f.cue.takes), None)
    if outer is None or token.link != "governed_clause" or not quoting.is_verb:
        return set()
    agency = frame.cue.subject(quoting)
    before = phrases.child(quoting, "clause")
    ahead = phrases.subtree(before) if before is not None and before.i < quoting.i else set()
    if agency is not None and not _is_relay(frame, agency) and (frame.content or not ahead):
        return set()
    relay = phrases.mention(agency) if agency is not None else set()
    found[k] = replace(frame, relay=relay, content=frame.content or ahead)
    return {outer}


def _cite(found: list[Frame], k: int) -> set[int]:
    """ "the agency reported, citing officials": the officials are the source of the reporting frame."""
    cue, token = found[k].cue, found[k].cue.token
    if "relayed" not in cue.takes:
        return set()
    cited = phrases.child(token, "object")
    others = (n for n, other in enumerate(found) if n != k and other.content and other.source)
    n = next((n for n in others if cited is not None and _leans_on(token, found[n])), None)
    if n is None or cited is None:
        return set()
    other, speaker = found[n], cue.subject(found[n].cue.token)
    if speaker is not None and _is_relay(found[k], speaker):
        content = other.content - phrases.subtree(token) or other.content
        found[n] = replace(other, relay=other.source, source=phrases.mention(cited), content=content)
    elif found[k].content and not cue.can_speak(cited):  # "the mayor resigned, citing the deaths of 12 people"
        found[n] = replace(other, content=other.content - phrases.subtree(token) or other.content)
        return set()
    return {k}


def _leans_on(token: Word, other: Frame) -> bool:
    """Whether a participle hangs on the verb of another frame or on its subject."""
    if token.i in other.content and token.i > 0 and token.before.text == ",":
        return True  # "reported that 50 died, citing officials"
    hangs = token.link in ("adjunct", "reduced", "preposition", "open")
    return hangs and (token.head == other.cue.token or token.head.i in other.source)


def _is_relay(frame: Frame, noun: Word) -> bool:
    words = sorted(phrases.mention(noun))
    return is_relay(printed(frame.doc[words[0] : words[-1] + 1]), frame.cue.language)


# words in their order


def at_one_remove(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Joins "writes the agency, citing the ministry" and "said the mayor, writes the agency": it is their relay."""
    joined: list[Attribution] = []
    for one in found:
        merged = _merged(o, joined[-1], one) if joined else None
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(one)
    return joined


def _merged(o: Outline, last: Attribution, one: Attribution) -> Attribution | None:
    """Two neighbours as one attribution with its relay, None when each stands for itself."""
    region = min(last.region[0], one.region[0]), max(last.region[1], one.region[1])
    if _by_the_way(o, last, one):
        return replace(one, relay=one.relay or last.source)
    if one.takes == "behind" and last.source and (cited := _cited(o, last, one, region)):
        return cited
    return _passed_on(o, last, one, region) if one.kind == "verb" else None


def _cited(o: Outline, last: Attribution, one: Attribution, region: Span) -> Attribution | None:
    """Whom an agency cites, with the agency as relay; one that cites itself stays the source."""
    if one.relay and _closes_line(o, last, one):
        return replace(last, relay=one.relay)
    if one.source is None:
        return None
    if _names_nobody(o, one.source):
        return replace(last, region=region)
    apart = not (last.before or last.back)  # "the agency reports, citing the police, on two dead"
    after = last.after or (apart and one.after)
    return replace(last, source=one.source, relay=last.source, region=region, after=after)


def _passed_on(o: Outline, last: Attribution, one: Attribution, region: Span) -> Attribution | None:
    """Who speaks, with the agency behind him that passes it on: "said the mayor, writes the agency"."""
    if last.relay or not (last.source and one.source) or not relays(o, one.source):
        return None
    between = o.text_of((last.region[1], max(one.region[0], last.region[1])))
    if not re.search(r"\w", between) and not relays(o, last.source):
        return replace(last, relay=one.source, region=region)
    alone = o.clauses[-1].start >= one.region[0] and one.region[1] >= o.clauses[-1].end
    return replace(last, relay=one.source, limit=one.region[0]) if alone and last.whole else None


def _names_nobody(o: Outline, source: Span) -> bool:
    """Whether what is cited is a document of nobody else: "citing its own data"."""
    numbers = o.words_of(source)
    return o.heads_document(numbers[0], numbers[-1]) and not any(one.is_somebody for k in numbers for one in o.names(k))


def relays(o: Outline, source: Span) -> bool:
    """Whether a source in a sentence is an agency or outlet."""
    return is_relay(o.text_of(source), o.language)


def _by_the_way(o: Outline, last: Attribution, one: Attribution) -> bool:
    """Whether an agency stands in an insertion before who speaks: "new data, as the agency writes, gave the chief"."""
    if not (last.source and one.source) or one.kind != "verb" or one.takes == "clause":
        return False
    n = o.clause_at(last.region[0])
    return n is not None and o.has(o.zone(n)[0], "parenthesis") and relays(o, last.source)


def _closes_line(o: Outline, last: Attribution, one: Attribution) -> bool:
    """Whether a line ends in "- the agency, citing …": it passes on what somebody said before."""
    here = next((clause for clause in o.clauses if clause.start == one.region[0]), None)
    return here is not None and here.opener == "dash" and last.region[1] <= here.start


def owned(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Gives a claim in somebody's mouth to its owner.

    "The army denied the rebels' claim of 30 dead": beside the denial stands what the rebels say. "The agency passes on
    the words of the minister": the minister says it, the agency is the relay.
    """
    told: list[Attribution] = []
    for one in found:
        owner = _owner(o, one, one.source) if one.source and (one.announces or one.before) else None
        if owner is None or one.source is None:
            told.append(one)
        elif not one.stands_behind:
            row = {**one.row, "stance": "asserts"}
            told += [one, Attribution(row, None, owner, (owner[0], owner[1]), after=True)]
        elif one.takes == "quotes" or relays(o, one.source):
            region = one.region[0], max(owner[1], one.region[1])
            told.append(replace(one, source=owner, relay=one.source, region=region))
        else:
            told.append(one)
    return told


def _owner(o: Outline, one: Attribution, source: Span) -> Span | None:
    """Whose document or words the object of a verb are: "denied the claims of the rebels", "quotes the mayor"."""
    if one.before and not (one.cue is not None and source > one.cue):
        return None
    own = o.words_of(source)
    start = one.cue[1] if one.before and one.cue else one.region[1]
    after = next((k for k in range(len(o.words)) if o.span(k, k)[0] >= start and k not in own), None)
    if after is None:
        return None
    last = own[0] - 1 if one.before and after < own[0] else o.last
    quotes = one.takes == "quotes"
    told = _told_at(o, after)
    head = after - 1 if quotes and told is None else told
    phrase = None if head is None else after_preposition(o, head + 1, last, closed=one.before)
    if phrase is None or phrase.sure < (LIKELY if one.before or quotes else SURE):
        return None
    return o.span(phrase.first, phrase.last)


def _told_at(o: Outline, k: int) -> int | None:
    """The word for a document or for what somebody said that stands at a place, adjectives before it."""
    head = k if o.has(k, "speech") else past_adjectives(o, k, k + 2)
    return head if o.is_document(head) or o.has(head, "speech") else None


# clauses of another source


def parted(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, each without the clauses in which somebody else is set against it or beside it.

    Such a clause stands in the same sentence behind a word of contrast or a conjunction, and has its own source.
    """
    found = list(frames)
    for k, frame in enumerate(found):
        clause, own = _set_apart(frame)
        found[k] = replace(frame, content=own)
        for n, outer in enumerate(found if clause else ()):
            if n != k and outer.cue.token.i not in clause and clause & outer.content != outer.content:
                found[n] = replace(outer, content=outer.content - clause)
    return _in_turn(_halved([part for frame in found for part in _gapped(frame)]))


def _gapped(frame: Frame) -> list[Frame]:
    """The frame, and another for whom its verb is left out: "Kyiv put the toll at 30, Moscow at 12"."""
    told = [i for i in frame.content if frame.doc[i].numeric]
    if frame.cue.kind != "verb" or not frame.source or not told:
        return [frame]
    marks = (word.i for word in frame.doc[min(told) + 1 :] if word.text in (",", ";"))
    source, content = next(filter(None, (_remnant(frame, mark) for mark in marks)), (set(), set()))
    if not source:
        return [frame]
    return [replace(frame, content=frame.content - source - content), replace(frame, source=source, content=content)]


def _remnant(frame: Frame, mark: int) -> tuple[set[int], set[int]] | None:
    """Who is named behind a comma and what he counts, where no verb, nor a noun for those counted, stands between."""
    behind = [word for word in frame.doc[mark + 1 :] if word.kind != "space"]
    named = list(takewhile(lambda word: word.kind in _NAMING, behind))
    counted = list(dropwhile(lambda word: not word.numeric, behind[len(named) :]))
    between = behind[len(named) : len(behind) - len(counted)]
    light = len(between) <= _BOUND and all(w.kind in _LIGHT or (w.is_sign and w is between[0]) for w in between)
    speaks = bool(named) and named[-1].kind != "determiner" and frame.cue.can_speak(named[-1])
    if not (speaks and light and counted) or any(word.is_verb or word.text == "," for word in counted):
        return None
    return {word.i for word in named}, {word.i for word in (*between, *counted) if not word.is_sign}


def _halved(found: list[Frame]) -> list[Frame]:
    """Cuts at a semicolon what two sources say on its two sides."""
    marks = [word.i for word in found[0].doc if word.text == ";"] if found else []
    for mark in marks:
        if len({frame.cue.token.i > mark for frame in found if frame.source}) > 1:
            found = [_half(frame, mark) for frame in found]
    return found


def _half(frame: Frame, mark: int) -> Frame:
    """A frame with what stands on its side of a mark, where anything does."""
    half = {i for i in frame.content if (i > mark) == (frame.cue.token.i > mark)}
    return replace(frame, content=half) if half else frame


def _in_turn(found: list[Frame]) -> list[Frame]:
    """Shares out what several sources stand behind: "from 12, according to Kyiv, to 30, according to Moscow"."""
    turns = [k for k, frame in enumerate(found) if frame.cue.kind == "preposition" and frame.source]
    start = 0
    for k in turns if len(turns) > 1 else ():
        frame, first = found[k], min(found[k].cue.tokens)
        if ahead := frame.content.intersection(range(start, first)):
            found[k] = replace(frame, content=ahead)
        start = max(frame.source) + 1
    return found


def _set_apart(frame: Frame) -> tuple[set[int], set[int]]:
    """Tokens of the clause of a frame when it is set beside another one, else none; what is left of its content."""
    cue, own = frame.cue, frame.content
    verb = cue.token if cue.kind == "verb" else phrases.clause_of(cue.token)
    if verb is None:
        return set(), own
    if verb.link == "clause" and verb.i < verb.head.i and (turn := _turn(frame, verb)):
        return turn, {i for i in own if i < verb.i}
    clause: set[int] = set()
    if verb.link in ("relative", "reduced"):
        clause = _remark(frame, verb.head) or _told_there(frame, verb)
    elif own and _speaks(frame, verb) and _stands_beside(frame, verb):
        clause = phrases.subtree(verb)
    return clause, own & clause or own if cue.kind == "preposition" else own


def _turn(frame: Frame, verb: Word) -> set[int]:
    """What one says before another's turn, with who says it: '"Nine died," said X, while "ten did," said Y'."""
    if not (frame.source and frame.content) or not min(frame.content) <= verb.i < min(frame.source):
        return set()
    behind = frame.doc[max(frame.source) + 1 : verb.head.i]
    turn = next((word.i for word in behind if frame.cue.is_word(word, "contrast")), None)
    return set(range(min(frame.content), turn)) if turn is not None else set()


def _remark(frame: Frame, noun: Word) -> set[int]:
    """What is told with who gave it: "above the 1,200 that Kyiv reported"; ", a claim that Kyiv denied"."""
    if frame.source and noun.shape == "cardinal" and noun.i in frame.content:
        return phrases.subtree(noun)
    behind = noun.first.i > 0 and noun.first.before.is_sign
    remark = behind and frame.cue.row["stance"] != "asserts" and frame.cue.is_claim(noun)
    return phrases.subtree(noun) if remark else set()


def _told_there(frame: Frame, verb: Word) -> set[int]:
    """A relative clause in which somebody else tells the number: "in a raid that the rebels said had killed 12"."""
    named = any(frame.doc[i].kind in ("noun", "name") for i in frame.source)
    told = any(frame.doc[i].numeric for i in frame.content if i > verb.i)
    return phrases.subtree(verb) if verb.link == "relative" and named and told else set()


def _speaks(frame: Frame, verb: Word) -> bool:
    """Whether somebody is named who says it: with a verb of speech, or by a preposition that opens the clause."""
    first = frame.cue.token
    if frame.cue.kind == "preposition":
        return first.head == verb and first.i > 0 and first.before.link == "joint"
    named = any(frame.doc[i].kind in ("noun", "name") for i in frame.source)
    return named and frame.cue.kind == "verb" and frame.complement in _TOLD and min(frame.source) < verb.i


def _stands_beside(frame: Frame, verb: Word) -> bool:
    """Whether a clause is a main clause beside another, or behind a contrast, or counts itself."""
    if verb.link == "adjunct" and phrases.is_finite(verb):
        contrast = any(frame.cue.is_word(word, "contrast") for word in verb.left)
        return contrast or any(frame.doc[i].numeric for i in frame.content)
    return verb.link == "joined" and verb.first.i > verb.head.i and _is_alike(frame, verb)


def _is_alike(frame: Frame, verb: Word) -> bool:
    """Whether a coordinated clause goes on as the sentence does, not as what is said in it: same tense, or contrast."""
    if frame.cue.kind == "preposition":
        return True
    joints = (word for word in verb.head.linked("joint") if verb.head.i < word.i < verb.first.i)
    if any(frame.cue.is_word(word, "contrast") for word in joints):
        return True
    over = phrases.clause_of(verb.head)
    plain = verb.head.first.link != "marker" or phrases.nearest_subject(verb) is None
    return over is not None and over.shape == verb.shape and plain
