"""Sentences that put reports otherwise, rightly or with one thing wrong: which does the guard pass?

A capable model words freely: other verbs, other syntax, two sentences in one. ``cases/
rewordings.jsonl`` holds invented reports, each with claims that a reader of the report has judged:
it follows, the report says otherwise, or the report does not tell. A claim cites the sentence that
decides and the one most like it. Nothing is tuned on these.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.statistics import wilson
from evals.words import tokens
from qa.guard import check_sentence
from qa.guard_evidence import Backing
from qa.records import Citation, Claim
from qa.sentences import sentence_spans

__all__ = ["CASES", "Rewording", "judge_rewordings", "read_rewordings"]

CASES = Path(__file__).parent / "cases" / "rewordings.jsonl"
AROUND = 400  # characters on either side of a quote that count as its context
SHORT = 3  # letters of words that tell nothing of what a sentence is about


@dataclass(frozen=True, slots=True)
class Rewording:
    """A claim with what it cites.

    Attributes:
        id: Of the report, and the claim's number.
        text: With its markers.
        held: Whether the report says all of it.
        evidence: What the markers name.
    """

    id: str
    text: str
    held: bool
    evidence: tuple[Backing, ...]


def read_rewordings(path: Path = CASES) -> Iterator[Rewording]:
    """Read the claims of *path*.

    Raises:
        ValueError: The words that decide do not stand once in their report.
    """
    for line in path.read_text("utf-8").splitlines():
        report = json.loads(line)
        spans = sentence_spans(report["text"])
        for number, claim in enumerate(report["claims"], start=1):
            cited = list(_cited(report, spans, claim))
            markers = "".join(f"[{backing.citation.number}]" for backing in cited)
            text = f"{claim['claim'].rstrip('. ')} {markers}."
            held = claim["follows"] == "yes"
            yield Rewording(f"{report['id']}-{number}", text, held, tuple(cited))


def _cited(
    report: Mapping[str, Any], spans: list[tuple[int, int]], claim: Mapping[str, Any]
) -> Iterator[Backing]:
    """The sentence that decides, then of the others the one most like the claim."""
    text, words = report["text"], claim["words"]
    wanted = _content(claim["claim"])
    ranked = sorted(spans, key=lambda span: (-len(wanted & _content(text[slice(*span)])), span))
    first = ranked[0]
    if words is not None:
        around = claim.get("in", words)
        if text.count(around) != 1:
            raise ValueError(f"{report['id']}: {around!r} must stand once in the report")
        at = text.index(around) + around.index(words)
        first = next(span for span in spans if span[0] <= at < span[1])
    chosen = list(dict.fromkeys((first, *ranked[:2])))[:2]
    digest = hashlib.sha256(text.encode()).hexdigest()
    for number, (start, end) in enumerate(chosen, start=1):
        quote = text[start:end]
        read = words if words is not None and words in quote else quote
        yield Backing(
            citation=Citation(
                number=number,
                article_id=report["id"],
                sha256=digest,
                start=start,
                end=end,
                quote=quote,
                title=report["title"],
                outlet=report["outlet"],
                published=report["published"],
                url=None,
            ),
            claims=(Claim(text=read, value=read, certainty="reported"),),
            context=text[max(0, start - AROUND) : end + AROUND],
        )


def _content(text: str) -> set[str]:
    return {word.casefold() for word in tokens(text) if len(word) > SHORT}


def judge_rewordings(rewordings: list[Rewording]) -> dict[str, Any]:
    """How many right ones the guard stops, and how many wrong ones it passes, with each one."""
    rows = [
        {
            "id": each.id,
            "text": each.text,
            "held": each.held,
            "problems": sorted({p.rule for p in check_sentence(each.text, each.evidence)}),
        }
        for each in rewordings
    ]
    right = wilson([float(bool(row["problems"])) for row in rows if row["held"]])
    wrong = wilson([float(not row["problems"]) for row in rows if not row["held"]])
    return {
        "right_stopped": asdict(right) if right else None,
        "wrong_passed": asdict(wrong) if wrong else None,
        "rows": rows,
    }
