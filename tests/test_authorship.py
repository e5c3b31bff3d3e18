"""Who wrote an answer is told where it is shown, saved and audited."""

from dataclasses import replace
from pathlib import Path

import pytest
from scripted_assistant import WRITER, ScriptedAssistant

from qa.authorship import model_facts, writer, writer_html
from qa.chat_store import Conversation, Turn
from qa.export import write_export
from qa.records import Answer
from qa.render import answer_html


def answer(answerer: str = "llm", **changes: object) -> Answer:
    """An answer that a language model took part in."""
    plain = ScriptedAssistant(Path()).ask("How many escaped?")
    return replace(plain, model={"answerer": answerer, "llm": WRITER | changes})


def test_an_answer_without_a_language_model_looks_as_before() -> None:
    """No label, no facts, no other HTML."""
    plain = ScriptedAssistant(Path()).ask("How many escaped?")
    assert (writer(plain), writer_html(plain), model_facts(plain)) == ("", "", [])
    assert "qa-writer" not in answer_html(plain, turn=0)


def test_the_label_names_the_model_and_what_its_checks_changed() -> None:
    """Changed sentences are counted; a draft that passed whole has no counts."""
    assert "Written by invented-7b" in writer_html(answer())
    assert "1 replaced by the report&#x27;s words, 1 left out" in writer_html(answer())
    untouched = answer(sentences={"kept": 3, "repaired": 0, "replaced": 0, "dropped": 0})
    assert ":" not in writer_html(untouched)


def test_a_fallback_is_called_extractive_with_its_reason() -> None:
    """Nobody takes the reports' own words for the model's."""
    said = writer(answer("extractive", fallback="The server did not answer in 60 s."))
    assert said.startswith("Extractive")
    assert "did not answer in 60 s)" in said


def test_tokens_seconds_and_prompts_are_told_and_an_unknown_cost_is_not() -> None:
    """Cost appears only where prices are known."""
    told = dict(model_facts(answer()))
    assert told["Model's use"] == "812 tokens read · 96 written · 7.3 s"
    assert told["Prompts"] == "answer 1a2b3c4d5e6f"
    assert "cost 0.002" in dict(model_facts(answer(cost=0.002)))["Model's use"]


@pytest.mark.parametrize("kind", ["html", "markdown", "json"])
def test_every_saved_form_carries_the_model_and_its_prompts(kind: str) -> None:
    """The audit shows them, the Markdown lists them, the JSON holds them in full."""
    turn = Turn(question="q", answer=answer(), asked="2031-05-01T10:00:00+00:00")
    conversation = Conversation(id="0" * 16, title="t", created="2031", turns=(turn,))
    text, _ = write_export(conversation, kind=kind, index={"name": "invented"})
    shown = text.partition('<script type="application/json"')[0]
    assert "invented-7b" in shown
    assert "1a2b3c4d5e6f" in shown
