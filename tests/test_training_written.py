"""The written questions that the reader is taught on: sound, apart from what measures it."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from evals.suites import HERE
from training.model import KINDS, VERDICTS
from training.typed import load_typed, typed_examples
from training.verdicts import mask_of, ruled_examples
from training.written import (
    FOLDER,
    Asked,
    Ruled,
    load_ruled,
    load_written,
    split_written,
    written_examples,
)

SHORT = 5  # words


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return load_written()


@pytest.fixture(scope="module")
def ruled() -> list[Ruled]:
    return load_ruled()


def plain(question: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in question.lower()).split())


def test_every_answer_stands_where_it_is_said_to(asked: list[Asked]) -> None:
    """A span is the whole answer, and three questions in ten have none."""
    nothing = sum(one.span is None for one in asked)
    assert 0.2 < nothing / len(asked) < 0.4
    for one in asked:
        if one.span is not None:
            answer = one.report.text[slice(*one.span)]
            assert answer == answer.strip(), one
            assert answer, one


def test_an_answer_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Where the words come again, what is around them tells which are meant."""
    row = {"id": "x", "text": "Two fled. Two died.", "questions": [{"q": "dead?", "a": "Two"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match=r"x: the answer 'Two' of 'dead\?' must stand once"):
        load_written(tmp_path)
    row["questions"] = [{"q": "dead?", "a": "Two", "in": "Two died"}]
    (tmp_path / "x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert load_written(tmp_path)[0].span == (10, 13)


def test_held_out_reports_are_whole_and_apart(asked: list[Asked]) -> None:
    """No report is trained on and measured on."""
    training, held = split_written(asked)
    known, kept = ({one.report.id for one in part} for part in (training, held))
    assert not known & kept
    assert 0.08 < len(kept) / len(known | kept) < 0.12


def test_windows_hold_the_answer_at_its_span_or_nothing_of_it(asked: list[Asked]) -> None:
    """Whatever case and commas a window has, its spans still mark the answer's words."""
    few = random.Random(5).sample(asked, 60)
    answers = {plain(a.report.text[slice(*a.span)]) for a in few if a.span is not None}
    found = list(written_examples(few, seed=1))
    for example in found:
        for start, end in example.spans:
            words = plain(example.window[start:end])
            assert words in answers or words in {plain(a.replace("'", "")) for a in answers}
    assert any(not example.spans for example in found)
    assert found == list(written_examples(few, seed=1))


def test_every_verdict_is_taught_on_questions_and_on_claims(ruled: list[Ruled]) -> None:
    """The words that decide stand in the report; what is untold has none."""
    counts = Counter((one.is_question, one.verdict) for one in ruled)
    assert set(counts) == {(asks, verdict) for asks in (True, False) for verdict in VERDICTS}
    assert min(counts.values()) >= 400
    for one in ruled:
        assert (one.span is None) == (one.verdict == "untold"), one


def test_no_report_is_trained_on_for_one_head_and_measured_for_another(
    asked: list[Asked], ruled: list[Ruled]
) -> None:
    """The same reports are held out, whatever is asked of them."""
    training, held = split_written(ruled)
    known = {one.report.id for one in (*training, *split_written(asked)[0])}
    kept = {one.report.id for one in (*held, *split_written(asked)[1])}
    assert held
    assert not known & kept


def test_a_verdict_is_taught_on_the_words_that_decide(ruled: list[Ruled]) -> None:
    """A window without them is untold; a claim teaches no span."""
    few = random.Random(6).sample(ruled, 80)
    untold = mask_of(frozenset({"untold"}))
    found = list(ruled_examples(few, seed=2))
    assert found == list(ruled_examples(few, seed=2))
    assert {mask_of(frozenset({verdict})) for verdict in VERDICTS} == {e.verdict for e in found}
    words = [a.report.text[slice(*a.span)] for a in few if a.span is not None]
    deciding = {plain(said) for said in words}
    # As some feeds have it, without apostrophes.
    deciding |= {plain(said.replace("'", "").replace("\u2019", "")) for said in words}
    for example in found:
        assert bool(example.spans) == (example.verdict != untold)
        for start, end in example.spans:
            assert plain(example.window[start:end]) in deciding, example


def test_every_kind_of_question_is_taught() -> None:
    """The rarest kind still has examples enough to be known."""
    counts = Counter(kind for _, kind in load_typed())
    assert set(counts) == set(range(len(KINDS)))
    assert min(counts.values()) >= 40
    again = list(typed_examples(load_typed(), rounds=2, seed=3))
    assert len(again) == 2 * sum(counts.values())


def test_a_line_without_a_known_kind_is_refused(tmp_path: Path) -> None:
    """It names its place."""
    path = tmp_path / "kinds.tsv"
    path.write_text("figure\tHow many?\ncolour\tWhich hue?\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kinds\.tsv:2"):
        load_typed(path)


def test_nothing_that_measures_the_product_is_taught(asked: list[Asked]) -> None:
    """Neither a question nor a sentence of the suites' own reports."""
    taught = {plain(one.question) for one in asked} | {plain(q) for q, _ in load_typed()}
    taught |= {plain(one.text) for one in load_ruled()}
    for path in sorted((HERE / "cases").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        # Rewordings are claims on a report of their own.
        measured = {
            plain(text)
            for row in rows
            for text in (
                [row["question"]]
                if "question" in row
                else [claim["claim"] for claim in row["claims"]]
            )
        }
        # "Who was the prosecutor?" is anybody's.
        assert not {q for q in taught & measured if len(q.split()) > SHORT}, path.name
    texts = {plain(one.report.text)[:80] for one in asked}
    for path in sorted((HERE / "reports").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        assert not texts & {plain(row["text"])[:80] for row in rows}, path.name


def test_ids_are_unique() -> None:
    """A report's questions stay together by it."""
    lines = [
        line for path in FOLDER.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    ids = [json.loads(line)["id"] for line in lines]
    assert len(ids) == len(set(ids))
