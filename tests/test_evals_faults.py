"""The gate's own proof: planted faults are seen, right answers are left alone."""

from pathlib import Path

import pytest

from evals.cases import Case, Gold
from evals.faults import plant_all, plant_suite, right_answers
from evals.oracle import oracle
from evals.planting import Ground
from evals.planting_records import ALL
from evals.suites import find_suite
from qa.records import Article

REPORT = Article(
    id="r1",
    title="Blast at the mill",
    text="At least 58 people were killed on Friday, according to Dr Ana Weil. Nobody was arrested.",
    outlet="Mill Post",
    published="2020-03-08",
)
OTHER = Article(
    id="r2",
    title="Snow in Orm",
    text="Snow fell in Orm.",
    outlet="Orm Wire",
    published="2020-03-01",
)
CASE = Case(
    id="c1",
    question="How many people were killed at the mill?",
    kind="figure",
    answers=("58", "fifty-eight"),
    attribution="Dr Ana Weil",
    certainty="claimed",
    hedge="at least",
    gold=(Gold(article_id="r1", quote="At least 58 people were killed on Friday"),),
)
SNOW = Case(
    id="c2", question="Where did snow fall?", kind="place", answers=("Orm",), certainty="reported",
    gold=(Gold(article_id="r2", quote="Snow fell in Orm"),), event="snow",
)  # fmt: skip
ARTICLES = {"r1": REPORT, "r2": OTHER}


@pytest.fixture(scope="module")
def table() -> dict[str, object]:
    """Faults planted over the repository's own reports."""
    suite = find_suite("fixed")
    if not suite.questions.is_file():
        pytest.skip("evals/cases/fixed.jsonl is not here")
    return plant_suite(suite, None)


def test_enough_faults_of_enough_kinds_are_planted(table: dict) -> None:
    """At least 1,000 of at least 16 kinds."""
    assert table["total"]["planted"] >= 1000
    assert len(table["kinds"]) >= 16


def test_the_gate_sees_them(table: dict) -> None:
    """At least 98 % overall, and no kind that slips through."""
    assert table["total"]["caught"] >= 0.98
    slipping = {kind: row["caught"] for kind, row in table["kinds"].items() if row["caught"] < 0.95}
    assert not slipping


def test_right_answers_do_not_alarm(table: dict) -> None:
    """At most 1 % false alarms on answers that no metric chose."""
    assert table["false_alarms"]["answers"] >= 200
    assert table["false_alarms"]["rate"] <= 0.01
    assert table["broken"] == []


def test_a_fault_changes_the_answer_and_nothing_else() -> None:
    """Case and articles are the ones that were given; the untouched answer is not altered."""
    answers = right_answers([CASE, SNOW], ARTICLES)
    case, answer = answers[0]
    before = repr(answer)
    ground = Ground(case, answer, ARTICLES, tuple(answers))
    changed = {kind: planter(ground) for kind, planter in ALL.items()}
    assert repr(answer) == before
    planted = [kind for kind, false in changed.items() if false is not None]
    assert len(planted) >= 12
    assert all(changed[kind] != answer for kind in planted)


def test_the_same_faults_are_planted_every_time() -> None:
    """The choice of a place follows from the case's id."""
    answers = right_answers([CASE, SNOW], ARTICLES)
    assert plant_all(answers, ARTICLES) == plant_all(answers, ARTICLES)


def test_the_oracle_gives_up_rather_than_guess() -> None:
    """Where the quote does not hold the answer there is no answer to plant faults in."""
    lost = CASE.model_copy(update={"answers": ("77",)})
    assert oracle(lost, ARTICLES, short=False) is None


def test_a_missed_fault_is_listed(tmp_path: Path) -> None:
    """What slips through can be read."""
    answers = right_answers([CASE, SNOW], ARTICLES)
    table = plant_all(answers, ARTICLES)
    for row in table["kinds"].values():
        assert len(row["missed"]) == round(row["planted"] * (1 - row["caught"]))
