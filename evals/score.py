"""What a metric says about one case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.cases import Case
from qa.records import Answer, Article

__all__ = ["Judged", "Score", "passed", "share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One metric on one case.

    Attributes:
        value: 0 to 1, higher is better; None where the metric does not apply to the case, which is
            nothing and never 0.
        reason: What was found, for a reader who asks why.
        unscored: The metric applies, but the gold data cannot be graded; counted apart.
    """

    value: float | None
    reason: str = ""
    unscored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All that a metric may look at.

    Attributes:
        articles: Every article that the answer cites or the case names, by id, as stored.
    """

    case: Case
    answer: Answer
    articles: Mapping[str, Article]


def passed(score: Score | None) -> bool | None:
    """Whether a score is full marks; None where there is nothing to judge."""
    if score is None or score.value is None or score.unscored:
        return None
    return score.value >= 1.0


def share(good: Iterable[bool]) -> float | None:
    """Part of *good* that is true; None for no data.

    >>> share([True, False, True, True])
    0.75
    >>> share([]) is None
    True
    """
    values = list(good)
    return sum(values) / len(values) if values else None
