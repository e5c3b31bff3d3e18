"""Fit one score that ranks a question's candidates and tells when none of them answers.

Among the candidates of a question stands "no answer", with a score of 0. What is maximised is the
likelihood that one of the right candidates is drawn, or "no answer" where the reports hold none:
ranking and abstention are learned together, which separate labels of right and wrong do not give.
A small share of the plain logistic loss keeps the scale of all scores comparable.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

__all__ = ["Ranking", "fit_ranking"]

RIDGE = 0.013  # of standardised weights
LOGISTIC = 0.1  # share of the logistic loss
RIGHTS = 4.0  # weight of a right candidate in it; they are few among many
ITERATIONS = 300

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A linear score; its logistic is a chance.

    Attributes:
        weights: (features,).
        bias: Added to the weighted sum.
    """

    weights: Floats
    bias: float

    def __call__(self, features: Floats) -> Floats:
        """Chances, (examples,), for (examples, features)."""
        chances: Floats = 1 / (1 + np.exp(-np.clip(features @ self.weights + self.bias, -50, 50)))
        return chances


@dataclass(frozen=True, slots=True)
class _Groups:
    """Candidates by question: they stand together, each question's from ``starts`` on."""

    starts: NDArray[np.int64]
    of: NDArray[np.int64]
    right: NDArray[np.bool_]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Whether a question has a right candidate."""
        return np.logical_or.reduceat(self.right, self.starts)


def fit_ranking(features: Floats, right: NDArray[np.bool_], questions: Sequence[str]) -> Ranking:
    """The ranking that fits best.

    Args:
        features: (examples, features).
        right: (examples,), whether each is a right answer.
        questions: The question of each example.
    """
    order = np.argsort(np.array(questions), kind="stable")
    _, starts, counts = np.unique(np.array(questions)[order], return_index=True, return_counts=True)
    groups = _Groups(starts, np.repeat(np.arange(len(starts)), counts), right[order])
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 1e-9, spread, np.inf)  # a constant feature gets no weight
    standard = ((features - mean) / spread)[order]
    found = minimize(
        lambda point: _loss(point, standard, groups),
        np.zeros(features.shape[1] + 1),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": ITERATIONS},
    )
    weights = found.x[:-1] / spread
    return Ranking(weights, float(found.x[-1] - mean @ weights))


def _loss(point: Floats, features: Floats, groups: _Groups) -> tuple[float, Floats]:
    """The loss and its gradient at *point*: the weights, then the bias."""
    weights, bias = point[:-1], point[-1]
    scores = features @ weights + bias
    loss, by_score = _drawn(scores, groups)
    more, also = _logistic(scores, groups)
    by_score = by_score + LOGISTIC * also
    gradient = np.append(features.T @ by_score + 2 * RIDGE * weights, by_score.sum())
    return loss + LOGISTIC * more + RIDGE * float(weights @ weights), gradient


def _drawn(scores: Floats, groups: _Groups) -> tuple[float, Floats]:
    """Loss by the likelihood that what is drawn is right, with its gradient by score."""
    highest = np.maximum(np.maximum.reduceat(scores, groups.starts), 0.0)
    powers, none = np.exp(scores - highest[groups.of]), np.exp(-highest)
    total = np.add.reduceat(powers, groups.starts) + none
    right = np.add.reduceat(powers * groups.right, groups.starts)
    hit = np.maximum(np.where(groups.answered, right, none), 1e-300)
    wanted = np.where(groups.answered[groups.of], powers * groups.right / hit[groups.of], 0.0)
    gradient = (powers / total[groups.of] - wanted) / len(total)
    return float((np.log(total) - np.log(hit)).mean()), gradient


def _logistic(scores: Floats, groups: _Groups) -> tuple[float, Floats]:
    """Logistic loss, each question weighing the same, with its gradient by score."""
    counts = np.bincount(groups.of)
    share = np.where(groups.right, RIGHTS, 1.0) / counts[groups.of]
    share = share / share.sum()
    loss = float((share * np.logaddexp(0.0, np.where(groups.right, -scores, scores))).sum())
    chances = 1 / (1 + np.exp(-np.clip(scores, -50, 50)))
    return loss, share * (chances - groups.right)
