"""Corpora: what a run found, to be filtered, compared, explained, corrected and taken elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from newslib import charts, corrections, projects, rows, tables
from newslib.articles import from_text
from newslib.charts import Chart
from newslib.charts.points import told
from newslib.claims import Account, account
from newslib.compare import comparison
from newslib.compare.inputs import read_claims
from newslib.corpora import exchange
from newslib.corpora.contents import Contents, Selection, Tables
from newslib.corpora.decisions import TAKEN_BACK, changed, to_check, undo, write
from newslib.lexicons import kept
from newslib.markup import escape
from newslib.outputs import visible
from newslib.projects import Question
from newslib.readers.columns import day
from newslib.reports.texts import Explanation, explanation, text_with_claims
from newslib.templates import show

if TYPE_CHECKING:
    from newslib.corpora.reviews import Review

SHOWN = ["quote", "low", "high", "modifier", "outcome", "group", "side", "place", "tally", "source", "stance",
         "claim_id"]  # fmt: skip
LATEST = ["label", "source_name", "low", "best", "high", "modifier", "date", "n_claims", "event_id", "claim_ids"]
DIFFERENCES = ["source_name_a", "number_a", "date_a", "source_name_b", "number_b", "date_b", "reason", "rule", "words",
               "difference", "event_id", "claim_a", "claim_b"]  # fmt: skip
CHANGES = ["changed", "quote_a", "publisher_a", "date_a", "before", "quote_b", "publisher_b", "date_b", "after",
           "claim_a", "claim_b"]  # fmt: skip
EXPORTED = ("claims", "happenings", "things", "estimates", "reasons", "articles", "statements", "links", "ledger",
            "policies", "problems")  # fmt: skip


class Corpus(Contents):
    """What a run found. Tables are pandas DataFrames (``newslib.columns("claims")``); filters give a new corpus.

    Made by ``newslib.open`` and ``newslib.from_claims``.
    """

    def __init__(
        self, found: Tables, project: projects.Project | None = None, selection: Selection | None = None,
        question: Question | None = None,
    ) -> None:  # fmt: skip
        self._tables = found
        self._project = project
        self._selection = selection or Selection()
        self.question = question

    def __repr__(self) -> str:
        n = {name: len(getattr(self, name)) for name in ("articles", "claims", "happenings")}
        told = ", ".join(f"{count:,} {name}" for name, count in n.items())
        return visible(f"Corpus of {told}{f': {self._selection}' if self._selection.told else ''}")

    def _repr_html_(self) -> str:
        asked = show(self.questions().head(5), "What could be asked first")
        return f"<p>{escape(repr(self))}</p>{asked._repr_html_()}"

    def _chosen(self, selection: Selection) -> Corpus:
        return Corpus(self._tables, self._project, selection, self.question)

    # questions

    def questions(self) -> pd.DataFrame:
        """What could be asked: the questions of questions.toml, then the happenings with most named sources."""
        return projects.askable(self._questions(), self.happenings, self.claims)

    def ask(self, question: str = "") -> Corpus:
        """The corpus of one question.

        Args:
            question: id of a question in questions.toml or of a happening. Empty asks what ``report --question``
                named, else the first question, else the happening with most named sources.

        Raises:
            ValueError: there is no such question, or it asks for words that the corpus does not hold.
        """
        wanted = question or (self._project.question if self._project else "")
        asked = projects.chosen(self._questions(), self.happenings, self.claims, wanted)
        if asked is None:
            found = self._kept(pd.Series(False, self.claims.index), "nothing to ask")
        else:
            try:
                found = self.where(**asked.filters)
            except ValueError as error:
                raise ValueError(f"question {asked.question_id!r}: {error}") from None
        found.question = asked or projects.NOTHING
        return found

    def _questions(self) -> list[Question]:
        return projects.questions(self._project.questions) if self._project else []

    @property
    def title(self) -> str:
        """The title of the question, or what the corpus is filtered by."""
        return self.question.title if self.question else str(self._selection) or "All claims"

    # comparing

    def compare(self) -> pd.DataFrame:
        """Who says how many: the latest number of each source for each thing, things with most sources first."""
        found: pd.DataFrame = self.estimates.sort_values(["event_id", "source_key", "date"], kind="stable")
        latest = found.drop_duplicates(["event_id", "source_key"], keep="last")
        order = {event: place for place, event in enumerate(self.things["event_id"])}
        latest = latest.assign(_place=latest["event_id"].map(order)).sort_values(
            ["_place", "low", "source_key"], kind="stable"
        )
        return latest[LATEST].reset_index(drop=True)

    def differences(self) -> pd.DataFrame:
        """Why the numbers of a thing differ, two by two: disagreements first, then the widest."""
        found = self._beside(self.reasons)
        order = found["reason"].eq("disagreement"), found["difference"].abs()
        found = found.assign(_real=order[0], _far=order[1]).sort_values(
            ["_real", "_far", "claim_a"], ascending=[False, False, True]
        )
        return found[DIFFERENCES].reset_index(drop=True)

    def changes(self) -> pd.DataFrame:
        """What changed between a claim and a later copy of it: who printed which number before and after."""
        found = self._beside(self.drift.rename(columns={"original": "claim_a", "copy": "claim_b"}))
        return found[CHANGES].sort_values(["changed", "claim_a", "claim_b"], ignore_index=True)

    def _beside(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Pairs of claims with who said each, the number and the day."""
        told = self.claims.set_index("claim_id")[["source_name", "number", "quote", "date", "publisher"]]
        sides = [
            told.reindex(pairs[f"claim_{side}"]).add_suffix(f"_{side}").set_index(pairs.index) for side in ("a", "b")
        ]
        return pd.concat([pairs, *sides], axis=1)

    @kept
    def _told(self) -> list[Any]:
        """The claims ready to draw: made once for all charts."""
        return told(self.claims)

    def timeline(self, title: str = "") -> Chart:
        """A chart of who said how many on which day; points lead to their sentences, ``save`` writes a file."""
        return charts.timeline(self._told, title or self.title)

    def multiples(self, title: str = "", most: int = 6) -> Chart:
        """A chart of the things with most numbers, each with its own axis."""
        return charts.multiples(self._told, title or self.title, most=most)

    def side_by_side(self, title: str = "", most: int = 4) -> Chart:
        """A chart of each source's number, one below the other, for the things with most sources."""
        return charts.spread(self._told, title or self.title, most=most)

    def ladder(self, title: str = "") -> Chart:
        """A chart that splits the distance between the lowest and the highest number into its reasons."""
        return charts.ladder(self.reasons, self._told, title or f"Why the numbers differ: {self.title}")

    def coverage(self, title: str = "Articles by day, publisher and language") -> Chart:
        """A chart of how many articles stand behind each day, publisher and language."""
        return charts.coverage(self.articles, title)

    def sums(self, title: str = "") -> Chart:
        """A chart of parts against their totals."""
        return charts.waterfall(self._told, self.ledger, title or f"Sums: {self.title}")

    def explain(self, claim_id: str) -> Explanation:
        """One claim with its sentence, its source, why it stands where it stands, and what it is held against.

        Raises:
            ValueError: there is no such claim.
        """
        return explanation(claim_id, self._tables)

    def panel(self, freq: str = "D") -> pd.DataFrame:
        """Thing by source by day, ready for a regression; see ``exchange.panel``."""
        return exchange.panel(self.estimates, self.things, freq)

    # correcting

    def to_check(self) -> pd.DataFrame:
        """The claims that a person should check, those that matter most first, with the reasons."""
        return to_check(self.claims, self.things, self._decisions())

    def correct(
        self, claim_id: str, action: str, field: str = "", value: object = "", *, who: str, why: str,
        when: dt.date | str | None = None,
    ) -> Corpus:  # fmt: skip
        """Decide about one claim: validated, written to corrections.csv, and what depends on it made anew.

        Args:
            claim_id: the claim.
            action: confirm, reject, relabel, set, merge or split.
            field: the column that changes (relabel and set).
            value: its new value, or the label of a merge or split.
            who: who decides.
            why: for what reason.
            when: on which day (YYYY-MM-DD); today when None.

        Returns:
            The corpus as it is now; the tables on disk follow at the next ``newslib report``.

        Raises:
            ValueError: the decision cannot be carried out; nothing is written.
        """
        project = self._own()
        _, claims = write(self._tables, project, claim_id, action, field, value, who=who, why=why, when=when)
        return self._changed(claims)

    def undo(self, who: str, why: str = TAKEN_BACK) -> Corpus:
        """Take back the last decision of a person; corrections.csv keeps both.

        Args:
            who: whose decision, and who takes it back.
            why: for what reason.

        Raises:
            ValueError: there is no such decision, or its article is not what the last report read.
        """
        return self._changed(undo(self._tables, self._own(), who=who, why=why)[1])

    def _own(self) -> projects.Project:
        if self._project is None:
            raise ValueError("this corpus has no folder of articles; correct the table of claims itself")
        return self._project

    def _changed(self, claims: pd.DataFrame) -> Corpus:
        after = Tables(self._tables.folder, changed(self._tables, claims))
        return Corpus(after, self._project, self._selection, self.question)

    def review(self, who: str) -> Review:
        """A table of the claims to check, decided by click, for a notebook.

        Args:
            who: who decides; goes into corrections.csv.
        """
        from newslib.corpora.reviews import Review

        return Review(self, who)

    def _decisions(self) -> pd.DataFrame:
        return corrections.read(self._project.corrections) if self._project else tables.frame("corrections", [])

    # taking it elsewhere

    def to_excel(self, path: Path | str) -> Path:
        """A workbook with a sheet for each table and the codebook; see ``exchange.to_excel``."""
        return exchange.to_excel(self._for_export(), path)

    def to_stata(self, path: Path | str, table: str = "claims") -> Path:
        """A Stata file of one table with labels; see ``exchange.to_stata``."""
        return exchange.to_stata(self._for_export()[table], table, path)

    def to_csv(self, path: Path | str, table: str = "claims", *, bom: bool = False) -> Path:
        """A CSV file of one table, on request with the mark that Excel needs to read UTF-8; see ``exchange.to_csv``."""
        return exchange.to_csv(self._for_export()[table], path, bom=bom)

    def _for_export(self) -> dict[str, pd.DataFrame]:
        """The tables of this corpus by name, as others read them."""
        return {name: getattr(self, name) for name in EXPORTED}


def open(folder: Path | str | None = None) -> Corpus:
    """The corpus that a run left in a folder.

    Args:
        folder: a project, its data or its processed folder; None looks where the notebook stands.

    Raises:
        FileNotFoundError: no tables are there.
    """
    found = projects.find(folder)
    projects.include(found.raw)
    return Corpus(Tables(found.processed), found)


def from_claims(claims: pd.DataFrame | Path | str) -> Corpus:
    """A corpus from any table of claims, also one coded by hand.

    Args:
        claims: a DataFrame, or a CSV or Parquet file, with columns of ``newslib.columns("claims")``; those that are
            missing read as empty.

    Raises:
        ValueError: a row cannot be used; the message names it and the cure.

    >>> rows = [{"source": "A", "outcome": "killed", "stated": n, "published": "2022-05-02"} for n in (12, 20)]
    >>> len(from_claims(pd.DataFrame(rows)).claims)
    2
    """
    if isinstance(claims, pd.DataFrame):
        ids = claims.get("claim_id", [f"row-{number}" for number in range(1, len(claims) + 1)])
        table = tables.frame("claims", claims.assign(claim_id=ids), strict=False)
    else:
        table = read_claims(Path(claims)).claims
    return Corpus(Tables(None, {"claims": table, **comparison(table)}))


class Text:
    """A text that was read: ``claims`` and ``statements`` as tables; a notebook shows it with its figures marked."""

    def __init__(self, read: Account) -> None:
        self._read = read
        made = rows.of(read)
        self.claims: pd.DataFrame = tables.frame("claims", made["claims"])
        self.statements: pd.DataFrame = tables.frame("statements", made["statements"])
        self.segments: pd.DataFrame = tables.frame("segments", made["segments"])
        self.language: str | None = made["articles"][0]["language"]

    def __repr__(self) -> str:
        lines = [f"{len(self.claims)} claims in a text of {len(self._read.article.text)} characters"]
        told = self.claims[["quote", "outcome", "source"]].astype(object).fillna("no source named")
        shown = (f"  {row.quote}: {row.outcome}, {row.source}" for row in told.itertuples())
        return visible("\n".join([*lines, *shown]))

    def _repr_html_(self) -> str:
        marked = text_with_claims(self.segments, self.claims, self.statements)
        claims = show(self.claims[SHOWN], "Claims", empty="No figure was found.")
        return f"<div>{marked._repr_html_()}</div>{claims._repr_html_()}<p>{escape(self.language or '')}</p>"


def read(text: str, date: dt.date | str | None = None, publisher: str = "") -> Text:
    """Read one text: who says how many, of whom, where and when.

    Args:
        text: a sentence or an article.
        date: when it was published, so that "on Wednesday" has a day; None leaves such days open.
        publisher: who printed it; never taken for a source.

    Raises:
        ValueError: the text is empty, or the date is none.

    >>> read("Two people died, the mayor said.", date="2022-04-13").claims["outcome"].tolist()
    ['killed']
    """
    if not text.strip():
        raise ValueError("the text is empty")
    told = None if date is None else day(date)
    if told and told.reason:
        raise ValueError(f"date: {told.reason}; write YYYY-MM-DD")
    return Text(account(from_text(text, told.date if told else None, publisher)))
