"""Floors: the least that each suite must reach; a fall below one fails the run."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.suites import HERE

__all__ = ["broken", "load_floors"]


def load_floors(path: Path = HERE / "floors.toml") -> Mapping[str, Mapping[str, float]]:
    """Floors by suite, then by metric; names ending in ``_max`` are ceilings."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _value(summary: Mapping[str, Any], metric: str) -> float | None:
    if metric == "calibration_error":
        found = summary["calibration"]["expected_error"]
        return None if found is None else float(found)
    rate = summary["overall"].get(metric)
    return None if rate is None or rate["value"] is None else float(rate["value"])


def broken(
    results: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]] | None = None
) -> list[str]:
    """One sentence for each floor that *results* does not reach.

    A metric with a floor but without data is broken too: a gate that measures nothing is open.
    Citation validity below 1, or an exception, fails every suite, whatever its floors.
    """
    summary = results["summary"]
    found = []
    if summary["errors"]:
        found.append(f"{summary['errors']} questions ended in an exception")
    validity = summary["overall"].get("validity")
    if validity and validity["value"] is not None and validity["value"] < 1:
        found.append(f"citation validity is {validity['value']:.4f}; it must be 1")
    table = load_floors() if floors is None else floors
    for name, bound in table.get(results["suite"], {}).items():
        ceiling = name.endswith("_max")
        value = _value(summary, name.removesuffix("_max"))
        if value is None:
            found.append(f"{name} has a floor of {bound} but no data")
        elif (value > bound) if ceiling else (value < bound):
            word = "above" if ceiling else "below"
            found.append(f"{name} is {value:.4f}, {word} the floor of {bound}")
    return found
