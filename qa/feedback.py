"""What readers say of answers, kept beside the index, and as cases for the evaluation.

Each verdict is one line of ``feedback.jsonl``; a later verdict on the same turn replaces an earlier
one when cases are made.
"""

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from qa.errors import InputError
from qa.records import Answer, Filters, text_hash

__all__ = ["VERDICTS", "Feedback", "Verdict", "case_from_feedback"]

Verdict = Literal["correct", "wrong", "wrong_citation", "should_have_abstained"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_WHY: Mapping[str, str] = {
    "correct": "a reader marked the answer as correct",
    "wrong": "a reader marked the answer as wrong; fill in the right answer",
    "wrong_citation": "a reader marked the citation as wrong; fill in the right quote",
    "should_have_abstained": "a reader found no answer in the reports",
}

_ABSTENTIONS: Mapping[str, str] = {"not_found": "unanswerable", "unknown": "unknown"}


class Feedback:
    """Verdicts in the file at *path*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def add(
        self,
        verdict: str,
        answer: Answer,
        *,
        turn: str,
        history: Sequence[str] = (),
        filters: Filters | None = None,
    ) -> None:
        """Append a verdict.

        Args:
            verdict: One of ``VERDICTS``.
            answer: What was judged.
            turn: Identifies the conversation and the turn in it.
            history: Earlier questions.
            filters: What the answer was limited to.

        Raises:
            InputError: The verdict is not one of ``VERDICTS``.
        """
        if verdict not in VERDICTS:
            raise InputError(f"{verdict!r} is no verdict; give one of {', '.join(VERDICTS)}.")
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "turn": text_hash(turn)[:16],
            "verdict": verdict,
            "history": list(history),
            "filters": asdict(filters) if filters else None,
            "answer": answer.to_dict(),
        }
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def cases(self) -> list[dict[str, Any]]:
        """One evaluation case per judged turn, the oldest first; a torn last line is left out."""
        if not self._path.is_file():
            return []
        latest: dict[str, dict[str, Any]] = {}
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
                latest[entry["turn"] + entry["answer"]["question"]] = entry
            except (ValueError, KeyError, TypeError):
                continue
        return [case_from_feedback(entry) for entry in latest.values()]


def case_from_feedback(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A line of ``feedback.jsonl`` as a case in the schema of the evaluation's question files.

    Only a correct answer gives expected values and quotes. A wrong one gives the values that must
    not come back; its expected answer stays empty, for a person to fill in.
    """
    verdict, answer = entry["verdict"], entry["answer"]
    claims, citations = answer["claims"], answer["citations"]
    values = list(dict.fromkeys(claim["value"] for claim in claims))
    right = verdict in {"correct", "wrong_citation"}
    first = claims[0] if claims else {}
    quotes = [{"article_id": each["article_id"], "quote": each["quote"]} for each in citations]
    digest = hashlib.sha256(json.dumps([entry["turn"], answer["question"]]).encode()).hexdigest()
    return {
        "id": f"fb-{digest[:10]}",
        "question": answer["question"],
        "kind": _kind(verdict, answer),
        "answers": values if right else [],
        "must_not": [] if right else values,
        "certainty": first.get("certainty") if right else None,
        "attribution": first.get("speaker") if right else None,
        "gold": quotes if verdict == "correct" else [],
        "date_answer": (first.get("date") or {}).get("start") if right else None,
        "values": _values(answer) if right and answer["state"] == "conflicting" else [],
        "history": list(entry["history"]),
        "filters": entry.get("filters"),
        "why": _WHY[verdict],
        "hedge": None,
        "list_all": False,
        "aliases": [],
        "event": "feedback",
        "split": "custom",
    }


def _kind(verdict: str, answer: Mapping[str, Any]) -> str:
    """The case's kind, as far as the answer shows it."""
    claims = answer["claims"]
    if verdict == "should_have_abstained":
        return "unanswerable"
    if verdict == "correct" and answer["state"] in _ABSTENTIONS:
        return _ABSTENTIONS[answer["state"]]
    if answer["state"] == "conflicting":
        return "conflict"
    if claims and claims[0].get("figure"):
        return "figure"
    return "date" if claims and claims[0].get("date") else "statement"


def _values(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each disagreeing value with who says it and where."""
    by_number = {each["number"]: each for each in answer["citations"]}
    return [
        {
            "value": claim["value"],
            "who": claim["speaker"],
            "article_id": by_number[number]["article_id"],
            "quote": by_number[number]["quote"],
        }
        for claim in answer["claims"]
        for number in claim["citations"][:1]
        if number in by_number
    ]
