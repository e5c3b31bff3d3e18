"""Assistant.ask(): a question in, a cited and checked answer out.

The only place that knows the order of the steps: conversation → question → retrieve → read →
extract → conclude → write → draft, where a chat model is configured.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from qa.candidates import Candidate
from qa.claims import conclude
from qa.conversation import standalone
from qa.drafted import Drafted, drafted
from qa.errors import QuestionError
from qa.evidence import Evidence, gather
from qa.extract import extract, read_lines
from qa.index import Index
from qa.llm import ChatModel, load_chat_model
from qa.question import Question, understand
from qa.reader import Reader, load_reader
from qa.records import Answer, Article, Filters, Passage
from qa.retrieve import retrieve
from qa.scoring import Scorer, load_scorer
from qa.settings import Settings, from_env
from qa.streaming import Done, Event, Stage
from qa.timing import Timer
from qa.writing import write

__all__ = ["Assistant", "Look"]

PASSAGES = 20
LONGEST_QUESTION = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found before anything is concluded.

    Attributes:
        reading: The standalone question.
        degraded: Why the vector ranking is missing, or None.
    """

    reading: str
    asked: Question
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    degraded: str | None


class Assistant:
    """Answers questions over one index.

    Attributes:
        index: The index it reads.
    """

    def __init__(
        self, index: Index, *, reader: Reader | None, scorer: Scorer, llm: ChatModel | None = None
    ) -> None:
        """Answer from *index*; without a *reader* the words in common decide alone."""
        self.index = index
        self._reader = reader
        self._scorer = scorer
        self._llm = llm

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        llm: ChatModel | None = None,
        settings: Settings | None = None,
    ) -> Self:
        """Open the index folder at *path*.

        Args:
            path: The folder.
            llm: A chat model that words the answers; without it, *settings* may name one.
            settings: What is not said there comes from the environment.

        Raises:
            IndexNotFound: There is none; nothing is created.
            IndexLocked: Another process owns it.
            IndexMismatch: It was built with other settings.
            ModelFailure: Weights are missing or altered.
            LanguageModelError: The settings of the chat model cannot be used.
        """
        settings = from_env(settings)
        llm = llm or load_chat_model(settings)
        index = Index.create_or_open(Path(path), settings, create=False)
        # What an interrupted ingest or a rebuilt projection still lacks is made up meanwhile.
        index.start_catch_up()
        return cls(index, reader=load_reader(), scorer=load_scorer(), llm=llm)

    def close(self) -> None:
        """Let go of the index; another process may own it then."""
        self.index.close()

    def __enter__(self) -> Self:
        """Open already; closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def article(self, article_id: str) -> Article:
        """The article as stored.

        Raises:
            InputError: The index has no such article.
        """
        return self.index.article(article_id)

    def search(
        self, question: str, *, k: int = 10, filters: Filters | None = None
    ) -> list[Passage]:
        """The *k* best passages for *question*, best first; no answer is composed."""
        if k < 1:
            raise QuestionError(f"k is {k}; ask for at least one passage.")
        asked = understand(_checked(question))
        return list(retrieve(self.index, asked, limit=k, filters=filters).passages)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        id: str | None = None,  # noqa: A002 - the documented name of the field
    ) -> Answer:
        """What the reports say about *question*.

        Args:
            question: As typed.
            history: Earlier questions of the conversation, oldest first.
            filters: What the articles are limited to.
            id: Copied into the answer.

        Raises:
            QuestionError: The question or a filter cannot be used.
        """
        asked = self.stream(question, history=history, filters=filters, id=id)
        return next(event.answer for event in asked if isinstance(event, Done))

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        id: str | None = None,  # noqa: A002 - the documented name of the field
        stop: Callable[[], bool] | None = None,
    ) -> Iterator[Event]:
        """What happens while *question* is answered: stages, checked sentences, and the answer.

        Sentences come only where a chat model writes; none is given that did not pass its checks.

        Args:
            question: As typed.
            history: Earlier questions of the conversation, oldest first.
            filters: What the articles are limited to.
            id: Copied into the answer.
            stop: Asked while a model writes; True ends the draft, and what is left out of the
                claims is added in the reports' words.

        Raises:
            QuestionError: The question or a filter cannot be used.
        """
        timer = Timer()
        look = yield from self._looking(question, history, filters, timer)
        yield Stage("conclude")
        with timer("conclude"):
            findings = conclude(
                look.asked,
                look.evidence,
                look.candidates,
                self._scorer(look.asked, look.evidence, look.candidates),
                threshold=self._scorer.threshold,
            )
        yield Stage("write")
        with timer("write"):
            answer, findings = write(
                look.asked,
                look.evidence,
                findings,
                article=self.article,
                degraded=look.degraded,
            )
        model = self._model_facts(look.degraded)
        if self._llm is not None and findings.found:
            yield Stage("draft")
            with timer("draft"):
                result: Drafted = yield from drafted(
                    self._llm,
                    look.asked,
                    look.evidence,
                    answer,
                    findings,
                    article=self.article,
                    stop=stop,
                )
            answer, model = result.answer, {**model, **result.facts}
        yield Done(
            replace(
                answer,
                id=id,
                question=question,
                standalone_question=look.reading,
                index=self._index_facts(),
                model=model,
                timings_ms=timer.milliseconds(),
            )
        )

    def look(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        timer: Timer | None = None,
    ) -> "Look":
        """The steps up to the candidate answers: what was understood, found and read.

        This is what the confidence model is fitted on, and what explains an answer.
        """
        steps = self._looking(question, history, filters, timer or Timer())
        while True:
            try:
                next(steps)
            except StopIteration as finished:
                look: Look = finished.value
                return look

    def _looking(
        self,
        question: str,
        history: Sequence[str],
        filters: Filters | None,
        timer: Timer,
    ) -> Generator[Event, None, "Look"]:
        yield Stage("understand")
        with timer("understand"):
            reading = standalone(_checked(question), history)
            asked = understand(reading)
        yield Stage("search")
        with timer("search"):
            found = retrieve(self.index, asked, limit=PASSAGES, filters=filters)
            evidence = gather(found.passages, asked)
        yield Stage("read")
        with timer("read"):
            readings = read_lines(asked, evidence, self._reader)
            candidates = extract(asked, evidence, readings)
        return Look(
            reading=reading,
            asked=asked,
            evidence=evidence,
            candidates=tuple(candidates),
            degraded=found.degraded,
        )

    def _index_facts(self) -> Mapping[str, Any]:
        status = self.index.status()
        return {
            "name": self.index.name,
            "articles": status.articles,
            "revision": status.revision,
        }

    def _model_facts(self, degraded: str | None) -> Mapping[str, Any]:
        return {
            "answerer": "extractive",
            "embedder": self.index.embedder_name,
            "reader": getattr(self._reader, "name", None),
            "degraded": degraded,
        }


def _checked(question: str) -> str:
    if not isinstance(question, str) or not question.strip():
        raise QuestionError("The question is empty; type what you want to know from the reports.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. "
            "Ask for one thing at a time."
        )
    return question
