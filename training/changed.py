"""Questions changed in one point, so that the window that answered them no longer does."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa.language import Sentence
from training.counted import HAPPENINGS, PEOPLE, happening_of
from training.phrases import Asked
from training.reports import content_words
from training.roles import DOES

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DUTIES = sorted({verb for verbs in DOES.values() for verb in verbs})


class Changes:
    """What questions can be changed to: gathered from all parsed sentences."""

    def __init__(self, person_nouns: frozenset[str]) -> None:
        self._person_nouns = person_nouns
        self._lists: dict[str, list[str]] = defaultdict(list)
        self._known: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[str, dict[str, str]] = defaultdict(dict)  # lemma → form → tag
        self._by_tag: dict[str, dict[str, str]] = defaultdict(dict)  # tag → form → lemma

    def take(self, sentence: Sentence, asked: Sequence[Asked]) -> None:
        """Note the names, verbs, roles and counted nouns of a sentence."""
        for entity in sentence.entities:
            name = " ".join(entity.text.split())
            if entity.label in {"GPE", "LOC"}:
                self._known["place"].add(name)
            elif entity.label == "PERSON" and " " in name:
                self._known["person"].add(name)
            elif entity.label == "ORG":
                self._known["org"].add(name)
        for token in sentence.tokens:
            if token.pos == "VERB" and token.text.isalpha():
                form = token.text.lower()
                self._forms[token.lemma][form] = token.tag
                self._by_tag[token.tag][form] = token.lemma
        counted = {a.noun for a in asked if a.noun in self._person_nouns} - PEOPLE
        self._known["counted"] |= counted
        self._known["role"] |= {a.role for a in asked if a.role and a.role not in DUTIES}

    def names(self, kind: str) -> list[str]:
        """Return the known names of a *kind* in a fixed order."""
        if len(self._lists[kind]) != len(self._known[kind]):
            self._lists[kind] = sorted(self._known[kind])
        return self._lists[kind]

    def change(
        self, question: str, asked: Asked, window: str, names: list[str], chance: random.Random
    ) -> str | None:
        """Return *question* changed so that *window* no longer answers it, or None."""
        options = [
            *self._happening(question, asked, window, chance),
            *self._noun(question, asked, window, chance),
            *self._role(question, asked, window, chance),
            *self._verb(question, asked, window, chance),
            *_time(question, window, chance),
            *self._name(question, window, names, chance),
        ]
        options = [o for o in options if o != question]
        return chance.choice(options) if options else None

    @staticmethod
    def _happening(
        question: str, asked: Asked, window: str, chance: random.Random
    ) -> Iterator[str]:
        if not asked.happening:
            return
        low = window.lower()
        others = [
            h
            for h, (words, _) in HAPPENINGS.items()
            if h != asked.happening and not any(w in low for w in words)
        ]
        said = next((w for w in HAPPENINGS[asked.happening][1] if w in question), None)
        if others and said:
            other = chance.choice(HAPPENINGS[chance.choice(others)][1])
            yield question.replace(said, other, 1)

    def _noun(
        self, question: str, asked: Asked, window: str, chance: random.Random
    ) -> Iterator[str]:
        if asked.noun and asked.noun not in PEOPLE:
            other = chance.choice(self.names("counted"))
            if other[:4] not in window.lower():
                plural = other if other.endswith("s") else f"{other}s"
                yield re.sub(
                    rf"\b{re.escape(asked.noun)}\w*", plural, question, count=1, flags=re.IGNORECASE
                )

    def _role(
        self, question: str, asked: Asked, window: str, chance: random.Random
    ) -> Iterator[str]:
        if asked.role:
            pool = DUTIES if asked.role in DUTIES else self.names("role")
            other = chance.choice(pool)
            if other.lower()[:5] not in f"{window} {asked.role}".lower():
                yield question.replace(asked.role, other, 1)

    def _verb(
        self, question: str, asked: Asked, window: str, chance: random.Random
    ) -> Iterator[str]:
        """Yield the question for another happening: built for destroyed, rescued for found."""
        forms = self._forms.get(asked.verb, {})
        said = next((w for w in question.split() if w.lower() in {*forms, asked.verb}), None)
        if said is None or asked.verb == "be":
            return
        group = happening_of(asked.verb)
        tag = forms.get(said.lower(), "VB")
        for _ in range(4):
            other = chance.choice(list(self._by_tag[tag]))
            lemma = self._by_tag[tag][other]
            same = group and happening_of(lemma) == group
            if lemma != asked.verb and not same and other[:4] not in window.lower():
                yield question.replace(said, other, 1)
                return

    def _name(
        self, question: str, window: str, names: list[str], chance: random.Random
    ) -> Iterator[str]:
        for kind in ("place", "person", "org"):
            for name in names:
                if name in self._known[kind] and name in question:
                    other = chance.choice(self.names(kind))
                    if not content_words(other) & content_words(window):
                        yield question.replace(name, other, 1)


def _time(question: str, window: str, chance: random.Random) -> Iterator[str]:
    """Yield the question for another year, month or weekday."""
    for match in YEAR.finditer(question):
        year = str(int(match[0]) + chance.choice((-3, -2, -1, 1, 2, 3)))
        if year not in window:
            yield question.replace(match[0], year, 1)
    for cycle in (MONTHS, WEEKDAYS):
        said = next((word for word in cycle if re.search(rf"\b{word}\b", question)), None)
        other = chance.choice(cycle)
        if said is not None and other.lower() not in window.lower():
            yield question.replace(said, other, 1)
