"""The page over a real index and the real models, from upload to a verified audit."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visitors import Visitor, free_port

LANDSLIDE = """Landslide buries road at Pellan Pass

PELLAN PASS, 4 May 2031 -- A landslide buried the road at Pellan Pass and killed 14 travellers, the
district governor said on Sunday. Rescue workers have not found two missing drivers.
"""


@pytest.fixture(scope="module")
def whole(
    reports_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The page over a copy of the reports' index: its address, and the index folder."""
    from qa.answer import Assistant
    from qa.chat import build_chat, launch

    folder = tmp_path_factory.mktemp("whole") / "index"
    shutil.copytree(reports_index, folder)
    with Assistant.open(folder) as assistant:
        blocks = build_chat(assistant)
        yield launch(blocks, port=free_port(), block=False), folder
        blocks.close(verbose=False)


def test_upload_ask_read_save_and_verify(
    browser: Any, whole: tuple[str, Path], tmp_path: Path
) -> None:
    """A report just uploaded answers with its quote marked, and the saved audit stands."""
    from qa.export import verify_export
    from qa.index import Index

    address, folder = whole
    (tmp_path / "landslide.txt").write_text(LANDSLIDE, "utf-8")
    page = browser.new_context(accept_downloads=True).new_page()
    visitor = Visitor(page, address, [], [])
    page.on("request", lambda request: visitor.requests.append(request.url))
    visitor.open()
    page.get_by_role("tab", name="Reports").click()
    page.locator("input[type=file]").set_input_files(str(tmp_path / "landslide.txt"))
    page.locator("#qa-main .file-preview, #qa-main [data-testid=file]").first.wait_for()
    page.get_by_role("button", name="Add to the index").click()
    page.locator("#qa-added", has_text="1 added").wait_for(timeout=60_000)
    page.get_by_role("tab", name="Ask").click()
    visitor.ask("How many travellers were killed at Pellan Pass?", "answered")
    assert "14" in page.locator(".qa-text").first.inner_text()
    page.locator(".qa-text .qa-cite").first.click()
    mark = page.locator("mark.qa-span")
    mark.wait_for()
    quote = mark.evaluate("mark => mark.textContent")
    assert quote in LANDSLIDE
    assert "killed 14 travellers" in " ".join(quote.split())
    page.locator(".qa-actions summary").click()
    with page.expect_download() as download:
        page.locator("[data-action=export][data-format=html]").click()
    download.value.save_as(tmp_path / "audit.html")
    page.context.close()
    assert not visitor.foreign
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("owner.*"))
    with Index.create_or_open(copy) as index:
        checks = verify_export(tmp_path / "audit.html", index)
    assert checks
    assert not [check.problem for check in checks if check.problem]
