"""What each part of the answerer adds: the same questions with one part left out at a time.

A part of the confidence model is left out by giving its features the values that they have on
average; nothing is fitted anew, so a part's own worth may be somewhat less than what is lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from evals.cases import Case
from evals.results import rates
from evals.run import judge_case
from qa.alignment import aligned
from qa.answer import Assistant
from qa.entailment import load_entailment
from qa.errors import InputError
from qa.index import Index
from qa.occasion import occasions
from qa.reader import load_reader
from qa.scoring import Scorer, features, load_scorer
from qa.verifying import VERIFYING

__all__ = ["METRICS", "KeywordsAlone", "ablate", "feature_groups", "variants"]

METRICS = (
    "right", "correctness", "first_claim", "conflict_recall", "refused_rightly", "answered_at_all",
)  # fmt: skip


class KeywordsAlone:
    """An index whose only ranking is that of chunks by keyword."""

    def __init__(self, index: Index) -> None:
        """Ask *index* for everything else."""
        self._index = index

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the index has
        return getattr(self._index, name)

    def article_search(self, *_: object, **__: object) -> list[Any]:
        """Nothing."""
        return []

    def vector_search(self, *_: object, **__: object) -> list[Any]:
        """Nothing."""
        return []


def feature_groups(assistant: Assistant, cases: Sequence[Case]) -> dict[str, frozenset[str]]:
    """Names of the features of each part, from the first question that has a candidate.

    Raises:
        InputError: None has.
    """
    for case in cases:
        look = assistant.look(case.question, history=case.history)
        some = look.candidates[:1]
        if some:
            (every,) = features(look.asked, look.evidence, some)
            (clause,) = aligned(look.asked, look.evidence, some)
            (days,) = occasions(look.asked, look.evidence, some)
            return {
                "alignment": frozenset(clause),
                "occasion": frozenset(days) | {n for n in every if n.startswith("date_")},
                "reader's support": frozenset(
                    n for n in every if n.startswith(("read_", "window_"))
                ),
            }
    raise InputError("No question of the suite has a candidate answer; take another suite.")


def variants(
    index: Index, scorer: Scorer, groups: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Assistant]]:
    """Assistants by what they go without, the whole one first."""
    whole: Any = partial(Assistant, reader=load_reader(), entailment=load_entailment())
    yield "nothing", whole(index, scorer=scorer)
    yield "reader", Assistant(index, reader=None, scorer=scorer)
    yield "entailment", whole(index, entailment=None, scorer=scorer.without(VERIFYING))
    for name, features_of in groups.items():
        yield name, whole(index, scorer=scorer.without(features_of))
    keywords: Any = KeywordsAlone(index)
    yield "fusion (keywords alone)", whole(keywords, scorer=scorer)
    plain = replace(scorer, slope=1.0, intercept=0.0, threshold=0.5)
    yield "calibration (threshold 0.5)", whole(index, scorer=plain)


def ablate(assistant: Assistant, cases: Sequence[Case]) -> dict[str, dict[str, Any]]:
    """For each part left out, the metrics of ``METRICS`` as they are summarised in a run."""
    scorer = load_scorer()
    groups = feature_groups(assistant, cases)
    table = {}
    for without, changed in variants(assistant.index, scorer, groups):
        records = [judge_case(changed, case)[0] for case in cases]
        found = rates(records)
        table[without] = {name: found[name] for name in METRICS}
    return table
