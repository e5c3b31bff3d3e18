"""A chat model whose replies are kept, so that a long run goes on where it stopped.

A reply is found again by its prompt, so a changed guard is measured on the same drafts in seconds.
Where the evidence changed meanwhile and no model is given, the reply to the same question is taken.
"""

import hashlib
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import LanguageModelError

if TYPE_CHECKING:
    from qa.llm import ChatModel, Message

__all__ = ["Recorded"]

_REPAIR = "Corrected sentence:"
_QUESTION = re.compile(r"^Question: (.*)$", re.MULTILINE)
_PIECES = 128  # of a stream, about a token each: a small model does not know when to stop


class Recorded:
    """Asks *model* what it has not been asked before.

    Attributes:
        name: The model's.
        context_window: Tokens for prompt and reply.
        asked: Prompts that went to the model.
        replies: Those given since it was last cleared, the draft first.
    """

    def __init__(
        self,
        model: "ChatModel | None",
        path: Path,
        *,
        name: str,
        context_window: int = 2048,
        repairs: bool = True,
    ) -> None:
        """Keep replies in *path*.

        Args:
            model: What to ask; without one, only what is kept is answered.
            path: A JSONL file; it grows by one line a reply.
            name: The model's.
            context_window: Tokens for prompt and reply.
            repairs: Ask for repairs too; else a repair that is not kept gets an empty reply.
        """
        self.name = name
        self.context_window = context_window
        self.asked = 0
        self.replies: list[str] = []
        self._repairs = repairs
        self._model, self._path = model, path
        self._kept: dict[str, dict[str, Any]] = {}
        if path.is_file():
            rows = map(json.loads, path.read_text("utf-8").splitlines())
            self._kept = {row["key"]: row for row in rows}
        self._by_question = {row.get("question"): row for row in self._kept.values()}

    def stream(self, messages: "Sequence[Message]") -> Iterator[str]:
        """The reply kept for *messages*, else the model's.

        Raises:
            LanguageModelError: Nothing is kept, and there is no model to ask.
        """
        plain = json.dumps([(each.role, each.content) for each in messages])
        key = hashlib.sha256(f"{self.name}\0{plain}".encode()).hexdigest()
        repair = messages[-1].content.rstrip().endswith(_REPAIR)
        row = self._kept.get(key)
        if row is None:
            if repair and not self._repairs:
                return
            row = self._kept[key] = self._ask(key, messages)
        reply: str = row["reply"]
        self.replies.append(reply)
        yield reply

    def _ask(self, key: str, messages: "Sequence[Message]") -> dict[str, Any]:
        user = messages[-1].content
        question = None if user.rstrip().endswith(_REPAIR) else _QUESTION.findall(user)[-1:]
        known = self._by_question.get(question[0]) if question else None
        if self._model is None and known is not None:
            return known
        if self._model is None:
            raise LanguageModelError(
                f"{self._path} keeps no reply to this prompt, and no model is given to ask; name "
                "one with --gguf or --llm-url."
            )
        self.asked += 1
        began = time.monotonic()
        pieces: list[str] = []
        for piece in self._model.stream(messages):
            pieces.append(piece)
            if len(pieces) >= _PIECES:
                break
        row = {
            "key": key,
            "question": question[0] if question else None,
            "reply": "".join(pieces),
            "seconds": round(time.monotonic() - began, 2),
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
        return row
