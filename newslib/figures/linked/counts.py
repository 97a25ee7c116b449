"""What the numbers of a sentence count, read off its tree."""

from __future__ import annotations

from collections.abc import Iterator

from newslib.figures.cases import NOTHING, OTHER, PEOPLE, THINGS, Count
from newslib.figures.scenes import names
from newslib.passages import NOUNS, OBJECTS, SUBJECTS, Passage, Word
from newslib.quantities import Quantity
from newslib.quantities.bounds import EXACT

_STANDS_BEFORE = frozenset({"number", "modifier", "compound", "determiner", "quantifier", "owner"})
_BETWEEN = ("adjective", "noun", "name", "pronoun", "determiner")  # what may stand between a number and its noun
_REACH = 4  # words between a number and its noun when the parse does not join them


def counts(passage: Passage) -> list[Count]:
    """The numbers of a sentence and what they count, in order."""
    offset, found = passage.sentence.start, []
    for quantity in passage.quantities:
        first, last = passage.span(quantity.number_start - offset, quantity.number_end - offset)
        if last:
            found.append(_count(passage, quantity, first, last))
    return found


def singles(passage: Passage, numbered: list[Count]) -> Iterator[Count]:
    """One unnamed person each, without a numeral: "a woman", "a soldier"."""
    for i in sorted(passage.rows("groups")):
        noun = passage.words[i]
        article = next((c for c in noun.linked("determiner") if passage.does(c, "someone")), None)
        if article is not None and _is_one(passage, noun) and not any(_inside(i, c) for c in numbered):
            start = passage.sentence.start + article.start
            end = start + len(article.text)
            one = Quantity(start, end, start, end, 1.0, 1.0, 1.0, EXACT, False, "", kind="implicit")
            yield _made(passage, one, (article.i, article.i + 1), i, i, implicit=True)


def _inside(i: int, count: Count) -> bool:
    return count.number_first <= i < count.number_last


def _is_one(passage: Passage, noun: Word) -> bool:
    """Whether a noun stands for one person whom no name tells."""
    if noun.shape != "singular" or noun.kind == "name" or not passage.rows("groups")[noun.i]["group"]:
        return False
    named = any((c.kind == "name" and c.link == "apposition") or c.link == "number" for c in noun.children)
    return not named and noun.link not in ("apposition", "compound", "adverbial")


def _made(
    passage: Passage,
    quantity: Quantity,
    number: tuple[int, int],
    node: int,
    noun: int | None,
    *,
    parted: bool = False,
    implicit: bool = False,
) -> Count:
    """A count with what the tables say of its noun."""
    offset = passage.sentence.start
    first, last = passage.at(quantity.start - offset), passage.at(quantity.end - offset - 1)
    start, end = number[0] if first is None else first, number[1] if last is None else last + 1
    at = -1 if noun is None else noun
    row, thing = passage.rows("groups").get(at), passage.rows("equipment").get(at)
    kind = NOTHING if noun is None else names(passage, noun) or OTHER
    item = thing["item"] if thing else None
    return Count(
        quantity, start, end, *number, max(end, node + 1, at + 1), node, noun, kind, row, item=item,
        parted=parted, added=_is_added(passage, quantity), implicit=implicit,
    )  # fmt: skip


def _is_added(passage: Passage, quantity: Quantity) -> bool:
    """Whether a number in brackets came on top of the one before: "(+980)"."""
    at = quantity.number_start - passage.sentence.start
    return passage.sentence.text[max(at - 2, 0) : at].strip()[-1:] == "+"


def _count(passage: Passage, quantity: Quantity, first: int, last: int) -> Count:
    root = passage.root(first, last)
    ahead = root.head.i >= last
    joined = root.link in _STANDS_BEFORE and ahead
    node = root.head if joined or (ahead and passage.does(root.head, "more")) else root
    if joined and node.kind == "number" and node.link in _STANDS_BEFORE and names(passage, node.head) == THINGS:
        node = node.head  # "33 of 38 drones", parsed as one number
    noun = node if joined else None
    if noun is None or passage.does(noun, "container") or noun.kind == "number":
        inner = _whole(passage, node)
        told = inner is not None and names(passage, inner) in (PEOPLE, THINGS)
        if inner is not None and (noun is None or not names(passage, noun) or told):
            pronoun = passage.does(inner, "anaphor") or inner.kind == "pronoun"
            counted = None if pronoun else inner.i
            return _made(passage, quantity, (first, last), node.i, counted, parted=pronoun)
    if noun is not None and _describes(noun) and quantity.stated != 1:
        noun = next((o for o in noun.linked("joined") if names(passage, o) == PEOPLE), noun)
    if noun is None:
        noun = _following(passage, last)
        if noun is not None and _hides(root, first, noun):
            node = noun
    counted = noun.i if noun is not None and noun.kind in NOUNS else None
    return _made(passage, quantity, (first, last), node.i, counted)


def _describes(noun: Word) -> bool:
    """Whether what the parse takes for the counted noun describes one: "12 Ukrainian and foreign fighters"."""
    return noun.shape == "plain" or (noun.kind == "name" and noun.shape == "singular")


def _hides(root: Word, first: int, noun: Word) -> bool:
    """Whether a number hangs on its bound alone, and its noun on the verb: "between 100 and 200 men died"."""
    bound = root.head
    governed = noun.link in (*SUBJECTS, *OBJECTS) and noun.head is bound.head
    return bound.i < first and bound.kind == "preposition" and governed


def _whole(passage: Passage, node: Word) -> Word | None:
    """What a number is out of: "hundreds of civilians", "three of them"."""
    for link in node.linked("preposition"):
        if passage.does(link, "whole") and link.i > node.i:
            return next(link.linked("governed"), None)
    return None


def _following(passage: Passage, last: int) -> Word | None:
    """The first known noun just after a number that the parse left alone."""
    for word in passage.words[last : last + _REACH]:
        if names(passage, word) and word.kind in NOUNS:
            return word
        if passage.does(word, "someone"):  # "140 a day earlier"
            return None
        if word.kind not in _BETWEEN or word.shape in ("personal", "who", "which"):
            return None
    return None
