"""The built wheel holds all it needs, and works with the checkout out of sight."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from invented import write_jsonl

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        cwd=unpacked.parent, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_only_the_package_is_in_the_wheel(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"qa"}


def test_the_package_comes_from_the_wheel(unpacked: Path) -> None:
    code = "import qa; print(qa.__file__)"
    env = {**os.environ, "PYTHONPATH": str(unpacked)}
    out = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=unpacked.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.stdout.strip().startswith(str(unpacked))


def test_data_prompts_and_types_are_in_the_wheel(unpacked: Path) -> None:
    for path in (ROOT / "qa" / "data").rglob("*"):
        if path.is_file():
            assert (unpacked / path.relative_to(ROOT)).is_file(), path
    assert (unpacked / "qa" / "py.typed").is_file()
    for prompt in (ROOT / "prompts").glob("*.md"):
        assert (unpacked / "qa" / "_prompts" / prompt.name).is_file()


def test_the_command_line_works_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "reports.jsonl")
    index = str(tmp_path / "index")
    assert run(unpacked, "ingest", str(source), "--index", index).returncode == 0
    asked = run(unpacked, "ask", "How many guards were killed at Osht?", "--index", index)
    assert asked.returncode == 0, asked.stderr
    assert "[1]" in asked.stdout
