"""Suites: which questions over which articles, and an assistant opened on an index of them."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.cases import Case, Scheme, read_cases
from qa.errors import InputError
from qa.settings import Settings, from_env

if TYPE_CHECKING:
    from qa.answer import Assistant
    from qa.articles import Rejected
    from qa.records import Article

__all__ = ["HERE", "NAMES", "Absent", "Suite", "find_suite", "open_assistant", "read_suite"]

HERE = Path(__file__).parent
NAMES = ("fixed", "ghweran", "fakes", "syria", "syria_held", "muc4", "custom")


class Absent(InputError):
    """The suite's files are not on this machine; the run is skipped, not failed."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Questions and the articles they are asked over.

    Attributes:
        articles: Files or folders for ``read_articles``; empty when an index is given instead.
        known: What is known of every article and stands nowhere in its file, such as ``published``.
        located: The questions give quotes by their offsets in the articles, a JSONL file.
    """

    name: str
    questions: Path
    articles: tuple[Path, ...]
    scheme: Scheme
    known: Mapping[str, str] = field(default_factory=dict)
    located: bool = False

    def cases(self) -> tuple[Case, ...]:
        """The questions, read and checked."""
        reports = _by_id(self.articles[0]) if self.located else None
        return read_cases(self.questions, scheme=self.scheme, reports=reports)

    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of the question file and of the articles together."""
        return {
            "questions": file_hash([self.questions]),
            "articles": file_hash(_files(self.articles)),
        }


def _by_id(path: Path) -> Mapping[str, Mapping[str, Any]]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def file_hash(paths: list[Path]) -> str:
    """SHA-256 over names and bytes of *paths*, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(paths: tuple[Path, ...]) -> list[Path]:
    return [
        each
        for path in paths
        for each in (sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path])
    ]


def corpora() -> Path:
    """The folder of real corpora: ``QA_SHARED``, else ``shared`` beside the checkout."""
    shared = os.environ.get("QA_SHARED")
    return (Path(shared) if shared else HERE.parent.parent / "shared") / "corpora"


def _present(suite: str, path: Path) -> Path:
    if not path.is_file():
        raise Absent(
            f"Suite {suite!r} needs {path}, which is not here: skipped. "
            "Set QA_SHARED to the folder that holds corpora/."
        )
    return path


def find_suite(
    name: str, *, questions: Path | None = None, articles: tuple[Path, ...] = ()
) -> Suite:
    """The suite called *name*; ``custom`` takes the paths given.

    Raises:
        Absent: Its files are not here.
        InputError: There is no such suite, or ``custom`` has no questions.
    """
    if name == "fixed":
        folder = HERE / "reports"
        return Suite(name, HERE / "cases" / "fixed.jsonl", (folder,), "product")
    if name == "ghweran":
        report = _present(name, corpora() / "ghweran_2022.txt")
        known = {"id": report.stem, "published": "2022-12-31"}
        return Suite(name, HERE / "cases" / "ghweran.jsonl", (report,), "product", known)
    if name in {"syria", "syria_held"}:
        reports = _present(name, corpora() / "fakes" / "articles.jsonl")
        return Suite(name, HERE / "cases" / f"{name}.jsonl", (reports,), "fakes", located=True)
    if name in {"fakes", "muc4"}:
        folder = corpora() / name
        asked, told = (_present(name, folder / f"{n}.jsonl") for n in ("questions", "articles"))
        scheme: Scheme = "fakes" if name == "fakes" else "muc4"
        return Suite(name, asked, (told,), scheme)
    if name == "custom":
        if questions is None:
            raise InputError(
                "Suite 'custom' needs --questions FILE.jsonl, and --articles PATH or --index DIR."
            )
        return Suite(name, questions, articles, "product")
    raise InputError(f"There is no suite {name!r}; take one of {', '.join(NAMES)}.")


def open_assistant(
    suite: Suite, *, index: Path | None, cache: Path, reader: bool = True
) -> "Assistant":
    """An assistant over *index*, or over an index of the suite's articles, built when missing.

    The cache folder's name holds the articles' hash, so changed articles get a new index. Without
    *reader* the assistant answers by rules alone, which shows what the reader adds.
    """
    from qa.answer import Assistant

    settings = from_env(Settings(threads=2))
    if index is None:
        if not suite.articles:
            raise InputError(f"Suite {suite.name!r} names no articles; give --articles or --index.")
        index = cache / f"{suite.name}-{suite.hashes()['articles'][:12]}"
        _build(index, suite, settings)
    if reader:
        return Assistant.open(index, settings=settings)
    from qa.index import Index
    from qa.scoring import load_scorer

    opened = Index.create_or_open(index, settings, create=False)
    return Assistant(opened, reader=None, scorer=load_scorer())


def read_suite(suite: Suite) -> "Iterator[Article | Rejected]":
    """The suite's articles, with what is known of them."""
    from qa.articles import Rejected, read_articles

    known: Mapping[str, Any] = suite.known
    for article in read_articles(suite.articles):
        yield article if isinstance(article, Rejected) else replace(article, **known)


def _build(path: Path, suite: Suite, settings: Settings) -> None:
    """Ingest what is missing and encode what is pending; an interrupted build goes on."""
    from qa.index import Index
    from qa.parsing_ahead import parse_ahead

    path.parent.mkdir(parents=True, exist_ok=True)
    index = Index.create_or_open(path, settings, create=True)
    try:
        done = path / "evals-complete"
        if not done.exists():
            print(f"Building the index {path} ...", file=sys.stderr)
            index.ingest(read_suite(suite))
            index.catch_up(progress=_show)
            parse_ahead(index, progress=_show)
            done.touch()
    finally:
        index.close()


def _show(stage: str, done: int, total: int) -> None:
    if done % 500 == 0 or done == total:
        print(f"  {stage} {done}/{total}", file=sys.stderr)
