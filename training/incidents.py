"""Questions from experts' incident templates, put to windows of the reports they were made from."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.examples import Example, find_spans
from training.located import find_days, find_numbers
from training.reports import NearWindows, Report, content_words, draw_window, lead_end
from training.templates import Item
from training.wording import as_typed, damage

NOT_SPANS = {"yesno"}
HEADED = 0.6  # of the windows are shown with what they are from


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_development(report_id: str) -> bool:
    """Say whether a report is of the DEV part: all others are kept for measurement."""
    return report_id.startswith("DEV")


def cited(question: dict[str, Any]) -> list[str]:
    """Return the reports that a question names as holding its answer."""
    return [*question["doc_ids"], *question.get("also_ok_docs", ())]


def held_out_reports(questions: Sequence[dict[str, Any]]) -> set[str]:
    """Return the DEV reports that a question of the measured parts cites as well."""
    measured = [q for q in questions if not all(is_development(d) for d in cited(q))]
    return {d for q in measured for d in cited(q) if is_development(d)}


def asked_items(questions: Sequence[dict[str, Any]], reports: set[str]) -> Iterator[Item]:
    """Yield the written questions whose every report is in *reports*, once for each report."""
    for q in questions:
        if not q["answerable"] or q["answer_type"] in NOT_SPANS or not set(cited(q)) <= reports:
            continue
        for doc in q["doc_ids"]:
            day = None
            if q["answer_type"] == "date":
                day = str(q.get("by_doc", {}).get(doc, ""))
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                    continue
            yield Item(q["question"], tuple(q["answers"]), day, doc)


class Incidents:
    """Puts items to windows: those with the answer, and those that only look alike."""

    def __init__(
        self, reports: Sequence[Report], asked: Sequence[Item], made: Sequence[Item]
    ) -> None:
        self.reports = {r.id: r for r in reports}
        self.near = NearWindows(reports)
        self.asked = asked
        self.made: dict[tuple[str, tuple[str, ...], str | None], list[Item]] = defaultdict(list)
        for item in made:
            self.made[item.report, item.answers, item.day].append(item)

    def examples(self, *, seed: int) -> Iterator[Example]:
        """Yield one epoch: every written question, and two wordings of every template slot."""
        chance = random.Random(seed)
        chosen = list(self.asked)
        for group in self.made.values():
            chosen += chance.sample(group, min(2, len(group)))
        for item in chosen:
            yield from self._of(item, chance)

    def _spans(self, item: Item, text: str, published: str | None) -> list[tuple[int, int]]:
        if item.day is not None:
            return find_days(text, item.day, published)
        if re.match(r"how many|number of", item.question, re.IGNORECASE):
            return find_numbers(text, item.answers, item.question)
        # The dateline says where it was written.
        story = lead_end(text)
        return [span for span in find_spans(text, item.answers) if span[0] >= story]

    def _of(self, item: Item, chance: random.Random) -> Iterator[Example]:
        report = self.reports[item.report]
        words = content_words(item.question)
        ranked = []
        for i, (a, b) in enumerate(report.sentences):
            spans = self._spans(item, report.text[a:b], report.published)
            if spans:
                around = report.window(max(0, i - 1), min(len(report.sentences) - 1, i + 1))
                tie = 2 * len(words & content_words(report.text[a:b])) + len(
                    words & content_words(report.text[slice(*around)])
                )
                ranked.append((tie, -i))
        ranked.sort(reverse=True)
        best = [-i for tie, i in ranked if tie >= max(2, 0.6 * ranked[0][0])][:3]
        for focus in best[:1] + chance.sample(best[1:], min(1, len(best) - 1 if best else 0)):
            start, end = draw_window(report, focus, chance)
            text = report.text[start:end]
            gold = tuple(self._spans(item, text, report.published))
            window, moved = damage(text, gold, chance)
            if moved:
                yield self._example(item, report, window, moved, "incident", chance)
        if best:
            yield from self._misses(item, words, chance)

    def _typed(self, item: Item, chance: random.Random) -> str:
        return as_typed(item.question, list(item.names), chance)

    def _misses(self, item: Item, words: set[str], chance: random.Random) -> Iterator[Example]:
        """Yield like windows of other incidents, and windows of this report about other things."""
        options = self.near.search(words, {item.report}, 6)
        for other, i in chance.sample(options, min(len(options), chance.choice((1, 1, 2)))):
            text = other.text[slice(*draw_window(other, i, chance))]
            rare = [w for w in words if w not in text.lower()]
            if len(rare) >= max(2, 0.35 * len(words)) and not find_spans(text, item.answers):
                yield self._example(item, other, text, (), "incident-near", chance)
        report = self.reports[item.report]
        idle = []
        for i in range(len(report.sentences)):
            a, b = report.sentences[i]
            if not words & content_words(report.text[a:b]) and not self._spans(
                item, report.text[a:b], report.published
            ):
                idle.append((a, b))
        if idle and chance.random() < 0.4:
            a, b = chance.choice(idle)
            yield self._example(item, report, report.text[a:b], (), "incident-idle", chance)

    def _example(
        self,
        item: Item,
        report: Report,
        window: str,
        spans: tuple[tuple[int, int], ...],
        source: str,
        chance: random.Random,
    ) -> Example:
        heading = report.heading if chance.random() < HEADED else ""
        return Example(self._typed(item, chance), window, spans, source, heading=heading)
