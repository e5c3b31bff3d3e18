"""Two runs of one suite, case by case: what changed, and whether that is more than chance."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.floors import broken
from evals.metrics import METRICS
from evals.statistics import mcnemar
from qa.errors import InputError

__all__ = ["Change", "Comparison", "compare", "load_run"]

_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in both runs, over the cases that both scored.

    Attributes:
        gained: Ids that fail in A and pass in B.
        lost: Ids that pass in A and fail in B.
        p: Exact two-sided McNemar.
    """

    metric: str
    before: float
    after: float
    n: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    p: float

    @property
    def dropped(self) -> bool:
        """Whether it fell by more than chance explains."""
        return len(self.lost) > len(self.gained) and self.p < _SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every metric's change, and the floors that B breaks."""

    changes: tuple[Change, ...]
    floors: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether B must not replace A."""
        return bool(self.floors) or any(change.dropped for change in self.changes)


def load_run(path: Path) -> dict[str, Any]:
    """A results.json, from its file or its folder.

    Raises:
        InputError: There is none, or it is not one.
    """
    file = path / "results.json" if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"There is no {file}; give the folder that `evals run --out` wrote.")
    found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or "summary" not in found:
        raise InputError(f"{file} is not a results.json; give the folder that a run wrote.")
    return found


def _change(metric: str, before: Mapping[str, float], after: Mapping[str, float]) -> Change | None:
    shared = sorted(before.keys() & after.keys())
    if not shared:
        return None
    gained = tuple(each for each in shared if before[each] < 1 <= after[each])
    lost = tuple(each for each in shared if after[each] < 1 <= before[each])
    return Change(
        metric=metric,
        before=sum(before[each] for each in shared) / len(shared),
        after=sum(after[each] for each in shared) / len(shared),
        n=len(shared),
        gained=gained,
        lost=lost,
        p=mcnemar(len(gained), len(lost)),
    )


def _values(run: Mapping[str, Any], metric: str) -> dict[str, float]:
    return {
        record["id"]: float(score["value"])
        for record in run["cases"]
        for score in [record["scores"].get(metric)]
        if score and score["value"] is not None and not score["unscored"]
    }


def compare(a: Mapping[str, Any], b: Mapping[str, Any]) -> Comparison:
    """Compare run *b* with run *a*.

    Raises:
        InputError: They are of different suites or questions.
    """
    if a["suite"] != b["suite"]:
        raise InputError(
            f"A is a run of {a['suite']!r}, B of {b['suite']!r}; compare runs of one suite."
        )
    if not {r["id"] for r in a["cases"]} & {r["id"] for r in b["cases"]}:
        raise InputError("The two runs share no question; run both on the same question file.")
    found = [_change(name, _values(a, name), _values(b, name)) for name in METRICS]
    return Comparison(tuple(change for change in found if change), tuple(broken(b)))
