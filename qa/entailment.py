"""Does a text of a report say what is asked or claimed: yes, no, or neither?

A small cross-encoder (MiniLM, int8) reads a yes/no question or a claim beside the text and gives
three chances. It was taught on claims that put reports otherwise, rightly or with one thing wrong;
how, and how well it does, is told in ``training/MODEL_CARD.md``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

from qa.networks import Network, chances
from qa.spans import Floats

__all__ = ["Entailment", "EntailmentModel", "Verdict", "load_entailment", "proposed"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text says to a yes/no question, or of a claim: three chances that sum to 1.

    Attributes:
        yes: It says so, or holds all of the claim, no surer than it is told.
        no: It says otherwise.
        untold: It says neither.
    """

    yes: float
    no: float
    untold: float


class Entailment(Protocol):
    """Rules on yes/no questions and claims."""

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """Of each (yes/no question or claim, text), what the text says to it."""
        ...


@cache
def load_entailment() -> "EntailmentModel":
    """The entailment model that ships with the package, loaded once per process.

    Raises:
        ModelFailure: Its files are missing, altered, or do not load.
    """
    with as_file(files("qa") / "data" / "entailment") as folder:
        return EntailmentModel(folder)


# Feeds lose apostrophes, and "hasnt" is no word that the network knows.
_BARE = re.compile(
    r"(?i)\b(has|have|had|is|are|was|were|do|does|did|could|would|should|must|ca|wo)(nt)\b"
)


def _spelt(text: str) -> str:
    """*text* with the apostrophes of its negations."""
    return _BARE.sub(lambda match: f"{match[1]}{match[2][0]}'{match[2][1]}", text)


def proposed(question: str, answer: str) -> str:
    """How the model is asked whether *answer* answers *question*."""
    return f"{question.rstrip(' ?')}? {answer}"


class EntailmentModel:
    """The packaged entailment model on ONNX Runtime.

    Attributes:
        name: What reports call it.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Load the files of *folder*; *threads* texts are computed at the same time.

        Raises:
            ModelFailure: A file is missing, altered, or does not load.
        """
        self._network = Network(folder, threads=threads)
        self.name: str = self._network.manifest["name"]
        self._names: tuple[str, ...] = tuple(self._network.manifest["verdicts"])

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """Of each (yes/no question or claim, text), what the text says to it.

        Of a text longer than is read at once, the part that is surest of yes or no tells.
        """
        rows = self._network.encode([(_spelt(asked), _spelt(text)) for asked, text in pairs])
        logits = iter(self._network.run(["verdict"], [row for many in rows for row in many]))
        found = [[self._verdict(*next(logits)) for _ in many] for many in rows]
        return [min(parts, key=lambda part: part.untold) for parts in found]

    def _verdict(self, logits: Floats) -> Verdict:
        return Verdict(**dict(zip(self._names, chances(logits), strict=True)))
