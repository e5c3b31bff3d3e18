"""Files → index, with progress, a summary by reason, and a file of rejects."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qa.articles import Rejected, count_sources, read_articles
from qa.index import Index
from qa.parsing_ahead import parse_ahead
from qa.settings import Settings

__all__ = ["Summary", "ingest_paths", "progress_bar"]

SHOWN_REJECTS = 3  # examples a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What an ingest did.

    Attributes:
        rejected: Every file or record that could not become an article, with its reason.
        chunks: Chunks encoded in this run.
        seconds: Wall time, the encoding included.
    """

    added: int
    updated: int
    unchanged: int
    articles: int
    chunks: int
    pending: int
    seconds: float
    rejected: tuple[Rejected, ...] = field(default=())

    @property
    def accepted(self) -> int:
        """Articles that are in the index because of, or before, this run."""
        return self.added + self.updated + self.unchanged

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)

    def to_text(self) -> str:
        """A few lines for a person."""
        summary = (
            f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged, "
            f"{len(self.rejected)} rejected; {self.articles} articles in the index, "
            f"{self.chunks} chunks encoded in {self.seconds:.1f} s"
        )
        lines = [summary]
        if self.pending:
            lines.append(f"{self.pending} chunks wait for vectors; keywords find them already")
        reasons = Counter(reject.reason for reject in self.rejected)
        for reason, count in reasons.most_common():
            lines.append(f"  rejected {count} x {reason}")
            examples = [reject for reject in self.rejected if reject.reason == reason]
            lines += [f"    {r.source}: {r.detail}" for r in examples[:SHOWN_REJECTS]]
        return "\n".join(lines)


def ingest_paths(
    paths: Sequence[str | Path],
    *,
    index: Path,
    settings: Settings,
    mapping: Mapping[str, str] | None = None,
    rejects: Path | None = None,
    rebuild: bool = False,
) -> Summary:
    """Read *paths* into the index at *index*, made where there is none, and encode what is new.

    An interrupted run loses nothing that was counted: the next one goes on from there.

    Raises:
        IndexLocked: Another process owns the index.
        IndexMismatch: It was built with other settings, and *rebuild* was not asked for.
    """
    start = time.perf_counter()
    with Index.create_or_open(index, settings, create=True, rebuild=rebuild) as opened:
        with progress_bar("reading", count_sources(paths)) as advance:
            items = read_articles(paths, mapping=mapping or {}, stdin=sys.stdin.buffer)
            report = opened.ingest(items, progress=advance)
        with progress_bar("encoding", opened.status().pending_vectors) as advance:
            chunks = opened.catch_up(progress=advance)
        if settings.parse_ahead:
            with progress_bar("parsing", chunks) as advance:
                parse_ahead(opened, progress=advance)
        status = opened.status()
    if rejects is not None:
        rows = [json.dumps(asdict(reject), ensure_ascii=False) for reject in report.rejected]
        rejects.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return Summary(
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        articles=status.articles,
        chunks=chunks,
        pending=status.pending_vectors,
        seconds=round(time.perf_counter() - start, 2),
        rejected=tuple(report.rejected),
    )


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr, as the function that moves it: (what, done, total)."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=total or None)

        def advance(what: str, done: int, of: int) -> None:
            # One file may hold many records: more may be done than there are files.
            known = of or max(total, done) or None
            bar.update(task, description=what or label, completed=done, total=known)

        yield advance
