"""The steps up to the candidate answers: what was understood, found and read."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from qa.candidates import Candidate
from qa.conversation import standalone
from qa.entailment import Entailment
from qa.errors import QuestionError
from qa.evidence import Evidence, gather, read_whole
from qa.extract import extract
from qa.index import Index
from qa.llm import ChatModel
from qa.parsing_ahead import recall
from qa.question import Question, understand
from qa.reader import Reader
from qa.reading import read_while_parsing
from qa.records import Filters
from qa.retrieve import retrieve
from qa.rewriting import Rewriting, rewrite
from qa.scoring import Scorer
from qa.streaming import Event, Stage
from qa.support import supported
from qa.timing import Timer
from qa.verifying import verified
from qa.vetoes import that_may_answer

__all__ = ["Look", "checked", "looking"]

PASSAGES = 20
LONGEST_QUESTION = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found before anything is concluded.

    Attributes:
        reading: The standalone question.
        degraded: Why the vector ranking is missing, or None.
        rewriting: What a chat model made of a follow-up, or None where none was asked.
        parts: The same for each of several measures that are asked for together.
    """

    reading: str
    asked: Question
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    degraded: str | None
    rewriting: Rewriting | None = None
    parts: tuple["Look", ...] = ()


def looking(
    index: Index,
    reader: Reader | None,
    scorer: Scorer,
    entailment: Entailment | None,
    question: str,
    *,
    history: Sequence[str],
    filters: Filters | None,
    timer: Timer,
    llm: ChatModel | None = None,
    answer: Callable[[], str | None] | None = None,
) -> Generator[Event, None, Look]:
    """Look for *question*; each step is told as it begins.

    Args:
        index: The index asked.
        reader: Proposes spans; without it the words in common decide alone.
        scorer: Tells which candidates are likeliest, so that they are read once more.
        entailment: Rules on yes and no and reads those once more; None leaves that out.
        question: As typed.
        history: Earlier questions of the conversation, oldest first.
        filters: What the articles are limited to.
        timer: Counts the time of the steps.
        llm: Reads follow-ups in which the rules find nothing to resolve.
        answer: Gives the answer to the last question of *history*, for a pronoun that means it.
    """
    yield Stage("understand")
    with timer("understand"):
        reading = standalone(checked(question), history, answer=answer)
        rewriting = rewrite(llm, question, history, reading) if llm else None
        reading = (rewriting.reading if rewriting else None) or reading
        asked = understand(reading, reader.kinds if reader else None)
    yield Stage("search")
    with timer("search"):
        found = retrieve(index, asked, limit=PASSAGES, filters=filters)
        recall(index, found.passages, whole=read_whole(found.passages, asked))
        evidence = gather(found.passages, asked)
    yield Stage("read")
    with timer("read"):
        readings = read_while_parsing(asked, evidence, reader)
        questions = [replace(asked, measure=m, measures=(), head=None) for m in asked.measures]
        looks = [
            Look(
                reading=reading,
                asked=one,
                evidence=evidence,
                candidates=tuple(
                    verified(
                        one,
                        evidence,
                        supported(
                            evidence,
                            that_may_answer(
                                one, evidence, extract(one, evidence, readings, entailment)
                            ),
                            readings,
                        ),
                        scorer,
                        entailment,
                    )
                ),
                degraded=found.degraded,
                rewriting=rewriting,
            )
            for one in (asked, *questions)
        ]
    return replace(looks[0], parts=tuple(looks[1:]))


def checked(question: str) -> str:
    """*question*, if it can be asked.

    Raises:
        QuestionError: It is empty or too long.
    """
    if not isinstance(question, str) or not question.strip():
        raise QuestionError("The question is empty; type what you want to know from the reports.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. "
            "Ask for one thing at a time."
        )
    return question
