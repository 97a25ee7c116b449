"""The words of a page for the codes of the tables; each stands in the glossary with what it means."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from newslib.lexicons import languages, lexicon
from newslib.markup import plain


@cache
def said() -> dict[str, dict[str, str]]:
    """The words for codes by vocabulary; under ``vocabularies`` what each of those is about."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    read = {code: str(lexicon(code).settings["name"]) for code in languages()}
    return told | {"language": read | told["language"]}


def say(vocabulary: str, code: object) -> str:
    """The words for a code.

    >>> say("modifier", "approx"), say("outcome", "equipment_lost"), say("language", "ru")
    ('about', 'equipment lost', 'Russian')
    """
    word = plain(code)
    known = said().get(vocabulary, {}).get(word)
    return known or (word if " " in word else word.replace("_", " "))  # a sentence is no code
