"""The cues of a sentence: words of the cue table that say that somebody says something.

What its column ``takes`` says of complements is told in ``lexicons/shared/takes.toml``.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache

from newslib.lexicons import Finder, Hit, Row, forms, lexicon, normal, words
from newslib.passages import Passage, Word
from newslib.quotations import Quoted
from newslib.statements import phrases
from newslib.statements.outlines import Outline

OPEN_VERB: Row = {"form": "", "stance": "asserts", "kind": "verb", "takes": "clause quote", "note": ""}
_BETWEEN = 2  # words that may stand inside a cue such as "according to": "according to the latest data of"
_MOST = 60  # cues of one sentence; what has more is no sentence
_STEPS = 6  # words to climb from a cue to what negates it
_NEAR = 4  # tokens between a verb and the word that negates it
_HAPPENED = (
    ("place_words", "event"),
    ("happenings", "blow", "strike", "struggle", "wide"),
    ("function_words", "attack", "clash"),
)
_SUBJECTS = ("subject", "passive_subject")
_UP = frozenset(
    {"open", "state", "reduced", "governed_clause", "preposition", "governed", "relative"}
)  # from a cue to the words that govern it
_KINDS = {
    "verb": ("verb", "auxiliary"),
    "noun": ("noun", "name"),
    "adjective": ("adjective", "verb"),
    "adverb": ("adverb",),
}


# words with heads


@dataclass(frozen=True)
class Cue:
    """A cue word or phrase; ``token`` is the word its frame hangs on."""

    token: Word
    tokens: frozenset[int]
    row: Row
    language: str

    @property
    def takes(self) -> frozenset[str]:
        """Codes of what can be content."""
        return frozenset(self.row["takes"].split())

    @property
    def kinds(self) -> list[str]:
        """The kinds of its row: a form can be noun and verb."""
        return self.row["kind"].split("|")

    @property
    def kind(self) -> str:
        """The kind that fits the word."""
        return next((kind for kind in self.kinds if _fits(self.token, kind)), self.kinds[0])

    def knows(self, word: Word, table: str, *roles: str) -> bool:
        """Whether a table has a word, of some roles where such are given: light_verbs ("made the claim"), tolls."""
        return word.form in forms(self.language, table, *roles)

    def is_word(self, word: Word, kind: str) -> bool:
        """Whether a word is a function word of the cue table: agent ("by"), conjunction ("as"), merit ("bears")."""
        return word.form in _of_kind(self.language, kind)

    def is_role(self, noun: Word, *roles: str) -> bool:
        """Whether a word is one for people, bodies or documents that can speak, of some roles where such are given."""
        return self.knows(noun, "roles", *roles)

    def is_document(self, noun: Word) -> bool:
        """Whether a noun is something written, which speaks for whoever put it out."""
        return self.is_role(noun, "document")

    def is_hedge(self, mention: set[int]) -> bool:
        """Whether the words of a mention only keep a distance, alone or behind the cue: "preliminary data"."""
        phrases_ = (" ".join(self.token.among[i].form for i in sorted(one)) for one in (mention, mention | self.tokens))
        return not forms(self.language, "hedges").isdisjoint(phrases_)

    def is_claim(self, noun: Word) -> bool:
        """Whether a noun stands for something said or counted: what can be taken back."""
        return self.is_word(noun, "noun") or self.is_document(noun) or self.knows(noun, "tolls")

    def is_fate(self, noun: Word) -> bool:
        """Whether the verb with this object says what happened to people: "the war claimed 50 lives"."""
        return any(fnmatch(self.token.form, verb) for verb in _fates(self.language).get(noun.form, ()))

    def is_happening(self, noun: Word) -> bool:
        """Whether a noun is something that happened, which says nothing: "the violence", "clashes"."""
        return noun.kind != "name" and any(self.knows(noun, *told) for told in _HAPPENED)

    def can_speak(self, noun: Word) -> bool:
        """Whether a noun is somebody, unlike "at a conference announcing", or some of them: "most of the deputies"."""
        named = noun.kind in ("name", "pronoun") or any(word.kind == "name" for word in noun.linked("apposition"))
        of = phrases.child(noun, "preposition") if noun.kind in ("adjective", "number") else None
        some = phrases.child(of, "governed") if of is not None else None
        return named or self.is_role(noun) or (some is not None and self.can_speak(some))

    def subject(self, verb: Word) -> Word | None:
        """Who does what a verb says."""
        return phrases.subject(verb, _of_kind(self.language, "agent"), self._does)

    def _does(self, noun: Word) -> bool:
        """Whether a noun may do something, unlike one thing, a paper among them; of several an unknown word may."""
        return noun.shape == "plural" or (self.can_speak(noun) and not self.is_document(noun))


def negators(cue: Cue) -> list[Word]:
    """Negating words on a cue, on what governs it and on its subject: "was unable to confirm", "nobody said"."""
    found = _negators(cue.token, stances_of(cue.language, "negators"))
    return [*{word.i: word for word in found}.values()]


def _negators(cue: Word, known: Container[str]) -> Iterator[Word]:
    step = cue
    for _ in range(_STEPS):
        for word in step.linked("negation", "adverb", "determiner", "state", *_SUBJECTS):
            if word.form in known and (word.link in _SUBJECTS or abs(word.i - step.i) <= _NEAR):
                yield word
            elif word.link == "subject":
                yield from (child for child in word.linked("determiner", "both") if child.form in known)
        if step.link not in _UP or (step == cue and step.kind in ("noun", "name")):
            return
        if step.link == "preposition" and step.head.kind != "auxiliary":
            return  # "failed to reply to a request to say" is no refusal to say
        step = step.head
        if step.form in known:
            yield step


def is_nobody(cue: Cue, who: Word) -> bool:
    """Whether a subject denies that anybody speaks: "nobody", "no group"."""
    known = stances_of(cue.language, "negators")
    return any(word.form in known for word in (who, *who.linked("determiner", "both")))


def cues(doc: Sequence[Word], language: str, hits: Sequence[Hit]) -> Iterator[Cue]:
    """Cues of the table found in a sentence, and verbs of no table that carry a that-clause.

    Args:
        doc: the sentence, its words with heads.
        language: BCP 47 code, for the tables.
        hits: what the finder of the cue table found in the sentence.
    """
    seen: set[int] = set()
    starts = [word.start for word in doc]
    for hit in hits:
        inside = doc[bisect_left(starts, hit.start) : bisect_left(starts, hit.end)]
        head = _head(inside, hit.row["kind"].split("|"))
        if head is not None and inside[-1].end <= hit.end:
            indexes = frozenset(word.i for word in inside)
            seen |= indexes
            yield Cue(head, indexes, hit.row, language)
    for word in doc:
        if word.i not in seen and word.kind == "verb" and _has_that_clause(word):
            yield Cue(word, frozenset((word.i,)), OPEN_VERB, language)


def _head(inside: Sequence[Word], kinds: list[str]) -> Word | None:
    """The word of a hit that its frame hangs on, None when the parts of speech do not fit."""
    for kind in kinds:
        if kind not in _KINDS:
            return next(iter(inside), None)
        fitting = [word for word in inside if _fits(word, kind) or (kinds == ["verb"] and _ends_in(word))]
        if fitting:
            return min(fitting, key=lambda word: word.kind == "auxiliary")
    return None


def _fits(word: Word, kind: str) -> bool:
    """Whether a word can be a cue of a kind: by its part of speech, or a verb taken for a noun by what hangs on it."""
    if kind == "verb" and word.shape in ("singular", "plural") and phrases.child(word, "subject") is not None:
        return phrases.child(word, "clause", "object") is not None
    if kind == "adjective" and word.kind == "verb" and phrases.child(word, "object") is not None:
        return False  # "opposed the plan", unlike "were opposed to it"
    return word.kind in _KINDS.get(kind, ())


def _ends_in(word: Word) -> bool:
    """Whether a verb that the parser took for a plural ends the sentence: "..., the ministry's bulletin shows"."""
    return word.shape == "plural" and all(other.is_sign or other.kind == "space" for other in word.among[word.i + 1 :])


def _has_that_clause(verb: Word) -> bool:
    clause = phrases.child(verb, "clause")
    if clause is None or not phrases.is_finite(clause) or phrases.child(verb, "subject") is None:
        return False
    return clause.i > verb.i and clause.first.link == "marker"


@cache
def stances_of(language: str, table: str) -> dict[str, str]:
    """The stance that each form of a group of words gives: verdicts, negators (a plain one gives none)."""
    return {normal(row["form"]): row["role"].replace("negator", "") for row in lexicon(language).rows(table)}


@cache
def _fates(language: str) -> dict[str, tuple[str, ...]]:
    """Verbs that with an object tell what happened to people, by object."""
    rows = (row for row in lexicon(language).rows("frames") if row["voice"] == "self")
    return {normal(row["form"]): tuple(row["verb"].split()) for row in rows}


@cache
def times(language: str) -> frozenset[str]:
    """Words for a day, a month or a unit of time: "told the paper on Friday"."""
    kinds = ("weekday", "month", "unit", "part")
    rows = (row for row in lexicon(language).rows("dates") if row["kind"].startswith(kinds))
    return frozenset(normal(row["form"]) for row in rows)


@cache
def _of_kind(language: str, kind: str) -> frozenset[str]:
    """Forms of the cue table of one kind."""
    rows = lexicon(language).rows("cues")
    return frozenset(normal(row["form"]) for row in rows if kind in row["kind"].split("|"))


# words in their order


@dataclass(frozen=True)
class FoundCue:
    """A cue in the words ``first`` to ``last`` of a sentence. ``holder`` is a pronoun inside it ("in his words")."""

    first: int
    last: int
    row: Row
    holder: int | None = None

    @property
    def kind(self) -> str:
        return self.row["kind"]

    @property
    def words(self) -> range:
        return range(self.first, self.last + 1)


def may_cue(passage: Passage) -> bool:
    """Whether a sentence has all the words of a cue, in whatever order."""
    printed, index = passage.printed_words, _governing(passage.language)
    said = {word.form for word in printed}
    governed = any(said.issuperset(forms) for form in said & index.keys() for forms, _ in index[form])
    return governed or bool(_finder(passage.language).find(passage.text, printed))


def find_cues(o: Outline) -> list[FoundCue]:
    """Every cue of a sentence that stands outside quoted speech, in order, marked in its words."""
    speech = Quoted([clause.quotation for clause in o.clauses if clause.quotation])
    kept: list[FoundCue] = []
    for cue in sorted([*_prepositions(o), *_other_cues(o)], key=lambda c: (c.first, -c.last)):
        inside = speech.at(o.sentence.start + o.words[cue.first].start) is not None
        if inside or (kept and cue.first <= kept[-1].last):
            continue
        kept.append(cue)
        for k in cue.words:
            o.marks[k].add("cue" if cue.kind != "noun" else "report_noun")
    return kept[:_MOST]


def _other_cues(o: Outline) -> Iterable[FoundCue]:
    for hit in _finder(o.language).find(o.text, o.passage.printed_words):
        inside = o.inside(hit.start, hit.end)
        if len(inside) > 1 or not o.ends(inside.start, "infinitive"):
            yield FoundCue(inside.start, inside.stop - 1, hit.row)


def _prepositions(o: Outline) -> Iterable[FoundCue]:
    """Cues that govern a noun phrase; between their two words others may stand: "in the words", "in his own words"."""
    index, said = _governing(o.language), {word.form for word in o.words}
    for k, word in enumerate(o.words):
        for wanted, row in index.get(word.form, ()):
            if said.issuperset(wanted) and (last := _matched(o, k, wanted)) is not None:
                holder = next((j for j in range(k + 1, last) if o.has(j, "pronoun")), None)
                yield FoundCue(k, last, row, holder)
                break


def _matched(o: Outline, k: int, forms: tuple[str, ...]) -> int | None:
    """The last word of a cue that begins at word ``k``, None when not all of its words follow."""
    j = k
    for form in forms[1:]:
        j = _past_insertion(o, j + 1, form) if len(forms) == 2 else j + 1
        if j > o.last or o.words[j].form != form or not o.joined(j - 1):
            return None
    return j


def _past_insertion(o: Outline, j: int, form: str) -> int:
    """The word after those that may stand between the two words of a cue, the second of which is ``form``."""
    for _ in range(_BETWEEN):
        if j > o.last or o.words[j].form == form or not o.joined(j - 1) or o.has(j, "preposition"):
            break
        j += 1
    return j


@cache
def _finder(language: str) -> Finder:
    tables = lexicon(language)
    return Finder([row for row in tables.rows("cues") if row["kind"] != "preposition"], index=tables.index)


@cache
def _governing(language: str) -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    index: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in lexicon(language).rows("cues"):
        if row["kind"] == "preposition":
            forms = tuple(word.form for word in words(row["form"]))
            index.setdefault(forms[0], []).append((forms, row))
    for found in index.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return index
