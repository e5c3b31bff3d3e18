"""Shared fixtures: a few invented reports, and an assistant over them with the real models."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import write_jsonl

from qa.settings import Settings, keep_libraries_offline

keep_libraries_offline(Settings())


@pytest.fixture(scope="session")
def reports_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built index over REPORTS; open it for reading, one owner at a time."""
    from qa.ingest import ingest_paths

    folder = tmp_path_factory.mktemp("reports")
    source = write_jsonl(folder / "reports.jsonl")
    ingest_paths([source], index=folder / "index", settings=Settings())
    return folder / "index"


@pytest.fixture
def assistant(reports_index: Path) -> Iterator[object]:
    """An assistant over REPORTS."""
    from qa.answer import Assistant

    with Assistant.open(reports_index) as opened:
        yield opened
