"""The words that name a source where words have no heads: which of them is the subject, and how far its phrase reaches.

Subjects are told by form: tables give roles and names in the nominative, so a role or name that stands as its table
gives it is a subject, and one that has changed is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newslib.sources.registry import RELAYS
from newslib.statements.outlines import PEOPLE, Named, Outline

SURE, KNOWN, LIKELY, LOOSE = 4, 3, 2, 1  # a subject; an agency; an unknown name; whatever stands before the verb
STOPS = ("date", "number", "adverb", "topic", "cue", "complementizer", "outcome", "pronoun", "preposition")
ADJECTIVES = ("adjective", "oblique_adjective")
_DUTY_ENDS = ("date", "number", "adverb", "topic", "cue", "complementizer", "pronoun", "conjunction", "verb", "seat")
_OBLIQUE = ("pronoun:any oblique", "pronoun:speaker oblique", "pronoun:relative")
_BRACKET = re.compile(r"\s\([^()\n]{1,30}\)\s")
_LONGEST = 16  # words of a source phrase
_TITLE_TAIL = 6  # words between a preposition in a title and the name, or between a number and its brigade
_AHEAD = 3  # words between a word no table knows and the name that ends its title
_SUFFIX = 3  # letters of a word that is only the ending of a number
_TO_HEAD = 4  # words from a cue to the name or role it governs
_TITLE = 12  # words of a title between commas


@dataclass(frozen=True)
class Phrase:
    """Words ``first`` to ``last`` of a sentence name a source. ``sure`` grows with the evidence; ``relay`` are
    the words of the agency or outlet that the source spoke to."""

    first: int
    last: int
    sure: int
    relay: tuple[int, int] | None = None

    @property
    def words(self) -> range:
        return range(self.first, self.last + 1)


# who


def subject(o: Outline, first: int, last: int, *, after_cue: bool) -> Phrase | None:
    """The subject among words ``first`` to ``last``.

    Args:
        o: the sentence.
        first: number of the first word that may belong to it.
        last: number of the last one.
        after_cue: the words follow the verb; then objects may stand among them and only names and roles count.
    """
    if (several := _one_of(o, first, last)) is not None:
        return _beside_relay(o, several, first, last) if after_cue else several
    k, sure = max(_starts(o, first, last, after_cue), key=lambda start: (start[1], -start[0]), default=(0, 0))
    if not sure:
        return None
    if o.has(k, "pronoun"):
        return Phrase(k, k, sure)
    phrase = Phrase(_left_end(o, k, first), right_end(o, k, last), sure)
    return _beside_relay(o, phrase, first, last) if after_cue else phrase


def body_in_place(o: Outline, first: int, last: int) -> Phrase | None:
    """The body in "said at the ministry": a preposition of place and a body, with nothing but time and other places
    before it; a country only where something was said in it, for news from a country has no author."""
    k = first
    while k <= last:
        if o.has(k, "preposition") and o.has(k + 1, "date"):
            k += 2
        elif o.has(k, "seat", "giver") and o.joined(k):
            if body := _body_behind(o, k, last):
                return _beside_relay(o, body, first, last)
            k = past_adjectives(o, k + 1, last) + 1
        elif relay := outlet(o, k):
            k = relay.last + 1
        elif o.has(k, "adverb", "date", "conjunction", "continue", "parenthesis", "pronoun"):
            k += 1
        else:
            return None
    return None


def _one_of(o: Outline, first: int, last: int) -> Phrase | None:
    """One or more of those who speak, whom a preposition governs: "one of the officials", "two of the doctors"."""
    for k in range(first, last - 1):
        if o.has(k, "number") and o.follows(k, "preposition", "determiner") and not o.has(k - 1, "preposition"):
            head = past_adjectives(o, k + 2, last)
            if any(one.is_role("person") for one in o.names(head)):
                return Phrase(k, right_end(o, head, last), SURE)
    return None


def counted_people(o: Outline, first: int, last: int) -> Phrase | None:
    """People who speak by their number, which governs another case: "two officials told the paper"."""
    people = (k for k in range(first + 1, last + 1) if any(one.is_role("person") for one in o.names(k)))
    head = next(people, None) if o.has(first, "number") else None
    return Phrase(first, last, LIKELY) if head is not None and right_end(o, head, last) == last else None


def any_noun(o: Outline, first: int, last: int) -> Phrase | None:
    """Who speaks behind a quotation and its verb, of whatever calling: "“...,” told the hospital's stoker"."""
    light = not o.any_has(range(first, last + 1), *STOPS, "conjunction", "back", "verb")
    heads = first <= last and light and not o.has(first, *ADJECTIVES)
    return Phrase(first, last, LIKELY) if heads and all(o.joined(k) for k in range(first, last)) else None


def outlet(o: Outline, k: int) -> Phrase | None:
    """The agency or outlet that is named from a word on."""
    named = (one.last for one in o.names(k) if one.kind == "name" and one.row["kind"] in RELAYS)
    last = next(named, None)
    return None if last is None else Phrase(k, last, SURE)


def document_in_place(o: Outline, first: int, last: int) -> Phrase | None:
    """The document in "says a report of the ministry", or better the body whose document it is."""
    for k in range(first, last + 1):
        if not (o.has(k, "seat", "preposition") and o.joined(k)):
            continue
        holder = next((j for j in range(k + 1, min(last, k + 2) + 1) if o.has(j, "pronoun:any oblique")), None)
        head = past_adjectives(o, (k if holder is None else holder) + 1, last)
        if head > k + 1 and o.has(head, "date"):  # "in the report issued on Monday"
            head = past_adjectives(o, head + 1, last)
        if not o.is_document(head):
            continue
        return Phrase(holder, holder, SURE) if holder is not None else whose(o, k + 1, head, last)
    return body_in_place(o, first, last)


def document_behind(o: Outline, first: int, last: int) -> Phrase | None:
    """The document that is the subject of the verb before it, or better whose it is: "this is shown by data of X"."""
    head = past_adjectives(o, first, last)
    return whose(o, first, head, last) if o.is_document(head, exact=True) else None


def whose(o: Outline, first: int, head: int, last: int) -> Phrase:
    """The body whose document stands at word ``head``, else the document from word ``first`` on."""
    end = right_end(o, head, last)
    owner = next((j for j in range(head + 1, end + 1) if any(one.is_somebody for one in o.names(j))), None)
    if owner is None:
        return Phrase(first, end, SURE)
    return Phrase(_left_end(o, owner, head + 1), max(end, right_end(o, owner, last)), SURE)


def after_preposition(o: Outline, first: int, last: int, *, closed: bool) -> Phrase | None:
    """The noun phrase that a cue such as "according to" governs, whatever its case.

    Args:
        o: the sentence.
        first: number of the word after the cue.
        last: number of the last word that may belong to it.
        closed: a comma or the end follows, so that a phrase without any known word may be taken whole.
    """
    if (several := _one_of(o, first, last)) is not None and several.first == first:
        return several
    no_verb = () if o.is_document(first) else ("verb",)  # "отчет" ends as verbs do
    if first > last or o.has(first, "number", "complementizer", "preposition", "topic", "conjunction", *no_verb):
        return None
    if o.has(first, "pronoun"):
        return Phrase(first, first, SURE)
    end = first
    for k in range(first, min(last, first + _TO_HEAD) + 1):
        if k > first and not o.joined(k - 1):
            break
        if o.is_document(k):
            return whose(o, first, k, last)
        if k in o.named or o.has(k, "capital"):
            return Phrase(first, right_end(o, k, last), SURE if k in o.named else LIKELY)
        if o.has(k, *STOPS) or (k > first and o.has(k, "verb")):
            break
        end = k
    whole = closed and end == last and not o.has(first, "adverb", "date", "outcome")
    return Phrase(first, end, LOOSE) if whole else None


def is_apposition(o: Outline, first: int, last: int) -> bool:
    """Whether a clause is nothing but a title or a name: ", head of the ministry,"."""
    if not 0 <= last - first <= _TITLE or o.has(first, "preposition", "conjunction", "cue"):
        return False
    if o.any_has(range(first, last + 1), "cue", "number", "outcome", "verb"):
        return False
    head = next((k for k in range(first, min(last, first + 1) + 1) if k in o.named), None)
    if head is None or all(one.is_place for one in o.names(head)):
        return False
    end = right_end(o, head, last)
    return end == last or o.has(end + 1, "preposition")


def standing_alone(o: Outline, first: int, last: int) -> Phrase | None:
    """The source that fills a clause by itself: before a colon in a headline, after a dash, in a signature."""
    if not 0 <= last - first < _LONGEST:
        return None
    head = next((k for k in range(first, min(last, first + 2) + 1) if o.speaks(k)), None)
    if head is None or not all(o.may_modify(k) or o.is_rank(k) for k in range(first, head)):
        return None
    if o.is_common(head) and not o.any_has(range(head + 1, last + 1), "capital"):
        return None
    end = right_end(o, head, last)
    if end < last and o.has(end + 1, "preposition") and not o.has(end + 1, "topic"):
        end = last  # the closing words of a title: a mission of the UN in Ukraine
    if o.any_has(range(first, end + 1), "number", "outcome") or not all(o.joined(k) for k in range(first, end)):
        return None
    return Phrase(first, end, SURE) if end == last or o.has(end + 1, "topic") else None


def any_speaker(o: Outline, first: int, last: int) -> Phrase | None:
    """The last person or body named among some words, in any case: what "who said" refers to."""
    for k in range(last, first - 1, -1):
        if any(one.is_somebody for one in o.names(k)):
            return Phrase(_left_end(o, k, first), right_end(o, k, last), LIKELY)
    return None


def _body_behind(o: Outline, k: int, last: int) -> Phrase | None:
    """The body that a preposition of place leads to: "in the ministry", "in Mosul they said"."""
    head = past_adjectives(o, k + 1, last)
    named = [one for one in o.names(head) + o.names(k + 1) if one.is_body]
    if o.has(k, "giver"):
        named = [one for one in named if not one.is_place]
    if named:
        return Phrase(k + 1, right_end(o, named[0].first, last), SURE)
    name = k + 1
    while name < head and not o.has(name, "capital"):
        name += 1
    native = o.words[k].form.isascii() == o.words[min(name, last)].form.isascii()  # no "in Telegram"
    if native and o.has(k, "seat") and o.has(name, "capital") and not o.has(name, "date", "named"):
        return Phrase(k + 1, right_end(o, name, last), SURE)
    return None


def _starts(o: Outline, first: int, last: int, after_cue: bool) -> Iterator[tuple[int, int]]:
    """Words at which a subject may begin, and how sure it is."""
    in_phrase = False  # after a preposition an unknown name is an object, not the subject
    for k in range(first, last + 1):
        if o.has(k, "preposition") and not o.has(k, "date"):
            in_phrase = True
        elif not (_is_governed(o, k, first) or _is_counted(o, k, first)):
            sure = _sure(o, k, first, last, after_cue) or (0 if in_phrase else _sure_unknown(o, k, last, after_cue))
            if sure:
                yield k, sure


def _sure(o: Outline, k: int, first: int, last: int, after_cue: bool) -> int:
    named = [one for one in o.names(k) if one.exact and one.last <= last]
    sure = max((_rank(one, after_cue) for one in named), default=0)
    if sure:
        return LIKELY if _depends(o, k, first) else sure
    return LIKELY if o.has(k, "pronoun") and not o.has(k, *_OBLIQUE) else 0


def _sure_unknown(o: Outline, k: int, last: int, after_cue: bool) -> int:
    """How sure a capitalised word is that no table knows: one that opens the sentence may be any word."""
    if not o.has(k, "capital") or o.has(k, "named", *STOPS, "conjunction", "back", "continue", "verb"):
        return 0
    if k > 0 or after_cue:
        return LIKELY
    alone = o.follows(k, "capital") or o.all_have(range(k + 1, last + 1), "adverb", "date")
    return LOOSE if alone and not o.ends(k, "adverb") else 0


def _rank(named: Named, after_cue: bool) -> int:
    if named.is_role("document"):
        return 0 if after_cue else LOOSE
    if named.kind == "role":
        return SURE if named.is_role(*PEOPLE, "title") else 0
    if named.kind == "name" and {row["kind"] for row in named.mention.rows} <= RELAYS:
        return KNOWN
    return SURE


def _depends(o: Outline, k: int, first: int) -> bool:
    """Whether what has one form for two cases follows a noun it may depend on: an acronym ("staff of the AFU"), units
    in the plural, which read as one unit's genitive ("surrender of the brigade")."""
    acronym = o.words[k].text.isupper() and len(o.words[k].text) > 1
    units = any(one.is_unit and one.row["number"] == "plural" for one in o.names(k))
    behind = k > first and o.joined(k - 1) and not o.has(k - 1, "cue", "adverb", "date", "adjective", "pronoun")
    return behind and (acronym or units)


def _is_governed(o: Outline, k: int, first: int) -> bool:
    """Whether a word stands behind a preposition, with nothing but adjectives between."""
    j = k - 1
    while j >= first and o.joined(j) and o.has(j, *ADJECTIVES) and not o.has(j, "preposition"):
        if any(one.kind == "role" for one in o.names(j)):
            return False  # "in his address the president": the noun before it is what the preposition governs
        j -= 1
    return j >= first and o.joined(j) and o.has(j, "preposition") and not o.has(j, "adverb")


def _is_counted(o: Outline, k: int, first: int) -> bool:
    """Whether a number stands right before a word; the minutes of an hour are none ("as of 16.44")."""
    if k == first or not o.has(k - 1, "number") or not o.joined(k - 1):
        return False
    hour = k > 1 and o.has(k - 2, "number") and o.text[o.words[k - 2].end : o.words[k - 1].start] in (".", ":")
    return not hour


def _beside_relay(o: Outline, phrase: Phrase, first: int, last: int) -> Phrase:
    """A source with the agency it spoke to: "told Reuters the minister"."""
    beside = (outlet(o, k) for k in range(first, last + 1) if k not in phrase.words)
    relay = next(filter(None, beside), None)
    return replace(phrase, relay=(relay.first, relay.last)) if relay else phrase


# how far


def _left_end(o: Outline, k: int, first: int) -> int:
    """Takes in the adjectives before a head, unless they belong to a preposition: "in the bulletin the staff said"."""
    left = _ahead_of_acronym(o, k, first)
    while left > first and o.joined(left - 1) and o.has(left - 1, *ADJECTIVES):
        if o.has(left - 1, *STOPS) or max((one.last for one in o.names(left - 1)), default=k) < k:
            break
        left -= 1
    governed = first < left < k and o.joined(left - 1) and o.has(left - 1, "preposition")
    return k if governed else left


def _ahead_of_acronym(o: Outline, k: int, first: int) -> int:
    """Where a name begins that ends in an acronym, whatever its words: "Coast Guard" before "of the USA"."""
    if not _depends(o, k, first):
        return k
    left = k
    while (
        left > first and o.joined(left - 1) and not o.has(left - 1, *STOPS, "conjunction", "back", "continue", "break")
    ):
        left -= 1
    return left if o.has(left, "capital") else k


def right_end(o: Outline, k: int, last: int) -> int:
    """The last word of the phrase whose head begins at word ``k``."""
    end = min(max((one.last for one in o.names(k)), default=k), last)
    while end < last and end - k < _LONGEST:
        j = end + 1 if o.joined(end) else _past_bracket(o, end, last)
        further = None if j is None else _further(o, k, j, last)
        if further is None:
            break
        end = further
    return end


def _past_bracket(o: Outline, end: int, last: int) -> int | None:
    """The word behind a short name in brackets that only repeats a longer one: "the Health Union (HU) chief"."""
    bracket = _BRACKET.match(o.text, o.words[end].end)
    if bracket is None:
        return None
    j = o.at(bracket.end())
    inside = range(end + 1, j)
    repeats = bool(inside) and o.all_have(inside, "capital") and not o.any_has(inside, "number")
    return j if repeats and j <= last and o.words[j].start == bracket.end() else None


def _further(o: Outline, k: int, j: int, last: int) -> int | None:
    """The word up to which the phrase from ``k`` on goes on with word ``j``, None when it ends before it."""
    full_name = any(o.is_personal_name(i) for i in range(k, j))
    if full_name and not o.has(j, "capital") and not any(one.exact for one in o.names(j)):
        return None  # "Ivanov to journalists"
    body = any(one.is_body for one in o.names(k))
    if (body and o.has(j, "speech")) or (o.is_document(j, exact=not body) and not o.is_document(k, exact=True)):
        return None  # "the staff the statement of Moscow denies", "quotes the agency the words of the mayor"
    if j in o.named and not o.has(j, "cue"):
        return min(last, max(one.last for one in o.names(j)))
    land = any(one.is_place for one in o.names(k)) and o.has(j + 1, "capital")
    if o.has(j, "conjunction") and (land or any(one.exact for one in o.names(j + 1))):
        return j
    if body and o.has(j, "conjunction") and not o.any_has((j + 1, j + 2), *_DUTY_ENDS, "capital", "named"):
        return j + 2 if j + 2 <= last and o.has(j + 1, "oblique_adjective") and o.joined(j + 1) else None
    ahead = None if full_name or not o.has(j, "preposition") else _name_ahead(o, j + 1, last)
    ahead = ahead or (_duty_end(o, j, last) if o.has(j, "duty") and not full_name else None)
    return ahead or _unit_ahead(o, j, last) or (j if _is_inside(o, j, last) else None)


def _duty_end(o: Outline, j: int, last: int) -> int:
    """The last word of what a body is for: "the inspectorate for emergency situations of Romania"."""
    while j < last and o.joined(j) and not o.has(j + 1, *_DUTY_ENDS):
        j += 1
    return j


def _is_inside(o: Outline, j: int, last: int) -> bool:
    """Whether a word that no table names goes on with a phrase."""
    if o.has(j, *STOPS, "conjunction", "back"):
        return False
    if o.has(j, "capital"):
        return True
    return (o.has(j, "adjective") or not o.has(j, "verb")) and _leads_on(o, j, last)


def _name_ahead(o: Outline, first: int, last: int) -> int | None:
    """The word before a personal name that a title with a preposition leads to: "deputy for policy Ivan Ivanov"."""
    for k in range(first, min(last, first + _TITLE_TAIL) + 1):
        if not o.joined(k - 1) or o.has(k, "cue", "number", "outcome", "date"):
            return None
        if any(one.exact and one.kind == "given" for one in o.names(k)) and o.has(k + 1, "capital"):
            return k - 1 if k > first else None
    return None


def _unit_ahead(o: Outline, j: int, last: int) -> int | None:
    """The last word of a formation with a number: "of the 93rd mechanised brigade"."""
    if not o.has(j, "number"):
        return None
    for k in range(j + 1, min(last, j + _TITLE_TAIL) + 1):
        units = [one.last for one in o.names(k) if one.is_unit]
        if units:
            return min(last, max(units))
        if not o.joined(k - 1) or not _is_light(o, k):
            return None
    return None


def _is_light(o: Outline, k: int) -> bool:
    """Whether a word is an adjective, only the ending of a number, or the first of two: "the Telegram-channel"."""
    end = o.words[k].end
    return o.has(k, *ADJECTIVES) or len(o.words[k].form) < _SUFFIX or o.text[end : end + 1] == "-"


def _leads_on(o: Outline, j: int, last: int) -> bool:
    """Whether a word no table knows stands inside a title, as in "head of the region Ivanov"."""
    for k in range(j + 1, min(last, j + _AHEAD) + 1):
        if not o.joined(k - 1) or o.has(k, *STOPS):
            break
        if k in o.named or o.has(k, "capital"):
            return True
    if j < last and not o.has(j + 1, "preposition"):
        return False
    heads_it = any(one.kind == "role" and one.last == j - 1 for one in o.names(j - 1))
    of_place = o.has(j - 1, "capital") and o.has(j - 1, "oblique_adjective")
    return (heads_it or of_place) and not o.has(j, "verb", "outcome")


def past_adjectives(o: Outline, k: int, last: int) -> int:
    """The first word from ``k`` on that is no adjective and no number of a unit, or is named itself."""
    if _unit_ahead(o, k, last) is not None:
        k += 1
    while k < last and k not in o.named and o.joined(k) and _is_light(o, k):
        k += 1
    return k
