"""The words that name a source beside a cue, where no parser tells subject from object.

Subjects are told by form: tables give roles and names in the nominative, so a role or name that stands as its table
gives it is a subject, and one that has changed is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newslib.sources.registry import RELAYS
from newslib.statements.by_clause.extents import LONGEST, STOPS, left_end, past_adjectives, right_end
from newslib.statements.by_clause.marked_words import MarkedWords, Named, shapes
from newslib.statements.by_clause.speakers import PEOPLE, PLACES, is_body, is_common, is_role, speaks

SURE, KNOWN, LIKELY, LOOSE = 4, 3, 2, 1  # a subject; an agency; an unknown name; whatever stands before the verb

_TO_HEAD = 4  # words from a cue to the name or role it governs
_TITLE = 12  # words of a title between commas
_UNKNOWN = 6  # words of a noun phrase that no table knows


@dataclass(frozen=True)
class Phrase:
    """Words ``first`` to ``last`` of a sentence name a source. ``sure`` grows with the evidence; ``relay`` are
    the words of the agency or outlet that the source spoke to."""

    first: int
    last: int
    sure: int
    relay: tuple[int, int] | None = None


def subject(m: MarkedWords, first: int, last: int, *, after_cue: bool) -> Phrase | None:
    """The subject among words ``first`` to ``last``.

    Args:
        m: the words of the sentence.
        first: number of the first word that may belong to it.
        last: number of the last one.
        after_cue: the words follow the verb; then objects may stand among them and only names and roles count.
    """
    starts = sorted(_starts(m, first, last, after_cue), key=lambda start: (-start[1], start[0]))
    if not starts:
        return None
    k, sure = starts[0]
    if m.has(k, "pronoun"):
        return Phrase(k, k, sure)
    phrase = Phrase(left_end(m, k, first), right_end(m, k, last), sure)
    return _beside_relay(m, phrase, first, last) if after_cue else phrase


def body_in_place(m: MarkedWords, first: int, last: int) -> Phrase | None:
    """The body in "said at the ministry": a preposition of place and a body, with nothing but time and other places
    before it; a country only where something was said in it, for news from a country has no author."""
    k = first
    while k <= last:
        if m.has(k, "place", "from") and m.joined(k):
            head = past_adjectives(m, k + 1, last)
            named = [n for n in m.named.get(head, []) + m.named.get(k + 1, []) if is_body(n)]
            if m.has(k, "from"):
                named = [n for n in named if n.mention.row["kind"] not in PLACES]
            if named:
                return Phrase(k + 1, right_end(m, named[0].first, last), SURE)
            native = m.words[k].form.isascii() == m.words[min(k + 1, last)].form.isascii()  # no "in Telegram"
            if native and m.has(k, "place") and m.has(k + 1, "capital") and not m.has(k + 1, "date", "named"):
                return Phrase(k + 1, right_end(m, k + 1, last), SURE)  # "in Mosul they said"
            k = head + 1
        elif m.has(k, "adverb", "date", "conjunction", "continue", "parenthesis", "pronoun"):
            k += 1
        else:
            return None
    return None


def document_in_place(m: MarkedWords, first: int, last: int) -> Phrase | None:
    """The document in "says a report of the ministry", or better the body whose document it is."""
    for k in range(first, last + 1):
        if not (m.has(k, "place", "preposition") and m.joined(k)):
            continue
        holder = next((j for j in range(k + 1, min(last, k + 2) + 1) if m.has(j, "pronoun:any oblique")), None)
        head = past_adjectives(m, k + 1 if holder is None else holder + 1, last)
        if not any(is_role(n, "document") for n in m.named.get(head, [])):
            continue
        if holder is not None:
            return Phrase(holder, holder, SURE)
        end = right_end(m, head, last)
        owner = next((j for j in range(head + 1, end + 1) for n in m.named.get(j, []) if is_body(n, person=True)), None)
        return Phrase(left_end(m, owner, head + 1) if owner else k + 1, end, SURE)
    return body_in_place(m, first, last)


def after_preposition(m: MarkedWords, first: int, last: int, *, closed: bool) -> Phrase | None:
    """The noun phrase that a cue such as "according to" governs, whatever its case.

    Args:
        m: the words of the sentence.
        first: number of the word after the cue.
        last: number of the last word that may belong to it.
        closed: a comma or the end follows, so that a phrase without any known word may be taken whole.
    """
    if first > last or m.has(first, "number", "verb", "complementizer", "preposition", "topic", "conjunction"):
        return None
    if m.has(first, "pronoun"):
        return Phrase(first, first, SURE)
    end = first
    for k in range(first, min(last, first + _TO_HEAD) + 1):
        if k > first and not m.joined(k - 1):
            break
        if k in m.named or m.has(k, "capital"):
            return Phrase(first, right_end(m, k, last), SURE if k in m.named else LIKELY)
        if m.has(k, *STOPS) or (k > first and m.has(k, "verb")):
            break
        end = k
    if m.has(first, "adverb", "date", "outcome"):
        return None
    return Phrase(first, end, LOOSE) if closed and end == last else None


def apposition(m: MarkedWords, first: int, last: int) -> bool:
    """Whether a clause is nothing but a title or a name: ", head of the ministry,"."""
    if last < first or last - first > _TITLE or m.has(first, "preposition", "conjunction", "cue"):
        return False
    head = next((k for k in range(first, min(last, first + 1) + 1) if k in m.named), None)
    if any(m.has(k, "cue", "number", "outcome", "verb") for k in range(first, last + 1)):
        return False
    if head is None or all(n.kind == "name" and n.mention.row["kind"] in PLACES for n in m.named[head]):
        return False
    return right_end(m, head, last) == last or m.has(right_end(m, head, last) + 1, "preposition")


def standing_alone(m: MarkedWords, first: int, last: int) -> Phrase | None:
    """The source that fills a clause by itself: before a colon in a headline, after a dash, in a signature."""
    if last - first >= LONGEST or last < first:
        return None
    head = next((k for k in range(first, min(last, first + 2) + 1) if speaks(m, k)), None)
    if head is None or any(not m.has(k, "adjective", "oblique_adjective") for k in range(first, head)):
        return None
    if is_common(m, head) and not any(m.has(k, "capital") for k in range(head + 1, last + 1)):
        return None
    end = right_end(m, head, last)
    if end < last and m.has(end + 1, "preposition") and not m.has(end + 1, "topic"):
        end = last  # the closing words of a title: a mission of the UN in Ukraine
    if any(m.has(k, "number", "outcome") for k in range(first, end + 1)) or not all(
        m.joined(k) for k in range(first, end)
    ):
        return None
    return Phrase(first, end, SURE) if end == last or m.has(end + 1, "topic") else None


def any_speaker(m: MarkedWords, first: int, last: int) -> Phrase | None:
    """The last person or body named among some words, in any case: what "who said" refers to."""
    for k in range(last, first - 1, -1):
        if any(is_body(n, person=True) for n in m.named.get(k, [])):
            return Phrase(left_end(m, k, first), right_end(m, k, last), LIKELY)
    return None


def leading_noun_phrase(m: MarkedWords, first: int, last: int) -> Phrase | None:
    """The words a clause begins with, up to its verb, when no table knows them: "many", "one of the prisoners"."""
    k = first
    while k <= last and m.has(k, "adverb", "date", "conjunction") and not m.has(k, "number"):
        k += 1
    if k > last or m.has(k, "preposition", "complementizer", "parenthesis", "verb", "outcome", "topic", "back"):
        return None
    if m.has(k, "number") and not m.has(k + 1, "place", "from", "determiner"):
        return None
    end = k
    while end < last and m.joined(end) and end - k < _UNKNOWN:
        one_of = m.has(end, "number") and m.has(end + 1, "place", "from", "determiner")
        if not one_of and m.has(end + 1, *STOPS, "conjunction", "verb"):
            break
        end += 2 if one_of and end + 2 <= last else 1
    somebody = any(m.has(j, "determiner", "number", "capital") or j in m.named for j in range(k, end + 1))
    return Phrase(k, end, LOOSE) if somebody else None


def _starts(m: MarkedWords, first: int, last: int, after_cue: bool) -> Iterator[tuple[int, int]]:
    in_phrase = False  # after a preposition an unknown name is an object, not the subject
    for k in range(first, last + 1):
        if m.has(k, "preposition") and not m.has(k, "date"):
            in_phrase = True
            continue
        counted = k > first and m.has(k - 1, "number") and m.joined(k - 1) and not _is_hour(m, k - 1)
        if _governed(m, k, first) or counted:
            continue
        named = [n for n in m.named.get(k, []) if n.exact and n.last <= last]
        rank = max((_rank(n, after_cue) for n in named), default=0)
        if rank and _depends(m, k, first):
            rank = LIKELY
        if rank:
            yield k, rank
        elif m.has(k, "pronoun") and not m.has(k, "pronoun:any oblique", "pronoun:speaker oblique", "pronoun:relative"):
            yield k, LIKELY
        elif _unknown_name(m, k) and not in_phrase and (k > 0 or after_cue or _alone(m, k, last)):
            yield k, LIKELY if k > 0 or after_cue else LOOSE


def _is_hour(m: MarkedWords, k: int) -> bool:
    """Whether a number is the minutes of an hour: "as of 16.44"."""
    word = m.words[k]
    return k > 0 and m.has(k - 1, "number") and m.text[m.words[k - 1].end : word.start] in (".", ":")


def _depends(m: MarkedWords, k: int, first: int) -> bool:
    """Whether what has one form for two cases follows a noun it may depend on: an acronym ("staff of the AFU"), units
    in the plural, which read as one unit's genitive ("surrender of the brigade")."""
    word = m.words[k]
    acronym = m.text[word.start : word.end].isupper() and word.end - word.start > 1
    units = any(n.mention.row.get("role") == "unit" and n.mention.row["number"] == "plural" for n in m.named[k])
    return (
        (acronym or units)
        and k > first
        and m.joined(k - 1)
        and not m.has(k - 1, "cue", "adverb", "date", "adjective", "pronoun")
    )


def _unknown_name(m: MarkedWords, k: int) -> bool:
    return (
        m.has(k, "capital")
        and not m.has(k, "named")
        and not m.has(k, *STOPS, "conjunction", "back", "continue", "verb")
    )


def _alone(m: MarkedWords, k: int, last: int) -> bool:
    """Whether the word that opens a sentence can be a name: nothing but a second name stands before the verb, and it is
    not shaped like an adverb."""
    second = k == last or (m.has(k + 1, "capital") and m.joined(k))
    return second and not m.words[k].form.endswith(shapes(m.language, "adverb") or ("\0",))


def _rank(named: Named, after_cue: bool) -> int:
    if is_role(named, "document"):
        return 0 if after_cue else LOOSE
    if named.kind == "role":
        return SURE if is_role(named, *PEOPLE, "title") else 0
    if named.kind == "name" and {row["kind"] for row in named.mention.rows} <= RELAYS:
        return KNOWN
    return SURE


def _governed(m: MarkedWords, k: int, first: int) -> bool:
    j = k - 1
    while j >= first and m.joined(j) and m.has(j, "oblique_adjective", "adjective") and not m.has(j, "preposition"):
        if any(n.kind == "role" for n in m.named.get(j, [])):
            return False  # "in his address the president": the noun before it is what the preposition governs
        j -= 1
    return j >= first and m.joined(j) and m.has(j, "preposition") and not m.has(j, "adverb")


def _beside_relay(m: MarkedWords, phrase: Phrase, first: int, last: int) -> Phrase:
    """A source with the agency it spoke to: "told Reuters the minister"."""
    for k in range(first, last + 1):
        if phrase.first <= k <= phrase.last:
            continue
        for n in m.named.get(k, []):
            if n.kind == "name" and n.mention.row["kind"] in RELAYS:
                return Phrase(phrase.first, phrase.last, phrase.sure, (n.first, n.last))
    return phrase
