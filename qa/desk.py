"""What the page does, apart from how it looks: opening, asking, reading, adding, removing."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.chat_store import Conversation, Conversations, Turn
from qa.errors import CitationError, InputError, QAError
from qa.feedback import Feedback
from qa.index_facts import examples
from qa.parsing_ahead import keep_up
from qa.progress import Progress, follow
from qa.records import Answer, Article, Filters

if TYPE_CHECKING:
    from qa.answer import Assistant

__all__ = ["Added", "Desk"]

_LOG = logging.getLogger(__name__)
_LONGEST_QUESTION = 2_000
_AT_ONCE = 4  # questions; more wait for one of these
_MOST_RELATED = 6
_NEAR = 0.3  # of the best passage's score, which is the report's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an upload did; ``rejected`` has (file, reason, detail)."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[tuple[str, str, str], ...]


class Desk:
    """An assistant that may still be opening, with the readers' conversations and verdicts.

    Args:
        assistant: An opened assistant, or a function that opens one; it is called once, from
            ``open``, so that a page can be built before any model is loaded.
    """

    def __init__(self, assistant: "Assistant | Callable[[], Assistant]") -> None:
        self._open: Callable[[], Assistant] = (
            assistant if callable(assistant) else lambda: assistant
        )
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._workers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ask")
        self._examples: tuple[str, list[str]] = ("", [])
        self.problem: str | None = None

    def open(self) -> None:
        """Open the assistant if nobody has; a failure is kept in ``problem``."""
        with self._lock:
            if self._assistant is not None:
                return
            try:
                opened = self._open()
            except Exception as error:  # noqa: BLE001 - the page must say why it cannot answer
                self.problem = self.explain(error)
                return
            self._assistant, self.problem = opened, None

    @staticmethod
    def explain(error: Exception) -> str:
        """What to tell the reader; a fault of the program goes to the log, not to the page."""
        if isinstance(error, QAError):
            return str(error)
        _LOG.error("the page met a fault", exc_info=error)
        return "The program failed on this; the server's log has the cause. Try again."

    def open_in_background(self) -> None:
        """Open without waiting."""
        threading.Thread(target=self.open, name="open-index", daemon=True).start()

    @property
    def is_open(self) -> bool:
        """Whether questions can be asked now."""
        return self._assistant is not None

    @property
    def assistant(self) -> "Assistant":
        """The assistant, opened by the first caller.

        Raises:
            QAError: It cannot be opened.
        """
        self.open()
        if self._assistant is None:
            raise QAError(self.problem or "The index is not open.")
        return self._assistant

    @property
    def conversations(self) -> Conversations:
        """Where conversations are kept."""
        return Conversations(Path(self.assistant.index.path) / "chats")

    @property
    def feedback(self) -> Feedback:
        """Where verdicts are kept."""
        return Feedback(Path(self.assistant.index.path) / "feedback.jsonl")

    def examples(self) -> list[str]:
        """Questions to try, looked for once for each revision of the index."""
        revision = self.assistant.index.status().revision
        if self._examples[0] != revision:
            self._examples = revision, examples(self.assistant)
        return self._examples[1]

    def ask(
        self,
        question: str,
        *,
        owner: str,
        conversation_id: str,
        filters: Filters,
        position: int | None = None,
    ) -> Iterator[Progress | Conversation]:
        """Answer in steps: how far it is, then the conversation with the new turn.

        Closing the iterator stops the answer; nothing is stored then.

        Args:
            question: What the reader typed.
            owner: Whose conversation it is.
            conversation_id: Where to add the turn; empty starts a conversation.
            filters: What to limit the answer to.
            position: Replace the turns from here on (an edited or repeated question).

        Raises:
            QAError: The question cannot be answered; nothing is stored.
        """
        question = question.strip()
        if len(question) > _LONGEST_QUESTION:
            raise InputError(
                f"The question has {len(question):,} characters; at most {_LONGEST_QUESTION:,} are "
                "read. Shorten it, or add the text as a report and ask about it."
            )
        yield Progress(stage=f"Searching {self.assistant.index.status().articles:,} reports")
        found = self.conversations.opened(owner, conversation_id)
        turns = (found.turns if found else ())[:position]
        passages = self.assistant.search(question, k=10, filters=filters) if question else []
        reports = len({passage.article.id for passage in passages})
        history = [turn.question for turn in turns]
        answer = yield from follow(
            lambda stop: self.assistant.stream(
                question, history=history, filters=filters, stop=stop
            ),
            self._workers,
            stage=f"Reading {len(passages)} passages from {reports} reports",
        )
        checking = f"Checking {len(answer.citations)} quotes against their reports"
        yield Progress(stage=checking)
        self._check_quotes(answer)
        turn = Turn(question=question, answer=answer, filters=filters)
        yield self.conversations.record(owner, conversation_id, turn, position=position)

    def _check_quotes(self, answer: Answer) -> None:
        for citation in (*answer.citations, *answer.nearest):
            article = self.assistant.article(citation.article_id)
            if article.text[citation.start : citation.end] != citation.quote:
                raise CitationError(
                    f"Quote {citation.number} is no longer to the letter in "
                    f"“{article.title}”, which may have just changed. Ask again."
                )

    def related(self, article: Article) -> list[tuple[str, Article]]:
        """Copies of *article*, then reports near it by content, each with how it relates."""
        assistant = self.assistant
        copies = assistant.index.copies([article.id]).get(article.id, ())
        found = [("same text", assistant.article(each)) for each in copies]
        seen = {article.id, *copies}
        # The place tells an incident from others of its kind, which share the title's words.
        about = f"{article.title or article.text[:200]}. {article.place or ''}"
        passages = assistant.search(about, k=3 * _MOST_RELATED)
        near = _NEAR * max((passage.score for passage in passages), default=0.0)
        for passage in passages:
            other = passage.article
            if other.id not in seen and passage.score >= near:
                seen.add(other.id)
                found.append((_when(other, article), other))
        return found[:_MOST_RELATED]

    def judge(self, owner: str, conversation: Conversation, position: int, verdict: str) -> None:
        """Keep the reader's *verdict* on a turn, in the conversation and for the evaluation."""
        turn = conversation.turns[position]
        self.feedback.add(
            verdict,
            turn.answer,
            turn=f"{conversation.id}:{position}",
            history=[each.question for each in conversation.turns[:position]],
            filters=turn.filters,
        )
        self.conversations.judge(owner, conversation.id, position, verdict)

    def add(
        self, paths: Sequence[str], *, progress: Callable[[str, int, int], None] | None = None
    ) -> Added:
        """Add the files at *paths*; their vectors follow in the background."""
        from qa.articles import read_articles

        folders = sorted({str(Path(path).parent) + "/" for path in paths}, key=len, reverse=True)

        def named(source: str | None) -> str:
            # The reader knows the file by its name, not by where the server put it.
            for folder in folders:
                source = (source or "").replace(folder, "")
            return source or ""

        def items() -> Iterator[Any]:
            for item in read_articles(paths):
                yield replace(item, source=named(item.source))

        index = self.assistant.index
        report = index.ingest(items(), progress=progress)
        keep_up(index)
        rejected = tuple((each.source, each.reason, each.detail) for each in report.rejected)
        return Added(
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=rejected,
        )


def _when(other: Article, article: Article) -> str:
    if not other.published or not article.published:
        return "related"
    if other.published == article.published:
        return "same day"
    return "earlier" if other.published < article.published else "later"
