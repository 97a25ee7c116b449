"""Sources that a whole text has: its lead's, a signature, a lone one (rules 5, 6 and 8 of ``bulletins``)."""

from __future__ import annotations

import re
from itertools import pairwise

from newslib.quotations import Quoted
from newslib.readings import Reading
from newslib.sources.registry import RELAYS
from newslib.statements.by_clause.headings import LABEL, SIGNATURE
from newslib.statements.by_clause.passages import Attribution, Passage
from newslib.statements.by_clause.phrases import standing_alone
from newslib.statements.by_clause.speakers import is_personal_name
from newslib.statements.by_clause.told import Told, is_subheading, lend, outcomes

SHORT = 8  # sentences of a text or paragraph short enough to be one report
_NO_SIGNATURE = RELAYS | {"person", "government", "group"}


def headline(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    """Rule 5: the headline tells the same outcome as the lead, or as the sentence after one that tells none."""
    if len(told) < 2 or not told[0].free or told[0].carried or told[0].passage.number != 0:
        return
    lead = told[1] if not told[1].free else told[2] if len(told) > 2 and _announces(told[1]) else None
    by = next((one for one in lead.passage.found if one.source), None) if lead else None
    if lead is None or by is None or not by.carries:
        return
    same = [lead, *(one for one in told[1:] if any(carried.source == by.source for carried in one.carried))]
    if any(outcomes(told[0]) & outcomes(one) for one in same):
        lend(reading, told[0], by, quoted)


def _announces(told: Told) -> bool:
    return told.free and not outcomes(told)


def sign(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    """Rule 6: the last line is nothing but a person's name, or a label with a source."""
    if len(told) < 2:
        return
    last = told[-1].passage
    by = next((one for one in last.found if one.row is LABEL), None) or _signature(reading, last)
    if by is None:
        return
    for here in told[:-1]:
        if here.free and not here.carried:
            lend(reading, here, by, quoted)


def _own_line(reading: Reading, last: Passage) -> bool:
    """Whether a sentence stands on a line of its own that is no handle."""
    line = reading.text[reading.text.rfind("\n", 0, last.sentence.start) + 1 : last.sentence.end]
    return not re.search(r"\w", line[: -len(last.sentence.text)]) and "@" not in line


def _signature(reading: Reading, last: Passage) -> Attribution | None:
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


def lone_authority(reading: Reading, told: list[Told], quoted: Quoted) -> None:
    """Rule 8: the one source of a short text, heard in its first sentence."""
    if not 1 < len(told) <= SHORT or any(not here.free for here in told[1:]) or told[0].passage.number:
        return
    by = next((one for one in told[0].passage.found if _lends(one) and not told[0].passage.is_pronoun(one)), None)
    if by is None:
        return
    first, far = told[0].passage.sentence, by.announces or bool(outcomes(told[0]))
    for before, here in pairwise(told):
        sentence = here.passage.sentence
        near = sentence.language == first.language and (far or sentence.paragraph == first.paragraph)
        if here.passage.starts_with("break") or not near or is_subheading(reading, before, here):
            return
        if not here.carried:
            lend(reading, here, by, quoted)


def _lends(one: Attribution) -> bool:
    """Whether a source reports or is heard at length; not what it only confirms, thinks or calls for."""
    heard = one.row["takes"] == "" and not one.announces and (one.whole or one.before)
    return one.carries and one.row["stance"] != "confirms" and (heard or one.row["takes"] == "report")
