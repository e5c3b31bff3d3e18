"""Reports cut into sentences, and the windows of them that a question can be put to."""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.headings import heading_of
from qa.records import Article
from qa.sentences import sentence_spans
from training.examples import WINDOW_CHARACTERS

WORD = re.compile(r"[^\W_]{3,}")
COMMON = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "who",
        "what",
        "where",
        "when",
        "which",
        "how",
        "many",
        "did",
        "that",
        "with",
        "for",
        "from",
        "has",
        "have",
        "been",
        "are",
        "by",
        "his",
        "her",
        "their",
        "its",
        "this",
        "not",
        "but",
        "after",
        "before",
        "said",
        "other",
        "others",
        "during",
        "two",
        "three",
        "whom",
        "does",
        "people",
        "person",
        "persons",
        "number",
        "killed",
        "injured",
        "attack",
        "against",
        "according",
    ]
)
# What stands before the story: "BOGOTA, 7 FEB 89 (DPA) -- [TEXT] ", "[BEGIN RECORDING] [MERINO] ".
LEAD = re.compile(r"(?:[^\n]{0,90}?\d\d?\s[A-Z]{3}\s\d\d\b[^-]{0,60}--\s*)?(?:\[[^\]]{0,80}\]\s*)*")


@dataclass(frozen=True, slots=True)
class Report:
    """One report and the spans of its sentences; *heading* opens what is read of it."""

    id: str
    text: str
    published: str | None
    sentences: tuple[tuple[int, int], ...]
    heading: str = ""

    def window(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of sentences *first* to *last*."""
        return self.sentences[first][0], self.sentences[last][1]

    def sentence_with(self, span: tuple[int, int]) -> int | None:
        """The number of the sentence that holds all of *span*, if one does."""
        held = (i for i, (a, b) in enumerate(self.sentences) if a <= span[0] and span[1] <= b)
        return next(held, None)

    def most_alike(self, words: str) -> list[int]:
        """The numbers of the sentences by how many content words they share, most first."""
        wanted = content_words(words)
        shared = [len(wanted & content_words(self.text[a:b])) for a, b in self.sentences]
        return sorted(range(len(shared)), key=lambda i: -shared[i])


def split_report(
    report_id: str, text: str, published: str | None = None, heading: str = ""
) -> Report:
    """Cut *text* into sentences; runaway ones (tables, lists of names) are left out."""
    spans = tuple((a, b) for a, b in sentence_spans(text) if b - a < 1500)
    return Report(report_id, text, published, spans, heading)


def headed_report(row: Mapping[str, Any]) -> Report:
    """A report of ours from its line, with its heading."""
    article = Article(
        id=row["id"],
        title=row.get("title", ""),
        text=row["text"],
        outlet=row.get("outlet"),
        published=row.get("published"),
    )
    return split_report(article.id, article.text, article.published, heading_of(article))


def load_reports(path: Path) -> list[Report]:
    """Read the reports of a JSONL file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [headed_report(row) for row in rows]


def lead_end(text: str) -> int:
    """Return where the story begins in a sentence or window: after its dateline and marks."""
    match = LEAD.match(text)
    return match.end() if match else 0


def content_words(text: str) -> set[str]:
    """Return the lower-case words of *text* that say what it is about."""
    return {word for word in WORD.findall(text.lower()) if word not in COMMON}


def draw_window(report: Report, focus: int, chance: random.Random) -> tuple[int, int]:
    """Return the offsets of one to four sentences around sentence *focus*, within the limit."""
    first = last = focus
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        left, right = (first - 1, last) if chance.random() < 0.6 else (first, last + 1)
        if left < 0 or right >= len(report.sentences):
            continue
        if report.sentences[right][1] - report.sentences[left][0] > WINDOW_CHARACTERS:
            break
        first, last = left, right
    return report.window(first, last)


class NearWindows:
    """Finds the sentences of other reports that share most rare words with a question."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, report in enumerate(reports):
            for i, (a, b) in enumerate(report.sentences):
                for word in content_words(report.text[a:b]):
                    self._places[word].append((number, i))

    def search(self, words: set[str], without: set[str], limit: int) -> list[tuple[Report, int]]:
        """Return up to *limit* sentences, best first, of reports whose id is not in *without*."""
        scores: Counter[tuple[int, int]] = Counter()
        for word in sorted(words):
            places = self._places.get(word, ())
            if 0 < len(places) <= 1500:
                for place in places:
                    scores[place] += 1 / (2 + len(places) ** 0.5)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        found = [(self.reports[n], i) for (n, i), _ in ranked[: limit * 4]]
        return [(r, i) for r, i in found if r.id not in without][:limit]
