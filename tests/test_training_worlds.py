"""The invented wars that the networks are taught on: sound, and apart from what measures them."""

import json
import random
from pathlib import Path

import pytest

from evals.suites import HERE, Absent, corpora, find_suite
from evals.validate import validate
from training.incidents import held_out_reports, is_development, read_jsonl
from training.proposals import Proposal, proposal_examples
from training.verdicts import mask_of
from training.worlds import (
    FOLDER,
    HELD,
    MEASURING,
    REAL,
    UNSPANNED,
    World,
    load_world,
    real_suite,
    told_spans,
    wire_suite,
    world_examples,
    world_names,
)

SHORT = 5  # words


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [load_world(name) for name in world_names()]


def plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@pytest.mark.parametrize("name", world_names())
def test_every_question_is_sound(name: str) -> None:
    """Quotes are verbatim and hold their answers, as in the suites that measure."""
    world = FOLDER / name
    _, problems = validate(world / "cases.jsonl", [world / "reports.jsonl"])
    assert problems == []


def test_worlds_that_are_kept_are_not_taught(worlds: list[World]) -> None:
    assert {world.name for world in worlds} > HELD
    assert set(world_names(held=True)) == HELD
    assert not HELD & set(world_names(held=False))


def test_almost_every_answer_stands_in_its_quotes(worlds: list[World]) -> None:
    for world in worlds:
        for case in world.cases:
            for report, (start, end) in told_spans(world, case):
                assert report.text[start:end].strip()
        spanned = [
            c
            for c in world.cases
            if c.answerable and c.kind not in UNSPANNED and not {*c.answers} & {"yes", "no"}
        ]
        assert sum(bool(told_spans(world, c)) for c in spanned) > 0.9 * len(spanned)


def test_windows_hold_an_answer_at_its_span_or_nothing_of_it(worlds: list[World]) -> None:
    """Windows without an answer stand under headings as often as those with one."""
    few = random.Random(3).sample(worlds, 2)
    found = list(world_examples(few, seed=1))
    assert found == list(world_examples(few, seed=1))
    told = [e for e in found if e.spans]
    untold = [e for e in found if not e.spans]
    assert len(told) > 100
    assert len(untold) > 100
    shares = [sum(bool(e.heading) for e in part) / len(part) for part in (told, untold)]
    assert abs(shares[0] - shares[1]) < 0.1
    for example in told:
        for start, end in example.spans:
            assert example.window[start:end].strip()


def test_a_proposed_answer_is_taught_as_held_or_not() -> None:
    told = Proposal("q", "w", "How many died?", "nine", "Blast (Wire)", "Nine died.", "yes")
    wrong = Proposal("q", "w", "How many died?", "two", "Blast (Wire)", "Two were hurt.", "no")
    ruled = Proposal("q", "w", "Did any die?", "", "", "Nine died.", "untold")
    held, failed, untold = proposal_examples([told, wrong, ruled], seed=0)
    assert held.verdict == mask_of(frozenset({"yes"}))
    assert failed.verdict == mask_of(frozenset({"no", "untold"}))
    assert untold.verdict == mask_of(frozenset({"untold"}))
    assert held.question.casefold().endswith("nine")
    assert not any(example.taught for example in (held, failed, untold))


def test_nothing_that_measures_the_product_is_taught(worlds: list[World]) -> None:
    asked = {plain(case.question) for world in worlds for case in world.cases}
    texts = {plain(report.text)[:80] for world in worlds for report in world.reports.values()}
    for path in sorted((HERE / "cases").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        measured = {plain(row["question"]) for row in rows if "question" in row}
        assert not {q for q in asked & measured if len(q.split()) > SHORT}, path.name
    for path in sorted((HERE / "reports").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        assert not texts & {plain(row["text"])[:80] for row in rows}, path.name


def test_no_question_over_real_reports_is_a_measured_one() -> None:
    rows = [
        json.loads(line)
        for path in sorted(REAL.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    asked = {plain(row["question"]) for row in rows}
    assert len({row["id"] for row in rows}) == len(rows)
    for path in sorted((HERE / "cases").glob("*.jsonl")):
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        measured = {plain(row["question"]) for row in lines if "question" in row}
        assert not {q for q in asked & measured if len(q.split()) > SHORT}, path.name


def test_real_reports_that_measured_questions_cite_are_not_taught(tmp_path: Path) -> None:
    try:
        suites = {part: real_suite(corpora(), tmp_path, part) for part in ("taught", "ranked")}
        measured = [case for name in MEASURING for case in find_suite(name).cases()]
    except Absent as absent:
        pytest.skip(str(absent))
    cited = frozenset[str]().union(*(case.relevant for case in measured))
    articles = [
        frozenset[str]().union(*(case.relevant for case in suite.cases()))
        for suite in suites.values()
    ]
    assert not cited & (articles[0] | articles[1])
    assert not articles[0] & articles[1]
    told = suites["taught"].articles[0].read_text(encoding="utf-8").splitlines()
    assert not cited & {json.loads(line)["id"] for line in told}


def test_a_folder_without_worlds_has_none(tmp_path: Path) -> None:
    assert world_names(tmp_path) == []


def test_questions_over_wires_cite_no_report_that_a_measured_one_cites(tmp_path: Path) -> None:
    try:
        suite = wire_suite(corpora(), tmp_path)
        held = held_out_reports(read_jsonl(corpora() / "muc4" / "questions.jsonl"))
    except Absent as absent:
        pytest.skip(str(absent))
    cited = frozenset[str]().union(*(case.relevant for case in suite.cases()))
    assert cited
    assert not cited & held
    assert all(map(is_development, cited))
    told = suite.articles[0].read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["id"] for line in told} == cited
