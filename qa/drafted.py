"""An extractive answer → the same answer in a chat model's checked words, and what that took."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

from qa.citations import problems
from qa.drafting import draft
from qa.drafting_evidence import OPEN_TYPES, backings
from qa.drafting_facts import Draft
from qa.findings import Findings
from qa.llm import ChatModel
from qa.look import Look
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
    look: Look,
    answer: Answer,
    findings: Findings,
    *,
    article: Callable[[str], Article],
    prices: tuple[float, float] = (0.0, 0.0),
    stop: Callable[[], bool] | None = None,
) -> Generator[Event, None, Drafted]:
    """Let *model* word *answer*; its sentences are given as they pass their checks.

    An answer without findings stays as it is.

    Args:
        model: The chat model.
        look: What was understood and read; open questions may cite more of it.
        answer: The extractive answer to *findings*.
        findings: What the claims of *answer* are made of, in the same order.
        article: Looks an article up by id.
        prices: Of a million tokens of prompt and of reply; 0 where they are not known.
        stop: Asked while the model writes; True ends the draft.
    """
    worded, state = answer, Draft(model.name)
    if findings.found:
        summary = look.asked.type in OPEN_TYPES
        pieces = backings(answer, findings, look.evidence, article, more=summary)
        worded, state = yield from draft(
            model, look.asked.text, answer, pieces, summary=summary, stop=stop or _never
        )
        wrong = problems(worded, article)
        if wrong:
            state.fallback, worded = " ".join(wrong), answer
    if look.rewriting is not None:
        state.prompts["rewrite"] = look.rewriting.prompt_sha256
        state.prompt_tokens += look.rewriting.prompt_tokens
        state.completion_tokens += look.rewriting.completion_tokens
    by = "extractive" if worded is answer else "llm"
    return Drafted(worded, {"answerer": by, "llm": state.facts(prices)})


def _never() -> bool:
    return False
