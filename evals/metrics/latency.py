"""Milliseconds from question to answer: median and 95th percentile, and by stage.

Percentiles are nearest-rank, so that each is a time that was measured. Timings stand apart from the
results, which are the same on every run.

Shares with the product: the stages, which are its own ``timings_ms``; ``ask`` is measured outside.

>>> summary({"a": {"ask": 10.0}, "b": {"ask": 30.0}, "c": {"ask": 20.0}})
{'ask': {'p50': 20.0, 'p95': 30.0, 'max': 30.0, 'n': 3}}
"""

from collections.abc import Mapping
from math import ceil

__all__ = ["percentile", "summary"]


def percentile(values: list[float], part: float) -> float:
    """Nearest-rank percentile of non-empty *values*.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    return ordered[max(0, ceil(part * len(ordered)) - 1)]


def summary(timings: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Percentiles by stage over every case that has the stage."""
    stages: dict[str, list[float]] = {}
    for spent in timings.values():
        for stage, milliseconds in spent.items():
            stages.setdefault(stage, []).append(milliseconds)
    return {
        stage: {
            "p50": percentile(values, 0.5),
            "p95": percentile(values, 0.95),
            "max": max(values),
            "n": len(values),
        }
        for stage, values in stages.items()
    }
