"""Evidence → what of it is looked at closely: windows for the reader, sentences for the parser.

Both take time, so only the best lines are read and parsed, and one is done while the other runs.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from qa.alternatives_held import lines_that_tell
from qa.amounts import find_amounts
from qa.evidence import Evidence, Line
from qa.headings import heading_of
from qa.language import parse_many
from qa.quantities import shares
from qa.question import Question
from qa.question_words import sizes
from qa.reader import Reader, ReadSpan
from qa.totals import may_tell_total

__all__ = ["NAMES", "Reading", "best_lines", "line_of", "read_lines", "read_while_parsing"]

READ_LINES = 14  # windows that the reader sees, at most
FIGURE_LINES = 11  # of them for "how many", whose sentences are found by their numbers too
SURE_LINES = 8  # of them whatever their score
CLOSE = 0.55  # of the best line's score, which the others must reach
PARSED_LINES = 14  # sentences that are parsed
COUNTING_LINES = 18  # for "how many", where other reports' figures are wanted too
TOLL_LINES = 4  # sentences beside them that tell a toll, in whatever other words
LEXICAL_LINES = 6  # of them by their words alone, where there is a reader to choose the rest
NAMES = frozenset({"person", "organisation", "place"})
_SENTENCES = frozenset({"cause", "statement", "summary", "yesno"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader proposed for one line: spans in article offsets, best first."""

    line: Line
    spans: tuple[ReadSpan, ...]


def read_lines(question: Question, evidence: Evidence, reader: Reader | None) -> list[Reading]:
    """Let the reader look at the best lines, each with its neighbours."""
    if reader is None:
        return []
    shown = _shown(question, evidence)
    lines = list(shown.values())
    windows = [evidence.around(line) for line in lines]
    proposals = reader.read(question.text, windows, [heading_of(line.article) for line in lines])
    return [
        Reading(
            line=line,
            spans=tuple(
                replace(span, start=span.start + start, end=span.end + start) for span in spans
            ),
        )
        for (_, start), line, spans in zip(shown, lines, proposals, strict=True)
    ]


def _shown(question: Question, evidence: Evidence) -> dict[tuple[str, int], Line]:
    """The lines whose windows are read, by where those begin: each is read once."""
    shown: dict[tuple[str, int], Line] = {}
    for line in evidence.lines:
        if len(shown) == READ_LINES or (
            len(shown) >= SURE_LINES and line.score < CLOSE * evidence.lines[0].score
        ):
            break
        shown.setdefault(evidence.window(line, before=1)[0].key, line)
    if question.type != "figure":
        return shown
    numbered = ((key, line) for key, line in shown.items() if _counts(evidence.around(line)))
    return dict(islice(numbered, FIGURE_LINES))


def _counts(text: str) -> bool:
    """Whether it holds an amount or a share; elsewhere a reader finds no figure."""
    return next(find_amounts(text), None) is not None or bool(shares(text))


def read_while_parsing(
    question: Question, evidence: Evidence, reader: Reader | None
) -> list[Reading]:
    """``read_lines``, and meanwhile a parse of the sentences that any reading leads to.

    The parser works on one processor, and the reader lets go of Python while it computes.
    """
    with ThreadPoolExecutor(1) as beside:
        readings = beside.submit(read_lines, question, evidence, reader)
        parse_many([line.text for line in _lines_by_words(question, evidence)])
        return readings.result()


def _lines_by_words(question: Question, evidence: Evidence) -> Sequence[Line]:
    """The sentences that are parsed whatever the reader finds."""
    if question.type == "figure":
        return best_lines(question, evidence, ())
    return evidence.lines[:LEXICAL_LINES] if question.type in NAMES | _SENTENCES else ()


def best_lines(question: Question, evidence: Evidence, readings: Sequence[Reading]) -> list[Line]:
    """The lines that the reader and the words in common rate best: those worth a parse."""
    if question.type == "figure":
        # Whether a sentence counts anything can be told without a parse.
        share = "share" in sizes(question.head or "")
        counting = (
            line
            for line in evidence.lines
            if next(find_amounts(line.text), None) or (share and shares(line.text))
        )
        best = list(islice(counting, COUNTING_LINES))
        tolls = (line for line in counting if question.measure and may_tell_total(line.text))
        return [*best, *islice(tolls, TOLL_LINES)]
    if question.alternatives:
        return list(islice(lines_that_tell(question, evidence), COUNTING_LINES))
    if not readings:
        return list(evidence.lines[:PARSED_LINES])
    lines = list(evidence.lines[:LEXICAL_LINES])
    known = {line.key for line in lines}
    for reading in sorted((r for r in readings if r.spans), key=lambda r: -r.spans[0].score):
        line = line_of(evidence, reading.line.article.id, reading.spans[0].start)
        if line is not None and line.key not in known:
            known.add(line.key)
            lines.append(line)
    return lines[:PARSED_LINES]


def line_of(evidence: Evidence, article_id: str, start: int) -> Line | None:
    """The retrieved sentence of an article in which offset *start* lies."""
    for line in evidence.by_article[article_id]:
        if line.start <= start < line.end:
            return line
    return None
