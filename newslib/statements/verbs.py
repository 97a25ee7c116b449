"""Verbs of saying whose words have no heads: who is their subject, and on which side stands what was said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newslib.gazetteer import named
from newslib.lexicons import kept
from newslib.spans import Span
from newslib.statements.cues import FoundCue
from newslib.statements.outlines import Outline
from newslib.statements.records import Attribution
from newslib.statements.subjects import (
    ADJECTIVES,
    KNOWN,
    LOOSE,
    SURE,
    Phrase,
    any_noun,
    any_speaker,
    body_in_place,
    counted_people,
    document_behind,
    document_in_place,
    is_apposition,
    outlet,
    subject,
)

_WANTED = {  # marks that one word beside the verb must have
    "count": ("number", "outcome"),
    "figure": ("report_noun", "speech"),
}
_BACK_REACH = 5  # words after a verb among which "this" still is what it reports
_TIMES = ("adverb", "date")


@dataclass(frozen=True)
class Verb:
    """A cue in clause ``n``; words ``since`` to ``until`` of the clause are its own, no other cue's."""

    o: Outline
    n: int
    cue: FoundCue
    since: int
    until: int

    @property
    def last(self) -> int:
        """The word before "about …", or the last."""
        o = self.o
        for k in range(self.cue.last + 1, self.until + 1):
            if o.has(k, "topic") and not o.has(k, "back") and not o.has(k + 1, "date", "number"):
                return k - 1
        return self.until

    @kept
    def is_plural(self) -> bool:
        """Whether the verb is in the third person plural, so that "in the ministry" can be who said it."""
        return any(self.o.ends(k, "plural_verb") for k in self.cue.words)

    @kept
    def pointers(self) -> list[int]:
        """Words such as "this" that point to what stands before, and not to what is told after them."""
        around = range(self.since, self.cue.last + _BACK_REACH)
        return [k for k in around if self.o.has(k, "back") and not self._told_after(k)]

    def _told_after(self, k: int) -> bool:
        """Whether "about ..." follows: "denied the report on ..."."""
        while self.o.follows(k, "back") and not self.o.follows(k, "topic"):
            k += 1
        return self.o.follows(k, "topic")

    @kept
    def opens(self) -> str:
        """The border behind the clause if what was said begins there: a conjunction, a colon, a dash, a quotation."""
        if self.n + 1 >= len(self.o.clauses):
            return ""
        following = self.o.clauses[self.n + 1]
        if following.opener == "colon":
            return "colon"
        that = following.opener == "comma" and self.o.has(self.o.zone(self.n + 1)[0], "complementizer")
        dash = following.opener == "dash" and self.cue.last == self.until
        speech = following.quotation is not None or following.opener == "quotation"
        return following.opener or "quotation" if that or dash or speech else ""


@dataclass(frozen=True)
class Spoken:
    """A verb with its subject, which may stand after it (``inverted``)."""

    verb: Verb
    phrase: Phrase | None
    inverted: bool

    @property
    def shares(self) -> bool:
        """Whether the subject stands with another verb before."""
        return self.phrase is not None and self.phrase.first < self.verb.since

    @property
    def inside(self) -> range:
        """Words of the subject."""
        return self.phrase.words if self.phrase else range(0)

    @kept
    def front(self) -> list[int]:
        """Words before the verb and its subject that are neither time nor place: its object when it changed sides."""
        verb = self.verb
        stop = min(verb.cue.first, self.phrase.first) if self.phrase and not self.shares else verb.cue.first
        return self._object(range(verb.since, stop), "conjunction", "continue")

    @kept
    def middle(self) -> list[int]:
        """Words between a subject and its verb: the object, where the verb comes last."""
        between = self.phrase is not None and self.phrase.last < self.verb.cue.first
        if self.phrase is None or not between or self.rest or self.shares:
            return []
        return self._object(range(self.phrase.last + 1, self.verb.cue.first))

    def _object(self, numbers: range, *light: str) -> list[int]:
        words = [k for k in numbers if not self.verb.o.has(k, *_TIMES, *light)]
        return words if words and not self.verb.o.has(words[0], "preposition") else []

    @kept
    def rest(self) -> list[int]:
        """Words after the verb that are neither source nor time."""
        o, inside = self.verb.o, self.inside
        behind = (k for k in range(self.verb.cue.last + 1, self.verb.until + 1) if k not in inside)
        words = (k for k in behind if not o.has(k, *_TIMES, "back"))
        return [k for k in words if not (o.has(k, "preposition") and k + 1 in inside)]

    @property
    def holds_wanted(self) -> bool:
        """Whether a verb that only sometimes tells something has what it takes: numbers to count, a figure to give."""
        takes = self.verb.cue.row["takes"]
        told = bool(self.verb.opens) and takes == "count"
        told = told or self.verb.o.any_has((*self.rest, *self.front), *_WANTED[takes])
        return told and self.phrase is not None and self.phrase.sure >= SURE


def spoken(verb: Verb) -> Attribution | None:
    """The attribution that a verb or a phrase of saying makes; None when it makes none."""
    who = Spoken(verb, *_who(verb))
    made = _sides(who)
    if not _is_heard(who, made):
        return None
    source, appended = extended(verb.o, verb.n, who.phrase)
    start, end = _region(who, made)
    relay = verb.o.span(*who.phrase.relay) if who.phrase and who.phrase.relay else None
    cue, region = verb.o.span(verb.cue.first, verb.cue.last), (start, max(end, appended))
    if made.row["stance"] == "estimates" and not verb.o.any_has(range(len(verb.o.words)), "number"):
        made = replace(made, deed="declares")  # "the doctors call his state grave"
    return replace(made, cue=cue, source=source, plural=verb.is_plural, relay=relay, region=region)


def _is_heard(who: Spoken, made: Attribution) -> bool:
    """Whether somebody says something: not "I" or "we", and for a row that asks for more what it asks for."""
    o, phrase, takes = who.verb.o, who.phrase, who.verb.cue.row["takes"]
    if phrase is not None and o.all_have(phrase.words, "pronoun:speaker", "pronoun:speaker oblique"):
        return False
    if takes in _WANTED:
        return who.holds_wanted
    if takes == "named":
        return phrase is not None
    if takes != "clause":
        return True
    sure = phrase.sure if phrase else KNOWN - 1
    told = made.whole or (made.before and who.verb.n > 0) or o.has(who.verb.since, "parenthesis")
    return told and not made.announces and sure > LOOSE and (sure >= KNOWN or bool(who.verb.opens))


def extended(o: Outline, n: int, phrase: Phrase | None) -> tuple[Span | None, int]:
    """The source as a span, with the apposition after its clause ("…, head of the ministry,"), and where that ends."""
    if phrase is None:
        return None, 0
    source = o.span(phrase.first, phrase.last)
    if phrase.last != o.zone(n)[1] or n + 1 >= len(o.clauses) or o.opener(n + 1) != "comma":
        return source, 0
    first, last = o.zone(n + 1)
    if o.opener(n + 2) in ("comma", "dash", "colon", "stop", "quotation") and is_apposition(o, first, last):
        source = source[0], o.span(first, last)[1]
        return source, source[1]
    return source, 0


def begins(o: Outline, n: int) -> bool:
    """Whether a contrast sets clause ``n`` off from those before it."""
    return n > 0 and (o.opener(n) == "semicolon" or o.has(o.zone(n)[0], "conjunction"))


# who


def _who(verb: Verb) -> tuple[Phrase | None, bool]:
    """The source of a verb and whether it stands after it."""
    o, cue = verb.o, verb.cue
    before = subject(o, verb.since, cue.first - 1, after_cue=False)
    after = subject(o, cue.last + 1, verb.last, after_cue=True)
    inverted = after is not None and after.sure >= SURE
    impersonal = cue.kind == "phrase"
    if impersonal and not inverted:
        place = document_in_place(o, cue.last + 1, verb.last) or outlet(o, cue.last + 1)
        if place:
            return place, True
    if before and before.sure >= SURE:
        return before, False
    if inverted:
        return after, True
    if impersonal:
        outlets = (outlet(o, k) for k in range(verb.since, cue.first))
        return document_in_place(o, verb.since, cue.first - 1) or next(filter(None, outlets), None), False
    return _whoever(verb, before, after)


def _whoever(verb: Verb, before: Phrase | None, after: Phrase | None) -> tuple[Phrase | None, bool]:
    """The source of a verb beside which nobody stands who surely is its subject."""
    o, cue = verb.o, verb.cue
    if verb.is_plural and (place := _at_body(verb, cue.last + 1, verb.last)):
        return place, True
    if before is None and (shared := _shared_subject(verb)):
        return shared, False
    if verb.is_plural and (place := _at_body(verb, verb.since, cue.first - 1)):
        return place, False
    if o.has(verb.since, "pronoun:relative") and verb.n:
        return any_speaker(o, 0, verb.since - 1), False
    if after and not (before and before.last == cue.first - 1):
        return after, True
    if before is None and verb.is_plural and (people := counted_people(o, verb.since, cue.first - 1)):
        return people, False
    if before is not None:
        return before, False
    found = document_behind(o, cue.last + 1, verb.last)
    if found is None and verb.n and o.clauses[verb.n - 1].quotation:
        found = any_noun(o, cue.last + 1, verb.last)
    return found, found is not None


def _at_body(verb: Verb, first: int, last: int) -> Phrase | None:
    """The body at which something was said; counted or registered in a land or town it has no author."""
    body = body_in_place(verb.o, first, last)
    placed = body is not None and bool(named(verb.o.text_of(verb.o.span(body.first, body.last)), verb.o.language))
    return None if placed and verb.cue.row["takes"] == "count" else body


def _shared_subject(verb: Verb) -> Phrase | None:
    """The subject that a verb shares with one before it: in its clause, or in the one that a conjunction goes on."""
    o = verb.o
    first, _ = o.zone(verb.n)
    if first != verb.since:
        return _surely(o, first, verb.since - 1)
    in_which = o.has(first, "preposition") and o.has(first + 1, "pronoun:relative oblique")
    if o.ends(verb.cue.first, "converb") or in_which:
        return _of_main_verb(verb)
    if verb.n and (o.has(first, "conjunction") or _goes_on_name(verb)):
        return _surely(o, *o.zone(verb.n - 1))
    return _around_insertion(verb) if verb.n > 1 and first == verb.cue.first else None


def _goes_on_name(verb: Verb) -> bool:
    """Whether the words before a verb go on with a name that commas cut: "ministry of health, labour and trade"."""
    o, words = verb.o, range(verb.since, verb.cue.first)
    first, last = o.zone(verb.n - 1)
    head = _surely(o, first, last) if o.opener(verb.n) == "comma" and o.any_has(words, "conjunction") else None
    return head is not None and head.last == last and not o.any_has(words, "capital", "named", "verb", "pronoun", "cue")


def _surely(o: Outline, first: int, last: int) -> Phrase | None:
    found = subject(o, first, last, after_cue=False)
    return found if found and found.sure >= SURE else None


def _of_main_verb(verb: Verb) -> Phrase | None:
    """The subject of the clause that a participle or "in which" goes with: "the envoy showed it, saying that ..."."""
    o = verb.o
    before = (n for n in range(verb.n - 1, -1, -1) if not o.clauses[n].quotation)
    return next(filter(None, (_surely(o, *o.zone(n)) for n in before)), None)


def _around_insertion(verb: Verb) -> Phrase | None:
    """The subject that clauses between commas part from its verb: "the clerk, living there, who saw it, said"."""
    o, n = verb.o, verb.n
    while n > 1 and o.opener(n) == "comma" and o.opener(n - 1) == "comma" and not o.clauses[n - 2].quotation:
        n -= 1
        if o.opener(n - 1) == "dash":  # "- a woman, her sister and son, reports"
            return None
        if found := _parted(o, *o.zone(n - 1)):
            return found
        if not o.has(o.zone(n - 1)[0], *ADJECTIVES, "pronoun:relative"):
            return None
    return None


def _parted(o: Outline, first: int, last: int) -> Phrase | None:
    """The subject with which a clause ends, or some body's under a command: "the coalition led by Chad, which ..."."""
    found = _surely(o, first, last) or counted_people(o, first, last)
    if found is None or found.last == last:
        return found
    light = not o.any_has(range(found.last + 1, last + 1), "verb", "outcome", "number", "cue")
    return found if light and o.has(found.last + 1, "preposition") else None


# where


def _sides(who: Spoken) -> Attribution:
    """Where what was said stands, by the first rule that fits."""
    verb = who.verb
    o, n = verb.o, verb.n
    apart = begins(o, n) or o.has(verb.since, "conjunction")
    made = Attribution(verb.cue.row, begins=apart, ahead=o.list_follows(n))
    if o.has(verb.since, "parenthesis"):  # as X said, …
        return replace(made, before=n > 0, after=True)
    return next(filter(None, (rule(who, made) for rule in _RULES)), made)


def _pointed(who: Spoken, made: Attribution) -> Attribution | None:
    """ "X reported this", "of the attack reported X" """
    verb = who.verb
    names_event = not who.inverted and all(k > verb.cue.last and verb.o.has(k, "topic") for k in verb.pointers)
    if not verb.pointers or verb.opens or names_event:
        return None
    alone = verb.o.passage.number == verb.n == 0  # nothing stands before it to point back to
    return replace(made, before=verb.n > 0, back=verb.n == 0, announces=alone)


def _topic(who: Spoken, made: Attribution) -> Attribution | None:
    """ "X reported on …", "X doubts …" """
    verb = who.verb
    topic = verb.o.any_has((*who.rest, *verb.pointers), "topic")
    turned_down = not made.stands_behind and bool(who.rest) and not who.inverted
    if not topic and not (turned_down and not verb.opens):
        return None
    return replace(made, before=_is_headed(verb), after=True, whole=True, announces=True)


def _thing(who: Spoken, made: Attribution) -> Attribution | None:
    """ "X published …" """
    verb = who.verb
    named_only = not verb.opens or made.takes == "count"
    named_only = named_only or (verb.opens == "colon" and made.takes not in ("report", "quotes"))
    if not (_has_thing(who) and named_only) or who.inverted or who.front:
        return None
    row = {**made.row, "takes": ""} if made.row["stance"] == "confirms" else made.row
    limit = None if made.takes in ("report", "count", "figure") else _object_ends(verb.o, verb.n)
    named = takewhile(lambda k: not verb.o.has(k, "preposition"), who.rest)
    told, within = _tells(verb.o, [*named, *verb.pointers]), _tells(verb.o, who.rest)
    made = replace(made, row=row, before=_is_headed(verb), after=True, whole=True, limit=limit)
    deed = "" if told else "stand" if within else "declares"  # "declared mourning for 12", "declared an emergency"
    return replace(made, announces=told, deed=deed)


def _tells(o: Outline, numbers: Sequence[int]) -> bool:
    """Whether some words name something told or counted, and no mere deed."""
    return o.any_has(numbers, "report_noun", "outcome", "number", "topic") or any(map(o.is_document, numbers))


def _opened(who: Spoken, made: Attribution) -> Attribution | None:
    """ "X said that …", "X said: …", "the losses X put at …: …" """
    colon = who.verb.opens == "colon"
    if not who.verb.opens:
        return None
    if colon and who.front and not who.inverted:
        return replace(made, before=True, after=True)
    announces = _has_thing(who) and colon and not who.inverted and made.row["stance"] != "confirms"
    return replace(made, after=True, whole=True, before=who.inverted and who.verb.n > 0, announces=announces)


def _fronted(who: Spoken, made: Attribution) -> Attribution | None:
    """ "On … reported X", "reports X" """
    verb = who.verb
    if not who.inverted or verb.n:
        return None
    if _opens_with_topic(verb):
        return replace(made, before=True, announces=True)
    bare = not (who.rest or who.front or who.middle) and len(verb.o.clauses) == 1
    return replace(made, back=True) if bare else None


def _verb_last(who: Spoken, made: Attribution) -> Attribution | None:
    """ "X this claim denied" """
    if not who.middle:
        return None
    return replace(made, before=True, earliest=who.verb.o.span(who.middle[0], who.middle[0])[0])


def _object_first(who: Spoken, made: Attribution) -> Attribution | None:
    """ "The losses X put at …", "while … the ministry renewed its bulletin" """
    if who.phrase is None or who.inverted:
        return None
    front = who.front
    earliest = who.verb.o.span(front[0], front[0])[0] if front and who.shares else None
    return replace(made, before=bool(front), after=bool(front and who.rest), announces=not front, earliest=earliest)


def _ahead(who: Spoken, made: Attribution) -> Attribution:
    """ "…, reported X" """
    return replace(made, before=who.verb.n > 0 or bool(who.front), after=who.inverted and who.verb.n > 0)


_Rule = Callable[[Spoken, Attribution], Attribution | None]
_RULES: tuple[_Rule, ...] = (_pointed, _topic, _thing, _opened, _fronted, _verb_last, _object_first, _ahead)


def _has_thing(who: Spoken) -> bool:
    return bool(who.rest) and not who.verb.o.has(who.rest[0], "preposition")


def _is_headed(verb: Verb) -> bool:
    """Whether a heading stands before: "thirty dead: X named the losses"."""
    return verb.n == 1 and verb.o.opener(1) == "colon"


def _opens_with_topic(verb: Verb) -> bool:
    """Whether the clause opens with "about …"."""
    light = (k for k in range(verb.since, verb.cue.first) if not verb.o.has(k, "adverb", "continue"))
    return verb.o.has(next(light, verb.since), "topic")


def _region(who: Spoken, made: Attribution) -> Span:
    """What is never content: the verb, its source and "this"; the whole clause unless content stands in it."""
    verb = who.verb
    own = [*verb.cue.words] if made.earliest is not None or who.shares else [*verb.cue.words, *who.inside]
    start = min([*own, *(k for k in verb.pointers if k < verb.cue.first)])
    if not who.inverted and not made.before:
        start = min(start, verb.since)
    within = made.announces or (made.whole and not verb.opens) or (made.before and made.after and not who.inverted)
    return verb.o.span(start, max(own) if within else max(*own, verb.until))


def _object_ends(o: Outline, n: int) -> int | None:
    """What a verb has as its object goes no further than the next colon, semicolon or dash."""
    after = o.clauses[n + 1 :]
    return next((c.start for c in after if c.opener in ("colon", "semicolon", "dash", "stop")), None)
