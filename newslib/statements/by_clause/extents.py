"""How far the words of a source phrase reach to the left and to the right of its head."""

from __future__ import annotations

import re

from newslib.statements.by_clause.marked_words import MarkedWords
from newslib.statements.by_clause.speakers import is_body, is_document, is_personal_name

_BRACKET = re.compile(r"\s\([^()\n]{1,30}\)\s")
STOPS = frozenset({"date", "number", "adverb", "topic", "cue", "complementizer", "outcome", "pronoun", "preposition"})
LONGEST = 16  # words of a source phrase
_TITLE_TAIL = 6  # words between a preposition in a title and the name, or between a number and its brigade
_AHEAD = 3  # words between a word no table knows and the name that ends its title
_SUFFIX = 3  # letters of a word that is only the ending of a number


def left_end(m: MarkedWords, k: int, first: int) -> int:
    """Takes in the adjectives before a head, unless they belong to a preposition: "in the bulletin the staff said"."""
    left = k
    while left > first and m.joined(left - 1) and m.has(left - 1, "adjective", "oblique_adjective"):
        named = m.named.get(left - 1, [])
        if m.has(left - 1, *STOPS) or (named and all(n.last < k for n in named)):
            break
        left -= 1
    return k if left > first and m.joined(left - 1) and m.has(left - 1, "preposition") and left < k else left


def right_end(m: MarkedWords, k: int, last: int) -> int:
    """The last word of the phrase whose head begins at word ``k``."""
    end = max((n.last for n in m.named.get(k, [])), default=k)
    end = min(end, last)
    full_name = is_personal_name(m, k)
    body = any(is_body(n) for n in m.named.get(k, []))
    while end < last and end - k < LONGEST:
        j = end + 1 if m.joined(end) else _past_bracket(m, end, last)
        if j is None:
            break
        if full_name and not m.has(j, "capital") and not any(n.exact for n in m.named.get(j, [])):
            break  # "Ivanov to journalists"
        if is_document(m, j, exact=not body) and not is_document(m, k, exact=True):
            break  # "the staff the statement of Moscow denies"
        if j in m.named and not m.has(j, "cue"):
            full_name = full_name or is_personal_name(m, j)
            end = min(last, max(n.last for n in m.named[j]))
        elif m.has(j, "conjunction") and any(n.exact for n in m.named.get(j + 1, [])):
            end = j
        elif not full_name and m.has(j, "preposition") and (name := _name_ahead(m, j + 1, last)):
            end, full_name = name, True
        elif (unit := _unit_ahead(m, j, last)) is not None:
            end = unit
        elif m.has(j, *STOPS, "conjunction", "back"):
            break
        elif m.has(j, "capital"):
            end = j
        elif (m.has(j, "verb") and not m.has(j, "adjective")) or not _leads_on(m, j, last):
            break
        else:
            end = j
    return end


def _past_bracket(m: MarkedWords, end: int, last: int) -> int | None:
    """The word behind a short name in brackets that only repeats a longer one: "the Health Union (HU) chief"."""
    bracket = _BRACKET.match(m.text, m.words[end].end)
    if bracket is None:
        return None
    j = m.at(bracket.end())
    inside = range(end + 1, j)
    repeats = bool(inside) and all(m.has(k, "capital") and not m.has(k, "number") for k in inside)
    return j if repeats and j <= last and m.words[j].start == bracket.end() else None


def _name_ahead(m: MarkedWords, first: int, last: int) -> int | None:
    """The word before a personal name that a title with a preposition leads to: "deputy for policy Ivan Ivanov"."""
    for k in range(first, min(last, first + _TITLE_TAIL) + 1):
        if not m.joined(k - 1) or m.has(k, "cue", "number", "outcome", "date"):
            return None
        if any(n.exact and n.kind == "given" for n in m.named.get(k, [])) and m.has(k + 1, "capital"):
            return k - 1 if k > first else None
    return None


def _unit_ahead(m: MarkedWords, j: int, last: int) -> int | None:
    """The last word of a formation with a number: "of the 93rd mechanised brigade"."""
    if not m.has(j, "number"):
        return None
    for k in range(j + 1, min(last, j + _TITLE_TAIL) + 1):
        units = [n.last for n in m.named.get(k, []) if n.kind == "role" and n.mention.row["role"] == "unit"]
        if units:
            return min(last, max(units))
        if not m.joined(k - 1) or not (m.has(k, "adjective", "oblique_adjective") or len(m.words[k].form) < _SUFFIX):
            return None
    return None


def _leads_on(m: MarkedWords, j: int, last: int) -> bool:
    """Whether a word no table knows stands inside a title, as in "head of the region Ivanov"."""
    for k in range(j + 1, min(last, j + _AHEAD) + 1):
        if not m.joined(k - 1) or m.has(k, *STOPS):
            break
        if k in m.named or m.has(k, "capital"):
            return True
    heads_it = any(n.kind == "role" and n.last == j - 1 for n in m.named.get(j - 1, []))
    of_place = m.has(j - 1, "capital") and m.has(j - 1, "oblique_adjective")
    ends = j == last or m.has(j + 1, "preposition")
    return ends and (heads_it or of_place) and not m.has(j, "verb", "outcome")


def past_adjectives(m: MarkedWords, k: int, last: int) -> int:
    """The first word from ``k`` on that is no adjective and no number of a unit, or is named itself."""
    if _unit_ahead(m, k, last) is not None:
        k += 1
    while k < last and k not in m.named and m.joined(k) and (
        m.has(k, "oblique_adjective", "adjective") or len(m.words[k].form) < _SUFFIX
    ):  # fmt: skip
        k += 1
    return k
