"""The fixed questions are sound, and each check of the validator can fail."""

import copy
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.quoted import states
from evals.validate import CERTAINTIES, KINDS, main, problems_of, validate

ROOT = Path(__file__).parent.parent
CASES = ROOT / "evals" / "cases" / "fixed.jsonl"
REPORTS = ROOT / "evals" / "reports"

Row = dict[str, Any]

ARTICLES = {
    "a1": {
        "id": "a1",
        "title": "Bridge attack",
        "outlet": "Wire",
        "published": "2021-06-15",
        "text": "Eleven people died on Monday, the mayor said. The army counted 1,800 shells and "
        "nine dead. How many were hurt is not known. The bridge stays shut until the 20th.",
    },
    "a2": {
        "id": "a2",
        "title": "Bridge attack, more",
        "outlet": "Radio",
        "text": "The bridge fell last night.",
    },
}


def case(**changes: object) -> Row:
    """A sound question about the bridge, with *changes*."""
    row: Row = {
        "id": "t1",
        "question": "How many died on the bridge?",
        "kind": "figure",
        "answers": ["11", "eleven"],
        "must_not": ["9"],
        "certainty": "claimed",
        "attribution": "the mayor",
        "hedge": None,
        "gold": [{"article_id": "a1", "quote": "Eleven people died on Monday, the mayor said"}],
        "date_answer": None,
        "values": [],
        "history": [],
        "list_all": False,
        "aliases": [],
        "event": "bridge",
        "why": "",
        "state": "answered",
    }
    return row | changes


def gold(quote: str, article_id: str = "a1") -> list[dict[str, str]]:
    return [{"article_id": article_id, "quote": quote}]


def dated(day: str, quote: str, article_id: str = "a1") -> Row:
    return case(kind="date", answers=[day], date_answer=day, gold=gold(quote, article_id))


def conflict(*values: tuple[str, str, str]) -> Row:
    named = [
        {"value": value, "who": who, "article_id": "a1", "quote": quote}
        for value, who, quote in values
    ]
    return case(
        kind="conflict",
        state="conflicting",
        certainty="disputed",
        must_not=[],
        answers=[value for value, _, _ in values],
        gold=[{"article_id": "a1", "quote": quote} for _, _, quote in values],
        values=named,
    )


MAYOR = ("eleven", "the mayor", "Eleven people died on Monday")
ARMY = ("nine", "the army", "nine dead")

SOUND = {
    "figure": case(),
    "weekday": dated("2021-06-14", "Eleven people died on Monday"),
    "day of the month": dated("2021-06-20", "The bridge stays shut until the 20th"),
    "conflict": conflict(MAYOR, ARMY),
    "list": case(
        kind="list", list_all=True, answers=["1,800 shells", "nine dead"], must_not=[],
        gold=gold("1,800 shells and nine dead"),
    ),
    "unknown": case(
        kind="unknown", state="unknown", answers=["not known"], must_not=[],
        certainty="unconfirmed", gold=gold("How many were hurt is not known"),
    ),
    "unanswerable": case(
        kind="unanswerable", state="not_found", answers=[], must_not=[], certainty=None, gold=[]
    ),
    "follow-up": case(kind="followup", history=["What happened at the bridge?"]),
    "yes or no": case(kind="yesno", answers=["yes"], must_not=[]),
}  # fmt: skip

BROKEN: dict[str, tuple[Row, str]] = {
    "unknown field": (case(colour="red"), "unknown fields colour"),
    "wrong type": (case(answers="11"), "answers"),
    "kind": (case(kind="guess"), "kind 'guess' is none of"),
    "state": (case(state="maybe"), "state 'maybe' is none of"),
    "state against kind": (case(kind="unknown"), "goes with state 'unknown'"),
    "certainty": (case(certainty="sure"), "certainty 'sure' is none of"),
    "no certainty": (case(certainty=None), "certainty goes with every question"),
    "no history": (case(kind="followup"), "a follow-up needs history"),
    "no event": (case(event=""), "event is empty"),
    "no gold": (case(gold=[]), "needs gold and answers"),
    "no such report": (case(gold=gold("Eleven people", "a9")), "there is no report 'a9'"),
    "not verbatim": (case(gold=gold("Eleven persons died")), "not verbatim in a1"),
    "gold of an unanswerable": (
        SOUND["unanswerable"] | {"gold": gold("Eleven people died")},
        "an unanswerable question has no gold",
    ),
    "answer not in a quote": (case(answers=["12"]), "no quote holds any of '12'"),
    "answer inside a number": (
        case(answers=["800"], must_not=[], gold=gold("counted 1,800 shells")),
        "no quote holds any of '800'",
    ),
    "idle quote": (
        case(gold=[*gold("Eleven people died"), *gold("nine dead")]),
        "this quote holds no answer: 'nine dead'",
    ),
    "list item": (SOUND["list"] | {"answers": ["nine dead", "two tanks"]}, "list item 'two tanks'"),
    "must_not is right": (case(must_not=["11"]), "must_not '11' would forbid"),
    "not ISO": (dated("14/06/2021", "Eleven people died on Monday"), "is not an ISO date"),
    "other weekday": (dated("2021-06-13", "Eleven people died on Monday"), "can be 2021-06-13"),
    "relative, no published": (dated("2021-06-14", "fell last night", "a2"), "no quote names a day"),
    "one value": (conflict(MAYOR, MAYOR), "at least two different values"),
    "value not in quote": (conflict(MAYOR, ("ten", "the army", "nine dead")), "'ten' is not in its"),
    "value without speaker": (conflict(MAYOR, ("nine", "", "nine dead")), "has no speaker"),
    "stray values": (case(values=conflict(MAYOR)["values"]), "values belong to a disagreement"),
}  # fmt: skip


def test_the_fixed_questions_are_sound() -> None:
    """No quote, answer, date or label of the fixed set is wrong in a way a machine can see."""
    _, problems = validate(CASES, [REPORTS])
    assert problems == []


def test_the_command_prints_counts_and_succeeds() -> None:
    """`python -m evals.validate` runs without arguments from the root."""
    done = subprocess.run(
        [sys.executable, "-m", "evals.validate"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ghweran" in done.stdout
    assert done.stdout.split()[-2:] == ["problems", "0"]


def test_the_set_covers_what_it_promises() -> None:
    """Every kind and certainty occurs, refusals are many, and no incident dominates."""
    rows, _ = validate(CASES, [REPORTS])
    kinds, events = (Counter(row[field] for row in rows) for field in ("kind", "event"))
    assert len(rows) >= 260
    assert set(kinds) == KINDS
    assert {row["certainty"] for row in rows if row["certainty"]} == CERTAINTIES
    assert kinds["unanswerable"] >= 45
    assert len(events) >= 16
    assert max(events.values()) <= len(rows) / 8


def test_reports_are_many_and_varied() -> None:
    """Enough reports and outlets, of wire length, and one without a date."""
    rows = [
        json.loads(line) for p in REPORTS.glob("*.jsonl") for line in p.read_text().splitlines()
    ]
    assert len(rows) >= 72
    assert len({row["outlet"] for row in rows}) >= 9
    assert all(80 <= len(row["text"].split()) <= 300 for row in rows)
    assert any("published" not in row for row in rows)
    assert sum(row["text"].isupper() for row in rows) >= 3


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_case_passes(name: str) -> None:
    assert problems_of(SOUND[name], ARTICLES) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_check_fires(name: str) -> None:
    """A planted fault is named in words."""
    row, expected = BROKEN[name]
    assert any(expected in fault for fault in problems_of(row, ARTICLES)), problems_of(
        row, ARTICLES
    )


@pytest.mark.parametrize("field", sorted(case()))
def test_a_missing_field_is_named(field: str) -> None:
    row = case()
    del row[field]
    assert problems_of(row, ARTICLES)[0] == f"lacks {field}"


def _twice(rows: list[Row], reports: list[Row]) -> None:
    rows.append(copy.deepcopy(rows[0]) | {"question": "Another?"})


def _asked_twice(rows: list[Row], reports: list[Row]) -> None:
    rows.append(copy.deepcopy(rows[0]) | {"id": "t2"})


def _report_twice(rows: list[Row], reports: list[Row]) -> None:
    reports.append(reports[0])


def _no_outlet(rows: list[Row], reports: list[Row]) -> None:
    reports[1] = {k: v for k, v in reports[1].items() if k != "outlet"}


def _bad_day(rows: list[Row], reports: list[Row]) -> None:
    reports[1] = reports[1] | {"published": "yesterday"}


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_twice, "t1: this id comes 2 times"),
        (_asked_twice, "asked 2 times"),
        (_report_twice, "a1: this id comes twice"),
        (_no_outlet, "needs title, text and outlet"),
        (_bad_day, "'yesterday' is not an ISO date"),
    ],
)
def test_faults_of_a_file_fail_the_command(
    spoil: Callable[[list[Row], list[Row]], None],
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Faults between rows are printed, and the exit status is 1; without them it is 0."""
    rows, reports = [case()], [dict(article) for article in ARTICLES.values()]
    paths = [tmp_path / "cases.jsonl", tmp_path / "reports.jsonl"]

    def run() -> int:
        for path, content in zip(paths, (rows, reports), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in content))
        return main([str(path) for path in paths])

    assert run() == 0
    spoil(rows, reports)
    capsys.readouterr()
    assert run() == 1
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("quote", "answer", "held"),
    [
        ("eight hundred inmates", "800", True),
        ("1,800 inmates", "800", False),
        ("1,800 inmates", "1800", True),
        ("sixty-one prisoners", "sixty", False),
        ("Between 60 and 70 others", "60 to 70", True),
        ("12 people", "2 people", False),
        ("SERGEANT LUCIO PARRA", "Lucio Parra", True),
    ],
)
def test_answers_are_held_as_whole_tokens(quote: str, answer: str, *, held: bool) -> None:
    assert states(quote, answer) is held


def test_a_report_without_a_known_day_is_no_fault(tmp_path: Path) -> None:
    reports = [dict(article) | {"published": None} for article in ARTICLES.values()]
    for name, content in (("cases", [case()]), ("reports", reports)):
        lines = "".join(json.dumps(row) + "\n" for row in content)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    _, problems = validate(tmp_path / "cases.jsonl", [tmp_path / "reports.jsonl"])
    assert problems == []
