"""Let a real chat model word a suite's answers: what it wrote is kept, and its answers compared."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.cases import Case
from evals.judging import share_of
from evals.kept_drafts import KeptDraft, draft_line
from evals.metrics import judge
from evals.prepared import Outcome, prepare
from evals.score import Judged, passed
from qa.records import Answer

if TYPE_CHECKING:
    from evals.recorded import Recorded
    from qa.answer import Assistant

__all__ = ["measure_drafts"]

_COMPARED = (
    "right", "correctness", "source", "state", "validity", "support", "faithfulness", "certainty",
    "speaker",
)  # fmt: skip


def measure_drafts(
    assistant: "Assistant", cases: Iterable[Case], model: "Recorded", path: Path
) -> dict[str, Any]:
    """Let *model* write on every case; what it wrote goes to *path*, and beside it what was shown.

    Returns:
        How many questions and drafts there were, and the metrics of the answers with and without.
    """
    scores: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
    asked = worded = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = path.with_name("shown.jsonl")
    with path.open("w", encoding="utf-8") as kept, shown.open("w", encoding="utf-8") as lines:
        for case in cases:
            ready = prepare(assistant, case.question, history=case.history)
            model.replies.clear()
            found = ready.draft(model) if ready.findings.found else None
            scores.append(_compared(assistant, case, ready.answer, found))
            if found is None or not model.replies:
                continue
            asked += 1
            worded += not found.facts["fallback"]
            draft = KeptDraft(
                case.id, case.question, ready.asked.text, tuple(model.replies), ready.pieces()
            )
            kept.write(draft_line(draft) + "\n")
            lines.write(json.dumps(_shown(case, found), ensure_ascii=False) + "\n")
            kept.flush()
            if asked % 10 == 0:
                print(f"\r  {asked} drafts", end="", file=sys.stderr, flush=True)
    return {
        "questions": len(scores),
        "drafts": asked,
        "answers in the model's words": worded,
        "metrics": _metrics(scores),
    }


def _shown(case: Case, found: Outcome) -> dict[str, Any]:
    return {
        "id": case.id,
        "question": case.question,
        "shown": [asdict(each) for each in found.sentences],
        "model": found.facts,
        "text": found.answer.text,
    }


def _compared(
    assistant: "Assistant", case: Case, extractive: Answer, found: Outcome | None
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    both = []
    for answer in (extractive, found.answer if found else extractive):
        ids = {c.article_id for c in (*answer.citations, *answer.nearest)}
        articles = {each: assistant.article(each) for each in ids}
        scored = judge(Judged(case=case, answer=answer, articles=articles), _COMPARED)
        both.append({name: (passed(score), score.reason) for name, score in scored.items()})
    return both[0], both[1]


def _metrics(
    scores: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for name in _COMPARED:
        values = [[pair[place][name][0] for pair in scores] for place in (0, 1)]
        plain, worded = (share_of([v for v in each if v is not None]) for each in values)
        found[name] = {"extractive": plain, "model": worded}
    return found
