"""Question and windows of a few sentences → the spans that answer, or nothing.

A small extractive model (MiniLM with a span head, int8) gives every word a logit of beginning and
of ending the answer, and the window as a whole a logit of holding none. Another head tells what
kind of answer a question asks for. How it was made and how well it does is told in
``training/MODEL_CARD.md``.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Protocol

from qa.network_files import read_json
from qa.networks import Network, chances
from qa.spans import Floats, ReadSpan, apart, span_rank, spans_of

__all__ = ["ReadSpan", "Reader", "SpanReader", "load_reader", "under_heading"]

BLOCK_ROWS: Final = 64  # windows encoded at once: bounds the memory of a long list


class Reader(Protocol):
    """Finds the spans of windows that answer a question."""

    def read(
        self, question: str, windows: Sequence[str], headings: Sequence[str] = ()
    ) -> list[list[ReadSpan]]:
        """Per window at most five spans apart from each other, best first; empty if none.

        Scores are comparable between windows.

        Args:
            question: As understood.
            windows: A few sentences of a report each.
            headings: What each window is from (title, outlet, day); none where that is not known.
        """
        ...

    def kinds(self, question: str) -> Mapping[str, float]:
        """How likely the question asks for each kind of answer; empty where it cannot tell."""
        ...


def under_heading(question: str, heading: str) -> str:
    """*question* as it is put to a window that stands under *heading*.

    The heading goes with the question, so that no answer is taken from it.
    """
    return f"{question} | {heading}" if heading else question


@cache
def load_reader() -> "SpanReader":
    """The reader that ships with the package, loaded once per process.

    Raises:
        ModelFailure: Its files are missing, altered, or do not load.
    """
    with as_file(files("qa") / "data" / "reader") as folder:
        return SpanReader(folder)


class SpanReader:
    """The packaged reader on ONNX Runtime.

    Attributes:
        name: What answers and reports call it.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the files of *folder*; *threads* windows are read at the same time.

        Raises:
            ModelFailure: A file is missing, altered, or does not load.
        """
        self._network = Network(folder, threads=threads)
        calibration = read_json(folder / "calibration.json")
        self.name: str = self._network.manifest["name"]
        self._scale = float(calibration["scale"])
        self._shift = float(calibration["shift"])
        self._slope = float(calibration["slope"])
        self._intercept = float(calibration["intercept"])
        self._floor = float(calibration["floor"])
        self._kinds: tuple[str, ...] = tuple(self._network.manifest.get("kinds", ()))

    def read(
        self, question: str, windows: Sequence[str], headings: Sequence[str] = ()
    ) -> list[list[ReadSpan]]:
        """Per window at most five spans apart from each other, best first; empty if none."""
        answers: list[list[ReadSpan]] = []
        asked = [under_heading(question, heading) for heading in headings or [""] * len(windows)]
        for at in range(0, len(windows), BLOCK_ROWS):
            block = windows[at : at + BLOCK_ROWS]
            rows = self._network.encode(list(zip(asked[at : at + BLOCK_ROWS], block, strict=True)))
            flat = [row for many in rows for row in many]
            logits = iter(self._network.run(["start", "end"], flat))
            for text, many in zip(block, rows, strict=True):
                good = (span for row in many for span in self._spans(text, row, *next(logits)))
                answers.append(apart(sorted(good, key=span_rank)))
        return answers

    def kinds(self, question: str) -> Mapping[str, float]:
        """How likely the question asks for each kind of answer; they sum to 1."""
        if not self._kinds:
            return {}
        ((row, *_),) = self._network.encode([(question, "")])
        ((logits,),) = self._network.run(["kind"], [row])
        return dict(zip(self._kinds, chances(logits), strict=True))

    def probability(self, score: float) -> float:
        """How often a span of this score was right on development data, 0 to 1."""
        return 1 / (1 + math.exp(-(self._slope * score + self._intercept)))

    def _spans(self, text: str, row: Any, start: Floats, end: Floats) -> Iterator[ReadSpan]:  # noqa: ANN401
        """The spans of one row that are good enough, best first."""
        for span in spans_of(text, row.offsets, row.type_ids.index(1), start, end):
            score = self._scale * span.score + self._shift
            if score < self._floor:
                return
            yield replace(span, score=score)
