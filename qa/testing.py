"""Stand-ins for the models, for tests and for trying the pipeline without weights.

They are deterministic and need no library, so a test that uses them states its promise exactly.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.errors import LanguageModelError
from qa.llm import Message

__all__ = ["HashEmbedder", "ScriptedModel"]

_WORD = re.compile(r"\w+")


class HashEmbedder:
    """An embedder that counts hashed words: texts that share words are near.

    Attributes:
        calls: The texts of every call so far, for asserting what was and was not encoded.
    """

    def __init__(self, dimension: int = 64) -> None:
        """Embed into *dimension* numbers."""
        self.name = f"hash-{dimension}"
        self.dimension = dimension
        self.weights_sha256 = hashlib.sha256(self.name.encode()).hexdigest()
        self.calls: list[tuple[str, ...]] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (len(texts), dimension); a text without words gets a fixed one."""
        self.calls.append(tuple(texts))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
                row[int.from_bytes(digest) % self.dimension] += 1.0
            if not row.any():
                row[0] = 1.0
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class ScriptedModel:
    """A chat model that gives the *drafts* it was made with, in order, and keeps the prompts.

    A draft that is an exception is raised instead, to play a server that fails.

    Attributes:
        context_window: Tokens that prompt and reply may have together.
        prompts: Every prompt it was sent, oldest first; messages are joined by blank lines.
    """

    name = "scripted"

    def __init__(
        self, drafts: Iterable[str | Exception] = (), *, context_window: int = 8192
    ) -> None:
        """Queue *drafts*."""
        self.drafts = list(drafts)
        self.prompts: list[str] = []
        self.context_window = context_window

    def complete(self, prompt: str) -> str:
        """The next draft.

        Raises:
            LanguageModelError: No draft is left.
        """
        self.prompts.append(prompt)
        if not self.drafts:
            raise LanguageModelError(
                f"the scripted model was asked {len(self.prompts)} times and has no draft left; "
                "give it one draft for each expected prompt."
            )
        draft = self.drafts.pop(0)
        if isinstance(draft, Exception):
            raise draft
        return draft

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The next draft, word by word.

        Raises:
            LanguageModelError: No draft is left.
        """
        draft = self.complete("\n\n".join(message.content for message in messages))
        yield from re.findall(r"\S+\s*|\s+", draft)
