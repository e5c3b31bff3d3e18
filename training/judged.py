"""Claims and yes/no questions written over the invented reports, to teach entailment.

``judged/*.jsonl`` holds them, a line for each report of ``written/``: half of the claims put the
report's words otherwise, the others do so with one thing wrong, or say more than the report (a
doubt dropped, an allegation told as a fact). A claim is taught over what a drafted sentence would
cite: the sentence that decides and the one most like the claim, wherever these stand.
"""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.examples import Example
from training.reports import Report
from training.verdicts import mask_of
from training.wording import as_typed, damage
from training.written import FOLDER, Ruled, find_words, written_reports

JUDGED = Path(__file__).parent / "judged"
# What says more than the report is not told by it, and often otherwise than in it.
VERDICTS_OF = {
    "yes": frozenset({"yes"}),
    "no": frozenset({"no"}),
    "untold": frozenset({"untold"}),
    "more": frozenset({"no", "untold"}),
}
BESIDE = 0.7  # of the claims are shown with a second sentence
BEFORE = 0.5  # and with the sentence before the one that decides
ELSEWHERE = 0.12  # are shown once more over sentences that do not decide
AS_WRITTEN = 0.6


def load_judged(folder: Path = JUDGED, reports: Path = FOLDER) -> list[Ruled]:
    """Read all claims and questions.

    Raises:
        KeyError: A line names no written report.
        ValueError: The deciding words are not found, or found more than once, in their report.
    """
    by_id = written_reports(reports)
    judged = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            report = by_id[row["id"]]
            for item in row["questions"]:
                text, verdict = item.get("q") or item["claim"], item.get("yesno") or item["follows"]
                span = find_words(report, text, item) if item["a"] else None
                judged.append(Ruled(text, report, verdict, span, "q" in item))
    return judged


def judged_examples(judged: Sequence[Ruled], *, seed: int) -> Iterator[Example]:
    """Yield one epoch: everything over the sentences that decide, some over others."""
    chance = random.Random(seed)
    for one in judged:
        for sentences, decided in _chosen(one, chance):
            window = _joined(one.report, sentences)
            asked = one.text
            if one.is_question and chance.random() > AS_WRITTEN:
                asked = as_typed(asked, [], chance)
            shown, _ = damage(window, (), chance)
            mask = mask_of(VERDICTS_OF[one.verdict if decided else "untold"])
            yield Example(asked, shown, (), "judged", mask, taught=False)


def decisive_windows(judged: Sequence[Ruled], *, seed: int) -> Iterator[tuple[Ruled, str]]:
    """Yield everything once with the sentences that decide."""
    chance = random.Random(seed)
    for one in judged:
        sentences, _ = next(_chosen(one, chance))
        yield one, _joined(one.report, sentences)


def _joined(report: Report, sentences: Sequence[int]) -> str:
    return " ".join(report.text[slice(*report.sentences[i])] for i in sentences)


def _chosen(one: Ruled, chance: random.Random) -> Iterator[tuple[list[int], bool]]:
    """Numbers of sentences in the report's order, and whether they decide."""
    alike = one.report.most_alike(one.text)
    at = None if one.span is None else one.report.sentence_with(one.span)
    decides = alike[0] if at is None else at
    chosen = {decides}
    if one.is_question or chance.random() < BEFORE:
        chosen.add(max(decides - 1, 0))
    if not one.is_question and chance.random() < BESIDE:
        chosen.update([i for i in alike[:2] if i != decides][:1])
    yield sorted(chosen), True
    others = [i for i in alike[:5] if i not in chosen and abs(i - decides) > 1]
    if others and chance.random() < (AS_WRITTEN if one.is_question else ELSEWHERE):
        other = others[0]
        yield sorted({max(other - 1, 0), other} - {decides}), False
