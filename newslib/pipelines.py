"""The parsers of the languages that have one."""

from __future__ import annotations

import importlib
import json
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

UNUSED = ("ner", "lemmatizer", "senter")  # measured: they cost more than the parse and decide nothing here


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
