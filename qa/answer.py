"""Assistant.ask(): a question in, a cited and checked answer out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from qa.answering import Answering
from qa.closing import Closing
from qa.entailment import Entailment, load_entailment
from qa.errors import QuestionError
from qa.findings import Findings
from qa.index import Index
from qa.llm import ChatModel, load_chat_model
from qa.look import Look, checked
from qa.parsing_ahead import keep_up
from qa.question import understand
from qa.reader import Reader, load_reader
from qa.records import Answer, Article, Filters, Passage
from qa.retrieve import retrieve
from qa.scoring import Scorer, load_scorer
from qa.settings import Settings, from_env
from qa.streaming import Done, Event
from qa.timing import Timer

__all__ = ["Assistant", "Look"]


class Assistant(Closing):
    """Answers questions over one index.

    Attributes:
        index: The index it reads.
    """

    def __init__(
        self,
        index: Index,
        *,
        reader: Reader | None,
        scorer: Scorer,
        entailment: Entailment | None = None,
        llm: ChatModel | None = None,
        prices: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Answer from *index*; without a *reader* the words in common decide alone.

        Without *entailment* yes/no questions are read by their structure alone, and no candidate
        is read once more.
        *prices* are those of a million tokens of prompt and of reply; 0 where they are not known.
        """
        self.index = index
        self._reader = reader
        self._scorer = scorer
        self._entailment = entailment
        self._llm = llm
        self._prices = prices

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
        keep_up(index)
        prices = (settings.llm_price_in, settings.llm_price_out)
        return cls(
            index,
            reader=load_reader(),
            scorer=load_scorer(),
            entailment=load_entailment(),
            llm=llm,
            prices=prices,
        )

    def close(self) -> None:
        """Let go of the index; another process may own it then."""
        self.index.close()

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
        asked = understand(checked(question))
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
        return self._answering().events(
            question, history=history, filters=filters, id=id, stop=stop
        )

    def look(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        timer: Timer | None = None,
    ) -> Look:
        """The steps up to the candidate answers: what was understood, found and read.

        This is what the confidence model is fitted on, and what explains an answer.
        """
        return self._answering().look(
            question, history=history, filters=filters, timer=timer or Timer()
        )

    def conclude(self, look: Look) -> Findings:
        """What the reports say to the question of *look*, before it is written."""
        return self._answering().conclude(look)

    def _answering(self) -> Answering:
        return Answering(
            index=self.index,
            reader=self._reader,
            scorer=self._scorer,
            entailment=self._entailment,
            llm=self._llm,
            prices=self._prices,
        )
