"""Cited answers over conflict reports, with each report's own certainty and speaker."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.errors import QAError
from qa.records import Answer, Article, Chunk, Citation, Claim, Figure, Filters, Passage
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.answer import Assistant

__all__ = [
    "Answer",
    "Article",
    "Assistant",
    "Chunk",
    "Citation",
    "Claim",
    "Figure",
    "Filters",
    "Passage",
    "QAError",
    "Settings",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Load the assistant when it is first asked for, so that ``import qa`` stays light."""
    if name == "Assistant":
        return import_module("qa.answer").Assistant
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
