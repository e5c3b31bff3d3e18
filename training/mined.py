"""Hard negatives: windows that an earlier reader falls for although they hold no right answer.

Words in common find the windows, as the product's search would, and the reader of the stage before
picks those it scores above "nothing here". A report that tells of the same incident is left out:
it may hold the answer in other words.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from qa.reader import Reader
from training.examples import Example, find_spans
from training.incidents import Incidents
from training.reports import NearWindows, Report, content_words
from training.templates import Item
from training.wording import as_typed

LOOKED_AT = 10  # windows read for each question
KEPT = 2  # of them at most used
FALLEN_FOR = -0.5  # least margin over "nothing here"
WORDY = 4  # content words that pin a generated question down to one event


class Kinship:
    """Which reports may tell of the same incident: by day, names of people and of targets."""

    def __init__(self, templates: Sequence[dict[str, Any]]) -> None:
        self._marks: dict[str, set[str]] = defaultdict(set)
        for t in templates:
            marks = self._marks[t["doc"]]
            if t["date"] and t["date"][0] == "exact":
                marks.add(t["date"][1])
            marks.update(name for victim in t["hum"] for name in victim["name"])
            marks.update(name for target in t["phys"] for name in target["alts"])

    def related(self, one: str, other: str) -> bool:
        """Say whether two reports share a day or a name."""
        return one == other or bool(self._marks[one] & self._marks[other])


def mined_incidents(
    incidents: Incidents, kinship: Kinship, reader: Reader, *, made: int, seed: int
) -> Iterator[Example]:
    """Yield template and written questions over windows of other incidents that the reader takes.

    Args:
        incidents: Its written questions are all used.
        kinship: Tells which reports not to look at.
        reader: The reader of an earlier stage.
        made: How many of the template questions are used besides.
        seed: Of the choice and the wording.
    """
    chance = random.Random(seed)
    items = [*incidents.asked]
    groups = sorted(incidents.made, key=str)
    chosen = chance.sample(groups, min(made, len(groups)))
    items += [chance.choice(incidents.made[key]) for key in chosen]
    for item in items:
        yield from _of_item(item, incidents, kinship, reader, chance)


def _of_item(
    item: Item, incidents: Incidents, kinship: Kinship, reader: Reader, chance: random.Random
) -> Iterator[Example]:
    words = content_words(item.question)
    found = incidents.near.search(words, {item.report}, LOOKED_AT * 2)
    windows = [_window(r, i) for r, i in found if not kinship.related(r.id, item.report)]
    report = incidents.reports[item.report]
    windows = [w for w in dict.fromkeys(windows) if not find_spans(w, item.answers)]
    windows = [w for w in windows if _elsewhere(words, w)][:LOOKED_AT]
    if item.day is None and not re.match("how many|number of", item.question, re.IGNORECASE):
        own = (_window(report, i) for i in range(0, len(report.sentences), 2))
        windows += [w for w in own if not find_spans(w, item.answers) and _elsewhere(words, w)][
            :LOOKED_AT
        ]
    for window in _taken(item.question, windows, reader)[:KEPT]:
        yield Example(as_typed(item.question, list(item.names), chance), window, (), "mined")


def mined_parsed(
    examples: Sequence[Example], near: NearWindows, reader: Reader, *, limit: int, seed: int
) -> Iterator[Example]:
    """Yield generated questions over windows of other reports that the reader takes."""
    chance = random.Random(seed)
    wordy = [e for e in examples if e.spans and len(content_words(e.question)) >= WORDY]
    for example in chance.sample(wordy, min(limit, len(wordy))):
        words = content_words(example.question)
        answers = [example.window[a:b] for a, b in example.spans]
        windows = []
        for report, i in near.search(words, set(), LOOKED_AT):
            window = _window(report, i)
            apart = example.window[:60] not in window and window[:60] not in example.window
            if apart and _elsewhere(words, window) and not find_spans(window, answers):
                windows.append(window)
        for window in _taken(example.question, windows[:5], reader)[:1]:
            yield Example(example.question, window, (), "mined")


def _elsewhere(words: set[str], window: str) -> bool:
    """Say whether *window* lacks enough of a question's *words* to be about something else."""
    missing = words - content_words(window)
    return len(words) > 2 and len(missing) >= max(2, 0.5 * len(words))


def _window(report: Report, i: int) -> str:
    last = min(len(report.sentences) - 1, i + 1)
    return report.text[slice(*report.window(max(0, i - 1), last))]


def _taken(question: str, windows: Sequence[str], reader: Reader) -> list[str]:
    """Return the windows that *reader* finds an answer in, best first."""
    readings = zip(windows, reader.read(question, windows), strict=True)
    scored = [(-spans[0].score, window) for window, spans in readings if spans]
    return [window for score, window in sorted(scored) if -score > FALLEN_FOR]
