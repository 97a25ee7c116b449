"""What kind of somebody a word names: a person, a body, a document, one of many."""

from __future__ import annotations

from newslib.statements.by_clause.marked_words import MarkedWords, Named

PEOPLE = frozenset({"person", "body", "media"})  # kinds of role that speak
PLACES = frozenset({"government"})  # kinds of registered name that are a place as well
_ANYBODY = frozenset({"witness", "soldier", "person", "medic"})
_COMMON = frozenset({"organisation", "media"})


def is_role(named: Named, *kinds: str) -> bool:
    """Whether it is a role of one of some kinds: person, body, media, title, document."""
    return named.kind == "role" and named.mention.row["kind"] in kinds


def is_body(named: Named, *, person: bool = False) -> bool:
    """Whether it is something one can say "at": a body, an outlet, people in the plural; with ``person`` anybody."""
    row = named.mention.row
    if named.kind == "role":
        return is_role(named, "body", "media") or (row["kind"] == "person" and (person or row["number"] == "plural"))
    return person or (named.kind == "name" and row["kind"] != "person")


def is_personal_name(m: MarkedWords, k: int) -> bool:
    """Whether a person's name begins at a word."""
    return any(
        n.kind == "given" or (n.kind == "name" and n.mention.row["kind"] == "person") for n in m.named.get(k, [])
    )


def is_document(m: MarkedWords, k: int, *, exact: bool) -> bool:
    """Whether a word is a document, in the nominative when ``exact``."""
    return any(is_role(n, "document") and (n.exact or not exact) for n in m.named.get(k, []))


def speaks(m: MarkedWords, k: int) -> bool:
    """Whether a word in the nominative is somebody who needs no verb to be heard; units and countries need one."""
    return any(
        n.exact and (
            n.kind == "given"
            or (is_role(n, *PEOPLE) and n.mention.row["role"] != "unit")
            or (n.kind == "name" and n.mention.row["kind"] not in PLACES)
        )
        for n in m.named.get(k, [])
    )  # fmt: skip


def is_common(m: MarkedWords, k: int) -> bool:
    """Whether a head is a common noun such as "movement", which needs a name beside it to be somebody."""
    roles = all(n.kind == "role" and n.mention.row["role"] in _COMMON for n in m.named.get(k, []))
    return roles and (not m.has(k, "capital") or k == 0)


def heads_document(m: MarkedWords, first: int, last: int) -> bool:
    """Whether the first thing named among some words is a document: an article, a law, a list."""
    head = next((n for k in range(first, last + 1) for n in m.named.get(k, [])), None)
    return head is not None and is_role(head, "document")


def is_anybody(m: MarkedWords, first: int, last: int) -> bool:
    """Whether some words name no office or body but one of many: a witness, a soldier, a man."""
    return any(
        n.kind == "role" and n.mention.row["role"] in _ANYBODY and n.mention.row["number"] == "singular"
        for k in range(first, last + 1)
        for n in m.named.get(k, [])
    )
