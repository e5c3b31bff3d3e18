"""A candidate answer: a span of a retrieved sentence, with what is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.amounts import parse_amount
from qa.evidence import Line
from qa.records import DateValue, Figure
from qa.spans import ReadSpan

__all__ = ["Candidate", "Support", "best_read", "told"]

UNPLAIN = 0.6  # fit at which a structure is worth no more than the reader's doubt
WORTH = 10.0  # reader's margin that a wholly fitting structure is worth, per unit of fit above


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for a candidate beside its words.

    Attributes:
        common: Largest share of characters in common with a span that the reader proposed.
        weighed: The best margin of such a span, from 0 to 2, times that share.
        exact: The best margin of a proposed span that is nearly this one, from 0 to 2.
        windows: How many of the reader's windows propose such a span, 1 for three or more.
        first: Whether it is a window's first proposal.
        rank: 1 for the reader's best span of all, less for later ones.
        window: The best margin of the windows that hold its sentence, -1 to 1.
        behind: How far that lies behind the best window.
        seen: Whether the reader saw its sentence.
    """

    common: float = 0.0
    weighed: float = 0.0
    exact: float = 0.0
    windows: float = 0.0
    first: bool = False
    rank: float = 0.0
    window: float = -1.0
    behind: float = 0.0
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A span that could answer.

    Attributes:
        line: The sentence it stands in.
        start: Article offset.
        end: Article offset, exclusive.
        fit: 0 to 1, how well its kind (type, measure, population) is what was asked for.
        read: The reader's margin for this span over "nothing here"; None where it proposed none.
        figure: For amounts.
        date: For dates.
        says: For yes/no questions, whether the sentence says yes.
        ruled: For yes/no questions, how far the verdict leans to what its sentence says, -1 to 1.
        verified: How far its sentences bear it out, 0 to 1; None where that was not asked.
        placed: The sentence (its key) whose verb it belongs to, where it fills the place there that
            the question leaves open.
        chosen: For questions of alternatives, the one that it tells.
        support: What the reader says for it.
    """

    line: Line
    start: int
    end: int
    fit: float
    read: float | None = None
    figure: Figure | None = None
    date: DateValue | None = None
    says: bool | None = None
    ruled: float = 0.0
    verified: float | None = None
    placed: tuple[str, int] | None = None
    chosen: str | None = None
    support: Support = Support()

    @property
    def counted(self) -> bool:
        """Whether it gives a number; "a soldier" and "many" count, but give none."""
        return (
            self.figure is not None
            and self.figure.qualifier != "vague"
            and parse_amount(self.value) is not None
        )

    @property
    def value(self) -> str:
        """The words of the answer, exactly."""
        return self.line.article.text[self.start : self.end]


def best_read(line: Line, proposed: Mapping[str, Sequence[ReadSpan]]) -> float | None:
    """The reader's best margin of a span that begins in the sentence."""
    margins = [
        span.score
        for span in proposed.get(line.article.id, ())
        if line.start <= span.start < line.end
    ]
    return max(margins, default=None)


def told(line: Line, start: int, end: int, fit: float, best: float | None) -> Candidate:
    """A candidate that the structure gives, at [start, end) of the line.

    Args:
        line: Its sentence.
        start: Offset in the sentence.
        end: Offset after it.
        fit: How well it fills the role asked for.
        best: The reader's best margin in the sentence.
    """
    worth = (fit - UNPLAIN) * WORTH
    return Candidate(
        line=line,
        start=line.start + start,
        end=line.start + end,
        fit=fit,
        read=worth if best is None else max(best, worth),
    )
