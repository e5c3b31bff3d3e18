"""The suite over one machine-translated report, which is on few machines: its questions are here."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.cases import Case, read_cases
from evals.metrics import faithfulness
from evals.suites import HERE, Absent, Suite, find_suite, read_suite
from evals.testing import judged
from evals.validate import problems_of
from qa.records import Article

QUESTIONS = HERE / "cases" / "ghweran.jsonl"
LONGEST_QUOTE = 12


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases(QUESTIONS)


def test_every_kind_of_question_is_asked_and_refusals_are_many(cases: tuple[Case, ...]) -> None:
    """One report holds figures, dates, names, reasons, words, yes and no, lists and gaps."""
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 25
    assert kinds["unanswerable"] >= 5
    assert set(kinds) >= {
        "figure", "person", "organisation", "place", "date", "cause", "statement", "yesno", "list",
        "followup",
    }  # fmt: skip


def test_the_report_is_quoted_in_few_words_alone(cases: tuple[Case, ...]) -> None:
    """Its text is its publisher's."""
    quotes = [gold.quote for case in cases for gold in case.gold]
    assert max(len(quote.split()) for quote in quotes) <= LONGEST_QUOTE


def test_the_questions_are_sound() -> None:
    """Every quote is verbatim, and every answer, date and label agrees with it."""
    try:
        suite = find_suite("ghweran")
    except Absent as absent:
        pytest.skip(str(absent))
    reports = {
        article.id: {"text": article.text, "published": article.published}
        for article in read_suite(suite)
        if isinstance(article, Article)
    }
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert [fault for row in rows for fault in problems_of(row, reports)] == []


def test_without_the_report_the_run_is_skipped_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A stranger's run is no failure."""
    monkeypatch.setenv("QA_SHARED", str(tmp_path))
    done = CliRunner().invoke(app, ["run", "ghweran"])
    assert done.exit_code == 0
    assert "ghweran_2022.txt" in done.stderr
    assert "skipped" in done.stderr
    assert "QA_SHARED" in done.stderr


def test_what_is_known_of_a_report_is_set_on_it(tmp_path: Path) -> None:
    """A plain text has no place for its publication date."""
    path = tmp_path / "report.txt"
    path.write_text("Five miners fled on Saturday.\n", encoding="utf-8")
    known = {"id": "mine", "published": "2021-05-01"}
    (article,) = read_suite(Suite("custom", QUESTIONS, (path,), "product", known))
    assert isinstance(article, Article)
    assert (article.id, article.published) == ("mine", "2021-05-01")


def test_a_citations_date_is_nobodys_name() -> None:
    """Where the outlet is not known, the date alone stands behind the marker."""
    text = "An estimated 800, according to inmates [1] (22 January 2022)."
    assert faithfulness.score(judged(value="800", text=text)).value == 1.0
