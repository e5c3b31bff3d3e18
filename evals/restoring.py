"""Answers and articles read back from files, without an index."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.articles import read_articles
from qa.records import Answer, Article, Citation, Claim, DateValue, Figure

__all__ = ["answer_from", "claim_from", "stored_articles"]


def stored_articles(paths: tuple[Path, ...]) -> dict[str, Article]:
    """Every article of *paths* by id; what is rejected is left out."""
    return {item.id: item for item in read_articles(paths) if isinstance(item, Article)}


def claim_from(plain: Mapping[str, Any]) -> Claim:
    """The Claim that was written as *plain*."""
    figure, when = plain["figure"], plain["date"]
    return Claim(
        **{
            **plain,
            "cues": tuple(plain["cues"]),
            "citations": tuple(plain["citations"]),
            "figure": Figure(**figure) if figure else None,
            "date": DateValue(**when) if when else None,
        }
    )


def answer_from(plain: Mapping[str, Any]) -> Answer:
    """The Answer that ``to_dict`` turned into *plain*."""
    return Answer(
        **{
            **plain,
            "claims": tuple(claim_from(claim) for claim in plain["claims"]),
            "citations": tuple(Citation(**citation) for citation in plain["citations"]),
            "nearest": tuple(Citation(**citation) for citation in plain["nearest"]),
        }
    )
