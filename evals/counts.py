"""Numbers of a text, in digits and in words, as whole tokens.

Independent of the product's figures: the ruler must not inherit their mistakes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from evals.words import fold

__all__ = ["Number", "find_numbers", "same_bounds"]

_UNITS = {
    word: value
    for value, word in enumerate(
        [
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
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PIECE = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[a-z]+|[-,;:.()]")
_DIGITS = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_LINKS = frozenset({"to", "-", "or"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range, and where it stands in the text."""

    low: float
    high: float
    start: int
    end: int


@dataclass(slots=True)
class _Run:
    """A number being read, word by word."""

    start: int
    end: int
    total: float = 0
    current: float = 0
    last: str = ""

    def value(self) -> float:
        return self.total + self.current


def _digits(piece: str) -> float | None:
    return float(piece.replace(",", "")) if _DIGITS.fullmatch(piece) else None


def _extends(run: _Run, word: str) -> bool:
    """Whether *word* can go on from *run*: "twenty" + "five", "300" + "million"."""
    if word in _SCALES:
        return run.last != "scale" or _SCALES[word] > 100
    if word in _UNITS:
        return run.last == "scale" or (run.last == "ten" and _UNITS[word] < 10)
    return word in _TENS and run.last == "scale"


def _add(run: _Run, word: str, end: int) -> None:
    run.end = end
    if word in _SCALES:
        scale = _SCALES[word]
        if scale == 100:
            run.current = (run.current or 1) * scale
        else:
            run.total += (run.current or 1) * scale
            run.current = 0
        run.last = "scale"
    else:
        run.current += _UNITS.get(word, _TENS.get(word, 0))
        run.last = "ten" if word in _TENS else "unit"


def _pieces(text: str) -> list[tuple[str, int, int]]:
    folded = fold(text)
    return [(m.group(), m.start(), m.end()) for m in _PIECE.finditer(folded)]


def _single(text: str) -> list[Number]:
    pieces = _pieces(text)
    found: list[Number] = []
    run: _Run | None = None

    def close() -> None:
        nonlocal run
        if run is not None:
            found.append(Number(run.value(), run.value(), run.start, run.end))
        run = None

    for i, (piece, start, end) in enumerate(pieces):
        number = _digits(piece)
        following = pieces[i + 1][0] if i + 1 < len(pieces) else ""
        if number is not None:
            close()
            run = _Run(start, end, current=number, last="digits")
        elif run is not None and piece in {"and", "-"} and _extends(run, following):
            continue
        elif run is not None and _extends(run, piece):
            _add(run, piece, end)
        elif piece == "one" and following in _RELATIVE:
            close()  # "he was the one who called it a lie"
        elif piece in _UNITS or piece in _TENS or (piece == "hundred" and _article(pieces, i)):
            close()
            run = _Run(start, end)
            _add(run, piece, end)
        elif piece == "dozen":
            times = run.value() if run else 1
            begin = run.start if run else start
            run = None
            found.append(Number(12 * times, 12 * times, begin, end))
        else:
            close()
    close()
    return found


def _article(pieces: list[tuple[str, int, int]], i: int) -> bool:
    """Whether "a" stands before pieces[i]: "a hundred" is a number, "several hundred" is not."""
    return i > 0 and pieces[i - 1][0] == "a"


def _linked(folded: str, first: Number, second: Number) -> bool:
    """Whether two neighbours are the ends of one range: "6 to 9", "between 20 and 30"."""
    between = folded[first.end : second.start].strip()
    joined = between == "and" and folded[: first.start].rstrip().endswith("between")
    return first.low < second.high and (between in _LINKS or joined)


@lru_cache(maxsize=16384)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Numbers and ranges in order; ordinals and vague words ("dozens") are none.

    Offsets are in ``fold(text)``.

    >>> [(n.low, n.high) for n in find_numbers("1,800 or two to three hundred, twenty-five, 12th")]
    [(1800.0, 1800.0), (200.0, 300.0), (25.0, 25.0)]
    >>> [n.low for n in find_numbers("a dozen of 2.5 million")]
    [12.0, 2500000.0]
    """
    singles = [Number(float(n.low), float(n.high), n.start, n.end) for n in _single(text)]
    merged: list[Number] = []
    for number in singles:
        previous = merged[-1] if merged else None
        if previous and _linked(fold(text), previous, number):
            low = previous.low
            if low < 10 <= number.high and not number.high % 100 and "hundred" in text.casefold():
                low *= 100
            merged[-1] = Number(low, number.high, previous.start, number.end)
        else:
            merged.append(number)
    return tuple(merged)


def same_bounds(a: Number, b: Number) -> bool:
    """Whether two numbers are the same number or the same range.

    >>> same_bounds(find_numbers("800")[0], find_numbers("eight hundred")[0])
    True
    >>> same_bounds(find_numbers("800")[0], find_numbers("1,800")[0])
    False
    """
    return a.low == b.low and a.high == b.high
