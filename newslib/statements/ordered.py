"""Statements of sentences whose words have no heads: by cues, quotation marks and the order of clauses.

How a cue finds its source and what was said is told in ``docs/method.md`` under "Claimants"; whose the sentences
without a source are, see ``newslib.claims.speakers``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newslib.lexicons import lexicon
from newslib.passages import Passage
from newslib.quotations import Quoted
from newslib.spans import Cover, Span
from newslib.statements.cues import FoundCue, find_cues, may_cue
from newslib.statements.drafts import Draft
from newslib.statements.headings import headings, is_headed, may_head, may_sign, signature, titled
from newslib.statements.outlines import Outline, outline
from newslib.statements.records import Attribution
from newslib.statements.relays import at_one_remove, owned, relays
from newslib.statements.stances import judged
from newslib.statements.subjects import ADJECTIVES, SURE, Phrase, after_preposition, any_speaker, subject, whose
from newslib.statements.verbs import Verb, begins, extended, spoken

_OPENING, _CLOSING = '«„“"', '»”“"'
_CORE = re.compile(r"[«\"“„(]{0,3}\w(?:.*\w)?[»\"”“)!?…%]{0,3}", re.DOTALL)


def drafts(passages: Sequence[Passage], quoted: Quoted) -> list[Draft]:
    """What the cues of sentences without heads say, and the headings among them.

    Args:
        passages: all such sentences of an article.
        quoted: its quotations.

    >>> from newslib.readings import read
    >>> text = "По словам мэра города, погибли пять человек."
    >>> found = drafts([read(text, candidates=["ru"]).passages([0])[0]], Quoted(()))
    >>> [text[slice(*one.source)] for one in found]
    ['мэра города']
    """
    made: list[Draft] = []
    unsourced: list[Passage] = []
    last: tuple[Passage, list[Attribution]] | None = None
    for passage in passages:
        closes = passage is passages[-1] and len(passages) > 1 and may_sign(passage)
        told, found = _told(passage, quoted, last, closes=closes, heard=any(one.source for one in made))
        unsourced += [] if found else [passage]
        made, last = [*made, *found], (passage, told)
    return made + _hedges(unsourced, made)


def headed(passages: Iterable[Passage], quoted: Quoted, told: Iterable[Draft]) -> Iterator[Draft]:
    """Who heads or closes sentences whose cues were read through heads; an outlet behind a headline only printed it.

    Args:
        passages: the sentences in the order of their words.
        quoted: quotations of the article.
        told: their drafts.
    """
    tags: dict[int, list[Span]] = {}
    for draft in told:
        tags.setdefault(draft.sentence.start, []).append(draft.tag)
    for passage in filter(may_head, passages):
        o = outline(passage, quoted)
        ways = headings(o, tags.get(passage.sentence.start, []), ("dash", "colon"))
        found = [_with_marks(o, one) for one in ways]
        kept = [one for one in found if one.kind != "signature" or not (one.source and relays(o, one.source))]
        yield from (draft for i in range(len(kept)) for draft in _drafted(o, kept, i, quoted))


def _told(
    passage: Passage, quoted: Quoted, last: tuple[Passage, list[Attribution]] | None, *, closes: bool, heard: bool
) -> tuple[list[Attribution], list[Draft]]:
    """The attributions of a sentence and their drafts, none without a cue or what sets off a heading.

    ``last`` is the sentence before with its own; ``closes`` says whether this is the last of several and may sign them,
    ``heard`` whether somebody has spoken in them.
    """
    if not (closes or may_cue(passage) or may_head(passage)):
        return [], []
    o = outline(passage, quoted)
    told = _with_subjects(attributions(o) or ([*signature(o, heard=heard)] if closes else []), o, last)
    return told, [draft for i in range(len(told)) for draft in _drafted(o, told, i, quoted)]


def _hedges(unsourced: Sequence[Passage], made: Sequence[Draft]) -> list[Draft]:
    """Drafts of the sentences that a word keeps at a distance and that stand in nobody's words."""
    spoken = Cover([(part, draft) for draft in made if draft.source for part in draft.parts])
    inner = {p: (p.sentence.start + 1, p.sentence.end - 1) for p in unsourced}  # without the marks at its ends
    return [draft for p in unsourced if not spoken.holding(inner[p]) for draft in _hedged(p)]


def _with_subjects(
    found: list[Attribution], o: Outline, last: tuple[Passage, list[Attribution]] | None
) -> list[Attribution]:
    """Gives a verb without a subject the source of the verb before it: "said that …, and added that …"."""
    before = last[1] if last and last[0].sentence.paragraph == o.sentence.paragraph else []
    whole: list[Attribution] = []
    for one in found:
        if one.source is None and one.kind == "verb":
            opens = not whole and one.region[0] <= o.sentence.start + 2
            earlier = next((e for e in reversed(before if opens else whole) if e.source), one)
            one = replace(one, source=_shared(one, earlier))
        whole.append(one)
    return whole


def _shared(one: Attribution, earlier: Attribution) -> Span | None:
    """The source of an earlier verb that another may share, both in the plural or not, or of what is no verb."""
    return earlier.source if earlier.plural == one.plural or earlier.kind != "verb" else None


def _drafted(o: Outline, found: Sequence[Attribution], i: int, quoted: Quoted) -> Iterator[Draft]:
    """The draft of an attribution; none when nothing with a word is left of its content, or nobody says it."""
    one, text = found[i], o.passage.article
    parts = [
        _trimmed(text, _whole_speech(part, one.region, quoted))
        for part in (_before(o, found, i), _after(o, found, i))
        if part
    ]
    kept = tuple(dict.fromkeys(part for part in sorted(filter(None, parts))))
    points_only = False
    if not kept and one.cue and one.source and not one.stands_behind and not one.back:
        kept = (one.cue,)  # "the ministry declined to comment": its answer is all it said
    elif not kept and (pointer := _pointer(o, one)):
        kept, points_only = (pointer,), one.carries  # "denied this": what was answered is told
    if kept and (one.source or one.kind != "verb"):
        stance, cue = one.row["stance"], one.cue
        yield Draft(o.sentence, one.source, cue, kept, one.kind, stance, one.relay, one.points, points_only)


def _pointer(o: Outline, one: Attribution) -> Span | None:
    """What points to words that stand in other sentences: "this was reported by"."""
    pointing = [k for k in range(len(o.words)) if o.has(k, "back")]
    if not one.carries and not (one.back and pointing and o.passage.number):
        return None
    return o.span(pointing[0], pointing[-1]) if pointing else one.cue or one.source


def _before(o: Outline, found: Sequence[Attribution], i: int) -> Span | None:
    """What stands before a cue, back to the sentence's start or to where another cue's report ends."""
    one = found[i]
    if not one.before:
        return None
    start = one.earliest
    if start is None:
        outer = (e for e in found[:i] if not (e.kind == "preposition" and one.kind != "preposition"))
        ends = (e.region[1] for e in outer if e.region[1] <= one.region[0])
        start = max(ends, default=o.sentence.start)
    return (start, one.region[0]) if start < one.region[0] else None


def _after(o: Outline, found: Sequence[Attribution], i: int) -> Span | None:
    """What stands after a cue, to the sentence's end or to where a contrast brings another source."""
    one = found[i]
    if not one.after:
        return None
    start, end = one.region[1], min(o.sentence.end, one.limit or o.sentence.end)
    for other in found[i + 1 :]:
        if other.source and _turns(o, one, other):
            end = min(end, _opening(o, other))
        elif other.region[0] >= start and _closes(one, other):
            return None
    return (start, end) if start < end else None


def _turns(o: Outline, one: Attribution, other: Attribution) -> bool:
    """Whether another source ends what the first one says: after a contrast, by an answer, in a clause beside it."""
    if (other.begins and other.carries != one.carries) or _stands_beside(o, one, other):
        return True  # "holds …, and doubts …"
    answers = other.kind == "verb" and not other.carries and not o.is_unnamed(other.source)
    return (other.begins or answers) and other.source != one.source


def _closes(one: Attribution, other: Attribution) -> bool:
    """Whether all before another cue is what that cue brings: "by the data of the army, 30 died, said the mayor"."""
    return other.before and not other.after and not one.whole and (one.before or one.kind != "preposition")


def _opening(o: Outline, other: Attribution) -> int:
    """Where another's words begin: its cue, or the clause whose words stand before its cue."""
    if other.earliest is None:
        return other.region[0]
    return max((c.start for c in o.clauses if c.start <= other.earliest), default=other.earliest)


def _stands_beside(o: Outline, one: Attribution, other: Attribution) -> bool:
    """Whether another source opens a main clause of its own: "the police tell of five dead, the mayor tells of six"."""
    if other.kind != "verb" or other.source == one.source or (other.before, other.after) != (False, True):
        return False
    opens = (other.region[0], "comma"), (other.region[0], "dash")
    first = next(iter(o.words_of(other.region)), 0)
    if not any((c.start, c.opener) in opens for c in o.clauses) or o.has(first, "complementizer", "pronoun:relative"):
        return False
    return one.announces or (one.whole and not o.is_unnamed(other.source))


def _whole_speech(part: Span, region: Span, quoted: Quoted) -> Span:
    """Widens a part to the whole of a quotation that it only touches."""
    start, end = part
    for quotation in quoted.within(start, end):
        if not quotation.start <= region[0] < quotation.end:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return start, end


def _hedged(passage: Passage) -> Iterator[Draft]:
    """A sentence on what happened that only a word such as "allegedly" keeps at a distance: nobody is its source."""
    sentence = passage.sentence
    hits = lexicon(sentence.language).finder("hedges").find(sentence.text, passage.printed_words)
    content = _trimmed(passage.article, (sentence.start, sentence.end))
    if hits and content and passage.hits("outcomes"):
        cue = sentence.start + hits[0].start, sentence.start + hits[0].end
        yield Draft(sentence, None, cue, (content,), "adverb", "asserts", None)


def _trimmed(text: str, part: Span) -> Span | None:
    """A part from its first word to its last, with the marks that belong to them; None when no word is left."""
    match = _CORE.search(text, *part)
    return match.span() if match else None


def attributions(o: Outline) -> list[Attribution]:
    """The attributions of one sentence, in order; none where it begins with a word that says so ("advertisement")."""
    cues = find_cues(o)
    if o.has(0, "skip"):
        return []
    made = [one for n in range(len(o.clauses)) for one in _of_clause(o, n, cues)]
    made = sorted([*made, *headings(o, [one.region for one in made])], key=lambda one: one.region)
    made = _side_by_side(o, owned(o, at_one_remove(o, made)))
    return [_with_marks(o, one) for one in judged(o, made)]


def _of_clause(o: Outline, n: int, cues: Sequence[FoundCue]) -> Iterator[Attribution]:
    if o.clauses[n].quotation:
        return
    first, last = o.zone(n)
    here = [cue for cue in cues if first <= cue.first <= last]
    yield from filter(None, (titled(o, n, cue, last, cues) for cue in here if cue.kind == "noun"))
    inside = [cue for cue in here if cue.kind != "noun"]
    ends = [first - 1, *(cue.last for cue in inside)]
    starts = [*(cue.first for cue in inside), last + 1]
    for i, cue in enumerate(inside):
        since, until = ends[i] + 1, starts[i + 1] - 1
        governs = cue.kind == "preposition"
        made = _governed(o, n, cue, since, until) if governs else spoken(Verb(o, n, cue, since, until))
        if made:
            yield made


def _governed(o: Outline, n: int, cue: FoundCue, since: int, until: int) -> Attribution | None:
    """A cue such as "according to": what was said is the rest of the sentence; ``since`` the cue before it."""
    first, last = o.zone(n)
    phrase = _holder(o, cue, until, last) or _behind_participle(o, n, cue)
    if n and phrase and o.has(phrase.first, "pronoun:relative", "pronoun:relative oblique"):
        return _by_which(o, cue, phrase, any_speaker(o, 0, first - 1))
    if o.any_has(cue.words, "ours") or not _is_fit(o, cue, phrase):
        return None
    source, appended = extended(o, n, phrase)
    cited = cue.row["takes"] == "behind" and since == first
    outer = subject(o, first, cue.first - 1, after_cue=False) if cited else None
    leads = o.all_have(range(first, cue.first), "conjunction", "parenthesis", "continue")
    start, end = o.span(first if leads or outer else cue.first, max(cue.last, phrase.last if phrase else 0))
    end = max(end, appended)
    contrast = leads and begins(o, n)
    pointing = o.joined(cue.first - 1) and first < cue.first and o.all_have(range(first, cue.first), "back")  # "such …"
    return Attribution(
        row=cue.row,
        cue=o.span(cue.first, cue.last),
        source=source,
        region=(start, end),
        relay=o.span(outer.first, outer.last) if outer else None,
        before=not contrast and not pointing and not ((leads or outer) and n == 0),
        after=end < o.span(o.last, o.last)[1] and not pointing,
        back=pointing,
        ahead=o.list_follows(n),
        begins=contrast,
    )


def _by_which(o: Outline, cue: FoundCue, pronoun: Phrase, who: Phrase | None) -> Attribution | None:
    """Who is named before "…, according to which": "the agency passed on a statement of the minister, by which …"."""
    if who is None or o.any_has(cue.words, "ours"):
        return None
    cited, region = o.span(cue.first, cue.last), o.span(cue.first, max(cue.last, pronoun.last))
    return Attribution(cue.row, cited, o.span(who.first, who.last), region, after=True)


def _behind_participle(o: Outline, n: int, cue: FoundCue) -> Phrase | None:
    """Who put out what a cue names: "by the data, published by the ministry, ..."."""
    if cue.last != o.zone(n)[1] or o.opener(n + 1) != "comma":
        return None
    first, last = o.zone(n + 1)
    phrase = after_preposition(o, first + 1, last, closed=False) if o.has(first, *ADJECTIVES) else None
    whole = phrase is not None and (phrase.last == last or o.has(phrase.last + 1, "preposition", "conjunction"))
    return phrase if phrase and phrase.sure >= SURE and whole and is_headed(o, phrase) else None


def _is_fit(o: Outline, cue: FoundCue, phrase: Phrase | None) -> bool:
    """Whether a cue such as "according to" governs what it can: no "which", and where its row asks for it a name."""
    nobody = phrase is None or phrase.sure < SURE or o.heads_document(phrase.first, phrase.last)
    if nobody and cue.row["takes"] == "named":
        return False
    return phrase is None or not o.has(phrase.first, "pronoun:relative", "pronoun:relative oblique")


def _holder(o: Outline, cue: FoundCue, until: int, last: int) -> Phrase | None:
    """Whom a cue such as "according to" governs: a pronoun inside it, or the phrase after it."""
    if cue.holder is not None:
        return Phrase(cue.holder, cue.holder, SURE)
    if o.follows(cue.last, "seat"):  # "by information on the site of the police"
        site = any(one.is_body and not one.is_place for one in o.names(cue.last + 2))
        return whose(o, cue.last + 2, cue.last + 2, until) if site else None
    handed = o.follows(cue.last, "giver")  # "by information from the police"
    return after_preposition(o, cue.last + 1 + handed, until, closed=until == last and not handed)


def _side_by_side(o: Outline, found: list[Attribution]) -> list[Attribution]:
    """Sets off "by data of the police - 30, by data of the doctors - 28": each opens what its own source told."""
    if not found or found[0].kind != "preposition" or found[0].region[0] != o.clauses[0].start:
        return found
    opens = {clause.start for clause in o.clauses}
    beside = [one.kind == "preposition" and one.source and one.region[0] in opens for one in found[1:]]
    rest = zip(found[1:], beside, strict=True)
    return [found[0], *(replace(one, begins=True, before=False) if apart else one for one, apart in rest)]


# marks


def _with_marks(o: Outline, one: Attribution) -> Attribution:
    """The region with the quotation marks of a name at its edges, the names with the marks that belong to them."""
    text, at = o.passage.article, one.region
    start, end = at[0] - (text[at[0] - 1 : at[0]] in (*_OPENING,)), at[1] + (text[at[1] : at[1] + 1] in (*_CLOSING,))
    source, relay = one.source and _balanced(text, one.source), one.relay and _balanced(text, one.relay)
    plain = (start, end) == at and (source, relay) == (one.source, one.relay)
    return one if plain else replace(one, region=(start, end), source=source, relay=relay)


def _balanced(text: str, span: Span) -> Span:
    """A name with the other one of its quotation marks, "the «Azov» regiment", or with its last dot: "U.N."."""
    start, end = span
    if text[end - 2 : end + 1 : 2] == "..":
        return start, end + 1
    left, right = (sum(text.count(mark, start, end) for mark in marks) for marks in ("«„“", "»”"))
    odd = text.count('"', start, end) % 2 == 1
    if (left > right or odd) and text[end : end + 1] in (*_CLOSING,):
        return start, end + 1
    if (right > left or odd) and text[start - 1 : start] in (*_OPENING,):
        return start - 1, end
    return span
