"""What speaks for a candidate beside its words: how the reader took it.

The reader's best margin alone does not tell a span that it proposed from one that merely lies in
it, nor a window that answers from one in which all is unsure.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from qa.candidates import Candidate, Support
from qa.evidence import Evidence, Line
from qa.reading import Reading

__all__ = ["bounded", "supported"]

READ_RANGE = 12.0  # margins beyond this say no more
EXACT = 0.6  # share of characters in common from which two spans are one
FEW = 3  # windows that agree


def bounded(margin: float) -> float:
    """A reader's margin between -1 and 1."""
    return max(-1.0, min(1.0, margin / READ_RANGE))


def supported(
    evidence: Evidence,
    candidates: Sequence[Candidate],
    readings: Sequence[Reading],
) -> list[Candidate]:
    """The candidates with what supports them.

    Args:
        evidence: Where the candidates stand.
        candidates: From ``extract``.
        readings: What the reader proposed; empty without a reader.
    """
    margins = sorted((s.score for r in readings for s in r.spans), reverse=True)
    best = bounded(max((r.spans[0].score for r in readings if r.spans), default=-READ_RANGE))
    windows: dict[tuple[str, int], float | None] = {}
    found = []
    for candidate in candidates:
        key = candidate.line.key
        if key not in windows:
            windows[key] = _window(evidence, candidate.line, readings)
        support = _support(candidate, readings, windows[key], margins, best)
        found.append(replace(candidate, support=support))
    return found


def _window(evidence: Evidence, line: Line, readings: Sequence[Reading]) -> float | None:
    """The best margin of the windows that hold *line*; None where the reader saw none."""
    margins = []
    for reading in readings:
        if reading.line.article.id == line.article.id and reading.spans:
            around = evidence.window(reading.line, before=1, after=1)
            if around[0].start <= line.start < around[-1].end:
                margins.append(reading.spans[0].score)
    return max(margins, default=None)


def _support(
    candidate: Candidate,
    readings: Sequence[Reading],
    window: float | None,
    margins: Sequence[float],
    best: float,
) -> Support:
    shared = [
        (_in_common(candidate, span.start, span.end), span.score, place, at)
        for at, reading in enumerate(readings)
        if reading.line.article.id == candidate.line.article.id
        for place, span in enumerate(reading.spans)
        if span.start < candidate.end and candidate.start < span.end
    ]
    of_window = -1.0 if window is None else bounded(window)
    top = max((score for _, score, _, _ in shared), default=-math.inf)
    return Support(
        common=max((share for share, *_ in shared), default=0.0),
        weighed=max(((bounded(score) + 1) * share for share, score, *_ in shared), default=0.0),
        exact=max((bounded(s) + 1 for share, s, *_ in shared if share > EXACT), default=0.0),
        windows=min(1.0, len({at for *_, at in shared}) / FEW),
        first=any(place == 0 for *_, place, _ in shared),
        rank=1 / (1 + sum(margin > top for margin in margins)),
        window=of_window,
        behind=best - of_window,
        seen=window is not None,
    )


def _in_common(candidate: Candidate, start: int, end: int) -> float:
    """Characters in both spans as a share of those in either."""
    both = min(candidate.end, end) - max(candidate.start, start)
    return max(0, both) / (max(candidate.end, end) - min(candidate.start, start))
