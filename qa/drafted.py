"""An extractive answer → the same answer in a chat model's checked words, and what that took."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

from qa.citations import problems
from qa.drafting import draft
from qa.drafting_evidence import OPEN_TYPES, backings
from qa.evidence import Evidence
from qa.findings import Findings
from qa.llm import ChatModel
from qa.question import Question
from qa.records import Answer, Article
from qa.streaming import Event

__all__ = ["Drafted", "drafted"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The answer, and the facts of its draft as ``Answer.model`` tells them."""

    answer: Answer
    facts: Mapping[str, Any]


def drafted(
    model: ChatModel,
    question: Question,
    evidence: Evidence,
    answer: Answer,
    findings: Findings,
    *,
    article: Callable[[str], Article],
    stop: Callable[[], bool] | None = None,
) -> Generator[Event, None, Drafted]:
    """Let *model* word *answer*; its sentences are given as they pass their checks.

    Args:
        model: The chat model.
        question: As understood.
        evidence: What was read; open questions may cite more of it.
        answer: The extractive answer to *findings*.
        findings: What the claims of *answer* are made of, in the same order.
        article: Looks an article up by id.
        stop: Asked while the model writes; True ends the draft.
    """
    summary = question.type in OPEN_TYPES
    pieces = backings(answer, findings, evidence, article, more=summary)
    worded, state = yield from draft(
        model, question.text, answer, pieces, summary=summary, stop=stop or _never
    )
    wrong = problems(worded, article)
    if wrong:
        state.fallback, worded = " ".join(wrong), answer
    by = "extractive" if worded is answer else "llm"
    return Drafted(worded, {"answerer": by, "llm": state.facts()})


def _never() -> bool:
    return False
