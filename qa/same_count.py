"""Does a figure count what an answer counts: the same measure, people and event?"""

from dataclasses import dataclass

from qa.candidates import Candidate
from qa.counted import index_at
from qa.evidence import Line
from qa.figures import FigureMention, measure_of, related_measures
from qa.incident import Incident
from qa.language import Sentence, parse
from qa.quantities import predicate_fits
from qa.question import Question
from qa.question_words import sizes
from qa.records import Figure
from qa.same_people import counts_anyone, groups_of, same_people
from qa.whereabouts import Scene
from qa.who_counted import tells_of_people, who_counted

__all__ = ["Wanted", "same_count"]

BESIDE = 2  # sentences from the answer within which a figure stands by it
TOLERANCE = 0.1  # by which a count of all may lie below one of some of them
SHARED = 0.4  # of the answer's share of the question, for figures without a measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a rival must count."""

    question: Question
    first: Candidate
    figure: Figure
    incident: Incident
    scene: Scene

    @property
    def measure(self) -> str | None:
        """What happened to those counted, where the question tells in any of its words."""
        told, own = {measure_of(term) for term in self.question.terms}, self.figure.measure
        return self.question.measure or (own if own in told else None)

    @property
    def people(self) -> str | None:
        """Who is counted; a name alone that was read as such ("20, Reuters") counts anyone."""
        of = self.figure.of
        if of is None or of.isupper() or not of.istitle():
            return of
        # a headline writes common nouns in capitals too: "3 Popular Fighters"
        single = all(token.tag == "NNP" for token in parse(of).tokens)
        return None if single else of.lower()

    @property
    def unit(self) -> frozenset[str]:
        """The kind of size that is asked for; empty for a count."""
        return _sizes(self.figure)


def same_count(wanted: Wanted, line: Line, sentence: Sentence, mention: FigureMention) -> bool:
    """Whether it counts the same: a size of the same kind, or the same done to the same."""
    figure, unit = mention.figure, _sizes(mention.figure)
    if wanted.unit or unit:
        at = index_at(sentence, mention.number_start)
        alike = _beside(wanted, line) or predicate_fits(wanted.question, sentence, at)
        return bool(wanted.unit & unit) and alike and _close(wanted, line)
    measure = wanted.measure
    if measure is not None and not _tells_measure(figure, measure):
        return False
    who = who_counted(sentence, mention)
    asked = wanted.question.population
    people = same_people(wanted.people, who, asked=asked)
    everyone = counts_anyone(asked) and counts_anyone(who)
    more = counts_anyone(asked) and _outnumbers(wanted, figure)
    if not people and not everyone and not more and not _called_otherwise(wanted, line, who):
        return False
    if not tells_of_people(asked, sentence, mention):
        return False
    if measure is not None:
        return True
    told = groups_of(figure.of) & (groups_of(asked) or groups_of(figure.of))
    plain = figure.measure in {None, wanted.figure.measure}
    return bool(told) and plain and _close(wanted, line)


def _tells_measure(figure: Figure, measure: str) -> bool:
    """Whether a figure tells to how many *measure* happened; that of nobody, by a related one."""
    none = (figure.low, figure.high) == (0.0, 0.0)
    return figure.measure == measure or (none and figure.measure in related_measures(measure))


def _outnumbers(wanted: Wanted, some: Figure) -> bool:
    """Whether more of some kind are counted than all may be: 100 fighters beside 60 dead."""
    most = wanted.figure.high if counts_anyone(wanted.people) else None
    return most is not None and some.low is not None and some.low > most * (1 + TOLERANCE)


def _called_otherwise(wanted: Wanted, line: Line, who: str | None) -> bool:
    """Whether one report calls all the dead "people" and, by another's word, "members"."""
    if wanted.question.population or line.article.id != wanted.first.line.article.id:
        return False
    groups = [groups_of(of) for of in (wanted.figure.of, who)]
    return not all(groups) and any("irregulars" in group for group in groups)


def _close(wanted: Wanted, line: Line) -> bool:
    """Whether the sentence stands by the answer, or shares its words with the question."""
    first = wanted.first.line
    if wanted.unit:
        # what follows may answer it; other sizes stand anywhere
        after = _beside(wanted, line) and line.place >= first.place
        return after or line.own >= SHARED * first.own > 0
    return _beside(wanted, line) or line.near >= SHARED * first.near


def _beside(wanted: Wanted, line: Line) -> bool:
    first = wanted.first.line
    return line.article.id == first.article.id and abs(line.place - first.place) <= BESIDE


def _sizes(figure: Figure) -> frozenset[str]:
    """The kind of size (length, time, money) that a figure's unit tells; empty for a count."""
    words = (figure.of or "").split()
    return sizes(words[-1]) if words else frozenset()
