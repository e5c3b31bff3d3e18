"""What a real chat model writes: what its quotes hold, what the guard lets through, what is shown.

Each sentence is judged twice: as written, and with the citation that fits best where it names none,
because a model that never cites would otherwise never try the guard's other rules.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.backed import cited_best, faults_of, reading, reading_key
from evals.cases import Case
from evals.metrics import judge
from evals.prepared import Outcome, Prepared, prepare
from evals.score import Judged, passed
from evals.statistics import wilson
from qa.records import Answer

if TYPE_CHECKING:
    from evals.recorded import Recorded
    from qa.answer import Assistant

__all__ = ["Judgement", "measure_drafts"]

_COMPARED = (
    "right", "correctness", "source", "state", "validity", "support", "faithfulness", "certainty",
    "speaker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """One sentence of a draft.

    Attributes:
        written: It named its evidence itself; else the best fitting number was added.
        faults: What the ruler finds; empty where the quotes hold it.
        held: By a person's reading where there is one, else by the ruler.
        read: Whether a person read it.
        problems: What the guard finds.
    """

    id: str
    sentence: str
    written: bool
    faults: tuple[str, ...]
    held: bool
    read: bool
    problems: tuple[str, ...]
    key: str

    @property
    def through(self) -> bool:
        """The guard lets it through."""
        return not self.problems


def _judged(case: Case, ready: Prepared, reply: str) -> Iterator[Judgement]:
    from qa.drafting_sentences import sentences_of
    from qa.guard import check_sentence
    from qa.prompts import MARKER, is_refusal

    pieces, asked = ready.pieces(), ready.asked.text
    for raw in dict.fromkeys(sentences_of([reply])):
        if is_refusal(raw):
            continue
        written = bool(MARKER.search(raw))
        sentence = cited_best(raw, pieces)
        faults = faults_of(sentence, pieces, ready.answer, asked)
        key = reading_key(sentence, pieces)
        read = reading(key)
        problems = check_sentence(sentence, pieces, question=asked)
        yield Judgement(
            id=case.id,
            sentence=sentence,
            written=written,
            faults=faults,
            held=not faults if read is None else read,
            read=read is not None,
            problems=tuple(f"{p.rule}: {p.detail}" for p in problems),
            key=key,
        )


def measure_drafts(
    assistant: "Assistant", cases: Iterable[Case], model: "Recorded", path: Path
) -> dict[str, Any]:
    """Let *model* write on every case; a line a question goes to *path*."""
    sentences: list[Judgement] = []
    scores: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
    asked = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for case in cases:
            ready = prepare(assistant, case.question, history=case.history)
            model.last = ""
            found = ready.draft(model) if ready.findings.found else None
            own = list(_judged(case, ready, model.last)) if found else []
            asked += bool(model.last)
            sentences += own
            scores.append(_compared(assistant, case, ready.answer, found))
            lines.write(json.dumps(_line(case, own, found), ensure_ascii=False) + "\n")
            lines.flush()
            if asked and asked % 10 == 0:
                print(f"\r  {asked} drafts", end="", file=sys.stderr, flush=True)
    return _table(sentences, scores, asked)


def _line(case: Case, own: Sequence[Judgement], found: Outcome | None) -> dict[str, Any]:
    return {
        "id": case.id,
        "question": case.question,
        "sentences": [asdict(each) for each in own],
        "shown": [asdict(each) for each in found.sentences] if found else [],
        "model": found.facts if found else None,
        "text": found.answer.text if found else None,
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


def _share(values: Sequence[bool]) -> dict[str, Any] | None:
    found = wilson([float(each) for each in values])
    return asdict(found) if found else None


def _table(
    sentences: Sequence[Judgement],
    scores: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
    asked: int,
) -> dict[str, Any]:
    held = [each for each in sentences if each.held]
    false = [each for each in sentences if not each.held]
    rates = {
        "sentences that name their evidence": _share([s.written for s in sentences]),
        "unsupported, as written": _share([not (s.held and s.written) for s in sentences]),
        "unsupported, citation supplied": _share([not s.held for s in sentences]),
        "pass the guard though unsupported": _share([s.through and not s.held for s in sentences]),
        "unsupported ones that pass": _share([s.through for s in false]),
        "supported ones stopped": _share([not s.through for s in held]),
    }
    metrics = {
        name: {
            who: _share([row[place][name][0] for row in scores if row[place][name][0] is not None])
            for place, who in enumerate(("extractive", "model"))
        }
        for name in _COMPARED
    }
    differ = [
        {
            "id": s.id, "key": s.key, "sentence": s.sentence, "read": s.read,
            "what": "passes, ruler objects" if s.through else "stopped, ruler agrees",
            "faults": s.faults, "problems": s.problems,
        }
        for s in sentences
        if s.through == bool(s.faults)
    ]  # fmt: skip
    return {
        "questions": len(scores),
        "drafts": asked,
        "sentences": len(sentences),
        "rates": rates,
        "metrics": metrics,
        "disagreements": differ,
    }
