"""Other figures for what an answer counts: the same measure, people and event, from anyone.

They are looked for in every retrieved sentence that counts, however little it shares with the
question: "The administrator speaks of eight" holds none of its words. Each speaker of an article
gives one figure, its parts and additions aside.
"""

import re
from collections.abc import Iterator, Sequence

from qa.amounts import find_amounts
from qa.asides import in_passing
from qa.assessing import same_speaker, speaker_of
from qa.bare_numbers import bare_numbers, topic_before
from qa.belied import not_belied
from qa.candidates import Candidate
from qa.entailment import Entailment
from qa.evidence import Evidence, Line
from qa.figures import FigureMention, find_figures
from qa.incident import incident_of, tells_of
from qa.language import Sentence, parse, parse_many
from qa.portions import asks_part, is_part, is_whole
from qa.quantities import asks_age, asks_whole
from qa.question import Question
from qa.records import Figure
from qa.same_count import Wanted, same_count
from qa.same_people import groups_of, main_groups, parse_phrases
from qa.sources_asked import asks_source
from qa.totals import find_totals, is_addition
from qa.updates import asks_hour
from qa.whereabouts import elsewhere, part_told, scene_of

__all__ = ["rivals"]

LINES = 60  # sentences that are parsed
_NONE = re.compile(r"\bno\b", re.IGNORECASE)


def rivals(
    question: Question,
    evidence: Evidence,
    first: Candidate,
    entailment: Entailment | None = None,
) -> list[Candidate]:
    """Figures that count what *first* counts, one for each speaker of an article.

    Args:
        question: As understood.
        evidence: Where they are looked for.
        first: The answer.
        entailment: Tells figures of other events; without it the rules alone do.
    """
    if first.figure is None or asks_source(question) or asks_hour(question, first.line.text):
        return []
    if asks_age(question):
        return []  # "two years" of captivity and the age of another are no other age
    wanted = Wanted(
        question=question,
        first=first,
        figure=first.figure,
        incident=incident_of(question, first.line),
        scene=scene_of(question, evidence, first.line),
    )
    known = {(first.line.article.id, speaker_of(evidence, first))}
    found = list[Candidate]()
    for candidate in _counterparts(wanted, evidence, entailment):
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


def _counterparts(
    wanted: Wanted, evidence: Evidence, entailment: Entailment | None
) -> Iterator[Candidate]:
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
    counted_ones = (mention.figure.of for _, s in parses for mention in find_figures(s))
    parse_phrases([wanted.question.population, *counted_ones])
    for line, sentence in parses:
        for mention in _counting(wanted, line, sentence):
            counted.add((line.article.id, line.start + mention.start))
            found.append(_candidate(line, mention))
    yield from not_belied(wanted.question, evidence, found, entailment)
    if wanted.measure or wanted.question.population:
        yield from _bare_numbers(wanted, evidence, parses, counted)


def _counting(wanted: Wanted, line: Line, sentence: Sentence) -> Iterator[FigureMention]:
    """The figures of a sentence that count the same, totals first."""
    plain, totals = find_figures(sentence), find_totals(sentence)
    replaced = {mention.start for mention in totals}
    mentions = [m for m in plain if m.start not in replaced]
    part_asked, all_asked = asks_part(wanted.question), asks_whole(wanted.question)
    for mention in (*totals, *mentions):
        if mention.figure.qualifier == "vague" or is_addition(sentence, mention):
            continue
        # "20 guards were among the 50 dead" counts the guards, whom the question asks for
        part = is_part(sentence, mention, mentions) and (
            all_asked or not _counts_asked(wanted.question, mention)
        )
        own = not part_asked and mention.figure.measure == wanted.measure
        if part != part_asked or (is_whole(sentence, mention) and not own):
            continue
        if in_passing(wanted.question, wanted.first.line, line, sentence, mention.start):
            continue
        span = part_told(
            (*totals, *mentions), mention.figure.measure, mention.start, mention.end, len(line.text)
        )
        if same_count(wanted, line, sentence, mention) and not elsewhere(
            wanted.scene, line, sentence, span
        ):
            yield mention


def _counts_asked(question: Question, mention: FigureMention) -> bool:
    """Whether it counts those whom the question asks for by a word of their own."""
    return bool(groups_of(mention.figure.of) & main_groups(question.population))


def _bare_numbers(
    wanted: Wanted,
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
