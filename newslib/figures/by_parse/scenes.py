"""A parsed sentence with what the word tables find in it, token by token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newslib.figures.lookups import word_roles
from newslib.lexicons import Row, Word, lexicon, normal, words
from newslib.quantities import EXACT, Quantity, quantities
from newslib.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = ("NOUN", "PROPN", "PRON")
VERBS = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj", "dative")
STEPS = 8  # how far up a tree anything is followed
_STANDS_BEFORE = frozenset({"nummod", "amod", "compound", "nmod", "det", "predet", "quantmod", "poss"})
_BETWEEN = ("ADJ", "NOUN", "PROPN", "PRON", "DET")  # what may stand between a number and its noun
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


@dataclass
class Scene:
    """One sentence, its parse, and lazily the hits of every table, by token."""

    number: int  # of the sentence in its reading
    sentence: Sentence
    doc: Doc
    _spans: dict[str, list[tuple[int, int, Row]]] = field(default_factory=dict)
    _hits: dict[str, dict[int, Row]] = field(default_factory=dict)

    @cached_property
    def words(self) -> list[Word]:
        return words(self.sentence.text)

    @cached_property
    def forms(self) -> list[str]:
        return [normal(token.text) for token in self.doc]

    @cached_property
    def _token_at(self) -> dict[int, int]:
        return {place: token.i for token in self.doc for place in range(token.idx, token.idx + len(token))}

    def token(self, place: int) -> int | None:
        """The number of the token at a code point of the sentence."""
        return self._token_at.get(place)

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
        if table not in self._spans:
            hits = lexicon(self.sentence.language).finder(table).find(self.sentence.text, self.words)
            places = ((self.tokens(hit.start, hit.end), hit.row) for hit in hits)
            self._spans[table] = [(*span, row) for span, row in places if span]
        return self._spans[table]

    def hits(self, table: str) -> dict[int, Row]:
        """Rows of a table found in the sentence, by the token that heads the hit."""
        if table not in self._hits:
            self._hits[table] = {self.doc[first:last].root.i: row for first, last, row in self.spans(table)}
        return self._hits[table]

    def does(self, token: Token, role: str) -> bool:
        """Whether a word has a role in the table of function words."""
        return role in word_roles(self.sentence.language).get(self.forms[token.i], _NONE)

    def children(self, token: Token, *dependencies: str) -> Iterator[Token]:
        """Children of a token that hang on it by one of the dependencies."""
        return (child for child in token.children if child.dep_ in dependencies)

    def counts(self, token: Token | int | None) -> str:
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
        for token in self.doc:
            if not (token.dep_ == "pobj" and self.does(token, "period") and self.does(token.head, "during")):
                continue
            if not any(c.dep_ in ("nummod", "amod", "det") for c in token.children):
                continue  # "the deadliest raid in months"
            behind = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
            if behind is None or not self.does(behind, "moment"):
                return True
        return False

    @cached_property
    def tells_event(self) -> bool:
        """Whether a sentence names an attack, a battle, an accident."""
        return any(self.does(token, role) for token in self.doc for role in ("attack", "target", "happening"))

    def mentioned(self, token: Token) -> Mention | None:
        """The mention whose phrase a token heads."""
        return next((mention for mention in self.mentions if mention.node == token.i), None)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The quantities of the sentence and what they count, in order."""
        sentence = self.sentence
        found = []
        for quantity in quantities(sentence.text, sentence.language, sentence.start):
            span = self.tokens(quantity.number_start - sentence.start, quantity.number_end - sentence.start)
            if span:
                found.append(self._mention(quantity, *span))
        return found

    @cached_property
    def singles(self) -> list[Mention]:
        """One unnamed person each, without a numeral: "a woman", "a soldier"."""
        return [mention for i in sorted(self.hits("groups")) if (mention := self._single(self.doc[i]))]

    def apart(self, token: Token, mention: Mention) -> bool:
        """Whether a word is told of other people: in their phrase, in a clause on them, in the change of a count."""
        above = {mention.node, *(t.i for t in self.doc[mention.node].ancestors)}
        while token.i not in above and token.head.i != token.i:
            other = self.mentioned(token.head) if token.dep_ == "relcl" else None
            listed = self.does(token, "part") and any(self.doc[m.node].head.i == token.i for m in self.mentions)
            change = token.dep_ == "advcl" and token.tag_ == "VBG" and self.does(token, "change")
            if listed or change or (other and other != mention):
                return True
            token = token.head
        return False

    def besides(self, token: Token, mention: Mention) -> bool:
        """Whether a word stands in a later clause with a subject of its own: "five died, and the town was shelled"."""
        above = {t.i for t in self.doc[mention.node].ancestors}
        while token.i not in above and token.head.i != token.i:
            joined = token.dep_ == "conj" and token.pos_ in VERBS and token.i > mention.node
            if joined and next(self.children(token, *SUBJECTS), None) is not None:
                return True
            token = token.head
        return False

    def _single(self, noun: Token) -> Mention | None:
        article = next((c for c in self.children(noun, "det") if self.does(c, "someone")), None)
        if article is None or noun.tag_ != "NN" or not self.hits("groups")[noun.i]["group"]:
            return None
        if any(m.first <= noun.i < m.last for m in self.mentions):
            return None
        named = any((c.pos_ == "PROPN" and c.dep_ == "appos") or c.dep_ == "nummod" for c in noun.children)
        if named or noun.dep_ in ("appos", "compound", "npadvmod"):
            return None
        start = self.sentence.start + article.idx
        end = start + len(article)
        one = Quantity(start, end, start, end, 1.0, 1.0, 1.0, EXACT, False, "", kind="implicit")
        return Mention(one, article.i, article.i + 1, noun.i, noun.i, implicit=True)

    def _mention(self, quantity: Quantity, first: int, last: int) -> Mention:
        root = self.doc[first:last].root
        ahead = root.head.i >= last
        joined = root.dep_ in _STANDS_BEFORE and ahead
        node = root.head if joined or (ahead and self.does(root.head, "more")) else root
        if joined and node.pos_ == "NUM" and node.dep_ in _STANDS_BEFORE and self.counts(node.head) == "things":
            node = node.head  # "33 of 38 drones", parsed as one number
        noun = node if joined else None
        if noun is None or self.does(noun, "container") or noun.pos_ == "NUM":
            inner = self._whole(node)
            if inner is not None and (noun is None or not self.counts(noun) or self.counts(inner)):
                pronoun = self.does(inner, "anaphor") or inner.pos_ == "PRON"
                return Mention(quantity, first, last, node.i, None if pronoun else inner.i, parted=pronoun)
        if noun is not None and noun.tag_ in ("JJ", "NNP") and quantity.stated != 1:
            noun = next((o for o in self.children(noun, "conj") if self.counts(o) == "people"), noun)
        if noun is None:
            noun = self._following(last)
            if noun is not None and self._hides(root, first, noun):
                node = noun
        return Mention(quantity, first, last, node.i, noun.i if noun is not None and noun.pos_ in NOUNS else None)

    def _hides(self, root: Token, first: int, noun: Token) -> bool:
        """Whether a number hangs on its bound alone, and its noun on the verb: "between 100 and 200 men died"."""
        bound = root.head
        governed = noun.dep_ in (*SUBJECTS, *OBJECTS) and noun.head == bound.head
        return bound.i < first and bound.pos_ == "ADP" and governed

    def _whole(self, node: Token) -> Token | None:
        """What a number is out of: "hundreds of civilians", "three of them"."""
        for link in self.children(node, "prep"):
            if self.does(link, "whole") and link.i > node.i:
                return next(self.children(link, "pobj"), None)
        return None

    def _following(self, last: int) -> Token | None:
        """The first known noun just after a number that the parse left alone."""
        for token in self.doc[last : last + _REACH]:
            if self.counts(token) and token.pos_ in NOUNS:
                return token
            if token.pos_ not in _BETWEEN or token.tag_ in ("PRP", "WP", "WDT"):
                return None
        return None
