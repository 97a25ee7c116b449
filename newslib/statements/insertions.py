"""What is said by a cue that stands in the middle of it or behind it: "Nine died, he said, and ten were hurt"."""

from collections.abc import Iterable, Sequence

from newslib.passages import Word
from newslib.statements import phrases
from newslib.statements.cues import Cue, times

Content = tuple[str, set[int]]  # what the content is in the sentence, and its token indexes
_OWN = ("subject", "passive_subject", "expletive")
_MENTION = ("noun", "name", "pronoun", "number", "determiner", "adjective")
_COUNTING = ("determiner", "number", "adjective")  # "a day", "two long days"
_GOING_ON = ("clause", "open", "joint", "marker")
_DESCRIBING = ("modifier", "reduced", "relative")  # links of verbs that tell who somebody is
_PARTING = frozenset({",", ";", ":", "(", ")", "–", "—"})
_TAIL = 3  # words that may follow a verb of speech at the end of its sentence: "said on Monday"


def around(cue: Cue) -> Content:
    """Content of a cue put into or after its content: the clause it hangs on, without the cue's own phrase."""
    verb = cue.token
    if "quote" not in cue.takes or verb.is_root or not verb.head.is_verb:
        return "", set()
    inserted = verb.link == "aside" or (verb.link == "clause" and verb.i < verb.head.i)
    if not (inserted or is_as_clause(cue)):
        return "", set()
    behind = next((word.i for word in verb.among[verb.i : verb.head.i] if word.text == ";"), len(verb.among))
    found = phrases.subtree(verb.head) - phrases.subtree(verb) | joined(verb)
    return "around", found.intersection(range(behind))


def is_as_clause(cue: Cue) -> bool:
    """ "As the mayor said", "as reported by the mayor" """
    verb = cue.token
    free = all(word.i in cue.tokens for word in verb.linked("open", "object"))  # "put it" is one cue
    whole = verb.link == "adjunct" and free
    return whole and any(cue.is_word(word, "conjunction") for word in verb.left)


def joined(verb: Word) -> set[int]:
    """What goes on behind one who speaks: "Nine died, he said, and ten were hurt"."""
    clauses = (word for word in verb.linked("joined") if word.i > verb.i)
    return phrases.together(clause for clause in clauses if phrases.child(clause, *_OWN))


def of_another_day(cue: Cue, source: set[int]) -> set[int]:
    """What happened on another day, behind who speaks: "..., he said, a day after a blast left 12 dead"."""
    doc, last = cue.token.among, max({cue.token.i, *source})
    for word in doc[last + 1 : -1]:
        if word.form in times(cue.language) and doc[word.i + 1].kind in ("preposition", "subordinator"):
            first = next(k for k in range(word.i - 1, -1, -1) if doc[k].kind not in _COUNTING)
            if first >= last and first < word.i - 1 and doc[first].text == ",":
                return set(range(first, len(doc)))
    return set()


def afterwards(verb: Word) -> set[int]:
    """What goes on behind the one who speaks: "A shell hit the bus, he said, as it left", "..., killing nine"."""
    clauses = (clause for clause in verb.linked("adjunct") if clause.i > verb.i and clause.first.before.text == ",")
    return phrases.together(clause for clause in clauses if _goes_on(clause))


def _goes_on(clause: Word) -> bool:
    """Whether a clause has a subject of its own, or tells a number without one."""
    if not phrases.is_finite(clause):
        return clause.shape == "gerund" and any(word.numeric for word in clause.subtree)
    who = phrases.child(clause, *_OWN)
    return who is not None and who.shape != "personal" and who.shape not in phrases.RELATIVE


def before(cue: Cue) -> set[int]:
    """All that stands before a verb of speech whose clause the parser hung on it wrongly: "The port fell, he said".

    A comma, a subject and the verb, without a conjunction or a relative word: no clause of English goes on so but the
    one that says who speaks.
    """
    verb = cue.token
    who = phrases.nearest_subject(verb)
    if "quote" not in cue.takes or who is None or who.i > verb.i or not _stands_apart(verb, who):
        return set()
    told = next((word for word in verb.left if word.link == "subject" and word != who), None)
    named = told is not None and any(part.is_verb for part in told.right)  # "gunmen hacked ..., the army said"
    # a fragment: "Nine dead, he said."
    fragment = any(word.link in ("loose", "adjunct") and not word.is_verb for word in verb.left)
    if not (named or fragment) and verb.link not in ("joined", "relative", "reduced"):
        return set()
    ahead = range(verb.top.first.i, who.first.i - 1)
    if told is None and not fragment and not _has_clause(verb.among[i] for i in ahead):
        return set()
    return {*ahead} | afterwards(verb)


def _stands_apart(verb: Word, who: Word) -> bool:
    """Whether a comma stands before a subject with its verb, and nothing of what was said behind."""
    if who.first.i == 0 or who.first.before.text != "," or any(w.shape in phrases.RELATIVE for w in who.subtree):
        return False
    return all(word.i < verb.i for word in verb.linked(*_GOING_ON))


def _has_clause(words: Iterable[Word]) -> bool:
    """Whether a stretch holds a finite verb with its subject and opens with no conjunction of its own."""
    verbs = (word for word in words if word.is_verb and phrases.is_finite(word))
    return any(phrases.child(verb, *_OWN) is not None for verb in verbs)


def tail(cue: Cue) -> tuple[set[int], set[int]] | None:
    """Source and content where a sentence ends in who says it: "The toll passed 50, a count by the UN shows".

    For sentences in which the parser lost the thread; it may take the verb for a noun.
    """
    verb, doc = cue.token, cue.token.among
    commas = [word.i for word in doc[: verb.i] if word.text == ","]
    if not commas or not _ends_sentence(cue):
        return None
    described = len(commas) > 2 and commas[-1] == verb.i - 1  # ", Lang, an official at the office, told the paper"
    apposed = [word.kind for word in doc[commas[-2] + 1 : commas[-1]]] if len(commas) > 1 else []
    comma = commas[-3 if described else -2 if {*apposed} == {"name"} else -1]  # ", Ada Lang, head of the office told"
    source = [word for word in doc[comma + 1 : verb.i] if not word.is_sign and word.kind != "space"]
    ahead = doc[:comma]
    if not source or (described and not _is_named(doc[comma + 1 : commas[-2]])) or source[0].kind not in _MENTION:
        return None
    if any(word.is_verb and word.link not in _DESCRIBING for word in source):
        return None
    told = any(word.is_verb or word.numeric for word in ahead)
    return (set(range(source[0].i, source[-1].i + 1)), set(range(comma))) if comma and told else None


def unparted(cue: Cue, who: Word) -> tuple[set[int], set[int]] | None:
    """The same where no comma parts them, and the parser lets those who are counted speak.

    "Shelling killed 21 people in a village a monitoring group said", in a text that lost its commas.
    """
    verb, doc = cue.token, cue.token.among
    if not _ends_sentence(cue):
        return None
    source = phrases.mention(who)
    ahead = doc[: min(source)]
    plain = who.head == verb and verb.first.i == min(source) and max(source) == verb.i - 1
    if plain and verb.link in ("relative", "joined") and not cue.is_claim(verb.head):  # "in a raid they said"
        told = any(word.numeric for word in ahead) and any(map(phrases.is_finite, ahead))
        return (source, {word.i for word in ahead}) if told and not any(word.text == "," for word in ahead) else None
    if not any(word.numeric for word in who.linked("number")):
        return None
    first = last = verb.i - 1
    while first > who.i + 1 and _is_of_phrase(doc[first - 1], doc[first]):
        first -= 1
    if first <= who.i or not cue.can_speak(doc[last]):
        return None
    return set(range(first, last + 1)), set(range(first))


def _is_of_phrase(word: Word, behind: Word) -> bool:
    """Whether a word belongs to the plain phrase that goes on behind it: no article, nor an adjective behind a name."""
    opens = behind.kind == "determiner" or (behind.kind == "adjective" and word.kind == "name")
    return word.kind in _MENTION and not word.numeric and not opens


def _is_named(source: Sequence[Word]) -> bool:
    """Whether a mention is a name, alone or behind its article."""
    return bool(source) and (source[0].kind == "name" or (source[0].kind == "determiner" and source[-1].kind == "name"))


def ahead(cue: Cue) -> set[int]:
    """Who stands right before a verb that the parse leaves without a subject: "Far off, a doctor there said 12 died".

    A clause of "who" or "whose" may part them: "The union, whose men died there, said".
    """
    verb, doc = cue.token, cue.token.among
    if "quote" not in cue.takes or not phrases.is_finite(verb):
        return set()
    ends = [-1, *(word.i for word in doc[: verb.i] if word.is_sign and word.text in _PARTING)]
    clause = next((k for k, end in enumerate(ends) if end >= 0 and doc[end + 1].shape in phrases.RELATIVE), None)
    first, last = ends[-1] + 1, verb.i
    if ends[-1] == verb.i - 1 and clause:
        first, last = ends[clause - 1] + 1, ends[clause]
    source = [word for word in doc[first:last] if word.kind != "space"]
    if not source or source[0].kind not in _MENTION or not any(cue.can_speak(word) for word in source):
        return set()
    if any(word.is_verb and word.link not in _DESCRIBING for word in source):
        return set()
    return {word.i for word in source}


def stands_off(verb: Word, who: Word) -> bool:
    """Whether a comma, with more words behind it, parts a verb from the subject that the parser gave it before."""
    between = verb.among[who.i + 1 : verb.i - 1]
    return any(word.text == "," for word in between) and not verb.before.is_sign


def _ends_sentence(cue: Cue) -> bool:
    """Whether a verb, also one taken for a noun, stands at the end with nothing but time, place and hearer."""
    verb = cue.token
    last = next(word.i for word in reversed(verb.among) if not word.is_sign and word.kind != "space")
    if not (verb.is_finite or (verb.shape == "plural" and verb.i == last)) or last - verb.i > _TAIL:
        return False
    light = ("adverbial", "preposition", "agent", "sign", *(("object", "recipient") if "person" in cue.takes else ()))
    return all(word.link in light for word in verb.right)
