"""The gate tests itself: faults are planted in right answers, and the metrics must see them.

Right answers come from gold data alone (``evals.oracle``), and, where a run is given, from the
assistant's own answers that every metric passes. A fault is caught when some metric says less than
it said of the untouched answer. False alarms are counted on the oracle's answers, which no metric
chose.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import Case
from evals.compare import load_run
from evals.floors import load_floors
from evals.metrics import GOLD_FREE, METRICS, judge
from evals.oracle import oracle
from evals.planting import Ground
from evals.planting_records import ALL
from evals.restoring import answer_from, stored_articles
from evals.score import Judged, Score, passed
from evals.suites import Suite
from qa.records import Answer, Article

__all__ = ["own_answers", "plant_all", "plant_suite", "right_answers"]

# What the text contains and what comes first are no gates; a list's recall repeats correctness.
_GATES = tuple(n for n in METRICS if n not in {"contained", "first_claim", "list_recall"})


@dataclass(slots=True)
class _Tally:
    planted: int = 0
    caught: int = 0
    without_gold: int = 0
    by: Counter[str] = field(default_factory=Counter)
    missed: list[dict[str, str]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        return {
            "planted": self.planted,
            "caught": self.caught / self.planted if self.planted else None,
            "caught_without_gold": self.without_gold / self.planted if self.planted else None,
            "by": [name for name, _ in self.by.most_common(4)],
            "missed": self.missed[:20],
        }


def right_answers(
    cases: Sequence[Case], articles: Mapping[str, Article]
) -> list[tuple[Case, Answer]]:
    """The oracle's answer to each case that it can answer; short and quoting ones in turn."""
    found = [(case, oracle(case, articles, short=bool(i % 2))) for i, case in enumerate(cases)]
    return [(case, answer) for case, answer in found if answer is not None]


def own_answers(
    cases: Sequence[Case], articles: Mapping[str, Article], run: Mapping[str, Any]
) -> list[tuple[Case, Answer]]:
    """The answers of a run that pass every gate; a run of other questions gives none."""
    by_id = {case.id: case for case in cases}
    given = [
        (by_id[record["id"]], answer_from(record["answer"]))
        for record in run["cases"]
        if record["id"] in by_id and not record["error"]
    ]
    return [
        (case, answer)
        for case, answer in given
        if all(passed(score) is not False for score in _judge(case, answer, articles).values())
    ]


def plant_suite(suite: Suite, run: Path | None) -> dict[str, Any]:
    """Plant every fault in the oracle's answers to *suite*, and in those of *run* that are right.

    Raises:
        InputError: The run is not there.
    """
    cases, articles = suite.cases(), stored_articles(suite.articles)
    own = own_answers(cases, articles, load_run(run)) if run else []
    found = plant_all(right_answers(cases, articles), articles, trusted=own)
    return found | {"broken": _broken(found)}


def _broken(found: Mapping[str, Any]) -> list[str]:
    """What the floors of ``[faults]`` ask and the table does not reach."""
    floors = load_floors()["faults"]
    total, alarms = found["total"], found["false_alarms"]
    lines = []
    if total["planted"] < floors["planted"]:
        lines.append(f"{total['planted']} faults were planted; {floors['planted']:.0f} are needed")
    if total["caught"] is None or total["caught"] < floors["caught"]:
        lines.append(f"{total['caught']} of the faults were caught; {floors['caught']} are needed")
    if alarms["rate"] is None or alarms["rate"] > floors["false_alarms_max"]:
        lines.append(f"{alarms['rate']} of the untouched answers alarm")
    return lines


def _judge(case: Case, answer: Answer, articles: Mapping[str, Article]) -> Mapping[str, Score]:
    return judge(Judged(case=case, answer=answer, articles=articles), _GATES)


def _fell(before: Mapping[str, Score], after: Mapping[str, Score]) -> list[str]:
    """Metrics that give the second answer less than they gave the first."""
    fallen = []
    for name in _GATES:
        was, now = before[name].value, after[name].value
        if now is not None and now < (1.0 if was is None else was):
            fallen.append(name)
    return fallen


def plant_all(
    answers: Sequence[tuple[Case, Answer]],
    articles: Mapping[str, Article],
    *,
    trusted: Sequence[tuple[Case, Answer]] = (),
) -> dict[str, Any]:
    """Plant every fault in every answer and count.

    Args:
        answers: The oracle's; false alarms are counted on them.
        articles: Every article of the suite, by id.
        trusted: The assistant's own answers that passed every gate.
    """
    before = [(case, answer, _judge(case, answer, articles)) for case, answer in answers]
    alarms = [
        {"id": case.id, "metric": name, "reason": scores[name].reason}
        for case, _, scores in before
        for name in _GATES
        if passed(scores[name]) is False
    ]
    alarmed = {alarm["id"] for alarm in alarms}
    clean = [item for item in before if item[0].id not in alarmed]
    own = [(case, answer, _judge(case, answer, articles)) for case, answer in trusted]
    tallies = {kind: _Tally() for kind in ALL}
    others = tuple(answers)
    for case, answer, scores in [*clean, *own]:
        ground = Ground(case, answer, articles, others)
        for kind, planter in ALL.items():
            false = planter(ground)
            if false is not None and false != answer:
                _count(tallies[kind], case, scores, _judge(case, false, articles), false)
    return _table(tallies, len(answers), len(own), alarms, len(alarmed))


def _count(
    tally: _Tally,
    case: Case,
    before: Mapping[str, Score],
    after: Mapping[str, Score],
    false: Answer,
) -> None:
    fallen = _fell(before, after)
    tally.planted += 1
    tally.caught += bool(fallen)
    tally.without_gold += any(name in GOLD_FREE for name in fallen)
    tally.by.update(fallen)
    if not fallen:
        tally.missed.append({"id": case.id, "text": false.text})


def _table(
    tallies: Mapping[str, _Tally],
    oracle_answers: int,
    own_answers: int,
    alarms: list[dict[str, str]],
    alarmed: int,
) -> dict[str, Any]:
    planted = sum(tally.planted for tally in tallies.values())
    return {
        "kinds": {kind: tally.row() for kind, tally in tallies.items() if tally.planted},
        "total": {
            "planted": planted,
            "caught": sum(t.caught for t in tallies.values()) / planted if planted else None,
            "caught_without_gold": (
                sum(t.without_gold for t in tallies.values()) / planted if planted else None
            ),
            "in_oracle_answers": oracle_answers - alarmed,
            "in_own_answers": own_answers,
        },
        "false_alarms": {
            "answers": oracle_answers,
            "count": alarmed,
            "rate": alarmed / oracle_answers if oracle_answers else None,
            "alarms": alarms,
        },
    }
