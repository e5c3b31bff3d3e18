"""Questions answered up to the draft, so that many drafts can be tried on one answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.records import Answer, Filters
from qa.streaming import Sentence

if TYPE_CHECKING:
    from qa.answer import Assistant
    from qa.findings import Findings
    from qa.guard_evidence import Backing
    from qa.llm import ChatModel, Message
    from qa.look import Look
    from qa.question import Question

__all__ = ["Outcome", "Prepared", "SameReply", "prepare"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft.

    Attributes:
        sentences: What was shown on the way, in order.
        facts: What the answer tells of its model.
    """

    answer: Answer
    sentences: tuple[Sentence, ...]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with its extractive answer, ready for drafts.

    Attributes:
        answer: The extractive one.
    """

    assistant: "Assistant"
    look: "Look"
    findings: "Findings"
    answer: Answer

    @property
    def asked(self) -> "Question":
        """The question as understood."""
        return self.look.asked

    def draft(self, model: "ChatModel") -> Outcome:
        """Let *model* word the answer."""
        from qa.drafted import drafted

        steps = drafted(
            model, self.look, self.answer, self.findings, article=self.assistant.article
        )  # fmt: skip
        shown: list[Sentence] = []
        while True:
            try:
                event = next(steps)
            except StopIteration as finished:
                done = finished.value
                answer = replace(done.answer, model={**done.facts})
                return Outcome(answer, tuple(shown), dict(done.facts["llm"]))
            if isinstance(event, Sentence):
                shown.append(event)

    def pieces(self) -> tuple["Backing", ...]:
        """What a draft may cite."""
        from qa.drafting_evidence import OPEN_TYPES, backings

        return backings(
            self.answer, self.findings, self.look.evidence, self.assistant.article,
            more=self.asked.type in OPEN_TYPES,
        )  # fmt: skip


def prepare(
    assistant: "Assistant",
    question: str,
    *,
    history: Sequence[str] = (),
    filters: Filters | None = None,
) -> Prepared:
    """Answer *question* without a chat model."""
    from qa.writing import write

    look = assistant.look(question, history=history, filters=filters)
    answer, findings = write(
        look.asked,
        look.evidence,
        assistant.conclude(look),
        article=assistant.article,
        degraded=look.degraded,
    )
    answer = replace(answer, question=question, standalone_question=look.reading)
    return Prepared(assistant, look, findings, answer)


class SameReply:
    """A chat model that gives one reply to whatever it is asked.

    Attributes:
        once: Only the draft gets the reply; a repair, which could but repeat it, gets none.
        prompts: The (system, user) parts of every request.
    """

    name = "same-reply"
    context_window = 8192

    def __init__(self, reply: str | Iterable[str], *, once: bool = False) -> None:
        self.reply = reply if isinstance(reply, str) else "\n".join(reply)
        self.once = once
        self.prompts: list[tuple[str, str]] = []

    def stream(self, messages: "Sequence[Message]") -> Iterator[str]:
        """The reply."""
        system, *_, user = (message.content for message in messages)
        self.prompts.append((system, user))
        if not self.once or len(self.prompts) == 1:
            yield self.reply
