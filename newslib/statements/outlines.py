"""A passage in the order of its words: what the tables know of each, and its clauses between commas, colons and dashes.

Who reads a sentence whose words have no heads asks here, and so does who reads headings in any language.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from newslib.dates import dates
from newslib.lexicons import Row, forms, kept, lexicon
from newslib.lexicons.inflections import Occurrence, inflections
from newslib.passages import Passage, Word
from newslib.quotations import Quotation, Quoted
from newslib.sentences import Sentence
from newslib.sources.mentions import pronouns
from newslib.sources.registry import SITE, registry
from newslib.spans import Cover, Span

PEOPLE = frozenset({"person", "body", "media"})  # kinds of role that speak
PLACES = frozenset({"government"})  # kinds of registered name that are a place as well
_ANYBODY = frozenset({"witness", "soldier", "person", "medic"})
_COMMON = frozenset({"organisation", "media"})
_GAP = re.compile(r"[^\w,;:!?…()]*")
_PAUSE = re.compile(r"\s[-–—]\s|\.\s")
_CAPITAL = re.compile(r"(?:[^\W\d_A-ZА-ЯІЇЄҐ]{2,3}-)?[A-ZА-ЯЁІЇЄҐ]")  # also "аль-Хусейн"
_SHORTEST = 5  # letters of a word whose ending tells its part of speech
_NONE = ("\0",)
_NO_MODIFIER = ("date", "number", "adverb", "topic", "cue", "outcome", "pronoun", "preposition", "conjunction")
_SHAPES = ("verb", "adjective", "oblique_adjective")
_BORDER = re.compile(
    r"(?P<comma>,)(?=[\s\"“”«»—–-]|[^\W\d_]|$)|(?P<colon>:)(?=[\s\"“„«]|$)|(?P<semicolon>;)|(?P<dash>(?:(?<=\s)|^|(?<=[,»”\"]))[-–—‒]{1,2}(?=\s))"
    r"|(?P<open>\()|(?P<close>\))|(?P<stop>[!?…]+(?=\s|$)|\.(?=\s|$))"
)
_SIGN = re.compile("[-,:;()!?….–—‒]")  # with which any border begins
_CLOCK = re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-3])(?::\s?|\.)[0-5]\d(?![\d.,:]\d|\d)")
_INITIAL = re.compile(r"\b[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]?\.(?=[^\S\n]?[A-ZА-ЯЁІЇЄҐ])")  # "A. Brook", "Дж. Брук"
_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
_LIST = re.compile(r":\s*(?:\n|$)")
_SPEECH_AFTER = re.compile(r",?\s*[-–—]")
_NEAR = 20  # code points around a quotation that show whether it is speech
_NAME_LENGTH = 80  # code points
_NAME_WORDS = 5  # a quotation of up to so many words that continues its sentence is a name or a nickname


@dataclass(frozen=True)
class Named:
    """Somebody who can speak, by ``kind``: a role, a registered name or a given name in words ``first`` to ``last``."""

    kind: str  # role, name, given
    first: int
    last: int
    mention: Occurrence

    @property
    def exact(self) -> bool:
        """Whether it stands as its table gives it: in the nominative."""
        return self.mention.exact

    @property
    def row(self) -> Row:
        return self.mention.row

    def is_role(self, *kinds: str) -> bool:
        """Whether it is a role of one of some kinds: person, body, media, title, document."""
        return self.kind == "role" and self.row["kind"] in kinds

    @property
    def is_place(self) -> bool:
        """Whether it is a registered name that is a place as well: a country."""
        return self.kind == "name" and self.row["kind"] in PLACES

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person."""
        return self.kind == "given" or (self.kind == "name" and self.row["kind"] == "person")

    @property
    def is_unit(self) -> bool:
        return self.kind == "role" and self.row["role"] == "unit"

    @property
    def is_body(self) -> bool:
        """Whether it is something one can say "at": a body, an outlet, people in the plural."""
        if self.kind == "role":
            return self.is_role("body", "media") or (self.is_role("person") and self.row["number"] == "plural")
        return self.kind == "name" and self.row["kind"] != "person"

    @property
    def is_somebody(self) -> bool:
        """Whether it is a body or a person."""
        return self.kind != "role" or self.is_role(*PEOPLE)


@dataclass(frozen=True)
class Clause:
    """A stretch between borders, in code points of the article. ``opener`` is the border before it:
    comma, colon, semicolon, dash, open, close, stop, quotation, or empty at the sentence's start."""

    start: int
    end: int
    opener: str
    quotation: Quotation | None = None


@dataclass(frozen=True, eq=False)
class Outline:
    """A passage by the numbers of its words, signs left out, and of its clauses; spans in code points of the article.

    ``marks[k]`` holds what is known of word k: the roles of ``words.csv`` (preposition, adverb, topic, ...), and
    date, number, outcome, verb, adjective, pronoun, capital, named. ``named[k]`` is who is named from word k on.
    """

    passage: Passage
    words: list[Word]
    marks: list[set[str]]
    named: dict[int, list[Named]]
    clauses: list[Clause] = field(default_factory=list)

    @kept
    def sentence(self) -> Sentence:
        return self.passage.sentence

    @kept
    def language(self) -> str:
        return self.passage.language

    @kept
    def text(self) -> str:
        return self.passage.text

    @property
    def last(self) -> int:
        """Number of the last word, -1 when there is none."""
        return len(self.words) - 1

    # words and spans

    @kept
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def at(self, offset: int) -> int:
        """Number of the first word that ends after an offset of the sentence."""
        return bisect_right(self._ends, offset)

    def inside(self, start: int, end: int) -> range:
        """Numbers of the words inside a stretch of the sentence, end exclusive."""
        first, last = self.at(start), self.at(end)
        if last < len(self.words) and self.words[last].start < end:
            last += 1
        return range(first, max(first, last))

    def span(self, first: int, last: int) -> Span:
        """Words as a span of the article."""
        start = self.sentence.start
        return start + self.words[first].start, start + self.words[last].end

    def words_of(self, span: Span) -> range:
        """Numbers of the words in a span of the article."""
        return self.inside(span[0] - self.sentence.start, span[1] - self.sentence.start)

    def text_of(self, span: Span) -> str:
        """What a span of the article prints, as far as it stands in the sentence."""
        start = self.sentence.start
        return self.text[max(0, span[0] - start) : max(0, span[1] - start)]

    def zone(self, n: int) -> tuple[int, int]:
        """Numbers of the first and last word of clause ``n``."""
        inside = self.words_of((self.clauses[n].start, self.clauses[n].end))
        return inside.start, inside.stop - 1

    def clause_at(self, place: int) -> int | None:
        """Number of the clause around a place of the article."""
        return next((n for n, c in enumerate(self.clauses) if c.start <= place < c.end), None)

    def opener(self, n: int) -> str:
        """The border before clause ``n``; the sentence's end behind the last one."""
        return self.clauses[n].opener if n < len(self.clauses) else "stop"

    def list_follows(self, n: int) -> bool:
        """Whether clause ``n`` or one after it announces more lines by a colon at the end of its own."""
        return self._last_list >= self.clauses[n].start

    @kept
    def _last_list(self) -> int:
        return max((self.sentence.start + match.start() for match in _LIST.finditer(self.text)), default=-1)

    # what is known of a word

    def has(self, k: int, *marks: str) -> bool:
        return 0 <= k < len(self.words) and not self.marks[k].isdisjoint(marks)

    def all_have(self, numbers: Iterable[int], *marks: str) -> bool:
        return all(self.has(k, *marks) for k in numbers)

    def any_has(self, numbers: Iterable[int], *marks: str) -> bool:
        return any(self.has(k, *marks) for k in numbers)

    def names(self, k: int) -> list[Named]:
        """Who is named from word ``k`` on."""
        return self.named.get(k, [])

    def joined(self, k: int) -> bool:
        """Whether word ``k`` and the next have no comma, colon, bracket or dash between them."""
        if not 0 <= k < len(self.words) - 1:
            return False
        gap = self.text[self.words[k].end : self.words[k + 1].start]
        if gap == " " or bool(_GAP.fullmatch(gap) and not _PAUSE.search(gap)):
            return True
        return _INITIAL.match(self.text, self.words[k].start) is not None

    def follows(self, k: int, *marks: str) -> bool:
        """Whether the word after ``k`` is joined to it and has one of some marks."""
        return self.joined(k) and self.has(k + 1, *marks)

    def ends(self, k: int, shape: str) -> bool:
        """Whether a word ends as a shape does: ``infinitive``, ``plural_verb``, ``converb``, ``adverb``."""
        return self.words[k].form.endswith(shapes(self.language, shape))

    def is_personal_name(self, k: int) -> bool:
        """Whether a person's name begins at a word."""
        return any(named.is_person for named in self.names(k))

    def is_rank(self, k: int) -> bool:
        """Whether a word belongs to a title of rank: "General", both of "Lieutenant-General"."""
        named = (one for first in (k - 1, k) for one in self.names(first))
        return any(one.last >= k and one.is_role("title") for one in named)

    def may_modify(self, k: int) -> bool:
        """Whether a word may stand before a head as an adjective does; any may where endings tell none."""
        if self.has(k, "adjective", "oblique_adjective"):
            return True
        return shapes(self.language, "adjective") == _NONE and not self.has(k, *_NO_MODIFIER)

    def is_document(self, k: int, *, exact: bool = False) -> bool:
        """Whether a word is a document, in the nominative when ``exact``."""
        return any(named.is_role("document") and (named.exact or not exact) for named in self.names(k))

    def speaks(self, k: int) -> bool:
        """Whether a word in the nominative is somebody who needs no verb to be heard; units need one, and countries
        outside a headline."""
        title = self.passage.number == 0
        named = (one for one in self.names(k) if one.exact and not one.is_unit and (title or not one.is_place))
        return any(one.kind != "role" or one.is_role(*PEOPLE) for one in named)

    def is_common(self, k: int) -> bool:
        """Whether a head is a common noun such as "movement", which needs a name beside it to be somebody."""
        roles = all(one.kind == "role" and one.row["role"] in _COMMON for one in self.names(k))
        return roles and (not self.has(k, "capital") or k == 0)

    def heads_document(self, first: int, last: int) -> bool:
        """Whether the first thing named among some words is a document: an article, a law, a list."""
        head = next((one for k in range(first, last + 1) for one in self.names(k)), None)
        return head is not None and head.is_role("document")

    def is_anybody(self, first: int, last: int, number: str) -> bool:
        """Whether some words name no office or body but some of many, one or more: a witness, soldiers, a man."""
        named = (one.row for k in range(first, last + 1) for one in self.names(k) if one.kind == "role")
        return any(row["role"] in _ANYBODY and row["number"] == number for row in named)

    def is_unnamed(self, source: Span | None) -> bool:
        """Whether a source is a pronoun or a common noun such as "the ministry", which stands for one named before."""
        if source is None:
            return False
        numbers = self.words_of(source)
        return all(self.has(k, "pronoun") or (not self.has(k, "capital") and k in self.named) for k in numbers)


def outline(passage: Passage, quoted: Quoted) -> Outline:
    """The outline of a passage.

    Args:
        passage: the sentence as words, with the text it stands in.
        quoted: the quotations of that text.

    >>> from newslib.readings import read
    >>> text = "Погибли пять человек, сообщил мэр."
    >>> found = outline(read(text, candidates=["ru"]).passages([0])[0], Quoted(()))
    >>> [text[c.start : c.end] for c in found.clauses], sorted(found.marks[4])
    (['Погибли пять человек', 'сообщил мэр'], ['named'])
    """
    words = [word for word in passage.words if word.is_word]
    made = Outline(passage, words, [_shaped(passage, word) for word in words], {})
    _mark(made)
    days = [(day.start, day.end) for day in dates(passage.text, passage.language, None)]
    days += [time.span() for time in _CLOCK.finditer(passage.text)]
    for day in days:
        _spread(made, day, "date")
    days = [_with_comma(made, day) for day in days]
    _mark_names(made)
    for site in SITE.finditer(made.text):
        _spread(made, site.span(), "capital")
    initials = [initial.span() for initial in _INITIAL.finditer(made.text)]
    for k in (k for initial in initials for k in made.inside(*initial)):
        made.marks[k] = {"capital"}  # no "О" for "about"
    start, end = made.sentence.start, made.sentence.end
    solid = [(start + first, start + last) for first, last in [*days, *_light_brackets(made), *initials]]
    cut = clauses(passage.article, start, end, quoted.within(start, end), solid)
    made.clauses.extend(_with_pointers(made, cut))
    return made


def _shaped(passage: Passage, word: Word) -> set[str]:
    marks = set(_marks_of(word.form, passage.language))
    if _CAPITAL.match(passage.text, word.start):
        marks.add("capital")
    return marks


@lru_cache(maxsize=65536)
def _marks_of(form: str, language: str) -> frozenset[str]:
    """What the first letter and the ending of a form tell, and whether it is a pronoun."""
    marks = {"number"} if form[:1].isdigit() else set()
    if len(form) >= _SHORTEST:
        marks |= {shape for shape in _SHAPES if form.endswith(shapes(language, shape))}
    known = pronouns(language).get(form)
    return frozenset(marks | ({"pronoun", "pronoun:" + known["kind"]} if known else set()))


def _mark(made: Outline) -> None:
    language, printed = lexicon(made.language), made.passage.printed_words
    for hit in language.finder("clause_words").find(made.text, printed):
        _spread(made, (hit.start, hit.end), *hit.row["role"].split())
    for table, name in (("outcomes", "outcome"), ("numerals", "number")):
        for hit in language.finder(table).find(made.text, printed):
            _spread(made, (hit.start, hit.end), name)


def _mark_names(made: Outline) -> None:
    """Marks who is named. A given name counts only where no role stands as its table gives it: "Mayor" is no Mary."""
    language = made.language
    tables = (
        ("role", inflections(language, "roles")),
        ("given", inflections(language, "given_names")),
        ("name", registry(language)),
    )
    for kind, index in tables:
        for mention in index.find(made.text, made.passage.printed_words):
            inside = made.inside(mention.start, mention.end)
            beside = made.named.setdefault(inside.start, [])
            if kind != "given" or not any(one.exact for one in beside):
                beside.append(Named(kind, inside.start, inside.stop - 1, mention))
                _spread(made, (mention.start, mention.end), "named")


def _spread(made: Outline, span: Span, *names: str) -> None:
    for k in made.inside(*span):
        made.marks[k].update(names)


@cache
def shapes(language: str, role: str) -> tuple[str, ...]:
    """Endings with a role: those of verbs, of adjectives; one that no word has when the language gives none."""
    return tuple(forms(language, "endings", role)) or _NONE


def _light_brackets(made: Outline) -> Iterator[Span]:
    """Brackets that only name again who stands before them: "Ivan Ivanov (“Hare”) said", "the service (NEMA)"."""
    for match in _BRACKETS.finditer(made.text):
        inside = made.inside(*match.span())
        reports = any(made.is_document(k) for k in inside)  # "(data of the police)"
        if not reports and not made.any_has(inside, "preposition", "number", "outcome", "verb", "date"):
            yield match.span()


def _with_comma(made: Outline, day: Span) -> Span:
    """A day with the comma that closes its date, unless a clause begins there: "said on Monday, 5 June, the mayor"."""
    start, end = day
    k = made.at(end)
    apart = made.has(k, "verb", "complementizer", "conjunction", "pronoun:relative") or k > made.last
    return day if apart or "," not in made.text[start:end] or made.text[end : end + 1] != "," else (start, end + 1)


def _with_pointers(made: Outline, cut: Sequence[Clause]) -> list[Clause]:
    """Joins a clause that only points back and tells the day ("this on Thursday,") to the one after it."""
    joined: list[Clause] = []
    for clause in cut:
        last = joined[-1] if joined else None
        if last and clause.opener == "comma" and not (clause.quotation or last.quotation):
            inside = made.words_of((last.start, last.end))
            light = made.all_have(inside, "back", "date", "adverb", "preposition", "conjunction")
            if light and made.any_has(inside, "back"):
                clause = replace(joined.pop(), end=clause.end)
        joined.append(clause)
    return joined


def clauses(text: str, start: int, end: int, quoted: Iterable[Quotation], solid: Iterable[Span] = ()) -> list[Clause]:
    """The clauses of a stretch of text. Quoted speech is one clause; quoted names stay in theirs.

    Args:
        text: the article's text.
        start: where the sentence starts.
        end: where it ends.
        quoted: quotations that touch it.
        solid: stretches that no border cuts: "Thursday, 26 October".

    >>> text = "A, said B: yes"
    >>> [text[c.start : c.end] for c in clauses(text, 0, 14, [])]
    ['A', 'said B', 'yes']
    """
    speech = [(max(q.start, start), min(q.end, end), q) for q in quoted if not _is_name(text, q, start)]
    shut = Cover([*(((s, e), True) for s, e, _ in speech), *((span, True) for span in solid)])
    borders: list[tuple[int, int, str, Quotation | None]] = [(s, e, "quotation", q) for s, e, q in speech]
    behind = start
    for sign in _SIGN.finditer(text, start, end):
        mark = _BORDER.match(text, sign.start(), end) if sign.start() >= behind else None
        behind = mark.end() if mark else behind
        if mark and not shut.holding((mark.start(), mark.start() + 1)):
            borders.append((mark.start(), mark.end(), mark.lastgroup or "", None))
    found: list[Clause] = []
    left, opener = start, ""
    for first, last, kind, quotation in sorted(borders, key=lambda border: border[0]):
        between = text[left:first].strip()
        found += _stretch(text, left, first, opener)
        if quotation is not None:
            found += [Clause(first, last, "quotation" if between else opener, quotation)]
            opener = "quotation"
        elif between or opener != "colon":  # of marks that stand together a colon tells most
            opener = kind
        left = last
    found += _stretch(text, left, end, opener)
    return [clause for clause in found if re.search(r"\w", text[clause.start : clause.end])]


def _stretch(text: str, start: int, end: int, opener: str) -> list[Clause]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    return [Clause(start, end, opener)] if start < end else []


def _is_name(text: str, quotation: Quotation, start: int) -> bool:
    """Whether the marks hold a name («Азов»-like) and no speech: few words, and the sentence goes on around them."""
    inner = text[quotation.start + 1 : quotation.end - 1]
    if not quotation.closed or len(inner) > _NAME_LENGTH or len(inner.split()) > _NAME_WORDS or "\n" in inner:
        return False
    before = text[max(start, quotation.start - _NEAR) : quotation.start].rstrip()
    if before:
        return not before.endswith(":")
    after = text[quotation.end : quotation.end + _NEAR].lstrip()
    return not (_SPEECH_AFTER.match(after) or inner.rstrip().endswith((",", ".", "!", "?")))
