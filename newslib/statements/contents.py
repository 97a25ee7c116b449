"""What a cue introduces where words have heads: which of its complements are what is said."""

from collections.abc import Iterator

from newslib.passages import Word
from newslib.statements import insertions, phrases
from newslib.statements.cues import Cue, times
from newslib.statements.insertions import Content

_OWN = ("subject", "passive_subject", "expletive")
_WATCHERS = ("journalist", "witness", "medic", "soldier", "expert")
_GERUND = frozenset({"object", "gerund"})


def said(cue: Cue) -> Content:
    """Content of a verb: what stands around its insertion, its complements, the noun of its relative clause."""
    if ahead := insertions.before(cue):
        return "around", ahead
    complement, content = _complement(cue)
    content = gap(cue, content)
    return (complement, content) if content else insertions.around(cue)


def _complement(cue: Cue) -> Content:
    """Content among the complements of a verb: a clause, else phrases with prepositions, else the object."""
    verb = cue.token
    if counted := _counted(cue):
        return "toll", counted
    clause = _clauses(cue)
    if clause:
        return "clause", clause
    held, name, found = _object(cue), "", set[int]()
    for part in (*verb.right, *_misattached(cue)):
        completes = _completion(cue, part)
        if completes == "preposition":
            name, found = completes, found | (phrases.tight(part) - (set() if held else {part.i}))
        elif completes:
            name, found = completes, found | phrases.subtree(part) - _behind_it(part)
    if any(verb.among[i].link == "governed_clause" for i in found):
        found |= insertions.afterwards(verb)  # "accused the army of shelling the town, killing nine"
    if held and _finds(cue):
        return "object", found | held | _rest(verb)
    if held and (found or not cue.takes.isdisjoint({"object", "claim"}) or _concedes(cue)):
        return name or "object", _with_phrases(verb, found | held)
    return (name, found) if found or "quote" not in cue.takes else ("clause", _misplaced(cue))


def _misattached(cue: Cue) -> Iterator[Word]:
    """What completes a verb and was hung on whom it is said to or of: "accused the rebels of killing 12"."""
    whom = phrases.child(cue.token, "object") if "object" not in cue.takes else None
    yield from whom.linked("preposition") if whom is not None else ()


def _completion(cue: Cue, part: Word) -> str:
    """What a word that hangs on a verb is to it: preposition, infinitive, object, or nothing that is said."""
    if part.link == "preposition":
        return "preposition" if _takes_phrase(cue, part) else ""
    if "infinitive" in cue.takes and part.link in ("open", "adjunct") and phrases.is_infinitive(part):
        return "infinitive"
    bare = "toll" in cue.takes and part.link == "adverbial" and part.numeric  # "put the toll at least 20"
    return "object" if bare or _is_small_clause(cue, part) else ""


def _behind_it(part: Word) -> set[int]:
    """What others tell of what somebody means to do: "to strike back after a blast killed 34", ", where 12 died"."""
    apart = phrases.set_off(part) if phrases.is_infinitive(part) else set()
    if part.shape != "base" or any(word.form == "have" for word in part.linked("auxiliary")):
        return apart
    behind = ((clause, (clause, *clause.linked("auxiliary", "passive"))) for clause in part.linked("adjunct"))
    return apart | phrases.together(clause for clause, verbs in behind if any(v.shape == "past" for v in verbs))


def patient(cue: Cue, who: Word | None) -> Content:
    """Content of a passive: "ten deaths were reported", "he is believed to have left", "was put at ten by X"."""
    verb = cue.token
    if clause := _clause_told(cue, who):
        return "clause", phrases.subtree(clause)
    named = _is_told(cue, who)
    found = list(_predicates(cue, who, named=named))
    if not found and who is not None and insertions.is_as_clause(cue):
        return "around", phrases.subtree(verb.head) - phrases.subtree(verb)
    content = phrases.together(found)
    if (found or named) and "person" not in cue.takes:
        content |= phrases.together([*verb.linked("passive_subject")][:1])
    if not found:
        return "patient" if content else "", content
    return "preposition" if found[-1].link == "preposition" else "infinitive", content


def _clause_told(cue: Cue, who: Word | None) -> Word | None:
    """The clause of a passive: "it was said that ...", "the paper was told by the mayor that ..."."""
    told = "patient" in cue.takes or (who is not None and "person" in cue.takes)
    clauses = cue.token.linked("clause") if told and "clause" in cue.takes else ()
    return next(filter(phrases.is_finite, clauses), None)


def _is_told(cue: Cue, who: Word | None) -> bool:
    """Whether the subject of a passive is what was said: "a toll of 50 was given by the police"."""
    if "patient" in cue.takes or who is None:
        return "patient" in cue.takes
    subject = phrases.child(cue.token, "passive_subject")
    return "object" in cue.takes or (subject is not None and cue.is_claim(subject))


def _predicates(cue: Cue, who: Word | None, *, named: bool) -> Iterator[Word]:
    """What completes a passive: "is considered lost", "has been blamed for", "was put at ten"."""
    judged = named or "mind" in cue.takes
    parts = {"open": "infinitive" in cue.takes, "object_state": judged, "preposition": judged or who is not None}
    for part in cue.token.linked(*parts):
        if parts[part.link] and (part.link != "preposition" or _takes_phrase(cue, part)):
            yield part


def attached(cue: Cue) -> set[int]:
    """What stands right of a cue noun or adjective as its content."""
    takes, content = cue.takes, set[int]()
    for part in cue.token.right:
        if "clause" in takes and part.link in ("reduced", "clause") and phrases.is_finite(part):
            content |= phrases.subtree(part)
        elif "infinitive" in takes and part.link in ("reduced", "relative", "open") and phrases.is_infinitive(part):
            content |= phrases.tight(part)
        elif part.link == "preposition" and _takes_phrase(cue, part):
            content |= phrases.tight(part) - {part.i}
    return content or _behind_is(cue)


def _behind_is(cue: Cue) -> set[int]:
    """What "is" leads to: "it is unclear how many died", "his plan is to take the town"."""
    word, verb = cue.token, cue.token.head
    if word.link not in ("state", "subject") or verb.kind != "auxiliary":
        return set()
    behind = (clause for clause in verb.linked("clause", "open") if clause.i > max(word.i, verb.i))
    return phrases.together(clause for clause in behind if _is_its(cue, clause))


def _is_its(cue: Cue, clause: Word) -> bool:
    """Whether a clause behind "is" is what a noun or an adjective takes."""
    if phrases.is_finite(clause):
        return "clause" in cue.takes
    return cue.token.link == "subject" and "infinitive" in cue.takes and phrases.is_infinitive(clause)


def _object(cue: Cue) -> set[int]:
    object_ = phrases.child(cue.token, "object")
    if object_ is None and "object" in cue.takes:
        return phrases.together(clause for clause in cue.token.linked("clause") if _is_free_relative(clause))
    if object_ is None or "person" in cue.takes or object_.shape in phrases.RELATIVE:
        return set()
    if "claim" in cue.takes:  # with all that was claimed; but "withdrew its troops"
        return phrases.subtree(object_) if cue.is_claim(object_) else set()
    return phrases.tight(object_)


def _is_free_relative(clause: Word) -> bool:
    """Whether a clause stands for a thing: "condemned what he called a breach"."""
    return clause.first.shape in phrases.RELATIVE and clause.first.link in ("object", *_OWN)


# counts


def _counted(cue: Cue) -> set[int]:
    """A count that the parser lost: "gave 50 dead", "put those who fled at 50", "put the losses higher: 50 killed"."""
    object_ = phrases.child(cue.token, "object")
    if object_ is None:
        return set()
    if "number" in cue.takes and (bare := _bare_number(cue, object_)):
        return bare
    if "toll" not in cue.takes:
        return set()
    toll = cue.knows(object_, "tolls")
    if toll and (listed := _listed(cue.token, object_.i)):
        return listed
    those = object_.shape == "demonstrative" and phrases.child(object_, "relative", "reduced") is not None
    told = any(word.numeric and word.link == "governed" and word.i > object_.i for word in object_.subtree)
    return phrases.subtree(object_) if told and (those or toll) else set()


def _bare_number(cue: Cue, object_: Word) -> set[int]:
    """ "Gave 50 dead", unlike "gave $50" """
    bare = phrases.child(cue.token, "recipient") or object_
    if not _is_number(bare) or any(word.shape == "currency" for word in bare.subtree):
        return set()
    return {i for i in phrases.subtree(bare) | phrases.subtree(object_) if i <= object_.i}


def counted_by(cue: Cue) -> set[int]:
    """What a noun for a count says by its verb: "Kyiv's count stands at 50", "takes its count to 50", "by its count".

    Nothing when no number is said.
    """
    noun, verb, found = cue.token, cue.token.head, set[int]()
    if noun.link in ("governed", "governed_clause") and cue.is_word(verb, "agent") and verb.head.is_verb:
        found = _by_count(noun, verb)
    elif noun.link == "object" and verb.is_verb:
        after = (part for part in verb.linked("preposition") if part.i > noun.i)
        found = phrases.together(part for part in after if _is_number(phrases.child(part, "governed")))
    elif noun.link == "subject" and verb.is_verb:
        found = {i for i in phrases.subtree(verb) if i > verb.i} | _listed(verb, verb.last.i)
    return found if any(noun.among[i].numeric for i in found) else set()


def _by_count(noun: Word, by: Word) -> set[int]:
    """The clause that "by its count" opens or stands in."""
    clause = phrases.clause_of(by)
    if clause is None:
        return set()
    found = phrases.subtree(clause) - phrases.subtree(by)
    return {i for i in found if i > noun.i} if by.i < clause.i else found


def _is_number(word: Word | None) -> bool:
    return word is not None and word.shape == "cardinal"


def _listed(verb: Word, after: int) -> set[int]:
    """Numbers behind a colon in the sentence of a verb, behind a word: "is shorter: 50 died"."""
    last = verb.top.last.i + 1
    colon = next((word.i for word in verb.among[after:last] if word.text == ":"), last)
    listed = set(range(colon + 1, last))
    return listed if any(verb.among[i].numeric for i in listed) else set()


def _takes_phrase(cue: Cue, part: Word) -> bool:
    """Whether a prepositional phrase completes the cue; "put the toll at 50" needs a word for a toll and a number."""
    target = phrases.child(part, "governed", "governed_clause")
    if target is None or target.form in times(cue.language):
        return False
    counted = phrases.child(cue.token, "object", "passive_subject") if "toll" in cue.takes else None
    toll = counted is not None and cue.knows(counted, "tolls")
    return part.form in cue.takes or (toll and any(word.numeric for word in target.subtree))


def _with_phrases(verb: Word, found: set[int]) -> set[int]:
    """An object with the prepositional phrases right after it, which the parser may have hung on the verb."""
    for part in verb.linked("preposition"):
        if part.first.i == max(found) + 1:
            found = found | phrases.tight(part)
    return found


def _finds(cue: Cue) -> bool:
    """Whether the subject tells what it found, counted or saw.

    "The survey found 12 deaths", "the office counted 12", "reporters saw 12 bodies"
    """
    who, found = cue.subject(cue.token), phrases.child(cue.token, "object")
    if who is None or found is None:
        return False
    if "finding" in cue.takes and cue.is_document(who):
        return True
    told = any(word.numeric or cue.knows(word, "vague") for word in found.subtree)  # "12", "dozens"
    if not told and not _listed(cue.token, cue.token.last.i):
        return False
    if "count" in cue.takes:
        return cue.is_role(who) or who.kind == "name"
    if "finding" in cue.takes:
        return cue.is_role(who, "journalist")
    return "sight" in cue.takes and cue.is_role(who, *_WATCHERS)


def _rest(verb: Word) -> set[int]:
    """What a count goes on with: "counted 12 in the north, in the south 30", "counted fewer: 12"."""
    others = phrases.together(verb.linked("joined", "adjunct", "aside"))
    return {i for i in phrases.subtree(verb) if i > verb.i} - others | _listed(verb, verb.last.i)


def _concedes(cue: Cue) -> bool:
    """ "Admitted 50 deaths", unlike "admitted 50 patients" """
    object_ = phrases.child(cue.token, "object")
    return "gerund" in cue.takes and object_ is not None and cue.knows(object_, "tolls")


# clauses


def _is_small_clause(cue: Cue, part: Word) -> bool:
    """ "Called it false", "admitted losing 12 men", "denied having killed 12" """
    if part.link == "object_state":
        return "object" in cue.takes
    gerund = part.shape == "gerund" or any(c.shape == "gerund" for c in part.linked("auxiliary") if c.i < part.i)
    return part.link == "open" and gerund and not cue.takes.isdisjoint(_GERUND)


def _clauses(cue: Cue) -> set[int]:
    """Clauses that a cue verb introduces, with what the parser cut off them."""
    verb = cue.token
    found = phrases.together(clause for clause in verb.linked("clause") if _introduces(cue, clause))
    if found and max(found) > verb.i:
        found |= phrases.together(list(verb.linked("subject"))[:-1])
    elif found:
        found |= insertions.afterwards(verb) | insertions.joined(verb)
    return found


def _introduces(cue: Cue, clause: Word) -> bool:
    """Whether a clause is what a cue verb says.

    Not another one beside its object ("admitting the losses, both sides withdrew"), nor one of two sentences in one
    ("Kyiv says 12 died; Moscow says 30 did").
    """
    verb, takes = cue.token, cue.takes
    marked = clause.first.link == "marker"
    bare = clause.i > verb.i and not marked
    if bare and _object(cue):
        return False
    if any(word.text == ";" for word in verb.among[clause.last.i : verb.i]):
        return False
    if bare and not phrases.is_finite(clause):
        return "object" in takes
    return "clause" in takes or (marked and "quote" in takes)


def _misplaced(cue: Cue) -> set[int]:
    """A that-clause that the parser hung on a word between: "said in a video that his men would hold out"."""
    for part in cue.token.right:
        who = phrases.child(part, *_OWN) if part.link == "adjunct" and phrases.is_finite(part) else None
        if who is not None and part.first.link != "marker":  # "said after the talks he would stay", "not said when"
            return {i for i in phrases.subtree(part) if i >= (part if part.first.shape == "where" else who).first.i}
        if part.link == "object" and part.shape == "subordinating":  # a clause whose verb the parser took for a noun
            return {i for i in phrases.subtree(cue.token) if i >= part.i}
        for clause in _behind(part):
            if _is_that_clause(clause):
                return phrases.subtree(clause)
    return set()


def _behind(part: Word) -> Iterator[Word]:
    """Clauses on the noun between, and those of a participle: "reported, citing officials, that 12 had died"."""
    noun: Word | None = part
    if part.link == "adjunct" and part.shape == "gerund":
        yield from part.linked("clause")
        noun = phrases.child(part, "object")
    elif part.link in ("preposition", "recipient"):
        noun = phrases.child(part, "governed")
    if noun is not None and noun.link in ("governed", "object", "recipient", "adverbial"):
        behind = [clause for clause in noun.linked("relative", "reduced") if clause.i > noun.i]
        yield from behind
        yield from (told for clause in behind for told in clause.linked("clause"))  # "a note seen by X that"


def _is_that_clause(clause: Word) -> bool:
    first = clause.first
    if clause.link == "clause":
        return first.link == "marker"
    subjects = (word for word in clause.linked(*_OWN) if word != first or first.shape == "personal")
    if not phrases.is_finite(clause) or not any(subjects):
        return False
    whole = first.shape not in phrases.RELATIVE and phrases.child(clause, "object", "state", "attribute") is not None
    return first.shape in ("which", "subordinating") or whole  # "said after the meeting he would not take the offer"


def gap(cue: Cue, content: set[int]) -> set[int]:
    """Content with the noun that a relative clause leaves out: "losses that Kyiv reported", "troops Kyiv said fled".

    Args:
        cue: a verb.
        content: token indexes found so far, possibly none.
    """
    verb, over = cue.token, cue.token.head
    if verb.link == "reduced" and verb.shape == "participle" and not content:
        given = "number" in cue.takes and (over.shape == "cardinal" or cue.knows(over, "tolls"))
        return phrases.mention(over, phrases.subtree(verb)) if given or _takes_object(cue) else set()
    if verb.link != "relative":
        return content
    relative = next((word for word in verb.subtree if word.shape in ("which", "who") and word.i < verb.i), None)
    if not _leaves_out(cue, relative, bool(content)):
        return content
    return content - ({relative.i} if relative else set()) | phrases.mention(over, phrases.subtree(verb))


def _leaves_out(cue: Cue, relative: Word | None, told: bool) -> bool:
    """Whether a relative clause is open where the noun before it would stand."""
    verb = cue.token
    if relative is not None and relative.head == verb:
        return relative.link == "object"
    if verb.first.shape == "where":  # "the region where troops are pressing on"
        return False
    if relative is None and not told:
        return _takes_object(cue) and phrases.child(verb, "object") is None
    clause = phrases.child(verb, "clause")
    return clause is not None and phrases.child(clause, *_OWN) in (None, relative)


def _takes_object(cue: Cue) -> bool:
    """Whether a thing can be what a cue says: "reported the losses"."""
    return not cue.takes.isdisjoint({"object", "patient"})
