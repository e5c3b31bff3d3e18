"""The page in a real browser: what a reader does in a day."""

import json
import re
from pathlib import Path
from typing import Any

from visitors import Served

QUOTE = "About 140 people died in Tessim, a monitoring group estimated."


def test_an_answer_comes_with_sources_that_open_at_the_quote(visit: Any, served: Served) -> None:
    """[3] opens the third report, scrolled to the quote, which is marked to the letter."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many people were killed in Tessim?", "conflicting")
    page.locator(".qa-text .qa-cite").nth(2).click()
    mark = page.locator(".qa-article mark.qa-span")
    mark.wait_for()
    page.wait_for_timeout(300)
    assert mark.evaluate("mark => mark.textContent") == QUOTE
    box, view = mark.bounding_box(), page.locator(".qa-body").bounding_box()
    assert view["y"] <= box["y"]
    assert box["y"] + box["height"] <= view["y"] + view["height"]
    panel = page.locator(".qa-article").inner_text()
    assert "Northern Wire · 5 March 2031 · Tessim" in panel
    assert "https://example.org/tessim/3" in panel
    assert "Shelling of Tessim market, report 4" in page.locator(".qa-related").inner_text()
    shown = page.locator(".qa-body").evaluate("body => body.textContent")
    assert shown == served.assistant.article("tessim-3").text


def test_figures_that_differ_are_a_table_and_a_plot(visit: Any) -> None:
    """Four figures: four rows, four bars, and a bar opens its report."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many people were killed in Tessim?", "conflicting")
    assert page.locator(".qa-table tbody tr").count() == 4
    assert page.locator(".qa-plot rect").count() == 4
    page.locator("a.qa-bar").nth(1).click()
    page.locator(".qa-article h2", has_text="report 2").wait_for()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


def test_states_are_told_apart_and_chips_explain_themselves(visit: Any) -> None:
    """Answered, unknown and not found differ in colour and border; chips show the cue words."""
    visitor = visit().open()
    page = visitor.page
    looks = set()
    for question, state in [("How many escaped?", "answered"), ("How many remain?", "unknown"), ("What is the weather?", "not_found")]:  # fmt: skip
        visitor.ask(question, state)
        css = "e => getComputedStyle(e).borderLeftStyle + getComputedStyle(e).borderLeftColor"
        looks.add(page.locator(f".qa-{state}").last.evaluate(css))
    assert len(looks) == 3
    chip = page.locator(".qa-certainty-unconfirmed").first
    chip.focus()
    hint = chip.evaluate("e => getComputedStyle(e, '::after').content")
    assert "estimated" in hint
    nearest = page.locator(".qa-not_found .qa-source")
    assert nearest.count() == 3
    nearest.first.locator(".qa-cite").click()
    page.locator(".qa-article mark").wait_for()


def test_a_conversation_survives_a_reload_and_can_be_renamed_and_deleted(visit: Any) -> None:
    """The list keeps conversations; follow-ups know what was asked; renaming and deleting work."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many escaped from Dol Araz?", "answered")
    visitor.ask("when?", "answered")
    assert "after: How many escaped from Dol Araz?" in page.locator(".qa-standalone").inner_text()
    page.reload()
    page.wait_for_selector(".qa-turn:nth-child(2) .qa-answered")
    page.locator("[data-action=ask_rename]").click()
    page.locator(".qa-chats input").fill("Break-out <b>file</b>")
    page.keyboard.press("Enter")
    page.locator(".qa-chat", has_text="Break-out <b>file</b>").wait_for()
    page.locator("#qa-side button", has_text="New conversation").click()
    page.locator(".qa-welcome").wait_for()
    page.locator(".qa-chat").click()
    page.locator(".qa-turn:nth-child(2)").wait_for()
    page.locator("[data-action=ask_delete]").click()
    page.locator("[data-action=delete]").click()
    page.locator(".qa-welcome").wait_for()
    assert page.locator(".qa-chat").count() == 0


def test_editing_and_asking_again_replace_the_turn(visit: Any) -> None:
    """Edit puts the question back into the box; sending it drops the turns after it."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many escaped?", "answered")
    visitor.ask("How many remain?", "unknown")
    page.locator("[data-action=edit]").first.click()
    box = page.locator("#qa-question textarea")
    page.wait_for_function("document.querySelector('#qa-question textarea').value !== ''")
    box.fill("How many people were killed in Tessim?")
    page.keyboard.press("Enter")
    page.locator(".qa-turn:nth-child(1) .qa-conflicting").wait_for()
    page.wait_for_function("document.querySelectorAll('.qa-turn').length === 1")
    page.locator("[data-action=retry]").click()
    page.wait_for_function("document.querySelectorAll('.qa-turn .qa-conflicting').length === 1")


def test_an_example_answers_with_one_click(visit: Any) -> None:
    """Examples come from the index, and a click asks one."""
    visitor = visit().open()
    example = visitor.page.locator("[data-action=example]", has_text="escaped in Dol Araz")
    example.click()
    visitor.page.locator(".qa-answered").wait_for()


def test_a_fault_is_told_without_markup_and_the_question_is_kept(visit: Any) -> None:
    """An unforeseen error shows a plain sentence; the question can be sent again."""
    visitor = visit().open()
    page = visitor.page
    page.locator("#qa-question textarea").fill("boom")
    page.keyboard.press("Enter")
    problem = page.locator(".qa-problem[role=alert]")
    problem.wait_for()
    assert "markup" not in problem.inner_text()
    assert page.locator("#qa-question textarea").input_value() == "boom"


def test_a_question_under_way_can_be_stopped(visit: Any, served: Served) -> None:
    """Stop brings the page back at once, though the assistant is still busy; nothing is stored."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many escaped?", "answered")
    page.locator("#qa-question textarea").fill("slowly: how many were killed?")
    page.keyboard.press("Enter")
    page.locator(".qa-stage", has_text="Reading 6 passages").wait_for()
    page.locator("[data-action=stop]").click()
    page.wait_for_function("document.querySelectorAll('.qa-turn').length === 1")
    page.wait_for_timeout(1_000)
    visitor.ask("How many remain?", "unknown")
    served.assistant.pause.set()
    page.reload()
    page.wait_for_selector(".qa-turn:nth-child(2) .qa-unknown")
    assert page.locator(".qa-turn").count() == 2


def test_limits_show_as_chips_in_the_link_and_survive_sharing(visit: Any) -> None:
    """A filtered view has its own address; opening that elsewhere shows the same limits."""
    visitor = visit().open("?after=2031-03-01&outlet=Karsa+Radio&place=Tessim&q=How+many+died")
    page = visitor.page
    assert page.locator("#qa-chips .qa-filter").count() == 3
    assert page.locator("#qa-question textarea").input_value() == "How many died"
    page.locator("[data-name=after][data-action=drop]").click()
    page.wait_for_function("!location.search.includes('after')")
    assert re.search(r"outlet=Karsa\+Radio&place=Tessim", page.url)
    page.locator("#qa-limits button").first.click()
    page.locator(".qa-month").nth(1).click()
    page.wait_for_function("location.search.includes('after=2031-03-01&before=2031-03-31')")
    assert page.locator(".qa-month.qa-out").count() == 1


def test_a_limit_reaches_the_assistant(visit: Any, served: Served) -> None:
    """What the chips show is what the question is limited to."""
    visitor = visit().open("?before=2031-12-31&outlet=Northern+Wire")
    visitor.ask("How many escaped?", "answered")
    filters = served.assistant.asked[-1][2]
    assert (filters.before, filters.outlets) == ("2031-12-31", ("Northern Wire",))


def test_a_link_to_a_quote_opens_its_report(visit: Any) -> None:
    """The address of [n] works by itself, as in a new tab."""
    visitor = visit().open("?article=prison&at=0-6")
    mark = visitor.page.locator("mark.qa-span")
    mark.wait_for()
    assert mark.inner_text() == "Gunmen"


def test_files_are_added_with_rejects_told_and_can_be_asked_and_removed(
    visit: Any, tmp_path: Path, served: Served
) -> None:
    """A good file answers at once, a bad one is named with its reason, removal asks first."""
    (tmp_path / "harbour fire.txt").write_text(
        "Harbour fire at Lomsk\n\nA fire burned in the harbour of Lomsk.", "utf-8"
    )
    (tmp_path / "empty.txt").write_text("", "utf-8")
    lines = [
        {
            "id": "ferry",
            "title": "Ferry at Odran stopped",
            "text": "The ferry at Odran was stopped.",
            "outlet": "Odran Times",
            "published": "2031-04-01",
        }
    ]
    (tmp_path / "more.jsonl").write_text(
        "\n".join(map(json.dumps, lines)) + "\nnot json\n", "utf-8"
    )
    visitor = visit().open()
    page = visitor.page
    page.get_by_role("tab", name="Reports").click()
    page.locator("input[type=file]").set_input_files(sorted(map(str, tmp_path.iterdir())))
    page.locator("#qa-main .file-preview, #qa-main [data-testid=file]").first.wait_for()
    page.get_by_role("button", name="Add to the index").click()
    page.locator("#qa-added .qa-rejects").wait_for()
    told = page.locator("#qa-added").inner_text()
    assert "2 added" in told
    assert "empty.txt" in told
    assert str(tmp_path) not in told
    assert "/tmp" not in told
    page.locator("#qa-find textarea, #qa-find input").fill("ferry")
    page.wait_for_function("document.querySelectorAll('#qa-reports tbody tr').length === 1")
    page.locator("#qa-reports [data-action=open_article]").click()
    page.locator(".qa-article h2", has_text="Ferry at Odran stopped").wait_for()
    page.get_by_role("tab", name="Ask").click()
    visitor.ask("ferry at odran stopped", "answered")
    page.get_by_role("tab", name="Reports").click()
    page.locator("[data-action=ask_remove]").click()
    assert "ferry" in served.assistant.index.stored
    page.locator("#qa-reports [data-action=remove]").click()
    page.locator("#qa-reports .qa-empty").wait_for()
    assert "ferry" not in served.assistant.index.stored


def test_the_table_sorts_and_health_tells_the_lag(visit: Any, served: Served) -> None:
    """A click on a heading sorts; passages without a vector are counted."""
    served.assistant.index.pending = 5
    visitor = visit().open()
    page = visitor.page
    page.get_by_role("tab", name="Reports").click()
    page.locator("[data-action=sort][data-order=oldest]").click()
    page.wait_for_selector("th[aria-sort=ascending]")
    page.locator("[data-action=sort][data-order=title]").click()
    page.wait_for_selector("#qa-reports tbody tr:first-child :text('Break-out at Dol Araz')")
    chunks = served.assistant.index.status().chunks
    assert f"{chunks - 5} of {chunks} passages" in page.locator(".qa-health").inner_text()
    served.assistant.index.pending = 0
    page.wait_for_selector(f".qa-health :text('all {chunks} passages')")


def test_answers_and_conversations_are_saved_as_files(visit: Any, tmp_path: Path) -> None:
    """Each format downloads from the browser; the JSON holds the quotes."""
    visitor = visit(accept_downloads=True).open()
    page = visitor.page
    visitor.ask("How many people were killed in Tessim?", "conflicting")
    for kind, suffix in [("markdown", "md"), ("json", "json"), ("html", "html")]:
        page.locator(".qa-actions summary").click()
        with page.expect_download() as download:
            page.locator(f"[data-action=export][data-format={kind}]").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert path.name == f"how-many-people-were-killed-in-tessim.{suffix}"
        assert "About 140 people died in Tessim" in path.read_text("utf-8")
    page.locator("#qa-side button", has_text="Save this conversation").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    assert download.value.suggested_filename.endswith(".html")


def test_a_verdict_is_kept(visit: Any, served: Served) -> None:
    """A click on a verdict is stored as feedback and still shown after a reload."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many escaped?", "answered")
    page.locator("[data-verdict=wrong_citation]").click()
    page.locator("[data-verdict=wrong_citation][aria-pressed=true]").wait_for()
    page.reload()
    page.locator("[data-verdict=wrong_citation][aria-pressed=true]").wait_for()
    stored = (served.assistant.index.path / "feedback.jsonl").read_text("utf-8")
    assert json.loads(stored.rstrip().rpartition("\n")[2])["verdict"] == "wrong_citation"


def test_the_keyboard_is_enough(visit: Any) -> None:
    """Ask, walk to a citation, open it, and close the report, without a mouse."""
    visitor = visit().open()
    page = visitor.page
    visitor.ask("How many escaped?", "answered")
    page.locator(".qa-text .qa-cite").focus()
    page.keyboard.press("Enter")
    page.locator("mark.qa-span").wait_for()
    page.wait_for_function("document.activeElement.matches('mark.qa-span')")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.qa-article')")
    page.wait_for_function("document.activeElement.matches('.qa-cite')")
