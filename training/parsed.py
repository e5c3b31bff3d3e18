"""Questions generated from the parsed sentences of reports, with answers and with near misses."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.language import Sentence, parse_many
from training.changed import Changes
from training.clauses import Clauses
from training.counted import PEOPLE
from training.examples import Example, find_spans
from training.partial import with_other_count
from training.phrases import Asked
from training.reports import NearWindows, Report, content_words, draw_window, lead_end
from training.wording import as_typed, damage

PER_SENTENCE = 2
PARTIAL_SHARE = 0.2
BLOCK = 500
WEIGHED_SHARE = 0.55
AMOUNT = re.compile(r"how many|number of|toll", re.IGNORECASE)
WHEN = re.compile(r"when |on what d", re.IGNORECASE)


def weighed(parsed: list[Example], chance: random.Random) -> list[Example]:
    """Return all questions for amounts, which analysts ask most, and a share of the others."""
    counts = [e for e in parsed if AMOUNT.search(e.question)]
    rest = [e for e in parsed if not AMOUNT.search(e.question)]
    return counts + chance.sample(rest, int(WEIGHED_SHARE * len(rest)))


class Generator:
    """Parses *reports* once; every seed then gives other questions about them."""

    def __init__(self, reports: Sequence[Report], person_nouns: frozenset[str]) -> None:
        self.reports = reports
        self.near = NearWindows(reports)
        self._number = {report.id: number for number, report in enumerate(reports)}
        self._person_nouns = person_nouns
        self.changes = Changes(person_nouns)
        self._dated: dict[int, list[int]] = defaultdict(list)  # report → sentences that name a day
        self.asked: dict[tuple[int, int], list[Asked]] = {}
        self.names: dict[tuple[int, int], list[str]] = {}
        where = [(n, i) for n, r in enumerate(reports) for i in range(len(r.sentences))]
        for at in range(0, len(where), BLOCK):
            part = where[at : at + BLOCK]
            texts = [reports[n].text[slice(*reports[n].sentences[i])] for n, i in part]
            leads = [lead_end(text) for text in texts]
            stories = [text[lead:] for text, lead in zip(texts, leads, strict=True)]
            for place, sentence, lead in zip(part, parse_many(stories), leads, strict=True):
                self._take(place, sentence, lead)

    def _take(self, place: tuple[int, int], sentence: Sentence, lead: int) -> None:
        names = [
            " ".join(entity.text.split())
            for entity in sentence.entities
            if entity.label in {"GPE", "LOC", "PERSON", "ORG", "FAC"}
        ]
        if any(entity.label == "DATE" for entity in sentence.entities):
            self._dated[place[0]].append(place[1])
        asked = [a for a in Clauses(sentence, self._person_nouns).questions() if _worth_asking(a)]
        self.changes.take(sentence, asked)
        if asked:
            moved = [tuple((a + lead, b + lead) for a, b in one.spans) for one in asked]
            self.asked[place] = [replace(a, spans=m) for a, m in zip(asked, moved, strict=True)]
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
        a, b = report.sentences[focus]
        before, sentence, after = report.text[start:a], report.text[a:b], report.text[b:end]
        question = self._generalised(asked, chance)
        if asked.noun and chance.random() < PARTIAL_SHARE:
            edited = with_other_count(sentence, asked, question, chance)
            sentence, asked, question = edited or (sentence, asked, question)
        if WHEN.match(question) and chance.random() < 0.5:
            before, after = self._other_day(report, focus, before, after, chance)
        whole, offset = before + sentence + after, len(before)
        spans = tuple((s + offset, e + offset) for s, e in asked.spans)
        window, moved = damage(whole, spans, chance)
        if moved:
            yield Example(as_typed(question, names, chance), window, moved, "parsed")
        if chance.random() < 0.6:
            changed = self.changes.change(question, asked, whole, names, chance)
            if changed:
                yield Example(as_typed(changed, [], chance), window, (), "parsed-changed")
        if chance.random() < 0.35:
            yield from self._elsewhere(question, asked, report, focus, chance)

    def _generalised(self, asked: Asked, chance: random.Random) -> str:
        """Return the question, now and then for "people", with one of its question words."""
        question = asked.question
        if asked.noun in self._person_nouns and asked.happening and chance.random() < 0.2:
            counted = rf"(how many|number of) .*?(?= were | {asked.happening})"
            question = re.sub(counted, r"\1 people", question, count=1)
        choice = chance.choice(("who", "which organization", "which group"))
        return question.replace("who|which organization|which group", choice)

    def _other_day(
        self, report: Report, focus: int, before: str, after: str, chance: random.Random
    ) -> tuple[str, str]:
        """Return what surrounds the sentence with another one that names a day in it."""
        number = self._number[report.id]
        others = [i for i in self._dated[number] if abs(i - focus) > 1]
        if not others:
            return before, after
        a, b = report.sentences[chance.choice(others)]
        text = report.text[a:b]
        if text in before + after:
            return before, after
        return (f"{text} {before}", after) if chance.random() < 0.5 else (before, f"{after} {text}")

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
