"""How likely a candidate answers the question: one calibrated number from 0 to 1.

A logistic model over what is known of a candidate. Its weights are data (``data/confidence.json``),
fitted on development questions by ``training/confidence.py``; the same number ranks candidates,
decides whether to abstain, and is the answer's ``confidence``.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from qa.alignment import aligned
from qa.candidates import Candidate
from qa.dating import dating
from qa.evidence import Evidence
from qa.measures import measure_of, related_measures
from qa.occasion import occasions
from qa.question import AnswerType, Question
from qa.support import bounded
from qa.word_keys import word_keys

__all__ = ["Scorer", "features", "load_scorer", "log_odds"]

SUREST = 1e-4  # chances nearer to 0 or 1 count as this near
ODDS = 6.0
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
    best = bounded(max(margins)) if margins else -1.0
    ranks = {line.key: rank for rank, line in enumerate(evidence.lines)}
    return [
        _features(question, evidence, candidate, best=best, ranks=ranks)
        | _support(candidate)
        | _form(question, candidate)
        | alignment
        | occasion
        | dates
        for candidate, alignment, occasion, dates in zip(
            candidates,
            aligned(question, evidence, candidates),
            occasions(question, evidence, candidates),
            dating(evidence, candidates),
            strict=True,
        )
    ]


def _features(
    question: Question,
    evidence: Evidence,
    candidate: Candidate,
    *,
    best: float,
    ranks: Mapping[tuple[str, int], int],
) -> dict[str, float]:
    line = candidate.line
    read = -1.0 if candidate.read is None else bounded(candidate.read)
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
        "rank": 1.0 / (1 + ranks[line.key]),
        "best_read": best,
        "measured": float(
            figure is not None
            and question.measure is not None
            and figure.measure in related_measures(question.measure)
        ),
        # A value that only repeats the question is no answer.
        "repeats": _share(candidate.value, question.text),
        "spoken": _spoken(question, evidence, candidate),
        "length": min(1.0, len(candidate.value.split()) / 20),
        "people": _share(question.population or "", line.text, nothing=1.0),
        "head": _share(question.head or "", line.text, nothing=1.0),
        "verbs": _verbs(question, line.text),
    }
    # The reader is surer of some kinds of answer than of others.
    shared = {name: known.pop(name) for name in ("people", "head", "verbs")}
    return known | {
        f"{name}:{of}": value if of == group else 0.0
        for of in (*sorted(set(_GROUPS.values())), "other")
        for name, value in (
            ("is", 1.0), ("read", read), ("behind", best - read), ("unread", float(read == -1.0)),
            *shared.items(),
        )
    }  # fmt: skip


def _support(candidate: Candidate) -> dict[str, float]:
    support = candidate.support
    return {
        "read_common": support.common,
        "read_weighed": support.weighed,
        "read_exact": support.exact,
        "read_windows": support.windows,
        "read_first": float(support.first),
        "read_rank": support.rank,
        "window_read": support.window,
        "window_behind": support.behind,
        "window_unread": float(not support.seen),
    }


def _form(question: Question, candidate: Candidate) -> dict[str, float]:
    """What kind of words it is: a figure by its parts, words spoken for what somebody said."""
    figure, line = candidate.figure, candidate.line
    before = line.text[: candidate.start - line.start]
    return {
        "counts_some": float(figure is not None and figure.of is not None),
        "measure_told": float(figure is not None and figure.measure is not None),
        "vague": float(figure is not None and figure.qualifier == "vague"),
        "numbered": float(candidate.counted),
        "ruled": candidate.ruled,
        "verified": candidate.verified or 0.0,
        "verified_odds": 0.0 if candidate.verified is None else _odds(candidate.verified),
        "unverified": float(candidate.verified is None),
        "single": float(figure is not None and figure.low == 1),
        "quoted": float(question.type == "statement" and any(mark in before for mark in '"\u201c')),
    }


def _odds(chance: float) -> float:
    """Log-odds of *chance*, brought to about -1 to 1: 0.99 and 0.999 are far apart."""
    return log_odds(min(max(chance, SUREST), 1 - SUREST)) / ODDS


def _share(words: str, text: str, *, nothing: float = 0.0) -> float:
    """Share of *words* that *text* holds; *nothing* where there are none."""
    wanted = word_keys(words)
    return len(wanted & word_keys(text)) / len(wanted) if wanted else nothing


def _verbs(question: Question, text: str) -> float:
    """Share of the question's verbs that *text* holds, a verb of the same measure included."""
    if not question.verbs:
        return 1.0
    keys = word_keys(text)
    measures = {measure_of(word.lower()) for word in text.split()} - {None}
    held = [bool(word_keys(v) & keys) or measure_of(v) in measures for v in question.verbs]
    return sum(held) / len(held)


def _spoken(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    """Share of the asked speaker's words near the candidate; 1 where no speaker was asked for."""
    if not question.speaker:
        return 1.0
    window = evidence.window(candidate.line)
    text = candidate.line.article.text[window[0].start : window[-1].end]
    return _share(question.speaker, text, nothing=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The fitted model.

    Attributes:
        weights: By feature name; a feature without weight is ignored.
        means: By feature name, what it was on development questions.
        slope: With ``intercept``, turns the weighted sum into the calibrated log-odds.
        threshold: The least probability at which an answer is given.
    """

    bias: float
    weights: Mapping[str, float]
    slope: float
    intercept: float
    threshold: float
    means: Mapping[str, float] = field(default_factory=dict)

    def without(self, names: Collection[str]) -> "Scorer":
        """The model that sees of each of *names* only what it is on average."""
        usual = sum(self.weights[n] * self.means.get(n, 0.0) for n in names if n in self.weights)
        kept = {name: weight for name, weight in self.weights.items() if name not in names}
        return replace(self, weights=kept, bias=self.bias + usual)

    def __call__(
        self, question: Question, evidence: Evidence, candidates: Sequence[Candidate]
    ) -> list[float]:
        """Probability that each candidate answers the question."""
        return [self._one(known) for known in features(question, evidence, candidates)]

    def _one(self, known: Mapping[str, float]) -> float:
        total = self.bias + sum(w * known.get(name, 0.0) for name, w in self.weights.items())
        return 1.0 / (1.0 + math.exp(-(self.slope * total + self.intercept)))


@cache
def load_scorer() -> Scorer:
    """The packaged model."""
    data = json.loads((files("qa") / "data" / "confidence.json").read_text("utf-8"))
    return Scorer(**{name: value for name, value in data.items() if name != "about"})


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded where the probability is 0 or 1."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))
