"""Questions generated from the parsed sentences of reports, with answers and with near misses."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa.language import Sentence, parse_many
from training.clauses import Clauses
from training.counted import HAPPENINGS, PEOPLE
from training.examples import Example, find_spans
from training.phrases import Asked
from training.reports import NearWindows, Report, content_words, draw_window
from training.wording import as_typed, damage

PER_SENTENCE = 2
BLOCK = 500


class Generator:
    """Parses *reports* once; every seed then gives other questions about them."""

    def __init__(self, reports: Sequence[Report], person_nouns: frozenset[str]) -> None:
        self.reports = reports
        self.near = NearWindows(reports)
        self._person_nouns = person_nouns
        self.places: set[str] = set()
        self.people: set[str] = set()
        self.counted: set[str] = set()
        self.asked: dict[tuple[int, int], list[Asked]] = {}
        self.names: dict[tuple[int, int], list[str]] = {}
        where = [(n, i) for n, r in enumerate(reports) for i in range(len(r.sentences))]
        for at in range(0, len(where), BLOCK):
            part = where[at : at + BLOCK]
            texts = [reports[n].text[slice(*reports[n].sentences[i])] for n, i in part]
            for place, sentence in zip(part, parse_many(texts), strict=True):
                self._take(place, sentence)
        self._lists = {
            "place": sorted(self.places),
            "person": sorted(self.people),
            "counted": sorted(self.counted - PEOPLE),
        }

    def _take(self, place: tuple[int, int], sentence: Sentence) -> None:
        names = []
        for entity in sentence.entities:
            name = " ".join(entity.text.split())
            if entity.label in {"GPE", "LOC"}:
                self.places.add(name)
            elif entity.label == "PERSON" and " " in name:
                self.people.add(name)
            if entity.label in {"GPE", "LOC", "PERSON", "ORG", "FAC"}:
                names.append(name)
        asked = [a for a in Clauses(sentence, self._person_nouns).questions() if _worth_asking(a)]
        self.counted.update(a.noun for a in asked if a.noun in self._person_nouns)
        if asked:
            self.asked[place] = asked
            self.names[place] = names

    def examples(self, *, seed: int) -> Iterator[Example]:
        """Yield one epoch: for each sentence a few questions, and near misses made of them."""
        chance = random.Random(seed)
        for (number, i), asked in self.asked.items():
            groups: dict[tuple[tuple[int, int], ...], list[Asked]] = defaultdict(list)
            for one in asked:
                groups[one.spans].append(one)
            keys = sorted(groups, key=lambda k: (not any(a.noun for a in groups[k]), k))
            chosen = keys[:1] if any(a.noun for a in groups[keys[0]]) else []
            others = [k for k in keys if k not in chosen]
            chosen += chance.sample(others, min(len(others), PER_SENTENCE - len(chosen)))
            for key in chosen:
                yield from self._of(
                    self.reports[number],
                    i,
                    chance.choice(groups[key]),
                    self.names[number, i],
                    chance,
                )

    def _of(
        self, report: Report, focus: int, asked: Asked, names: list[str], chance: random.Random
    ) -> Iterator[Example]:
        start, end = draw_window(report, focus, chance)
        offset = report.sentences[focus][0] - start
        spans = tuple((a + offset, b + offset) for a, b in asked.spans)
        window, moved = damage(report.text[start:end], spans, chance)
        question = asked.question
        if asked.noun in self._person_nouns and chance.random() < 0.2:
            question = (
                re.sub(
                    rf"(how many|number of) .*?(?= were | {asked.happening})",
                    r"\1 people",
                    question,
                    count=1,
                )
                if asked.happening
                else question
            )
        question = question.replace(
            "who|which organization|which group",
            chance.choice(("who", "which organization", "which group")),
        )
        if moved:
            yield Example(as_typed(question, names, chance), window, moved, "parsed")
        if chance.random() < 0.6:
            changed = self._changed(question, asked, report.text[start:end], names, chance)
            if changed:
                yield Example(as_typed(changed, [], chance), window, (), "parsed-changed")
        if chance.random() < 0.35:
            yield from self._elsewhere(question, asked, report, focus, chance)

    def _changed(
        self, question: str, asked: Asked, window: str, names: list[str], chance: random.Random
    ) -> str | None:
        """Return the question changed so that the window no longer answers it, or None."""
        options = []
        low = window.lower()
        if asked.happening:
            others = [
                h
                for h, (words, _) in HAPPENINGS.items()
                if h != asked.happening and not any(w in low for w in words)
            ]
            said = next((w for w in HAPPENINGS[asked.happening][1] if w in question), None)
            if others and said:
                other = chance.choice(HAPPENINGS[chance.choice(others)][1])
                options.append(question.replace(said, other, 1))
        if asked.noun and asked.noun not in PEOPLE:
            other = chance.choice(self._lists["counted"])
            if other[:4] not in low:
                options.append(
                    re.sub(
                        rf"\b{re.escape(asked.noun)}\w*",
                        f"{other}s",
                        question,
                        count=1,
                        flags=re.IGNORECASE,
                    )
                )
        for kind, known in (("place", self.places), ("person", self.people)):
            for name in names:
                if name in known and name in question:
                    other = chance.choice(self._lists[kind])
                    if not content_words(other) & content_words(window):
                        options.append(question.replace(name, other, 1))
        options = [o for o in options if o != question]
        return chance.choice(options) if options else None

    def _elsewhere(
        self, question: str, asked: Asked, report: Report, focus: int, chance: random.Random
    ) -> Iterator[Example]:
        """Yield the question over a like window without the answer, of this or another report."""
        words = content_words(question)
        a = report.sentences[focus][0]
        answers = [report.text[a + s : a + e] for s, e in asked.spans]
        if chance.random() < 0.4:
            far = [i for i in range(len(report.sentences)) if abs(i - focus) > 2]
            picks = [(report, chance.choice(far))] if far else []
        else:
            picks = self.near.search(words, {report.id}, 4)
        if not picks:
            return
        other, i = chance.choice(picks)
        start, end = draw_window(other, i, chance)
        window = other.text[start:end]
        missing = words - content_words(window)
        rare = len(missing) >= max(2, 0.4 * len(words))
        if rare and not find_spans(window, answers):
            yield Example(as_typed(question, [], chance), window, (), "parsed-elsewhere")


def _worth_asking(asked: Asked) -> bool:
    words = asked.question.split()
    if not 3 <= len(words) <= 34:
        return False
    informative = content_words(asked.question)
    toll = asked.happening and asked.noun in PEOPLE
    return (
        bool(asked.spans)
        and (len(informative) >= 2 or bool(toll))
        and all(0 < b - a <= 220 for a, b in asked.spans)
    )
