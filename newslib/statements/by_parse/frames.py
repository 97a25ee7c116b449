"""Frames that the cues of a parsed sentence open: who says, and which words are what is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from newslib.lexicons import Hit
from newslib.passages import Word
from newslib.statements.by_parse import contents, insertions, phrases
from newslib.statements.by_parse.cues import OPEN_VERB, Cue, cues
from newslib.statements.by_parse.stances import is_nobody, negators

_NOMINAL = frozenset({"noun", "name", "pronoun", "number", "determiner"})
_SHORTEST = 3  # words of a sentence that can introduce a quotation


@dataclass
class Frame:
    """What a cue ties together: token indexes of source, cue words and content.

    ``complement`` names what the content was in the sentence; ``quotes``: a quotation beside the cue can be its
    content; ``unsaid``: what a refusal to speak is about when nothing is named ("to comment"); ``author``: "I" or "we"
    speak, outside quotation marks the text's own voice.
    """

    cue: Cue
    complement: str
    source: set[int]
    words: set[int]
    content: set[int]
    quotes: bool = False
    unsaid: set[int] = field(default_factory=set)
    relay: set[int] = field(default_factory=set)
    author: bool = False


def frames(doc: Sequence[Word], language: str, hits: Sequence[Hit]) -> list[Frame]:
    """Every frame that the cues of a sentence open.

    Args:
        doc: the parsed sentence.
        language: BCP 47 code, for the tables.
        hits: what the finder of the cue table found in the sentence.
    """
    built = (_FRAMES[cue.kind](cue) for cue in cues(doc, language, hits))
    found = [frame for frame in built if frame is not None]
    _splice(found)
    return found + _introduction(doc, language, found)


def _splice(found: list[Frame]) -> None:
    """Adds what a comma joins to the clause of a headline: "Minister reports town taken, 1,500 surrendered"."""
    cues_ = {frame.cue.token.i for frame in found}
    for frame in found:
        verb = frame.cue.token
        ahead = verb.link == "clause" and verb.i < verb.head.i and verb.head.i not in cues_
        if ahead and frame.complement == "clause" and max(frame.content, default=0) > verb.i:
            last = verb.last.i
            if [word.text for word in verb.among[last + 1 : last + 2]] == [","]:
                frame.content |= {i for i in phrases.subtree(verb.head) if i > last}


def _introduction(doc: Sequence[Word], language: str, found: list[Frame]) -> list[Frame]:
    """A sentence that ends in a colon introduces the quotation after it, whatever its verb."""
    last = next((t for t in reversed(doc) if t.kind != "space"), None)
    if last is None or last.text != ":" or last.i < _SHORTEST - 1 or any(f.quotes and not f.content for f in found):
        return []
    verb = last.top
    who = phrases.subject(verb) if phrases.is_verb(verb) else None
    if who is None or not _is_nominal(who):
        return []
    words = phrases.verb_group(verb)
    cue = Cue(verb, frozenset((verb.i,)), OPEN_VERB, language)
    return [Frame(cue, "colon", phrases.mention(who, words), words, set(), quotes=True)]


def _frame(cue: Cue, complement: str, who: Word | None, content: set[int], words: set[int]) -> Frame:
    source = phrases.mention(who, content | words) if who is not None else set()
    author = who is not None and who.person == "speaker"
    return Frame(cue, complement, source, words, content - source - words, author=author)


def _verb(cue: Cue) -> Frame | None:
    verb = cue.token
    if "toll" not in cue.takes and any(c.link == "verb_particle" and c.i not in cue.tokens for c in verb.children):
        return None  # another verb: "called up"; but "revised the toll down"
    if phrases.is_passive(verb):
        return _passive(cue)
    who = _speaker(cue)
    if _is_told_of(cue, who) or _is_vain(cue, who):
        return None
    complement, content = contents.complement(cue)
    if ahead := insertions.before(cue):
        complement, content = "around", ahead
    else:
        content = contents.gap(cue, content)
    if not content:
        complement, content = insertions.around(cue)
    if not content and "clause" in cue.takes and (ending := insertions.tail(cue)) is not None:
        return Frame(cue, "tail", ending[0], {verb.i}, ending[1], quotes=True)
    if who is not None and content and negators(cue) and _is_empty(cue, who):
        return _frame(cue, complement, None, content, phrases.verb_group(verb) | cue.tokens)
    if who is None or not (content or "quote" in cue.takes) or _is_generic(cue, who, complement):
        return None
    if "toll" in cue.takes and not _can_count(cue, who):
        return None
    if who.shape in ("demonstrative", *phrases.RELATIVE) or (cue.row is OPEN_VERB and not _can_speak(cue, who)):
        return None  # "this continued", "fears remain that"
    frame = _frame(cue, complement, who, content, phrases.verb_group(verb) | cue.tokens)
    frame.quotes = "quote" in cue.takes
    if "unsaid" in cue.takes:
        frame.unsaid = phrases.subtree(verb) - frame.source if verb.link == "open" else {verb.i}
    return frame


def _is_told_of(cue: Cue, who: Word | None) -> bool:
    """Whether a verb with its object tells what happened to people: "the war claimed 50 lives"."""
    object_ = phrases.child(cue.token, "object")
    if object_ is None or not cue.is_fate(object_):
        return False
    return who is None or not (who.kind == "name" or cue.is_role(who))


def _is_vain(cue: Cue, who: Word | None) -> bool:
    """Whether the subject does not speak: the "it" of "it bears mentioning that", who is "accused of", "nobody"."""
    verb, takes = cue.token, cue.takes
    if who is None:
        return False
    if phrases.is_neuter(who) and verb.shape == "gerund" and verb.link == "open" and cue.is_word(verb.head, "merit"):
        return True
    if "patient" in takes and not takes & {"object", "clause", "quote"} and phrases.child(verb, "object") is None:
        return True  # of a headline: "Army accused of killing 20"
    return cue.row["stance"] in ("asserts", "estimates") and is_nobody(cue, who)


def _is_generic(cue: Cue, who: Word, complement: str) -> bool:
    """ "Anyone wanting to leave", "votes needed to confirm a judge": nobody said it.

    A document speaks in a participle, so does who is named before a comma, and what nobody can confirm is worth
    telling.
    """
    verb = cue.token
    if complement not in ("infinitive", "object", "preposition"):
        return False
    if verb.link == "reduced" and verb.shape == "gerund":
        named = verb.i > 0 and verb.before.text == "," and _can_speak(cue, who)
        return complement != "preposition" and not cue.is_document(who) and not named
    return verb.link in ("adjunct", "reduced", "relative") and phrases.is_infinitive(verb) and not negators(cue)


def _is_empty(cue: Cue, who: Word) -> bool:
    """Whether the subject is the "it" of "it was not possible to verify": nobody in particular."""
    over = cue.token.head
    return (
        phrases.is_neuter(who) and cue.token.link == "open" and (over.kind == "adjective" or _has_adjective(who.head))
    )


def _has_adjective(verb: Word) -> bool:
    return (found := phrases.child(verb, "state")) is not None and found.kind == "adjective"


def _speaker(cue: Cue) -> Word | None:
    """The subject of a cue verb; of a document that somebody put out, whoever put it out."""
    who = cue.subject(_partner(cue)) or _read_out(cue)
    if who is not None and cue.is_document(who) and who.link == "object" and cue.is_light(who.head):
        who = cue.subject(who.head) or who
    if who is not None and cue.token.link == "reduced" and not _can_speak(cue, who):
        clause = phrases.clause_of(who)
        who = cue.subject(clause) if clause is not None and phrases.is_verb(clause) else who
    if who is not None and who.link == "clausal_subject":
        who = phrases.nearest_subject(who)
    if who is not None and who.head == cue.token:
        who = _of_main_clause(cue, who) or who
    return who if who is not None and _is_nominal(who) else None


def _partner(cue: Cue) -> Word:
    """The verb whose subject a coordinated cue shares: in "said 12 had died and added that ..." it is "said"."""
    verb, over = cue.token, cue.token.head.head
    shared = verb.link == "joined" and verb.head.link == "clause" and phrases.nearest_subject(verb) is None
    alike = phrases.is_verb(over) and over.shape == verb.shape != verb.head.shape
    return over if shared and alike and phrases.nearest_subject(over) is not None else verb


def _read_out(cue: Cue) -> Word | None:
    """A document behind its verb: '"Nine died," read the statement'."""
    document = phrases.child(cue.token, "object") if cue.token.link == "root" else None
    return document if document is not None and cue.is_document(document) else None


def _of_main_clause(cue: Cue, who: Word) -> Word | None:
    """Whom a neuter pronoun of a clause of time stands for: "Kyiv has been silent since Monday, when it reported"."""
    verb = cue.token
    if not phrases.is_neuter(who) or verb.link not in ("relative", "adjunct") or verb.first.shape != "where":
        return None
    clause = phrases.clause_of(verb)
    main = phrases.nearest_subject(clause) if clause is not None and phrases.is_verb(clause) else None
    return main if main is not None and main.i < verb.i and _can_speak(cue, main) else None


def _can_speak(cue: Cue, noun: Word) -> bool:
    """Whether a noun that a participle stands on speaks itself, unlike "at a conference announcing"."""
    return noun.kind in ("name", "pronoun") or cue.is_role(noun)


def _can_count(cue: Cue, who: Word) -> bool:
    """Whether the subject of "put the toll at 50" is somebody, unlike an attack; "brings it to 50" needs a name."""
    if "named" in cue.takes and (who.kind == "pronoun" or cue.token.link == "adjunct"):
        return False
    return _can_speak(cue, who) or cue.is_claim(who)


def _is_nominal(word: Word) -> bool:
    return word.kind in _NOMINAL or (word.kind == "adjective" and phrases.child(word, "determiner") is not None)


def _passive(cue: Cue) -> Frame | None:
    who = cue.subject(cue.token)
    complement, content = contents.patient(cue, who)
    if not content and who is not None:
        complement, content = "participle", contents.gap(cue, content)
    if not content:
        return None
    return _frame(cue, f"passive {complement}", who, content, phrases.verb_group(cue.token) | cue.tokens)


def _noun(cue: Cue) -> Frame | None:
    noun = cue.token
    if (verb := _taken_for_noun(cue)) is not None:
        return verb
    content = contents.attached(cue)
    if not content and "clause" in cue.takes and noun.link == "subject" and noun.head.kind == "auxiliary":
        said = phrases.child(noun.head, "clause")
        content = phrases.subtree(said) if said is not None and phrases.child(said, "marker") is not None else set()
    who = _holder(cue)
    if who is not None and "count" in cue.takes and (counted := contents.counted_by(cue)):
        return _frame(cue, "count", who, counted, set(cue.tokens))
    if not content and who is not None and "unsaid" in cue.takes and negators(cue):
        return Frame(cue, "noun", phrases.mention(who), set(cue.tokens), set(), unsaid=set(cue.tokens))
    if not content or (who is None and "bare" not in cue.takes):
        ending = insertions.tail(cue) if "verb" in cue.row["kind"].split("|") else None
        return Frame(cue, "tail", ending[0], {noun.i}, ending[1]) if ending is not None else None
    finite = any(c.link in ("reduced", "clause") and phrases.is_finite(c) and c.i in content for c in noun.right)
    return _frame(cue, "noun clause" if finite else "noun", who, content, set(cue.tokens))


def _taken_for_noun(cue: Cue) -> Frame | None:
    """A verb that the parser took for the end of its subject: "The army claims at least ten soldiers were killed"."""
    noun, over = cue.token, cue.token.head
    own = ("subject", "passive_subject")
    if "verb" not in cue.row["kind"].split("|") or noun.link not in own or any(noun.right):
        return None
    second = next((c for c in over.left if c.link in own and c.i > noun.i), None)
    body = next((c for c in reversed(list(noun.left)) if c.link == "compound"), None)
    if second is None or second.first.i != noun.i + 1 or body is None or not _can_speak(cue, body):
        return None
    source = phrases.subtree(noun) - {noun.i}
    return Frame(cue, "clause", source, {noun.i}, {i for i in phrases.subtree(over) if i > noun.i})


def _holder(cue: Cue) -> Word | None:
    """Whose claim it is: "X's claim", "a claim by X", "the X claim", "X made the claim"."""
    noun = cue.token
    owner = phrases.child(noun, "owner")
    if owner is not None:
        return owner
    for part in noun.children:
        if part.link in ("preposition", "agent") and cue.is_word(part, "agent"):
            return phrases.child(part, "governed")
    if "count" in cue.takes and (body := _body(cue)) is not None:
        return body
    named = [c for c in noun.left if (c.link == "compound" and c.kind == "name") or cue.is_nationality(c)]
    if named:
        return named[-1]
    if noun.link == "object" and cue.is_light(noun.head):
        return cue.subject(noun.head)
    return None


def _body(cue: Cue) -> Word | None:
    """The body in "the count of the General Staff"; in "the count of officials" they are what is counted."""
    for part in cue.token.children:
        owner = phrases.child(part, "governed") if part.link == "preposition" else None
        if owner is not None and owner.shape == "singular" and cue.is_role(owner):
            return owner if part.i == cue.token.i + 1 else None
    return None


def _adjective(cue: Cue) -> Frame | None:
    word = cue.token
    if "noun" in cue.takes and word.link == "modifier":
        return _frame(cue, "attribute", None, phrases.tight(word.head), set(cue.tokens))
    content = contents.attached(cue)
    who = None
    if word.link in ("state", "object_state") and phrases.is_verb(word.head):
        who = cue.subject(word.head)
    elif phrases.is_verb(word):
        who = phrases.child(word, "passive_subject") or cue.subject(word)
    if not content or who is None or not _is_nominal(who):
        return None
    if phrases.is_neuter(who) and "clause" in cue.takes:
        plain = cue.row["stance"] == "asserts" and not negators(cue)
        return None if plain else _frame(cue, "adjective", None, content, set(cue.tokens))
    return _frame(cue, "adjective", who, content, set(cue.tokens))


def _preposition(cue: Cue) -> Frame | None:
    """ "According to X": the clause the phrase stands in is the content."""
    rest = (t for t in cue.token.among if t.i not in cue.tokens)
    target = next(
        (t for t in rest if t.head.i in cue.tokens and t.link in ("governed", "object", "governed_clause")), None
    )
    if target is not None and target.link == "governed_clause":  # "according to what the mayor told"
        target = phrases.nearest_subject(target)
    clause = _scope(cue.token)
    if target is None or clause is None or ("named" in cue.takes and not _is_named(cue, target)):
        return None
    counted = _counted_beside(target)
    content = phrases.subtree(clause) - phrases.subtree(target) - phrases.subtree(cue.token) - cue.tokens
    content |= counted if content else set()
    content = _before_insertion(cue, target, content) or content
    target = _issuer(cue, target) or target
    if content and cue.is_hedge(phrases.mention(target)):  # "according to preliminary data": nobody is named
        return Frame(cue, "adverb", set(), phrases.mention(target) | cue.tokens, content)
    return _frame(cue, "preposition", target, content, set(cue.tokens)) if content else None


def _counted_beside(target: Word) -> set[int]:
    """A subject with a number that the parser took for an apposition: "according to the Red Cross, 261 people died"."""
    for part in target.right:
        if part.link == "apposition" and part.first.numeric and part.first.before.text == ",":
            return phrases.subtree(part)
    return set()


def _before_insertion(cue: Cue, target: Word, content: set[int]) -> set[int]:
    """What stands before "..., according to X, ..." where the parser hung it on the clause behind it.

    Nothing where the phrase opens its clause, behind a conjunction.
    """
    first = cue.token
    opened = first.before.text != "," or first.before.before.kind in ("conjunction", "subordinator")
    if opened or not content or min(content) < first.i:
        return set()
    ahead = {word.i for word in first.top.subtree if word.i < first.i - 1}
    finite = any(phrases.is_verb(first.among[i]) and phrases.is_finite(first.among[i]) for i in ahead)
    return ahead if finite and target.i > first.i else set()


def _issuer(cue: Cue, document: Word) -> Word | None:
    """Who put out a document that is named with it: "according to a statement issued by the ministry"."""
    if not cue.is_document(document):
        return None
    for part in document.subtree:
        issuer = phrases.child(part, "governed") if part.link in ("agent", "preposition") else None
        if issuer is not None and cue.is_word(part, "agent") and _is_nominal(issuer):
            return issuer
    return None


def _scope(token: Word) -> Word | None:
    """The clause that "according to X" speaks of: with those coordinated before it and those it completes."""
    clause = phrases.clause_of(token)
    while clause is not None and clause.head != clause:
        if clause.link not in ("joined", "reduced", "open", "governed_clause"):
            break
        clause = phrases.clause_of(clause) or clause.head
    return clause


def _is_named(cue: Cue, noun: Word) -> bool:
    """Whether a noun names somebody, unlike "per student"."""
    specific = noun.shape == "plural" or phrases.child(noun, "determiner", "owner") is not None
    return noun.kind == "name" or (specific and cue.is_role(noun))


def _adverb(cue: Cue) -> Frame | None:
    clause = phrases.clause_of(cue.token)
    if clause is None:
        return None
    return _frame(cue, "adverb", None, phrases.subtree(clause), set(cue.tokens))


def _none(cue: Cue) -> Frame | None:
    return None


_FRAMES: dict[str, Callable[[Cue], Frame | None]] = {
    "verb": _verb, "noun": _noun, "adjective": _adjective, "preposition": _preposition, "adverb": _adverb,
    "phrase": _none, "conjunction": _none, "contrast": _none, "agent": _none, "merit": _none,
}  # fmt: skip
