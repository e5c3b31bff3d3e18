"""A chat model that writes slowly, over a real index, in a real browser."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from visitors import Visitor, free_port

from qa.llm import Message

QUESTION = "How many guards were wounded at Osht prison?"
TRUE = "At least 12 guards were killed and 30 wounded, ministry spokeswoman Ana Terl said [1]."
FALSE = "The attack was financed by Orvenia with 9 million crowns [1]."
LEAK = ("Orvenia", "9 million")


@dataclass
class SlowModel:
    """Gives its sentences one by one, each when it is told to."""

    name: str = "slow-model"
    context_window: int = 8192
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    asked: int = 0
    given: int = 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """A true and a false sentence; a repair is as false."""
        self.asked += 1
        repair = "Corrected sentence" in messages[-1].content
        for sentence in (FALSE,) if repair else (TRUE, FALSE, TRUE):
            if not repair:
                self.go.acquire(timeout=20)
            self.given += 1
            yield f"{sentence}\n"


@pytest.fixture
def drafted(reports_index: Path, tmp_path: Path) -> Iterator[tuple[str, SlowModel]]:
    """The page over the invented reports with a slow model: its address and the model."""
    from qa.answer import Assistant
    from qa.chat import build_chat, launch

    folder, model = tmp_path / "index", SlowModel()
    shutil.copytree(reports_index, folder, ignore=shutil.ignore_patterns("owner.*"))
    with Assistant.open(folder, llm=model) as assistant:
        blocks = build_chat(assistant)
        yield launch(blocks, port=free_port(), block=False), model
        for _ in range(9):
            model.go.release()
        blocks.close(verbose=False)


def opened(browser: Any, address: str) -> Visitor:
    """A visitor of the page who has asked; every text the page ever showed is kept."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.set_default_timeout(20_000)
    visitor = Visitor(page, address, [], [])
    visitor.open()
    page.evaluate(
        """() => { window.shown = []; new MutationObserver(() =>
        window.shown.push(document.querySelector('#qa-thread').innerText))
        .observe(document.querySelector('#qa-thread'),
                 {childList: true, subtree: true, characterData: true}); }"""
    )
    page.locator("#qa-question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    return visitor


def test_sentences_appear_as_they_pass_and_a_failed_one_never(
    browser: Any, drafted: tuple[str, SlowModel]
) -> None:
    """The first is there before the second is written; what failed was on the page at no time."""
    address, model = drafted
    visitor = opened(browser, address)
    page = visitor.page
    page.locator(".qa-stage", has_text="each sentence checked").wait_for()
    assert page.locator(".qa-draft li").count() == 0
    model.go.release()
    model.go.release()
    first = page.locator(".qa-draft li.qa-kept")
    first.wait_for()
    assert "30 wounded" in first.inner_text()
    assert page.locator("[data-action=stop]").is_visible()
    model.go.release()
    answer = page.locator(".qa-answer")
    answer.wait_for()
    assert "Written by slow-model" in page.locator(".qa-writer").inner_text()
    assert "30 wounded" in page.locator(".qa-text").first.inner_text()
    page.locator(".qa-text .qa-cite").first.click()
    page.locator("mark.qa-span").wait_for()
    shown = "\n".join(page.evaluate("window.shown")) + page.content()
    assert model.given >= 3
    assert not [words for words in LEAK if words in shown]
    page.locator(".qa-how summary").last.click()
    assert "tokens read" in page.locator(".qa-how").last.inner_text()
    page.context.close()


def test_stop_ends_the_draft_and_stores_nothing(
    browser: Any, drafted: tuple[str, SlowModel]
) -> None:
    """Stopped after its first sentence, the model is asked for no more, and the page is free."""
    address, model = drafted
    visitor = opened(browser, address)
    page = visitor.page
    model.go.release()
    model.go.release()
    page.locator(".qa-draft li").first.wait_for()
    page.locator("[data-action=stop]").click()
    page.locator(".qa-welcome").wait_for()
    page.wait_for_timeout(2_000)
    given = model.given
    for _ in range(5):
        model.go.release()
    page.wait_for_timeout(1_000)
    assert model.given <= given + 1
    assert model.asked == 1
    page.reload()
    page.locator(".qa-welcome").wait_for()
    assert page.locator(".qa-turn").count() == 0
    page.context.close()
