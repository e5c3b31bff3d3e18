"""Where what is counted happened, by the places its sentence names, and whether that is elsewhere.

Reports of one day tell of many attacks: "a raid on Osht killed ten; in the Marn quarter 30 died".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from qa.evidence import Evidence, Line
from qa.figures import FigureMention
from qa.language import Sentence, parse, parse_many
from qa.measures import measure_of
from qa.places_told import Place, name_keys, places_in
from qa.question import Question
from qa.records import Article
from qa.word_keys import word_keys

__all__ = ["Scene", "elsewhere", "part_told", "scene_of"]

LEAD = 400  # characters at the top of a report that tell where its event was
BACK = 3  # sentences back in which the place of a sentence stands that names none
APART = 25  # characters between a place and the one that it lies in: "Osht in Marn province"
LINES = 40  # sentences in which that is looked for
BROAD = 0.6  # share of the reports that name what tells nothing: the country
FEWEST = 5  # reports from which such a share is told
_HARM = frozenset({"attacked", "killed", "wounded"})
_APART = re.compile(r"\band\b|[,;]")
_SMALL = re.compile(r"\b[a-z]\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where the event of an answer was.

    Attributes:
        narrow: The rarest of the places that the question names, or else of those of the answer.
        around: Finds the others, and what goes with them; many sentences are parsed for it.
        evidence: The reports around.
        texts: Theirs.
        plain: Keys of words that reports also write in small letters: no names.
    """

    narrow: tuple[Place, ...]
    around: Callable[[], tuple[Place, ...]]
    evidence: Evidence
    texts: tuple[str, ...]
    plain: frozenset[str]

    @property
    def home(self) -> tuple[Place, ...]:
        """The town, the province, the country that go with the narrow ones."""
        return self.around()

    def is_away(self, article: Article, text: str, places: Sequence[Place]) -> bool:
        """Whether *places* of a *text* are not those of the event: one is strange, none narrow."""
        if any(p.among(self.narrow) for p in places) or any(p.told_in(text) for p in self.narrow):
            return False
        within = self.is_told_by(article)
        strange = [p for p in places if not p.among(self.home) and not (within and p.part)]
        return any(not self._is_nowhere(place) for place in strange)

    def is_told_by(self, article: Article) -> bool:
        """Whether *article* names the rarest of the event's places at its top."""
        top = f"{article.title} {article.text[:LEAD]}"
        return any(place.told_in(top) for place in self.narrow)

    def _is_nowhere(self, place: Place) -> bool:
        """Whether it tells nothing: the country, which most reports name, or no name at all."""
        share = sum(map(place.told_in, self.texts)) / len(self.texts)
        broad = len(self.texts) >= FEWEST and share >= BROAD
        return broad or all(keys & self.plain for keys in place.words)


def scene_of(question: Question, evidence: Evidence, first: Line | None = None) -> Scene:
    """Where the event is that *question* asks about, and that *first* tells of if it is given."""
    lead = _lead(evidence, first) if first else []
    asked, *around = map(places_in, parse_many([question.text, *lead]))
    asked += _named_as_places(question, evidence)
    if not asked and around:
        asked = around[0]
    texts = tuple(group[0].article.text for group in evidence.by_article.values())

    @cache
    def home() -> tuple[Place, ...]:
        near = [place for places in (asked, *around) for place in places]
        return (*near, *_beside(evidence, asked))

    return Scene(
        narrow=tuple(_rarest(asked, texts)),
        around=home,
        evidence=evidence,
        texts=texts,
        plain=frozenset[str]().union(*map(_plain, texts)),
    )


def _lead(evidence: Evidence, first: Line) -> list[str]:
    """*first*, what stands by it, and the top of its report."""
    lines = evidence.by_article[first.article.id]
    by = (one.text for one in lines if one.start < LEAD or abs(one.place - first.place) <= 1)
    return [first.text, first.article.title or ".", *by]


def _rarest(asked: Sequence[Place], texts: Sequence[str]) -> Iterator[Place]:
    """What fewest of *texts* name, down to the words: the Marn of "Orvas Marn quarter"."""
    counts = {
        keys: sum(bool(keys & word_keys(text)) for text in texts)
        for place in asked
        for keys in place.words
    }
    most = 1 + min((n for n in counts.values() if n), default=0)
    for place in asked:
        words = tuple(keys for keys in place.words if counts[keys] <= most)
        if words:
            yield replace(place, words=words)


@lru_cache(maxsize=1_024)
def _plain(text: str) -> frozenset[str]:
    """Keys of the words that *text* writes in small letters."""
    return word_keys(" ".join(_SMALL.findall(text)))


def _named_as_places(question: Question, evidence: Evidence) -> Iterator[Place]:
    """The names of the question that reports give to places: "the OSHT bus bombing"."""
    named = {
        name: words
        for name in question.names
        if (words := tuple(keys for word in name.split() if (keys := name_keys(word))))
    }
    sentences = parse_many(_naming(evidence, (keys for words in named.values() for keys in words)))
    places = [place for sentence in sentences for place in places_in(sentence)]
    for name, words in named.items():
        place = Place(0, len(name), words)
        if place.among(places):
            yield place


def _naming(evidence: Evidence, words: Iterable[frozenset[str]]) -> list[str]:
    """The best sentences that hold any of *words*; no others are worth a parse."""
    keys = frozenset[str]().union(*words)
    return [line.text for line in evidence.lines[:LINES] if word_keys(line.text) & keys]


def _beside(evidence: Evidence, asked: Sequence[Place]) -> Iterator[Place]:
    """What stands beside a place asked for: "Osht in MARN province"."""
    for sentence in parse_many(_naming(evidence, (k for place in asked for k in place.words))):
        places = places_in(sentence)
        for one, other in pairwise(places):
            gap = sentence.text[one.end : other.start]
            if len(gap) <= APART and not _APART.search(gap):
                yield from (p for p, q in ((one, other), (other, one)) if q.among(asked))


def elsewhere(scene: Scene, line: Line, sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether what *span* of a sentence tells happened at another place than the event.

    Args:
        scene: Of the event.
        line: The sentence.
        sentence: The same, parsed.
        span: The part of it that tells of one count.
    """
    places = places_in(sentence)
    own = [p for p in places if span[0] <= p.start < span[1]] or _nearest(places, span)
    if own:
        return scene.is_away(line.article, line.text[slice(*span)], own)
    before = scene.evidence.window(line, before=BACK, after=0)[:-1]
    for back, other in enumerate(reversed(before)):
        told = parse(other.text)
        places = places_in(told)
        if places:
            # what a report of the event says besides counts only for the sentence after it
            harm = back == 0 and any(measure_of(t.lemma) in _HARM for t in told.tokens)
            counts = harm or not scene.is_told_by(line.article)
            known = any(place.among(scene.home) for place in places)
            return counts and not known and scene.is_away(line.article, other.text, places)
    return False


def part_told(
    counts: Iterable[FigureMention], measure: str | None, start: int, end: int, length: int
) -> tuple[int, int]:
    """The part of a sentence that may tell of one count: between the others of its kind.

    Args:
        counts: All that the sentence gives.
        measure: Of the one.
        start: Where it begins in the sentence.
        end: Where it ends.
        length: Of the sentence.
    """
    alike = [count for count in counts if count.figure.measure == measure]
    first = max((count.end for count in alike if count.end <= start), default=0)
    last = min((count.start for count in alike if count.start >= end), default=length)
    return first, last


def _nearest(places: Sequence[Place], span: tuple[int, int]) -> list[Place]:
    before = [p for p in places if p.start < span[0]]
    after = [p for p in places if p.start >= span[1]]
    return before[-1:] or after[:1]
