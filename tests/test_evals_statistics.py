"""The statistics: known values, and what must hold for any data."""

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evals
from evals.statistics import calibration, expected_error, mcnemar, risk_coverage, wilson

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)
LIGHT = [
    name
    for _, name, _ in pkgutil.walk_packages(evals.__path__, "evals.")
    if name not in {"evals.__main__", "evals.bench", "evals.peers", "evals.peer_llamaindex"}
]


@pytest.mark.parametrize("name", LIGHT)
def test_every_worked_example_is_true(name: str) -> None:
    """Each metric shows an example in its docstring; each is run."""
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


def test_every_metric_shows_a_worked_example_and_says_what_it_shares() -> None:
    """A metric's file defines it."""
    from evals.metrics import METRICS

    for name in METRICS:
        text = importlib.import_module(f"evals.metrics.{name}").__doc__ or ""
        assert ">>> " in text, name
        assert "score(judged(" in text, name
        assert "Shares with the product:" in text, name


def test_wilson_matches_published_values() -> None:
    """81 of 263 at 95 %: 0.2553 to 0.3662 (Newcombe 1998, method 3)."""
    found = wilson([1.0] * 81 + [0.0] * 182)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=200))
def test_the_interval_holds_the_rate(values: list[float]) -> None:
    """0 <= low <= rate <= high <= 1, up to rounding."""
    found = wilson(values)
    assert found is not None
    assert -1e-9 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1 + 1e-9


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_symmetric_and_a_probability(gained: int, lost: int) -> None:
    """The test does not know which run is ours."""
    assert mcnemar(gained, lost) == mcnemar(lost, gained)
    assert 0 < mcnemar(gained, lost) <= 1


def test_mcnemar_agrees_with_the_binomial_test() -> None:
    """It is the exact sign test on the discordant pairs."""
    stats = pytest.importorskip("scipy.stats")
    for gained, lost in [(1, 9), (4, 12), (0, 5), (7, 7)]:
        expected = stats.binomtest(min(gained, lost), gained + lost).pvalue
        assert mcnemar(gained, lost) == pytest.approx(expected)


@given(PAIRS)
def test_calibration_counts_every_answer_once(pairs: list[tuple[float, bool]]) -> None:
    """No confidence falls between two bins, 1.0 included."""
    assert sum(each.n for each in calibration(pairs)) == len(pairs)
    error = expected_error(pairs)
    assert error is not None
    assert 0 <= error <= 1


@given(PAIRS)
def test_full_coverage_has_the_overall_risk(pairs: list[tuple[float, bool]]) -> None:
    """The last point answers everything."""
    coverage, risk = risk_coverage(pairs)[-1]
    assert coverage == 1.0
    assert risk == pytest.approx(sum(not right for _, right in pairs) / len(pairs))


@given(PAIRS, st.randoms())
def test_order_of_the_answers_does_not_matter(
    pairs: list[tuple[float, bool]], random: object
) -> None:
    """Ties go together, so that no shuffle changes the curve."""
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert risk_coverage(shuffled) == risk_coverage(pairs)


def test_nothing_is_nothing() -> None:
    """No data gives None, never 0."""
    assert wilson([]) is None
    assert expected_error([]) is None
    assert calibration([]) == []
