"""Drafts of statements: what the cues of a sentence say, in offsets of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newslib.lexicons import Hit, lexicon
from newslib.passages import Passage, Word
from newslib.quotations import Quoted, quotations
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.spans import Cover, Span
from newslib.statements.cues import negators
from newslib.statements.frames import Frame, frames
from newslib.statements.phrases import spans, verb_group
from newslib.statements.records import Statement
from newslib.statements.relays import relayed
from newslib.statements.rivals import parted
from newslib.statements.stances import settled

_OWNED = frozenset({"noun clause", "count"})  # frames in which a noun for a claim has an owner
_PASSING_ON = frozenset({"asserts", "estimates"})  # stances that leave a claim to its owner


_DATELINE = re.compile(
    r"\s*(?:[^\n]{0,60}?\([^\W\d_a-z][\w .]{1,20}\)|[^\W\d_a-z]{3,}[^\n—–―]{0,40}?)"
    r"\s*[—–―-]{1,2}\s+(?:\[[^]\n]{1,40}\]\s+)*(?=\S)"
)  # "KYIV, March 3 (Reuters) -", "LVIV —", "LIMA, 3 May (EFE) -- [Text]"
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*$")
_WHOLE = 0.7  # share of a sentence that who speaks and the verb fill when it says nothing else
_HEADING = 40  # code points: a shorter line at the start of a sentence is a heading, not a wrapped line


@dataclass(frozen=True, eq=False)
class Draft:
    """A statement in the making, in offsets of the article; the fields of ``Frame`` and ``Statement``."""

    sentence: Sentence
    source: Span | None
    cue: Span | None
    parts: tuple[Span, ...]
    way: str  # what makes it one, as the cue or its complement is called
    stance: str
    relay: Span | None
    points: frozenset[str] = frozenset()
    points_only: bool = False
    quotes: bool = False
    author: bool = False

    @property
    def tag(self) -> Span:
        """Who and how: from source to cue, in either order."""
        spans = [span for span in (self.source, self.cue) if span] or [*self.parts]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def anchor(self) -> Span:
        """Where it stands: its cue, else who speaks, else what is said."""
        return self.cue or self.source or self.parts[0]

    def holds(self, span: Span) -> bool:
        """Whether a span stands inside the content."""
        return any(start <= span[0] and span[1] <= end for start, end in self.parts)


def drafts(passage: Passage, hits: Sequence[Hit], quoted: Quoted) -> Iterator[Draft]:
    """What the cues of a sentence with heads say, before its quotations are shared out.

    Args:
        passage: the sentence.
        hits: what the finder of the cue table found in it.
        quoted: quotations of the article: a cue within one opens nothing, but can turn the stance of one outside.
    """
    found = parted(relayed(frames(passage, hits)))
    turning = {word.i for frame in found for word in negators(frame.cue)}
    for frame, stance in zip(found, settled(found), strict=True):
        token = frame.cue.token
        if token.i not in turning and quoted.at(passage.sentence.start + token.start) is None:
            yield _draft(passage, frame, stance)


def _draft(passage: Passage, frame: Frame, stance: str) -> Draft:
    words, content = frame.words, frame.content
    if stance != frame.cue.row["stance"]:
        words = words | {i for word in negators(frame.cue) for i in _with_verb(word)} - content - frame.source
    if not content and stance == "no_comment":
        content, words = frame.unsaid, words - frame.unsaid or words
    start = passage.sentence.start
    sets = (frame.source, words, frame.relay, content)
    source, cue, relay, parts = (spans(passage.words, numbers, start) for numbers in sets)
    return Draft(
        sentence=passage.sentence,
        source=source[0] if source else None,
        cue=(cue[0][0], cue[-1][1]),
        parts=parts,
        way=frame.complement,
        stance=stance,
        relay=relay[0] if relay else None,
        quotes=frame.quotes,
        author=frame.author,
    )


def _with_verb(negator: Word) -> set[int]:
    """A negating word with the verb it leans on: "is yet", "was unable", "did not"."""
    verb = negator if negator.is_verb else negator.head
    return {negator.i} | (verb_group(verb) if verb.is_verb else set())


def outermost(found: Sequence[Draft]) -> list[int]:
    """Numbers of the drafts that stand inside no other's content; of two that hold each other of the later."""
    cover = Cover([(part, draft) for draft in found for part in draft.parts])

    def is_outer(draft: Draft) -> bool:
        around = (other for other in cover.holding(draft.anchor) if other is not draft)
        return not any(other.anchor < draft.anchor or not draft.holds(other.anchor) for other in around)

    return [k for k, draft in enumerate(found) if is_outer(draft)]


def left_to_owners(text: str, found: Sequence[Draft]) -> list[Draft]:
    """Cuts a number on another's word out of what is said: "he was asked about Moscow's claim that 50 died"."""
    owned = [one for one in found if one.way in _OWNED and _is_named(text, one)]
    owned = [one for one in owned if any(char.isdigit() for part in one.parts for char in text[slice(*part)])]
    kept = list(found)
    for one in owned:
        ends = [one.tag, *one.parts]
        hole = min(start for start, _ in ends), max(end for _, end in ends)
        for k, outer in enumerate(kept):
            if found[k] is not one and outer.source and outer.stance in _PASSING_ON and outer.holds(hole):
                parts = (piece for part in outer.parts for piece in _without(text, part, hole))
                kept[k] = replace(outer, parts=tuple(parts))
    return kept


def _is_named(text: str, draft: Draft) -> bool:
    """Whether the owner of a claim is more than a pronoun, which may stand for the one who speaks."""
    if draft.source is None:
        return False
    owner = text[slice(*draft.source)]
    pronouns = lexicon(draft.sentence.language).finder("pronouns").find(owner)
    return all(hit.end - hit.start < len(owner) for hit in pronouns)


def _without(text: str, part: Span, hole: Span) -> Iterable[Span]:
    """What is left of a stretch on both sides of a hole, where words are left."""
    if hole[1] <= part[0] or part[1] <= hole[0]:
        return [part]
    sides = [(part[0], hole[0]), (hole[1], part[1])]
    return [(s, s + len(text[s:e].rstrip())) for s, e in sides if any(char.isalnum() for char in text[s:e])]


def worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, list[Hit]]:
    """Sentences not wholly quoted that have a cue, a quotation mark or a colon, with their cue words."""
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers))


def _worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, list[Hit]]:
    quoted = Quoted(quotations(reading.text))
    found = {}
    for number in numbers:
        sentence = reading.sentences[number]
        around = quoted.at(sentence.start)
        if around is not None and around.end >= sentence.end:
            continue
        hits = lexicon(sentence.language).finder("cues").find(sentence.text)
        if hits or sentence.text.endswith(":") or quoted.within(sentence.start, sentence.end):
            found[number] = hits
    return found


def without_head(text: str, draft: Draft) -> Draft:
    """Takes a dateline, or a heading in the line above, off the front of source and content."""
    first, last = draft.sentence.start, draft.sentence.end
    line = text.find("\n", first, last)
    start = line + 1 if 0 <= line - first < _HEADING else first
    dateline = _DATELINE.match(text, start, last)
    if dateline is not None and _LINE_START.search(text[max(0, start - _HEADING) : start]):
        start = dateline.end()
    parts = tuple((s if s < first else max(s, start), e) for s, e in draft.parts if s < first or e > start)
    headed = draft.source is not None and draft.source[0] < start < draft.source[1]
    return replace(draft, parts=parts, source=(start, draft.source[1]) if headed and draft.source else draft.source)


def without_author(found: Sequence[Draft]) -> list[Draft]:
    """Without what "I" and "we" say outside quotation marks: that is the text's own voice."""
    own = [draft for draft in found if draft.author]
    return [draft for draft in found if not draft.author and not any(one.holds(draft.anchor) for one in own)]


def stated(draft: Draft, quoted: Quoted) -> Statement:
    """The statement that a draft has become; one without content only points to what was said."""
    parts = draft.parts or (draft.anchor,)
    return Statement(
        source=draft.source,
        cue=draft.cue,
        content=(parts[0][0], max(end for _, end in parts)),
        content_parts=parts,
        quotation=quoted.manner(parts),
        stance=draft.stance,
        hedge=None,
        relay=draft.relay,
        way=draft.way,
        points=draft.points if draft.parts else _points(draft),
        points_only=draft.points_only or not draft.parts,
    )


def _points(draft: Draft) -> frozenset[str]:
    """Where what was said stands when the sentence does not hold it: after its colon, or before "..., he said."."""
    start, end = draft.tag
    if draft.sentence.text.endswith(":"):
        return frozenset({"ahead"})
    whole = end - start > _WHOLE * (draft.sentence.end - draft.sentence.start)
    return frozenset({"back"}) if whole else frozenset()
