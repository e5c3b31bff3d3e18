"""The packaged int8 networks: question or claim and text → token ids → named outputs.

Every text is computed by itself: an int8 network scales its numbers by the batch that it is given,
and what is said of a text must not depend on which others it is read with.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from qa.network_files import unusable, verified_manifest
from qa.spans import Floats

__all__ = ["Network", "chances"]

MOST_TOKENS: Final = 192  # word pieces of both together; longer texts are strided
STRIDE: Final = 48  # word pieces that two strides of a long text share
KEPT_ROWS: Final = 1_024  # outputs of the latest rows, ten kilobytes each at most
LONGEST_FIRST: Final = 96  # word pieces of a question or claim; what follows is not read


class Network:
    """A packaged network with its tokenizer, verified when it is loaded.

    Attributes:
        manifest: Its name and what its outputs stand for.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load ``model.onnx`` and ``tokenizer.json`` of *folder*, as its manifest describes them.

        Args:
            folder: Holds ``manifest.json`` (name and SHA-256 of each file) and the files.
            threads: Texts computed at the same time; None for one per processor, at most four.

        Raises:
            ModelFailure: A file is missing, altered, or does not load.
        """
        self.manifest: Mapping[str, Any] = verified_manifest(folder)
        self._workers = threads or min(os.cpu_count() or 1, 4)
        self._session = _load_session(folder / "model.onnx")
        self._tokenizer = _load_tokenizer(folder / "tokenizer.json")
        self._kept = lru_cache(maxsize=KEPT_ROWS)(self._compute)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[list[Any]]:
        """Per (question or claim, text) its token rows: one, or strides of a long text."""
        plain = [(self._shortened(_encodable(first)), _encodable(text)) for first, text in pairs]
        return [[row, *row.overflowing] for row in self._tokenizer.encode_batch(plain)]

    def run(self, outputs: Sequence[str], rows: Sequence[Any]) -> list[list[Floats]]:
        """Per token row the *outputs*; long rows come first, so that threads end together.

        A row that is given twice, or was computed lately, is not computed again.
        """
        names = tuple(outputs)
        wanted = [(names, tuple(row.ids), tuple(row.type_ids)) for row in rows]
        order = sorted(dict.fromkeys(wanted), key=lambda row: -len(row[1]))
        with ThreadPoolExecutor(self._workers) as pool:
            found = dict(zip(order, pool.map(lambda row: self._kept(*row), order), strict=True))
        return [found[row] for row in wanted]

    def _compute(
        self, outputs: tuple[str, ...], ids: tuple[int, ...], type_ids: tuple[int, ...]
    ) -> list[Floats]:
        inputs = {
            "input_ids": np.array([ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
            "token_type_ids": np.array([type_ids], dtype=np.int64),
        }
        return [output[0] for output in self._session.run(list(outputs), inputs)]

    def _shortened(self, first: str) -> str:
        # As second of a pair: the tokenizer refuses to shorten a first.
        offsets = self._tokenizer.encode("", first).offsets[2:-1]
        over = len(offsets) > LONGEST_FIRST
        return first[: offsets[LONGEST_FIRST][0]] if over else first


def chances(logits: Floats) -> list[float]:
    """The probabilities that *logits* stand for; they sum to 1."""
    powers = np.exp(logits - logits.max())
    return [float(chance) for chance in powers / powers.sum()]


def _encodable(text: str) -> str:
    """*text* with lone surrogates, which no tokenizer takes, replaced one for one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load_session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime's type stays in this module
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Texts run side by side instead: threads inside one wait for each other at every operation.
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
