"""Conversations kept on disk, so that they survive a reload and a restart.

One file per conversation, one folder per owner. A file is a line of JSON for the conversation and
one for each turn, replaced as a whole, so that a crash leaves the old file or the new one.
"""

import hashlib
import json
import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa.errors import InputError
from qa.records import Answer, Citation, Claim, DateValue, Figure, Filters

__all__ = ["Conversation", "Conversations", "Turn", "answer_from_dict", "turn_from_dict"]

_ID = re.compile(r"[0-9a-f]{16}")
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and its answer.

    Attributes:
        filters: What the question was limited to.
        asked: ISO time in UTC.
        verdict: What the reader said of the answer, or None.
    """

    question: str
    answer: Answer
    filters: Filters = field(default_factory=Filters)
    asked: str = ""
    verdict: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The turn as plain JSON values."""
        return {
            "question": self.question,
            "asked": self.asked,
            "verdict": self.verdict,
            "filters": asdict(self.filters),
            "answer": self.answer.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Questions and answers in order; ``created`` is an ISO time in UTC."""

    id: str
    title: str
    created: str
    turns: tuple[Turn, ...] = ()


def answer_from_dict(plain: Mapping[str, Any]) -> Answer:
    """The answer that ``Answer.to_dict`` wrote.

    Raises:
        InputError: A field is missing or unknown.
    """
    fields = dict(plain)
    try:
        fields["claims"] = tuple(_claim(each) for each in fields.get("claims", ()))
        for name in ("citations", "nearest"):
            fields[name] = tuple(Citation(**each) for each in fields.get(name, ()))
        return Answer(**fields)
    except (TypeError, AttributeError, KeyError) as error:
        raise InputError(
            f"This is not an answer that qa wrote: {error}. Export it again."
        ) from None


def _claim(plain: Mapping[str, Any]) -> Claim:
    figure, date = plain.get("figure"), plain.get("date")
    nested = {
        "figure": Figure(**figure) if figure else None,
        "date": DateValue(**date) if date else None,
        "cues": tuple(plain.get("cues", ())),
        "citations": tuple(plain.get("citations", ())),
    }
    return Claim(**{**plain, **nested})


def turn_from_dict(plain: Mapping[str, Any]) -> Turn:
    """The turn that ``Turn.to_dict`` wrote.

    Raises:
        InputError: A field is missing or unknown.
    """
    try:
        return Turn(
            question=plain["question"],
            asked=plain["asked"],
            verdict=plain.get("verdict"),
            filters=Filters(**plain["filters"]),
            answer=answer_from_dict(plain["answer"]),
        )
    except (TypeError, KeyError) as error:
        raise InputError(f"This is not a turn that qa wrote: {error}. Export it again.") from None


def _title(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1] + "…"


class Conversations:
    """The conversations in *folder*, apart for each owner; safe to use from threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()

    def _path(self, owner: str, conversation_id: str) -> Path | None:
        # Both come from the browser: an owner is hashed and an id must look like one of ours.
        if not owner or not _ID.fullmatch(conversation_id):
            return None
        return self._home(owner) / f"{conversation_id}.jsonl"

    def _home(self, owner: str) -> Path:
        return self.folder / hashlib.sha256(owner.encode()).hexdigest()[:32]

    def listed(self, owner: str) -> list[Conversation]:
        """Conversations of *owner* without their turns, the last changed first."""
        if not owner or not self._home(owner).is_dir():
            return []
        paths = [(path.stat().st_mtime_ns, path) for path in self._home(owner).glob("*.jsonl")]
        found = (_read(path, turns=False) for _, path in sorted(paths, reverse=True))
        return [each for each in found if each]

    def opened(self, owner: str, conversation_id: str) -> Conversation | None:
        """The conversation with its turns, or None if *owner* has none by this id."""
        path = self._path(owner, conversation_id)
        return _read(path, turns=True) if path and path.is_file() else None

    def record(
        self, owner: str, conversation_id: str, turn: Turn, *, position: int | None = None
    ) -> Conversation:
        """Add *turn*, starting a conversation if there is none by this id.

        Args:
            owner: Whose conversation it is.
            conversation_id: Where to add; empty or unknown starts one, titled by the question.
            turn: What to add.
            position: Drop the turns from here on first (an edited or repeated question).
        """
        with self._lock:
            found = self.opened(owner, conversation_id)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            conversation = found or Conversation(
                id=secrets.token_hex(8), title=_title(turn.question), created=now
            )
            kept = conversation.turns if position is None else conversation.turns[:position]
            turn = replace(turn, asked=turn.asked or now)
            conversation = replace(conversation, turns=(*kept, turn))
            self._write(owner, conversation)
            return conversation

    def judge(self, owner: str, conversation_id: str, position: int, verdict: str) -> Turn | None:
        """Keep *verdict* with the turn at *position*; None if there is no such turn."""
        with self._lock:
            found = self.opened(owner, conversation_id)
            if not found or not 0 <= position < len(found.turns):
                return None
            judged = replace(found.turns[position], verdict=verdict)
            turns = (*found.turns[:position], judged, *found.turns[position + 1 :])
            self._write(owner, replace(found, turns=turns))
            return judged

    def rename(self, owner: str, conversation_id: str, title: str) -> None:
        """Give the conversation another title; an empty title changes nothing."""
        with self._lock:
            found = self.opened(owner, conversation_id)
            if found and title.strip():
                self._write(owner, replace(found, title=_title(title)))

    def delete(self, owner: str, conversation_id: str) -> None:
        """Remove the conversation from disk."""
        path = self._path(owner, conversation_id)
        if path:
            path.unlink(missing_ok=True)

    def _write(self, owner: str, conversation: Conversation) -> None:
        home = self._home(owner)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        head = {"id": conversation.id, "title": conversation.title, "created": conversation.created}
        lines = [head, *(turn.to_dict() for turn in conversation.turns)]
        draft = home / f".{conversation.id}.draft"
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        draft.write_text(text, encoding="utf-8")
        draft.replace(home / f"{conversation.id}.jsonl")


def _read(path: Path, *, turns: bool) -> Conversation | None:
    """None when the file is not ours to read: one bad file must not hide the others."""
    try:
        with path.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            read: Sequence[Turn] = (
                [turn_from_dict(json.loads(line)) for line in lines] if turns else ()
            )
        return Conversation(
            id=head["id"], title=head["title"], created=head["created"], turns=tuple(read)
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration, InputError):
        return None
