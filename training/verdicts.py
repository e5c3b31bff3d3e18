"""Is what is asked or claimed so, by a window of a report: yes, no, or untold?

Statements with their premises come from ``claim_pairs.jsonl.gz`` (Wikipedia, captions, news), those
in the manner of analysts and of drafted answers from ``written/*.jsonl``: yes/no questions, and
claims that put a report's words otherwise, rightly or with one thing wrong.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example
from training.model import VERDICTS
from training.reports import Report, draw_window
from training.wording import as_typed, damage
from training.written import Ruled

# "not_entailment" leaves open which of the two it is.
LABELS = {
    "entailment": frozenset({"yes"}),
    "contradiction": frozenset({"no"}),
    "neutral": frozenset({"untold"}),
    "not_entailment": frozenset({"no", "untold"}),
}
# Rows of a source that are taken, of 1; conversations and sales letters are far from reports.
SHARES = {
    "counterfactual_nli": 0.4,
    "summedits_sales_email": 0.0,
    "summedits_sales_call": 0.0,
    "summedits_samsum": 0.3,
    "summedits_qmsumm": 0.3,
    "summedits_podcast": 0.3,
}
LONGEST_PREMISE = 900  # characters
HELD_EVERY = 20  # of the pairs one in twenty is kept for measurement
OTHER_WINDOW = 0.35
AS_WRITTEN = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise, what is claimed of it, and which of the verdicts may be right."""

    premise: str
    claim: str
    verdicts: frozenset[str]
    source: str


def load_pairs(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Read (training, held out) pairs; every pair on one premise falls on one side."""
    chance = random.Random(5)
    rows: list[Pair] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            taken = chance.random() < SHARES.get(row["source"], 1.0)
            if taken and len(row["premise"]) <= LONGEST_PREMISE:
                labels = LABELS[row["label"]]
                rows.append(Pair(row["premise"], row["hypothesis"], labels, row["source"]))
    premises = sorted({row.premise for row in rows})
    held = set(premises[HELD_EVERY - 1 :: HELD_EVERY])
    return [r for r in rows if r.premise not in held], [r for r in rows if r.premise in held]


def mask_of(verdicts: frozenset[str]) -> int:
    """The verdicts as bits, in the order of the model's output."""
    return sum(1 << i for i, name in enumerate(VERDICTS) if name in verdicts)


def pair_examples(pairs: Sequence[Pair], *, count: int, seed: int) -> Iterator[Example]:
    """Yield *count* of the pairs (all, where there are fewer); spans are not taught by them."""
    chance = random.Random(seed)
    for pair in chance.sample(list(pairs), min(count, len(pairs))):
        window, _ = damage(pair.premise, (), chance)
        yield Example(pair.claim, window, (), pair.source, mask_of(pair.verdicts), taught=False)


def ruled_examples(ruled: Sequence[Ruled], *, seed: int) -> Iterator[Example]:
    """Yield one epoch: every question and claim over the window that decides it, and others.

    A yes/no question also teaches the span of the words that decide it.
    """
    chance = random.Random(seed)
    for one in ruled:
        for window, spans, decided in _windows(one, chance):
            asked = one.text
            if one.is_question and chance.random() > AS_WRITTEN:
                asked = as_typed(asked, [], chance)
            shown, moved = damage(window, spans, chance)
            verdict = one.verdict if decided else "untold"
            mask = mask_of(frozenset({verdict}))
            yield Example(asked, shown, moved, "ruled", mask, taught=one.is_question)


def _windows(
    one: Ruled, chance: random.Random
) -> Iterator[tuple[str, tuple[tuple[int, int], ...], bool]]:
    report = one.report
    alike = report.most_alike(one.text)
    if one.span is None:
        for focus in {alike[0], chance.choice(alike[:3])}:
            start, end = draw_window(report, focus, chance)
            yield report.text[start:end], (), False
        return
    at = report.sentence_with(one.span)
    if at is None:
        return
    for wide in (True, False) if one.is_question else (True,):
        start, end = _around(report, at, alike) if wide else draw_window(report, at, chance)
        spans = ((one.span[0] - start, one.span[1] - start),)
        yield report.text[start:end], spans, True
    others = [i for i in alike[:4] if i != at]
    if one.is_question and others and chance.random() < OTHER_WINDOW:
        # Far from the deciding words and alone: it may say something of it, but hardly decides.
        focus = max(others, key=lambda i: abs(i - at))
        if abs(focus - at) > 1:
            start, end = report.window(focus, focus)
            yield report.text[start:end], (), False


def _around(report: Report, at: int, alike: Sequence[int]) -> tuple[int, int]:
    """Sentence *at* with the one that shares most words with what is asked, if that is near."""
    near = next((i for i in alike[:3] if i != at and abs(i - at) <= 2), at)
    return report.window(min(at, near), max(at, near))
