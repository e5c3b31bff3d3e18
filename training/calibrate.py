"""What a score is worth: the probability that a window's best span is right."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from qa.reader import Reader
from training.examples import find_spans
from training.measure import Held, top_score, touches, windows_of
from training.reports import split_report

# The probability in terms of the score, as the first release had it: margins of later weights are
# brought to this scale, since thresholds and the confidence model are tuned to scores.
SLOPE, INTERCEPT = 0.22148, -1.23598


def calibrate(
    reader: Reader, held: Sequence[Held], rows: Sequence[dict[str, Any]]
) -> dict[str, float]:
    """Fit score → probability that a window's best span is right, on held-out windows."""
    from sklearn.linear_model import LogisticRegression

    scores: list[float] = []
    right: list[bool] = []
    for h in held:
        for text, gold in [*zip(h.windows, h.spans, strict=True), *((t, []) for t in h.near)]:
            for spans in reader.read(h.item.question, [text]):
                scores.append(top_score(spans))
                right.append(bool(spans) and touches(spans[0], gold))
    incident_windows = len(scores)
    for row in rows:
        report = split_report("squad", row["context"])
        windows = [row["context"][a:b] for a, b in windows_of(report)]
        golds = [find_spans(w, row["answers"]) for w in windows]
        for spans, gold in zip(reader.read(row["question"], windows), golds, strict=True):
            scores.append(top_score(spans))
            right.append(bool(spans) and touches(spans[0], gold))
    general_windows = len(scores) - incident_windows
    # Both kinds weigh the same.
    weights = [0.5 / incident_windows] * incident_windows + [
        0.5 / general_windows
    ] * general_windows
    clipped = np.clip(np.array(scores), -12, 16).reshape(-1, 1)
    fitted = LogisticRegression(C=1e6).fit(clipped, right, sample_weight=np.array(weights) * 1e4)
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return {
        # A score is the margin times the scale, plus the shift.
        "scale": round(slope / SLOPE, 5),
        "shift": round((intercept - INTERCEPT) / SLOPE, 5),
        "slope": SLOPE,
        "intercept": INTERCEPT,
        # Spans less likely than one in fifty are not worth anybody's time.
        "floor": round((np.log(0.02 / 0.98) - INTERCEPT) / SLOPE, 3),
        "windows": len(scores),
        "right": int(sum(right)),
    }
