"""Take the pictures of the documentation from the demo index.

``python tests/browser/screenshots.py`` takes all, with names after it only those.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from visitors import FLAGS, PHONE, WIDE, free_port  # noqa: E402 - found beside this file

DISAGREEMENT = ["How many people were killed in the Tel Harwan market?"]
DATE = ["When was the Kalisa ferry sunk?"]
NOWHERE = ["How many ships sank off Antarctica?"]
PICTURES: dict[str, dict[str, Any]] = {
    "disagreement": {"questions": DISAGREEMENT},
    "dark": {"questions": DATE, "scheme": "dark"},
    "not-found": {"questions": NOWHERE, "panel": False},
    "phone": {"questions": DATE, "viewport": PHONE, "panel": False},
    "reports": {"questions": [], "tab": "Reports"},
}


def picture(
    browser: Any,
    address: str,
    name: str,
    *,
    questions: list[str],
    viewport: dict[str, int] = WIDE,
    scheme: str = "light",
    panel: bool = True,
    tab: str = "",
) -> None:
    """Ask *questions*, open the first source of the last answer, and take the picture *name*."""
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".qa-welcome h2", timeout=120_000)
    for place, question in enumerate(questions, 1):
        page.locator("#qa-question textarea").fill(question)
        page.keyboard.press("Enter")
        page.locator(f".qa-turn:nth-child({place}) .qa-answer").wait_for(timeout=60_000)
    if panel and questions:
        page.locator(f".qa-turn:nth-child({len(questions)}) .qa-cite:visible").first.click()
        page.locator(".qa-article mark.qa-span").wait_for()
    if tab:
        page.get_by_role("tab", name=tab).click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(1_000)
    target = ROOT / "docs" / f"screenshot-{name}.png"
    page.screenshot(path=target)
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")
    context.close()


def main(wanted: list[str]) -> None:
    """Serve a copy of the demo index and take the pictures *wanted*."""
    from playwright.sync_api import sync_playwright

    from qa.chat import build_chat, from_recipe, launch

    (ROOT / "docs").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "evals" / "reports", Path(folder) / "evals" / "reports")
        (Path(folder) / "indexes").mkdir()
        recipe = Path(shutil.copy(ROOT / "indexes" / "demo.toml", Path(folder) / "indexes"))
        blocks = build_chat(from_recipe(recipe))
        address = launch(blocks, port=free_port(), block=False)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=list(FLAGS)
            )
            for name, options in PICTURES.items():
                if name in wanted:
                    picture(browser, address, name, **options)
            browser.close()
        blocks.close(verbose=False)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PICTURES))
