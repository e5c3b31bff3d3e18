"""README's own commands and Python run, and say what README says."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout, with the demo index built by README's command."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "indexes").mkdir()
    shutil.copy(ROOT / "indexes" / "demo.toml", folder / "indexes")
    shutil.copytree(ROOT / "evals" / "reports", folder / "evals" / "reports")
    run(folder, "qa build indexes/demo.toml")
    return folder


def run(folder: Path, command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "qa", command
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


def test_the_commands_run(checkout: Path) -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    assert len(commands) > 5
    for command in commands:
        run(checkout, command)


def test_the_first_example_prints_what_is_shown(checkout: Path) -> None:
    shown = blocks("text")[0].splitlines()
    assert shown[0].startswith("$ qa ask")
    printed = run(checkout, shown[0].removeprefix("$ "))
    assert printed.splitlines() == shown[1:]


def test_the_python_runs(checkout: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("answered An estimated 800")


def test_every_picture_and_page_that_is_named_exists() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_the_settings_table_lists_every_setting() -> None:
    from qa.settings import Settings

    without_model = {name for name in Settings.__dataclass_fields__ if not name.startswith("llm")}
    for name in without_model:
        assert f"`QA_{name.upper()}`" in README, name
