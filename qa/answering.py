"""The order of the steps from a question to its answer.

conversation → question → retrieve → read → extract → conclude → write → draft, where a chat model
is configured.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from qa.claims import conclude
from qa.drafted import Drafted, drafted
from qa.entailment import Entailment
from qa.errors import QuestionError
from qa.findings import Findings
from qa.index import Index
from qa.llm import ChatModel
from qa.look import Look, looking
from qa.measures_together import together
from qa.reader import Reader
from qa.recalled import recalled
from qa.records import Filters
from qa.scoring import Scorer
from qa.streaming import Done, Event, Stage
from qa.timing import Timer
from qa.writing import write

__all__ = ["Answering"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What answers a question, and the steps by which it does.

    Attributes:
        index: The index that is asked.
        reader: Proposes spans; without it the words in common decide alone.
        scorer: How likely each candidate answers.
        entailment: Rules on yes and no, and on the likeliest candidates; None leaves that out.
        llm: A chat model that words the answer, or None.
        prices: Of a million tokens of its prompt and of its reply; 0 where they are not known.
    """

    index: Index
    reader: Reader | None
    scorer: Scorer
    entailment: Entailment | None = None
    llm: ChatModel | None = None
    prices: tuple[float, float] = (0.0, 0.0)

    def events(
        self,
        question: str,
        *,
        history: Sequence[str],
        filters: Filters | None,
        id: str | None,  # noqa: A002 - the documented name of the field
        stop: Callable[[], bool] | None,
    ) -> Iterator[Event]:
        """The stages, the checked sentences and the answer, as ``Assistant.stream`` tells them."""
        timer = Timer()
        look = yield from self._looking(question, history, filters, timer, self.llm)
        yield Stage("conclude")
        with timer("conclude"):
            findings = self.conclude(look)
        yield Stage("write")
        with timer("write"):
            answer, findings = write(
                look.asked,
                look.evidence,
                findings,
                article=self.index.article,
                degraded=look.degraded,
            )
        model = self._model_facts(look.degraded)
        if self.llm is not None:
            yield Stage("draft")
            with timer("draft"):
                result: Drafted = yield from drafted(
                    self.llm,
                    look,
                    answer,
                    findings,
                    article=self.index.article,
                    prices=self.prices,
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
        history: Sequence[str],
        filters: Filters | None,
        timer: Timer,
    ) -> Look:
        """The steps up to the candidate answers, without a chat model."""
        steps = self._looking(question, history, filters, timer, None)
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
        llm: ChatModel | None,
    ) -> Generator[Event, None, Look]:
        return looking(
            self.index,
            self.reader,
            self.scorer,
            self.entailment,
            question,
            history=history,
            filters=filters,
            timer=timer,
            llm=llm,
            answer=partial(self._last_answer, history, filters) if history else None,
        )

    def _last_answer(self, history: Sequence[str], filters: Filters | None) -> str | None:
        try:
            look = self.look(history[-1], history=history[:-1], filters=filters, timer=Timer())
        except QuestionError:  # an empty turn, or one too long to be read
            return None
        return recalled(self.conclude(look))

    def conclude(self, look: Look) -> Findings:
        """What the reports say to the question of *look*, and the state of the answer."""
        if look.parts:
            return together([(p.asked.measure or "", self.conclude(p)) for p in look.parts])
        return conclude(
            look.asked,
            look.evidence,
            look.candidates,
            self.scorer(look.asked, look.evidence, look.candidates),
            threshold=self.scorer.threshold,
            entailment=self.entailment,
        )

    def _index_facts(self) -> Mapping[str, Any]:
        articles, revision = self.index.state()
        return {"name": self.index.name, "articles": articles, "revision": revision}

    def _model_facts(self, degraded: str | None) -> Mapping[str, Any]:
        return {
            "answerer": "extractive",
            "embedder": self.index.embedder_name,
            "reader": getattr(self.reader, "name", None),
            "entailment": getattr(self.entailment, "name", None),
            "degraded": degraded,
        }
