"""Search for texts that are dear to read: short patterns, repeated, that cost the most for each character.

Run as ``python tools/hostile.py [--seconds 120] [--limit 50] [--known tests/hostile.csv]``. Hypothesis builds patterns
of words from the word tables, numbers and signs, and steers towards the dear ones. What costs more than the limit, or
grows with its length, is printed, the dearest first; worth a row in ``tests/hostile.csv`` once it is mended.
"""

import argparse
import csv
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from newslib.extracts import extract
from newslib.lexicons import languages, lexicon

SHORT, LONG = 2_500, 10_000  # code points of a pattern repeated
GROWS = 1.7  # times the cost of a character in a text four times as long
TABLES = ("outcomes", "cues", "frames", "groups", "tallies", "sides", "place_words", "tolls", "not_people")
SIGNS = (" ", ". ", ", ", ": ", "; ", " - ", " — ", "\n", "\n\n", "«", "»", "“", "”", '"', "(", ")", "@", "%", "/")
NUMBERS = ("12", "1,026", "1.026", "from 3 to 5", "two", "два", "двоє", "2022-04-13", "13 April", "half of 300")


def words() -> list[str]:
    """Written forms of word tables of every language, some of each."""
    found: set[str] = set()
    for code in languages():
        for table in TABLES:
            try:
                forms = [row["form"] for row in lexicon(code).rows(table)]
            except KeyError:
                continue
            found.update(forms[:: max(1, len(forms) // 60)])
    return sorted(found)


def cost(text: str) -> float:
    """CPU microseconds for each character of a full reading."""
    begun = time.process_time()
    extract({"id": 0, "text": text})
    return (time.process_time() - begun) / len(text) * 1e6


def repeated(pattern: str, length: int) -> str:
    return pattern * max(1, length // len(pattern))


def search(seconds: float) -> dict[str, tuple[float, float]]:
    """Patterns tried in a time, with their cost for each character in a short and in a long text."""
    tried: dict[str, tuple[float, float]] = {}
    end = time.monotonic() + seconds
    piece = st.sampled_from(words()) | st.sampled_from(SIGNS) | st.sampled_from(NUMBERS)
    patterns = st.lists(st.tuples(piece, st.sampled_from(("", " ", ", "))), min_size=1, max_size=6)

    @settings(
        max_examples=1_000_000, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate, Phase.target], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(patterns)
    def read(pieces: list[tuple[str, str]]) -> None:
        if time.monotonic() > end:
            raise TimeoutError
        pattern = "".join(word + gap for word, gap in pieces)
        short, long = cost(repeated(pattern, SHORT)), cost(repeated(pattern, LONG))
        tried[pattern] = short, long
        target(long)

    try:
        read()
    except* TimeoutError:
        pass
    return tried


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--limit", type=float, default=50, help="CPU microseconds a character")
    parser.add_argument("--known", type=Path, help="CSV with a column pattern: measured first")
    parser.add_argument("--length", type=int, default=LONG, help="code points of a known pattern repeated")
    chosen = parser.parse_args()
    for code in languages():
        cost(" ".join(words()[:50]) + f" ({code})")  # tables are built, models loaded
    known = []
    if chosen.known:
        with chosen.known.open(encoding="utf-8", newline="") as file:
            known = [row["pattern"].replace("\\n", "\n") for row in csv.DictReader(file)]
    tried = {pattern: (cost(repeated(pattern, SHORT)), cost(repeated(pattern, chosen.length))) for pattern in known}
    tried |= search(chosen.seconds)
    print(f"{len(tried)} patterns tried")
    for pattern, (short, long) in sorted(tried.items(), key=lambda entry: -entry[1][1]):
        if long > chosen.limit or (long > GROWS * short and long > chosen.limit / 2):
            print(f"{long:8.1f} {long / max(short, 0.1):5.2f}  {pattern!r}")


if __name__ == "__main__":
    main()
