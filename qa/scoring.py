"""How likely a candidate answers the question: one calibrated number from 0 to 1.

A logistic model over what is known of a candidate. Its weights are data (``data/confidence.json``),
fitted on development questions by ``training/confidence.py``; the same number ranks candidates,
decides whether to abstain, and is the answer's ``confidence``.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.evidence import Evidence, word_keys
from qa.extract import Candidate
from qa.question import AnswerType, Question

__all__ = ["Scorer", "features", "load_scorer"]

_READ_RANGE = 12.0  # margins beyond this say no more
_GROUPS: Mapping[AnswerType, str] = {
    "figure": "figure",
    "date": "date",
    "person": "name",
    "organisation": "name",
    "place": "name",
    "yesno": "yesno",
    "statement": "sentence",
    "summary": "sentence",
    "cause": "sentence",
}


def features(
    question: Question, evidence: Evidence, candidates: Sequence[Candidate]
) -> list[dict[str, float]]:
    """What the model sees of each candidate, by name; most lie between 0 and 1."""
    margins = [c.read for c in candidates if c.read is not None]
    best = _bounded(max(margins)) if margins else -1.0
    ranks = {(x.article.id, x.start): rank for rank, x in enumerate(evidence.lines)}
    return [_features(question, evidence, c, best=best, ranks=ranks) for c in candidates]


def _features(
    question: Question,
    evidence: Evidence,
    candidate: Candidate,
    *,
    best: float,
    ranks: Mapping[tuple[str, int], int],
) -> dict[str, float]:
    line = candidate.line
    read = -1.0 if candidate.read is None else _bounded(candidate.read)
    group = _GROUPS.get(question.type, "other")
    figure = candidate.figure
    known = {
        "fit": candidate.fit,
        "own": line.own,
        "near": line.near,
        "far": line.far,
        "named": line.named,
        "named_far": line.named_far,
        "passage": line.passage,
        "dated": float(line.dated),
        "rank": 1.0 / (1 + ranks[line.article.id, line.start]),
        "best_read": best,
        "measured": float(figure is not None and figure.measure == question.measure is not None),
        "repeats": _share(candidate.value, question.text),
        "spoken": _spoken(question, evidence, candidate),
        "length": min(1.0, len(candidate.value.split()) / 20),
    }
    # The reader is surer of some kinds of answer than of others.
    return known | {
        f"{name}:{of}": value if of == group else 0.0
        for of in (*sorted(set(_GROUPS.values())), "other")
        for name, value in (
            ("is", 1.0), ("read", read), ("behind", best - read), ("unread", float(read == -1.0)),
        )
    }  # fmt: skip


def _bounded(margin: float) -> float:
    """A reader's margin between -1 and 1."""
    return max(-1.0, min(1.0, margin / _READ_RANGE))


def _share(value: str, question: str) -> float:
    """Share of the value's words that the question already holds: repeating is no answer."""
    words = word_keys(value)
    return len(words & word_keys(question)) / len(words) if words else 0.0


def _spoken(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    """Share of the asked speaker's words near the candidate; 1 where no speaker was asked for."""
    if not question.speaker:
        return 1.0
    window = evidence.window(candidate.line)
    text = candidate.line.article.text[window[0].start : window[-1].end]
    wanted = word_keys(question.speaker)
    return len(wanted & word_keys(text)) / len(wanted) if wanted else 1.0


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

    def __call__(
        self, question: Question, evidence: Evidence, candidates: Sequence[Candidate]
    ) -> list[float]:
        """Probability that each candidate answers the question."""
        return [self._one(known) for known in features(question, evidence, candidates)]

    def _one(self, known: Mapping[str, float]) -> float:
        total = self.bias + sum(w * known.get(name, 0.0) for name, w in self.weights.items())
        return 1.0 / (1.0 + math.exp(-total))


@cache
def load_scorer() -> Scorer:
    """The packaged model."""
    data = json.loads((files("qa") / "data" / "confidence.json").read_text("utf-8"))
    return Scorer(bias=data["bias"], weights=data["weights"], threshold=data["threshold"])
