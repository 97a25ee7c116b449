"""What is said by a cue that stands in the middle of it or behind it: "Nine died, he said, and ten were hurt"."""

from __future__ import annotations

from collections.abc import Sequence

from newslib.passages import Word
from newslib.statements.by_parse import phrases
from newslib.statements.by_parse.cues import Cue

Content = tuple[str, set[int]]  # what the content is in the sentence, and its token indexes
_TAIL = 3  # words that may follow a verb of speech at the end of its sentence: "said on Monday"


def around(cue: Cue) -> Content:
    """Content of a cue put into or after its content: the clause it hangs on, without the cue's own phrase."""
    verb = cue.token
    if "quote" not in cue.takes or verb.head == verb or not phrases.is_verb(verb.head):
        return "", set()
    inserted = verb.link == "aside" or (verb.link == "clause" and verb.i < verb.head.i)
    if not (inserted or is_as_clause(cue)):
        return "", set()
    behind = next((t.i for t in verb.among[verb.i : verb.head.i] if t.text == ";"), len(verb.among))
    said = phrases.subtree(verb.head) - phrases.subtree(verb) | joined(verb)
    return "around", {i for i in said if i < behind}


def is_as_clause(cue: Cue) -> bool:
    """ "As the mayor said", "as reported by the mayor" """
    verb = cue.token
    whole = verb.link == "adjunct" and phrases.child(verb, "open", "object") is None
    return whole and any(cue.is_word(c, "conjunction") for c in verb.left)


def joined(verb: Word) -> set[int]:
    """What goes on behind one who speaks: "Nine died, he said, and ten were hurt"."""
    own = ("subject", "passive_subject", "expletive")
    return {i for c in verb.right if c.link == "joined" and phrases.child(c, *own) for i in phrases.subtree(c)}


def tail(cue: Cue) -> tuple[set[int], set[int]] | None:
    """Source and content where a sentence ends in who says it: "The toll passed 50, a count by the UN shows".

    For sentences in which the parser lost the thread; it may take the verb for a noun.
    """
    verb = cue.token
    last = next(t.i for t in reversed(verb.among) if not t.is_sign and t.kind != "space")
    finite = verb.shape in phrases.FINITE or (verb.shape == "plural" and verb.i == last)
    if not finite or last - verb.i > _TAIL:
        return None
    commas = [t.i for t in verb.among[: verb.i] if t.text == ","]
    described = len(commas) > 2 and commas[-1] == verb.i - 1  # ", Lang, an official at the office, told the paper"
    comma = commas[-3] if described else commas[-1] if commas else 0
    if not comma:
        return None
    between = [t for t in verb.among[comma + 1 : verb.i] if not t.is_sign and t.kind != "space"]
    before = set(range(comma))
    if not between or not _opens_mention(between[0]) or (described and between[0].kind != "name"):
        return None
    if any(phrases.is_verb(t) and t.link != "modifier" for t in between):
        return None
    hearer = {"object", "recipient"} if "person" in cue.takes else set()
    if any(c.link not in {"adverbial", "preposition", "sign"} | hearer for c in verb.right):
        return None
    if not any(phrases.is_verb(verb.among[i]) or verb.among[i].numeric for i in before):
        return None
    return set(range(between[0].i, between[-1].i + 1)), before


def before(cue: Cue) -> set[int]:
    """All that stands before a verb of speech whose clause the parser hung on it wrongly: "The port fell, he said".

    A comma, a subject and the verb, without a conjunction or a relative word: no clause of English goes on so but the
    one that says who speaks.
    """
    verb = cue.token
    who = phrases.nearest_subject(verb)
    told = next((c for c in verb.left if c.link == "subject" and c != who), None)
    named = told is not None and any(phrases.is_verb(part) for part in told.right)  # "gunmen hacked ..., the army said"
    lost = named or verb.link in ("joined", "relative", "reduced")
    if "quote" not in cue.takes or who is None or who.i > verb.i or not lost:
        return set()
    first = who.first
    if first.i == 0 or first.before.text != "," or any(t.shape in phrases.RELATIVE for t in who.subtree):
        return set()
    if any(c.link in ("clause", "open", "joint", "marker") and c.i > verb.i for c in verb.children):
        return set()
    if told is None and not _has_clause(verb.among[verb.top.first.i : first.i - 1]):
        return set()
    ahead = set(range(verb.top.first.i, first.i - 1))
    return ahead | afterwards(verb)


def _has_clause(words: Sequence[Word]) -> bool:
    """Whether a stretch holds a finite verb with its subject and opens with no conjunction of its own."""
    verbs = (t for t in words if phrases.is_verb(t) and phrases.is_finite(t))
    return any(phrases.child(t, "subject", "passive_subject", "expletive") is not None for t in verbs)


def afterwards(verb: Word) -> set[int]:
    """A clause of time or reason behind the one who speaks: "Nine died, he said, after a shell hit the bus"."""
    found: set[int] = set()
    for clause in verb.right:
        first = clause.first
        if clause.link != "adjunct" or not phrases.is_finite(clause) or first.before.text != ",":
            continue
        who = phrases.child(clause, "subject", "passive_subject", "expletive")
        if who is not None and who.shape != "personal" and who.shape not in phrases.RELATIVE:
            found |= phrases.subtree(clause)
    return found


def _opens_mention(word: Word) -> bool:
    return word.kind in ("noun", "name", "pronoun", "number", "determiner", "adjective")
