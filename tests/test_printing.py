"""What a terminal and another program see of an answer under way."""

import json
from collections.abc import Sequence

import pytest

from qa.printing import show_events
from qa.records import Answer
from qa.streaming import Done, Event, Sentence, Stage

KEPT, EXTRACT = "Two died [1].", "Three fled [2] (The Example, 3 May 2020)."
NOTE = "A sentence was left out: the reports do not hold it (number)."


def events(*, answerer: str = "llm", fallback: str | None = None, text: str) -> Sequence[Event]:
    model = {"answerer": answerer, "llm": {"fallback": fallback}}
    answer = Answer(
        question="q?", standalone_question="q?", state="answered", text=text, model=model
    )
    return (
        Stage("draft"),
        Sentence(KEPT, "kept"),
        Sentence(NOTE, "dropped"),
        Sentence(EXTRACT, "replaced"),
        Done(answer),
    )


def test_a_terminal_gets_each_sentence_once_and_notes_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_events(events(text=f"Reports differ:\n{KEPT}\n{EXTRACT}"), as_json=False, live=True)
    out, err = capsys.readouterr()
    assert out.splitlines() == [KEPT, EXTRACT, "Reports differ:"]
    assert err.splitlines() == [NOTE]


def test_a_pipe_gets_the_answer_alone(capsys: pytest.CaptureFixture[str]) -> None:
    show_events(events(text=KEPT), as_json=False, live=False)
    assert capsys.readouterr().out.splitlines() == [KEPT]


def test_json_is_one_object_even_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show_events(events(text=KEPT), as_json=True, live=True)
    assert json.loads(capsys.readouterr().out)["text"] == KEPT


def test_an_answer_that_fell_back_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    fallen = events(answerer="extractive", fallback="the server is away", text="Two. [1]")
    show_events(fallen, as_json=False, live=True)
    out, err = capsys.readouterr()
    assert "in the reports' words" in out
    assert out.splitlines()[-1] == "Two. [1]"
    assert "qa: the server is away" in err
