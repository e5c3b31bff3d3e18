"""Reports of invented wars, many on each, with questions over all of them (``worlds/*/``).

In a single report the right sentence need only be told from its neighbours. Here some fifty
reports of one war tell of incidents that are alike, from several sides and on several days, so that
the right answer to one question stands beside many that are right for another.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cases import Case
from evals.suites import Suite, find_suite
from training.examples import Example, find_spans
from training.incidents import read_jsonl
from training.reports import NearWindows, Report, content_words, draw_window, load_reports
from training.wording import as_typed, damage

FOLDER = Path(__file__).parent / "worlds"
REAL = Path(__file__).parent / "real"  # questions over real reports, quoted by offsets
MEASURING = ("fakes", "syria", "syria_held")  # ask about the same corpus
# The ranking is fitted on these, whose answers neither network saw.
RANKED = frozenset({"w04", "w12", "w17", "w18", "w19"})
MEASURED = frozenset({"w08", "w16"})  # nothing is fitted on these
HELD = RANKED | MEASURED
SOURCE = "worlds"
OWN_WORDS = 0.5
MOST_TOLD = 2  # windows with an answer, in an epoch
NULLS = 2  # windows without one, the likest first
HEADED = 0.85  # of the windows are shown with what they are from
NEAR = 12  # windows among which these are drawn
UNSPANNED = frozenset({"yesno", "unknown"})  # kinds that no span answers


@dataclass(frozen=True, slots=True)
class World:
    """One war: its reports by id, and the questions over them."""

    name: str
    reports: dict[str, Report]
    cases: tuple[Case, ...]


def world_names(folder: Path = FOLDER, *, held: bool | None = None) -> list[str]:
    """The worlds in order: all, those *held* out, or those that are not."""
    names = sorted(path.parent.name for path in folder.glob("*/cases.jsonl"))
    return [name for name in names if held is None or (name in HELD) == held]


def world_suite(name: str, folder: Path = FOLDER) -> Suite:
    """The questions of the world *name* over its reports."""
    world = folder / name
    return Suite(name, world / "cases.jsonl", (world / "reports.jsonl",), "product")


def load_world(name: str, folder: Path = FOLDER) -> World:
    """Read one invented world.

    Raises:
        InputError: A line of its questions is no case.
    """
    return world_of(world_suite(name, folder))


def world_of(suite: Suite) -> World:
    """The reports and questions of *suite*."""
    reports = [report for path in suite.articles for report in load_reports(path)]
    return World(suite.name, {r.id: r for r in reports}, suite.cases())


def real_suite(corpora: Path, work: Path, part: str = "taught") -> Suite:
    """Questions over the real reports of the corpus ``fakes`` that no measured question cites.

    Args:
        corpora: The folder that holds ``fakes``.
        work: Where the list of those reports is kept.
        part: ``taught``, or ``ranked``: the ranking is fitted on those, on other incidents.
    """
    asked = [case for name in MEASURING for case in find_suite(name).cases()]
    cited = frozenset[str]().union(*(case.relevant for case in asked))
    articles = corpora / "fakes" / "articles.jsonl"
    kept = [row for row in read_jsonl(articles) if row["id"] not in cited]
    return _located(f"{part}.jsonl", "real", kept, work)


def wire_suite(corpora: Path, work: Path) -> Suite:
    """Questions over those development reports of the corpus ``muc4`` that they cite.

    Whether another of its reports answers them as well, nobody has looked.
    """
    cited = {gold["article_id"] for row in read_jsonl(REAL / "wires.jsonl") for gold in row["gold"]}
    rows = read_jsonl(corpora / "muc4" / "articles.jsonl")
    return _located("wires.jsonl", "wires", [row for row in rows if row["id"] in cited], work)


def _located(questions: str, name: str, reports: Sequence[Mapping[str, Any]], work: Path) -> Suite:
    """The suite of *questions* over *reports*, which are kept in a file of the folder *work*."""
    ids = sorted(report["id"] for report in reports)
    told = work / f"{name}-{hashlib.sha256(repr(ids).encode()).hexdigest()[:12]}.jsonl"
    if not told.exists():
        partial = told.with_suffix(".partial")
        lines = [json.dumps(report, ensure_ascii=False) + "\n" for report in reports]
        partial.write_text("".join(lines), encoding="utf-8")
        partial.replace(told)
    return Suite(name, REAL / questions, (told,), "product", located=True)


def world_examples(worlds: Sequence[World], *, seed: int) -> Iterator[Example]:
    """Yield one epoch: every question over windows that tell, and over the likest that do not."""
    chance = random.Random(seed)
    for world in worlds:
        near = NearWindows(list(world.reports.values()))
        for case in world.cases:
            if case.kind in UNSPANNED or {*case.answers} & {"yes", "no"}:
                continue
            for report, window, spans in _windows(world, near, case, chance):
                question = " ".join((*case.history[-1:], case.question))
                if chance.random() > OWN_WORDS:
                    question = as_typed(question, [], chance)
                heading = report.heading if chance.random() < HEADED else ""
                yield Example(question, *damage(window, spans, chance), SOURCE, heading=heading)


def told_spans(world: World, case: Case) -> list[tuple[Report, tuple[int, int]]]:
    """Where the answers to *case* stand: in its quotes alone."""
    found = []
    for article_id, quote, answers in golds_of(case):
        report = world.reports[article_id]
        at = report.text.find(quote)
        told = longest_told(quote, answers)
        if at >= 0 and told:
            found.append((report, (at + told[0], at + told[1])))
    return found


def golds_of(case: Case) -> list[tuple[str, str, tuple[str, ...]]]:
    """Article, quote and the answers it may hold, of the case's answers and of its sides."""
    golds = [(gold.article_id, gold.quote, case.answers) for gold in case.gold]
    return golds + [(value.article_id, value.quote, (value.value,)) for value in case.values]


def longest_told(quote: str, answers: Sequence[str]) -> tuple[int, int] | None:
    """Where the longest of *answers* stands in *quote*; None where it holds none."""
    return max(find_spans(quote, answers), key=lambda span: span[1] - span[0], default=None)


def _windows(
    world: World, near: NearWindows, case: Case, chance: random.Random
) -> Iterator[tuple[Report, str, tuple[tuple[int, int], ...]]]:
    told = told_spans(world, case)
    if not told and case.answerable:
        return
    for report, span in chance.sample(told, min(MOST_TOLD, len(told))):
        at = report.sentence_with(span)
        if at is None:
            continue
        start, end = draw_window(report, at, chance)
        if start <= span[0] and span[1] <= end:
            yield report, report.text[start:end], ((span[0] - start, span[1] - start),)
    answers = [*case.answers, *(value.value for value in case.values)]
    asked = content_words(" ".join((*case.history[-1:], case.question)))
    likest = near.search(asked, set(), NEAR)
    for report, focus in chance.sample(likest, min(NULLS, len(likest))):
        start, end = draw_window(report, focus, chance)
        window = report.text[start:end]
        golden = any(of is report and start < span[1] and span[0] < end for of, span in told)
        if not golden and not find_spans(window, answers):
            yield report, window, ()
