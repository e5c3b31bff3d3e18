"""Verdicts of readers, stored and turned into cases that the evaluation reads."""

import json
from pathlib import Path

import pytest
from scripted_assistant import ScriptedAssistant

from evals.cases import read_cases
from qa.errors import InputError
from qa.feedback import VERDICTS, Feedback
from qa.records import Filters


def cases(path: Path, *verdicts: tuple[str, str]) -> dict[str, dict[str, object]]:
    """Cases by question of (question, verdict) pairs."""
    feedback = Feedback(path / "feedback.jsonl")
    for place, (question, verdict) in enumerate(verdicts):
        feedback.add(verdict, ScriptedAssistant(path).ask(question), turn=f"c:{place}", history=["Earlier?"])  # fmt: skip
    return {str(case["question"]): case for case in feedback.cases()}


def test_a_correct_answer_becomes_a_case_with_its_values_and_quotes(tmp_path: Path) -> None:
    """What was right is expected from then on."""
    case = cases(tmp_path, ("escaped", "correct"))["escaped"]
    assert case["answers"] == ["800"]
    assert case["kind"] == "figure"
    assert (case["certainty"], case["attribution"]) == ("unconfirmed", "a prison officer")
    assert case["history"] == ["Earlier?"]
    gold = case["gold"]
    assert isinstance(gold, list)
    assert gold[0]["article_id"] == "prison"


def test_a_wrong_answer_expects_nothing_and_forbids_its_values(tmp_path: Path) -> None:
    """A reader's "wrong" never becomes an expected answer."""
    case = cases(tmp_path, ("escaped", "wrong"))["escaped"]
    assert (case["answers"], case["gold"], case["must_not"]) == ([], [], ["800"])


def test_a_wrong_citation_keeps_the_value_without_the_quote(tmp_path: Path) -> None:
    """The value may stand; the quote does not."""
    case = cases(tmp_path, ("escaped", "wrong_citation"))["escaped"]
    assert (case["answers"], case["gold"]) == (["800"], [])


def test_abstentions_and_disagreements_have_their_kind(tmp_path: Path) -> None:
    """State decides the kind, so that the evaluation expects the right state."""
    found = cases(tmp_path, ("escaped", "should_have_abstained"), ("weather", "correct"), ("remain", "correct"), ("killed", "correct"))  # fmt: skip
    kinds = {question: case["kind"] for question, case in found.items()}
    assert kinds == {
        "escaped": "unanswerable",
        "weather": "unanswerable",
        "remain": "unknown",
        "killed": "conflict",
    }
    values = found["killed"]["values"]
    assert isinstance(values, list)
    assert [value["who"] for value in values][1] == "The Free Karsa Front"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_evaluation_reads_every_case(tmp_path: Path, verdict: str) -> None:
    """Exported cases pass the evaluation's own check."""
    feedback = Feedback(tmp_path / "feedback.jsonl")
    filters = Filters(after="2031-01-01", outlets=("Karsa Radio",))
    for question in ("killed", "escaped", "remain", "weather"):
        feedback.add(verdict, ScriptedAssistant(tmp_path).ask(question), turn=question, filters=filters)  # fmt: skip
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in feedback.cases()), "utf-8")
    read = read_cases(path)
    assert len(read) == 4
    assert (read[0].filters or {})["after"] == "2031-01-01"


def test_the_last_verdict_on_a_turn_counts(tmp_path: Path) -> None:
    """A reader may change their mind; a torn line is left out."""
    feedback = Feedback(tmp_path / "feedback.jsonl")
    answer = ScriptedAssistant(tmp_path).ask("escaped")
    for verdict in ("wrong", "correct"):
        feedback.add(verdict, answer, turn="c:0")
    with (tmp_path / "feedback.jsonl").open("a") as file:
        file.write('{"turn": "x", "ver')
    assert [case["answers"] for case in feedback.cases()] == [["800"]]


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    """Nothing else is stored."""
    feedback = Feedback(tmp_path / "feedback.jsonl")
    with pytest.raises(InputError, match="correct, wrong"):
        feedback.add("meh", ScriptedAssistant(tmp_path).ask("escaped"), turn="c:0")
    assert feedback.cases() == []
