"""Fit ``qa/data/confidence.json``: how likely is it that a candidate answers the question?

    python -m training.confidence --suite fixed indexes/demo --suite muc4 DIR --worlds FOLDER

Every candidate that the assistant finds for a development question is one example, labelled by
whether its value is a gold answer and its article holds it. What is printed comes from a 5-fold
cross-validation grouped by question; the weights written are fitted on all questions. Questions
about MUC-4's DEV articles are left out, since the reader was trained on those.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.cases import Case
from evals.matching import holds
from evals.suites import corpora, find_suite, open_assistant
from qa.answer import Assistant
from qa.candidates import Candidate
from qa.scoring import features
from qa.settings import Settings, keep_libraries_offline
from training.proposals import gives_gold
from training.ranking import Ranking, fit_ranking
from training.worlds import RANKED, real_suite, world_suite

TARGET = Path(__file__).parent.parent / "qa" / "data" / "confidence.json"
COST = 3.0  # right answers that one answer to an unanswerable question costs
NEARLY = 0.995
MOST_CANDIDATES = 100  # a question


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: its question's id, whether that can be answered, features and label."""

    question: str
    suite: str
    kind: str
    answerable: bool
    features: dict[str, float]
    right: bool


def is_right(candidate: Candidate, case: Case, *, strict: bool = False) -> bool:
    """Whether the candidate's value is a gold answer, from an article that holds it.

    With *strict* the question names all such articles.
    """
    if not gives_gold(candidate, case):
        return False
    article = candidate.line.article
    known = article.id in case.relevant
    return known or (not strict and holds(f"{article.title}\n{article.text}", case))


def collect(
    assistant: Assistant, suite: str, cases: Iterable[Case], *, strict: bool = False
) -> Iterable[Example]:
    """The examples of *cases*; a question without any candidate gives none."""
    for case in cases:
        look = assistant.look(case.question, history=case.history)
        known = case.expected_state in {"answered", "conflicting"}
        seen = features(look.asked, look.evidence, look.candidates)
        for candidate, values in list(zip(look.candidates, seen, strict=True))[:MOST_CANDIDATES]:
            right = known and is_right(candidate, case, strict=strict)
            yield Example(case.id, suite, look.asked.type, known, values, right)


def development_cases(suite: str, seed: int) -> list[Case]:
    """The suite's questions that the reader has not seen the articles of."""
    cases = list(find_suite(suite).cases())
    if suite == "muc4":
        cases = [c for c in cases if not any(i.startswith("DEV-") for i in c.relevant)]
    random.Random(seed).shuffle(cases)
    return cases


def fit(examples: Sequence[Example], names: Sequence[str]) -> Ranking:
    """The weights that rank right candidates first, above the bar of giving no answer."""
    questions = [example.question for example in examples]
    rights = np.array([example.right for example in examples])
    holds_right = {q for q, right in zip(questions, rights, strict=True) if right}
    # Where no candidate of an answerable question is right, the labels may have missed one.
    used = [q in holds_right or not e.answerable for q, e in zip(questions, examples, strict=True)]
    kept = np.flatnonzero(used)
    return fit_ranking(matrix(examples, names)[kept], rights[kept], [questions[i] for i in kept])


def matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """(examples, features)."""
    return np.array([[example.features[name] for name in names] for example in examples])


def best_of_each(
    examples: Sequence[Example], scores: NDArray[np.float64]
) -> dict[str, tuple[float, bool, bool]]:
    """For each question: its best candidate's score, whether it is right, whether answerable."""
    best: dict[str, tuple[float, bool, bool]] = {}
    for example, score in zip(examples, scores, strict=True):
        if example.question not in best or score > best[example.question][0]:
            best[example.question] = (float(score), example.right, example.answerable)
    return best


def calibrate(best: Sequence[tuple[float, bool, bool]]) -> tuple[float, float]:
    """Slope and intercept: a best candidate's log-odds to the chance that it is right."""
    scores = np.clip([score for score, _, _ in best], 1e-6, 1 - 1e-6)
    odds = np.log(scores / (1 - scores)).reshape(-1, 1)
    model = LogisticRegression(C=100.0).fit(odds, [right for _, right, _ in best])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def calibrated(score: float, line: tuple[float, float]) -> float:
    """*score* after calibration."""
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    odds = np.log(bounded / (1 - bounded))
    return float(1 / (1 + np.exp(-(line[0] * odds + line[1]))))


def choose_threshold(best: Sequence[tuple[float, bool, bool]]) -> float:
    """The score that makes most of right answers less what false answers cost."""

    def gain(threshold: float) -> float:
        given = [(right, answerable) for score, right, answerable in best if score >= threshold]
        return sum(right for right, _ in given) - COST * sum(not can for _, can in given)

    steps = [round(step / 100, 2) for step in range(5, 95)]
    enough = NEARLY * max(gain(step) for step in steps)
    # Among those about as good the middle one: which is best hangs on a few questions.
    good = [step for step in steps if gain(step) >= enough]
    return good[len(good) // 2]


def report(best: dict[str, tuple[float, bool, bool]], threshold: float) -> str:
    """Right answers, wrong answers and refusals among answerable questions, and false answers."""
    can = [(s, right) for s, right, answerable in best.values() if answerable]
    cannot = [s for s, _, answerable in best.values() if not answerable]
    top = sum(right for _, right in can)
    right = sum(r for s, r in can if s > threshold)
    refused = sum(s <= threshold for s, _ in can)
    false = sum(s > threshold for s in cannot)
    return (
        f"answerable {len(can)}: best candidate right {top}, answered right {right}, "
        f"refused {refused}; unanswerable {len(cannot)}: answered {false}; "
        f"threshold {threshold:.3f}"
    )


def cross_validated(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Each example's score from a model that has not seen its question."""
    scores = np.zeros(len(examples))
    groups = [example.question for example in examples]
    for train, test in GroupKFold(n_splits=5).split(groups, groups=groups):
        ranking = fit([examples[i] for i in train], names)
        scores[test] = ranking(matrix([examples[i] for i in test], names))
    return scores


def main() -> None:
    """Collect, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", nargs=2, action="append", metavar=("NAME", "INDEX"))
    parser.add_argument("--worlds", type=Path, help="where the indexes of worlds are, or go")
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out")
    parser.add_argument("--cache", type=Path, help="write or reuse the collected examples")
    parser.add_argument("--no-write", action="store_true", help="collect and measure alone")
    arguments = parser.parse_args()
    keep_libraries_offline(Settings())
    examples = load_examples(arguments.suite, arguments.worlds, arguments.cache)
    names = [n for n in examples[0].features if n not in arguments.without]
    raw = best_of_each(examples, cross_validated(examples, names))
    line = calibrate(list(raw.values()))
    best = {i: (calibrated(score, line), right, can) for i, (score, right, can) in raw.items()}
    threshold = choose_threshold(list(best.values()))
    for suite in ("all", *sorted({example.suite for example in examples})):
        ids = {e.question for e in examples if suite in {"all", e.suite}}
        print(f"{suite}:", report({i: v for i, v in best.items() if i in ids}, threshold))
    if arguments.no_write:
        return
    ranking = fit(examples, names)
    means = matrix(examples, names).mean(axis=0)
    weights = {n: round(float(w), 4) for n, w in zip(names, ranking.weights, strict=True)}
    data = {
        "about": "Written by training/confidence.py; read by qa/scoring.py.",
        "bias": round(ranking.bias, 4),
        "weights": weights,
        "means": {n: round(float(m), 4) for n, m in zip(names, means, strict=True)},
        "slope": round(line[0], 4),
        "intercept": round(line[1], 4),
        "threshold": threshold,
    }
    TARGET.write_text(json.dumps(data, indent=2) + "\n", "utf-8")


def load_examples(
    suites: Sequence[tuple[str, str]], worlds: Path | None, cache: Path | None
) -> list[Example]:
    """Collect the examples of all suites, or read them from *cache*."""
    if cache and cache.exists():
        return [Example(**json.loads(line)) for line in cache.read_text("utf-8").splitlines()]
    examples: list[Example] = []
    for suite, index in suites:
        with Assistant.open(index) as assistant:
            examples += collect(assistant, suite, development_cases(suite, seed=7))
    if worlds:
        for name in sorted(RANKED):
            world = world_suite(name)
            with open_assistant(world, index=None, cache=worlds) as assistant:
                examples += collect(assistant, "worlds", world.cases(), strict=True)
        real = real_suite(corpora(), worlds, "ranked")
        with open_assistant(real, index=None, cache=worlds) as assistant:
            examples += collect(assistant, "real", real.cases(), strict=True)
    if cache:
        rows = [json.dumps({f: getattr(e, f) for f in Example.__slots__}) for e in examples]
        cache.write_text("\n".join(rows), "utf-8")
    return examples


if __name__ == "__main__":
    main()
