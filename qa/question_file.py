"""Files of questions: JSONL with ``id``, ``question``, ``history`` and ``filters``."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import QuestionError
from qa.limits import read_filters
from qa.records import Filters

__all__ = ["Asked", "read_questions"]

_FILTERS = ("after", "before", "outlets", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line: a question, or why the line holds none.

    Attributes:
        problem: What is wrong with the line; None for a question that can be asked.
    """

    id: str | None
    question: str = ""
    history: tuple[str, ...] = ()
    filters: Filters | None = None
    problem: str | None = None


def read_questions(file: Path) -> Iterator[Asked]:
    """The lines of *file* (``-`` for standard input), in order; a bad one does not end the rest.

    Raises:
        QuestionError: The file cannot be read.
    """
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"--file {file} cannot be read ({error}); give UTF-8 with one JSON object a line."
        ) from None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _asked(line, number)


def _asked(line: str, number: int) -> Asked:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return Asked(id=None, problem=f"line {number} is not JSON ({error.msg})")
    if not isinstance(data, dict):
        return Asked(id=None, problem=f"line {number} is no JSON object")
    id_ = data.get("id")
    id_ = id_ if id_ is None else str(id_)
    question, history = data.get("question"), data.get("history") or []
    if not isinstance(question, str):
        return Asked(id=id_, problem=f'line {number} needs "question", a text')
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        return Asked(id=id_, problem=f'line {number}: "history" must be a list of texts')
    try:
        filters = _filters(data.get("filters"))
    except QuestionError as error:
        return Asked(id=id_, problem=f"line {number}: {error}")
    return Asked(id=id_, question=question, history=tuple(history), filters=filters)


def _filters(given: object) -> Filters | None:
    if not given:
        return None
    if not isinstance(given, Mapping) or not set(given) <= set(_FILTERS):
        raise QuestionError(f"filters {given!r} were given; their keys are {', '.join(_FILTERS)}")
    lists: dict[str, list[str]] = {}
    for name in ("outlets", "places"):
        value: Any = given.get(name) or []
        lists[name] = [value] if isinstance(value, str) else [str(item) for item in value]
    return read_filters(given.get("after"), given.get("before"), lists["outlets"], lists["places"])
