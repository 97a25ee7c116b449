"""What comparing found beside distances: answers to numbers, rules side by side, sums that fail, changed copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from newslib import tables
from newslib.charts.canvas import target
from newslib.charts.points import UNNAMED, points, records
from newslib.markup import Html, dated, escape, join, link, number, plain, say, table
from newslib.reports.addresses import EXPORTS, Where, page_of
from newslib.reports.sentence_marks import sentence_of
from newslib.sources.labels import registered

SIZE = "magnitude"  # the check of pairs of figures, which are no sums
UNPRINTED = "whole_thousands"  # the rule of numbers that nobody shows as printed: they fill a ledger and say little
ANSWERS = {"denies": "denies", "doubts": "doubts", "no_comment": "does not comment", "retracts": "takes it back"}
CHECKS = {
    "parts": "parts against their total", "increment": "last total and what was added", "locale": "dot or comma",
    "monotone": "a running total never falls",
}  # fmt: skip
CHANGED = {"modifier": "bound", "tally": "kind of count", "source_name": "claimant"}
OTHER_STORY = "*"
Known = Mapping[str, Any]  # records of claims, ready to show, by id


def answers(
    statements: pd.DataFrame, claims: pd.DataFrame, segments: pd.DataFrame, where: Where = target, *,
    base: str = EXPORTS,
) -> Html:  # fmt: skip
    """Who denied, doubted or took back a number, or was asked and said nothing, each with its sentence.

    Args:
        statements: rows of ``statements``; those that answer claims are shown.
        claims: rows of ``claims`` that may be answered.
        segments: rows of ``segments`` of the same articles.
        where: from a claim's id to the address of its sentence.
        base: where the export's pages are, as seen from the page this stands on.
    """
    known = _known(claims)
    told = statements[statements["answers"].notna() & statements["stance"].isin(list(ANSWERS))]
    told = told.sort_values(["published", "article_id", "cue_start"], na_position="last", kind="stable")
    show = sentence_of(segments)
    rows = [
        {
            "who": registered().get(plain(row.source_id)) or plain(row.source_name) or UNNAMED,
            "does": ANSWERS[row.stance],
            "in the sentence": show(row.article_id, row.cue_start, row.cue_end, row.language),
            "about": _claims(plain(row.answers), known, where),
            "article": link(base + page_of(row.article_id), plain(row.published) or "no date"),
        }
        for row in records(told)
    ]
    return table(pd.DataFrame(rows), "Answers to numbers of others", stacked=True,
                 empty="No number was denied, doubted or left without comment.")  # fmt: skip


def rules_side_by_side(policies: pd.DataFrame, discrepancies: pd.DataFrame, where: Where = target) -> Html:
    """What each rule would publish, a column a rule; a rule that tells another story is marked.

    Args:
        policies: rows of ``policies``.
        discrepancies: rows of ``discrepancies``: the events to show, in this order.
        where: from a claim's id to the address of its sentence.
    """
    vocabulary = tables.vocabularies()["policy"]
    rules = [name for name in vocabulary if name in set(policies["policy"])]
    cells = {(row.event, row.policy): _published(row, where) for row in records(policies)}
    rows = [
        {"event": event.label, **{rule: cells.get((event.event_id, rule), "") for rule in rules}}
        for event in records(discrepancies)
        if any((event.event_id, rule) in cells for rule in rules)
    ]
    shown = table(pd.DataFrame(rows), f"Rules side by side ({OTHER_STORY} another story than most rules tell)",
                  stacked=True, empty="There is no event to publish a number of.")  # fmt: skip
    meanings = [{"rule": name.replace("_", " "), "publishes": meaning} for name, meaning in vocabulary.items()]
    told = table(pd.DataFrame(meanings), "What the rules take").code
    return join([shown, Html(f"<details><summary>What each rule takes</summary>{told}</details>", "")])


def failing_sums(ledger: pd.DataFrame, claims: pd.DataFrame, where: Where = target, *, most: int | None = None) -> Html:
    """Sums that do not hold, each with its numbers; then how many hold, and how many could not be told from print.

    Args:
        ledger: rows of ``ledger``.
        claims: rows of ``claims`` the checks are about.
        where: from a claim's id to the address of its sentence.
        most: how many to list, all when None.
    """
    failing = ledger[ledger["holds"] == "no"]
    sums = failing[failing["check"] != SIZE]
    known = _known(claims[claims["claim_id"].isin(set(" ".join(sums["claims"]).split()))])
    rows = [
        {
            "what should hold": CHECKS.get(row.check, row.check),
            "numbers": _claims(row.claims, known, where),
            "off by": row.difference,
            "worked out": "" if plain(row.found).startswith("falls") else plain(row.note),
        }
        for row in records(sums)
    ]
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:  # reprints tell the same sum
        once.setdefault((row["numbers"].plain, row["worked out"]), row)
    shown = table(pd.DataFrame(list(once.values())[:most]), "Sums that do not hold", stacked=True,
                  empty="Every sum that could be checked holds.")  # fmt: skip
    return join([shown, *_counted(ledger, failing, 0 if most is None else max(0, len(once) - most))])


def _counted(ledger: pd.DataFrame, failing: pd.DataFrame, left: int) -> Iterator[Html]:
    """What is told of checks by their number: failing ones not listed, those that hold, those without a print."""
    if left:
        yield say("Not listed here but in ledger.csv: {n}.", n=left)
    holding = ledger[ledger["holds"] != "no"]
    bare = holding["rule"] == UNPRINTED
    counts = {kind: int((~bare & (holding["check"] == kind)).sum()) for kind in CHECKS}
    words = "; ".join(f"{words}: {{{kind}}}" for kind, words in CHECKS.items() if counts[kind])
    if words:
        yield say(f"Checks that hold: {words}.", **{kind: n for kind, n in counts.items() if n})
    if bare.any():
        yield say("Whole numbers in the thousands of which no print is known: {n}.", n=int(bare.sum()))
    pairs = "Pairs of figures for the same thing of which one is more than twice the other, listed in ledger.csv: {n}."
    yield say(pairs, n=int((failing["check"] == SIZE).sum()))


def changed_on_the_way(drift: pd.DataFrame, claims: pd.DataFrame, where: Where = target) -> Html:
    """What differs between a claim and a later copy of it, each with both sentences.

    Args:
        drift: rows of ``drift``.
        claims: rows of ``claims``.
        where: from a claim's id to the address of its sentence.
    """
    known = _known(claims)
    rows = [
        {
            "what changed": CHANGED.get(row.changed, row.changed.replace("_", " ")),
            "before": _word(row.before), "after": _word(row.after),
            "first told": _claims(row.original, known, where), "copy": _claims(row.copy, known, where),
        }
        for row in records(drift.sort_values(["changed", "before", "after", "original", "copy"], kind="stable"))
    ]  # fmt: skip
    return table(pd.DataFrame(rows), "What changed between a claim and its copies", stacked=True,
                 empty="No copy differs from its original.")  # fmt: skip


def _known(claims: pd.DataFrame) -> Known:
    return {row.claim_id: row for row in records(points(claims).drop_duplicates("claim_id"))}


def _claims(ids: str, known: Known, where: Where) -> Html:
    """Claims one below the other: the number, leading to its sentence, who said it, and when."""
    lines = []
    for claim in (known[name] for name in ids.split() if name in known):
        told = ", ".join(part for part in (claim.who, plain(claim.day)) if part)
        said = link(where(claim.claim_id), claim.worded)
        lines.append(Html(f"{said.code} ({dated(told)})", f"{said.plain} ({told})"))
    return Html("<br>".join(line.code for line in lines), "; ".join(line.plain for line in lines))


def _published(row: Any, where: Where) -> Html:
    """The number a rule publishes, its range, and its grade; where there is none, why."""
    low, value, high = number(row.low), number(row.value), number(row.high)
    span = f"{low}–{high}" if low != high else low
    told = value if not span or span == value else f"{value} ({span})" if value else span
    if not told:
        return Html(f'<span class="none">{escape(plain(row.note))}</span>', plain(row.note))
    first = plain(row.claim_ids).partition(" ")[0]
    shown = link(where(first) if first else "", told, plain(row.note)).code
    marked = f" {OTHER_STORY}" if plain(row.changes) == "yes" else ""
    grade = f"<br>{escape(plain(row.grade))}" if plain(row.grade) else ""
    return Html(f"{shown}{marked}{grade}", f"{told}{marked}")


def _word(value: Any) -> str:
    return plain(value).replace("_", " ") or "nothing"
