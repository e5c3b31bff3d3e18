"""Signatures of texts: which texts are looked at as copies of one another."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.fingerprints import banded, estimates, shingles, signature, similarity

LIKE = 0.9
WORDS = st.lists(st.integers(0, 10**9).map(str), min_size=120, max_size=200, unique=True)


@given(WORDS, st.integers(0, 119), st.text("abcdef", min_size=1, max_size=4))
def test_texts_with_nearly_all_runs_in_common_share_a_band(
    words: list[str], at: int, other: str
) -> None:
    one, two = " ".join(words), " ".join([*words[:at], other, *words[at + 1 :]])
    assert similarity(shingles(one), shingles(two)) >= LIKE
    keys = banded(np.stack([signature(one), signature(two)]))
    assert (keys[:, 0] == keys[:, 1]).any()


@given(WORDS)
def test_a_text_in_other_case_shares_every_band_with_itself(words: list[str]) -> None:
    text = " ".join(f"Word{word}" for word in words)
    keys = banded(np.stack([signature(text), signature(text.upper())]))
    assert (keys[:, 0] == keys[:, 1]).all()


def test_texts_without_a_run_in_common_share_no_band() -> None:
    texts = [" ".join(f"{word}x{n}" for word in range(150)) for n in range(40)]
    signed = np.stack([signature(text) for text in texts])
    assert estimates(signed[0], signed[1:]).max() < 0.1
    for row in banded(signed):
        assert len(set(row.tolist())) == len(texts)


def test_nothing_has_no_bands() -> None:
    assert banded(np.empty((0, 128), dtype=np.uint32)).shape[1] == 0
