"""Written questions over invented reports (``written/*.jsonl``), as windows of these.

The reports are ours, in the many manners of wires, agencies, activists and web pages; so are the
questions, in an analyst's words rather than the report's. Three in ten ask for what the report
nearly tells: another role, a name held back, another measure. Those teach where not to answer.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from training.examples import Example, find_spans
from training.reports import NearWindows, Report, content_words, draw_window, headed_report
from training.wording import as_typed, damage

FOLDER = Path(__file__).parent / "written"
SOURCE = "written"
HELD_EVERY = 10  # of the reports one in ten is kept for measurement
CAPITALS = 0.1
OWN_WORDS = 0.5  # of the questions as they were written, the others typed otherwise once more
NULL_WINDOW = 0.5
OTHER_REPORT = 0.2
HEADED = 0.7  # of the windows are shown with what they are from


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over a report; *span* is where its answer stands, None where it has none."""

    question: str
    report: Report
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A yes/no question or a claim on a report; *span* is where the deciding words stand."""

    text: str
    report: Report
    verdict: str
    span: tuple[int, int] | None
    is_question: bool


def load_written(folder: Path = FOLDER) -> list[Asked]:
    """Read all questions that are answered by a span, or by none.

    Raises:
        ValueError: An answer is not found, or found more than once, in its report.
    """
    return [
        Asked(question["q"], report, span)
        for report, question, span in _questions(folder)
        if "q" in question and "yesno" not in question
    ]


def load_ruled(folder: Path = FOLDER) -> list[Ruled]:
    """Read all yes/no questions and claims.

    Raises:
        ValueError: The deciding words are not found, or found more than once, in their report.
    """
    return [
        Ruled(
            _asked_of(question),
            report,
            question.get("yesno") or question["follows"],
            span,
            "q" in question,
        )
        for report, question, span in _questions(folder)
        if "claim" in question or "yesno" in question
    ]


def written_reports(folder: Path = FOLDER) -> dict[str, Report]:
    """All written reports by their id."""
    return {report.id: report for report, _ in _rows(folder)}


def _rows(folder: Path) -> Iterator[tuple[Report, list[dict[str, Any]]]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield headed_report(row), row["questions"]


def _questions(
    folder: Path,
) -> Iterator[tuple[Report, dict[str, Any], tuple[int, int] | None]]:
    for report, questions in _rows(folder):
        for question in questions:
            asked = _asked_of(question)
            span = find_words(report, asked, question) if question["a"] else None
            yield report, question, span


def _asked_of(question: dict[str, Any]) -> str:
    return str(question.get("q") or question["claim"])


def find_words(report: Report, asked: str, item: Mapping[str, Any]) -> tuple[int, int]:
    """Where the words ``a`` of *item*, within those of ``in`` if it has any, stand in *report*.

    Raises:
        ValueError: They are not found, or found more than once.
    """
    around = item.get("in") or item["a"]
    start = report.text.find(around)
    if start < 0 or report.text.find(around, start + 1) >= 0 or item["a"] not in around:
        raise ValueError(
            f"{report.id}: the answer {item['a']!r} of {asked!r} must stand once in "
            "the report; give the words around it as 'in'."
        )
    start += around.index(item["a"])
    return start, start + len(item["a"])


Over = TypeVar("Over", Asked, Ruled)


def split_written(asked: Sequence[Over], folder: Path = FOLDER) -> tuple[list[Over], list[Over]]:
    """Return (training, held out): every tenth report is held out, with all its questions."""
    held = _held_reports(folder)
    training = [a for a in asked if a.report.id not in held]
    return training, [a for a in asked if a.report.id in held]


@cache
def _held_reports(folder: Path) -> frozenset[str]:
    return frozenset([report.id for report, _ in _rows(folder)][HELD_EVERY - 1 :: HELD_EVERY])


def written_examples(asked: Sequence[Asked], *, seed: int) -> Iterator[Example]:
    """Yield one epoch: every question over two windows that matter, and some that do not."""
    chance = random.Random(seed)
    near = NearWindows(list({a.report.id: a.report for a in asked}.values()))
    for one in asked:
        for report, window, spans in _windows(one, near, chance):
            question = one.question
            if chance.random() > OWN_WORDS:
                question = as_typed(question, [], chance)
            shown = _capitals(window) if chance.random() < CAPITALS else window
            heading = report.heading if chance.random() < HEADED else ""
            yield Example(question, *damage(shown, spans, chance), SOURCE, heading=heading)


def _windows(
    one: Asked, near: NearWindows, chance: random.Random
) -> Iterator[tuple[Report, str, tuple[tuple[int, int], ...]]]:
    report = one.report
    if one.span is None:
        alike = report.most_alike(one.question)
        for focus in {alike[0], chance.choice(alike[:3])}:
            yield report, *_cut(report, focus, None, chance)
        return
    at = report.sentence_with(one.span)
    if at is None:
        return
    for _ in range(2):
        yield report, *_cut(report, at, one.span, chance)
    answer = report.text[slice(*one.span)]
    if chance.random() < NULL_WINDOW:
        window, spans = _cut(
            report, chance.choice(report.most_alike(one.question)), one.span, chance
        )
        if not spans and not find_spans(window, [answer]):
            yield report, window, ()
    if chance.random() < OTHER_REPORT:
        for other, focus in near.search(content_words(one.question), {report.id}, 2)[-1:]:
            window, _ = _cut(other, focus, None, chance)
            if not find_spans(window, [answer]):
                yield other, window, ()


def _cut(
    report: Report, focus: int, span: tuple[int, int] | None, chance: random.Random
) -> tuple[str, tuple[tuple[int, int], ...]]:
    start, end = draw_window(report, focus, chance)
    inside = span is not None and start <= span[0] and span[1] <= end
    spans = ((span[0] - start, span[1] - start),) if span is not None and inside else ()
    return report.text[start:end], spans


def _capitals(window: str) -> str:
    """In capitals, where that keeps every letter's place."""
    upper = window.upper()
    return upper if len(upper) == len(window) else window
