"""Cues of a parsed sentence and the frames they open: who says, and which words are what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from newslib import parsed_phrases as phrases
from newslib.lexicons import Row, lexicon, normal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPEN_VERB: Row = {"form": "", "stance": "asserts", "kind": "verb", "position": "any", "takes": "clause quote", "note": ""}
_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB"), "adverb": ("ADV",)}
_TAIL = 3  # words that may follow a verb of speech at the end of its sentence: "said on Monday"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


@dataclass(frozen=True)
class Cue:
    """A cue word or phrase; ``token`` is the word its frame hangs on."""

    token: Token
    tokens: frozenset[int]
    row: Row
    language: str

    @property
    def takes(self) -> frozenset[str]:
        """Complements that can be content: clause, object, patient, person, to, or a preposition."""
        return frozenset(self.row["takes"].split())

    def is_light(self, verb: Token) -> bool:
        """Whether a verb only carries a noun of speech: "made the claim"."""
        return normal(verb.text) in _forms(self.language, "light_verbs")

    def is_document(self, noun: Token) -> bool:
        """Whether a noun is something written, which speaks for whoever put it out."""
        return "document" in _roles(self.language).get(normal(noun.text), ())


def _is(cue: Cue, word: Token, kind: str) -> bool:
    return normal(word.text) in _function_words(cue.language, kind)


@cache
def _function_words(language: str, kind: str) -> frozenset[str]:
    return frozenset(normal(row["form"]) for row in lexicon(language).rows("cues") if row["kind"] == kind)


@cache
def _roles(language: str) -> dict[str, frozenset[str]]:
    """Roles of the words for people, bodies and documents."""
    found: dict[str, frozenset[str]] = {}
    for row in lexicon(language).rows("roles"):
        found[normal(row["form"])] = found.get(normal(row["form"]), frozenset()) | {row["role"]}
    return found


@cache
def _forms(language: str, table: str) -> frozenset[str]:
    return frozenset(normal(row["form"]) for row in lexicon(language).rows(table))


@dataclass
class Frame:
    """What a cue ties together: token indexes of source, cue words and content.

    ``complement`` names what the content was in the sentence; ``quotes``: a quotation beside the cue can be its content.
    """

    cue: Cue
    complement: str
    source: set[int]
    words: set[int]
    content: set[int]
    quotes: bool = False
    unsaid: set[int] = field(default_factory=set)  # "to comment": what a refusal without object is about


def frames(doc: Doc, language: str) -> list[Frame]:
    """Every frame that the cues of a sentence open.

    Args:
        doc: the parsed sentence.
        language: BCP 47 code, for the cue table.
    """
    built = (_FRAMES[_kind(cue)](cue) for cue in cues(doc, language))
    found = [frame for frame in built if frame is not None]
    return found + _introduction(doc, language, found)


def _introduction(doc: Doc, language: str, found: list[Frame]) -> list[Frame]:
    """A sentence that ends in a colon introduces the quotation after it, whatever its verb."""
    words = [t for t in doc if not t.is_space]
    if len(words) < 3 or words[-1].text != ":":
        return []
    verb = words[-1].sent.root
    who = phrases.subject(verb) if phrases.is_verb(verb) else None
    if who is None or who.pos_ not in _NOMINAL or any(f.quotes and not f.content for f in found):
        return []
    cue = Cue(verb, frozenset((verb.i,)), OPEN_VERB, language)
    words_ = phrases.verb_group(verb)
    return [Frame(cue, "colon", phrases.mention(who, words_), words_, set(), quotes=True)]


def cues(doc: Doc, language: str) -> Iterator[Cue]:
    """Cues of the table found in a sentence, and verbs of no table that carry a that-clause."""
    seen: set[int] = set()
    for hit in lexicon(language).finder("cues").find(doc.text):
        tokens = [t for t in doc if hit.start <= t.idx < hit.end]
        head = _head(tokens, hit.row["kind"].split("|"))
        if head is not None:
            indexes = frozenset(t.i for t in tokens)
            seen |= indexes
            yield Cue(head, indexes, hit.row, language)
    for token in doc:
        if token.i not in seen and token.pos_ == "VERB" and _has_that_clause(token):
            yield Cue(token, frozenset((token.i,)), OPEN_VERB, language)


def _has_that_clause(verb: Token) -> bool:
    clause = phrases.child(verb, "ccomp")
    if clause is None or not phrases.is_finite(clause) or phrases.child(verb, "nsubj") is None:
        return False
    return clause.i > verb.i and clause.left_edge.dep_ == "mark"


def _head(tokens: list[Token], kinds: list[str]) -> Token | None:
    """The word of a hit that its frame hangs on, None when the parts of speech do not fit."""
    for kind in kinds:
        if kind not in _POS:
            return tokens[0] if tokens else None
        for token in tokens:
            if token.pos_ in _POS[kind]:
                return token
    return None


def _kind(cue: Cue) -> str:
    kinds = cue.row["kind"].split("|")
    return next((kind for kind in kinds if cue.token.pos_ in _POS.get(kind, ())), kinds[0])


# verbs


def _verb(cue: Cue) -> Frame | None:
    verb = cue.token
    if any(c.dep_ == "prt" and c.i not in cue.tokens for c in verb.children):
        return None
    if phrases.is_passive(verb):
        return _passive(cue)
    quotes = "quote" in cue.takes
    who = _speaker(cue)
    complement, content = _complement(cue)
    if not content and quotes:
        complement, content = _around(cue)
    if not content and "clause" in cue.takes:
        tail = _tail(cue)
        if tail is not None:
            return tail
    if (not content and not quotes) or who is None:
        return None
    if verb.dep_ == "acl" and complement in ("infinitive", "object") and not cue.is_document(who):
        return None  # "anyone wanting to leave": nobody in particular
    words = phrases.verb_group(verb) | cue.tokens
    source = phrases.mention(who, content | words) if who is not None else set()
    unsaid = phrases.subtree(verb) - source if verb.dep_ == "xcomp" else {verb.i}
    return Frame(cue, complement, source, words, content - source - words, quotes, unsaid)


def _speaker(cue: Cue) -> Token | None:
    """The subject of a cue verb; of a document that somebody put out, whoever put it out."""
    who = phrases.subject(cue.token)
    if who is not None and cue.is_document(who) and who.dep_ == "dobj" and cue.is_light(who.head):
        who = phrases.subject(who.head) or who
    if who is not None and who.dep_ == "csubj":
        who = phrases.nearest_subject(who)
    return who if who is not None and _is_nominal(who) else None


def _is_nominal(word: Token) -> bool:
    return word.pos_ in _NOMINAL or (word.pos_ == "ADJ" and phrases.child(word, "det") is not None)


def _complement(cue: Cue) -> tuple[str, set[int]]:
    """Content among the complements of a verb: a clause, else phrases with prepositions, else the object."""
    clause = _clauses(cue)
    if clause:
        return "clause", clause
    verb, takes = cue.token, cue.takes
    object_ = phrases.child(verb, "dobj")
    held = phrases.tight(object_) if object_ is not None and "person" not in takes else set()
    name, found = "", set()
    for part in (c for c in verb.rights):
        if part.dep_ == "prep" and part.lower_ in takes and phrases.child(part, "pobj", "pcomp") is not None:
            name, found = "preposition", found | (phrases.tight(part) - (set() if held else {part.i}))
        elif part.dep_ in ("xcomp", "advcl") and "infinitive" in takes and phrases.is_infinitive(part):
            name, found = "infinitive", found | phrases.subtree(part)
        elif part.dep_ == "oprd" and "object" in takes:
            name, found = "object", found | phrases.subtree(part)
    if held and (found or "object" in takes or ("finding" in takes and _by_document(cue))):
        return name or "object", found | held
    return name, found


def _by_document(cue: Cue) -> bool:
    """Whether a document is the subject: "the survey found 12 deaths", unlike "rescuers found 12 bodies"."""
    who = phrases.subject(cue.token)
    return who is not None and cue.is_document(who)


def _clauses(cue: Cue) -> set[int]:
    """Clauses that a cue verb introduces, with what the parser cut off them."""
    verb, takes = cue.token, cue.takes
    found: set[int] = set()
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        small = not phrases.is_finite(clause) and clause.i > verb.i
        if ("object" in takes) if small else ("clause" in takes):
            found |= phrases.subtree(clause)
    if not found and "clause" in takes:
        found = _asked(verb)
    if not found:
        return found
    if max(found) > verb.i:
        subjects = sorted(c.i for c in verb.children if c.dep_ == "nsubj")
        for other in subjects[:-1]:
            found |= phrases.subtree(verb.doc[other])
    return found | _continued(cue, found)


def _asked(verb: Token) -> set[int]:
    """An indirect question that the parser took for an adverbial: "did not say when they would leave"."""
    for clause in verb.rights:
        if clause.dep_ == "advcl" and phrases.is_finite(clause) and phrases.nearest_subject(clause) is not None:
            first = clause.left_edge
            if first.tag_ == "WRB" and first.i == verb.i + 1:
                return phrases.subtree(clause)
    return set()


def _continued(cue: Cue, found: set[int]) -> set[int]:
    """Clauses coordinated with the cue that go on with what is said: "he said it failed, but would be repeated"."""
    verb, more = cue.token, set()
    for clause in verb.rights:
        if clause.dep_ != "conj" or clause.i < max(found) or not phrases.is_verb(clause):
            continue
        own = phrases.child(clause, "nsubj", "nsubjpass", "expl") is not None
        modal = any(c.tag_ == "MD" for c in clause.children) and not any(c.tag_ == "MD" for c in verb.children)
        if modal and not own:
            more |= phrases.subtree(clause)
    return more

def _around(cue: Cue) -> tuple[str, set[int]]:
    """Content of a cue put into or after its content: the clause it hangs on, without the cue's own phrase."""
    verb = cue.token
    if verb.head == verb or not phrases.is_verb(verb.head):
        return "", set()
    inserted = verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    if inserted or (verb.dep_ == "advcl" and any(_is(cue, c, "conjunction") for c in verb.lefts)):
        return "around", phrases.subtree(verb.head) - phrases.subtree(verb)
    return "", set()


def _tail(cue: Cue) -> Frame | None:
    """Who says it after the last comma, where the parser lost the thread: "The toll passed 50, a count of the UN shows." """
    verb = cue.token
    sentence = [t for t in verb.sent if not t.is_punct and not t.is_space]
    commas = [t.i for t in verb.sent if t.text == "," and t.i < verb.i]
    if not commas or verb.tag_ not in phrases.FINITE or sentence[-1].i - verb.i > _TAIL:
        return None
    between = [t for t in sentence if commas[-1] < t.i < verb.i]
    before = {t.i for t in verb.sent if t.i < commas[-1]}
    if not any(t.pos_ in _NOMINAL for t in between) or any(t.tag_ in phrases.FINITE for t in between):
        return None
    if not any(phrases.is_verb(verb.doc[i]) for i in before):
        return None
    source = set(range(between[0].i, between[-1].i + 1))
    return Frame(cue, "tail", source, {verb.i}, before, quotes=True)


def _passive(cue: Cue) -> Frame | None:
    """ "Ten deaths were reported", "he is believed to have left", "the toll was put at ten by X" """
    verb, takes = cue.token, cue.takes
    patient = phrases.child(verb, "nsubjpass")
    who = phrases.subject(verb)
    named = "patient" in takes or ("object" in takes and who is not None)
    complement, content = "", set()
    for part in verb.children:
        if part.dep_ == "ccomp" and phrases.is_finite(part) and "clause" in takes:
            complement, content = "clause", content | phrases.subtree(part)
        elif (part.dep_ == "xcomp" and "infinitive" in takes) or (part.dep_ == "oprd" and named):
            complement, content = "infinitive", content | phrases.subtree(part)
        elif part.dep_ == "prep" and part.lower_ in takes and (who is not None or "patient" in takes):
            complement, content = "preposition", content | phrases.subtree(part)
    if patient is not None and "person" not in takes and complement != "clause":
        if content or named:
            complement, content = complement or "patient", content | phrases.subtree(patient)
    if not content:
        return None
    words = phrases.verb_group(verb) | cue.tokens
    source = phrases.mention(who, content | words) if who is not None else set()
    return Frame(cue, "passive " + complement, source, words, content - source - words)


# nouns and adjectives


def _noun(cue: Cue) -> Frame | None:
    noun = cue.token
    content = _attached(cue)
    if not content and "clause" in cue.takes and noun.dep_ == "nsubj" and noun.head.pos_ == "AUX":
        said = phrases.child(noun.head, "ccomp")
        content = phrases.subtree(said) if said is not None and phrases.child(said, "mark") is not None else set()
    if not content:
        return None
    who = _holder(cue)
    if who is None and "bare" not in cue.takes:
        return None
    source = phrases.mention(who, content | cue.tokens) if who is not None else set()
    return Frame(cue, "noun", source, set(cue.tokens), content - source - cue.tokens)


def _attached(cue: Cue) -> set[int]:
    """What stands right of a cue noun or adjective as its content."""
    takes, content = cue.takes, set()
    for part in cue.token.rights:
        if part.dep_ in ("acl", "ccomp") and phrases.is_finite(part) and "clause" in takes:
            content |= phrases.subtree(part)
        elif part.dep_ in ("acl", "relcl", "xcomp") and phrases.is_infinitive(part) and "infinitive" in takes:
            content |= phrases.tight(part)
        elif part.dep_ == "prep" and part.lower_ in takes:
            content |= phrases.tight(part) - {part.i}
    return content


def _holder(cue: Cue) -> Token | None:
    """Whose claim it is: "X's claim", "a claim by X", "the X claim", "X made the claim"."""
    noun = cue.token
    owner = phrases.child(noun, "poss")
    if owner is not None:
        return owner
    for part in noun.children:
        if part.dep_ in ("prep", "agent") and _is(cue, part, "agent"):
            return phrases.child(part, "pobj")
    named = [c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    if named:
        return named[-1]
    if noun.dep_ == "dobj" and cue.is_light(noun.head):
        return phrases.subject(noun.head)
    return None


def _adjective(cue: Cue) -> Frame | None:
    word = cue.token
    content = _attached(cue)
    who = None
    if word.dep_ in ("acomp", "oprd") and phrases.is_verb(word.head):
        who = phrases.subject(word.head)
    elif phrases.is_verb(word):
        who = phrases.child(word, "nsubjpass") or phrases.subject(word)
    if not content or who is None or not _is_nominal(who):
        return None
    source = phrases.mention(who, content | cue.tokens)
    return Frame(cue, "adjective", source, set(cue.tokens), content - source - cue.tokens)


# sources named by a preposition, and none named


def _preposition(cue: Cue) -> Frame | None:
    """ "According to X": the clause the phrase stands in is the content."""
    doc = cue.token.doc
    target = next((t for t in doc if t.i not in cue.tokens and t.head.i in cue.tokens and t.dep_ in ("pobj", "dobj")), None)
    clause = _scope(cue.token)
    if target is None or clause is None or ("named" in cue.takes and not _named(cue, target)):
        return None
    phrase = phrases.subtree(target) | phrases.subtree(cue.token) | cue.tokens
    content = phrases.subtree(clause) - phrase
    return Frame(cue, "preposition", phrases.mention(target, cue.tokens), set(cue.tokens), content) if content else None


def _scope(token: Token) -> Token | None:
    """The clause that "according to X" speaks of: with those coordinated before it and those it completes."""
    clause = phrases.clause_of(token)
    while clause is not None and clause.head != clause:
        shared = clause.dep_ == "conj" and phrases.child(clause, "nsubj", "nsubjpass", "expl") is None
        if not shared and clause.dep_ not in ("acl", "xcomp", "pcomp"):
            break
        clause = phrases.clause_of(clause) or clause.head
    return clause


def _named(cue: Cue, noun: Token) -> bool:
    """Whether a noun names somebody, unlike "per student"."""
    specific = noun.tag_ == "NNS" or phrases.child(noun, "det", "poss") is not None
    return noun.pos_ == "PROPN" or (specific and normal(noun.text) in _roles(cue.language))


def _adverb(cue: Cue) -> Frame | None:
    clause = phrases.clause_of(cue.token)
    if clause is None:
        return None
    return Frame(cue, "adverb", set(), set(cue.tokens), phrases.subtree(clause) - cue.tokens)


def _none(cue: Cue) -> Frame | None:
    return None


_FRAMES: dict[str, Callable[[Cue], Frame | None]] = {
    "verb": _verb, "noun": _noun, "adjective": _adjective, "preposition": _preposition, "adverb": _adverb,
    "phrase": _none, "conjunction": _none, "agent": _none,
}  # fmt: skip
