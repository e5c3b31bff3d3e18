"""Numbers as reports write them: each row is a promise about one way of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.amounts import find_amounts, parse_amount, same_number

AMOUNTS = [
    ("800", 800, 800, "exact"),
    ("1,800", 1800, 1800, "exact"),
    ("1,234,567", 1234567, 1234567, "exact"),
    ("1\u202f200", 1200, 1200, "exact"),
    ("200 000", 200000, 200000, "exact"),
    ("2.5", 2.5, 2.5, "exact"),
    ("1.2 million", 1200000, 1200000, "exact"),
    ("five", 5, 5, "exact"),
    ("twenty-five", 25, 25, "exact"),
    ("twenty five", 25, 25, "exact"),
    ("TWENTY-FIVE", 25, 25, "exact"),
    ("a hundred and forty", 140, 140, "exact"),
    ("one hundred and forty", 140, 140, "exact"),
    ("two thousand", 2000, 2000, "exact"),
    ("two thousand five hundred and forty", 2540, 2540, "exact"),
    ("two hundred and three thousand", 203000, 203000, "exact"),
    ("half a million", 500000, 500000, "exact"),
    ("a dozen", 12, 12, "exact"),
    ("half a dozen", 6, 6, "exact"),
    ("half-dozen", 6, 6, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("about 140", 140, 140, "about"),
    ("SOME 140", 140, 140, "about"),
    ("nearly a hundred", 100, 100, "about"),
    ("30 or so", 30, 30, "about"),
    ("at least 58", 58, None, "at_least"),
    ("no fewer than twelve", 12, None, "at_least"),
    ("6 or more", 6, None, "at_least"),
    ("100+", 100, None, "at_least"),
    ("at least some 80", 80, None, "at_least"),
    ("more than 600", 600, None, "more_than"),
    ("WELL OVER 100", 100, None, "more_than"),
    ("upwards of two hundred", 200, None, "more_than"),
    ("up to 30", None, 30, "at_most"),
    ("as many as 30", None, 30, "at_most"),
    ("no more than ten", None, 10, "at_most"),
    ("fewer than 50", None, 50, "fewer_than"),
    ("an estimated 800", 800, 800, "estimated"),
    ("estimated in only 800", 800, 800, "estimated"),
    ("estimated at 1.5 million", 1500000, 1500000, "estimated"),
    ("between 6 and 9", 6, 9, "range"),
    ("from ten to twelve", 10, 12, "range"),
    ("15-20", 15, 20, "range"),
    ("15\u201320", 15, 20, "range"),
    ("125 TO 150", 125, 150, "range"),
    ("two to three hundred", 200, 300, "range"),
    ("two or three", 2, 3, "range"),
    ("dozens", 20, 200, "vague"),
    ("scores", 30, 200, "vague"),
    ("HUNDREDS", 100, 2000, "vague"),
    ("several", 2, 20, "vague"),
    ("several hundred", 200, 1000, "vague"),
    ("tens of thousands", 10000, 200000, "vague"),
    ("millions", 1000000, None, "vague"),
]
NO_AMOUNTS = [
    "T-72", "M-16", "AK-47", "C-4", "M16", "9mm", "4th", "Brigade No. 4", "43-year-old", "6:30",
    "3/4/2017", "04.04.2017", "how many", "two-day", "once", "", "the first",
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "qualifier"), AMOUNTS)
def test_an_amount_keeps_its_bounds_and_qualifier(
    text: str, low: float | None, high: float | None, qualifier: str
) -> None:
    assert parse_amount(text) == (low, high, qualifier)
    assert parse_amount(f"They counted {text}\npeople there.") == (low, high, qualifier)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_names_dates_and_times_hold_no_amount(text: str) -> None:
    assert parse_amount(text) is None


def test_a_change_is_two_amounts_and_not_a_range() -> None:
    text = "The toll rose from 31 to 44."
    assert [text[a.start : a.end] for a in find_amounts(text)] == ["31", "44"]


def test_counts_that_lost_their_comma_stay_apart() -> None:
    assert [a.low for a in find_amounts("has risen to 86 30 of them children")] == [86, 30]
    assert [a.low for a in find_amounts("killed 86 300 wounded")] == [86, 300]


def test_a_line_break_before_a_number_does_not_hide_it() -> None:
    assert parse_amount("WOUNDED AT LEAST\n10 PERSONS") == (10, None, "at_least")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("800", "eight hundred", True),
        ("800", "1,800", False),
        ("800", "80", False),
        ("800", "8,000", False),
        ("800", "0.8", False),
        ("800 inmates escaped", "1,800 inmates escaped", False),
        ("2 people", "12 people", False),
        ("1,800", "1800", True),
        ("at least 58", "58", True),
        ("about 140", "one hundred and forty", True),
        ("15-20", "15 to 20", True),
        ("15", "15-20", False),
        ("dozens", "DOZENS", True),
        ("dozens", "24", False),
        ("a dozen", "12", True),
        ("nobody", "800", False),
        ("T-72", "72", False),
    ],
)
def test_numbers_are_compared_whole(a: str, b: str, *, same: bool) -> None:
    assert same_number(a, b) is same
    assert same_number(b, a) is same


@given(st.integers(0, 10**9))
def test_digits_round_trip_with_and_without_separators(n: int) -> None:
    assert parse_amount(str(n)) == (n, n, "exact")
    assert parse_amount(f"{n:,}") == (n, n, "exact")


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _words(n: int) -> str:
    if n < 20:
        return _UNITS[n]
    if n < 100:
        return _TENS[n // 10 - 2] + (f"-{_UNITS[n % 10]}" if n % 10 else "")
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = n % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{_words(n // scale)} {name}" + (joint + _words(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**9 - 1))
def test_words_round_trip(n: int) -> None:
    assert parse_amount(_words(n)) == (n, n, "exact")
    assert same_number(_words(n), f"{n:,}")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_numbers_are_the_same_only_when_equal(a: int, b: int) -> None:
    assert same_number(f"{a:,} fled", f"about {b}") is (a == b)


@given(st.integers(1, 10**6), st.sampled_from("0123456789"))
def test_a_number_never_matches_a_longer_one_that_holds_it(n: int, digit: str) -> None:
    assert not same_number(str(n), f"{n}{digit}")
    if digit != "0":
        assert not same_number(str(n), f"{digit}{n}")


@given(st.text())
def test_any_text_is_read_without_failing_and_offsets_fit(text: str) -> None:
    for amount in find_amounts(text):
        assert amount.start <= amount.number_start < amount.number_end <= amount.end <= len(text)
