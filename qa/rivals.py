"""Other figures for what an answer counts: the same measure, people and event, from anyone.

They are looked for in every retrieved sentence that counts, however little it shares with the
question: "The administrator speaks of eight" holds none of its words. Each speaker of an article
gives one figure, its parts and additions aside.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.amounts import find_amounts
from qa.asides import in_passing
from qa.assessing import same_speaker, speaker_of
from qa.bare_numbers import bare_numbers, topic_before
from qa.candidates import Candidate
from qa.counted import index_at
from qa.evidence import Evidence, Line
from qa.figures import FigureMention, find_figures, measure_of, related_measures
from qa.incident import Incident, incident_of, tells_of
from qa.language import Sentence, parse, parse_many
from qa.portions import asks_part, is_part, is_whole
from qa.quantities import asks_age, asks_whole, predicate_fits
from qa.question import Question
from qa.question_words import sizes
from qa.records import Figure
from qa.same_people import counts_anyone, groups_of, main_groups, same_people
from qa.sources_asked import asks_source
from qa.totals import find_totals, is_addition
from qa.updates import asks_hour
from qa.whereabouts import Scene, elsewhere, part_told, scene_of
from qa.who_counted import tells_of_people, who_counted

__all__ = ["rivals"]

LINES = 60  # sentences that are parsed
BESIDE = 2  # sentences from the answer within which a figure stands by it
_NONE = re.compile(r"\bno\b", re.IGNORECASE)
TOLERANCE = 0.1  # by which a count of all may lie below one of some of them
SHARED = 0.4  # of the answer's share of the question, for figures without a measure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
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


def rivals(question: Question, evidence: Evidence, first: Candidate) -> list[Candidate]:
    """Figures that count what *first* counts, one for each speaker of an article."""
    if first.figure is None or asks_source(question) or asks_hour(question, first.line.text):
        return []
    if asks_age(question):
        return []  # "two years" of captivity and the age of another are no other age
    wanted = _Wanted(
        question=question,
        first=first,
        figure=first.figure,
        incident=incident_of(question, first.line),
        scene=scene_of(question, evidence, first.line),
    )
    known = {(first.line.article.id, speaker_of(evidence, first))}
    found = list[Candidate]()
    for candidate in _counterparts(wanted, evidence):
        speaker = speaker_of(evidence, candidate)
        article = candidate.line.article.id
        told = any(a == article and same_speaker(s, speaker) for a, s in known)
        if not told or _goes_on(first, candidate):
            known.add((article, speaker))
            found.append(candidate)
    return found


def _goes_on(first: Candidate, candidate: Candidate) -> bool:
    """Whether *candidate* is the total that *first* ends in: "nine died ..., ten in all"."""
    one, two = first.line, candidate.line
    if (one.article.id, one.place) != (two.article.id, two.place) or candidate.start < first.start:
        return False
    start = candidate.start - two.start
    return any(total.start == start for total in find_totals(parse(two.text)))


def _counterparts(wanted: _Wanted, evidence: Evidence) -> Iterator[Candidate]:
    """Counterparts of the answer, those in the likeliest sentences first."""
    lines = [
        line
        for line in evidence.lines
        if (next(find_amounts(line.text), None) or _NONE.search(line.text))
        and tells_of(wanted.incident, line)
    ][:LINES]
    parses = list(zip(lines, parse_many([line.text for line in lines]), strict=True))
    counted = {(wanted.first.line.article.id, wanted.first.start)}
    found: list[Candidate] = []
    for line, sentence in parses:
        for mention in _counting(wanted, line, sentence):
            counted.add((line.article.id, line.start + mention.start))
            found.append(_candidate(line, mention))
    yield from found
    if wanted.measure or wanted.question.population:
        yield from _bare_numbers(wanted, evidence, parses, counted)


def _counting(wanted: _Wanted, line: Line, sentence: Sentence) -> Iterator[FigureMention]:
    """The figures of a sentence that count the same, totals first."""
    plain, totals = find_figures(sentence), find_totals(sentence)
    replaced = {mention.start for mention in totals}
    mentions = [m for m in plain if m.start not in replaced]
    part_asked, all_asked = asks_part(wanted.question), asks_whole(wanted.question)
    for mention in (*totals, *mentions):
        if mention.figure.qualifier == "vague" or is_addition(sentence, mention):
            continue
        # "20 guards were among the 50 dead" counts the guards, whom the question asks for
        named = groups_of(mention.figure.of) & main_groups(wanted.question.population)
        part = is_part(sentence, mention, mentions) and not (named and not all_asked)
        own = not part_asked and mention.figure.measure == wanted.measure
        if part != part_asked or (is_whole(sentence, mention) and not own):
            continue
        if in_passing(wanted.question, wanted.first.line, line, sentence, mention.start):
            continue
        span = part_told(
            (*totals, *mentions), mention.figure.measure, mention.start, mention.end, len(line.text)
        )
        if _same_count(wanted, line, sentence, mention) and not elsewhere(
            wanted.scene, line, sentence, span
        ):
            yield mention


def _same_count(wanted: _Wanted, line: Line, sentence: Sentence, mention: FigureMention) -> bool:
    """Whether it counts the same: a size of the same kind, or the same done to the same."""
    figure, unit = mention.figure, _sizes(mention.figure)
    if wanted.unit or unit:
        at = index_at(sentence, mention.number_start)
        alike = _beside(wanted, line) or predicate_fits(wanted.question, sentence, at)
        return bool(wanted.unit & unit) and alike and _close(wanted, line)
    who = who_counted(sentence, mention)
    asked = wanted.question.population
    people = same_people(wanted.people, who, asked=asked)
    everyone = counts_anyone(asked) and counts_anyone(who)
    more = counts_anyone(asked) and _outnumbers(wanted, figure)
    if not people and not everyone and not more and not _called_otherwise(wanted, line, who):
        return False
    if not tells_of_people(wanted.question.population, sentence, mention):
        return False
    measure = wanted.measure
    if measure is None:
        told = groups_of(figure.of) & (groups_of(asked) or groups_of(figure.of))
        plain = figure.measure in {None, wanted.figure.measure}
        return bool(told) and plain and _close(wanted, line)
    if figure.measure == measure:
        return True
    none = (figure.low, figure.high) == (0.0, 0.0)
    return none and figure.measure in related_measures(measure)


def _outnumbers(wanted: _Wanted, some: Figure) -> bool:
    """Whether more of some kind are counted than all may be: 100 fighters beside 60 dead."""
    most = wanted.figure.high if counts_anyone(wanted.people) else None
    return most is not None and some.low is not None and some.low > most * (1 + TOLERANCE)


def _called_otherwise(wanted: _Wanted, line: Line, who: str | None) -> bool:
    """Whether one report calls all the dead "people" and, by another's word, "members"."""
    if wanted.question.population or line.article.id != wanted.first.line.article.id:
        return False
    groups = [groups_of(of) for of in (wanted.figure.of, who)]
    return not all(groups) and any("irregulars" in group for group in groups)


def _close(wanted: _Wanted, line: Line) -> bool:
    """Whether the sentence stands by the answer, or shares its words with the question."""
    first = wanted.first.line
    if wanted.unit:
        # what follows may answer it; other sizes stand anywhere
        after = _beside(wanted, line) and line.place >= first.place
        return after or line.own >= SHARED * first.own > 0
    return _beside(wanted, line) or line.near >= SHARED * first.near


def _beside(wanted: _Wanted, line: Line) -> bool:
    first = wanted.first.line
    return line.article.id == first.article.id and abs(line.place - first.place) <= BESIDE


def _bare_numbers(
    wanted: _Wanted,
    evidence: Evidence,
    parses: Sequence[tuple[Line, Sentence]],
    counted: set[tuple[str, int]],
) -> Iterator[Candidate]:
    """Numbers that somebody gives just after such a count: "The administrator speaks of eight"."""
    for line, sentence in parses:
        for amount in bare_numbers(sentence):
            topic = topic_before(evidence, line, line.start + amount.start)
            if (line.article.id, topic) not in counted:
                continue
            figure = Figure(
                low=amount.low,
                high=amount.high,
                qualifier=amount.qualifier,
                measure=wanted.measure,
                of=wanted.figure.of,
            )
            start, end = line.start + amount.start, line.start + amount.end
            candidate = Candidate(line=line, start=start, end=end, fit=1.0, figure=figure)
            if speaker_of(evidence, candidate):
                yield candidate


def _candidate(line: Line, mention: FigureMention) -> Candidate:
    return Candidate(
        line=line,
        start=line.start + mention.start,
        end=line.start + mention.end,
        fit=1.0,
        figure=mention.figure,
    )


def _sizes(figure: Figure) -> frozenset[str]:
    """The kind of size (length, time, money) that a figure's unit tells; empty for a count."""
    words = (figure.of or "").split()
    return sizes(words[-1]) if words else frozenset()
