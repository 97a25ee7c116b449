"""Agencies and outlets between a source and its words: told, quoted by, citing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslib.passages import Word, printed
from newslib.statements.by_parse import phrases
from newslib.statements.relays import is_relay

if TYPE_CHECKING:
    from newslib.statements.by_parse.frames import Frame


def relayed(frames: list[Frame]) -> list[Frame]:
    """Frames whose relay is named in the sentence, each with its own source; frames that only name a relay are dropped.

    What an agency reports "citing officials" is said by the officials. A person who quotes others stays the source.
    """
    dropped: set[int] = set()
    for frame in frames:
        if frame.cue.kind == "verb":
            _hearer(frame)
            dropped |= _quoted_as(frame, frames)
            dropped |= _citing(frame, frames)
    return [frame for frame in frames if id(frame) not in dropped]


def _hearer(frame: Frame) -> None:
    """ "told Reuters" """
    if "person" in frame.cue.takes:
        hearer = phrases.child(frame.cue.token, "object", "recipient", "passive_subject")
        if hearer is not None and _is_relay(frame, hearer):
            frame.relay = phrases.mention(hearer)


def _quoted_as(frame: Frame, frames: list[Frame]) -> set[int]:
    """ "X was quoted by the agency as saying", "the agency quoted X as saying": drops the frame of the quoting."""
    token = frame.cue.token
    if token.link != "governed_clause" or not phrases.is_verb(token.head.head):
        return set()
    outer = next((f for f in frames if f.cue.token == token.head.head and "relayed" in f.cue.takes), None)
    if outer is None:
        return set()
    quoting = frame.cue.subject(token.head.head)
    if quoting is not None and not _is_relay(frame, quoting):
        return set()
    frame.relay = phrases.mention(quoting) if quoting is not None else set()
    before = phrases.child(outer.cue.token, "clause")
    if not frame.content and before is not None and before.i < outer.cue.token.i:
        frame.content = phrases.subtree(before)
    return {id(outer)}


def _citing(frame: Frame, frames: list[Frame]) -> set[int]:
    """ "the agency reported, citing officials": the officials are the source of the reporting frame."""
    token = frame.cue.token
    if "relayed" not in frame.cue.takes:
        return set()
    if token.shape == "participle":
        return _cited(frame, frames)
    said = phrases.child(token, "object")
    for other in frames:
        if said is not None and other is not frame and other.content and other.source and _leans_on(token, other):
            speaker = frame.cue.subject(other.cue.token)
            if speaker is not None and _is_relay(frame, speaker):
                other.relay, other.source = other.source, phrases.mention(said)
                other.content = other.content - phrases.subtree(token) or other.content
            return {id(frame)}
    return set()


def _cited(frame: Frame, frames: list[Frame]) -> set[int]:
    """ "X, quoted by the agency, said" """
    token = frame.cue.token
    agent = frame.cue.subject(token)
    if token.link != "reduced" or agent is None or not _is_relay(frame, agent):
        return set()
    for other in frames:
        if token.head.i in other.source:
            other.source, other.relay = phrases.mention(token.head, phrases.subtree(token)), phrases.mention(agent)
            return {id(frame)}
    return set()


def _leans_on(token: Word, other: Frame) -> bool:
    """Whether a participle hangs on the verb of another frame or on its subject."""
    hangs = token.link in ("adjunct", "reduced", "preposition", "open")
    if token.i in other.content and token.i > 0 and token.before.text == ",":
        return True  # "reported that 50 died, citing officials"
    return hangs and (token.head == other.cue.token or token.head.i in other.source)


def _is_relay(frame: Frame, noun: Word) -> bool:
    doc = noun.among
    words = sorted(phrases.mention(noun))
    return is_relay(printed(doc[words[0] : words[-1] + 1]), frame.cue.language)
