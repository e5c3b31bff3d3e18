"""Leaving a part out changes what it is about, and nothing else."""

from pathlib import Path

import pytest

from evals.ablation import METRICS, KeywordsAlone, ablate, feature_groups
from evals.cases import Case, Gold
from qa.answer import Assistant
from qa.errors import InputError
from qa.index import Index
from qa.records import Article
from qa.scoring import Scorer, load_scorer
from qa.settings import Settings

REPORT = Article(
    id="ilmar",
    title="Raid on Ilmar depot",
    text="Gunmen attacked the Ilmar depot on 4 March 2031, killing nine guards, the army said.",
    published="2031-03-05",
)
KILLED = Case(
    id="a",
    question="How many guards were killed at Ilmar?",
    kind="figure",
    answers=("nine", "9"),
    gold=(Gold(article_id="ilmar", quote="killing nine guards"),),
)
UNSAID = Case(id="b", question="Who is the mayor of Torvik?", kind="unanswerable")


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    """An assistant over one report."""
    index = Index.create_or_open(tmp_path / "index", Settings(threads=1), create=True)
    index.ingest([REPORT])
    index.catch_up()
    return Assistant(index, reader=None, scorer=load_scorer())


def test_a_feature_left_out_counts_as_it_does_on_average() -> None:
    scorer = Scorer(
        bias=1.0, weights={"a": 2.0, "b": 3.0}, slope=1.0, intercept=0.0, threshold=0.5,
        means={"a": 0.5},
    )  # fmt: skip
    less = scorer.without({"a", "unknown"})
    assert (less.bias, less.weights) == (2.0, {"b": 3.0})
    assert scorer.weights == {"a": 2.0, "b": 3.0}


def test_every_part_has_weights_and_no_feature_is_in_two(assistant: Assistant) -> None:
    groups = feature_groups(assistant, [KILLED])
    weighed = set(load_scorer().weights)
    assert all(names and names <= weighed for names in groups.values())
    assert sum(map(len, groups.values())) == len(frozenset().union(*groups.values()))


def test_a_suite_without_candidates_cannot_be_ablated(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="No question"):
        feature_groups(assistant, [])


def test_keywords_alone_still_find_the_report(assistant: Assistant) -> None:
    alone = KeywordsAlone(assistant.index)
    assert alone.vector_search([0.0]) == alone.article_search("Ilmar") == []
    assert alone.keyword_search("Ilmar depot", limit=5)


def test_the_table_has_a_row_a_part_and_a_column_a_metric(assistant: Assistant) -> None:
    table = ablate(assistant, [KILLED, UNSAID])
    assert next(iter(table)) == "nothing"
    assert {"reader", "alignment", "fusion (keywords alone)"} <= set(table)
    assert all(tuple(row) == METRICS for row in table.values())
