"""Faults planted in drafts: the share that the guard stops, and the right sentences that it stops.

Right sentences are those of the assistant's own answers that pass every gate: each claim's own
sentence, and the report's sentence that holds the value. Each goes through the real drafting
as a model's reply, untouched and with each fault in it; a repair is not offered, since the same
sentence would fail again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from evals.cases import Case
from evals.metrics import METRICS, judge
from evals.planting import Ground
from evals.planting_drafts import DRAFT_FAULTS, GATE_KINDS, Base
from evals.planting_records import ALL
from evals.prepared import Prepared, SameReply, prepare
from evals.score import Judged, passed
from evals.statistics import wilson
from evals.units import core
from evals.words import contains, tokens
from qa.records import Answer, Claim

if TYPE_CHECKING:
    from qa.answer import Assistant

__all__ = ["Sentence", "plant_drafts", "right_sentences"]

_SOURCE = re.compile(r"(?<=\]) \([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_SHORTEST = 4  # words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A right sentence, and the answer it could stand in.

    Attributes:
        kind: ``claim`` or ``report``: whose words these are.
        claim: With the sentence as its text.
    """

    kind: str
    case: Case
    ready: Prepared
    claim: Claim
    text: str


@dataclass(slots=True)
class _Tally:
    tried: int = 0
    stopped: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        found = wilson([1.0] * self.stopped + [0.0] * (self.tried - self.stopped))
        interval = [found.low, found.high] if found else None
        share = found.value if found else None
        return {
            "tried": self.tried, "stopped": share, "interval": interval,
            "examples": self.examples[:40],
        }  # fmt: skip


def right_sentences(assistant: "Assistant", cases: Iterable[Case]) -> Iterator[Sentence]:
    """Every right sentence of the assistant's answers to *cases*."""
    for case in cases:
        ready = prepare(assistant, case.question, history=case.history)
        articles = {c.article_id: assistant.article(c.article_id) for c in ready.answer.citations}
        scores = judge(Judged(case=case, answer=ready.answer, articles=articles), METRICS)
        right = all(passed(score) is not False for score in scores.values())
        if not right or not ready.answer.claims:
            continue
        offered = {claim for piece in ready.pieces() for claim in piece.claims}
        for claim in ready.answer.claims:
            if claim in offered:
                yield from _sentences(case, ready, claim)


def _sentences(case: Case, ready: Prepared, claim: Claim) -> Iterator[Sentence]:
    plain = _SOURCE.sub("", claim.text).rstrip(".") + "."
    yield Sentence("claim", case, ready, claim, plain)
    quotes = {c.number: c.quote for c in ready.answer.citations}
    number = claim.citations[0]
    told = core(claim, (quotes[number],))
    # Without the speaker, who may be named in the sentence before, it would not be right.
    whole = told and (not claim.speaker or contains(tokens(told[0]), tokens(claim.speaker)))
    if whole and claim.certainty != "unconfirmed":
        flat = " ".join(told[0].split()).rstrip(".!")
        if len(flat.split()) >= _SHORTEST and not set('[]“”"') & set(flat):
            yield Sentence("report", case, ready, claim, f"{flat} [{number}].")


def _ground(sentence: Sentence, others: tuple[tuple[Case, Answer], ...]) -> Ground:
    """The sentence as the whole text of an answer, for the gate's own faults."""
    answer = sentence.ready.answer
    claim = replace(sentence.claim, text=sentence.text)
    rest = tuple(each for each in answer.claims if each is not sentence.claim)
    answer = replace(answer, text=sentence.text, claims=(claim, *rest))
    return Ground(sentence.case, answer, {}, others)


def faulty(
    sentence: Sentence, others: tuple[tuple[Case, Answer], ...]
) -> Iterator[tuple[str, str]]:
    """(kind, text) of every fault for which the sentence has a place."""
    ground = _ground(sentence, others)
    for kind in GATE_KINDS:
        false = ALL[kind](ground)
        if false is None:
            continue
        text = (
            false.text if kind in {"figures_merged", "unknown_answered"} else false.claims[0].text
        )
        if text != sentence.text:
            yield kind, text
    numbers = tuple(piece.citation.number for piece in sentence.ready.pieces())
    base = Base(f"{sentence.case.id} {sentence.text}", sentence.text, numbers)
    for kind, fault in DRAFT_FAULTS.items():
        planted = fault(base)
        if planted is None or planted == sentence.text:
            continue
        if kind == "wrong_citation" and _held(planted, sentence):
            continue
        yield kind, planted


def _held(text: str, sentence: Sentence) -> bool:
    """Whether the quote named now holds the claim's value too, so that nothing is wrong."""
    named = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    value = tokens(sentence.claim.value)
    return any(
        contains(tokens(piece.citation.quote), value)
        for piece in sentence.ready.pieces()
        if piece.citation.number in named
    )


def _through(ready: Prepared, text: str) -> bool:
    """Whether a draft of *text* alone is shown in a model's words."""
    found = ready.draft(SameReply(text, once=True))
    return any(each.status in {"kept", "repaired"} for each in found.sentences)


def plant_drafts(sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Try every sentence as it is, and with every fault."""
    others = tuple({s.case.id: (s.case, s.ready.answer) for s in sentences}.values())
    kinds = {kind: _Tally() for kind in (*GATE_KINDS, *DRAFT_FAULTS)}
    right = {kind: _Tally() for kind in ("claim", "report")}
    for sentence in sentences:
        untouched = _through(sentence.ready, sentence.text)
        _count(right[sentence.kind], sentence, sentence.text, stopped=not untouched, wanted=False)
        for kind, text in faulty(sentence, others):
            through = _through(sentence.ready, text)
            _count(kinds[kind], sentence, text, stopped=not through, wanted=True)
    return _table(kinds, right, len(others))


def _count(tally: _Tally, sentence: Sentence, text: str, *, stopped: bool, wanted: bool) -> None:
    tally.tried += 1
    tally.stopped += stopped
    if stopped is not wanted:
        from qa.guard import check_sentence

        problems = check_sentence(text, sentence.ready.pieces(), question=sentence.ready.asked.text)
        tally.examples.append(
            {
                "id": sentence.case.id,
                "right": sentence.text,
                "tried": text,
                "problems": [f"{p.rule}: {p.detail}" for p in problems],
            }
        )


def _table(
    kinds: Mapping[str, _Tally], right: Mapping[str, _Tally], answers: int
) -> dict[str, Any]:
    def total(tallies: Mapping[str, _Tally]) -> dict[str, Any]:
        counts: Counter[str] = Counter()
        for tally in tallies.values():
            counts.update(tried=tally.tried, stopped=tally.stopped)
        whole = _Tally(tried=counts["tried"], stopped=counts["stopped"]).row()
        del whole["examples"]
        return whole

    return {
        "answers": answers,
        "faults": {kind: tally.row() for kind, tally in kinds.items() if tally.tried},
        "faults_total": total(kinds),
        "right": {kind: tally.row() for kind, tally in right.items() if tally.tried},
        "right_total": total(right),
    }
