"""How hits of several searches become one ranking."""

from hypothesis import given
from hypothesis import strategies as st

from qa.retrieve import _relative

SCORES = st.dictionaries(st.text(max_size=4), st.floats(0.01, 40.0), min_size=1, max_size=8)


@given(SCORES)
def test_the_best_hit_counts_in_full_and_none_counts_more(scores: dict[str, float]) -> None:
    found = _relative(scores)
    assert found[max(scores, key=lambda key: scores[key])] == 1.0
    assert all(0.0 <= part <= 1.0 for part in found.values())


def test_the_only_report_of_an_index_is_found_as_surely_as_the_best_of_many() -> None:
    assert _relative({"only": 0.3}) == {"only": 1.0}
    assert _relative({}) == {}
