"""The command line: one result a line, data on stdout, failures on one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from invented import REPORTS, write_jsonl


def qa(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        input=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_ask_prints_the_answer_and_its_quotes(reports_index: Path) -> None:
    done = qa("ask", "How many guards were killed at Osht prison?", "--index", str(reports_index))
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    assert "Harbour Wire" in done.stdout


def test_ask_file_answers_every_line_in_order(reports_index: Path, tmp_path: Path) -> None:
    questions = [
        {"id": "a", "question": "Who is the governor of Kalvin province?"},
        {"id": "b", "question": "   "},
        {"id": "c", "question": "and how many were wounded?", "history": [
            "How many guards were killed at Osht prison?"]},
        {"id": "d", "question": "How many drowned?", "filters": {"outlets": ["Harbour Wire"]}},
        {"id": "e", "question": "How many drowned?", "filters": {"planet": "Mars"}},
    ]  # fmt: skip
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(q) + "\n" for q in questions) + "no json\n", "utf-8")
    done = qa("ask", "--file", str(file), "--index", str(reports_index), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e", None]
    assert [("error" in row) for row in rows] == [False, True, False, False, True, True]
    assert "Osht" in rows[2]["standalone_question"]
    assert done.returncode == 1
    assert "3 questions" in done.stderr


def test_json_has_every_documented_field(reports_index: Path) -> None:
    done = qa("ask", "When did the ferry sink?", "--index", str(reports_index), "--json")
    answer = json.loads(done.stdout)
    assert list(answer)[:2] == ["id", "question"]
    assert set(answer) == {
        "id", "question", "standalone_question", "state", "text", "claims", "citations",
        "confidence", "reason", "nearest", "index", "model", "timings_ms",
    }  # fmt: skip
    assert answer["index"]["articles"] == len(REPORTS)


def test_search_prints_ranked_passages(reports_index: Path) -> None:
    done = qa("search", "mortar shells", "--index", str(reports_index), "-k", "2", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 2
    assert rows[0]["article"]["id"] == "market-1"
    assert rows[0]["score"] >= rows[1]["score"]


def test_filters_limit_the_articles(reports_index: Path) -> None:
    done = qa(
        "search", "Elmora", "--index", str(reports_index), "--after", "June 1, 2031", "--json"
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["article"]["id"] for row in rows} == {"market-1"}


def test_articles_are_listed_shown_and_removed(tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    source = write_jsonl(tmp_path / "reports.jsonl")
    assert qa("ingest", str(source), "--index", index).returncode == 0
    listed = qa("articles", "list", "--index", index)
    assert len(listed.stdout.splitlines()) == len(REPORTS)
    shown = qa("articles", "show", "ferry-1", "--index", index)
    assert "61 passengers drowned" in shown.stdout
    assert qa("articles", "remove", "ferry-1", "--index", index).returncode == 0
    found = qa("search", "61 passengers drowned", "--index", index, "--json")
    assert "ferry-1" not in found.stdout


def test_ingest_reads_stdin_and_reports_rejects(tmp_path: Path) -> None:
    index, rejects = str(tmp_path / "index"), tmp_path / "rejects.jsonl"
    lines = json.dumps({"title": "T", "text": "Two people were hurt in Osht."}) + "\nnot json\n"
    done = qa("ingest", "-", "--index", index, "--rejects", str(rejects), "--json", stdin=lines)
    summary = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (summary["added"], len(summary["rejected"])) == (1, 1)
    assert json.loads(rejects.read_text("utf-8").splitlines()[0])["reason"]


def test_ingesting_twice_changes_nothing(tmp_path: Path) -> None:
    index, source = str(tmp_path / "index"), write_jsonl(tmp_path / "reports.jsonl")
    first = json.loads(qa("ingest", str(source), "--index", index, "--json").stdout)
    again = json.loads(qa("ingest", str(source), "--index", index, "--json").stdout)
    assert (first["added"], again["added"], again["unchanged"]) == (len(REPORTS), 0, len(REPORTS))
    assert again["chunks"] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", "who?", "--index", "no/such/place"), 1, "no/such/place"),
        (("ask", "--index", "x"), 2, "--file"),
        (("ask", "who?", "--index", "x", "--after", "soonish"), 2, "not a day"),
        (("ingest", "x", "--index", "y", "--map", "text"), 2, "FIELD=NAME"),
        (("build", "no.toml"), 2, "no.toml"),
        (("articles", "list", "--index", "no/such/place"), 1, "no/such/place"),
    ],
)
def test_expected_failures_are_one_line(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    done = qa(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_passes_on_a_sound_index(reports_index: Path) -> None:
    done = qa("doctor", "--index", str(reports_index), "--json")
    checks = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stdout
    assert {"embedder", "reader", "parser", "network", "index"} <= {c["name"] for c in checks}


def test_feedback_of_an_index_without_any_is_empty(reports_index: Path) -> None:
    done = qa("feedback", "--index", str(reports_index))
    assert (done.returncode, done.stdout) == (0, "")


def test_every_command_has_help() -> None:
    shown = qa("--help").stdout
    for command in (
        "ingest",
        "build",
        "ask",
        "search",
        "articles",
        "chat",
        "mcp",
        "verify",
        "feedback",
        "doctor",
    ):
        assert command in shown


def test_the_bar_counts_records_where_there_are_more_of_them_than_files(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from qa.ingest import progress_bar

    with progress_bar("reading", 17) as advance:
        advance("stored", 79, 0)
    assert "79/79" in capsys.readouterr().err
    with progress_bar("reading", 17) as advance:
        advance("stored", 5, 0)
    assert "5/17" in capsys.readouterr().err
