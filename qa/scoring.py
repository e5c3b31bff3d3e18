"""How likely a candidate answers the question: one calibrated number from 0 to 1.

A logistic model over what is known of a candidate. Its weights are data (``data/confidence.json``),
fitted on development questions by ``training/confidence.py``; the same number ranks candidates,
decides whether to abstain, and is the answer's ``confidence``.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.extract import Candidate

__all__ = ["Scorer", "features", "load_scorer"]

_READ_RANGE = 12.0  # margins beyond this say no more


def features(candidate: Candidate) -> dict[str, float]:
    """What the model sees, by name; all but ``read`` lie between 0 and 1."""
    line = candidate.line
    read = candidate.read
    return {
        "fit": candidate.fit,
        "own": line.own,
        "near": line.near,
        "far": line.far,
        "named": line.named,
        "named_far": line.named_far,
        "passage": line.passage,
        "dated": float(line.dated),
        "read": 0.0 if read is None else max(-_READ_RANGE, min(_READ_RANGE, read)),
        "unread": float(read is None),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The fitted model.

    Attributes:
        weights: By feature name; a feature without weight is ignored.
        threshold: The least probability at which an answer is given.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def __call__(self, candidate: Candidate) -> float:
        """Probability that *candidate* answers the question."""
        known = features(candidate)
        total = self.bias + sum(w * known.get(name, 0.0) for name, w in self.weights.items())
        return 1.0 / (1.0 + math.exp(-total))


@cache
def load_scorer() -> Scorer:
    """The packaged model."""
    data = json.loads((files("qa") / "data" / "confidence.json").read_text("utf-8"))
    return Scorer(bias=data["bias"], weights=data["weights"], threshold=data["threshold"])
