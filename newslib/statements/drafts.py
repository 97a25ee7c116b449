"""Drafts of statements: what the cues of a sentence say, in offsets of the article, with the quotations that belong."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newslib.lexicons import Hit, lexicon
from newslib.passages import Passage, Word
from newslib.quotations import Quotation, Quoted, quotations
from newslib.readings import Reading
from newslib.sentences import Sentence
from newslib.spans import Cover, Span
from newslib.statements.cues import negators
from newslib.statements.frames import Frame, frames
from newslib.statements.phrases import spans, verb_group
from newslib.statements.records import Statement
from newslib.statements.relays import parted, relayed
from newslib.statements.stances import settled

_OWNED = frozenset({"noun clause", "count"})  # frames in which a noun for a claim has an owner
_PASSING_ON = frozenset({"asserts", "estimates"})  # stances that leave a claim to its owner
_DATELINE = re.compile(
    r"\s*(?:[^\n]{0,60}?\([^\W\d_a-z][\w .]{1,20}\)|[^\W\d_a-z]{3,}[^\n—–―]{0,40}?"
    r"|[^\W\d_a-z][^\W\d_]{2,8}\.? \d{1,2})"
    r"\s*[—–―-]{1,2}\s+(?:\[[^]\n]{1,40}\]\s+)*(?=\S)"
)  # "KYIV, March 3 (Reuters) -", "LVIV —", "LIMA, 3 May (EFE) -- [Text]", "May 3 -"
_CLOCK = re.compile(r"\s*(?:[01]\d|2[0-3]):?[0-5]\d[^\S\n]+(?=[^\W\d_a-z])")  # of a running record: "1514 The mayor"
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*$")
_WHOLE = 0.7  # share of a sentence that who speaks and the verb fill when it says nothing else
_HEADING = 40  # code points: a shorter line at the start of a sentence is a heading, not a wrapped line
_NO_WORD = re.compile(r"[^\w]*")
_SENTENCE = re.compile(r"[.!?…,—–-][\"'”’»“)]*\s*$")  # a sentence, unlike a quoted word or two
_LINE_END = re.compile(r"[^\S\n]*(?:\n|$)")
_GAP = 10  # code points between a sentence and the quotation it introduces
_BLANKS = 20  # code points before a mark in which the line has to begin


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
        source=next(iter(source), None),
        cue=(cue[0][0], cue[-1][1]),
        parts=parts,
        way=frame.complement,
        points=frozenset({"stand"}) if frame.is_stand else frozenset(),
        stance=stance,
        relay=next(iter(relay), None),
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


def worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, tuple[Hit, ...]]:
    """Sentences not wholly quoted that have a cue, a quotation mark or a colon, with their cue words."""
    return reading.once((worth_parsing, tuple(numbers)), lambda: _worth_parsing(reading, numbers))


def _worth_parsing(reading: Reading, numbers: Sequence[int]) -> dict[int, tuple[Hit, ...]]:
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
    head = 0 <= line - first < _HEADING and not text[line + 1].islower()
    start = line + 1 if head else first
    dateline = _DATELINE.match(text, start, last) or _CLOCK.match(text, start, last)
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


def shared(text: str, found: Sequence[Draft], quoted: Quoted) -> list[Draft]:
    """The drafts, each with the quotations that are its content.

    Those its content touches, those right beside who says it, and those that go on from these: in the same run of
    paragraphs, right after the sentence, or as the whole next paragraph. Drafts within others get none.
    """
    outer = outermost(found)
    owners: dict[Quotation, int] = {}
    for k in outer:
        for part in found[k].parts:
            for quotation in quoted.within(*part):
                owners.setdefault(quotation, k)
    for k in outer:
        for quotation in _beside(text, found[k], quoted) if found[k].quotes else ():
            owners.setdefault(quotation, k)
    _carry_on(text, owners, {k: found[k] for k in outer}, quoted)
    made = list(found)
    for quotation, k in owners.items():
        made[k] = replace(made[k], parts=_with_quotation(made[k], quotation))
    for k in outer:
        made[k] = replace(made[k], parts=_without_aside(made[k], quoted))
    return made


def _beside(text: str, draft: Draft, quoted: Quoted) -> Iterator[Quotation]:
    """Quotations that stand right before and after who says it."""
    start, end = draft.tag
    before, after = quoted.before(start), quoted.after(end)
    new_line = "\n" if draft.parts else "\n\n"  # who says more may open another paragraph
    ahead = False
    if before is not None and _NO_WORD.fullmatch(text, before.end, start):
        ahead = new_line not in text[before.end : start]
        yield from (before,) if ahead else ()
    if after is not None and (ahead or not draft.parts) and _follows(text, draft, after):
        yield after


def _follows(text: str, draft: Draft, after: Quotation) -> bool:
    """Whether a quotation stands right behind who says it, or behind the comma or colon after that."""
    end = draft.sentence.end
    if after.start - end >= _GAP or text[end : after.start].strip():
        return False
    gap = text[draft.tag[1] : after.start].rstrip()
    return not gap or gap.endswith((",", ":"))


def _carry_on(text: str, owners: dict[Quotation, int], drafts: dict[int, Draft], quoted: Quoted) -> None:
    """Gives quotations without an owner that of the one before, of the sentence before, of their run."""
    previous: Quotation | None = None
    for quotation in quoted.quotations:
        owner = owners.get(previous) if previous is not None else None
        if owner is not None and previous is not None and _goes_on(text, drafts[owner], previous, quotation):
            owners.setdefault(quotation, owner)
        previous = quotation
    ended = {draft.sentence.end: k for k, draft in drafts.items() if draft.quotes and draft.parts}
    for quotation in quoted.quotations:
        speaker = _just_said(text, quotation, ended)
        if speaker is not None:
            owners.setdefault(quotation, speaker)
    runs = {quotation.run: k for quotation, k in owners.items()}
    for quotation in quoted.quotations:
        if quotation.run in runs:
            owners.setdefault(quotation, runs[quotation.run])


def _just_said(text: str, quotation: Quotation, ended: dict[int, int]) -> int | None:
    """Who speaks in the sentence right before a whole quotation, on its line: 'He said it failed. "It was a trap."'"""
    end = quotation.start
    while end and text[end - 1] in " \t\xa0":
        end -= 1
    return ended.get(end) if _SENTENCE.search(text, quotation.start, quotation.end) else None


def _goes_on(text: str, draft: Draft, previous: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation has the speaker of the one before it."""
    if quotation.run == previous.run:
        return True
    last = max(previous.end, draft.sentence.end if draft.anchor[0] >= previous.end else 0)
    if not draft.quotes or last > quotation.start or text[last : quotation.start].strip():
        return False
    if _SENTENCE.search(text, quotation.start, quotation.end) is None:
        return False
    opens = _LINE_START.search(text[max(0, quotation.start - _BLANKS) : quotation.start])
    paragraph = opens is not None and _LINE_END.match(text, quotation.end) is not None
    return "\n\n" not in text[last : quotation.start] or paragraph


def _with_quotation(draft: Draft, quotation: Quotation) -> tuple[Span, ...]:
    """The content with a quotation, merged with the parts it overlaps."""
    start, end = quotation.start, quotation.end
    touched = [part for part in draft.parts if part[0] < end and part[1] > start]
    rest = [part for part in draft.parts if part not in touched]
    start, end = min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])
    if start <= draft.anchor[0] and draft.anchor[1] <= end:
        start, end = quotation.start, quotation.end
    return tuple(sorted([*rest, (start, end)]))


def _without_aside(draft: Draft, quoted: Quoted) -> tuple[Span, ...]:
    """What follows a quotation and its speaker without marks is no longer quoted: "..., he said, looking away"."""
    start, end = draft.tag
    before = quoted.before(start)
    if before is None or not any(s <= before.start and before.end >= e - 1 and e <= start for s, e in draft.parts):
        return draft.parts
    return tuple(part for part in draft.parts if part[0] < end or quoted.within(*part))
