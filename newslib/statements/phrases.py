"""Phrases of a parsed sentence: subjects, mentions, clauses, as sets of words and spans of text."""

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from newslib.passages import BRACKETS, QUOTES, Word
from newslib.spans import Span

RELATIVE = frozenset({"which", "who", "whose"})
_FINITE = frozenset({"past", "present", "modal"})
_AUXILIARY = frozenset({"auxiliary", "passive", "negation", "verb_particle"})
_LEFT_OUT = frozenset({"relative", "adjunct", "clause", "aside", "marker", "adverb"})
_SET_OFF = frozenset({"relative", "apposition", "adjunct", "reduced"})
_EDGES = frozenset({"sign", "space"})
_LOOSE = frozenset({",", ":", "-", "--", "–", "—", "―"})
_VERBS_UP = 12  # verbs from one that shares its subject to the one that has it
_NOUNS_UP = 4  # steps from a noun up to the verb it completes
_LONG_RANK = 6  # letters from which on a rank is no abbreviation
_LONG = 10  # tokens of a participle phrase that still belongs to a mention: "a report published by the UN"


def child(word: Word, *links: str) -> Word | None:
    """The first word that hangs on a word by one of some links."""
    return next(word.linked(*links), None)


def is_neuter(word: Word) -> bool:
    """Whether a word is "it"."""
    return word.person == "thing"


def subtree(token: Word) -> set[int]:
    """Indexes of a token and all under it."""
    found, waiting = {token.i}, [*token.downward]
    while waiting:
        found.add(i := waiting.pop())
        waiting += token.among[i].downward
    return found


def together(words: Iterable[Word]) -> set[int]:
    """Indexes of some words and all under them."""
    return {i for word in words for i in subtree(word)}


def tight(token: Word) -> set[int]:
    """A phrase without the relative clauses and appositions that a comma or dash sets off."""
    parts = (part for part in token.subtree if part.link in _SET_OFF and part.i > token.i and _is_behind_sign(part))
    told = ("adjunct", "gerund")  # what came of it: "the shelling of a post, killing nine"
    return subtree(token) - together(part for part in parts if (part.link, part.shape) != told)


def set_off(token: Word) -> set[int]:
    """Relative clauses in a phrase that a comma or dash sets off."""
    parts = (part for part in token.subtree if part.link == "relative" and part.i > token.i)
    return together(part for part in parts if _is_behind_sign(part))


def _is_behind_sign(part: Word) -> bool:
    first = part.first
    return first.i > 0 and first.before.is_sign and first.before.text in _LOOSE


def is_aside(word: Word) -> bool:
    """Whether a word stands in a clause or participle that only tells which of some things is meant: "a raid that
    killed 12"."""
    step = word
    while step.head != step and not step.is_verb:
        step = step.head
    return step.link in ("relative", "reduced")


def verb_group(verb: Word) -> set[int]:
    """Indexes of a verb with its auxiliaries, negation and particle."""
    return {c.i for c in verb.children if c.link in _AUXILIARY} | {verb.i}


def is_finite(verb: Word) -> bool:
    """Whether a clause has a tense: "that he left", not "him leaving"."""
    return verb.shape in _FINITE or any(word.shape in _FINITE for word in verb.linked("auxiliary", "passive"))


def is_infinitive(verb: Word) -> bool:
    """Whether a verb stands with its particle: "to leave"."""
    return any(c.shape == "to" for c in verb.children if c.i < verb.i)


def is_passive(verb: Word) -> bool:
    """Whether a verb is passive: with its auxiliary, or a bare participle on a noun."""
    links = {c.link for c in verb.children}
    if links & {"passive", "passive_subject"} or ("agent" in links and "subject" not in links):  # not "said by phone"
        return True
    if verb.shape != "participle" or links & {"auxiliary", "subject"}:
        return False
    lost = "object_state" in links and "object" not in links  # "were still missing, feared dead"
    return lost or verb.link in ("reduced", "adjunct", "modifier")


def nearest_subject(verb: Word) -> Word | None:
    """The active subject next to a verb; a second one further off belongs to what is said."""
    return min(verb.linked("subject", "clausal_subject"), key=lambda word: abs(word.i - verb.i), default=None)


def subject(verb: Word, means: frozenset[str] = frozenset(), rules: Callable[[Word], bool] = bool) -> Word | None:
    """Who does what a verb says, through shared subjects, infinitives and participles.

    The by-phrase of a passive; None when nobody is named.

    Args:
        verb: the verb.
        means: prepositions that name a means: in "hurt them by saying" the subject speaks, in "quoted them as
            saying" it is they.
        rules: whether the object of a verb may do what its infinitive says: in "asked them to say" they speak, in
            "used the map to say" the subject does.
    """
    whole = is_finite(verb)  # has its subject beside another whole one: "urges her to come and says"
    for _ in range(_VERBS_UP):
        if is_passive(verb):
            by = child(verb, "agent")
            return child(by, "governed") if by is not None else None
        own = nearest_subject(verb)
        if own is not None:
            return antecedent(own)
        step = _over(verb)
        if step is None or not step.is_verb:
            return step
        ruled = None if whole else _ruled(verb, step, means, rules)
        if ruled is not None:
            return ruled
        shared = child(step, "passive_subject")
        if shared is not None:
            return antecedent(shared)
        verb = step
    return None


def _over(verb: Word) -> Word | None:
    """The word over a verb where its subject is looked for; of an adjective its verb, but "it is worth noting"."""
    step = _governor(verb)
    if step is None or step.kind != "adjective" or not step.head.is_verb:
        return step
    return None if verb.shape == "gerund" else step.head


def _ruled(verb: Word, step: Word, means: frozenset[str], rules: Callable[[Word], bool]) -> Word | None:
    """Whom the verb over another lets do it: "asked them to say", "accused them of saying", not "in saying so he"."""
    object_ = child(step, "object", "recipient")
    if object_ is None or verb.link not in ("open", "governed_clause"):
        return None
    ahead = verb.link == "governed_clause" and (verb.head.form in means or verb.i < step.i)
    return None if ahead or (verb.link == "open" and not rules(object_)) else object_


def _governor(verb: Word) -> Word | None:
    """Where the missing subject of a verb has to be looked for: another verb, or the noun it stands on."""
    if verb.link == "reduced" and verb.shape == "gerund":
        return verb.head
    if verb.link in ("reduced", "relative"):
        return child(verb.head, "owner") or _carrier(verb.head)
    if verb.link == "governed_clause" and verb.head.link in ("preposition", "agent"):
        over = verb.head.head
        return over if over.is_verb else child(over, "owner") or _carrier(over)
    return verb.head if verb.link in ("joined", "open", "adjunct", "clause", "loose", "aside") else None


def _carrier(noun: Word) -> Word | None:
    """The verb that a noun completes: "is in a position to", "made a decision to"."""
    step = noun
    for _ in range(_NOUNS_UP):
        if step.link not in ("object", "attribute", "governed", "preposition"):
            return None
        step = step.head
        if step.is_verb:
            return step
    return None


def antecedent(noun: Word) -> Word:
    """The noun a relative pronoun stands for; any other token is its own antecedent."""
    if noun.shape in RELATIVE:
        for clause in (noun.head, noun.head.head):
            if clause.link == "relative":
                return clause.head
    return noun


def clause_of(token: Word) -> Word | None:
    """The verb of the clause a phrase stands in, the head of the sentence when it has no verb."""
    step = token
    while step.head != step:
        step = step.head
        if step.is_verb:
            return step
    return step if step != token else None


def mention(noun: Word, outside: Iterable[int] = ()) -> set[int]:
    """Tokens of a noun phrase: with title, apposition and short participle phrase, without relative clauses.

    Args:
        noun: head of the phrase.
        outside: indexes of tokens that cannot belong to it (the cue, the content).
    """
    left_out = set(outside)
    for part in noun.subtree:
        loose = part.link in _LEFT_OUT or (part.link == "reduced" and _is_loose(part))
        if part != noun and (loose or (part.link == "preposition" and part.i > noun.i and _is_behind_sign(part))):
            left_out |= subtree(part)
    found = _run(noun.among, subtree(noun) - left_out, noun.i)
    rank, *behind = noun.among[max(found) :]
    if rank.text.istitle() and len(rank.text) < _LONG_RANK and [word.text for word in behind[:1]] == ["."]:
        names = list(takewhile(lambda word: word.kind == "name", behind[1:]))  # "Capt. Ada Brook", cut by the parser
        found |= {word.i for word in (behind[0], *names)} if names else set()
    return found


def _is_loose(participle: Word) -> bool:
    """Whether a participle phrase says more than who somebody is: long, or set off by a comma."""
    first = participle.first
    return len(list(participle.subtree)) > _LONG or (first.i > 0 and first.before.text in _LOOSE)


def _run(doc: Sequence[Word], inside: set[int], center: int) -> set[int]:
    """The unbroken run of tokens around one of them, punctuation trimmed off the ends."""
    first = last = center
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < center and (doc[first].kind in _EDGES or doc[first].link == "joint"):
        first += 1
    while last > center and _ends_badly(doc[last]):
        last -= 1
    return set(range(first, last + 1))


def _ends_badly(token: Word) -> bool:
    return token.link in ("possession", "joint") or (token.kind in _EDGES and token.text not in (")", "]"))


def spans(doc: Sequence[Word], tokens: Iterable[int], offset: int) -> tuple[Span, ...]:
    """The stretches of text that tokens cover, edges trimmed of commas and blanks, quotation marks kept.

    Args:
        doc: the parsed sentence.
        tokens: indexes of tokens.
        offset: where the sentence starts in the article, code points.
    """
    found: list[Span] = []
    run: list[Word] = []
    for i in sorted(tokens):
        if run and i != run[-1].i + 1:
            found += _trimmed(run, offset)
            run = []
        run.append(doc[i])
    return tuple(found + _trimmed(run, offset))


def _trimmed(run: list[Word], offset: int) -> list[Span]:
    while run and _is_edge(run[0]):
        run = run[1:]
    while run and (_is_edge(run[-1]) or run[-1].link == "joint"):
        run = run[:-1]
    if not any(t.kind not in _EDGES for t in run):
        return []
    return [(run[0].start + offset, run[-1].start + len(run[-1].text) + offset)]


def _is_edge(token: Word) -> bool:
    return token.kind == "space" or (token.is_sign and token.text not in QUOTES | BRACKETS)
