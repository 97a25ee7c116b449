"""The words of a page for the codes of the tables; each stands in the glossary with what it means."""

from __future__ import annotations

from newslib.charts.points import language_names
from newslib.markup import plain

SAID = {
    "tally": {
        "incident": "toll of one event",
        "increment": "added since the last report",
        "cumulative": "running total",
        "stock": "held or present at one moment",
        "unknown": "kind of count not said",
    },
    "modifier": {"approx": "about", "unknown": "no number that can be compared"},
    "group": {"civilian": "civilians", "unspecified": "people not said which", "foreign": "foreigners"},
    "reason": {
        "same": "one number satisfies both",
        "later_count": "a later count",
        "bound_only": "only the bound differs",
        "scope": "they count different people",
        "revised": "the source put another number",
        "retracted": "taken back",
        "copying_error": "a copying error",
        "same_origin": "one source passed on twice",
        "unexplained": "not explained",
    },
    "language": {"und": "not known", "zxx": "no language (a link or a name)"},
    "check": {
        "parts": "parts against their total",
        "increment": "last total and what was added",
        "monotone": "a running total never falls",
        "locale": "dot or comma",
        "magnitude": "numbers of one size",
    },
    "changed": {"modifier": "bound", "tally": "kind of count", "source_name": "claimant"},
    "agreement": {
        "differs": "cannot both be right",
        "bounds_allow": "bounds allow both",
        "rounds": "a rounder form",
        "other_day": "the number of another day",
        "same_day": "the number of that day",
    },
    "coverage": {
        "publisher_stops": "days after a publisher's last article",
        "days_missing": "days without an article",
        "undated": "articles without a date",
        "no_claims": "articles without a claim",
        "unattributed": "claims without a source",
        "problem": "files that could not be used",
    },
}
FLAGS = {
    "dot_or_thousands": "the dot may part thousands",
    "comma_or_thousands": "the comma may part thousands",
    "replaced": "an old number that a correction replaced",
    "former": "an old number that has risen since",
    "share": "a share, not a number of its own",
    "folded": "letters or signs in it were look-alikes or unseen",
    "multiplied_twice": "thousands or millions stand twice",
}
KINDS = {"incident": "One event", "battle": "A battle or a siege", "war": "A war or a long campaign"}


def say(vocabulary: str, code: object) -> str:
    """The words for a code.

    >>> say("modifier", "approx"), say("outcome", "equipment_lost"), say("language", "ru")
    ('about', 'equipment lost', 'Russian')
    """
    word = plain(code)
    if vocabulary == "language":
        return SAID["language"].get(word) or language_names().get(word, word)
    return SAID.get(vocabulary, {}).get(word, word.replace("_", " "))


def flag(code: object) -> str:
    """Why a person should look at a number."""
    return FLAGS.get(plain(code), plain(code).replace("_", " "))
