"""No text takes more than its length: four times as long is four times the work, whatever is repeated."""

import csv
import runpy
import time
from pathlib import Path

import pytest

from newslib.extracts import extract
from newslib.segments import Segment
from newslib.sentences import LONGEST, sentences

SHORT, TIMES = 2_500, 4
SLOWER = 1.7  # times the work of each character; a quadratic loop of any weight reaches 4
TRIES = 3  # the machine may be busy with something else
PATTERNS = [row["pattern"].replace("\\n", "\n") for row in csv.DictReader(
    (Path(__file__).parent / "hostile.csv").open(encoding="utf-8", newline=""))]  # fmt: skip
ORDINARY = (
    "At least 12 civilians were killed and 30 wounded when shells hit a market in Kharkiv on Monday, the mayor said. "
    "The defence ministry denied that its troops had fired. “We counted 15 dead,” said Olha Kovalenko, a doctor. "
)


def repeated(pattern, length):
    return pattern * (length // len(pattern))


def each(text):
    """CPU seconds for each character."""
    start = time.process_time()
    found = extract({"id": 0, "text": text + "."})
    assert found["error"] is None or "no text" in found["error"]
    return (time.process_time() - start) / len(text)


UNLIKE = "".join(f"In {1950 + n % 70} {2 + n} men died in {'Kyiv' if n % 3 else 'Lima'}. " for n in range(400))
SEARCHED = 8  # seconds


@pytest.mark.parametrize("pattern", [*PATTERNS, ORDINARY], ids=repr)
def test_four_times_as_long_is_four_times_the_work(pattern):
    each(repeated(pattern, SHORT))  # tables are built, models loaded
    assert _growth(pattern) < SLOWER


def test_a_search_for_patterns_that_grow_finds_none(root):
    tried = runpy.run_path(str(root / "tools" / "hostile.py"))["search"](SEARCHED)
    dear = [pattern for pattern, (short, long) in tried.items() if long > SLOWER * short]
    assert len(tried) > 3
    assert [pattern for pattern in dear if _growth(pattern) >= SLOWER] == []


def test_sentences_none_of_which_is_like_another_take_no_more_than_their_length():
    each(UNLIKE[:SHORT])
    assert _growth(UNLIKE) < SLOWER


def _growth(pattern):
    """How much more each character of a long text takes, the least of some tries."""
    least = SLOWER
    for _ in range(TRIES):
        short = each(repeated(pattern, SHORT) or pattern[:SHORT])
        least = min(least, each(repeated(pattern, TIMES * SHORT) or pattern[: TIMES * SHORT]) / max(short, 1e-7))
        if least < SLOWER:
            break
    return least


def test_a_text_without_stops_is_cut_into_sentences_at_its_pauses():
    text = "one, two three; " * 400
    found = sentences(text, (Segment(0, len(text), "en", "Latn", 1.0, "body"),))
    assert max(s.end - s.start for s in found) <= LONGEST
    assert all(s.text.endswith(";") for s in found)
    assert "".join(s.text for s in found).replace(" ", "") == text.replace(" ", "")
