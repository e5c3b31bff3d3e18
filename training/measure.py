"""What the reader gets right on data it was not trained on, and what its scores are worth."""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qa.entailment import Entailment, Verdict
from qa.reader import Reader, ReadSpan
from training.examples import find_spans
from training.incidents import cited, is_development
from training.judged import decisive_windows
from training.located import find_days, find_numbers
from training.reports import NearWindows, Report, content_words, split_report
from training.templates import Item
from training.verdicts import Pair
from training.written import Asked, Ruled

Spans = list[tuple[int, int]]
NOTHING = -20.0


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
    return best_of(reader.read(question, windows))


def best_of(readings: Sequence[Sequence[ReadSpan]]) -> tuple[int, ReadSpan] | None:
    """Return (window number, span) of the highest score in what was read."""
    found = [(spans[0].score, -i, spans[0]) for i, spans in enumerate(readings) if spans]
    if not found:
        return None
    _, number, span = max(found, key=lambda item: item[:2])
    return -number, span


def top_score(spans: Sequence[ReadSpan]) -> float:
    """Return the best score of a window, far below all others where nothing was found."""
    return spans[0].score if spans else NOTHING


def judge(reader: Reader, question: str, windows: Sequence[str], answers: Sequence[str]) -> Judged:
    """Judge the best span over *windows* against *answers*."""
    best = best_span(reader, question, windows)
    if best is None:
        return Judged(NOTHING, 0.0, exact=False, contains=False)
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


def touches(span: ReadSpan, gold: Spans) -> bool:
    """Say whether *span* shares a character with one of the right ones."""
    return any(span.start < b and a < span.end for a, b in gold)


def measure_incidents(reader: Reader, held: Sequence[Held]) -> dict[str, float]:
    """Measure answers within the right report, and scores against like windows of others.

    ``auc`` compares the best score in the right report with that in the like windows, over all
    questions; ``window_auc`` compares every window that holds an answer with every like one;
    ``right_report_wins`` is how often the right report's best score is the higher one.
    """
    f1s, touched, right, near, right_windows, near_windows = [], [], [], [], [], []
    for h in held:
        readings = reader.read(h.item.question, h.windows)
        others = [top_score(spans) for spans in reader.read(h.item.question, h.near)]
        near_windows += others
        near.append(max(others, default=NOTHING))
        right.append(max(map(top_score, readings)))
        right_windows += [top_score(r) for r, g in zip(readings, h.spans, strict=True) if g]
        best = best_of(readings)
        f1s.append(_incident_f1(h, best))
        touched.append(best is not None and touches(best[1], h.spans[best[0]]))
    return {
        "questions": len(held),
        "f1": float(np.mean(f1s)),
        "contains": float(np.mean(touched)),
        "auc": area(right, near),
        "window_auc": area(right_windows, near_windows),
        "right_report_wins": float(np.mean([a > b for a, b in zip(right, near, strict=True)])),
    }


def _incident_f1(held: Held, best: tuple[int, ReadSpan] | None) -> float:
    if best is None:
        return 0.0
    number, span = best
    window = held.windows[number]
    golds = [window[a:b] for a, b in held.spans[number]] + list(held.item.answers)
    return max(overlap(window[span.start : span.end], gold) for gold in golds)


def measure_written(reader: Reader, asked: Sequence[Asked]) -> dict[str, float]:
    """Measure the held-out written questions, each over all windows of its report."""
    judged = []
    for one in asked:
        text = one.report.text
        windows = [text[a:b] for a, b in windows_of(one.report)]
        answers = [text[slice(*one.span)]] if one.span is not None else []
        judged.append((one.span is not None, judge(reader, one.question, windows, answers)))
    right = [j for answerable, j in judged if answerable]
    nulls = [j for answerable, j in judged if not answerable]
    return {
        "questions": len(judged),
        "answerable": len(right),
        "answerable_f1": float(np.mean([j.f1 for j in right])),
        "answerable_em": float(np.mean([j.exact for j in right])),
        "auc": area([j.score for j in right], [j.score for j in nulls]),
    }


def measure_judged(
    model: Entailment, judged: Sequence[Ruled], *, seed: int = 0
) -> dict[str, float]:
    """Measure held-out claims and yes/no questions, each over the sentences that decide.

    ``claims_auc`` is how well the chance of "yes" tells claims that follow from all others, then
    from those of each kind. ``wrong_way`` is the share of told questions where the likelier of yes
    and no is the wrong one; ``questions_right`` counts "untold" too.
    """
    questions: list[tuple[str, Verdict]] = []
    claims: dict[str, list[float]] = defaultdict(list)
    for one, window in decisive_windows(judged, seed=seed):
        (verdict,) = model.verdicts([(one.text, window)])
        if one.is_question:
            questions.append((one.verdict, verdict))
        else:
            claims[one.verdict].append(verdict.yes)
    told = [(gold, v) for gold, v in questions if gold != "untold"]
    others = [kind for kind in claims if kind != "yes"]
    found = {
        "questions": len(questions),
        "questions_right": float(np.mean([_likeliest(v) == gold for gold, v in questions])),
        "wrong_way": float(np.mean([(v.yes > v.no) != (gold == "yes") for gold, v in told])),
        "claims": sum(map(len, claims.values())),
        "claims_auc": area(claims["yes"], [score for kind in others for score in claims[kind]]),
    }
    return found | {f"claims_auc_{kind}": area(claims["yes"], claims[kind]) for kind in others}


def _likeliest(verdict: Verdict) -> str:
    return max(("yes", "no", "untold"), key=lambda name: float(getattr(verdict, name)))


def measure_pairs(model: Entailment, pairs: Sequence[Pair]) -> dict[str, float]:
    """Measure held-out general statements: whether the premise holds the claim, or not."""
    scores = [v.yes for v in model.verdicts([(pair.claim, pair.premise) for pair in pairs])]
    held = ["yes" in pair.verdicts for pair in pairs]
    return {
        "pairs": len(pairs),
        "right": float(np.mean([(s > 0.5) == h for s, h in zip(scores, held, strict=True)])),
        "auc": area(
            [s for s, h in zip(scores, held, strict=True) if h],
            [s for s, h in zip(scores, held, strict=True) if not h],
        ),
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
