"""The claims and answers that the entailment model is taught on: sound, and apart from the suites."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from qa.entailment import proposed
from training.examples import find_spans
from training.judged import VERDICTS_OF, decisive_windows, judged_examples, load_judged
from training.verdicts import mask_of
from training.verified import HOLDS, verified_examples
from training.written import Asked, Ruled, load_written, split_written

LENGTHS = 6  # words by which right and wrong claims may differ on average


@pytest.fixture(scope="module")
def judged() -> list[Ruled]:
    return load_judged()


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return load_written()


def test_every_verdict_is_written_and_rests_on_words_of_its_report(judged: list[Ruled]) -> None:
    counts = Counter((one.is_question, one.verdict) for one in judged)
    assert set(counts) == {
        *((True, verdict) for verdict in ("yes", "no", "untold")),
        *((False, verdict) for verdict in VERDICTS_OF),
    }
    assert all(one.span is not None for one in judged if one.verdict != "untold")


def test_a_claim_does_not_give_itself_away_by_its_length(judged: list[Ruled]) -> None:
    """Wrong ones are twins of right ones, so that the report has to be read."""
    by_verdict: dict[str, list[int]] = {}
    for one in judged:
        if not one.is_question:
            by_verdict.setdefault(one.verdict, []).append(len(one.text.split()))
    means = [sum(lengths) / len(lengths) for lengths in by_verdict.values()]
    assert max(means) - min(means) < LENGTHS


def test_what_decides_is_in_the_window_that_a_verdict_is_taught_on(judged: list[Ruled]) -> None:
    for one, window in decisive_windows(random.Random(3).sample(judged, 400), seed=1):
        if one.span is not None and one.report.sentence_with(one.span) is not None:
            assert one.report.text[slice(*one.span)] in window


def test_a_verdict_is_taught_on_every_claim_and_question(judged: list[Ruled]) -> None:
    few = random.Random(4).sample(judged, 300)
    found = list(judged_examples(few, seed=2))
    assert len(found) >= len(few)
    assert {e.verdict for e in found} == {mask_of(v) for v in VERDICTS_OF.values()}
    assert not any(e.taught or e.spans for e in found)


def test_only_the_right_words_are_taught_to_answer(asked: list[Asked]) -> None:
    """An answer that is taught not to hold shares no whole words with the right one."""
    answers: dict[str, set[str]] = {}
    few = random.Random(5).sample([a for a in asked if a.span is not None], 300)
    for one in few:
        span = one.span or (0, 0)
        answers.setdefault(one.report.id, set()).add(one.report.text[slice(*span)])
    right = {answer for found in answers.values() for answer in found}
    found = list(verified_examples(few, seed=3))
    holding = [e for e in found if e.verdict == mask_of(HOLDS)]
    assert 0.2 < len(holding) / len(found) < 0.8
    assert all(any(e.question.endswith(f"? {answer}") for answer in right) for e in holding)


def test_question_and_answer_are_joined_in_one_way() -> None:
    assert proposed("how many fled?", "800") == proposed("how many fled", "800")
    assert find_spans(proposed("who", "Hana Odeh"), ["Hana Odeh"])


def test_a_line_of_no_written_report_is_refused(tmp_path: Path) -> None:
    row = {"id": "nowhere", "questions": [{"claim": "It fell.", "follows": "no", "a": "It stood"}]}
    (tmp_path / "j.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(KeyError, match="nowhere"):
        load_judged(tmp_path)


def test_reports_held_out_of_the_questions_are_held_out_here_too(judged: list[Ruled]) -> None:
    training, held = ({one.report.id for one in part} for part in split_written(judged))
    taught = {one.report.id for one in split_written(load_written())[0]}
    assert held
    assert not held & (training | taught)
