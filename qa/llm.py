"""Chat models: the one method that drafting needs, and adapters over llama-index's clients."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from qa.settings import Settings

__all__ = ["ChatModel", "Message", "load_chat_model"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Literal["system", "user"]
    content: str


class ChatModel(Protocol):
    """What writes drafts.

    Attributes:
        name: As shown in an answer.
        context_window: Tokens that prompt and reply may have together.
    """

    name: str
    context_window: int

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply to *messages*, in pieces as they arrive.

        Raises:
            LanguageModelError: The model did not answer usefully.
        """
        ...


def load_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model that *settings* name; None when they name none."""
    if settings.llm is None:
        return None
    raise NotImplementedError
