"""Running a suite: files, gates, comparison. The answerer here is scripted; the files are real."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, from_muc4, read_cases
from evals.compare import compare, load_run
from evals.failing import failures
from evals.floors import broken
from evals.junit import write_junit
from evals.metrics.retrieval import ranking
from evals.report import write_report
from evals.restoring import answer_from
from evals.results import baseline_of, summarise
from evals.run import Run, run_suite, write_results
from evals.suites import Absent, Suite, find_suite
from evals.testing import REPORT, judged
from qa.errors import InputError, QAError
from qa.records import Answer, Article, Chunk, Filters, Passage

QUESTIONS = [
    {"id": "a", "question": "How many inmates fled?", "kind": "figure", "answers": ["800"],
     "gold": [{"article_id": "report", "quote": "An estimated 800 inmates fled the prison"}]},
    {"id": "b", "question": "How many guards <b>fled</b>?", "kind": "unanswerable", "answers": []},
    {"id": "c", "question": "and how many then?", "kind": "followup", "answers": ["800"],
     "history": ["What happened at Ghweran?"]},
]  # fmt: skip


class Scripted:
    """Answers "800" to everything, or what it is told to."""

    def __init__(self, reply: Callable[[str], Answer] | None = None) -> None:
        """Answer with *reply*."""
        self.searched: list[str] = []
        self._reply = reply or self._same

    @staticmethod
    def _same(question: str) -> Answer:
        answer = judged(value="estimated 800", text="An estimated 800 inmates fled [1]").answer
        return replace(answer, question=question, standalone_question=f"{question} (read)")

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """The scripted answer."""
        return self._reply(question)

    def search(self, question: str, *, k: int = 10) -> list[Passage]:
        """The report, whatever is asked."""
        self.searched.append(question)
        chunk = Chunk(id="k", article_id="report", position=0, start=0, end=10, text=REPORT.text,
                      sentences=((0, 10),))  # fmt: skip
        return [Passage(article=REPORT, chunk=chunk, score=1.0)]

    def article(self, article_id: str) -> Article:
        """The one report there is."""
        if article_id != REPORT.id:
            raise InputError("no such article")
        return REPORT


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """Three questions over one report."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in QUESTIONS), encoding="utf-8")
    return Suite("custom", path, (path,), "product")


def run(suite: Suite, answerer: Scripted | None = None) -> Run:
    return run_suite(suite, answerer or Scripted())


def test_two_runs_write_the_same_bytes(suite: Suite, tmp_path: Path) -> None:
    """Timings are in a file of their own."""
    for name in ("one", "two"):
        write_results(run(suite), tmp_path / name)
    one, two = ((tmp_path / name / "results.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_results_name_data_code_and_versions(suite: Suite) -> None:
    """A figure can be traced to what made it."""
    results = run(suite).results
    assert {"questions", "articles", "code", "prompts", "weights", "evals"} <= set(
        results["hashes"]
    )
    assert results["versions"]["python"]


def test_rates_have_data_or_are_nothing(suite: Suite) -> None:
    """There is no list question here, so list recall is None and not 0."""
    overall = run(suite).results["summary"]["overall"]
    assert overall["list_recall"] is None
    assert overall["refused_rightly"]["value"] == 0.0
    assert overall["right"]["n"] == 3


def test_follow_ups_are_searched_by_their_standalone_reading(suite: Suite) -> None:
    """Retrieval on the raw last message loses the subject."""
    answerer = Scripted()
    run(suite, answerer)
    assert answerer.searched[-1] == "and how many then? (read)"


def test_a_crash_is_one_failed_case_and_breaks_the_gate(suite: Suite) -> None:
    """The run goes on, and nobody can overlook it."""

    def crash(question: str) -> Answer:
        if "guards" in question:
            raise RuntimeError("boom")
        return Scripted._same(question)

    results = run(suite, Scripted(crash)).results
    assert results["summary"]["errors"] == 1
    assert "exception" in broken(results, {})[0]
    assert failures(results["cases"])[0][0]["id"] == "b"


def test_an_invalid_citation_breaks_the_gate_whatever_the_floors(suite: Suite) -> None:
    """Citation validity is 100 % or the run fails."""

    def shifted(question: str) -> Answer:
        answer = Scripted._same(question)
        return replace(answer, citations=(replace(answer.citations[0], start=1),))

    assert any("validity" in line for line in broken(run(suite, Scripted(shifted)).results, {}))


def test_floors_bind_from_both_sides_and_without_data(suite: Suite) -> None:
    """A floor, a ceiling, and a metric that measured nothing."""
    results = run(suite).results
    assert broken(results, {"custom": {"right": 0.1, "calibration_error_max": 1.0}}) == []
    assert "below" in broken(results, {"custom": {"right": 0.99}})[0]
    assert "above" in broken(results, {"custom": {"right_max": 0.1}})[0]
    assert "no data" in broken(results, {"custom": {"list_recall": 0.5}})[0]


def test_comparison_names_the_cases_that_changed(suite: Suite) -> None:
    """A refusal of everything is a drop, and the ids are there."""

    def refuse(question: str) -> Answer:
        answer = Scripted._same(question)
        return replace(answer, state="not_found", claims=(), citations=(), reason="no", text="No.")

    found = compare(run(suite).results, run(suite, Scripted(refuse)).results)
    change = {each.metric: each for each in found.changes}["right"]
    assert (change.gained, change.lost) == (("b",), ("a", "c"))
    assert not change.dropped  # three cases prove nothing


def test_a_significant_drop_fails_the_comparison(tmp_path: Path) -> None:
    """Ten answers lost and none gained is no chance."""
    path = tmp_path / "many.jsonl"
    rows = [QUESTIONS[0] | {"id": f"q{i}"} for i in range(10)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    many = Suite("custom", path, (), "product")

    def wrong(question: str) -> Answer:
        answer = Scripted._same(question)
        return replace(answer, claims=(replace(answer.claims[0], value="inmates"),))

    found = compare(run(many).results, run(many, Scripted(wrong)).results)
    assert found.failed


def test_runs_of_two_suites_are_not_compared(suite: Suite) -> None:
    """Their cases are not pairs."""
    other = run(suite).results | {"suite": "fakes"}
    with pytest.raises(InputError, match="one suite"):
        compare(run(suite).results, other)


def test_reports_are_written_and_escape_every_word(suite: Suite, tmp_path: Path) -> None:
    """A question or report cannot inject markup; the page needs no other file and no script."""
    done = run(suite)
    write_results(done, tmp_path / "out")
    page = write_report(tmp_path / "out", ["right is low"]).read_text(encoding="utf-8")
    assert "<b>fled</b>" not in page
    assert "&lt;b&gt;fled&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.index("case-b") < page.index("case-a")  # failures first
    assert "<mark>" in page


def test_the_worst_failure_is_one_click_from_the_top(suite: Suite, tmp_path: Path) -> None:
    """The link leads to an element that exists and is open."""
    write_results(run(suite), tmp_path / "out")
    page = write_report(tmp_path / "out").read_text(encoding="utf-8")
    target = page.split('class="worst" href="#')[1].split('"')[0]
    assert f'<details id="{target}" open>' in page


def test_junit_counts_what_failed(suite: Suite, tmp_path: Path) -> None:
    """Any CI can show it."""
    done = run(suite)
    path = tmp_path / "junit.xml"
    write_junit(done.results, done.timings, ["right is low"], path)
    root = ET.parse(path).getroot()
    assert root.get("tests") == "4"
    assert root.get("failures") == str(len(root.findall(".//failure")))
    assert root.find("testcase[@classname='evals.floors']/failure") is not None


def test_an_answer_survives_the_file(suite: Suite) -> None:
    """What faults are planted in is what the assistant said."""
    record = run(suite).results["cases"][0]
    again = answer_from(record["answer"])
    assert again == replace(Scripted._same(QUESTIONS[0]["question"]), timings_ms={})


def test_the_baseline_holds_no_text(suite: Suite) -> None:
    """Real reports are copyright; their figures are not."""
    kept = json.dumps(baseline_of(run(suite).results))
    assert "inmates" not in kept
    assert '"right": 1.0' in kept


def test_a_short_run_is_spread_over_the_kinds(suite: Suite) -> None:
    """The first n would be of one kind."""
    found = run_suite(suite, Scripted(), limit=2).results
    assert [record["id"] for record in found["cases"]] == ["a", "b"]
    with pytest.raises(InputError, match="no question"):
        run_suite(suite, Scripted(), kind="poem")


def test_retrieval_needs_gold_articles() -> None:
    """A case that names none says nothing about ranking."""
    case = Case(id="x", question="?")
    assert set(ranking(case, [("a", "b")]).values()) == {None}


def test_absent_corpora_are_said_to_be_skipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A stranger has no shared folder."""
    monkeypatch.setenv("QA_SHARED", str(tmp_path))
    with pytest.raises(Absent, match="skipped"):
        find_suite("muc4")


def test_unknown_suites_and_broken_files_say_what_to_do(tmp_path: Path) -> None:
    """Every message has the next step."""
    with pytest.raises(InputError, match="fixed, ghweran, fakes, syria, syria_held, muc4, custom"):
        find_suite("nope")
    with pytest.raises(InputError, match="--questions"):
        find_suite("custom")
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1 is not a case: question"):
        read_cases(bad)
    bad.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(InputError, match="is not JSON"):
        read_cases(bad)
    bad.write_text('{"id": "a", "question": "?"}\n' * 2, encoding="utf-8")
    with pytest.raises(InputError, match="repeats the id"):
        read_cases(bad)
    with pytest.raises(QAError, match=r"results\.json"):
        load_run(tmp_path)


def test_muc4_questions_become_cases() -> None:
    """Unanswerables keep their reason, disputes may be shown as such."""
    row = {"id": "m", "question": "Who?", "answers": ["FMLN"], "answer_type": "org",
           "doc_ids": ["d1"], "also_ok_docs": ["d2"], "certainty": "suspected", "answerable": True,
           "slot": "perp_org", "conflict": True}  # fmt: skip
    case = Case.model_validate(from_muc4(row))
    assert case.relevant == {"d1", "d2"}
    assert case.may_conflict
    refused = Case.model_validate(from_muc4(row | {"answerable": False, "answers": []}))
    assert refused.expected_state == "not_found"


def test_kinds_are_summed_apart(suite: Suite) -> None:
    """The breakdown adds up."""
    summary = summarise(run(suite).results["cases"])
    assert sum(row["cases"] for row in summary["kinds"].values()) == summary["cases"]
