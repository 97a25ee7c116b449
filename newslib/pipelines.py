"""The parsers of the languages that have one, and what makes them faster: word classes remembered instead of matched
anew, products by numpy's library. Imported where a parser is asked for: its packages take a second."""

import importlib
import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from thinc.api import NumpyOps, get_current_ops, set_current_ops

RULER = "attribute_ruler"
UNUSED = ("ner", "lemmatizer", "senter")  # measured: they cost more than the parse and decide nothing here
Doc = Any  # spaCy's own stubs leave out setters of tokens
Pattern = dict[str, Any]
_UNUSED = {"LEMMA"}  # rules that give only these are left out: no lemma is read here
_FEWEST = 32  # rows from which on numpy's library adds up each row alike, however many there are


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
        return _loaded(module)


def _loaded(module: ModuleType) -> Language:
    before = get_current_ops()
    set_current_ops(Products())
    try:
        loaded: Language = module.load(exclude=list(UNUSED))
    finally:
        set_current_ops(before)
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
    yield from map(_classes(package), pipeline(package).pipe(encodable, batch_size=64))


@cache
def _classes(package: str) -> Callable[[Doc], Doc]:
    loaded = pipeline(package)
    return WordClasses(loaded.remove_pipe(RULER)[1]) if loaded.has_pipe(RULER) else lambda doc: doc


class Products(NumpyOps):  # type: ignore[misc]
    """A model's operations with matrix products by numpy's library, which takes a third of the time of spaCy's own.

    A product of few rows is filled up, so that no parse depends on how many sentences are parsed together.
    """

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each turned around where told."""
        if trans1 or out is not None or len(x) >= _FEWEST:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        rows = np.zeros((_FEWEST, x.shape[1]), dtype=x.dtype)
        rows[: len(x)] = x
        return super().gemm(rows, y, trans2=trans2)[: len(x)]


class WordClasses:
    """The rules of an attribute ruler, with the same outcome and a fraction of its time.

    Most rules look at one word: its form, tag, dependency and whether it is space. What they say of such a word is kept
    and said again; a sentence with a word not met before goes through the rules themselves. The few rules about more
    than one word are matched every time.

    Args:
        ruler: the ruler of a loaded pipeline, taken out of it.

    >>> import spacy
    >>> blank = spacy.blank("en")
    >>> blank.add_pipe("attribute_ruler").add([[{"LOWER": "dead"}]], {"POS": "ADJ"})
    >>> classes = WordClasses(blank.remove_pipe("attribute_ruler")[1])
    >>> [word.pos_ for word in classes(blank("the dead"))]
    ['', 'ADJ']
    """

    def __init__(self, ruler: Any) -> None:
        rules: list[Pattern] = [rule for rule in ruler.patterns if not set(rule["attrs"]) <= _UNUSED]
        single = [rule for rule in rules if all(len(pattern) == 1 for pattern in rule["patterns"])]
        self._single = _ruler(ruler, single)
        joined = [rule for rule in rules if rule not in single]
        self._joined = _ruler(ruler, joined)
        self._forms = {ruler.vocab.strings[form] for form in _forms(single)}
        self._known: dict[tuple[int, ...], tuple[int, int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same parse with its parts of speech and features set."""
        forms = self._forms
        rows = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        keys = [(row[0] if row[0] in forms else 0, row[1], row[2], row[3]) for row in rows]
        try:
            said = [self._known[key] for key in keys]
        except KeyError:
            self._single(doc)
            self._known.update((key, (t.tag, t.dep, t.pos, t.morph.key)) for key, t in zip(keys, doc, strict=True))
        else:
            for token, (tag, dep, pos, morph) in zip(doc, said, strict=True):
                token.pos = pos
                token.set_morph(morph)
                if token.is_space:
                    token.tag, token.dep = tag, dep
        return self._joined(doc)


def _ruler(model: Any, rules: list[Pattern]) -> Callable[[Doc], Doc]:
    made = AttributeRuler(model.vocab)
    made.add_patterns(rules)
    return made if rules else lambda doc: doc


def _forms(rules: Iterable[Pattern]) -> set[str]:
    """Every word form that a rule asks for; a rule that asks for them in another way than by a list raises KeyError."""
    words = (word for rule in rules for pattern in rule["patterns"] for word in pattern)
    lists = (asked["IN"] if isinstance(asked := word["LOWER"], dict) else [asked] for word in words if "LOWER" in word)
    return {form for forms in lists for form in forms}
