"""What has been read of one text so far: its language segments, its sentences, their words; and the parsers of the
languages that have one."""

from __future__ import annotations

import importlib
import json
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newslib.foldings import Folding, fold
from newslib.lexicons import kept, lexicon
from newslib.linkers import parsed, shallow
from newslib.passages import Passage
from newslib.segments import Segment, segments_of
from newslib.sentences import Sentence, sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Found = TypeVar("Found")
UNUSED = ("ner", "lemmatizer", "senter")  # measured: they cost more than the parse and decide nothing here


@dataclass(frozen=True)
class Reading:
    """One text, folded for reading, cut into segments and sentences, parsed only where somebody asks.

    All offsets count code points of ``text``; ``folding`` leads them back to the article.
    """

    text: str
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    folding: Folding = field(default_factory=lambda: Folding(""))
    _docs: dict[int, Doc] = field(default_factory=dict)
    _passages: dict[int, Passage] = field(default_factory=dict)
    _found: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """Something found in the text: looked for when first asked, kept for the next who asks."""
        if what not in self._found:
            self._found[what] = find()
        found: Found = self._found[what]
        return found

    def passages(self, wanted: Iterable[int]) -> dict[int, Passage]:
        """The sentences with these numbers as words, each made once; those with a parser are parsed together.

        Word offsets count from the sentence's ``start``.
        """
        numbers = sorted(set(wanted))
        missing = [number for number in numbers if number not in self._passages]
        parse_together([(self, missing)])
        for number in missing:
            sentence, doc = self.sentences[number], self._docs.get(number)
            made = shallow(number, sentence, self.text) if doc is None else parsed(number, sentence, doc, self.text)
            self._passages[number] = made
        return {number: self._passages[number] for number in numbers}

    def forget(self) -> None:
        """Lets go of words and parses, to be made anew should anybody ask."""
        for passage in self._passages.values():
            passage.forget()
        for own in (self._docs, self._passages, self._found):
            own.clear()

    def touching(self, span: tuple[int, int]) -> range:
        """Numbers of the sentences that a span of the text touches (start and end in code points, end exclusive)."""
        starts, ends = self._borders
        return range(bisect_right(ends, span[0]), bisect_left(starts, max(span[1], span[0] + 1)))

    @kept
    def _borders(self) -> tuple[list[int], list[int]]:
        return [sentence.start for sentence in self.sentences], [sentence.end for sentence in self.sentences]


def parse_together(wanted: Iterable[tuple[Reading, Iterable[int]]]) -> None:
    """Parse sentences of many texts in one batch, which takes less time than text by text and gives the same.

    A sentence that stands in several places, as in the copies of a story, is parsed once.

    Args:
        wanted: readings, each with the numbers of its sentences to parse; those known or without a parser are passed.
    """
    missing: dict[str, dict[str, list[tuple[Reading, int]]]] = {}
    for reading, numbers in wanted:
        for number in numbers:
            sentence = reading.sentences[number]
            package = lexicon(sentence.language).parser
            if package and number not in reading._docs:
                missing.setdefault(package, {}).setdefault(sentence.text, []).append((reading, number))
    for package, todo in missing.items():
        for places, doc in zip(todo.values(), parse(todo, package), strict=True):
            for reading, number in places:
                reading._docs[number] = doc


def read(text: str, *, candidates: Iterable[str] | None = None) -> Reading:
    """Cut a text into segments and sentences.

    Args:
        text: the article's text.
        candidates: BCP 47 codes to choose from; all known ones when None.

    >>> [s.language for s in read("Two guards lost their lives.").sentences]
    ['en']
    """
    return read_together([text], candidates=candidates)[0]


def read_together(texts: Iterable[str], *, candidates: Iterable[str] | None = None) -> list[Reading]:
    """Cut texts into segments and sentences, the same as one by one, in less time."""
    folded = [fold(text) for text in texts]
    found = segments_of([one.text for one in folded], candidates=candidates)
    return [Reading(one.text, cut, sentences(one.text, cut), one) for one, cut in zip(folded, found, strict=True)]


@cache
def pipeline(package: str) -> Language:
    """The parser in an installed package, loaded once.

    Raises:
        ImportError: the package is not installed; the message says how to install it.
    """
    with warnings.catch_warnings():
        # the 3.7 model gives the same output under spaCy 3.8; its name and version go into every table
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            module = importlib.import_module(package)
        except ImportError as error:
            raise ImportError(f"the language model {package!r} is not installed; run `make setup`") from error
        loaded: Language = module.load(exclude=list(UNUSED))
        return loaded


def model(package: str) -> str:
    """Name and version of a parser, as it goes into tables and reports; told without loading it.

    Raises:
        ImportError: the package is not installed.
    """
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ImportError(f"the language model {package!r} is not installed; run `make setup`")
    meta = json.loads((Path(found.origin).parent / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse(texts: Iterable[str], package: str) -> Iterator[Doc]:
    """Each text parsed as one sentence or more: tags, classes and dependencies, no lemmas, no entities."""
    encodable = (text.encode("utf-8", "replace").decode("utf-8") for text in texts)  # no lone surrogates
    yield from pipeline(package).pipe(encodable, batch_size=64)
