"""The metrics: one short file each, in the order of the report.

Each module has ``NAME``, a one-line ``MEANING`` and ``score(judged) -> Score``, and shows a worked
example in its docstring. None asks a model; the same answer gets the same score on every run.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

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


def _module(name: str) -> object:
    return import_module(f"evals.metrics.{name}")


def judge(judged: Judged, names: tuple[str, ...] = METRICS) -> Mapping[str, Score]:
    """Every metric of *names* on one case."""
    scorers: dict[str, Callable[[Judged], Score]] = {
        name: _module(name).score
        for name in names  # type: ignore[attr-defined]
    }
    return {name: scorer(judged) for name, scorer in scorers.items()}


def meaning(name: str) -> str:
    """The metric's meaning in one line."""
    return str(_module(name).MEANING)  # type: ignore[attr-defined]
