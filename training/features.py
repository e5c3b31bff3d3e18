"""Examples → token ids and gold token spans, and batches of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.reader import under_heading
from training.examples import Example

MAX_TOKENS = 160
MAX_GOLD = 6


@dataclass(frozen=True, slots=True)
class Feature:
    """Token ids, where the window starts, and gold (first, last) token pairs; (0, 0) is null.

    No gold pair at all: spans are not taught. ``kind`` is the number of what the question asks for,
    -1 where that is not taught; ``verdict`` the bits of an example's verdicts.
    """

    ids: NDArray[np.int32]
    window_start: int
    gold: tuple[tuple[int, int], ...]
    kind: int = -1
    verdict: int = 0


def encode_examples(examples: Sequence[Example], tokenizer: Any) -> list[Feature]:  # noqa: ANN401
    """Tokenize *examples*; those whose answer is cut off or not on token borders are dropped."""
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    tokenizer.no_padding()
    features = []
    for at in range(0, len(examples), 2000):
        part = examples[at : at + 2000]
        encodings = tokenizer.encode_batch(
            [(under_heading(e.question, e.heading), e.window) for e in part]
        )
        for example, encoding in zip(part, encodings, strict=True):
            feature = _feature(example, encoding)
            if feature is not None:
                features.append(feature)
    return features


def encode_kinds(questions: Sequence[tuple[str, int]], tokenizer: Any) -> list[Feature]:  # noqa: ANN401
    """Questions by themselves, each with the number of its kind."""
    encodings = tokenizer.encode_batch([(question, "") for question, _ in questions])
    return [
        Feature(np.array(encoding.ids, dtype=np.int32), len(encoding.ids), ((0, 0),), kind)
        for encoding, (_, kind) in zip(encodings, questions, strict=True)
    ]


def _feature(example: Example, encoding: Any) -> Feature | None:  # noqa: ANN401
    types = encoding.type_ids
    window_start = types.index(1) if 1 in types else len(types)
    ids = np.array(encoding.ids, dtype=np.int32)
    if not example.taught or not example.spans:
        nothing = ((0, 0),) if example.taught else ()
        return Feature(ids, window_start, nothing, verdict=example.verdict)
    starts = {}
    ends = {}
    for i in range(window_start, len(ids) - 1):
        a, b = encoding.offsets[i]
        starts[a] = i
        ends[b] = i
    gold = dict.fromkeys(
        (starts[a], ends[b]) for a, b in example.spans if a in starts and b in ends
    )
    if not gold:
        return None
    return Feature(ids, window_start, tuple(gold)[:MAX_GOLD], verdict=example.verdict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays of one step; shapes (n, tokens), and (n, MAX_GOLD) for gold ends."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    types: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    real: NDArray[np.bool_]
    kinds: NDArray[np.int64]
    verdicts: NDArray[np.int64]


def make_batch(features: Sequence[Feature]) -> Batch:
    """Pad *features* to the longest of them."""
    count, width = len(features), max(len(f.ids) for f in features)
    ids, mask, types = (np.zeros((count, width), dtype=np.int64) for _ in range(3))
    allowed = np.zeros((count, width), dtype=np.bool_)
    first, last = (np.zeros((count, MAX_GOLD), dtype=np.int64) for _ in range(2))
    real = np.zeros((count, MAX_GOLD), dtype=np.bool_)
    for row, feature in enumerate(features):
        size = len(feature.ids)
        ids[row, :size] = feature.ids
        mask[row, :size] = 1
        types[row, feature.window_start : size] = 1
        allowed[row, feature.window_start : size - 1] = True
        allowed[row, 0] = True
        for column, (a, b) in enumerate(feature.gold):
            first[row, column], last[row, column], real[row, column] = a, b, True
    kinds = np.array([feature.kind for feature in features], dtype=np.int64)
    verdicts = np.array([feature.verdict for feature in features], dtype=np.int64)
    return Batch(ids, mask, types, allowed, first, last, real, kinds, verdicts)


def batches(features: Sequence[Feature], *, size: int, seed: int) -> Iterator[Batch]:
    """Yield shuffled batches of like length: pools of 64 batches are sorted, then mixed."""
    chance = random.Random(seed)
    order = list(range(len(features)))
    chance.shuffle(order)
    pool = size * 64
    for at in range(0, len(order), pool):
        chosen = sorted(order[at : at + pool], key=lambda i: len(features[i].ids))
        groups = [chosen[i : i + size] for i in range(0, len(chosen), size)]
        chance.shuffle(groups)
        for group in groups:
            yield make_batch([features[i] for i in group])
