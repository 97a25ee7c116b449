"""Who signs a text: a name that fills its last line."""

from __future__ import annotations

import re

from newslib.readings import Reading
from newslib.sources.registry import RELAYS
from newslib.statements.by_clause.headings import SIGNATURE
from newslib.statements.by_clause.passages import Attribution, Passage
from newslib.statements.by_clause.phrases import standing_alone
from newslib.statements.by_clause.speakers import is_personal_name

_NO_SIGNATURE = RELAYS | {"person", "government", "group"}


def _own_line(reading: Reading, last: Passage) -> bool:
    """Whether a sentence stands on a line of its own that is no handle."""
    line = reading.text[reading.text.rfind("\n", 0, last.sentence.start) + 1 : last.sentence.end]
    return not re.search(r"\w", line[: -len(last.sentence.text)]) and "@" not in line


def signature(reading: Reading, last: Passage) -> Attribution | None:
    """A name that fills the last line: of a person, or of a registered body that is no outlet and no country."""
    m = last.marked
    end = len(m.words) - 1
    first = [one for one in m.named.get(0, []) if one.exact]
    person = 1 <= end <= 2 and any(one.kind == "given" for one in first)
    registered = (one.mention.row["kind"] for one in first if one.kind == "name" and one.last == end)
    body = any(kind not in _NO_SIGNATURE for kind in registered)
    title = standing_alone(m, 0, end) if any(m.has(k, "named") for k in range(end + 1)) else None
    titled = title is not None and title.last == end and any(is_personal_name(m, k) for k in range(end + 1))
    named = body or titled or (person and all(m.has(k, "capital") for k in range(end + 1)))
    if last.found or not named or not _own_line(reading, last):
        return None
    return Attribution(SIGNATURE, None, last.span(0, end), last.span(0, end), before=True)
