"""Drafts of a real model beside what they rest on, kept so that another guard can be tried on them.

A line a question in ``drafts.jsonl``: the question, the model's replies, and the evidence with all
that the guard sees of it. The file holds words of the reports, so it stays where the reports are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.restoring import claim_from
from qa.guard_evidence import Backing
from qa.records import Citation

__all__ = ["KeptDraft", "draft_line", "read_drafts"]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What a model wrote on one question.

    Attributes:
        question: As it was asked.
        asked: As it was understood; the guard is given this.
        replies: The draft, then what came back for repairs.
        pieces: The evidence that may be cited.
    """

    id: str
    question: str
    asked: str
    replies: tuple[str, ...]
    pieces: tuple[Backing, ...]


def draft_line(draft: KeptDraft) -> str:
    """*draft* as one line of JSON."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def read_drafts(paths: Iterable[Path]) -> Iterator[KeptDraft]:
    """The drafts kept in *paths*, in their order."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            plain = json.loads(line)
            pieces = tuple(map(_backing, plain.pop("pieces")))
            yield KeptDraft(**plain | {"replies": tuple(plain["replies"]), "pieces": pieces})


def _backing(plain: Mapping[str, Any]) -> Backing:
    claims = tuple(map(claim_from, plain["claims"]))
    return Backing(**{**plain, "citation": Citation(**plain["citation"]), "claims": claims})
