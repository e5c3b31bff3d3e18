"""Questions with the kind of answer that each asks for (``written/kinds.tsv``), ours."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.model import KINDS
from training.wording import as_typed

FILE = Path(__file__).parent / "written" / "kinds.tsv"
OWN_WORDS = 0.6


def load_typed(path: Path = FILE) -> list[tuple[str, int]]:
    """Read (question, number of its kind).

    Raises:
        ValueError: A line has no tab, or names no kind.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        kind, tab, question = line.partition("\t")
        if not tab or kind not in KINDS:
            raise ValueError(f"{path}:{number} must be KIND, a tab, a question: {line!r}")
        found.append((question, KINDS.index(kind)))
    return found


def typed_examples(
    typed: Sequence[tuple[str, int]], *, rounds: int, seed: int
) -> Iterator[tuple[str, int]]:
    """Yield each question *rounds* times, in its own words or typed otherwise."""
    chance = random.Random(seed)
    for _ in range(rounds):
        for question, kind in typed:
            own = chance.random() < OWN_WORDS
            yield (question if own else as_typed(question, [], chance)), kind
