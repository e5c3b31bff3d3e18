"""Does a count belong to the place that a question names? "How many died in Osht", not in Varna.

A report of several attacks gives each its count, and reports of other towns give theirs.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.candidate import Candidate
from qa.evidence import Evidence
from qa.figures import find_figures
from qa.in_passing import only_in_passing
from qa.language import parse
from qa.places_told import Place, places_in
from qa.question import Question
from qa.whereabouts import Scene, elsewhere, part_told, scene_of
from qa.word_keys import word_keys

__all__ = ["in_place"]

FEWEST = 3  # consonants by which a name is known in another spelling


def in_place(
    question: Question, evidence: Evidence, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Those of *candidates* that may count what happened where *question* asks about."""
    scene = scene_of(question, evidence) if question.type == "figure" and candidates else None
    for candidate in candidates:
        if scene is None or not scene.narrow or not _is_out_of_place(scene, candidate):
            yield candidate


def _is_out_of_place(scene: Scene, candidate: Candidate) -> bool:
    line, narrow = candidate.line, scene.narrow
    report = f"{line.article.title}\n\n{line.article.place or ''}\n\n{line.article.text}"
    unheard = not any(place.told_in(report) for place in narrow)
    if all(_is_passed(p, report) for p in narrow) or (unheard and not _sounds_like(scene, report)):
        return True
    if not any(place.told_in(line.text) for place in narrow) and _sounds_like(scene, line.text):
        return False
    sentence = parse(line.text)
    if places_in(sentence):
        start, end = candidate.start - line.start, candidate.end - line.start
        measure = candidate.figure.measure if candidate.figure else None
        part = part_told(find_figures(sentence), measure, start, end, len(line.text))
        return elsewhere(scene, line, sentence, part)
    if scene.is_told_by(line.article):
        return False
    # the last place that was named before holds for a sentence that names none
    for before in reversed(scene.evidence.window(line, after=0)[:-1]):
        places = places_in(parse(before.text))
        if places:
            home = any(place.among(narrow) or place.among(scene.home) for place in places)
            home = home or _sounds_like(scene, before.text)
            return not home and scene.is_away(line.article, before.text, places)
    return False


def _is_passed(place: Place, report: str) -> bool:
    """Whether *report* names *place* by some word, and only in passing."""
    return any(only_in_passing(report, keys) for keys in place.words)


def _sounds_like(scene: Scene, text: str) -> bool:
    """Whether *text* holds the place's consonants, which other spellings of it share."""
    told = _sounds(text)
    asked = (key for place in scene.narrow for keys in place.words for key in keys)
    return any(_consonants(key) in told for key in asked if key.startswith("~"))


@lru_cache(maxsize=1_024)
def _sounds(text: str) -> frozenset[str]:
    """The consonants of each name of *text*."""
    keys = (key for key in word_keys(text) if key.startswith("~"))
    return frozenset(sound for key in keys if (sound := _consonants(key)))


def _consonants(key: str) -> str | None:
    sound = re.sub("[~aeiouyw]", "", key)
    return sound if len(sound) >= FEWEST else None
