"""Conversations on disk: they come back as they were, for their owner alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from scripted_assistant import ScriptedAssistant

from qa.chat_store import Conversations, Turn, answer_from_dict
from qa.errors import InputError
from qa.records import Filters

OWNER = "browser:" + "a" * 32


@pytest.fixture
def store(tmp_path: Path) -> Conversations:
    """An empty store."""
    return Conversations(tmp_path / "chats")


def turn(question: str, *, filters: Filters | None = None) -> Turn:
    """A turn as the page stores it."""
    answer = ScriptedAssistant(Path()).ask(question)
    return Turn(question=question, answer=answer, filters=filters or Filters())


@pytest.mark.parametrize("question", ["killed", "escaped", "remain", "weather"])
def test_an_answer_comes_back_from_json_as_it_was(question: str) -> None:
    """Claims, figures, citations and nearest quotes survive in every state."""
    import json

    answer = ScriptedAssistant(Path()).ask(question)
    assert answer_from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


def test_a_conversation_is_the_same_after_a_restart(store: Conversations, tmp_path: Path) -> None:
    """Another process reads what this one stored, with filters, in order."""
    filters = Filters(after="2031-01-01", outlets=("Karsa Radio",))
    first = store.record(OWNER, "", turn("How many escaped?", filters=filters))
    both = store.record(OWNER, first.id, turn("killed"))
    again = Conversations(tmp_path / "chats").opened(OWNER, first.id)
    assert again == both
    assert again is not None
    assert again.turns[0].filters == filters
    assert again.title == "How many escaped?"


def test_an_edited_question_replaces_the_turns_after_it(store: Conversations) -> None:
    """Position 1 keeps the first turn only, then adds."""
    found = store.record(OWNER, "", turn("escaped"))
    store.record(OWNER, found.id, turn("killed"))
    edited = store.record(OWNER, found.id, turn("remain"), position=1)
    assert [each.question for each in edited.turns] == ["escaped", "remain"]


def test_conversations_are_listed_renamed_and_deleted(store: Conversations) -> None:
    """The last changed comes first; a deleted one is gone."""
    old, new = (store.record(OWNER, "", turn(question)) for question in ("escaped", "killed"))
    assert [each.id for each in store.listed(OWNER)] == [new.id, old.id]
    store.rename(OWNER, old.id, "  The   break-out ")
    store.rename(OWNER, new.id, "   ")
    assert [each.title for each in store.listed(OWNER)] == ["The break-out", "killed"]
    store.delete(OWNER, old.id)
    assert store.opened(OWNER, old.id) is None


def test_nobody_reads_the_conversations_of_another(store: Conversations) -> None:
    """An id alone opens nothing."""
    found = store.record(OWNER, "", turn("escaped"))
    other = "account:ana"
    assert store.opened(other, found.id) is None
    assert store.listed(other) == []
    store.delete(other, found.id)
    assert store.judge(other, found.id, 0, "wrong") is None
    assert store.opened(OWNER, found.id) == found


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..", "/etc/passwd", "", "0" * 15, "g" * 16, "0" * 16 + "/x"]
)
def test_an_id_from_the_browser_cannot_leave_the_folder(
    store: Conversations, tmp_path: Path, name: str
) -> None:
    """Only ids of our own form name a file; anything else starts a conversation."""
    (tmp_path / "outside.jsonl").write_text("{}", "utf-8")
    assert store.opened(OWNER, name) is None
    store.delete(OWNER, name)
    started = store.record(OWNER, name, turn("escaped"))
    assert started.id != name
    assert {path.name for path in tmp_path.iterdir()} == {"outside.jsonl", "chats"}


def test_a_broken_file_hides_no_other(store: Conversations, tmp_path: Path) -> None:
    """A torn or foreign file is left out, the rest is listed."""
    found = store.record(OWNER, "", turn("escaped"))
    home = next((tmp_path / "chats").iterdir())
    (home / ("f" * 16 + ".jsonl")).write_text('{"id": "torn', "utf-8")
    (home / ("e" * 16 + ".jsonl")).write_text("", "utf-8")
    assert [each.id for each in store.listed(OWNER)] == [found.id]
    assert store.opened(OWNER, "f" * 16) is None


def test_a_verdict_stays_with_its_turn(store: Conversations) -> None:
    """The verdict is stored with the turn it judges; other turns keep none."""
    found = store.record(OWNER, "", turn("escaped"))
    store.record(OWNER, found.id, turn("killed"))
    store.judge(OWNER, found.id, 1, "wrong")
    again = store.opened(OWNER, found.id)
    assert again is not None
    assert [each.verdict for each in again.turns] == [None, "wrong"]
    assert store.judge(OWNER, found.id, 7, "wrong") is None


def test_a_foreign_answer_is_refused() -> None:
    """Unknown fields are an error that says what to do, not a traceback."""
    plain = replace(turn("escaped")).answer.to_dict()
    with pytest.raises(InputError, match="not an answer"):
        answer_from_dict({**plain, "surprise": 1})
