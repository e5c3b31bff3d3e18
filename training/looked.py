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
from qa.reading import read_lines
from qa.records import Article
from training.examples import Example, find_spans
from training.wording import as_typed, damage
from training.worlds import UNSPANNED

SOURCE = "looked"
UNHEADED = 0.15
OWN_WORDS = 0.5
MOST_TOLD = 2  # windows with an answer, in an epoch
NULLS = 3  # windows without one
MISLED = 0.7  # of these are among those in which the reader of before was surest
MISLEADING = 3  # those it was surest of


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
    if case.answerable and not any(gold.quote for gold in case.gold):
        return  # which of the windows tell is not known
    answers = [*case.answers, *(value.value for value in case.values)]
    for reading in read_lines(look.asked, look.evidence, reader):
        article = reading.line.article
        window = look.evidence.around(reading.line)
        start = look.evidence.window(reading.line, before=1)[0].start
        end = start + len(window)
        quotes = list(_quoted(case, article))
        spans = {
            (told[0] - start, told[1] - start)
            for _, told in quotes
            if told is not None and start <= told[0] and told[1] <= end
        }
        beside = any(at < end and start < at + len(quote) for (at, quote), _ in quotes)
        if not spans and (beside or find_spans(window, answers)):
            continue
        score = reading.spans[0].score if reading.spans else None
        yield Looked(
            case.id,
            suite,
            look.asked.text,
            heading_of(article),
            window,
            tuple(sorted(spans)),
            score,
        )


def _quoted(
    case: Case, article: Article
) -> Iterator[tuple[tuple[int, str], tuple[int, int] | None]]:
    """Where the gold quotes of *article* begin, and where the answer stands in each."""
    golds = [(gold.article_id, gold.quote, case.answers) for gold in case.gold]
    golds += [(value.article_id, value.quote, (value.value,)) for value in case.values]
    for article_id, quote, values in golds:
        at = article.text.find(quote) if article_id == article.id else -1
        if at < 0:
            continue
        told = find_spans(quote, values)
        longest = max(told, key=lambda span: span[1] - span[0]) if told else None
        yield (at, quote), (at + longest[0], at + longest[1]) if longest else None


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
