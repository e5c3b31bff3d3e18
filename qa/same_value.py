"""Do two candidates give the same value, or one of them the other's number again?"""

from qa.assessing import same_speaker
from qa.candidate import Candidate
from qa.certainty import Assessment
from qa.findings import Finding
from qa.lists import overlap
from qa.names import load_names
from qa.records import Figure
from qa.units import unit_of_size

__all__ = ["echoes", "is_bare", "is_vaguer", "same_number", "same_value"]

_DAYS = frozenset({"day", "days"})


def echoes(known: Finding, other: Candidate, assessment: Assessment) -> bool:
    """Whether one report gives a number again with or without its limit: "18", "at least 18"."""
    one, two = known.candidate.figure, other.figure
    if one is None or two is None or known.candidate.line.article.id != other.line.article.id:
        return False
    told = known.assessment.speaker, assessment.speaker
    number = {n for n in (one.low, one.high, two.low, two.high) if n is not None}
    spoken = None in told or same_speaker(*told)
    return len(number) == 1 and one.measure == two.measure and spoken


def same_number(one: Candidate, other: Candidate) -> bool:
    """Whether both count one thing by one number, with a limit or without: "18", "at least 18"."""
    if one.figure is None or other.figure is None or one.figure.measure != other.figure.measure:
        return False
    if unit_of_size(one.figure) != unit_of_size(other.figure):
        return False
    bounds = (one.figure.low, one.figure.high, other.figure.low, other.figure.high)
    return len({bound for bound in bounds if bound is not None}) == 1


def is_bare(candidate: Candidate) -> bool:
    """Whether it is a number without a limit."""
    return candidate.figure is not None and candidate.figure.qualifier == "exact"


def same_value(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates say the same, however they are written."""
    if one.figure is not None and other.figure is not None:
        return _same_figure(one.figure, other.figure)
    if one.date is not None and other.date is not None:
        return one.date.start <= other.date.end and other.date.start <= one.date.end
    if one.says is not None and other.says is not None:
        return one.says == other.says
    if one.chosen is not None and other.chosen is not None:
        return one.chosen == other.chosen
    if overlap(one, other):
        return True
    a, b = one.value.casefold(), other.value.casefold()
    return a in b or b in a or load_names().same(one.value, other.value)


def is_vaguer(one: Candidate, other: Candidate) -> bool:
    """Whether *one* is no source for the day of *other*: "last week" does not tell 4 March.

    "The night of 4 to 5 May" tells 4 May as well as it can be told.
    """
    if one.date is None or other.date is None:
        return False
    return one.date.precision not in _DAYS and other.date.precision in _DAYS


def _same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures are one number of one thing; six weeks are not six months."""
    same = (one.low, one.high) == (other.low, other.high)
    told = {one.measure, other.measure} - {None}
    units = {unit_of_size(one), unit_of_size(other)} - {None}
    return same and len(told) < 2 and len(units) < 2  # noqa: PLR2004 - two of them are two things
