"""Questions: what a corpus is asked, a few lines of questions.toml, or else what it tells most about."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from newslib.codebook import vocabularies
from newslib.markup import plain

LISTS = {"outcome": "outcome", "places": "place", "happenings": "happening", "sides": "side"}  # filters by key
DAYS = {"from": "since", "to": "until"}
OUTCOMES = 4  # listed for each happening, the most frequent first
KEYS = ("title", *LISTS, *DAYS)


@dataclass(frozen=True)
class Question:
    """What is asked, and the filters of ``where`` that choose its claims."""

    question_id: str
    title: str
    filters: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Question("", "Nothing to ask: no claim was found")


def read(path: Path | str) -> list[Question]:
    """The questions of a questions.toml in their order; none when there is no such file.

    Raises:
        ValueError: the file cannot be read, or a question holds a key or word that is not known.
    """
    source = Path(path)
    if not source.is_file():
        return []
    try:
        told = tomllib.loads(source.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{source}: not readable: {error}") from None
    return [_question(source, name, keys) for name, keys in told.items()]


def _question(source: Path, name: str, keys: Any) -> Question:
    if not isinstance(keys, dict):
        raise ValueError(f"{source}: {name} stands outside a question; write [some-name] above it")
    unknown = sorted(set(keys) - set(KEYS))
    if unknown:
        raise ValueError(f"{source}, [{name}]: {unknown[0]!r} is not known; a question has {', '.join(KEYS)}")
    filters: dict[str, Any] = {word: _list(source, name, key, keys.get(key, [])) for key, word in LISTS.items()}
    strange = sorted(set(filters["outcome"]) - set(vocabularies()["outcome"]))
    if strange:
        known = ", ".join(vocabularies()["outcome"])
        raise ValueError(f"{source}, [{name}]: {strange[0]!r} is no outcome; there are {known}")
    for key, word in DAYS.items():
        filters[word] = keys.get(key, "")
        if key in keys and not isinstance(keys[key], dt.date):
            raise ValueError(f"{source}, [{name}]: {key} is not a day; write it without quotation marks: 2022-04-13")
    return Question(name, str(keys.get("title") or name), filters)


def _list(source: Path, name: str, key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ValueError(f'{source}, [{name}]: {key} takes words in quotation marks, such as ["killed"]')
    return tuple(values)


def chosen(asked: Sequence[Question], happenings: pd.DataFrame, claims: pd.DataFrame, wanted: str) -> Question | None:
    """The question that is meant; None when the corpus holds nothing to ask about.

    Args:
        asked: the questions of questions.toml.
        happenings: those with most named sources first.
        claims: with ``happening_id`` beside each.
        wanted: id of a question or a happening; empty for the first question, else the first happening.

    Raises:
        ValueError: neither a question nor a happening is called so.
    """
    written = {one.question_id: one for one in asked}
    found = written.get(wanted or next(iter(written), ""))
    if found:
        return found
    fitting = (
        happenings[(happenings["happening_id"] == wanted) | (happenings["name"] == wanted)] if wanted else happenings
    )
    if wanted and fitting.empty:
        known = [one.question_id for one in asked] + happenings["happening_id"].head(10).tolist()
        raise ValueError(f"no question {wanted!r}; there are {', '.join(known) or 'none'}")
    return None if fitting.empty else _of_happening(fitting.iloc[0], claims)


def _of_happening(happening: pd.Series, claims: pd.DataFrame) -> Question:
    """How many people one happening cost in the way that most sources speak of."""
    own = claims[claims["happening_id"] == happening["happening_id"]]
    who = own["source_id"].fillna(own["source_name"])
    order = own.assign(who=who).groupby("outcome").agg(n=("who", "nunique"), claims=("claim_id", "size")).reset_index()
    most = order.sort_values(["n", "claims", "outcome"], ascending=[False, False, True])["outcome"].iloc[0]
    title = f"{str(most).replace('_', ' ').capitalize()}: {plain(happening['name'])}"
    identity = str(happening["happening_id"])
    return Question(identity, title, {"outcome": (str(most),), "happening": (identity,)})


def askable(asked: Sequence[Question], happenings: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """What could be asked: id, title, outcomes, days and how much the corpus holds of it."""
    counts = claims.groupby(["happening_id", "outcome"]).size().reset_index(name="n")
    most = counts.sort_values(["n", "outcome"], ascending=[False, True]).groupby("happening_id").head(OUTCOMES)
    own = most.groupby("happening_id")["outcome"].agg(", ".join)
    rows = [
        {"question": one.question_id, "title": one.title, "outcomes": ", ".join(one.filters["outcome"])}
        for one in asked
    ]
    shown = happenings.assign(
        question=happenings["happening_id"], title=happenings["name"], outcomes=happenings["happening_id"].map(own),
        claims=happenings["n_claims"], sources=happenings["n_sources"], articles=happenings["n_articles"],
    )  # fmt: skip
    columns = ["question", "title", "outcomes", "first_date", "last_date", "articles", "claims", "sources"]
    return (
        pd.concat([pd.DataFrame(rows, columns=columns), shown[columns]], ignore_index=True) if rows else shown[columns]
    )
