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
    "group": {
        "military": "soldiers",
        "civilian": "civilians",
        "unspecified": "people not said which",
        "foreign": "foreigners",
    },
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
    "source_how": {
        "quotation": "its words go on",
        "before": "its account goes on",
        "after": "told after the number",
        "headline": "a headline over its account",
        "heading": "it heads these lines",
        "signature": "it signs the text",
        "pronoun": "by a pronoun",
        "role": "by a bare role",
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
VOCABULARIES = {  # what a list of words is about, where its name does not tell
    "place_how": "How a place was found", "source_how": "How a source was found", "per": "Unit of a rate",
    "kind": "Kind of a stretch of text", "status": "Whether a claim counts", "relation": "How two claims are linked",
    "check": "Sums that are checked", "holds": "Whether a sum holds", "action": "What a person may decide",
    "coverage": "What may be missing", "policy": "Rules of publishing", "overlap": "Whether ranges overlap",
    "trend": "How far sources are apart", "agreement": "How a printed number agrees with the counted",
    "reason": "Why numbers differ", "changes": "Whether a rule tells another story", "tally": "Kind of count",
    "modifier": "Bound of a number",
}  # fmt: skip
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
