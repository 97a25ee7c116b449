"""The review widget: a table of claims to check, each decided where it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from newslib import corrections
from newslib.codebook import contracts, vocabularies
from newslib.markup import plain, printable
from newslib.sources.registry import registered

MOST = 50  # claims shown at once; the next come up as these are decided
_HERE = Path(__file__).parent


class Review(anywidget.AnyWidget):
    """Claims to check, those that matter most first; a click decides and writes corrections.csv.

    ``corpus`` is the ``Corpus`` with all decisions made so far; ``message`` what the last decision did, or why it could
    not be carried out; ``last`` the decision of this person that can be taken back.
    """

    _esm = _HERE / "review.js"
    _css = _HERE / "review.css"
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    fields: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    left = traitlets.Int().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    failed = traitlets.Bool(False).tag(sync=True)
    last = traitlets.Unicode().tag(sync=True)

    def __init__(self, corpus: Any, who: str) -> None:
        if not who.strip():
            raise ValueError('say who decides: review(who="A. Researcher")')
        super().__init__()
        self.corpus = corpus
        self.who = who.strip()
        self.fields = choices()
        self.message = f"Decisions are written to {corpus._project.corrections.name}" if corpus._project else ""
        self._refresh()
        self.on_msg(self._decided)

    def _refresh(self) -> None:
        listed = self.corpus.to_check()
        self.left = len(listed)
        self.rows = [self._row(row) for row in listed.head(MOST).to_dict("records")]
        self.last = ""
        for row in corrections.last_of(self.corpus._decisions(), self.who).to_dict("records"):
            changed = " ".join(filter(None, (row["action"], plain(row["field"]), plain(row["value"]))))
            self.last = printable(f"{changed} of “{plain(row['quote'])}”")

    def _row(self, row: dict[Any, Any]) -> dict[str, Any]:
        told = self.corpus.explain(row["claim_id"])
        shown: dict[str, Any] = {str(name): printable(plain(value)) for name, value in row.items()}
        for name in ("before", "quote", "after"):
            shown[name] = printable(getattr(told, name))
        shown["read"] = printable("; ".join(told.facts[name] for name in ("number", "counted", "source")))
        shown["facts"] = [[printable(name), printable(value)] for name, value in told.facts.items()]
        return shown

    def _decided(self, _: Any, content: Any, __: Any) -> None:
        """Carry out what was clicked; what cannot be is told and nothing is written."""
        told = {key: str(content.get(key, "")) for key in ("claim_id", "action", "field", "value", "why")}
        try:
            if told["action"] == corrections.UNDO:
                self.undo()
            else:
                self.decide(**told)
        except (ValueError, OSError) as error:
            self.failed, self.message = True, printable(str(error))

    def decide(self, claim_id: str, action: str, field: str = "", value: str = "", why: str = "") -> None:
        """Decide about one claim, as a click does.

        Raises:
            ValueError: the decision cannot be carried out; nothing is written.
        """
        reason = why.strip() or "checked against its sentence"
        self.corpus = self.corpus.correct(claim_id, action, field, value, who=self.who, why=reason)
        self.failed, self.message = False, f"Written by {self.who}: {action} {field} {value}".rstrip()
        self._refresh()

    def undo(self) -> None:
        """Take back the last decision of this person, as two clicks do.

        Raises:
            ValueError: there is none, or its article has changed; nothing is written.
        """
        told = self.last
        self.corpus = self.corpus.undo(self.who)
        self.failed, self.message = False, f"Taken back: {told}"
        self._refresh()


def choices() -> dict[str, Any]:
    """The columns that can be changed, by action, with the words that each may hold (none: free text)."""
    known = {column.name: column for column in contracts()["claims"].columns}
    actions = {action: [name for name in fields if name in known] for action, fields in corrections.FIELDS.items()}
    changed = [name for names in actions.values() for name in names]
    words = {name: list(vocabularies().get(known[name].vocabulary, ())) for name in changed}
    words["source_id"] = sorted(registered())
    return {"actions": actions, "words": words}
