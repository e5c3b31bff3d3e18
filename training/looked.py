"""Windows that the assistant itself reads for a question, those that tell and those that mislead.

Windows drawn around an answer, or because they share words with a question, are not the ones that
a reader meets. These are collected as the assistant searches whole collections of reports.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from evals.cases import Case
from qa.headings import heading_of
from qa.look import Look
from qa.reader import Reader
from qa.reading import Reading, read_lines
from qa.records import Article
from training.examples import Example, find_spans
from training.reports import content_words
from training.wording import as_typed, damage
from training.worlds import UNSPANNED, golds_of, longest_told

SOURCE = "looked"
UNHEADED = 0.15
OWN_WORDS = 0.5
MOST_TOLD = 2  # windows with an answer, in an epoch
NULLS = 3  # windows without one
MISLED = 0.7  # of these are among those in which the reader of before was surest
MISLEADING = 3  # those it was surest of
NAMED = {"person", "organisation", "weapon", "place", "target"}  # found by name without a quote
LEAST_SHARED = 2  # words of the question in a window that names the answer
SHARED = 0.6  # of those that the likest such window has


@dataclass(frozen=True, slots=True)
class Looked:
    """A window that was read for a question: where it answers, or how sure a reader was of it."""

    case: str
    suite: str
    question: str
    heading: str
    window: str
    spans: tuple[tuple[int, int], ...]
    score: float | None


def looked(look: Look, reader: Reader, suite: str, case: Case) -> Iterator[Looked]:
    """The windows that *reader* is shown, but for those that may tell without being known to."""
    if case.kind in UNSPANNED or {*case.answers} & {"yes", "no"}:
        return
    quoted = not case.answerable or any(gold.quote for gold in case.gold)
    if not quoted and case.kind not in NAMED:
        return  # which of the windows tell is not known
    shown = [_shown(look, reading) for reading in read_lines(look.asked, look.evidence, reader)]
    tells = (_quoted_in if quoted else _named_in)(shown, case)
    for window, told in zip(shown, tells, strict=True):
        if told is None:
            continue
        yield Looked(
            case.id,
            suite,
            look.asked.text,
            heading_of(window.article),
            window.text,
            tuple(sorted(told)),
            window.score,
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A window of an article, and how sure the reader was of it."""

    article: Article
    start: int
    text: str
    score: float | None


def _shown(look: Look, reading: Reading) -> _Shown:
    start = look.evidence.window(reading.line, before=1)[0].start
    score = reading.spans[0].score if reading.spans else None
    return _Shown(reading.line.article, start, look.evidence.around(reading.line), score)


def _quoted_in(shown: Sequence[_Shown], case: Case) -> Iterator[set[tuple[int, int]] | None]:
    """Where each window answers by the gold's quotes; None where it may do so beside them."""
    answers = [*case.answers, *(value.value for value in case.values)]
    for window in shown:
        start, end = window.start, window.start + len(window.text)
        quotes = list(_quoted(case, window.article))
        spans = {
            (told[0] - start, told[1] - start)
            for _, told in quotes
            if told is not None and start <= told[0] and told[1] <= end
        }
        beside = any(at < end and start < at + len(quote) for (at, quote), _ in quotes)
        yield None if not spans and (beside or find_spans(window.text, answers)) else spans


def _named_in(shown: Sequence[_Shown], case: Case) -> Iterator[set[tuple[int, int]] | None]:
    """The same by the reports that tell: their windows that name the answer, and most asked of.

    Other windows of these reports may tell it in other words, and other reports of the answer's
    name, or of all that is asked, may be on the same incident: they are None.
    """
    asked = content_words(case.question)
    shares = [len(asked & content_words(window.text)) for window in shown]
    found = [set(find_spans(window.text, case.answers)) for window in shown]
    gold = [window.article.id in case.relevant for window in shown]
    telling = [
        share for share, spans, told in zip(shares, found, gold, strict=True) if spans and told
    ]
    least = max(LEAST_SHARED, SHARED * max(telling, default=0))
    for share, spans, told in zip(shares, found, gold, strict=True):
        if spans and told and share >= least:
            yield spans
        else:
            yield None if spans or told or share >= least else set()


def _quoted(
    case: Case, article: Article
) -> Iterator[tuple[tuple[int, str], tuple[int, int] | None]]:
    """Where the gold quotes of *article* begin, and where the answer stands in each."""
    for article_id, quote, answers in golds_of(case):
        at = article.text.find(quote) if article_id == article.id else -1
        if at >= 0:
            told = longest_told(quote, answers)
            yield (at, quote), (at + told[0], at + told[1]) if told else None


def looked_examples(rows: Sequence[Looked], *, seed: int) -> Iterator[Example]:
    """Yield one epoch: of each question some windows that tell, and some that mislead."""
    chance = random.Random(seed)
    for _, group in groupby(rows, key=lambda row: row.case):
        windows = list(group)
        told = [row for row in windows if row.spans]
        untold = sorted(
            (row for row in windows if not row.spans),
            key=lambda row: -(row.score if row.score is not None else float("-inf")),
        )
        taken = chance.sample(told, min(MOST_TOLD, len(told)))
        for _ in range(min(NULLS, len(untold))):
            among = MISLEADING if chance.random() < MISLED else len(untold)
            taken.append(untold.pop(chance.randrange(min(among, len(untold)))))
        for row in taken:
            question = row.question
            if chance.random() > OWN_WORDS:
                question = as_typed(question, [], chance)
            heading = "" if chance.random() < UNHEADED else row.heading
            window, spans = damage(row.window, row.spans, chance)
            yield Example(question, window, spans, SOURCE, heading=heading)


def load_looked(path: Path) -> list[Looked]:
    """Read what was collected."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Looked(**row | {"spans": tuple(map(tuple, row["spans"]))}) for row in rows]
