"""Question and windows of a few sentences → the spans that answer, or nothing.

A small extractive model (MiniLM with a span head, int8) gives every word a logit of beginning and
of ending the answer, and the window as a whole a logit of holding none. Two more heads tell what
kind of answer a question asks for, and whether a window says yes or no to it. How it was made and
how well it does is told in ``training/MODEL_CARD.md``.
"""

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from qa.reader_files import read_json, unusable, verified_manifest
from qa.spans import Floats, ReadSpan, apart, span_rank, spans_of

__all__ = ["ReadSpan", "Reader", "SpanReader", "Verdict", "load_reader"]

MOST_TOKENS: Final = 192  # word pieces of question and window together; longer windows are strided
STRIDE: Final = 48  # word pieces that two strides of a long window share
LONGEST_QUESTION: Final = 96  # word pieces; what follows is not read
BLOCK_ROWS: Final = 64  # windows encoded at once: bounds the memory of a long list


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a window says to a yes/no question, or of a claim: three chances that sum to 1.

    Attributes:
        yes: It says so, or holds the claim.
        no: It says otherwise.
        untold: It says neither.
    """

    yes: float
    no: float
    untold: float


class Reader(Protocol):
    """Finds the spans of windows that answer a question."""

    def read(self, question: str, windows: Sequence[str]) -> list[list[ReadSpan]]:
        """Per window at most five spans apart from each other, best first; empty if none.

        Scores are comparable between windows.
        """
        ...

    def kinds(self, question: str) -> Mapping[str, float]:
        """How likely the question asks for each kind of answer; empty where it cannot tell."""
        ...

    def verdicts(self, asked: str, windows: Sequence[str]) -> list[Verdict | None]:
        """What each window says to a yes/no question or a claim; None where it cannot tell."""
        ...


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

    Every window is computed by itself: the int8 model scales its numbers by the batch that it is
    given, and a window's score must not depend on which others it is read with.

    Attributes:
        name: What answers and reports call it.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load ``model.onnx`` and ``tokenizer.json`` of *folder*, as its manifest describes them.

        Args:
            folder: Holds ``manifest.json`` (name and SHA-256 of each file) and the files.
            threads: Windows read at the same time; None for one per processor, at most four.

        Raises:
            ModelFailure: A file is missing, altered, or does not load.
        """
        manifest = verified_manifest(folder)
        calibration = read_json(folder / "calibration.json")
        self.name: str = manifest["name"]
        self._scale = float(calibration["scale"])
        self._shift = float(calibration["shift"])
        self._slope = float(calibration["slope"])
        self._intercept = float(calibration["intercept"])
        self._floor = float(calibration["floor"])
        self._kinds: tuple[str, ...] = tuple(manifest.get("kinds", ()))
        self._verdicts: tuple[str, ...] = tuple(manifest.get("verdicts", ()))
        self._workers = threads or min(os.cpu_count() or 1, 4)
        self._session = _load_session(folder / "model.onnx")
        self._tokenizer = _load_tokenizer(folder / "tokenizer.json")

    def read(self, question: str, windows: Sequence[str]) -> list[list[ReadSpan]]:
        """Per window at most five spans apart from each other, best first; empty if none."""
        question = self._shortened(_encodable(question))
        texts = [_encodable(window) for window in windows]
        answers: list[list[ReadSpan]] = []
        with ThreadPoolExecutor(self._workers) as pool:
            for at in range(0, len(texts), BLOCK_ROWS):
                block = texts[at : at + BLOCK_ROWS]
                encodings = self._tokenizer.encode_batch([(question, text) for text in block])
                rows = [[encoding, *encoding.overflowing] for encoding in encodings]
                logits = iter(self._all_logits(pool, [row for many in rows for row in many]))
                for text, many in zip(block, rows, strict=True):
                    good = (span for row in many for span in self._spans(text, row, *next(logits)))
                    answers.append(apart(sorted(good, key=span_rank)))
        return answers

    def kinds(self, question: str) -> Mapping[str, float]:
        """How likely the question asks for each kind of answer; they sum to 1."""
        if not self._kinds:
            return {}
        row = self._tokenizer.encode(self._shortened(_encodable(question)), "")
        (logits,) = self._session.run(["kind"], _inputs(row))
        return dict(zip(self._kinds, _chances(logits[0]), strict=True))

    def verdicts(self, asked: str, windows: Sequence[str]) -> list[Verdict | None]:
        """What each window says to a yes/no question or a claim; None without such a head.

        Of a window longer than the model reads at once, the part that is surest of yes or no tells.
        """
        if not self._verdicts:
            return [None] * len(windows)
        asked = self._shortened(_encodable(asked))
        encodings = self._tokenizer.encode_batch([(asked, _encodable(text)) for text in windows])
        with ThreadPoolExecutor(self._workers) as pool:
            return list(pool.map(self._verdict, encodings))

    def probability(self, score: float) -> float:
        """How often a span of this score was right on development data, 0 to 1."""
        return 1 / (1 + math.exp(-(self._slope * score + self._intercept)))

    def _all_logits(
        self, pool: ThreadPoolExecutor, rows: Sequence[Any]
    ) -> list[tuple[Floats, Floats]]:
        """The logits of *rows*; the longest are computed first, so that threads end together."""
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i].ids))
        found = dict(zip(order, pool.map(self._logits, [rows[i] for i in order]), strict=True))
        return [found[i] for i in range(len(rows))]

    def _logits(self, encoding: Any) -> tuple[Floats, Floats]:  # noqa: ANN401 - foreign type
        start, end = self._session.run(["start", "end"], _inputs(encoding))
        return start[0], end[0]

    def _verdict(self, encoding: Any) -> Verdict:  # noqa: ANN401 - foreign type
        found = []
        for row in (encoding, *encoding.overflowing):
            (logits,) = self._session.run(["verdict"], _inputs(row))
            found.append(Verdict(**dict(zip(self._verdicts, _chances(logits[0]), strict=True))))
        return min(found, key=lambda verdict: verdict.untold)

    def _spans(self, text: str, row: Any, start: Floats, end: Floats) -> Iterator[ReadSpan]:  # noqa: ANN401
        """The spans of one row that are good enough, best first."""
        for span in spans_of(text, row.offsets, row.type_ids.index(1), start, end):
            score = self._scale * span.score + self._shift
            if score < self._floor:
                return
            yield replace(span, score=score)

    def _shortened(self, question: str) -> str:
        # As second of a pair: the tokenizer refuses to shorten a first.
        offsets = self._tokenizer.encode("", question).offsets[2:-1]
        over = len(offsets) > LONGEST_QUESTION
        return question[: offsets[LONGEST_QUESTION][0]] if over else question


def _chances(logits: Floats) -> list[float]:
    powers = np.exp(logits - logits.max())
    return [float(chance) for chance in powers / powers.sum()]


def _inputs(encoding: Any) -> dict[str, Any]:  # noqa: ANN401 - foreign type
    return {
        "input_ids": np.array([encoding.ids], dtype=np.int64),
        "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
    }


def _encodable(text: str) -> str:
    """*text* with lone surrogates, which no tokenizer takes, replaced one for one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load_session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime's type stays in this module
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Windows run side by side instead: threads inside one wait for each other at every operation.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            # One operator for "add, then normalise" takes longer than the two by themselves.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    except Exception as error:
        raise unusable(path, f"does not load ({error})") from error


def _load_tokenizer(path: Path) -> Any:  # noqa: ANN401 - tokenizers' type stays in this module
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:
        raise unusable(path, f"does not load ({error})") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS, stride=STRIDE, strategy="only_second")
    return tokenizer
