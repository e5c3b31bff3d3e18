"""Reports of invented wars, many on each, with questions over all of them (``worlds/*/``).

In a single report the right sentence need only be told from its neighbours. Here some fifty
reports of one war tell of incidents that are alike, from several sides and on several days, so that
the right answer to one question stands beside many that are right for another.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case
from evals.suites import Suite, find_suite
from training.examples import Example, find_spans
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
    cited = sorted(frozenset[str]().union(*(case.relevant for case in asked)))
    told = work / f"unmeasured-{hashlib.sha256(repr(cited).encode()).hexdigest()[:12]}.jsonl"
    if not told.exists():
        lines = (corpora / "fakes" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if json.loads(line)["id"] not in cited]
        partial = told.with_suffix(".partial")
        partial.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        partial.replace(told)
    return Suite("real", REAL / f"{part}.jsonl", (told,), "product", located=True)


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
    golds = [(gold.article_id, gold.quote, case.answers) for gold in case.gold]
    golds += [(value.article_id, value.quote, (value.value,)) for value in case.values]
    found = []
    for article_id, quote, answers in golds:
        report = world.reports[article_id]
        at = report.text.find(quote)
        spans = find_spans(quote, answers) if at >= 0 else []
        if spans:
            longest = max(spans, key=lambda span: span[1] - span[0])
            found.append((report, (at + longest[0], at + longest[1])))
    return found


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
