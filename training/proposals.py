"""Answers that the assistant itself considers, right and wrong, as examples with a verdict.

A reader falls for what stands in the likest report: another market's toll, the wounded of the same
strike. Made-up wrong answers only resemble such mistakes, so these are collected from the assistant
as it searches whole collections of reports on one war, for questions whose answers are known.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.cases import Case
from evals.matching import matches
from evals.suites import Suite, find_suite, open_assistant
from qa.answer import Assistant
from qa.candidates import Candidate
from qa.entailment import load_entailment, proposed
from qa.headings import headed, heading_of
from qa.look import Look
from qa.reader import load_reader
from qa.records import Answer, Claim
from qa.scoring import load_scorer
from qa.settings import Settings, keep_libraries_offline
from training.examples import Example
from training.incidents import is_development
from training.looked import Looked, looked
from training.verdicts import mask_of
from training.wording import as_typed, damage
from training.worlds import FOLDER, real_suite, wire_suite, world_names, world_suite

SOURCE = "proposals"
MOST = 12  # candidates of a question, likeliest first
MOST_LINES = 6  # sentences of a yes/no question that do not decide
UNHEADED = 0.25  # are shown without title, outlet and day
AS_WRITTEN = 0.6
NOTHING = Answer(question="", standalone_question="", state="answered", text="")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, an answer to it (empty for a yes/no question), and where that was found.

    ``verdict`` is ``yes``, ``no`` or ``untold``; for a proposed answer ``no`` means any of the last
    two.
    """

    case: str
    suite: str
    question: str
    answer: str
    heading: str
    text: str
    verdict: str


def proposals(
    assistant: Assistant, suite: str, cases: Iterable[Case], *, read: list[Looked]
) -> Iterator[Proposal]:
    """What *assistant* considers for each of *cases*; *read* gets what its reader sees."""
    scorer, reader = load_scorer(), load_reader()
    for case in cases:
        look = assistant.look(case.question, history=case.history)
        read += looked(look, reader, suite, case)
        if look.asked.type == "yesno":
            yield from _ruled(look, suite, case)
            continue
        scores = scorer(look.asked, look.evidence, look.candidates)
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        for candidate in (look.candidates[i] for i in order[:MOST]):
            right = _is_right(candidate, case)
            if right is None:
                continue
            yield Proposal(
                case.id,
                suite,
                look.asked.text,
                candidate.value,
                heading_of(candidate.line.article),
                look.evidence.around(candidate.line),
                "yes" if right else "no",
            )


def gives_gold(candidate: Candidate, case: Case) -> bool:
    """Whether the candidate's value is a gold answer, wherever it stands."""
    text = "" if candidate.says is None else ("Yes" if candidate.says else "No")
    claim = Claim(
        text=text or candidate.value,
        value=candidate.value,
        certainty="reported",
        figure=candidate.figure,
        date=candidate.date,
    )
    golds = (*case.answers, *case.aliases, *(value.value for value in case.values))
    return any(matches(claim, gold, case, NOTHING) for gold in golds)


def _is_right(candidate: Candidate, case: Case) -> bool | None:
    """Whether it answers; None where an article that is not known to tell holds the same value."""
    if not gives_gold(candidate, case):
        return False
    return True if candidate.line.article.id in case.relevant else None


def _ruled(look: Look, suite: str, case: Case) -> Iterator[Proposal]:
    """The sentences that decide a yes/no question, and likely ones that do not."""
    if case.kind != "yesno" or len(set(case.answers)) != 1:
        return
    others = 0
    for line in look.evidence.lines:
        article = line.article
        quotes = [gold.quote for gold in case.gold if gold.article_id == article.id]
        spans = [(at, at + len(q)) for q in quotes if (at := article.text.find(q)) >= 0]
        decides = any(a < line.end and line.start < b for a, b in spans)
        if not decides and (quotes or others >= MOST_LINES):
            continue
        others += not decides
        yield Proposal(
            case.id,
            suite,
            look.asked.text,
            "",
            heading_of(article),
            look.evidence.around(line, after=0),
            case.answers[0].casefold() if decides else "untold",
        )


def proposal_examples(rows: Sequence[Proposal], *, seed: int) -> Iterator[Example]:
    """Yield one epoch of *rows*."""
    chance = random.Random(seed)
    for row in rows:
        question = row.question
        if chance.random() > AS_WRITTEN:
            question = as_typed(question, [], chance)
        shown = row.text if chance.random() < UNHEADED else headed(row.heading, row.text)
        shown, _ = damage(shown, (), chance)
        verdicts = frozenset(
            {"no", "untold"} if row.answer and row.verdict == "no" else {row.verdict}
        )
        asked = proposed(question, row.answer) if row.answer else question
        yield Example(asked, shown, (), SOURCE, mask_of(verdicts), taught=False)


def load_proposals(path: Path) -> list[Proposal]:
    """Read what was collected."""
    return [Proposal(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def collect(suite: Suite, cases: Sequence[Case], *, cache: Path, target: Path) -> None:
    """Write to *target*, unless it is there, what an assistant over *suite* considers."""
    if target.exists():
        return
    with open_assistant(suite, index=None, cache=cache) as assistant:
        read: list[Looked] = []
        rows = list(proposals(assistant, suite.name, cases, read=read))
    _write(target.with_suffix(".windows"), read)
    _write(target, rows)


def _write(target: Path, rows: Sequence[Proposal | Looked]) -> None:
    partial = target.with_suffix(".partial")
    partial.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), "utf-8")
    partial.replace(target)


def collect_all(folder: Path, corpora: Path, worlds: Path = FOLDER) -> None:
    """Collect over every world that is taught, over real reports, and over MUC-4's development.

    What is there already is kept; the assistant is the packaged one, as it is now.
    """
    keep_libraries_offline(Settings())
    for load in (load_reader, load_entailment):  # they may have been released since
        load.cache_clear()
    folder.mkdir(parents=True, exist_ok=True)
    suites = [world_suite(name, worlds) for name in world_names(worlds, held=False)]
    suites += [suite(corpora, folder.parent) for suite in (real_suite, wire_suite)]
    suites.append(find_suite("muc4"))
    for suite in suites:
        cases = suite.cases()
        if suite.name == "muc4":
            cases = tuple(c for c in cases if c.relevant and all(map(is_development, c.relevant)))
        collect(suite, cases, cache=folder / "indexes", target=folder / f"{suite.name}.jsonl")
