"""The tables in forms that others read: Frictionless, schema.org, Web Annotation, RO-Crate, UCDP- and ACLED-like."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd

from newslib import codebook, tables
from newslib.charts.axes import value_of
from newslib.charts.points import UNNAMED, counted
from newslib.codebook import say
from newslib.markup import plain
from newslib.reports.corpus import ABOUT, NOT_PLACED, Edition, ShownHappening, ShownThing, keyed
from newslib.reports.texts import texts
from newslib.templates import Site

CLAIMS = "schemas/claims.json"  # the schema of every CSV of claims under a happening, a source or a chart
AROUND = 32  # code points before and after a quote in its selector
SCHEMA, ANNOTATION, CRATE = "https://schema.org/", "http://www.w3.org/ns/anno.jsonld", "https://w3id.org/ro/crate/1.1"


def write(site: Site, corpus: Edition, made_by: Mapping[str, Any], held: Mapping[str, str]) -> dict[str, str]:
    """Write every form; returns what each file holds, by its address.

    Args:
        site: the export.
        corpus: what pages are made of.
        made_by: what made the tables.
        held: the CSV files already written.
    """
    more = {
        "downloads/ucdp_like.csv": "Killed by happening, in columns named like those of UCDP GED (low, best, high).",
        "downloads/acled_like.csv": "Killed by happening, in columns named like those of ACLED (the cautious number).",
        "downloads/claims.jsonld": "The claims as schema.org Claim: author, appearance, text.",
        "downloads/annotations.jsonld": "Where each claim stands, as W3C Web Annotations: quote and code points.",
        "datapackage.json": "Frictionless Table Schema of every CSV.",
        "ro-crate-metadata.json": "RO-Crate: what went in, what made it, what came out.",
    }
    site.file("downloads/ucdp_like.csv", tables.as_csv(tables.frame("ucdp", _ucdp(corpus))))
    site.file("downloads/acled_like.csv", tables.as_csv(tables.frame("acled", _acled(corpus), strict=False)))
    site.json(CLAIMS, _schema(corpus, "claims", ABOUT))
    site.json("downloads/claims.jsonld", claims_as_linked_data(corpus))
    site.json("downloads/annotations.jsonld", web_annotations(corpus))
    site.json("datapackage.json", datapackage(site, corpus, held))
    site.json("ro-crate-metadata.json", crate(site, corpus, made_by, {**held, **more}))
    return more


def datapackage(site: Site, corpus: Edition, held: Mapping[str, str]) -> dict[str, Any]:
    """A Frictionless package: every CSV with its columns, types, units, keys and words."""
    known = {**held} | {f"downloads/{name}_like.csv": codebook.contracts()[name].meaning for name in ("ucdp", "acled")}
    resources = []
    for n, address in enumerate(sorted(one for one in site.written if one.endswith(".csv"))):
        name = address.rpartition("/")[2].removesuffix(".csv").removesuffix("_like")
        own = {"name": name.replace("_", "-"), "schema": _schema(corpus, name)} if address in known else {
            "name": f"rows-{n}", "schema": CLAIMS}  # fmt: skip
        resources.append(own | {
            "path": address, "profile": "tabular-data-resource", "encoding": "utf-8", "format": "csv",
            "mediatype": "text/csv", "description": known.get(address, "What one page, chart or list shows."),
        })  # fmt: skip
    return {"name": "newslib-tables", "title": "Who says how many", "profile": "tabular-data-package",
            "resources": resources}  # fmt: skip


def _schema(corpus: Edition, name: str, before: Sequence[str] = ()) -> dict[str, Any]:
    """The Table Schema of one table, with columns of ``events`` before its own."""
    events = {column.name: column for column in codebook.contracts()["events"].columns}
    contract = codebook.contracts()[name]
    given = corpus.tables.get(name)
    fields = [{"name": one, "type": "string", "description": events[one].meaning} for one in before]
    fields += [_field(column, None if given is None else given[column.name]) for column in contract.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    free = {field["name"] for field in fields if "constraints" not in field}
    return schema | ({"primaryKey": list(contract.key)} if contract.key and not free & set(contract.key) else {})


def _field(column: codebook.Column, given: pd.Series | None) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.values and (given is None or set(given.dropna()) <= set(column.values)):  # hand-coded words are kept
        limits["enum"] = list(column.values)
    more = {"unit": column.unit, "constraints": limits}
    told = {"name": column.name, "type": column.type, "description": column.meaning}
    return told | {key: value for key, value in more.items() if value}


def claims_as_linked_data(corpus: Edition) -> dict[str, Any]:
    """The claims as schema.org Claim; what a text does not say is left out."""
    articles = keyed(corpus.articles, "article_id")
    graph = []
    for row in sorted(corpus.rows, key=lambda row: row.claim_id):
        article = articles.get(row.article_id)
        node: dict[str, Any] = {
            "@type": "Claim", "@id": _urn("claim", row.claim_id), "text": plain(row.quote),
            "name": f"{row.worded} {say('outcome', row.outcome)}", "inLanguage": plain(row.language),
            "datePublished": plain(row.day),
        }  # fmt: skip
        if row.who != UNNAMED:
            node["author"] = {"@type": "Thing", "name": row.who, "identifier": plain(row.source_id)}
        if article is not None:
            node["appearance"] = {"@type": "NewsArticle", "@id": _urn("article", article.article_id),
                                  "headline": plain(article.title), "datePublished": plain(article.published),
                                  "publisher": plain(article.publisher), "url": plain(article.url),
                                  "sha256": plain(article.sha256)}  # fmt: skip
        graph.append(_filled(node))
    return {"@context": {"@vocab": SCHEMA}, "@graph": graph}


def _urn(kind: str, name: str) -> str:
    return f"urn:newslib:{kind}:{quote(name, safe='', errors='replace')}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: _filled(value) if isinstance(value, dict) else value for key, value in node.items() if value != ""}


def web_annotations(corpus: Edition) -> dict[str, Any]:
    """Where each claim stands, as Web Annotations: a quote and a position in code points, the end exclusive."""
    whole = texts(corpus.tables["segments"])
    items = []
    for row in sorted(corpus.rows, key=lambda row: row.claim_id):
        text = whole.get(plain(row.article_id))
        if text is None or row.start is None:
            continue
        quoted = {
            "type": "TextQuoteSelector", "exact": text[row.start : row.end],
            "prefix": text[max(0, row.start - AROUND) : row.start], "suffix": text[row.end : row.end + AROUND],
        }  # fmt: skip
        position = {"type": "TextPositionSelector", "start": row.start, "end": row.end}
        items.append({
            "id": _urn("annotation", row.claim_id), "type": "Annotation", "motivation": "describing",
            "body": {"type": "TextualBody", "value": f"{row.who}: {row.worded} {say('outcome', row.outcome)}"},
            "target": {"source": _urn("article", row.article_id), "selector": [quoted, position]},
        })  # fmt: skip
    return {
        "@context": ANNOTATION, "id": "urn:newslib:annotations", "type": "AnnotationPage",
        "label": "Positions count Unicode code points of the article's text, the end exclusive.", "items": items,
    }  # fmt: skip


def crate(site: Site, corpus: Edition, made_by: Mapping[str, Any], held: Mapping[str, str]) -> dict[str, Any]:
    """The run as an RO-Crate: files, software and inputs with their hashes; its day is that of the last article."""
    days = [article.published for article in corpus.articles if article.published]
    files = [
        {"@id": address, "@type": "File", "description": meaning, "sha256": site.written[address],
         "encodingFormat": "text/csv" if address.endswith(".csv") else "application/json"}
        for address, meaning in held.items() if address in site.written
    ]  # fmt: skip
    named = {digest: name for name, digest in sorted(made_by.get("inputs", {}).items())}
    inputs = [{"@id": f"urn:sha256:{digest}", "@type": "CreativeWork", "name": name, "sha256": digest}
              for digest, name in named.items()]  # fmt: skip
    software = {"@id": "urn:newslib:software", "@type": "SoftwareApplication", "name": "newslib",
                "softwareVersion": plain(made_by.get("newslib", ""))}  # fmt: skip
    action = {"@id": "urn:newslib:run", "@type": "CreateAction", "instrument": _only_id(software),
              "object": [*map(_only_id, inputs)], "result": [*map(_only_id, files)]}  # fmt: skip
    root = {
        "@id": "./", "@type": "Dataset", "name": "Who says how many",
        "datePublished": plain(max(days, default="1970-01-01")),
        "description": "Who says how many were killed, wounded, captured or surrendered, and how it differs.",
        "license": "Texts belong to their publishers; see the column licence of tables/articles.csv.",
        "hasPart": [*map(_only_id, files)], "mentions": _only_id(action),
    }  # fmt: skip
    about = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "conformsTo": {"@id": CRATE},
             "about": _only_id(root)}  # fmt: skip
    return {"@context": f"{CRATE}/context", "@graph": [about, root, software, action, *files, *inputs]}


def _only_id(node: Mapping[str, Any]) -> dict[str, Any]:
    return {"@id": node["@id"]}


def _dead(corpus: Edition) -> Iterable[tuple[ShownHappening, ShownThing, list[float], list[Any]]]:
    """The happenings with the thing that counts all killed there, the one most named sources count, its numbers from
    the lowest up and its days; a happening without a day has one empty day."""
    for happening in (one for one in corpus.happenings if one.happening_id != NOT_PLACED):
        things = [thing for thing in happening.things if _of_all_killed(thing)]
        if things:
            thing = max(things, key=lambda thing: (thing.named, len(thing.rows)))
            rows = counted(thing.rows)
            yield happening, thing, sorted(map(value_of, rows)), sorted(row.day for row in rows if row.day) or [None]


def _of_all_killed(thing: ShownThing) -> bool:
    first = thing.rows[0]
    return first.outcome == "killed" and first.apart != "a part" and bool(counted(thing.rows))


def _joined(names: Iterable[str]) -> str:
    return "; ".join(sorted({*names} - {UNNAMED, ""}))


def _ucdp(corpus: Edition) -> Iterable[dict[str, Any]]:
    for happening, thing, values, days in _dead(corpus):
        middle, group = values[len(values) // 2], thing.rows[0].group
        yield {
            "id": happening.happening_id, "year": days[0] and days[0].year, "side_a": thing.rows[0].side,
            "date_start": days[0], "date_end": days[-1], "number_of_sources": thing.named,
            "where_description": happening.place, "source_original": _joined(row.who for row in thing.rows),
            "source_article": _joined(plain(row.publisher) for row in thing.rows),
            "deaths_civilians" if group == "civilian" else "deaths_unknown": middle,
            "low": values[0], "best": middle, "high": values[-1],
        }  # fmt: skip


def _acled(corpus: Edition) -> Iterable[dict[str, Any]]:
    for happening, thing, values, days in _dead(corpus):
        yield {
            "event_id_cnty": happening.happening_id, "event_date": days[0], "year": days[0] and days[0].year,
            "event_type": happening.kind, "location": happening.place,
            "civilian_targeting": "Civilian targeting" if thing.rows[0].group == "civilian" else "",
            "source": _joined(row.who for row in thing.rows), "fatalities": values[0],
            "notes": f"{happening.name}: {thing.label}",
        }  # fmt: skip
