"""How far two people who decided about the same claims agree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newslib import corrections
from newslib.corpora.shown import show
from newslib.markup import escape


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha (nominal) over the claims that two people decided about, and where they differ.

    ``alpha`` is None where it cannot be told: fewer than two claims, or one verdict only.
    """

    who: tuple[str, str]
    n: int
    alpha: float | None
    differing: pd.DataFrame

    def __repr__(self) -> str:
        told = "cannot be told" if self.alpha is None else f"is {self.alpha:.2f}"
        return f"{self.who[0]} and {self.who[1]} decided about {self.n} same claims; Krippendorff's alpha {told}"

    def _repr_html_(self) -> str:
        shown = show(self.differing, "Where they differ", empty="They differ nowhere.")
        return f"<p>{escape(repr(self))}</p>{shown._repr_html_()}"


def agreement(first: Path | str, second: Path | str | None = None) -> Agreement:
    """Compare two people's decisions.

    Args:
        first: a corrections.csv; with decisions of exactly two people when it is the only one.
        second: the other person's corrections.csv.

    Raises:
        ValueError: there are not two people.
        FileNotFoundError: there is no such file.
    """
    files = [Path(path) for path in (first, second) if path is not None]
    for path in files:
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}; decisions stand in corrections.csv beside the articles")
    tables = [corrections.read(path) for path in files]
    if second is None:
        people = list(dict.fromkeys(tables[0]["who"]))
        if len(people) != 2:
            raise ValueError(f"{first} holds decisions of {len(people)} people ({', '.join(people)}); two are compared")
        tables = [tables[0][tables[0]["who"] == who] for who in people]
        return compared(tables[0], tables[1], (people[0], people[1]))
    return compared(tables[0], tables[1], (_people(tables[0], str(first)), _people(tables[1], str(second))))


def _people(decisions: pd.DataFrame, name: str) -> str:
    return " and ".join(dict.fromkeys(decisions["who"])) or name


def compared(first: pd.DataFrame, second: pd.DataFrame, who: tuple[str, str]) -> Agreement:
    """The agreement of two tables of decisions.

    Args:
        first: rows of ``corrections``.
        second: rows of ``corrections``.
        who: what the two are called.
    """
    import krippendorff

    one, two = verdicts(first), verdicts(second)
    both = sorted(set(one) & set(two))
    words = sorted({verdict for key in both for verdict in (one[key], two[key])})
    alpha = None
    if len(both) > 1 and len(words) > 1:
        coded = [[words.index(told[key]) for key in both] for told in (one, two)]
        alpha = float(krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal"))
    rows = [
        {"quote": key[2], "path": key[0], who[0]: one[key], who[1]: two[key]} for key in both if one[key] != two[key]
    ]
    return Agreement(who, len(both), alpha, pd.DataFrame(rows, columns=["quote", "path", *who]))


def verdicts(decisions: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """What somebody made of each claim: confirmed, rejected, or what was changed to what; a later decision wins."""
    changed: dict[tuple[str, str, str], dict[str, str]] = {}
    held = corrections.standing(decisions)
    for row in held.astype(object).where(held.notna(), "").to_dict("records"):
        key = (str(row["path"]), f"{row['start']}", str(row["quote"] or row["claim_id"]))
        name = str(row["field"]) or str(row["action"])
        told = changed.setdefault(key, {})
        if row["action"] in ("reject", "confirm"):
            told.clear()
        else:
            told.pop("reject", None)
            told.pop("confirm", None)
        told[name] = str(row["value"])
    return {key: "; ".join(f"{n} {v}".strip() for n, v in sorted(told.items())) for key, told in changed.items()}
