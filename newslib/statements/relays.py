"""Who passes on what others say: agencies and outlets between a source and its words, claims in another's mouth."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newslib.passages import Word, printed
from newslib.sources.names import identify
from newslib.sources.registry import RELAYS
from newslib.spans import Span
from newslib.statements import phrases
from newslib.statements.frames import Frame
from newslib.statements.outlines import Outline
from newslib.statements.records import Attribution
from newslib.statements.subjects import LIKELY, SURE, after_preposition, past_adjectives


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
    if agency is not None and not _is_relay(frame, agency):
        return set()
    before = phrases.child(quoting, "clause")
    ahead = phrases.subtree(before) if before is not None and before.i < quoting.i else set()
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
    if one.takes == "behind" and last.source:
        if one.relay and _closes_line(o, last, one):
            return replace(last, relay=one.relay, region=last.region)
        if one.source and _names_nobody(o, one.source):
            return replace(last, region=region)
        if one.source:
            apart = not (last.before or last.back)  # "the agency reports, citing the police, on two dead"
            return replace(
                last, source=one.source, relay=last.source, region=region, after=last.after or (apart and one.after)
            )
    if one.kind != "verb":
        return None
    if last.relay or not (last.source and one.source) or not _relays(o, one.source):
        return None
    between = o.text_of((last.region[1], max(one.region[0], last.region[1])))
    if not re.search(r"\w", between) and not _relays(o, last.source):
        return replace(last, relay=one.source, region=region)
    alone = o.clauses[-1].start >= one.region[0] and one.region[1] >= o.clauses[-1].end
    return (
        replace(last, relay=one.source, limit=one.region[0]) if alone and last.whole else None
    )  # "…, writes the agency"


def _names_nobody(o: Outline, source: Span) -> bool:
    """Whether what is cited is a document of nobody else: "citing its own data"."""
    numbers = o.words_of(source)
    return o.heads_document(numbers[0], numbers[-1]) and not any(one.is_somebody for k in numbers for one in o.names(k))


def _relays(o: Outline, source: Span) -> bool:
    return is_relay(o.text_of(source), o.language)


def _by_the_way(o: Outline, last: Attribution, one: Attribution) -> bool:
    """Whether an agency stands in an insertion before who speaks: "new data, as the agency writes, gave the chief"."""
    if not (last.source and one.source) or one.kind != "verb" or one.takes == "clause":
        return False
    n = o.clause_at(last.region[0])
    return n is not None and o.has(o.zone(n)[0], "parenthesis") and _relays(o, last.source)


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
        owner = _owner(o, one) if one.source and (one.announces or one.before) else None
        if owner is None or one.source is None:
            told.append(one)
        elif not one.stands_behind:
            row = {**one.row, "stance": "asserts"}
            told += [one, Attribution(row, None, owner, (owner[0], owner[1]), after=True)]
        elif one.takes == "quotes" or _relays(o, one.source):
            region = one.region[0], max(owner[1], one.region[1])
            told.append(replace(one, source=owner, relay=one.source, region=region))
        else:
            told.append(one)
    return told


def _owner(o: Outline, one: Attribution) -> Span | None:
    """Whose document or words the object of a verb are: "denied the claims of the rebels", "quotes the mayor"."""
    inverted = one.cue is not None and one.source is not None and one.source > one.cue
    if one.before and not inverted:
        return None
    source = range(0) if one.source is None else o.words_of(one.source)
    start = one.cue[1] if one.before and one.cue else one.region[1]
    free = [k for k in range(len(o.words)) if o.span(k, k)[0] >= start and k not in source]
    after = next(iter(free), None)
    if after is None:
        return None
    last = source[0] - 1 if one.before and after < source[0] else o.last
    if one.takes == "quotes":
        head = after - 1
    else:
        head = after if o.has(after, "speech") else past_adjectives(o, after, after + 2)
        if not (o.is_document(head) or o.has(head, "speech")):
            return None
    phrase = after_preposition(o, head + 1, last, closed=one.before)
    enough = LIKELY if one.before or one.takes == "quotes" else SURE
    return o.span(phrase.first, phrase.last) if phrase and phrase.sure >= enough and phrase.first == head + 1 else None
