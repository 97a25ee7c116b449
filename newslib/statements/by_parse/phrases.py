"""Phrases of a parsed sentence: subjects, mentions, clauses, as sets of tokens and spans of text.

Dependency labels and tags are those of the parser's own scheme (ClearNLP labels, Penn tags).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslib.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RELATIVE = frozenset({"WDT", "WP", "WP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
_LEFT_OUT = frozenset({"relcl", "advcl", "ccomp", "parataxis", "mark", "advmod"})
_EDGES = frozenset({"PUNCT", "SPACE"})
_LOOSE = frozenset({",", ":", "-", "--", "–", "—", "―"})
_VERBS_UP = 12  # verbs from one that shares its subject to the one that has it
_NOUNS_UP = 4  # steps from a noun up to the verb it completes
_LONG = 10  # tokens of a participle phrase that still belongs to a mention: "a report published by the UN"


def is_verb(token: Token) -> bool:
    """Whether a token heads a verb phrase."""
    return token.pos_ in ("VERB", "AUX")


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of some dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_person(word: Token) -> bool:
    """Whether a word is a pronoun for somebody: "him", unlike "it"."""
    return word.tag_ == "PRP" and "Neut" not in word.morph.get("Gender", [])


def is_neuter(word: Token) -> bool:
    """Whether a word is "it"."""
    neuter = word.tag_ == "PRP" and "Neut" in word.morph.get("Gender", [])
    return neuter and word.morph.get("Number", []) == ["Sing"]


def subtree(token: Token) -> set[int]:
    """Indexes of a token and all under it."""
    return {t.i for t in token.subtree}


def tight(token: Token) -> set[int]:
    """A phrase without the relative clauses and appositions that a comma or dash sets off."""
    loose: set[int] = set()
    for part in token.subtree:
        if part.dep_ in ("relcl", "appos", "advcl", "acl") and part.i > token.i:
            first = part.left_edge
            if first.i and first.nbor(-1).is_punct and first.nbor(-1).text in _LOOSE:
                loose |= subtree(part)
    return subtree(token) - loose


def verb_group(verb: Token) -> set[int]:
    """Indexes of a verb with its auxiliaries, negation and particle."""
    return {c.i for c in verb.children if c.dep_ in _AUXILIARY} | {verb.i}


def is_finite(verb: Token) -> bool:
    """Whether a clause has a tense: "that he left", not "him leaving"."""
    return verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with its particle: "to leave"."""
    return any(c.tag_ == "TO" for c in verb.children if c.i < verb.i)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: with its auxiliary, or a bare participle on a noun."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod") and child(verb, "aux", "nsubj") is None


def nearest_subject(verb: Token) -> Token | None:
    """The active subject next to a verb; a second one further off belongs to what is said."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    return min(own, key=lambda c: abs(c.i - verb.i), default=None)


def subject(verb: Token, means: frozenset[str] = frozenset()) -> Token | None:
    """Who does what a verb says, through shared subjects, infinitives and participles.

    The by-phrase of a passive; None when nobody is named.

    Args:
        verb: the verb.
        means: prepositions that name a means: in "hurt them by saying" the subject speaks, in "quoted them as
            saying" it is they.
    """
    for _ in range(_VERBS_UP):
        if is_passive(verb):
            by = child(verb, "agent")
            return child(by, "pobj") if by is not None else None
        own = nearest_subject(verb)
        if own is not None:
            return antecedent(own)
        step = _governor(verb)
        if step is not None and step.pos_ == "ADJ" and is_verb(step.head):
            if verb.tag_ == "VBG":
                return None  # "it is worth noting"
            step = step.head
        if step is None or not is_verb(step):
            return step
        rules = verb.dep_ == "xcomp" or (verb.dep_ == "pcomp" and verb.head.lower_ not in means)
        if rules and (ruled := child(step, "dobj", "dative")) is not None:
            return ruled
        shared = child(step, "nsubjpass")
        if shared is not None:
            return antecedent(shared)
        verb = step
    return None


def _governor(verb: Token) -> Token | None:
    """Where the missing subject of a verb has to be looked for: another verb, or the noun it stands on."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if verb.dep_ in ("acl", "relcl"):
        return child(verb.head, "poss") or _carrier(verb.head)
    if verb.dep_ == "pcomp" and verb.head.dep_ in ("prep", "agent"):
        over = verb.head.head
        return over if is_verb(over) else child(over, "poss") or _carrier(over)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and verb.head != verb:
        return verb.head
    return None


def _carrier(noun: Token) -> Token | None:
    """The verb that a noun completes: "is in a position to", "made a decision to"."""
    step = noun
    for _ in range(_NOUNS_UP):
        if step.dep_ not in ("dobj", "attr", "pobj", "prep"):
            return None
        step = step.head
        if is_verb(step):
            return step
    return None


def antecedent(noun: Token) -> Token:
    """The noun a relative pronoun stands for; any other token is its own antecedent."""
    if noun.tag_ in RELATIVE:
        for clause in (noun.head, noun.head.head):
            if clause.dep_ == "relcl":
                return clause.head
    return noun


def clause_of(token: Token) -> Token | None:
    """The verb of the clause a phrase stands in, the head of the sentence when it has no verb."""
    step = token
    while step.head != step:
        step = step.head
        if is_verb(step):
            return step
    return step if step != token else None


def mention(noun: Token, outside: Iterable[int] = ()) -> set[int]:
    """Tokens of a noun phrase: with title, apposition and short participle phrase, without relative clauses.

    Args:
        noun: head of the phrase.
        outside: indexes of tokens that cannot belong to it (the cue, the content).
    """
    left_out = set(outside)
    for part in noun.subtree:
        if part != noun and (part.dep_ in _LEFT_OUT or (part.dep_ == "acl" and _is_loose(part))):
            left_out |= subtree(part)
    run = _run(noun.doc, subtree(noun) - left_out, noun.i)
    return run | _stranded_title(noun.doc, min(run))


def _is_loose(participle: Token) -> bool:
    """Whether a participle phrase says more than who somebody is: long, or set off by a comma."""
    first = participle.left_edge
    return len(list(participle.subtree)) > _LONG or (first.i > 0 and first.nbor(-1).text in _LOOSE)


def _stranded_title(doc: Doc, first: int) -> set[int]:
    """ "head of" before "Crimea Ivan Petrov": a preposition whose object the parser gave to the name after it."""
    if first < 2 or doc[first - 1].dep_ != "prep" or child(doc[first - 1], "pobj", "pcomp") is not None:
        return set()
    noun = doc[first - 1].head
    if noun.i >= first or is_verb(noun):
        return set()
    return set(range(noun.left_edge.i, first))


def _run(doc: Doc, inside: set[int], center: int) -> set[int]:
    """The unbroken run of tokens around one of them, punctuation trimmed off the ends."""
    first = last = center
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < center and (doc[first].pos_ in _EDGES or doc[first].dep_ == "cc"):
        first += 1
    while last > center and _ends_badly(doc[last]):
        last -= 1
    return set(range(first, last + 1))


def _ends_badly(token: Token) -> bool:
    return token.dep_ in ("case", "cc") or (token.pos_ in _EDGES and token.text not in (")", "]"))


def spans(doc: Doc, tokens: Iterable[int], offset: int) -> tuple[Span, ...]:
    """The stretches of text that tokens cover, edges trimmed of commas and blanks, quotation marks kept.

    Args:
        doc: the parsed sentence.
        tokens: indexes of tokens.
        offset: where the sentence starts in the article, code points.
    """
    found: list[Span] = []
    run: list[Token] = []
    for i in sorted(tokens):
        if run and i != run[-1].i + 1:
            found += _trimmed(run, offset)
            run = []
        run.append(doc[i])
    return tuple(found + _trimmed(run, offset))


def _trimmed(run: list[Token], offset: int) -> list[Span]:
    while run and _is_edge(run[0]):
        run = run[1:]
    while run and (_is_edge(run[-1]) or run[-1].dep_ == "cc"):
        run = run[:-1]
    if not any(t.pos_ not in _EDGES for t in run):
        return []
    return [(run[0].idx + offset, run[-1].idx + len(run[-1].text) + offset)]


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and not token.is_quote and not token.is_bracket)
