"""What the page's events do, without a browser: components are names, changes a mapping."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from scripted_assistant import SENTENCES, ScriptedAssistant

from qa.conversation_events import ConversationEvents
from qa.desk import Desk
from qa.errors import IndexLocked, QAError
from qa.events import Events
from qa.index_facts import audit_facts, examples, month_bounds
from qa.page import Page
from qa.report_events import ReportEvents
from qa.visit import Visit

PAGE = Page(**{field.name: field.name for field in fields(Page)})
NO_LIMITS = ("", "", [], [])


class Desktop:
    """Every event over one scripted assistant."""

    def __init__(self, folder: Path, opener: Callable[[], Any] | None = None) -> None:
        self.assistant = ScriptedAssistant(folder / "index")
        self.desk = Desk(opener or (lambda: self.assistant))
        self.events = Events(self.desk, PAGE)
        self.reports = ReportEvents(self.desk, PAGE, self.events, lambda **given: given)
        self.chats = ConversationEvents(self.events)

    def ask(
        self,
        visit: Visit,
        question: str,
        position: int | None = None,
        limits: tuple[Any, ...] = NO_LIMITS,
    ) -> Visit:
        """Ask, and give back the visit as the browser keeps it."""
        merged: dict[str, Any] = {}
        for changes in self.events.ask(visit, question, position, *limits):
            merged |= changes
        self.shown = merged
        return visit.by(merged[PAGE.identity])


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """The page's events, with nothing opened yet."""
    return Desktop(tmp_path)


def clicked(visit: Visit, **data: object) -> Visit:
    """*visit* as a click on an element that carries *data*."""
    return replace(visit, data={name: str(value) for name, value in data.items()})


def test_the_page_says_that_the_index_is_being_opened_and_then_fills(desktop: Desktop) -> None:
    """The first change comes before the assistant is opened."""
    steps = desktop.reports.start(Visit())
    assert "Opening the index" in next(steps)[PAGE.thread]
    assert not desktop.desk.is_open
    filled = next(steps)
    assert "Ask 6 reports" in filled[PAGE.thread]
    assert "6 reports" in filled[PAGE.top]
    assert filled[PAGE.outlets]["choices"] == [
        "Karsa Radio",
        "Northern Wire",
        "Odran Times",
        "Vellmar Post",
    ]


def test_why_the_index_cannot_be_opened_is_told_and_it_is_tried_again(tmp_path: Path) -> None:
    """A locked index shows its message; when it is free, the next visit gets the page."""
    tries: list[Any] = [IndexLocked("process 12 owns the <index>"), ValueError("inside"), None]
    desktop = Desktop(tmp_path)

    def opener() -> Any:
        problem = tries.pop(0)
        if problem:
            raise problem
        return desktop.assistant

    desktop = Desktop(tmp_path, opener)
    assert (
        "process 12 owns the &lt;index&gt;" in list(desktop.reports.start(Visit()))[-1][PAGE.thread]
    )
    told = list(desktop.reports.start(Visit()))[-1][PAGE.thread]
    assert "server" in told
    assert "inside" not in told
    assert "Ask 6 reports" in list(desktop.reports.start(Visit()))[-1][PAGE.thread]


def test_the_assistant_is_opened_once_for_all_visitors(tmp_path: Path) -> None:
    """Visitors who come while it is being opened wait for the same one."""
    opened = []
    assistant = ScriptedAssistant(tmp_path / "index")

    def opener() -> Any:
        opened.append(1)
        return assistant

    desk = Desk(opener)
    threads = [threading.Thread(target=desk.open) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (opened, desk.assistant) == ([1], assistant)


def test_stages_come_before_the_answer_and_follow_ups_know_the_questions(desktop: Desktop) -> None:
    """Searching, reading, checking, answer; the second question has the first as history."""
    stages = [
        changes.get(PAGE.thread, "")
        for changes in desktop.events.ask(Visit(), "How many escaped?", None, *NO_LIMITS)
    ]
    for stage, word in zip(
        stages[1:4],
        ("Searching 6 reports", "Reading 6 passages from 6 reports", "Checking 1 quotes"),
        strict=True,
    ):
        assert word in stage
    assert "qa-answered" in stages[4]
    visit = desktop.ask(Visit(), "How many escaped?")
    desktop.ask(visit, "when?")
    assert desktop.assistant.asked[-1][1] == ("How many escaped?",)


def test_sentences_of_a_model_show_as_they_pass_with_what_became_of_them(desktop: Desktop) -> None:
    """Each step has one more; a dropped one is a note; the answer says who wrote it."""
    steps = desktop.events.ask(Visit(), "escaped, sentence by sentence", None, *NO_LIMITS)
    shown = []
    desktop.assistant.step.set()
    for changes in steps:
        shown.append(changes.get(PAGE.thread, ""))
        desktop.assistant.step.set()
    lengths = [page.count("<li class=") for page in shown if "qa-draft" in page]
    assert (lengths[0], max(lengths)) == (1, len(SENTENCES))
    assert lengths[: lengths.index(4) + 1] == sorted(lengths[: lengths.index(4) + 1])
    last = [page for page in shown if "qa-draft" in page][-1]
    assert "&lt;b&gt;said&lt;/b&gt;" in last
    for status, note in [("repaired", "rewritten"), ("replaced", "report's words"), ("dropped", "no quote holds")]:  # fmt: skip
        assert re.search(rf'<li class="qa-{status}">.*?{note}', last)
    assert "qa-draft" not in shown[-1]
    assert "Written by invented-7b" in shown[-1]


def test_stopping_stops_the_model(desktop: Desktop) -> None:
    """Closing the steps between two sentences tells the assistant, which sends no more."""
    steps = desktop.events.ask(Visit(), "escaped, sentence by sentence", None, *NO_LIMITS)
    desktop.assistant.step.set()
    while "qa-draft" not in next(steps).get(PAGE.thread, ""):
        pass
    assert isinstance(steps, Iterator)
    steps.close()  # type: ignore[attr-defined]
    desktop.assistant.step.set()
    assert desktop.assistant.stopped.wait(5)
    assert desktop.assistant.asked == []


def test_an_interrupted_question_stores_nothing(desktop: Desktop) -> None:
    """Stopping while it is answered leaves the conversation as it was."""
    visit = desktop.ask(Visit(), "How many escaped?")
    steps = desktop.events.ask(visit, "killed", None, *NO_LIMITS)
    for _ in range(4):
        next(steps)
    assert isinstance(steps, Iterator)
    steps.close()  # type: ignore[attr-defined]
    found = desktop.events.current(visit)
    assert found is not None
    assert [turn.question for turn in found.turns] == ["How many escaped?"]


@pytest.mark.parametrize(
    ("question", "limits", "said"),
    [
        ("boom", NO_LIMITS, "failed on this"),
        ("x" * 2_001, NO_LIMITS, "at most 2,000"),
        ("x", ("someday", "", [], []), "not a day"),
    ],
)
def test_a_question_that_fails_is_kept_in_the_box(
    desktop: Desktop, question: str, limits: tuple[Any, ...], said: str
) -> None:
    """The reader sees why, and has nothing to type again."""
    desktop.ask(Visit(), question, limits=limits)
    assert said in desktop.shown[PAGE.thread]
    assert desktop.shown[PAGE.question] == question


def test_an_empty_question_does_nothing(desktop: Desktop) -> None:
    """No turn, no error."""
    assert list(desktop.events.ask(Visit(), "  ", None, *NO_LIMITS)) == []


def test_a_quote_that_no_longer_stands_is_not_shown(desktop: Desktop) -> None:
    """A report that changes while it is read gives an error, never a false quote."""
    stored = desktop.assistant.index.stored
    script = desktop.assistant.ask

    def ask(*arguments: Any, **options: Any) -> Any:
        answer = script(*arguments, **options)
        stored["prison"] = replace(stored["prison"], text="Another text.", sha256="")
        return answer

    desktop.assistant.ask = ask  # type: ignore[method-assign]
    desktop.ask(Visit(), "How many escaped?")
    assert "may have just changed" in desktop.shown[PAGE.thread]
    assert "qa-answered" not in desktop.shown[PAGE.thread]


def test_accounts_and_browsers_do_not_see_each_other(desktop: Desktop) -> None:
    """A conversation belongs to its account, or to the browser that holds the token."""
    mine = desktop.ask(Visit(user="ana"), "How many escaped?")
    assert desktop.events.current(mine) is not None
    for other in (
        replace(mine, user="bo"),
        replace(mine, user=None),
        replace(mine, user=None, token=""),
    ):
        assert desktop.events.current(other) is None
        assert "escaped" not in desktop.events.list_chats(other)[PAGE.chats]
    anonymous = desktop.ask(Visit(), "How many escaped?")
    assert len(anonymous.token) == 32
    assert desktop.events.current(anonymous) is not None
    assert desktop.events.current(Visit().identified().showing(anonymous.chat)) is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"turn": "-1"},
        {"turn": "9"},
        {"turn": "x"},
        {"turn": "0", "number": "99"},
        {"turn": "٣"},
        {"turn": "9" * 400},
        {"turn": "0", "number": "1", "kind": "nearest"},
    ],
)
def test_click_data_from_the_browser_can_be_anything(
    desktop: Desktop, data: dict[str, str]
) -> None:
    """Nothing happens for what names no turn or citation."""
    visit = desktop.ask(Visit(), "How many escaped?")
    bad = clicked(visit, **data)
    assert desktop.events.cite(bad) == {}
    assert desktop.chats.export(bad) == {}
    assert desktop.events.judge(clicked(visit, **data, verdict="nonsense")) == {}
    assert (
        desktop.reports.sort(clicked(visit, order="drop table"), "", {})[PAGE.table]["order"]
        == "newest"
    )


def test_a_link_carries_limits_question_article_and_span(desktop: Desktop) -> None:
    """Opening a shared address shows what the sender saw; unknown outlets are left out."""
    query = [
        ("after", "2031-01-01"),
        ("outlet", "Karsa Radio"),
        ("outlet", "<b>"),
        ("place", "Tessim"),
        ("q", "Why?"),
        ("article", "prison"),
        ("at", "0-6"),
    ]
    shown = list(desktop.reports.start(Visit(query=query)))[-1]
    assert shown[PAGE.after] == "2031-01-01"
    assert shown[PAGE.outlets]["value"] == ["Karsa Radio"]
    assert shown[PAGE.question] == "Why?"
    assert ">Gunmen</mark>" in shown[PAGE.panel]
    assert "from 1 January 2031" in shown[PAGE.chips]


@pytest.mark.parametrize("at", ["", "x", "5", "-1--1", "99999999-999999999", "9-3", "1-2-3"])
def test_a_broken_span_in_a_link_opens_the_report_without_a_mark(desktop: Desktop, at: str) -> None:
    """A bad address is no error."""
    shown = list(desktop.reports.start(Visit(query=[("article", "prison"), ("at", at)])))[-1]
    assert "Break-out at Dol Araz" in shown[PAGE.panel]
    assert "<mark" not in shown[PAGE.panel]


def test_a_report_that_is_gone_is_said(desktop: Desktop) -> None:
    """A stored conversation may cite what has been removed since."""
    visit = desktop.ask(Visit(), "How many escaped?")
    desktop.assistant.index.remove("prison")
    shown = desktop.events.cite(clicked(visit, turn=0, number=1, kind="citations"))
    assert "no article" in shown[PAGE.panel]


def test_a_turn_keeps_the_limits_it_was_asked_with(desktop: Desktop) -> None:
    """Changing the limits later does not change what an old answer says it was limited to."""
    desktop.ask(Visit(), "How many escaped?", limits=("21 January 2031", "", ["Northern Wire"], []))
    assert "outlet: Northern Wire" in desktop.shown[PAGE.thread]
    asked = desktop.assistant.asked[-1][2]
    assert asked is not None
    assert asked.after == "2031-01-21"


def test_uploads_that_fail_are_told(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk during an upload reaches the reader as its message."""

    def full(*_: Any, **__: Any) -> Any:
        raise QAError("the disk is <full>")

    desktop.desk.open()
    monkeypatch.setattr(desktop.assistant.index, "ingest", full)
    shown = desktop.reports.add([__file__], "", lambda *_: None)
    assert "the disk is &lt;full&gt;" in shown[PAGE.added]
    assert "Choose files" in desktop.reports.add([], "", lambda *_: None)[PAGE.added]


def test_the_table_pages_through_many_reports(desktop: Desktop) -> None:
    """Fifty a page, forwards and back, never before the first."""
    stored = desktop.assistant.index.stored
    stored |= {
        f"n{i}": replace(stored["prison"], id=f"n{i}", title=f"Note {i:03}") for i in range(120)
    }
    first = desktop.reports.find(Visit(), "note", {"order": "title", "offset": 50})
    assert "Reports 1 to 50" in first[PAGE.reports]
    second = desktop.reports.turn_page(clicked(Visit(), step=1), "note", first[PAGE.table])
    third = desktop.reports.turn_page(clicked(Visit(), step=1), "note", second[PAGE.table])
    assert "Reports 101 to 120" in third[PAGE.reports]
    back = desktop.reports.turn_page(clicked(Visit(), step=-1), "note", first[PAGE.table])
    assert back[PAGE.table]["offset"] == 0


def test_examples_come_from_counts_in_the_reports(tmp_path: Path) -> None:
    """Each names a place of the index and something its reports count."""
    found = examples(ScriptedAssistant(tmp_path))
    assert "How many were killed in Tessim?" in found
    assert "How many escaped in Dol Araz?" in found


@pytest.mark.parametrize(
    ("month", "bounds"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-12", ("2023-12-01", "2023-12-31")),
        ("2023-13", ("", "")),
        ("", ("", "")),
        ("<b>", ("", "")),
    ],
)
def test_a_month_has_its_own_last_day(month: str, bounds: tuple[str, str]) -> None:
    """Leap years included; what is no month limits nothing."""
    assert month_bounds(month) == bounds


def test_an_audit_never_holds_a_key(tmp_path: Path) -> None:
    """Settings go into the export, the chat model's key does not."""
    from qa.settings import Settings

    assistant = ScriptedAssistant(tmp_path)
    assistant.index.settings = Settings(llm_key="s3cret")  # type: ignore[attr-defined]
    facts = audit_facts(assistant)  # type: ignore[arg-type]
    assert facts["embedder"] == "packaged"
    assert "s3cret" not in str(facts)
