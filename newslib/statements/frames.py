"""Frames that the cues of a sentence with heads open: who says, and which words are what is said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from newslib.lexicons import Hit
from newslib.passages import QUOTES, Passage, Word
from newslib.statements import contents, insertions, phrases
from newslib.statements.cues import OPEN_VERB, Cue, cues, is_nobody, negators

_NOMINAL = frozenset({"noun", "name", "pronoun", "number", "determiner"})
_ANYBODY = frozenset({"mind"})  # what a verb takes whose subject speaks, whatever it is called
_MANY = 3  # digits of a number of people who do not speak
_SHORTEST = 3  # words of a sentence that can introduce a quotation


@dataclass(frozen=True, eq=False)
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

    @property
    def is_stand(self) -> bool:
        """Whether the source only takes a stand on what was done: "condemned attacks that killed 58", "angry at".

        Also where it wants or weighs something else, and what was done only tells which: "discussed the raid that
        killed 12", unlike "called for the release of 12".
        """
        takes, doc = self.cue.takes, self.doc
        asserts, names = self.cue.row["stance"] == "asserts", self.complement in ("object", "preposition")
        wants = names or self.complement == "clause"  # "demanded that all end a war that killed 12"
        told = [phrases.is_aside(doc[i]) for i in self.content if doc[i].numeric]
        if (wants and "stand" in takes) or (told and self.complement == "infinitive"):
            return all(told)
        if names and takes & {"mind", "blame"} == {"mind"}:  # "apologised for killing 12" tells it
            return asserts and not any(doc[i].link == "governed_clause" for i in self.content)
        return asserts and self.complement == "adjective"

    @property
    def doc(self) -> Sequence[Word]:
        """The words of the sentence."""
        return self.cue.token.among


def frames(passage: Passage, hits: Sequence[Hit]) -> list[Frame]:
    """Every frame that the cues of a sentence open.

    Args:
        passage: the sentence, its words with heads.
        hits: what the finder of the cue table found in it.
    """
    built = (_FRAMES[cue.kind](cue) for cue in cues(passage.words, passage.language, hits) if cue.kind in _FRAMES)
    found = [frame for frame in built if frame is not None]
    verbs = {frame.cue.token.i for frame in found}
    waiting = any(frame.quotes and not frame.content for frame in found)
    return [*(_spliced(frame, verbs) for frame in found), *(() if waiting else _introduction(passage))]


def _spliced(frame: Frame, verbs: set[int]) -> Frame:
    """Adds what a comma joins to the clause of a headline: "Minister reports town taken, 1,500 surrendered"."""
    verb, last = frame.cue.token, frame.cue.token.last.i
    ahead = verb.link == "clause" and verb.i < verb.head.i and verb.head.i not in verbs
    joined = ahead and [word.text for word in frame.doc[last + 1 : last + 2]] == [","]
    if not joined or frame.complement != "clause" or max(frame.content, default=0) <= verb.i:
        return frame
    return replace(frame, content=frame.content | {i for i in phrases.subtree(verb.head) if i > last})


def _introduction(passage: Passage) -> Iterator[Frame]:
    """A sentence that ends in a colon introduces the quotation after it, whatever its verb."""
    last = next((word for word in reversed(passage.words) if word.kind != "space"), None)
    if last is None or last.text != ":" or last.i < _SHORTEST - 1:
        return
    verb = last.top
    who = phrases.subject(verb) if verb.is_verb else None
    if who is not None and _is_nominal(who):
        words = phrases.verb_group(verb)
        cue = Cue(verb, frozenset((verb.i,)), OPEN_VERB, passage.language)
        yield Frame(cue, "colon", phrases.mention(who, words), words, set(), quotes=True)


def _frame(cue: Cue, complement: str, who: Word | None, content: set[int], words: set[int]) -> Frame:
    source = phrases.mention(who, content | words) if who is not None else set()
    author = who is not None and who.person == "speaker"
    told = content - source - words - insertions.of_another_day(cue, source)
    return Frame(cue, complement, source, words, told, author=author)


# verbs


def _verb(cue: Cue) -> Frame | None:
    verb = cue.token
    if "toll" not in cue.takes and any(word.i not in cue.tokens for word in verb.linked("verb_particle")):
        return None  # another verb: "called up"; but "revised the toll down"
    if phrases.is_passive(verb):
        return _passive(cue)
    who = _speaker(cue)
    if _is_told_of(cue, who) or _is_vain(cue, who):
        return None
    complement, content = contents.said(cue)
    lost = not content or who is None or insertions.stands_off(verb, who)
    ending = insertions.tail(cue) if lost else None
    if ending is None and who is not None:
        ending = insertions.unparted(cue, who)
    if ending is not None and "clause" in cue.takes:
        return Frame(cue, "tail", ending[0], {verb.i}, ending[1], quotes=True)
    words = phrases.verb_group(verb) | cue.tokens
    if who is None and complement == "clause" and (source := insertions.ahead(cue)):
        return Frame(cue, complement, source, words, {i for i in content if i > verb.i}, quotes="quote" in cue.takes)
    if who is not None and content and negators(cue) and _is_empty(cue, who):
        return _frame(cue, complement, None, content, words)
    if who is None or not (content or _may_quote(cue)) or not _is_somebody(cue, who, complement):
        return None
    frame = _frame(cue, complement, who, content, words)
    unsaid: set[int] = set()
    if "unsaid" in cue.takes:
        unsaid = phrases.subtree(verb) - frame.source if verb.link == "open" else {verb.i}
    return replace(frame, quotes="quote" in cue.takes, unsaid=unsaid)


def _may_quote(cue: Cue) -> bool:
    """Whether a quotation beside a verb can be all it says; not that of "detained for writing", which is no word."""
    verb = cue.token
    spoken = verb.link != "governed_clause" or cue.is_word(verb.head, "agent") or cue.is_word(verb.head, "conjunction")
    return "quote" in cue.takes and spoken


def _is_told_of(cue: Cue, who: Word | None) -> bool:
    """Whether a verb with its object tells what was done or came of it: "claimed the bombing", "claimed 50 lives"."""
    object_ = phrases.child(cue.token, "object")
    if object_ is not None and "deed" in cue.takes and cue.knows(object_, "function_words", "attack"):
        return True
    if object_ is None or not cue.is_fate(object_):
        return False
    return who is None or not (who.kind == "name" or cue.is_role(who))


def _is_vain(cue: Cue, who: Word | None) -> bool:
    """Whether the subject does not speak: an empty "it", who is "accused of", "nobody"."""
    verb, takes = cue.token, cue.takes
    if who is None:
        return False
    if _is_told_by(cue) or (_is_empty(cue, who) and not negators(cue)):
        return True
    if phrases.is_infinitive(verb) and cue.is_word(verb.head, "attempt"):
        return True  # "trying to determine what drove him to kill 12"
    if "patient" in takes and takes.isdisjoint({"object", "clause", "quote"}) and not phrases.child(verb, "object"):
        return True  # of a headline: "Army accused of killing 20"
    return cue.row["stance"] in ("asserts", "estimates") and is_nobody(cue, who)


def _is_told_by(cue: Cue) -> bool:
    """Whether who speaks stands behind "by", whatever subject a parser finds: "raids, many claimed by the rebels"."""
    by = _by(cue)
    return by is not None and by.head.i == cue.token.i + 1 and cue.can_speak(by)


def _is_empty(cue: Cue, who: Word) -> bool:
    """Whether the subject is the "it" of "it is fair to say", "it bears mentioning": nobody in particular.

    What somebody is able or quick to say is said.
    """
    verb, over = cue.token, cue.token.head
    if not phrases.is_neuter(who) or verb.link not in ("open", "adjunct"):
        return False
    states = [over, *over.linked("state")]
    if verb.shape == "gerund":
        return any(cue.is_word(word, "merit") for word in states)
    judged = any(word.kind == "adjective" and not cue.is_word(word, "doer") for word in states[1:])
    return judged and phrases.is_infinitive(verb)


def _is_somebody(cue: Cue, who: Word, complement: str) -> bool:
    """Whether a subject can say what a verb tells of; no "this continued", "fears remain that", "anyone wanting to"."""
    told = who.shape == "demonstrative" and cue.knows(who, "function_words", "anaphor")  # "this", not "some"
    if told or who.shape in phrases.RELATIVE or (cue.row is OPEN_VERB and not cue.can_speak(who)):
        return False
    if cue.is_happening(who) or _is_counted(who) or who.person == "hearer":
        return False
    if "toll" in cue.takes and not _can_count(cue, who):
        return False
    if complement in ("object", "preposition", "infinitive"):
        naming = phrases.child(cue.token, "object_state") is not None  # "called him a fraud"
        speaks = naming or cue.can_speak(who) or not cue.takes.isdisjoint(_ANYBODY)
        return speaks and not _is_generic(cue, who, complement)
    return bool(complement) or cue.can_speak(who) or any(word.text in QUOTES for word in cue.token.among)


def _is_counted(who: Word) -> bool:
    """Whether a subject is a number or so many people that they do not speak: "149", "some 8,000 refugees".

    Before an article or a name a number is a time, before one thing a year: "1514 The mayor", "a 2014 study".
    """

    def counts(number: Word) -> bool:
        behind = who.among[number.i + 1 : who.i + 1]
        many = sum(map(str.isdigit, number.text)) >= _MANY
        return many and who.shape != "singular" and not any(word.kind in ("determiner", "name") for word in behind)

    return any(map(str.isdigit, who.text)) or any(map(counts, who.linked("number")))


def _is_generic(cue: Cue, who: Word, complement: str) -> bool:
    """ "Anyone wanting to leave", "votes needed to confirm a judge": nobody said it.

    A document speaks in a participle, so does who is named before a comma, and what nobody can confirm is worth
    telling.
    """
    verb = cue.token
    if (verb.link, verb.shape) == ("reduced", "gerund"):
        named = verb.before.text == "," and cue.can_speak(who)
        return complement != "preposition" and not cue.is_document(who) and not named
    if verb.link == "adjunct" and who.head == verb.head and cue.can_speak(who):
        return False  # "went there to accuse the rebels"
    return verb.link in ("adjunct", "reduced", "relative") and phrases.is_infinitive(verb) and not negators(cue)


def _can_count(cue: Cue, who: Word) -> bool:
    """Whether the subject of "put the toll at 50" is somebody or a count, unlike an attack or the deaths themselves;
    "brings it to 50" needs a name."""
    if "named" in cue.takes and (who.kind == "pronoun" or cue.token.link == "adjunct"):
        return False
    return cue.can_speak(who) or (cue.is_claim(who) and not cue.knows(who, "outcomes"))


def _speaker(cue: Cue) -> Word | None:
    """The subject of a cue verb; of a document that somebody put out, whoever put it out."""
    who = cue.subject(_partner(cue)) or _read_out(cue)
    if who is None:
        return None
    if cue.is_document(who) and who.link == "object" and cue.knows(who.head, "light_verbs"):
        who = cue.subject(who.head) or who
    if cue.token.link in ("reduced", "adjunct") and not phrases.is_finite(cue.token) and not cue.can_speak(who):
        who = _beyond(cue, who)
    if who is not None and who.link == "clausal_subject":
        who = phrases.nearest_subject(who)
    if who is not None and who.head == cue.token:
        issuer = _issuer(cue, who)  # "a report issued on that day by the ministry says"
        who = _of_main_clause(cue, who) or (issuer if issuer and issuer.i not in phrases.mention(who) else who)
    return who if who is not None and _is_nominal(who) else None


def _beyond(cue: Cue, thing: Word) -> Word:
    """Who speaks in a participle that the parser hung on a thing: "aides said the heat slowed them, citing a map"."""
    clause = phrases.clause_of(thing)
    who = cue.subject(clause) if clause is not None and clause.is_verb else thing
    if who == thing and clause is not None and cue.token.link == "adjunct" and clause.link == "clause":
        who = cue.subject(clause.head) if clause.head.is_verb else thing
    return thing if who is None else who


def _partner(cue: Cue) -> Word:
    """The verb whose subject a coordinated cue shares: in "said 12 had died and added that ..." it is "said"."""
    verb, over = cue.token, cue.token.head.head
    shared = verb.link == "joined" and verb.head.link == "clause" and phrases.nearest_subject(verb) is None
    alike = over.is_verb and over.shape == verb.shape != verb.head.shape
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
    main = phrases.nearest_subject(clause) if clause is not None and clause.is_verb else None
    return main if main is not None and main.i < verb.i and cue.can_speak(main) else None


def _is_nominal(word: Word) -> bool:
    """Whether a word can be a subject: also an adjective alone ("many"), letters taken for a verb."""
    lettered = word.text.isupper() and len(word.text) > 1
    alone = word.link == "subject" or phrases.child(word, "determiner") is not None
    return word.kind in _NOMINAL or lettered or (word.kind == "adjective" and alone)


def _passive(cue: Cue) -> Frame | None:
    who = cue.subject(cue.token) or _in_document(cue)
    complement, content = contents.patient(cue, who)
    if not content and who is not None:
        complement, content = "participle", contents.gap(cue, content)
    if not content:
        return None
    return _frame(cue, f"passive {complement}", who, content, phrases.verb_group(cue.token) | cue.tokens)


def _in_document(cue: Cue) -> Word | None:
    """What was read: "in the report of the General Staff it was said that"."""
    read = (phrases.child(part, "governed") for part in cue.token.linked("preposition") if part.i < cue.token.i)
    return next((noun for noun in read if noun is not None and cue.is_document(noun)), None)


# nouns


def _noun(cue: Cue) -> Frame | None:
    words, who = set(cue.tokens), _holder(cue)
    if "verb" in cue.kinds and (clause := _second_subject(cue)):
        return Frame(cue, "clause", phrases.subtree(cue.token) - words, words, clause)
    if who is not None and "count" in cue.takes and (counted := contents.counted_by(cue)):
        return _frame(cue, "count", who, counted, words)
    content = contents.attached(cue)
    if content and (who is not None or "bare" in cue.takes):
        clauses = cue.token.linked("reduced", "clause")
        finite = any(phrases.is_finite(c) and c.i > cue.token.i and c.i in content for c in clauses)
        return _frame(cue, "noun clause" if finite else "noun", who, content, words)
    if not content and who is not None and "unsaid" in cue.takes and negators(cue):
        return Frame(cue, "noun", phrases.mention(who), words, set(), unsaid=words)
    ending = insertions.tail(cue) if "verb" in cue.kinds else None
    return Frame(cue, "tail", ending[0], {cue.token.i}, ending[1]) if ending is not None else None


def _second_subject(cue: Cue) -> set[int]:
    """The clause behind a verb that the parser took for its subject: "the rebel army claims ten men were killed"."""
    noun = cue.token
    ahead = noun.head.i > noun.i > 0 and noun.link in ("subject", "passive_subject")
    speaks = ahead and noun.last == noun and noun.shape == "plural" and cue.can_speak(noun.before)
    if not speaks or max(word.i for word in noun.head.linked("subject", "passive_subject")) == noun.i:
        return set()
    return {i for i in phrases.subtree(noun.head) if i > noun.i}


def _holder(cue: Cue) -> Word | None:
    """Whose claim it is: "X's claim", "a claim by X", "the X claim", "X made the claim"."""
    noun = cue.token
    owner = phrases.child(noun, "owner") or _by(cue)
    if owner is None and "count" in cue.takes:
        owner = _body(cue)
    if owner is not None:
        return owner
    named = [word for word in noun.left if _names_camp(cue, word)]
    if named:
        return named[-1]
    carried = noun.link == "object" and cue.knows(noun.head, "light_verbs")
    return cue.subject(noun.head) if carried else None


def _names_camp(cue: Cue, word: Word) -> bool:
    """Whether a word in front of a noun tells whose it is: "the Kremlin claim", "the Russian claim"."""
    if word.link == "modifier":
        return cue.knows(word, "party_words") or cue.knows(word, "sides")
    return word.link == "compound" and word.kind == "name"


def _by(cue: Cue) -> Word | None:
    part = next((part for part in cue.token.linked("preposition", "agent") if cue.is_word(part, "agent")), None)
    return phrases.child(part, "governed") if part is not None else None


def _body(cue: Cue) -> Word | None:
    """The body in "the count of the General Staff"; in "the count of officials" they are what is counted."""
    for part in cue.token.linked("preposition"):
        owner = phrases.child(part, "governed")
        if owner is not None and owner.shape == "singular" and (owner.kind == "name" or cue.is_role(owner)):
            return owner if part.i == cue.token.i + 1 else None
    return None


# adjectives, prepositions, adverbs


def _adjective(cue: Cue) -> Frame | None:
    word, words = cue.token, set(cue.tokens)
    if "noun" in cue.takes and word.link == "modifier":
        return _frame(cue, "attribute", None, phrases.tight(word.head), words)
    content, who = contents.attached(cue), None
    if word.link in ("state", "object_state") and word.head.is_verb:
        who = cue.subject(word.head)
    elif word.is_verb:
        who = phrases.child(word, "passive_subject") or cue.subject(word)
    if not content or who is None or not _is_nominal(who):
        return None
    if phrases.is_neuter(who) and "clause" in cue.takes:
        plain = cue.row["stance"] == "asserts" and not negators(cue)
        return None if plain else _frame(cue, "adjective", None, content, words)
    told = any(clause.i in content and clause.link != "relative" for clause in word.right if phrases.is_finite(clause))
    return _frame(cue, "adjective clause" if told else "adjective", who, content, words)


def _preposition(cue: Cue) -> Frame | None:
    """ "According to X": the clause the phrase stands in is the content."""
    target, clause = _governed(cue), _scope(cue.token)
    if target is None or clause is None or ("named" in cue.takes and not _is_named(cue, target)):
        return None
    if clause.i in insertions.of_another_day(cue, phrases.mention(target)):
        clause = clause.head  # the parser hung the phrase on the other day's clause
    people = (part for part in target.linked("apposition") if part.first.numeric)  # "to Amnesty, 17 men were hurt"
    beside = phrases.subtree(cue.token) | phrases.subtree(target) | cue.tokens
    content = phrases.subtree(clause) - beside | phrases.together(people)
    target = _issuer(cue, target) or target
    whose = any(word.kind == "name" or cue.is_role(word) for word in target.subtree)
    count = cue.knows(target, "tolls") and not whose
    if content and (count or cue.is_hedge(phrases.mention(target))):  # "preliminary data", "the toll": nobody is named
        return Frame(cue, "adverb", set(), phrases.mention(target) | cue.tokens, content)
    return _frame(cue, "preposition", target, content, set(cue.tokens)) if content else None


def _governed(cue: Cue) -> Word | None:
    """Whom "according to" governs; of "according to what the mayor told" the mayor."""
    below = (word for i in sorted(cue.tokens) for word in cue.token.among[i].children if word.i not in cue.tokens)
    target = next((word for word in below if word.link in ("governed", "object", "governed_clause")), None)
    clause = target is not None and target.link == "governed_clause"
    return phrases.nearest_subject(target) if clause and target is not None else target


def _issuer(cue: Cue, document: Word) -> Word | None:
    """Who put out a document that is named with it: "according to a statement issued by the ministry"."""
    if not cue.is_document(document):
        return None
    by = (part for part in document.subtree if part.link in ("agent", "preposition") and cue.is_word(part, "agent"))
    issuers = (phrases.child(part, "governed") for part in by)
    return next((issuer for issuer in issuers if issuer is not None and _is_nominal(issuer)), None)


def _scope(token: Word) -> Word | None:
    """The clause that "according to X" speaks of: with those coordinated before it and those it completes."""
    clause = phrases.clause_of(token)
    while clause is not None and clause.link in ("joined", "reduced", "open", "governed_clause"):
        clause = phrases.clause_of(clause) or clause.head
    return clause


def _is_named(cue: Cue, noun: Word) -> bool:
    """Whether a noun names somebody, unlike "per student"."""
    specific = noun.shape == "plural" or phrases.child(noun, "determiner", "owner") is not None
    return noun.kind == "name" or (specific and cue.is_role(noun))


def _adverb(cue: Cue) -> Frame | None:
    clause = phrases.clause_of(cue.token)
    return _frame(cue, "adverb", None, phrases.subtree(clause), set(cue.tokens)) if clause is not None else None


_FRAMES: dict[str, Callable[[Cue], Frame | None]] = {
    "verb": _verb, "noun": _noun, "adjective": _adjective, "preposition": _preposition, "adverb": _adverb,
}  # fmt: skip
