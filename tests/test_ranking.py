"""The fit ranks right candidates first and keeps questions without any below the bar."""

import numpy as np

from training.ranking import fit_ranking


def invented(seed: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Sixty questions of five candidates; a third of the questions have no right one."""
    chance = np.random.default_rng(seed)
    features, right, questions = [], [], []
    for question in range(60):
        answer = question % 5 if question % 3 else -1
        for candidate in range(5):
            good = candidate == answer
            features.append([good * 2.0 + chance.normal(0, 0.5), chance.normal(), 1.0])
            right.append(good)
            questions.append(f"q{question}")
    return np.array(features), np.array(right), questions


def test_right_candidates_score_above_one_half_and_others_below() -> None:
    features, right, questions = invented(1)
    chances = fit_ranking(features, right, questions)(features)
    assert np.mean(chances[right] > 0.5) > 0.85
    assert np.mean(chances[~right] < 0.5) > 0.95


def test_what_tells_nothing_gets_little_weight_and_a_constant_none() -> None:
    ranking = fit_ranking(*invented(2))
    telling, noise, constant = ranking.weights
    assert telling > 5 * abs(noise)
    assert constant == 0.0


def test_the_order_of_the_examples_does_not_matter() -> None:
    features, right, questions = invented(3)
    order = np.random.default_rng(0).permutation(len(right))
    one = fit_ranking(features, right, questions)
    other = fit_ranking(features[order], right[order], [questions[i] for i in order])
    assert np.allclose(one.weights, other.weights, atol=1e-3)
