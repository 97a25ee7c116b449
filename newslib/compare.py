"""Compare: from any claims table to every table about how its numbers differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from newslib import discrepancies, estimates, events, ledger, links, policies, tables
from newslib.entries import entries


def comparison(claims: pd.DataFrame, statements: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """Every table that comparing makes, by name.

    Args:
        claims: in the contract of ``claims``; missing columns read as empty, unknown words are kept.
        statements: in the contract of ``statements``, for denials and silence without a number.
    """
    given = entries(tables.frame("claims", claims, strict=False))
    found = events.events(given)
    linked = links.link(given)
    statuses = {e.claim_id: events.status(e, linked.retracted, linked.retold) for e in given}
    estimated = estimates.estimates(found, statuses)
    spoken = None if statements is None else tables.frame("statements", statements, strict=False)
    apart, spread = discrepancies.discrepancies(found, estimated, linked.links, statuses, spoken)
    return {
        "events": events.table(found, statuses),
        "links": links.table(linked.links),
        "drift": links.drift(linked.changes),
        "estimates": estimates.table(estimated),
        "discrepancies": apart,
        "spread": spread,
        "ledger": ledger.table(ledger.ledger(given, linked)),
        "policies": policies.policies(found, estimated, statuses),
    }


def compare(
    claims: pd.DataFrame, out: Path, statements: pd.DataFrame | None = None, run: Mapping[str, Any] | None = None
) -> dict[str, pd.DataFrame]:
    """Write every table that comparing makes to a folder, and return them by name.

    Args:
        claims: in the contract of ``claims``; missing columns read as empty, unknown words are kept.
        out: the folder; made when missing.
        statements: in the contract of ``statements``, for denials and silence without a number.
        run: what made the claims, kept in the Parquet schemas.

    Raises:
        ContractError: a cell of the claims cannot be read as its column's type.
    """
    made = comparison(claims, statements)
    for name, table in made.items():
        tables.write(name, table, out, run, strict=False)
    return made
