"""Passages → the sentences worth reading closely, each with its neighbours and its scores.

A score here is lexical: which of the question's words a sentence holds, weighed by how rare they
are among the retrieved sentences. It picks what the slower steps (parser, reader) look at, and
later says how well an answer's surroundings fit the question.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.asked_names import AskedName, asked_names, share_named
from qa.question import Question
from qa.records import Article, Passage
from qa.report_dates import fits_dates
from qa.sentences import sentence_spans
from qa.word_keys import word_keys

__all__ = ["Evidence", "Line", "gather", "read_whole"]

NEIGHBOURS = 2  # sentences on either side that may hold what a sentence leaves unsaid
WHOLE_REPORTS = 3  # read beyond the passages found, where a day is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a retrieved article.

    Attributes:
        place: Index in its article's retrieved sentences; neighbours have neighbouring places.
        passage: Score of the best passage that holds it, 0 to 1 within the search.
        own: Share of the question's words, by weight, that the sentence itself holds.
        near: The same with its neighbours and the title.
        far: The same for the whole article.
        named: Share of the question's names found in the sentence, its neighbours or the title.
        named_far: The same for the whole article.
        dated: Whether the article fits the question's dates; True when it names none.
    """

    article: Article
    start: int
    end: int
    place: int
    passage: float
    own: float
    near: float
    far: float
    named: float
    named_far: float
    dated: bool

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all other sentences: its article's id and where it starts."""
        return self.article.id, self.start

    @property
    def text(self) -> str:
        """The sentence, exactly."""
        return self.article.text[self.start : self.end]

    @property
    def score(self) -> float:
        """One number to rank sentences by."""
        fit = 0.45 * self.own + 0.25 * self.near + 0.1 * self.far + 0.25 * self.passage
        return fit + 0.15 * self.named + 0.1 * self.named_far + (0.1 if self.dated else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All retrieved sentences, ranked, and grouped by article.

    Attributes:
        lines: Best first.
        by_article: Sentences of each article in the order of its text.
    """

    lines: tuple[Line, ...]
    by_article: dict[str, tuple[Line, ...]]

    def window(self, line: Line, *, before: int = NEIGHBOURS, after: int = 1) -> tuple[Line, ...]:
        """*line* with its neighbours in the text, in order; gaps end the window."""
        lines = self.by_article[line.article.id]
        first = last = line.place
        while first > max(0, line.place - before) and _adjacent(lines[first - 1], lines[first]):
            first -= 1
        while last < min(len(lines) - 1, line.place + after) and _adjacent(
            lines[last], lines[last + 1]
        ):
            last += 1
        return lines[first : last + 1]

    def around(self, line: Line, *, after: int = 1) -> str:
        """The text of *line* with the sentence before it and *after* sentences after it."""
        window = self.window(line, before=1, after=after)
        return line.article.text[window[0].start : window[-1].end]


def _adjacent(one: Line, other: Line) -> bool:
    return not one.article.text[one.end : other.start].strip()


def gather(passages: Sequence[Passage], question: Question) -> Evidence:
    """Rank the sentences of *passages* for *question*."""
    spans: dict[str, dict[tuple[int, int], float]] = {}
    articles: dict[str, Article] = {}
    best = max((passage.score for passage in passages), default=1.0) or 1.0
    for passage in passages:
        of = passage.article
        articles[of.id] = of
        known = spans.setdefault(of.id, {})
        for span in passage.chunk.sentences:
            known[span] = max(known.get(span, 0.0), passage.score / best)
    for key in read_whole(passages, question):
        spans[key] = _whole(articles[key].text, spans[key])
    texts = [articles[i].text[s:e] for i, known in spans.items() for s, e in known]
    weights, names = _weights(question, texts), asked_names(question)
    by_article = {
        key: _lines(articles[key], known, question, weights, names) for key, known in spans.items()
    }
    lines = sorted(
        (line for group in by_article.values() for line in group),
        key=lambda line: (-line.score, line.article.id, line.start),
    )
    return Evidence(lines=tuple(lines), by_article=by_article)


def read_whole(passages: Sequence[Passage], question: Question) -> list[str]:
    """Ids of the articles of which every sentence counts, not only those of *passages*."""
    if question.type != "date":
        return []
    # What dates an event often stands far above the sentence that names the victim.
    return list(dict.fromkeys(passage.article.id for passage in passages))[:WHOLE_REPORTS]


def _whole(text: str, known: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The sentences of *text*: those *known* as they are, the others without a passage's score."""
    found = sorted(known)
    apart = (
        (start, end)
        for start, end in sentence_spans(text)
        if not any(start < last and first < end for first, last in found)
    )
    return known | dict.fromkeys(apart, 0.0)


def _weights(question: Question, texts: Sequence[str]) -> dict[frozenset[str], float]:
    """Each word of the question, as its keys, with its weight: rare among *texts* weighs more."""
    asked = [keys for term in question.terms if (keys := word_keys(term))]
    every = frozenset[str]().union(*asked)
    counts = Counter(key for text in texts for key in every & word_keys(text))
    weights = {}
    for keys in asked:
        seen = max(counts[key] for key in keys)
        weights[keys] = math.log(1 + (len(texts) + 1) / (seen + 1))
    return weights


def _share(weights: dict[frozenset[str], float], keys: frozenset[str]) -> float:
    total = sum(weights.values())
    if not total:
        return 0.0
    return sum(weight for wanted, weight in weights.items() if wanted & keys) / total


def _lines(
    article: Article,
    known: dict[tuple[int, int], float],
    question: Question,
    weights: dict[frozenset[str], float],
    names: Sequence[AskedName],
) -> tuple[Line, ...]:
    ordered = sorted(known)
    keys = [word_keys(article.text[start:end]) for start, end in ordered]
    title = word_keys(article.title)
    whole = word_keys(article.text) | title
    outlet = word_keys(article.outlet or "")
    dated = fits_dates(article, question.dates)
    heard = " ".join(article.text.split()).casefold()
    lines = []
    for place, (start, end) in enumerate(ordered):
        around = keys[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
        near = frozenset[str]().union(title, word_keys(article.place or ""), *around)
        lines.append(
            Line(
                article=article,
                start=start,
                end=end,
                place=place,
                passage=known[start, end],
                own=_share(weights, keys[place]),
                near=_share(weights, near),
                far=_share(weights, whole),
                named=share_named(names, near | outlet, _around(article, ordered, place)),
                named_far=share_named(names, whole | outlet, heard),
                dated=dated,
            )
        )
    return tuple(lines)


def _around(article: Article, spans: Sequence[tuple[int, int]], place: int) -> str:
    """Outlet, title and text around a sentence, for names of several words."""
    first = spans[max(0, place - NEIGHBOURS)][0]
    last = spans[min(len(spans) - 1, place + NEIGHBOURS)][1]
    return f"{article.outlet or ''} {article.title} {article.text[first:last]}".casefold()
