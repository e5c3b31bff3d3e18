"""Intervals, paired tests, calibration and selective answering; nothing is drawn at random."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

__all__ = ["Bin", "Interval", "calibration", "expected_error", "mcnemar", "risk_coverage", "wilson"]

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate with its 95 % interval.

    Attributes:
        n: Cases that were scored.
    """

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, how sure, how often right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def wilson(values: Sequence[float], *, z: float = _Z95) -> Interval | None:
    """Wilson score interval of the mean of *values* (each 0 to 1); None for no data.

    Half marks make the interval slightly too wide, never too narrow.

    >>> found = wilson([1.0] * 8 + [0.0] * 2)
    >>> round(found.value, 2), round(found.low, 3), round(found.high, 3)
    (0.8, 0.49, 0.943)
    >>> wilson([]) is None
    True
    """
    n = len(values)
    if not n:
        return None
    rate = sum(values) / n
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return Interval(rate, max(0.0, centre - half), min(1.0, centre + half), n)


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided exact p of *gained* against *lost* discordant pairs; 1.0 when there are none.

    >>> mcnemar(0, 6), mcnemar(3, 3), mcnemar(0, 0)
    (0.03125, 1.0, 1.0)
    """
    n = gained + lost
    if not n:
        return 1.0
    tail = sum(comb(n, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2 * tail / float(2**n))


def calibration(pairs: Sequence[tuple[float, bool]], *, bins: int = 10) -> list[Bin]:
    """Bins of equal width over (confidence, right); empty bins are left out.

    >>> [(b.n, b.confidence, b.accuracy) for b in calibration([(0.75, True), (0.75, False)])]
    [(2, 0.75, 0.5)]
    """
    found = []
    for i in range(bins):
        low, high = i / bins, (i + 1) / bins
        inside = [p for p in pairs if low <= p[0] < high or (i == bins - 1 and p[0] >= 1.0)]
        if inside:
            sure = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(good for _, good in inside) / len(inside)
            found.append(Bin(low, high, len(inside), sure, right))
    return found


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Expected calibration error over ten bins; None for no data.

    >>> expected_error([(0.75, True), (0.75, False)])
    0.25
    """
    found = calibration(pairs)
    total = sum(each.n for each in found)
    if not total:
        return None
    return sum(each.n * abs(each.confidence - each.accuracy) for each in found) / total


def risk_coverage(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(coverage, risk) when only the surest answers are given, surest first; ties go together.

    >>> risk_coverage([(0.9, True), (0.5, False)])
    [(0.5, 0.0), (1.0, 0.5)]
    """
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    points = []
    wrong = 0
    for i, (confidence, right) in enumerate(ordered, start=1):
        wrong += not right
        if i == len(ordered) or ordered[i][0] != confidence:
            points.append((i / len(ordered), wrong / i))
    return points
