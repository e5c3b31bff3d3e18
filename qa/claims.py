"""Scored candidates → findings: what the reports say, grouped across reports, and the answer state.

Candidates that give the same value are one finding with several sources; ``agreement`` then tells
whether different values conflict.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from qa.agreement import compare_alternatives, compare_figures, compare_yes_no
from qa.assessing import asides_of, assess_line, source_of
from qa.candidates import Candidate
from qa.cause_voices import likely_causes, other_causes, told_apart
from qa.certainty import Assessment
from qa.descriptions import SHORT_NAME
from qa.entailment import Entailment
from qa.evidence import Evidence
from qa.findings import Finding, Findings
from qa.lists import items_in_place, placed_first, told_as_one
from qa.name_candidates import listed_beside
from qa.name_voices import other_names
from qa.part_asked import part_asked
from qa.question import Question
from qa.rivals import rivals
from qa.said_by import as_sayer, by_owner, by_speaker, past_denial, says_something
from qa.same_value import echoes, is_bare, is_vaguer, same_value
from qa.scoring import log_odds
from qa.seconded import supported
from qa.telling_part import telling_part
from qa.unknowns import is_solid, unknown_or_estimate
from qa.updates import running_total
from qa.voices import doers_apart, other_voices
from qa.yes_no_voices import on_the_same, other_answers

__all__ = ["conclude"]

MOST_FINDINGS = 10
MOST_FIGURES = 20  # sides of a disagreement are all shown
MOST_CALLED = 3  # things that a person is called
LOOKED_AT = 40  # candidates that are assessed at most
SUMMARY_SENTENCES = 5
SUMMARY_SHARE = 0.3  # of the question's words that a sentence of a summary holds
NEAR_BEST = 2.0  # how far below the best, in log-odds, another report's answer may lie


def conclude(
    question: Question,
    evidence: Evidence,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    *,
    threshold: float,
    entailment: Entailment | None = None,
) -> Findings:
    """Choose the findings that answer *question*, and the state.

    Args:
        question: As understood.
        evidence: The sentences the candidates come from.
        candidates: From ``extract``.
        probabilities: That each candidate answers.
        threshold: Least probability of an answer.
        entailment: Tells figures of other events from other figures for the same.
    """
    ranked = sorted(
        (
            (probability, candidate)
            for probability, candidate in zip(probabilities, candidates, strict=True)
            if says_something(question, candidate)
        ),
        key=lambda pair: (-pair[0], pair[1].line.article.id, pair[1].start),
    )
    if question.type == "summary":
        return _summarise(question, evidence, ranked)
    good = [(p, c) for p, c in ranked[:LOOKED_AT] if p >= threshold]
    spoken = by_speaker(question, evidence, ranked, threshold)
    owned = by_owner(question, evidence, ranked, threshold)
    good = spoken or owned or good or running_total(question, ranked, threshold=threshold)
    part = part_asked(question, evidence)
    if part is not None:
        sure = next((p for p, c in ranked if _is_there(c, part)), 0.0)
        good = [(max(sure, threshold), part)]
    if part is None and (not good or not is_solid(question, *good[0])):
        found = unknown_or_estimate(question, evidence, ranked, threshold=threshold)
        if isinstance(found, Finding):
            sides = told_apart(question, evidence, ranked, found.candidate.line)
            if sides:
                return Findings(state="conflicting", found=tuple(_group(question, evidence, sides)))
            return Findings(state="unknown", found=(found,))
        good = [found, *good] if found else good
    if not good:
        apart = [(threshold, side) for side in doers_apart(question, evidence)]
        if not apart:
            return Findings(state="not_found")
        return Findings(state="conflicting", found=tuple(_group(question, evidence, apart)))
    good = placed_first(good)
    if good[0][1].figure is not None:
        first = good[0][1]
        others = (
            [] if spoken or part else _other_figures(question, evidence, first, ranked, entailment)
        )
        good = [good[0], *others]
    return _settled(question, evidence, good, ranked)


def _settled(
    question: Question,
    evidence: Evidence,
    good: Sequence[tuple[float, Candidate]],
    ranked: Sequence[tuple[float, Candidate]],
) -> Findings:
    """The answer, or its sides where those who give it differ."""
    if question.type == "yesno":
        good = [good[0], *on_the_same(question, good[0][1], good[1:])]
    findings = _group(question, evidence, good)
    if good[0][1].figure is not None:
        return compare_figures(question, findings)
    if question.type == "yesno":
        # a denial may be far less likely to answer than what it denies
        apart = question.alternatives
        if not apart:
            known = {c.line.key for _, c in good}
            against = other_answers(question, evidence, good[0][1])
            good = [*good, *((good[0][0], c) for c in against if c.line.key not in known)]
        sides = _group(question, evidence, good, apart=math.inf, each_speaker=True)
        return compare_alternatives(question, sides) if apart else compare_yes_no(findings, sides)
    voices = other_voices(question, evidence, good[0][1])
    voices = voices or other_causes(question, evidence, good[0][1])
    voices = voices or likely_causes(question, evidence, good)
    voices = voices or [other for _, other in other_names(question, good)]
    if voices:
        both = [good[0], *((good[0][0], voice) for voice in voices)]
        return Findings(state="conflicting", found=tuple(_group(question, evidence, both)))
    listed = [(good[0][0], item) for item in listed_beside(question, good[0][1])]
    placed = items_in_place(good, ranked, listed) if question.several else []
    if placed:
        return Findings(
            state="answered", found=tuple(told_as_one(_group(question, evidence, placed)))
        )
    if listed:
        first = sorted([good[0], *listed], key=lambda pair: pair[1].start)
        findings = _group(question, evidence, [*first, *(good[1:] if question.several else ())])
    if question.type == "role":  # a report calls one person the judge, another their husband
        told = [f for f in findings if f.candidate.fit >= SHORT_NAME][:MOST_CALLED]
        return Findings(state="answered", found=tuple(told or findings[:1]))
    keep = findings if question.several or listed else findings[:1]
    return Findings(state="answered", found=tuple(keep[:MOST_FINDINGS]))


def _is_there(one: Candidate, other: Candidate) -> bool:
    return (one.line.article.id, one.start) == (other.line.article.id, other.start)


def _summarise(
    question: Question, evidence: Evidence, ranked: Sequence[tuple[float, Candidate]]
) -> Findings:
    """The sentences that tell most of what was asked about, in the order of their reports."""
    about = [
        (p, c)
        for p, c in ranked
        if c.line.named_far == 1.0 and c.line.dated and c.line.own >= SUMMARY_SHARE
    ]
    if not about:
        return Findings(state="not_found")
    found = _group(question, evidence, about[:SUMMARY_SENTENCES], apart=math.inf)
    return Findings(state="answered", found=tuple(sorted(found, key=lambda f: f.published)))


def _other_figures(
    question: Question,
    evidence: Evidence,
    first: Candidate,
    ranked: Sequence[tuple[float, Candidate]],
    entailment: Entailment | None,
) -> list[tuple[float, Candidate]]:
    """Figures that count what *first* counts, each with its probability as far as it has one."""
    known = {(c.line.article.id, c.start): p for p, c in reversed(ranked)}
    found = rivals(question, evidence, first, entailment)
    return [(known.get((c.line.article.id, c.start), 0.0), c) for c in found]


def _group(
    question: Question,
    evidence: Evidence,
    good: Sequence[tuple[float, Candidate]],
    *,
    apart: float = NEAR_BEST,
    each_speaker: bool = False,
) -> list[Finding]:
    """Findings by value, best first; each article speaks once for a value.

    With *each_speaker*, what two speakers say stands apart even if they say the same.
    """
    findings: list[Finding] = []
    best = good[0][0]
    for probability, candidate in good:
        far_off = log_odds(probability) < log_odds(best) - apart
        if far_off and candidate.figure is None:
            break
        told = past_denial(question, candidate, _assessed(question, evidence, candidate))
        assessment = as_sayer(question, candidate, told)
        place = next(
            (
                i
                for i, f in enumerate(findings)
                if same_value(f.candidate, candidate)
                and not (each_speaker and f.assessment.speaker != assessment.speaker)
            ),
            None,
        )
        echo = next((f for f in findings if echoes(f, candidate, assessment)), None)
        if place is None and echo is not None:
            if is_bare(echo.candidate) and not is_bare(candidate):
                source = source_of(evidence, candidate.line, assessment)
                findings[findings.index(echo)] = replace(
                    echo, candidate=candidate, assessment=assessment, sources=(source,)
                )
            continue
        if place is not None and is_vaguer(candidate, findings[place].candidate):
            continue
        most = MOST_FINDINGS if candidate.figure is None else MOST_FIGURES
        if place is None and len(findings) == most:
            continue
        source = source_of(evidence, candidate.line, assessment)
        if place is None:
            findings.append(
                Finding(
                    candidate=candidate,
                    score=probability,
                    assessment=assessment,
                    sources=(source,),
                    asides=asides_of(evidence, candidate.line, assessment, value=candidate.value),
                )
            )
            continue
        findings[place] = supported(findings[place], candidate, source, assessment)
    return findings


def _assessed(question: Question, evidence: Evidence, candidate: Candidate) -> Assessment:
    """The assessment of the part that answers; of all of it where that alone names who speaks."""
    whole = assess_line(evidence, candidate.line, candidate.start, candidate.end)
    span = telling_part(question, candidate)
    if span == (candidate.start, candidate.end):
        return whole
    part = assess_line(evidence, candidate.line, *span)
    return part if part.speaker or not whole.speaker else whole
