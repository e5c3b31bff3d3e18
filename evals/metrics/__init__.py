"""The metrics: one short file each, in the order of the report.

Each module has ``NAME``, a one-line ``MEANING`` and ``score(judged) -> Score``, and shows a worked
example in its docstring. None asks a model; the same answer gets the same score on every run.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from evals.score import Judged, Score

__all__ = ["GOLD_FREE", "METRICS", "judge", "meaning"]

METRICS = (
    "right",
    "correctness",
    "contained",
    "first_claim",
    "list_recall",
    "source",
    "state",
    "validity",
    "support",
    "faithfulness",
    "qualifier",
    "certainty",
    "speaker",
    "conflict_recall",
    "no_false_conflict",
    "refused_rightly",
    "answered_at_all",
    "followup",
)
# These judge an answer by its own citations, without gold data: any answer can be gated with them.
GOLD_FREE = ("validity", "support", "faithfulness")


class _Metric(Protocol):
    MEANING: str

    def score(self, judged: Judged) -> Score: ...


def _module(name: str) -> _Metric:
    return cast("_Metric", import_module(f"evals.metrics.{name}"))


def judge(judged: Judged, names: tuple[str, ...] = METRICS) -> Mapping[str, Score]:
    """Every metric of *names* on one case."""
    return {name: _module(name).score(judged) for name in names}


def meaning(name: str) -> str:
    """The metric's meaning in one line."""
    return _module(name).MEANING
