"""Assistant.ask(): a question in, a cited and checked answer out.

The only place that knows the order of the steps: conversation → question → retrieve → read →
extract → conclude → compose → check.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from qa.abstain import nearest, reason
from qa.candidates import Candidate
from qa.citations import problems
from qa.claims import conclude
from qa.compose import compose
from qa.conversation import standalone
from qa.errors import QuestionError
from qa.evidence import Evidence, gather
from qa.extract import extract, read_lines
from qa.findings import Findings
from qa.index import Index
from qa.question import Question, understand
from qa.reader import Reader, load_reader
from qa.records import Answer, Article, Filters, Passage, State
from qa.retrieve import retrieve
from qa.scoring import Scorer, load_scorer
from qa.settings import Settings, from_env
from qa.timing import Timer

__all__ = ["Assistant", "Look"]

_LOG = logging.getLogger(__name__)
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

    def __init__(self, index: Index, *, reader: Reader | None, scorer: Scorer) -> None:
        """Answer from *index*; without a *reader* the words in common decide alone."""
        self.index = index
        self._reader = reader
        self._scorer = scorer

    @classmethod
    def open(cls, path: str | Path, *, settings: Settings | None = None) -> Self:
        """Open the index folder at *path*.

        Raises:
            IndexNotFound: There is none; nothing is created.
            IndexLocked: Another process owns it.
            IndexMismatch: It was built with other settings.
            ModelFailure: Weights are missing or altered.
        """
        settings = from_env(settings)
        index = Index.create_or_open(Path(path), settings, create=False)
        # What an interrupted ingest or a rebuilt projection still lacks is made up meanwhile.
        index.start_catch_up()
        return cls(index, reader=load_reader(), scorer=load_scorer())

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
        timer = Timer()
        look = self.look(question, history=history, filters=filters, timer=timer)
        with timer("conclude"):
            findings = conclude(
                look.asked,
                look.evidence,
                look.candidates,
                self._scorer(look.asked, look.evidence, look.candidates),
                threshold=self._scorer.threshold,
            )
        with timer("write"):
            answer = self._write(look, findings)
        return replace(
            answer,
            id=id,
            question=question,
            standalone_question=look.reading,
            index=self._index_facts(),
            model=self._model_facts(look.degraded),
            timings_ms=timer.milliseconds(),
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
        timer = timer or Timer()
        with timer("understand"):
            reading = standalone(_checked(question), history)
            asked = understand(reading)
        with timer("search"):
            found = retrieve(self.index, asked, limit=PASSAGES, filters=filters)
            evidence = gather(found.passages, asked)
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

    def _write(self, look: "Look", findings: Findings) -> Answer:
        if findings.state == "not_found":
            why = reason(look.asked, look.evidence)
            return Answer(
                question="",
                standalone_question="",
                state="not_found",
                text=f"The reports do not say. {why}",
                reason=why,
                nearest=nearest(look.evidence),
            )
        answer = _compose(look, findings)
        wrong = problems(answer, self.article)
        if not wrong:
            return answer
        # An answer that its quotes do not hold is never shown: keep the findings that hold alone.
        _LOG.warning("An answer to %r failed its checks: %s", look.reading, " ".join(wrong))
        holding = [
            finding
            for finding in findings.found
            if not problems(_compose(look, replace(findings, found=(finding,))), self.article)
        ]
        # Without its first finding the rest would answer something else.
        if holding and holding[0] is findings.found[0] and len(holding) < len(findings.found):
            state: State = findings.state if len(holding) > 1 else "answered"
            return self._write(look, Findings(state=state, found=tuple(holding)))
        return self._write(look, Findings(state="not_found"))

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


def _compose(look: Look, findings: Findings) -> Answer:
    composed = compose(look.asked, findings)
    return Answer(
        question="",
        standalone_question="",
        state=findings.state,
        text=composed.text,
        claims=composed.claims,
        citations=composed.citations,
        confidence=round(findings.found[0].score, 4),
        reason=look.degraded,
    )


def _checked(question: str) -> str:
    if not isinstance(question, str) or not question.strip():
        raise QuestionError("The question is empty; type what you want to know from the reports.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. "
            "Ask for one thing at a time."
        )
    return question
