"""What a cue introduces: which of its complements are what is said."""

from __future__ import annotations

from newslib.passages import Word
from newslib.statements.by_parse import phrases
from newslib.statements.by_parse.cues import Cue
from newslib.statements.by_parse.insertions import Content, afterwards, is_as_clause, joined

_CLAUSES = frozenset({"clause", "open"})
_GERUND = frozenset({"object", "gerund"})


def complement(cue: Cue) -> Content:
    """Content among the complements of a verb: a clause, else phrases with prepositions, else the object."""
    verb, takes = cue.token, cue.takes
    counted = _counted(cue)
    if counted:
        return "toll", counted
    clause = _clauses(cue)
    if clause and (max(clause) > verb.i or not _intends(cue)):
        return "clause", clause
    held = _object(cue)
    name = ""
    found: set[int] = set()
    for part in verb.right:
        if part.link == "preposition" and _takes_phrase(cue, part):
            name, found = "preposition", found | (phrases.tight(part) - (set() if held else {part.i}))
        elif part.link in ("open", "adjunct") and "infinitive" in takes and phrases.is_infinitive(part):
            name, found = "infinitive", found | phrases.subtree(part)
        elif ("object" in takes and part.link == "object_state") or (takes & _GERUND and _is_gerund(part)):
            name, found = "object", found | phrases.subtree(part)
    if held and _finds(cue):
        return "object", found | held | _rest(verb)
    if held and (found or "object" in takes or _concedes(cue)):
        return name or "object", _with_phrases(verb, found | held)
    if not found and "quote" in takes:
        return "clause", _misplaced(cue)
    return name, found


def patient(cue: Cue, who: Word | None) -> Content:
    """Content of a passive: "ten deaths were reported", "he is believed to have left", "was put at ten by X"."""
    verb, takes = cue.token, cue.takes
    subject = phrases.child(verb, "passive_subject")
    counted = subject is not None and cue.is_claim(subject)  # "a toll of 50 was given by the police"
    named = "patient" in takes or (who is not None and ("object" in takes or counted))
    name = ""
    found: set[int] = set()
    for part in verb.children:
        told = "patient" in takes or (who is not None and "person" in takes)  # "the paper was told by the mayor that"
        if part.link == "clause" and phrases.is_finite(part) and "clause" in takes and told:
            return "clause", phrases.subtree(part)
        if (part.link == "open" and "infinitive" in takes) or (part.link == "object_state" and named):
            name, found = "infinitive", found | phrases.subtree(part)
        elif part.link == "preposition" and _takes_phrase(cue, part) and (who is not None or "patient" in takes):
            name, found = "preposition", found | phrases.subtree(part)
    if not found and who is not None and is_as_clause(cue):
        return "around", phrases.subtree(verb.head) - phrases.subtree(verb)
    if subject is not None and "person" not in takes and (found or named):
        name, found = name or "patient", found | phrases.subtree(subject)
    return name, found


def attached(cue: Cue) -> set[int]:
    """What stands right of a cue noun or adjective as its content."""
    takes = cue.takes
    content: set[int] = set()
    for part in cue.token.right:
        if part.link in ("reduced", "clause") and phrases.is_finite(part) and "clause" in takes:
            content |= phrases.subtree(part)
        elif part.link in ("reduced", "relative", "open") and phrases.is_infinitive(part) and "infinitive" in takes:
            content |= phrases.tight(part)
        elif part.link == "preposition" and _takes_phrase(cue, part):
            content |= phrases.tight(part) - {part.i}
    word = cue.token
    if not content and word.link == "state" and "clause" in takes:  # "it is unclear how many died"
        content = {
            i for c in word.head.right if c.link in _CLAUSES and phrases.is_finite(c) for i in phrases.subtree(c)
        }
    return content


def _object(cue: Cue) -> set[int]:
    object_ = phrases.child(cue.token, "object")
    if object_ is None or "person" in cue.takes or object_.shape in phrases.RELATIVE:
        return set()
    if "quote" in cue.takes and phrases.is_person(object_):
        return set()  # "asked him"
    if cue.row["stance"] == "retracts":  # with all that was claimed; but "withdrew its troops"
        return phrases.subtree(object_) if cue.is_claim(object_) else set()
    return phrases.tight(object_)


def _counted(cue: Cue) -> set[int]:
    """A count that the parser lost: "put those who fled at 50", "put the losses far higher: 50 killed, 20 wounded"."""
    object_ = phrases.child(cue.token, "object")
    bare = phrases.child(cue.token, "recipient") or object_
    priced = bare is not None and any(t.shape == "currency" for t in bare.subtree)
    if "number" in cue.takes and object_ is not None and bare is not None and bare.shape == "cardinal" and not priced:
        return {i for i in phrases.subtree(bare) | phrases.subtree(object_) if i <= object_.i}
    if "toll" not in cue.takes or object_ is None:
        return set()
    doc, last = cue.token.among, cue.token.top.last.i + 1
    listed = next((t.i for t in doc[object_.i : last] if t.text == ":"), last)
    if cue.is_toll(object_) and any(t.numeric for t in doc[listed:last]):
        return set(range(listed + 1, last))
    told = any(t.numeric and t.link == "governed" and t.i > object_.i for t in object_.subtree)
    those = object_.shape == "demonstrative" and any(c.link in ("relative", "reduced") for c in object_.right)
    return phrases.subtree(object_) if told and (those or cue.is_toll(object_)) else set()


def counted_by(cue: Cue) -> set[int]:
    """What a noun for a count says by its verb: "Kyiv's count stands at 50", "takes its count to 50", "by its count".

    Nothing when no number is said.
    """
    noun = cue.token
    verb = noun.head
    if noun.link in ("governed", "governed_clause") and cue.is_word(verb, "agent") and phrases.is_verb(verb.head):
        clause = phrases.clause_of(verb)
        said = phrases.subtree(clause) - phrases.subtree(verb) if clause is not None else set()
        said = {i for i in said if i > noun.i} if clause is not None and verb.i < clause.i else said
    elif noun.link == "object" and phrases.is_verb(verb):
        after = (part for part in verb.right if part.link == "preposition" and part.i > noun.i)
        said = {i for part in after if _is_number(phrases.child(part, "governed")) for i in phrases.subtree(part)}
    elif noun.link == "subject" and phrases.is_verb(verb):
        said = {i for i in phrases.subtree(verb) if i > verb.i} | _listed(verb)
    else:
        said = set()
    return said if any(noun.among[i].numeric for i in said) else set()


def _is_number(word: Word | None) -> bool:
    return word is not None and word.shape == "cardinal"


def _listed(verb: Word) -> set[int]:
    """What follows the colon right after a verb and its predicate: "is shorter: 50 died"."""
    doc = verb.among
    end = verb.last.i + 1
    if end < verb.top.last.i + 1 and doc[end].text == ":":
        return set(range(end + 1, verb.top.last.i + 1))
    return set()


def _takes_phrase(cue: Cue, part: Word) -> bool:
    """Whether a prepositional phrase completes the cue; "put the toll at 50" needs a word for a toll and a number."""
    target = phrases.child(part, "governed", "governed_clause")
    if target is None or cue.is_time(target):
        return False
    if part.form in cue.takes:
        return True
    counted = phrases.child(cue.token, "object", "passive_subject")
    if "toll" not in cue.takes or counted is None or not cue.is_toll(counted):
        return False
    return any(t.numeric for t in target.subtree)


def _with_phrases(verb: Word, found: set[int]) -> set[int]:
    """An object with the prepositional phrases right after it, which the parser may have hung on the verb."""
    for part in verb.right:
        if part.link == "preposition" and part.first.i == max(found) + 1:
            found = found | phrases.tight(part)
    return found


def _intends(cue: Cue) -> bool:
    """Whether an infinitive after the verb is its content: a clause before it is not."""
    return "infinitive" in cue.takes and any(c.link == "open" and phrases.is_infinitive(c) for c in cue.token.right)


def _finds(cue: Cue) -> bool:
    """Whether the subject tells what it found, counted or saw.

    "The survey found 12 deaths", "the office counted 12", "reporters saw 12 bodies"
    """
    who = cue.subject(cue.token)
    said = phrases.child(cue.token, "object")
    if who is None or said is None:
        return False
    if "finding" in cue.takes and cue.is_document(who):
        return True
    watching = cue.is_watcher(who, "journalist") if "finding" in cue.takes else "sight" in cue.takes
    if not any(cue.is_amount(t) for t in said.subtree) and not _listed(cue.token):
        return False
    counts = "count" in cue.takes and (cue.is_role(who) or who.kind == "name")
    return counts or (watching and cue.is_watcher(who))


def _rest(verb: Word) -> set[int]:
    """What a count goes on with: "counted 12 in the north, in the south 30", "counted fewer: 12"."""
    others = {i for c in verb.right if c.link in ("joined", "adjunct", "aside") for i in phrases.subtree(c)}
    return {i for i in phrases.subtree(verb) if i > verb.i} - others | _listed(verb)


def _concedes(cue: Cue) -> bool:
    """ "Admitted 50 deaths", unlike "admitted 50 patients" """
    object_ = phrases.child(cue.token, "object")
    return "gerund" in cue.takes and object_ is not None and cue.is_toll(object_)


def _is_gerund(part: Word) -> bool:
    """ "Admitted losing 12 men", "denied having killed 12" """
    return part.link == "open" and (
        part.shape == "gerund" or any(c.shape == "gerund" for c in part.left if c.link == "auxiliary")
    )


def _clauses(cue: Cue) -> set[int]:
    """Clauses that a cue verb introduces, with what the parser cut off them."""
    verb, takes = cue.token, cue.takes
    found: set[int] = set()
    for clause in (c for c in verb.children if c.link == "clause"):
        small = not phrases.is_finite(clause) and clause.i > verb.i
        marked = clause.first.link == "marker"
        if not marked and clause.i > verb.i and _object(cue):
            continue  # another clause: "admitting the losses, both sides withdrew"
        if clause.i < verb.i and any(t.text == ";" for t in verb.among[clause.last.i : verb.i]):
            continue  # two sentences in one: "Kyiv says 12 died; Moscow says 30 did"
        if ("object" in takes) if small else ("clause" in takes or (marked and "quote" in takes)):
            found |= phrases.subtree(clause)
    if not found and "clause" in takes:
        found = _asked(verb)
    if not found:
        return found
    if max(found) > verb.i:
        subjects = sorted(c.i for c in verb.children if c.link == "subject")
        for other in subjects[:-1]:
            found |= phrases.subtree(verb.among[other])
    else:
        found |= afterwards(verb) | joined(verb)
    return found | _continued(verb, found)


def _asked(verb: Word) -> set[int]:
    """An indirect question that the parser took for an adverbial: "did not say when they would leave"."""
    for clause in verb.right:
        if clause.link == "adjunct" and phrases.is_finite(clause) and phrases.nearest_subject(clause) is not None:
            first = clause.first
            if first.shape == "where" and first.i == verb.i + 1:
                return phrases.subtree(clause)
    return set()


def _misplaced(cue: Cue) -> set[int]:
    """A that-clause that the parser hung on a noun between: "said in a video that his men would hold out"."""
    for part in cue.token.right:
        if part.link == "object" and part.shape == "subordinating":  # a clause whose verb the parser took for a noun
            return {i for i in phrases.subtree(cue.token) if i >= part.i}
        noun = phrases.child(part, "governed") if part.link in ("preposition", "recipient") else part
        if part.link == "adjunct" and part.shape == "gerund":  # "reported, citing officials, that 12 had died"
            said = phrases.child(part, "clause")
            if said is not None and said.first.link == "marker":
                return phrases.subtree(said)
            noun = phrases.child(part, "object")
        for clause in (
            noun.right if noun is not None and noun.link in ("governed", "object", "recipient", "adverbial") else ()
        ):
            first = clause.first
            if (
                clause.link not in ("relative", "reduced")
                or first.shape not in ("which", "subordinating")
                or not phrases.is_finite(clause)
            ):
                continue
            if any(c.link in ("subject", "passive_subject", "expletive") and c != first for c in clause.children):
                return phrases.subtree(clause)
    return set()


def _continued(verb: Word, found: set[int]) -> set[int]:
    """Clauses coordinated with the cue that go on with what is said: "he said it failed, but would be repeated"."""
    more: set[int] = set()
    for clause in verb.right:
        if clause.link == "joined" and clause.i > max(found) and phrases.is_verb(clause):
            own = phrases.child(clause, "subject", "passive_subject", "expletive") is not None
            if _is_modal(clause) and not _is_modal(verb) and not own:
                more |= phrases.subtree(clause)
    return more


def _is_modal(verb: Word) -> bool:
    return any(c.shape == "modal" for c in verb.children)


def gap(cue: Cue, content: set[int]) -> set[int]:
    """Content with the noun that a relative clause leaves out: "losses that Kyiv reported", "troops Kyiv said fled".

    Args:
        cue: a verb.
        content: token indexes found so far, possibly none.
    """
    verb = cue.token
    given = "number" in cue.takes and (verb.head.shape == "cardinal" or cue.is_toll(verb.head))
    if verb.link == "reduced" and verb.shape == "participle" and not content and (given or _takes_object(cue)):
        return phrases.mention(verb.head, phrases.subtree(verb))
    if verb.link != "relative":
        return content
    relative = next((t for t in verb.subtree if t.shape in ("which", "who") and t.i < verb.i), None)
    if relative is not None and relative.link in ("subject", "passive_subject") and relative.head == verb:
        return content
    if relative is None or relative.head != verb:
        clause = phrases.child(verb, "clause")
        open_ = clause is not None and phrases.child(clause, "subject", "passive_subject", "expletive") in (
            None,
            relative,
        )
    else:
        open_ = relative.link == "object"
    if relative is None and not content:
        open_ = _takes_object(cue) and phrases.child(verb, "object") is None
    if not open_:
        return content
    return content - {relative.i if relative is not None else -1} | phrases.mention(verb.head, phrases.subtree(verb))


def _takes_object(cue: Cue) -> bool:
    """Whether a thing can be what a cue says: "reported the losses"."""
    return bool(cue.takes & {"object", "patient"})
