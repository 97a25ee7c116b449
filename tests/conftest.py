"""What several test modules need."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from newslib import codebook, tables

settings.register_profile("untimed", deadline=None)  # a busy machine makes no sentence wrong
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the clone."""
    return Path(__file__).resolve().parent.parent


HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\x00\ud800"
TEXT = "date 2024-03-05 Officials said at least 12 people died.\r\nВ городе погибли 15 человек. " + HOSTILE


@pytest.fixture(scope="session")
def sample() -> dict[str, pd.DataFrame]:
    """Tables of a tiny corpus: one plain article, one whose every text is hostile, claims of every bound."""
    text = TEXT.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    border = text.index("В городе")
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in codebook.contracts()}
    for number, published in enumerate(("2024-03-05", None)):
        article = f"feed{number}"
        rows["articles"].append(
            {"article_id": article, "path": f'"><b>{number}.txt', "sha256": "0" * 64, "published": published,
             "publisher": HOSTILE, "title": HOSTILE, "url": "javascript:alert(3)", "language": "en", "n_claims": 2,
             "n_segments": 2, "note": HOSTILE}
        )  # fmt: skip
        for place, (start, end, language) in enumerate(((0, border, "en"), (border, len(text), "ru"))):
            rows["segments"].append(
                {"article_id": article, "segment": place, "start": start, "end": end, "language": language,
                 "script": "Latn", "confidence": 1.0, "kind": "body", "text": text[start:end]}
            )  # fmt: skip
        rows["claims"] += [
            _claim(text, article, "at least 12 people", low=12, modifier="at_least", source_id="officials"),
            _claim(text, article, "15 человек", stated=15, low=15, high=15, source_name=HOSTILE, language="ru"),
        ]
    rows["problems"].append({"path": HOSTILE, "place": "line 1", "reason": HOSTILE, "cure": HOSTILE, "loaded": False})
    return {name: tables.frame(name, found, strict=False) for name, found in rows.items()}


def _claim(text: str, article: str, quote: str, **known: object) -> dict[str, object]:
    start = text.index(quote)
    return {
        "claim_id": f"{article}-{start}", "article_id": article, "start": start, "end": start + len(quote),
        "quote": quote, "number": quote.split()[0], "modifier": "exact", "outcome": "killed", "group": "people",
        "tally": "incident", "modality": "actual", "stance": "asserts", "source": "Officials",
        "source_name": "Officials", "published": "2024-03-05", "language": "en", **known,
    }  # fmt: skip
