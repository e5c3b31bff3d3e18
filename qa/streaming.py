"""What happens while a question is answered: stages, sentences as they pass, and the answer."""

from dataclasses import dataclass
from typing import Literal

from qa.records import Answer

__all__ = ["Done", "Event", "Sentence", "SentenceStatus", "Stage"]

SentenceStatus = Literal["kept", "repaired", "replaced", "dropped"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step begins; ``name`` is that of ``Answer.timings_ms``."""

    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a model's draft, after its checks.

    Attributes:
        text: What may be shown: the sentence that passed, the report's words instead, or, for one
            that was dropped, a short note of why; never words of the model that did not pass.
        status: What became of it.
    """

    text: str
    status: SentenceStatus


@dataclass(frozen=True, slots=True)
class Done:
    """The answer is ready; always the last event."""

    answer: Answer


Event = Stage | Sentence | Done
