"""Which cases failed, worst first."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.metrics import METRICS

__all__ = ["failed_checks", "failures"]

# Showing what is false is worse than not answering; breaking a citation is worst of all.
_WEIGHTS = {
    "validity": 100.0,
    "refused_rightly": 30.0,
    "faithfulness": 20.0,
    "support": 20.0,
    "right": 10.0,
    "correctness": 4.0,
    "no_false_conflict": 4.0,
    "state": 2.0,
    "source": 2.0,
}
_NOT_FAILURES = frozenset({"contained", "first_claim"})


def failed_checks(record: Mapping[str, Any]) -> dict[str, str]:
    """Metrics with less than full marks, with their reasons."""
    found = {
        name: str(record["scores"][name]["reason"])
        for name in METRICS
        if name in record["scores"]
        and name not in _NOT_FAILURES
        and record["scores"][name]["value"] is not None
        and record["scores"][name]["value"] < 1
    }
    return found | ({"error": record["error"]} if record["error"] else {})


def _weight(record: Mapping[str, Any], failed: Mapping[str, str]) -> float:
    """Wrong and sure weighs more than wrong and unsure."""
    weight = sum(_WEIGHTS.get(name, 1.0) for name in failed) + 200.0 * bool(record["error"])
    return weight * (1 + float(record["answer"]["confidence"]))


def failures(
    records: Sequence[Mapping[str, Any]],
) -> list[tuple[Mapping[str, Any], dict[str, str]]]:
    """(record, failed checks) of every case with a failed check, worst first."""
    found = [(record, failed_checks(record)) for record in records]
    failing = [pair for pair in found if pair[1]]
    return sorted(failing, key=lambda pair: (-_weight(*pair), pair[0]["id"]))
