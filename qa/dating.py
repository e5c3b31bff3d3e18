"""Which of a report's dates belongs to a sentence that names none?

A report dates its event once, mostly in its first sentences, and goes on: the victims' names stand
ten lines further down. A sentence happens on the last day named before it; where a report names no
day at all, it tells of what had happened by the day that its dateline gives.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from qa.candidates import Candidate
from qa.datelines import read_heading
from qa.dates import DateMention
from qa.evidence import Evidence, Line
from qa.report_dates import dates_of

__all__ = ["dating", "dating_lines", "heading_end"]

LEAD = 600  # characters in which a report dates what it is about
TOLD_OF = 3  # reports whose days are looked for
_FEATURES = (
    "date_focus", "date_lead", "date_line", "date_told", "date_to_come",
)  # fmt: skip
UNDATED = "9999"  # later than any day
BEST_SCORE = 1.5  # of a sentence that holds all words and names of a question


@lru_cache(maxsize=2_048)
def heading_end(text: str) -> int:
    """Where the dateline of an article's *text* ends; 0 where it has none."""
    return read_heading(text).end


def dating_lines(evidence: Evidence, lines: Sequence[Line]) -> list[Line]:
    """*lines*, and those that date the best of them: of their report's lead or just before them."""
    best: dict[str, Line] = {}
    for line in evidence.lines:
        if line.named_far == 1.0:
            best.setdefault(line.article.id, line)
    wanted = {line.key: line for line in lines}
    for line in list(best.values())[:TOLD_OF]:
        starts = {
            m.start for m in (*_focus(line), *_lead(line.article.text, dates_of(line.article)))
        }
        for other in evidence.by_article[line.article.id]:
            if any(other.start <= start < other.end for start in starts):
                wanted.setdefault(other.key, other)
    return list(wanted.values())


def _focus(line: Line) -> Sequence[DateMention]:
    """The days that *line* names, else the last named before it; the dateline's is the last."""
    named = dates_of(line.article)
    own = [m for m in named if line.start <= m.start < line.end]
    past = [m for m in named if m.start < line.start]
    told = [m for m in own if m.start >= heading_end(line.article.text)]
    return told or own or past[-1:]


def _lead(text: str, named: Sequence[DateMention]) -> Iterator[DateMention]:
    """The first day after the dateline, where it stands in the lead."""
    yield from [m for m in named if heading_end(text) <= m.start < LEAD][:1]


def dating(evidence: Evidence, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """Features of each candidate, by name, from 0 to 1; all 0 for what is no date."""
    best: dict[str, Line] = {}
    for line in evidence.lines:
        best.setdefault(line.article.id, line)
    dated = {candidate.line.article.id for candidate in candidates if candidate.date is not None}
    focus = {key: {m.start for m in _focus(best[key])} for key in dated}
    return [
        dict.fromkeys(_FEATURES, 0.0)
        if candidate.date is None
        else _dated(candidate, best[candidate.line.article.id], focus[candidate.line.article.id])
        for candidate in candidates
    ]


def _dated(candidate: Candidate, best: Line, focus: Collection[int]) -> dict[str, float]:
    """Features of a date, given the *best* line of its report and where the days of that stand."""
    article = candidate.line.article
    lead = [m.start for m in _lead(article.text, dates_of(article))]
    in_focus, in_lead = candidate.start in focus, candidate.start in lead
    assert candidate.date is not None
    return {
        "date_focus": float(in_focus),
        "date_lead": float(in_lead),
        "date_line": float(candidate.start < heading_end(article.text)),
        "date_told": min(1.0, best.score / BEST_SCORE),
        "date_to_come": float(candidate.date.start > (article.published or UNDATED)),
        # The sentence that is dated from elsewhere names who is asked about.
        **({"named": best.named, "near": best.near} if in_focus or in_lead else {}),
    }
