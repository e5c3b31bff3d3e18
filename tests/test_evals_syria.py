"""The suite over Syrian war reports: its questions are here, the reports beside the checkout."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.cases import read_cases
from evals.suites import HERE, Absent, find_suite
from qa.errors import InputError

SUITES = ("syria", "syria_held")
ROWS = {
    name: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for name in SUITES
    if (path := HERE / "cases" / f"{name}.jsonl")
}


@pytest.mark.parametrize("suite", SUITES)
def test_every_kind_of_question_is_asked(suite: str) -> None:
    """Over many incidents, with refusals and disagreements among them."""
    kinds = Counter(row["kind"] for row in ROWS[suite])
    assert min(kinds["unanswerable"], kinds["conflict"]) >= 10
    assert len(kinds) >= 12
    assert len({row["event"] for row in ROWS[suite]}) >= 50


def test_what_is_held_out_is_asked_of_other_incidents() -> None:
    """Neither a question nor an incident's name is in both."""
    one, two = (ROWS[name] for name in SUITES)
    for field in ("id", "question", "event"):
        assert not {row[field] for row in one} & {row[field] for row in two}, field


@pytest.mark.parametrize("suite", SUITES)
def test_the_repository_holds_no_sentence_of_the_reports(suite: str) -> None:
    """A quote is where it stands; the words are put in from the reports."""
    parts = [part for row in ROWS[suite] for part in (*row.get("gold", ()), *row.get("values", ()))]
    assert parts
    assert not [part for part in parts if "quote" in part]
    assert all(part["start"] < part["end"] for part in parts)


@pytest.mark.parametrize("suite", SUITES)
def test_every_quote_is_read_from_its_report_and_holds_an_answer(suite: str) -> None:
    """The offsets still point at what they were written for."""
    try:
        cases = find_suite(suite).cases()
    except Absent as absent:
        pytest.skip(str(absent))
    quotes = {case.id: [gold.quote for gold in case.gold] for case in cases}
    assert all(quote.strip() == quote for found in quotes.values() for quote in found)
    figures = [case for case in cases if case.kind == "figure"]
    for case in figures:
        told = " ".join(quotes[case.id]).casefold()
        assert any(answer.casefold() in told for answer in case.answers), case.id


def test_without_the_reports_the_run_is_skipped_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A stranger's run is no failure."""
    monkeypatch.setenv("QA_SHARED", str(tmp_path))
    done = CliRunner().invoke(app, ["run", "syria"])
    assert done.exit_code == 0
    assert "skipped" in done.stderr


def test_offsets_beyond_a_report_are_told_with_their_line(tmp_path: Path) -> None:
    """Other reports than the questions were written over."""
    path = tmp_path / "q.jsonl"
    gold = {"article_id": "a", "start": 3, "end": 90}
    path.write_text(json.dumps({"id": "q1", "question": "Who?", "gold": [gold]}), encoding="utf-8")
    with pytest.raises(InputError, match=r"q\.jsonl:1 quotes a from 3 to 90"):
        read_cases(path, reports={"a": {"text": "Seven died."}})
