"""Start and end logits of the word pieces of a window → the spans that answer best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "ReadSpan", "apart", "span_rank", "spans_of"]

MOST_SPANS: Final = 5
LONGEST_ANSWER: Final = 30  # word pieces
CANDIDATES: Final = 40  # best (start, end) pairs that are looked at to find five apart

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """An answer in a window.

    Attributes:
        start: Offset of its first character in the window.
        end: Offset after its last character.
        score: Start logit plus end logit of the span, minus those of "nothing here", on the scale
            of the first release, so that what was tuned to scores outlives the weights.
    """

    start: int
    end: int
    score: float


def span_rank(span: ReadSpan) -> tuple[float, int, int]:
    """Sort key: best first, then in the order of the text."""
    return -span.score, span.start, span.end


def spans_of(
    text: str, offsets: Sequence[tuple[int, int]], first: int, start: Floats, end: Floats
) -> Iterator[ReadSpan]:
    """Yield the best spans of one encoded window, not yet apart, best first.

    Args:
        text: The window.
        offsets: Where each word piece of the encoding stands in its text.
        first: Number of the first piece of *text*; what stands before is the question.
        start: Logit of each piece to begin the answer; that of piece 0 means "nothing here".
        end: The same for its end.
    """
    size = len(start) - 1 - first
    if size <= 0:
        return
    sums = start[first:-1, None] + end[None, first:-1]
    sums = np.where(_allowed(size), sums, -np.inf).ravel()
    null = float(start[0] + end[0])
    for at in _largest(sums, CANDIDATES):
        a, b = divmod(int(at), size)
        if np.isfinite(sums[at]):
            begin, finish = offsets[first + a][0], offsets[first + b][1]
            yield ReadSpan(*_whole_words(text, begin, finish), float(sums[at]) - null)


@lru_cache(maxsize=256)
def _allowed(size: int) -> NDArray[np.bool_]:
    """Which (first, last) of *size* pieces may be an answer: it does not end before it begins."""
    allowed: NDArray[np.bool_] = np.tri(size, k=LONGEST_ANSWER - 1, dtype=np.bool_)
    return np.triu(allowed)


def _largest(values: Floats, count: int) -> NDArray[np.intp]:
    """Where the *count* largest of *values* stand, largest first, the earlier of equal ones."""
    if len(values) <= count:
        return np.argsort(-values, kind="stable")
    least = np.partition(values, -count)[-count]
    places = np.flatnonzero(values >= least)
    return places[np.argsort(-values[places], kind="stable")][:count]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the borders of its words, so that "800" never comes out of "1,800"."""
    while 0 < start < len(text) and _inside_word(text, start):
        start -= 1
    while 0 < end < len(text) and _inside_word(text, end):
        end += 1
    return start, end


def _inside_word(text: str, at: int) -> bool:
    """Whether the border before character *at* cuts a word or a number."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after in ".," and before.isdigit():
        return text[at + 1 : at + 2].isdigit()
    return before in ".," and after.isdigit() and text[max(at - 2, 0)].isdigit()


def apart(ranked: Sequence[ReadSpan]) -> list[ReadSpan]:
    """The best five spans of *ranked* that share no character."""
    kept: list[ReadSpan] = []
    for span in ranked:
        if span.start < span.end and all(
            span.end <= other.start or other.end <= span.start for other in kept
        ):
            kept.append(span)
            if len(kept) == MOST_SPANS:
                break
    return kept
