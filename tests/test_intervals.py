import math

import pytest
from coded import number
from hypothesis import given
from hypothesis import strategies as st

from newslib.compare import intervals
from newslib.compare.intervals import Interval


def interval(said: str) -> Interval:
    cells = number(said)
    low, high = (None if cells.get(end) is None else float(str(cells[end])) for end in ("low", "high"))
    return Interval(low, high, str(cells["modifier"]))


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (">1000", "1026", True),
        ("0", "1026", False),
        ("~1000", "1026", True),
        ("~1000", "1200", False),
        ("1009", "1026", False),
        ("<=50", "60", False),
        ("100-300", "250-471", True),
        ("100-300", "471", False),
        ("?", "471", False),
    ],
)
def test_whether_two_numbers_can_be_true_together(a: str, b: str, agree: bool):
    assert intervals.agree(interval(a), interval(b)) is agree
    assert intervals.agree(interval(b), interval(a)) is agree


@pytest.mark.parametrize(
    ("a", "b", "rounds"),
    [
        (">1000", "1026", True),
        (">1000", "999", False),
        (">1000", "1300", False),
        (">250", "264", True),
        ("~2000", "1908", True),
        ("22000", "~21900", True),
        ("~1500", "1478", True),
        ("~5300", "5710", False),
        ("~55110", "61207", False),
        ("<=500", "471", False),
        ("<=480", "471", True),
        ("1026", ">1000", False),
        ("1000", "1000", False),
        ("?", "12", False),
    ],
)
def test_which_number_rounds_the_other(a: str, b: str, rounds: bool):
    assert intervals.rounds(interval(a), interval(b)) is rounds


@pytest.mark.parametrize(("value", "digits"), [(1026, 4), (1000, 1), (0, 1), (2.5, 2), (math.inf, 0), (math.nan, 0)])
def test_significant_digits(value: float, digits: int):
    assert intervals.significant(value) == digits


ENDS = st.none() | st.integers(0, 10**7)


@given(ENDS, ENDS, ENDS, ENDS)
def test_gap_is_symmetric_and_zero_exactly_when_numbers_meet(a: int, b: int, c: int, d: int):
    one, other = Interval(a, b, "exact"), Interval(c, d, "approx")
    assert intervals.gap(one, other) == intervals.gap(other, one) >= 0
