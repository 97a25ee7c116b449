"""A parsed sentence with what the word tables find in it, token by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from newslib.lexicons import Row
from newslib.passages import NOUNS, OBJECTS, SUBJECTS, VERBS, Passage, Word
from newslib.quantities import EXACT, Quantity
from newslib.sentences import Sentence

_STANDS_BEFORE = frozenset({"number", "modifier", "compound", "determiner", "quantifier", "owner"})
_BETWEEN = ("adjective", "noun", "name", "pronoun", "determiner")  # what may stand between a number and its noun
_REACH = 4  # words between a number and its noun when the parse does not join them
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mention:
    """A quantity in a sentence and what it counts.

    ``node`` is the token that stands for the counted phrase in the tree, ``noun`` the token of the counted
    noun (None when the number stands alone), ``parted`` whether the number is one out of people already
    counted ("three of them"), ``implicit`` whether there is no numeral ("a woman").
    """

    quantity: Quantity
    first: int  # tokens of the number, end exclusive
    last: int
    node: int
    noun: int | None
    parted: bool = False
    implicit: bool = False


@dataclass(frozen=True)
class Scene:
    """One sentence, its words and what they count."""

    passage: Passage

    @property
    def number(self) -> int:
        return self.passage.number

    @property
    def sentence(self) -> Sentence:
        return self.passage.sentence

    @property
    def words(self) -> Sequence[Word]:
        return self.passage.words

    @property
    def forms(self) -> list[str]:
        return [word.form for word in self.passage.words]

    def token(self, place: int) -> int | None:
        """The number of the token at a code point of the sentence."""
        return self.passage.at(place)

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """Tokens that cover code points of the sentence, end exclusive."""
        first, last = self.token(start), self.token(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def start(self, mention: Mention) -> int:
        """The first token of a mention's quantity, its bound included."""
        first = self.token(mention.quantity.start - self.sentence.start)
        return mention.first if first is None else first

    def spans(self, table: str) -> list[tuple[int, int, Row]]:
        """Rows of a table found in the sentence with their first token and the token after the last."""
        return [(hit.first, hit.last, hit.row) for hit in self.passage.hits(table)]

    def hits(self, table: str) -> dict[int, Row]:
        """Rows of a table found in the sentence, by the token that heads the hit."""
        return {i: hit.row for i, hit in self.passage.heading(table).items()}

    def does(self, token: Word, role: str) -> bool:
        """Whether a word has a role in the table of function words."""
        return self.passage.does(token, role)

    def children(self, token: Word, *dependencies: str) -> Iterator[Word]:
        """Children of a token that hang on it by one of the dependencies."""
        return (child for child in token.children if child.link in dependencies)

    def counts(self, token: Word | int | None) -> str:
        """What a noun names: ``people``, ``things`` (equipment), ``others``; empty when no table knows it."""
        if token is None:
            return ""
        place = token if isinstance(token, int) else token.i
        row = self.hits("groups").get(place)
        if row:
            return "people" if row["group"] else "others"
        return "things" if place in self.hits("equipment") else ""

    @cached_property
    def over_years(self) -> bool:
        """Whether the sentence counts over a long time: "in the last three years", "during 10 years of war"."""
        for token in self.words:
            if not (token.link == "governed" and self.does(token, "period") and self.does(token.head, "during")):
                continue
            if not any(c.link in ("number", "modifier", "determiner") for c in token.children):
                continue  # "the deadliest raid in months"
            behind = self.words[token.i + 1] if token.i + 1 < len(self.words) else None
            if behind is None or not self.does(behind, "moment"):
                return True
        return False

    @cached_property
    def tells_event(self) -> bool:
        """Whether a sentence names an attack, a battle, an accident."""
        return any(self.does(token, role) for token in self.words for role in ("attack", "target", "happening"))

    def mentioned(self, token: Word) -> Mention | None:
        """The mention whose phrase a token heads."""
        return next((mention for mention in self.mentions if mention.node == token.i), None)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The quantities of the sentence and what they count, in order."""
        sentence = self.sentence
        found = []
        for quantity in self.passage.quantities:
            span = self.tokens(quantity.number_start - sentence.start, quantity.number_end - sentence.start)
            if span:
                found.append(self._mention(quantity, *span))
        return found

    @cached_property
    def singles(self) -> list[Mention]:
        """One unnamed person each, without a numeral: "a woman", "a soldier"."""
        return [mention for i in sorted(self.hits("groups")) if (mention := self._single(self.words[i]))]

    def apart(self, token: Word, mention: Mention) -> bool:
        """Whether a word is told of other people: in their phrase, in a clause on them, in the change of a count."""
        above = {mention.node, *(t.i for t in self.words[mention.node].ancestors)}
        while token.i not in above and token.head.i != token.i:
            other = self.mentioned(token.head) if token.link == "relative" else None
            listed = self.does(token, "part") and any(self.words[m.node].head.i == token.i for m in self.mentions)
            change = token.link == "adjunct" and token.shape == "gerund" and self.does(token, "change")
            if listed or change or (other and other != mention):
                return True
            token = token.head
        return False

    def besides(self, token: Word, mention: Mention) -> bool:
        """Whether a word stands in a later clause with a subject of its own: "five died, and the town was shelled"."""
        above = {t.i for t in self.words[mention.node].ancestors}
        while token.i not in above and token.head.i != token.i:
            joined = token.link == "joined" and token.kind in VERBS and token.i > mention.node
            if joined and next(self.children(token, *SUBJECTS), None) is not None:
                return True
            token = token.head
        return False

    def _single(self, noun: Word) -> Mention | None:
        article = next((c for c in self.children(noun, "determiner") if self.does(c, "someone")), None)
        if (
            article is None
            or noun.shape != "singular"
            or noun.kind == "name"
            or not self.hits("groups")[noun.i]["group"]
        ):
            return None
        if any(m.first <= noun.i < m.last for m in self.mentions):
            return None
        named = any((c.kind == "name" and c.link == "apposition") or c.link == "number" for c in noun.children)
        if named or noun.link in ("apposition", "compound", "adverbial"):
            return None
        start = self.sentence.start + article.start
        end = start + len(article.text)
        one = Quantity(start, end, start, end, 1.0, 1.0, 1.0, EXACT, False, "", kind="implicit")
        return Mention(one, article.i, article.i + 1, noun.i, noun.i, implicit=True)

    def _mention(self, quantity: Quantity, first: int, last: int) -> Mention:
        root = self.passage.root(first, last)
        ahead = root.head.i >= last
        joined = root.link in _STANDS_BEFORE and ahead
        node = root.head if joined or (ahead and self.does(root.head, "more")) else root
        if joined and node.kind == "number" and node.link in _STANDS_BEFORE and self.counts(node.head) == "things":
            node = node.head  # "33 of 38 drones", parsed as one number
        noun = node if joined else None
        if noun is None or self.does(noun, "container") or noun.kind == "number":
            inner = self._whole(node)
            if inner is not None and (noun is None or not self.counts(noun) or self.counts(inner)):
                pronoun = self.does(inner, "anaphor") or inner.kind == "pronoun"
                return Mention(quantity, first, last, node.i, None if pronoun else inner.i, parted=pronoun)
        if noun is not None and (noun.shape == "plain" or _is_name(noun)) and quantity.stated != 1:
            noun = next((o for o in self.children(noun, "joined") if self.counts(o) == "people"), noun)
        if noun is None:
            noun = self._following(last)
            if noun is not None and self._hides(root, first, noun):
                node = noun
        return Mention(quantity, first, last, node.i, noun.i if noun is not None and noun.kind in NOUNS else None)

    def _hides(self, root: Word, first: int, noun: Word) -> bool:
        """Whether a number hangs on its bound alone, and its noun on the verb: "between 100 and 200 men died"."""
        bound = root.head
        governed = noun.link in (*SUBJECTS, *OBJECTS) and noun.head == bound.head
        return bound.i < first and bound.kind == "preposition" and governed

    def _whole(self, node: Word) -> Word | None:
        """What a number is out of: "hundreds of civilians", "three of them"."""
        for link in self.children(node, "preposition"):
            if self.does(link, "whole") and link.i > node.i:
                return next(self.children(link, "governed"), None)
        return None

    def _following(self, last: int) -> Word | None:
        """The first known noun just after a number that the parse left alone."""
        for token in self.words[last : last + _REACH]:
            if self.counts(token) and token.kind in NOUNS:
                return token
            if token.kind not in _BETWEEN or token.shape in ("personal", "who", "which"):
                return None
        return None


def _is_name(word: Word) -> bool:
    return word.kind == "name" and word.shape == "singular"
