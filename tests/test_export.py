"""Files of conversations, and the check of their quotes against an index."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from scripted_assistant import ScriptedAssistant

from qa.chat_store import Conversation, Turn
from qa.errors import InputError
from qa.export import file_name, verify_export, write_export
from qa.records import Filters

NASTY = "</script><script>fire()</script>![x](http://evil.example/x.png)<img src=x onerror=fire()>"


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    """An assistant over invented reports."""
    return ScriptedAssistant(tmp_path / "index")


def conversation(assistant: ScriptedAssistant) -> Conversation:
    """One turn in each state."""
    questions = ("How many were killed?", "How many escaped?", "How many remain?", "The weather?")
    turns = [
        Turn(question=each, answer=assistant.ask(each), asked="2031-05-01T10:00:00+00:00", filters=Filters(after="2031-01-01"))
        for each in questions
    ]  # fmt: skip
    return Conversation(
        id="0" * 16, title="Tolls", created="2031-05-01T10:00:00+00:00", turns=tuple(turns)
    )


def saved(assistant: ScriptedAssistant, kind: str, folder: Path) -> Path:
    """The conversation as a file."""
    text, _ = write_export(
        conversation(assistant),
        kind=kind,
        index={"name": "invented", "revision": "r6", "embedder": "packaged"},
    )
    path = folder / f"audit.{kind}"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["html", "json"])
def test_every_quote_of_an_untouched_file_stands(
    assistant: ScriptedAssistant, tmp_path: Path, kind: str
) -> None:
    """Nine quotes, all to the letter."""
    checks = verify_export(saved(assistant, kind, tmp_path), assistant.index)
    assert len(checks) == 9
    assert not [check for check in checks if check.problem]


@pytest.mark.parametrize("kind", ["html", "json"])
@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("About 140 people", "About 840 people", "to the letter"),
        ('"start": ', '"start": 1', "to the letter"),
        ("2031-03-05", "2031-03-06", "publish date differ"),
        ("Northern Wire", "Northern Fire", "publish date differ"),
        ("about 140 [3]", "about 140 [9]", "no such citation"),
    ],
)
def test_an_altered_file_is_found_out(
    assistant: ScriptedAssistant, tmp_path: Path, kind: str, old: str, new: str, problem: str
) -> None:
    """A changed quote, offset, date, outlet or citation number is named."""
    path = saved(assistant, kind, tmp_path)
    text = path.read_text("utf-8")
    if old not in text:
        text = re.sub(r'"start":\s*', '"start": ', text)
    path.write_text(text.replace(old, new), "utf-8")
    problems = [check.problem for check in verify_export(path, assistant.index) if check.problem]
    assert any(problem in each for each in problems)


def test_an_edit_of_what_the_page_shows_is_found_out(
    assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    """Changing only the visible text, not the data, is noticed as well."""
    path = saved(assistant, "html", tmp_path)
    text = path.read_text("utf-8")
    shown, data = text.split('<script type="application/json"')
    path.write_text(
        shown.replace("An estimated 800", "A confirmed 800")
        + '<script type="application/json"'
        + data,
        "utf-8",
    )
    checks = verify_export(path, assistant.index)
    assert "edited" in (checks[0].problem or "")
    assert not [check for check in checks[1:] if check.problem]


def test_a_changed_or_removed_report_is_named(assistant: ScriptedAssistant, tmp_path: Path) -> None:
    """A quote from a report that has changed since, or is gone, no longer stands."""
    path = saved(assistant, "html", tmp_path)
    stored = assistant.index.stored
    stored["tessim-1"] = replace(
        stored["tessim-1"], text=stored["tessim-1"].text + " Updated.", revision=2, sha256=""
    )
    assistant.index.remove("tessim-2")
    problems = {
        check.article_id: check.problem
        for check in verify_export(path, assistant.index)
        if check.problem
    }
    assert "revision 2" in (problems["tessim-1"] or "")
    assert "no longer" in (problems["tessim-2"] or "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "{}",
        '{"format": "other", "turns": []}',
        "<html></html>",
        "[1]",
        '{"format": "conflict-qa audit 1", "turns": 3}',
    ],
)
def test_what_is_no_export_is_refused(
    assistant: ScriptedAssistant, tmp_path: Path, text: str
) -> None:
    """The error names the file and what to give instead."""
    path = tmp_path / "x.html"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"x\.html"):
        verify_export(path, assistant.index)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_reports_cannot_inject_markup_into_a_file(
    assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    """Script ends, images and Markdown of a report stay text in every format."""
    found = conversation(assistant)
    answer = found.turns[1].answer
    citation = replace(
        answer.citations[0], title=NASTY, outlet=NASTY, quote=NASTY, url="javascript:fire()"
    )
    claim = replace(answer.claims[0], value=NASTY, speaker=NASTY, cues=(NASTY,))
    nasty = replace(answer, text=NASTY, claims=(claim,), citations=(citation,))
    found = replace(
        found, title=NASTY, turns=(replace(found.turns[1], question=NASTY, answer=nasty),)
    )
    page, _ = write_export(found, kind="html", index={NASTY: NASTY})
    assert _Tags(page).tags.count("script") == 1
    assert "img" not in _Tags(page).tags
    assert 'href="javascript' not in page
    markdown, _ = write_export(found, kind="markdown", index={})
    assert "![x]" not in markdown
    assert "<script" not in markdown.replace("\\<", "")
    (tmp_path / "n.html").write_text(page, "utf-8")
    checks = verify_export(tmp_path / "n.html", assistant.index)
    assert {check.turn for check in checks} == {1}


def test_the_audit_page_needs_nothing_from_elsewhere(assistant: ScriptedAssistant) -> None:
    """No script runs and nothing is fetched: one file, readable in ten years."""
    page, media = write_export(conversation(assistant), kind="html", index={"name": "invented"})
    assert media == "text/html"
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:link|img|iframe)\b|@import|url\(", page)
    citation = assistant.ask("escaped").citations[0]
    for fact in (
        citation.sha256,
        f"characters {citation.start} to {citation.end}",
        "21 January 2031",
    ):
        assert fact in page


def test_markdown_names_every_source_with_hash_and_offsets(assistant: ScriptedAssistant) -> None:
    """A pasted answer can still be traced."""
    text, _ = write_export(conversation(assistant), kind="markdown", index={})
    assert text.count("SHA-256") == 9
    assert "> About 140 people died in Tessim, a monitoring group estimated." in text


def test_json_holds_answers_as_documented(assistant: ScriptedAssistant) -> None:
    """Other programs read the same answer that the command line prints."""
    text, _ = write_export(conversation(assistant), kind="json", index={"revision": "r6"})
    document = json.loads(text)
    plain = json.loads(json.dumps(conversation(assistant).turns[0].answer.to_dict()))
    assert document["turns"][0]["answer"] == plain
    assert document["index"]["revision"] == "r6"


def test_file_names_are_plain(assistant: ScriptedAssistant) -> None:
    """A title cannot make a path."""
    found = replace(conversation(assistant), title="../../How many <b>?\x00")
    assert file_name(found, kind="html") == "how-many-b.html"
    assert file_name(replace(found, title="؟"), kind="json") == "conversation.json"


def test_an_unknown_format_is_refused(assistant: ScriptedAssistant) -> None:
    """The error lists the formats."""
    with pytest.raises(InputError, match="markdown, json, html"):
        write_export(conversation(assistant), kind="exe", index={})
