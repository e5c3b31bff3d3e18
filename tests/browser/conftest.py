"""One page server and one Chromium for all browser tests; nothing may leave this machine."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripted_assistant import ScriptedAssistant
from visitors import FLAGS, WIDE, Served, Visitor, free_port


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install '.[test]'")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no chromium: apt-get install -y chromium")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over a scripted assistant, opened by a factory as app.py does."""
    from qa.chat import build_chat, launch

    folder = tmp_path_factory.mktemp("page")
    assistant = ScriptedAssistant(folder / "index")
    blocks = build_chat(lambda: assistant)
    address = launch(blocks, port=free_port(), block=False)
    yield Served(address, assistant, folder)
    blocks.close(verbose=False)


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Any]:
    """Open visitors; afterwards none may have reached beyond this machine, or met an error."""
    visitors: list[Visitor] = []

    def new(viewport: dict[str, int] = WIDE, scheme: str = "light", **options: Any) -> Visitor:
        context = browser.new_context(viewport=viewport, color_scheme=scheme, **options)
        page = context.new_page()
        page.set_default_timeout(15_000)
        visitor = Visitor(page, served.address, [], [])
        page.on("request", lambda request: visitor.requests.append(request.url))
        page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        visitors.append(visitor)
        return visitor

    yield new
    for visitor in visitors:
        visitor.page.context.close()
        assert not visitor.foreign
        assert not visitor.errors
