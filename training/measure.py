"""What the reader gets right on data it was not trained on, and what its scores are worth."""

import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qa.reader import Reader, ReadSpan
from training.examples import find_spans
from training.incidents import cited, is_development
from training.located import find_days, find_numbers
from training.reports import NearWindows, Report, content_words, split_report
from training.templates import Item

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The best span of a window or text, its score, and how far it is right."""

    score: float
    f1: float
    exact: bool
    contains: bool


def words_of(text: str) -> list[str]:
    """Return the words of *text* that SQuAD's metric compares."""
    plain = re.sub(r"[^\w\s]", "", text.lower())
    return [word for word in plain.split() if word not in {"a", "an", "the"}]


def overlap(predicted: str, answer: str) -> float:
    """Return the F1 of the two word lists."""
    left, right = words_of(predicted), words_of(answer)
    if not left or not right:
        return float(left == right)
    same = sum((Counter(left) & Counter(right)).values())
    return 2 * same / (len(left) + len(right))


def windows_of(report: Report, *, step: int = 2) -> list[tuple[int, int]]:
    """Return the offsets of windows of three sentences, a new one every *step* sentences."""
    count = len(report.sentences)
    return [report.window(i, min(count - 1, i + 2)) for i in range(0, max(count - 1, 1), step)]


def best_span(reader: Reader, question: str, windows: Sequence[str]) -> tuple[int, ReadSpan] | None:
    """Return (window number, span) of the highest score, if anything was found."""
    found = [
        (spans[0].score, -i, spans[0])
        for i, spans in enumerate(reader.read(question, windows))
        if spans
    ]
    if not found:
        return None
    _, number, span = max(found, key=lambda item: item[:2])
    return -number, span


def judge(reader: Reader, question: str, windows: Sequence[str], answers: Sequence[str]) -> Judged:
    """Judge the best span over *windows* against *answers*."""
    best = best_span(reader, question, windows)
    if best is None:
        return Judged(-20.0, 0.0, exact=False, contains=False)
    number, span = best
    text = windows[number][span.start : span.end]
    f1 = max((overlap(text, a) for a in answers), default=0.0)
    exact = any(words_of(text) == words_of(a) for a in answers)
    contains = any(_contains(text, a) or _contains(a, text) for a in answers)
    return Judged(span.score, f1, exact, contains)


def _contains(text: str, part: str) -> bool:
    words = words_of(part)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(words_of(text))} "


def area(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive scores above a negative (AUC)."""
    from sklearn.metrics import roc_auc_score

    labels = [1] * len(positive) + [0] * len(negative)
    return float(roc_auc_score(labels, [*positive, *negative]))


def measure_squad(reader: Reader, rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Measure the held-out quarter of squad2_dev, each paragraph read in windows."""
    judged = []
    for row in rows:
        report = split_report("squad", row["context"])
        windows = [row["context"][a:b] for a, b in windows_of(report)]
        judged.append((row["answerable"], judge(reader, row["question"], windows, row["answers"])))
    right = [j for answerable, j in judged if answerable]
    nulls = [j for answerable, j in judged if not answerable]
    best = max(
        (sum(j.f1 for j in right if j.score >= t) + sum(j.score < t for j in nulls), t)
        for t in np.arange(-8, 12, 0.25)
    )
    threshold = float(best[1])
    exact = sum(j.exact for j in right if j.score >= threshold) + sum(
        j.score < threshold for j in nulls
    )
    return {
        "questions": len(judged),
        "answerable": len(right),
        "answerable_f1": float(np.mean([j.f1 for j in right])),
        "answerable_em": float(np.mean([j.exact for j in right])),
        "overall_f1": best[0] / len(judged),
        "overall_em": exact / len(judged),
        "threshold": threshold,
        "auc": area([j.score for j in right], [j.score for j in nulls]),
    }


@dataclass(frozen=True, slots=True)
class Held:
    """A measured incident question with the windows of its reports and of like ones."""

    item: Item
    windows: list[str]
    spans: list[Spans]
    near: list[str]


def held_questions(questions: Sequence[dict[str, Any]], reports: Sequence[Report]) -> list[Held]:
    """Return the answerable questions about TST reports that have their answer in the text."""
    by_id = {r.id: r for r in reports}
    near = NearWindows(reports)
    held = []
    for q in questions:
        docs = [d for d in q["doc_ids"] if not is_development(d)]
        if not docs or not q["answerable"] or q["answer_type"] == "yesno":
            continue
        report = by_id[docs[0]]
        day = str(q.get("by_doc", {}).get(docs[0])) if q["answer_type"] == "date" else None
        item = Item(q["question"], tuple(q["answers"]), day, report.id)
        texts = [report.text[a:b] for a, b in windows_of(report)]
        spans = [_gold(item, text, report.published) for text in texts]
        if not any(spans):
            continue
        others = near.search(content_words(item.question), set(cited(q)), 20)
        like = [
            r.text[slice(*r.window(max(0, i - 1), min(len(r.sentences) - 1, i + 1)))]
            for r, i in others
        ]
        like = [text for text in dict.fromkeys(like) if not find_spans(text, item.answers)]
        held.append(Held(item, texts, spans, like[:10]))
    return held


def _gold(item: Item, text: str, published: str | None) -> Spans:
    if item.day is not None:
        well_formed = re.fullmatch(r"\d{4}-\d\d-\d\d", item.day)
        return find_days(text, item.day, published) if well_formed else []
    if item.question.lower().startswith("how many"):
        return find_numbers(text, item.answers, item.question)
    return find_spans(text, item.answers)


def _touches(span: ReadSpan, gold: Spans) -> bool:
    return any(span.start < b and a < span.end for a, b in gold)


def measure_incidents(reader: Reader, held: Sequence[Held]) -> dict[str, float]:
    """Measure answers within the right report, and scores against like windows of others."""
    f1s, touched, right_scores, near_scores = [], [], [], []
    for h in held:
        best = best_span(reader, h.item.question, h.windows)
        right_scores.append(best[1].score if best else -20.0)
        if best is None:
            f1s.append(0.0)
            touched.append(False)
        else:
            number, span = best
            text = h.windows[number][span.start : span.end]
            golds = [h.windows[number][a:b] for a, b in h.spans[number]] + list(h.item.answers)
            f1s.append(max(overlap(text, g) for g in golds))
            touched.append(_touches(span, h.spans[number]))
        other = best_span(reader, h.item.question, h.near) if h.near else None
        near_scores.append(other[1].score if other else -20.0)
    wins = np.mean([a > b for a, b in zip(right_scores, near_scores, strict=True)])
    return {
        "questions": len(held),
        "f1": float(np.mean(f1s)),
        "contains": float(np.mean(touched)),
        "auc": area(right_scores, near_scores),
        "right_report_wins": float(wins),
    }


def calibrate(
    reader: Reader, held: Sequence[Held], rows: Sequence[dict[str, Any]]
) -> dict[str, float]:
    """Fit score → probability that a window's best span is right, on held-out windows."""
    from sklearn.linear_model import LogisticRegression

    scores: list[float] = []
    right: list[bool] = []
    weights: list[float] = []
    for h in held:
        for text, gold in [*zip(h.windows, h.spans, strict=True), *((t, []) for t in h.near)]:
            for spans in reader.read(h.item.question, [text]):
                scores.append(spans[0].score if spans else -20.0)
                right.append(bool(spans) and _touches(spans[0], gold))
    incident_windows = len(scores)
    for row in rows:
        report = split_report("squad", row["context"])
        windows = [row["context"][a:b] for a, b in windows_of(report)]
        golds = [find_spans(w, row["answers"]) for w in windows]
        for spans, gold in zip(reader.read(row["question"], windows), golds, strict=True):
            scores.append(spans[0].score if spans else -20.0)
            right.append(bool(spans) and _touches(spans[0], gold))
    general_windows = len(scores) - incident_windows
    # Both kinds weigh the same.
    weights = [0.5 / incident_windows] * incident_windows + [
        0.5 / general_windows
    ] * general_windows
    clipped = np.clip(np.array(scores), -12, 16).reshape(-1, 1)
    fitted = LogisticRegression(C=1e6).fit(clipped, right, sample_weight=np.array(weights) * 1e4)
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return {
        "slope": round(slope, 5),
        "intercept": round(intercept, 5),
        # Spans less likely than one in fifty are not worth anybody's time.
        "floor": round((np.log(0.02 / 0.98) - intercept) / slope, 3),
        "windows": len(scores),
        "right": int(sum(right)),
    }


def measure_latency(reader: Reader, windows: Sequence[str]) -> dict[str, float]:
    """Time 20 windows, in milliseconds."""
    chosen = random.Random(0).sample(list(windows), 20)
    times = []
    for _ in range(15):
        began = time.perf_counter()
        reader.read("How many people were killed in the attack?", chosen)
        times.append(1000 * (time.perf_counter() - began))
    return {"min_ms": min(times), "median_ms": float(np.median(times))}
