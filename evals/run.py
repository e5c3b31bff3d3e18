"""Ask every question of a suite, judge every answer, write what was found."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from evals.cases import Case
from evals.metrics import METRICS, judge
from evals.metrics.latency import summary as latency
from evals.metrics.retrieval import ranking
from evals.results import case_record, environment, summarise
from evals.score import Judged
from evals.suites import Suite
from qa.errors import InputError, QAError
from qa.records import Answer, Article, Filters, Passage

__all__ = ["Answerer", "Run", "judge_case", "run_suite", "spread", "write_results"]

_T = TypeVar("_T")


class Answerer(Protocol):
    """What a suite needs of a system: an answer, a ranking, and the stored articles."""

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """The answer to *question*."""

    def search(self, question: str, *, k: int = 10) -> list[Passage]:
        """The *k* best passages."""

    def article(self, article_id: str) -> Article:
        """The article as stored."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run found.

    Attributes:
        results: Deterministic; goes to results.json.
        timings: Milliseconds and machine; goes to timings.json.
    """

    results: dict[str, Any]
    timings: dict[str, Any]


def _failed(case: Case, error: Exception) -> Answer:
    """Stands for the answer that an exception prevented; it states nothing."""
    return Answer(
        question=case.question,
        standalone_question=case.question,
        state="not_found",
        text="",
        reason=f"error: {type(error).__name__}: {error}",
    )


def _stored(answerer: Answerer, answer: Answer) -> Mapping[str, Article]:
    found: dict[str, Article] = {}
    for citation in (*answer.citations, *answer.nearest):
        try:
            found[citation.article_id] = answerer.article(citation.article_id)
        except QAError:
            continue
    return found


def judge_case(
    answerer: Answerer, case: Case, *, only_retrieval: bool = False
) -> tuple[dict[str, Any], dict[str, float]]:
    """(the case's record, milliseconds by stage)."""
    filters = Filters(**case.filters) if case.filters else None
    error = None
    start = time.perf_counter()
    try:
        if only_retrieval:
            answer = _failed(case, QAError("not asked"))
        else:
            answer = answerer.ask(case.question, history=case.history, filters=filters)
    except Exception as caught:  # noqa: BLE001 - one crash must not end the run; it is reported
        answer, error = _failed(case, caught), f"{type(caught).__name__}: {caught}"
    asked = (time.perf_counter() - start) * 1000
    reading = answer.standalone_question or case.question
    passages = answerer.search(reading, k=10)
    searched = (time.perf_counter() - start) * 1000 - asked
    judged = Judged(case=case, answer=answer, articles=_stored(answerer, answer))
    ranked = ranking(case, [(p.article.id, p.chunk.text) for p in passages])
    scores = {} if only_retrieval else judge(judged, METRICS)
    record = case_record(judged, scores, ranked, error=error)
    return record, {"ask": asked, "search": searched, **answer.timings_ms}


def run_suite(
    suite: Suite,
    answerer: Answerer,
    *,
    limit: int | None = None,
    kind: str | None = None,
    only_retrieval: bool = False,
) -> Run:
    """Run *suite*: questions of *kind* if given, at most *limit* of them, spread evenly.

    Raises:
        InputError: No question is left to ask.
    """
    cases = spread([c for c in suite.cases() if kind in {None, c.kind}], limit)
    if not cases:
        raise InputError(f"Suite {suite.name!r} has no question of kind {kind!r}; see its file.")
    # Before anything runs: these describe the code that answers, not what it was edited to since.
    facts = environment(suite.hashes())
    records, timings = [], {}
    began = time.perf_counter()
    for i, case in enumerate(cases, start=1):
        record, spent = judge_case(answerer, case, only_retrieval=only_retrieval)
        records.append(record)
        timings[case.id] = {stage: round(ms, 2) for stage, ms in spent.items()}
        if sys.stderr.isatty() or i % 50 == 0 or i == len(cases):
            print(f"\r  {suite.name}: {i}/{len(cases)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    results = {"suite": suite.name, "limit": limit, "kind": kind, "only_retrieval": only_retrieval}
    results |= facts | {"summary": summarise(records), "cases": records}
    seconds = round(time.perf_counter() - began, 1)
    return Run(results, {"seconds": seconds, "summary": latency(timings), "cases": timings})


def spread(cases: Sequence[_T], limit: int | None) -> Sequence[_T]:
    """Every n-th case, so that a short run meets every kind."""
    if not limit or limit >= len(cases):
        return cases
    return [cases[i * len(cases) // limit] for i in range(limit)]


def write_results(run: Run, folder: Path) -> None:
    """Write results.json (byte-identical for identical answers) and timings.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in (("results", run.results), ("timings", run.timings)):
        text = json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
