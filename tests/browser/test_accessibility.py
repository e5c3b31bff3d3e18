"""axe-core over the page: no serious violation, light and dark, wide and on a phone.

axe-core (MPL-2.0) is not part of this repository; npm fetches it into a cache at the first run.
"""

import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from visitors import PHONE, WIDE

AXE = "axe-core@4.10.3"


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core."""
    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("axe-core") if cache else tmp_path_factory.mktemp("axe-core")
    kept = Path(folder) / "axe.min.js"
    if not kept.is_file():
        npm = shutil.which("npm")
        if not npm:
            pytest.skip("no npm to fetch axe-core with")
        done = subprocess.run([npm, "pack", AXE, "--silent"], cwd=kept.parent, capture_output=True, text=True, check=False, timeout=120)  # fmt: skip
        if done.returncode:
            pytest.skip(f"npm could not fetch {AXE}: {done.stderr.strip()[:200]}")
        with tarfile.open(kept.parent / done.stdout.split()[-1]) as package:
            member = package.extractfile("package/axe.min.js")
            assert member
            kept.write_bytes(member.read())
    return kept.read_text("utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe calls serious or critical, as lines to read."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)], ids=["wide light", "phone dark"]
)
def test_no_serious_violation(visit: Any, axe: str, scheme: str, viewport: dict[str, int]) -> None:
    """Every state of an answer, a report, limits and the Reports tab."""
    visitor = visit(viewport, scheme).open("?after=2031-01-01&outlet=Karsa+Radio")
    page = visitor.page
    assert not violations(page, axe)
    for question, state in [("How many were killed?", "conflicting"), ("How many escaped?", "answered"), ("How many remain?", "unknown"), ("The weather?", "not_found")]:  # fmt: skip
        visitor.ask(question, state)
    page.locator("#qa-limits button").first.click()
    page.locator(".qa-answered .qa-cite").first.click()
    page.locator(".qa-article mark.qa-span").wait_for()
    page.wait_for_timeout(400)
    assert not violations(page, axe)
    page.locator(".qa-close").click()
    page.get_by_role("tab", name="Reports").click()
    page.locator("#qa-reports tbody tr").first.wait_for()
    assert not violations(page, axe)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_is_wider_than_the_screen(visit: Any, viewport: dict[str, int]) -> None:
    """Neither a table nor an address makes the page scroll sideways."""
    visitor = visit(viewport).open()
    visitor.ask("How many were killed?", "conflicting")
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
