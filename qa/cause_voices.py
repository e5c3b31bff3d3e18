"""Why it happened, by different voices: "an engine failed, says the ministry; it was shot down".

Another cause is set beside an answer where another party gives it for the same event; causes of
other things, and the same cause in other words, are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.assessing import assess_line, same_speaker
from qa.candidates import Candidate
from qa.causes import causes
from qa.effects import Effect, effect_asked, tells_of_effect, told_causes
from qa.evidence import Evidence, Line
from qa.incident import incident_of, tells_of
from qa.language import parse, parse_many
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["likely_causes", "other_causes", "told_apart"]

BESIDE = 3  # sentences between two voices of one passage
LINES = 20  # sentences of other passages that are parsed
AROUND = 0.6  # of what the answer's sentence and its neighbours share with the question
MOST_SIDES = 3  # beside the answer
AS_SURE = 0.6  # share of the answer's probability that a cause in other words needs


def other_causes(question: Question, evidence: Evidence, first: Candidate) -> list[Candidate]:
    """Causes that other parties give for what *question* asks the cause of."""
    effect = effect_asked(question) if _asks_cause(question) else None
    if effect is None or not (_is_told(effect, first) or _may_be_told(effect, first)):
        return []
    told = _told(effect, _lines(question, evidence, first))
    return _apart(question, evidence, first, sorted(told, key=lambda one: -one.line.own))


def _apart(
    question: Question, evidence: Evidence, first: Candidate, others: Iterable[Candidate]
) -> list[Candidate]:
    """Those of *others* that differ from *first* and each other, each of another voice."""
    asked = word_keys(question.text)
    voice = _voice(evidence, first)
    found: list[Candidate] = []
    for candidate in others:
        other = _voice(evidence, candidate)
        known = [(first, voice), *((one, _voice(evidence, one)) for one in found)]
        if other is None or any(
            not _differ(a, candidate, asked) or _one_voice(a, by, candidate, other)
            for a, by in known
        ):
            continue
        found.append(candidate)
    return found[:MOST_SIDES]


def likely_causes(
    question: Question, evidence: Evidence, good: Sequence[tuple[float, Candidate]]
) -> list[Candidate]:
    """The same among likely answers, in whatever words: "owing to a fault"; "hit by a missile".

    Args:
        question: As understood.
        evidence: The sentences they come from.
        good: Likely answers with their probabilities, the answer first.
    """
    best, first = good[0]
    if not _asks_cause(question):
        return []
    incident = incident_of(question, first.line)
    if not incident.exact:
        return []
    whole = _is_whole(first)  # a sentence in which no cause was found, at least not here
    near = (
        c
        for p, c in good[1:]
        if p >= AS_SURE * best and tells_of(incident, c.line) and (whole or not _is_whole(c))
    )
    return _apart(question, evidence, first, near)


def told_apart(
    question: Question,
    evidence: Evidence,
    ranked: Sequence[tuple[float, Candidate]],
    unknown: Line,
) -> list[tuple[float, Candidate]]:
    """Causes that two parties or more give of what *unknown* says is not known, likeliest first."""
    effect = effect_asked(question) if _asks_cause(question) else None
    if effect is None:
        return []
    incident = incident_of(question, unknown)
    for probability, candidate in ranked:
        here = candidate.line == unknown or tells_of(incident, candidate.line)
        if not here or not _is_told(effect, candidate) or not _spoken(evidence, candidate):
            continue
        others = other_causes(question, evidence, candidate)
        if others:
            return [(probability, candidate), *((probability, other) for other in others)]
    return []


def _is_whole(candidate: Candidate) -> bool:
    line = candidate.line
    return (candidate.start, candidate.end) == (line.start, line.end)


def _asks_cause(question: Question) -> bool:
    # "what destroyed the bridge" asks for a cause, whatever kind of thing that is
    thing = question.type in {"other", "weapon"} and _DESTROYED.match(question.text)
    kind = question.type == "cause" or thing
    return bool(kind) and not question.speaker and not question.several


_DESTROYED = re.compile(r"(?i)what (?!kind|type|sort)(?:\w+ed|blew|hit|struck|sank|brought)\b")


def _is_told(effect: Effect, candidate: Candidate) -> bool:
    """Whether it is given as a cause in so many words."""
    return any(
        told.start < candidate.end and candidate.start < told.end
        for told in _told(effect, [candidate.line])
    )


def _may_be_told(effect: Effect, first: Candidate) -> bool:
    """Whether its sentence tells of the effect, and of no other that it would be a cause of."""
    sentence = parse(first.line.text)
    start, end = first.start - first.line.start, first.end - first.line.start
    elsewhere = any(a < end and start < b for a, b, _ in causes(sentence))
    return not elsewhere and tells_of_effect(effect, sentence)


def _lines(question: Question, evidence: Evidence, first: Candidate) -> list[Line]:
    """Sentences near the answer, and those of other passages that tell of the same event."""
    own = evidence.by_article[first.line.article.id]
    near = [line for line in own if abs(line.place - first.line.place) <= BESIDE]
    incident = incident_of(question, first.line)
    least = AROUND * first.line.near
    far = (line for line in evidence.lines if line not in near and line.near >= least)
    return [*near, *[line for line in far if tells_of(incident, line)][:LINES]]


def _told(effect: Effect, lines: Sequence[Line]) -> Iterator[Candidate]:
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        for start, end in told_causes(effect, sentence):
            yield Candidate(line=line, start=line.start + start, end=line.start + end, fit=1.0)


def _voice(evidence: Evidence, candidate: Candidate) -> tuple[str | None, str | None] | None:
    """Who gives the cause, and in which outlet; None where it is denied."""
    line = candidate.line
    found = assess_line(evidence, line, candidate.start, candidate.end)
    return None if found.certainty == "denied" else (found.speaker, line.article.outlet)


def _spoken(evidence: Evidence, candidate: Candidate) -> bool:
    voice = _voice(evidence, candidate)
    return voice is not None and voice[0] is not None


def _one_voice(
    one: Candidate,
    by: tuple[str | None, str | None] | None,
    other: Candidate,
    other_by: tuple[str | None, str | None],
) -> bool:
    """Whether one party gives both causes; reports in their own voices must be two outlets'."""
    if by is None:
        return True
    if by[0] is not None and other_by[0] is not None:
        return same_speaker(by[0], other_by[0])
    named = by[0] is not None or other_by[0] is not None
    return not named or by[1] == other_by[1] or one.line.article.id == other.line.article.id


def _differ(one: Candidate, other: Candidate, asked: frozenset[str]) -> bool:
    """Whether two causes have nothing in common but what the question names."""
    a, b = _words(one) - asked, _words(other) - asked
    return bool(a and b) and not a & b


def _words(candidate: Candidate) -> frozenset[str]:
    """Keys of the words of a value that tell something."""
    start, end = (at - candidate.line.start for at in (candidate.start, candidate.end))
    tokens = parse(candidate.line.text).tokens
    return word_keys(" ".join(t.text for t in tokens if start <= t.start < end and t.pos in _TELLS))


_TELLS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
