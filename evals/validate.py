"""Check a question file against the reports it cites: ``python -m evals.validate``.

The ruler is checked by machine before it measures anything: a quote that is not verbatim, an answer
that no quote holds or a refusal that has gold would score a right answer as wrong.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from evals.cases import Case
from evals.quoted import is_iso, names_day, states
from evals.words import fold
from qa.records import Certainty, State

__all__ = ["CERTAINTIES", "KEYS", "KINDS", "main", "problems_of", "validate"]

HERE = Path(__file__).parent
KEYS = frozenset(
    (
        *("id", "question", "kind", "answers", "must_not", "certainty", "attribution", "hedge"),
        *("gold", "date_answer", "values", "history", "list_all", "aliases", "event", "why"),
        "state",
    )
)
KINDS = frozenset(
    (
        *("figure", "person", "organisation", "place", "date", "weapon", "cause", "statement"),
        *("yesno", "list", "update", "conflict", "followup", "unknown", "unanswerable"),
    )
)
CERTAINTIES = frozenset(get_args(Certainty))
STATES = frozenset(get_args(State))
Reports = Mapping[str, Mapping[str, Any]]


def _schema(row: Mapping[str, Any]) -> Iterator[str]:
    if missing := KEYS - row.keys():
        yield f"lacks {', '.join(sorted(missing))}"
    if unknown := row.keys() - KEYS:
        yield f"has unknown fields {', '.join(sorted(unknown))}"
    try:
        Case.model_validate({k: v for k, v in row.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        yield f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _labels(case: Case, _: Reports) -> Iterator[str]:
    if case.kind not in KINDS:
        yield f"kind {case.kind!r} is none of {', '.join(sorted(KINDS))}"
    if case.state not in STATES:
        yield f"state {case.state!r} is none of {', '.join(sorted(STATES))}"
    if (case.certainty is None) != (case.state == "not_found"):
        yield "certainty goes with every question that has an answer, and with no other"
    if case.certainty is not None and case.certainty not in CERTAINTIES:
        yield f"certainty {case.certainty!r} is none of {', '.join(sorted(CERTAINTIES))}"
    by_kind = {"unanswerable": "not_found", "unknown": "unknown", "conflict": "conflicting"}
    if case.kind in by_kind and case.state != by_kind[case.kind]:
        yield f"kind {case.kind!r} goes with state {by_kind[case.kind]!r}, not {case.state!r}"
    if (case.kind == "followup") and not any(turn.strip() for turn in case.history):
        yield "a follow-up needs history"
    if not case.event:
        yield "event is empty"


def _gold(case: Case, reports: Reports) -> Iterator[str]:
    if case.state == "not_found":
        if case.gold or case.values or case.answers or case.date_answer:
            yield "an unanswerable question has no gold, values, answers or date"
        return
    if not case.gold or not case.answers:
        yield "an answerable question needs gold and answers"
    for article_id, quote in (*_pairs(case.gold), *_pairs(case.values)):
        if article_id not in reports:
            yield f"there is no report {article_id!r}"
        elif not quote.strip() or quote not in reports[article_id]["text"]:
            yield f"not verbatim in {article_id}: {quote!r}"


def _pairs(items: Iterable[Any]) -> list[tuple[str, str]]:
    return [(item.article_id, item.quote) for item in items]


def _answers(case: Case, _: Reports) -> Iterator[str]:
    if case.state == "not_found" or set(case.answers) <= {"yes", "no"} or case.date_answer:
        return
    quotes = [gold.quote for gold in case.gold]
    held = {a: any(states(quote, a) for quote in quotes) for a in (*case.answers, *case.aliases)}
    if case.list_all:
        yield from (f"no quote holds the list item {a!r}" for a in case.answers if not held[a])
    elif not any(held.values()):
        yield f"no quote holds any of {', '.join(map(repr, case.answers))}"
    if not case.values and not case.list_all:
        useless = (q for q in quotes if not any(states(q, a) for a in case.answers))
        yield from (f"this quote holds no answer: {q!r}" for q in useless if case.kind != "unknown")


def _values(case: Case, _: Reports) -> Iterator[str]:
    if case.state == "conflicting" and len({fold(v.value) for v in case.values}) <= 1:
        yield "a disagreement needs at least two different values"
    if case.state != "conflicting" and case.values:
        yield "values belong to a disagreement"
    for value in case.values:
        if not states(value.quote, value.value):
            yield f"the value {value.value!r} is not in its quote {value.quote!r}"
        if not value.who:
            yield f"the value {value.value!r} has no speaker"


def _must_not(case: Case, _: Reports) -> Iterator[str]:
    for phrase in case.must_not:
        if any(states(answer, phrase) for answer in case.answers):
            yield f"must_not {phrase!r} would forbid a right answer"


def _dates(case: Case, reports: Reports) -> Iterator[str]:
    if case.date_answer is None:
        return
    if not is_iso(case.date_answer):
        yield f"date_answer {case.date_answer!r} is not an ISO date"
        return
    known = [(reports[a].get("published"), q) for a, q in _pairs(case.gold) if a in reports]
    if not any(names_day(quote, case.date_answer, day) for day, quote in known):
        yield f"no quote names a day that can be {case.date_answer}"


CHECKS: tuple[Callable[[Case, Reports], Iterator[str]], ...] = (
    _labels,
    _gold,
    _answers,
    _values,
    _must_not,
    _dates,
)


def problems_of(row: Mapping[str, Any], reports: Reports) -> list[str]:
    """What is wrong with one case, a sentence each; empty if nothing.

    Args:
        row: The case as the file holds it.
        reports: Reports by id, each with ``text`` and perhaps ``published``.
    """
    if faults := list(_schema(row)):
        return faults
    case = Case.model_validate({k: v for k, v in row.items() if v is not None})
    return [fault for check in CHECKS for fault in check(case, reports)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _read_reports(paths: Sequence[Path], problems: list[str]) -> dict[str, Mapping[str, Any]]:
    reports: dict[str, Mapping[str, Any]] = {}
    for path in (p for each in paths for p in (sorted(each.glob("*.jsonl")) or [each])):
        for row in _rows(path):
            name = f"{path.name} {row.get('id')}"
            if row.get("id") in reports:
                problems.append(f"{name}: this id comes twice")
            if not row.get("text") or not row.get("title") or not row.get("outlet"):
                problems.append(f"{name}: a report needs title, text and outlet")
            published = row.get("published")
            if published is not None and not is_iso(published):
                problems.append(f"{name}: published {published!r} is not an ISO date")
            reports[row["id"]] = row
    return reports


def validate(cases: Path, reports: Sequence[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of *cases* and all problems found in them and in *reports* (files or folders)."""
    problems: list[str] = []
    texts = _read_reports(reports, problems)
    rows = _rows(cases)
    ids = Counter(row.get("id") for row in rows)
    problems += [f"{case_id}: this id comes {n} times" for case_id, n in ids.items() if n > 1]
    asked = Counter((fold(str(row.get("question"))), str(row.get("history"))) for row in rows)
    problems += [f"asked {n} times: {question}" for (question, _), n in asked.items() if n > 1]
    problems += [f"{row.get('id')}: {fault}" for row in rows for fault in problems_of(row, texts)]
    return rows, problems


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    parts = []
    for field in ("kind", "state", "certainty", "event"):
        counts = Counter(str(row.get(field)) for row in rows)
        lines = (f"  {name:<24}{n:>5}" for name, n in counts.most_common())
        parts.append("\n".join((field, *lines)))
    return "\n".join((*parts, f"{'questions':<26}{len(rows):>5}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print counts and problems; 1 if there is any problem."""
    parser = argparse.ArgumentParser(prog="python -m evals.validate", description=__doc__)
    parser.add_argument("cases", nargs="?", type=Path, default=HERE / "cases" / "fixed.jsonl")
    parser.add_argument("reports", nargs="*", type=Path, default=[HERE / "reports"])
    options = parser.parse_args(arguments)
    rows, problems = validate(options.cases, options.reports)
    print(_table(rows))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{'problems':<26}{len(problems):>5}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
