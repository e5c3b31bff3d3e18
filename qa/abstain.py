"""Abstaining as an answer: why the reports do not say, and what comes nearest."""

from dataclasses import replace

from qa.citations import cite
from qa.evidence import Evidence
from qa.question import Question
from qa.records import Citation

__all__ = ["nearest", "reason"]

NEAREST = 3
LOOKED_AT = 10


def reason(question: Question, evidence: Evidence) -> str:
    """What was missing, in one sentence: a name, a date, or the kind of answer asked for."""
    if not evidence.lines:
        return "No report matches the question and its filters."
    best = evidence.lines[:LOOKED_AT]
    if question.names and max(line.named_far for line in best) < 1.0:
        missing = _missing_name(question, evidence)
        if missing:
            return f"No report found mentions {missing}."
    if question.dates and not any(line.dated and line.named_far == 1.0 for line in best):
        when = " or ".join(mention.value.text for mention in question.dates)
        return f"No report found about this covers {when}."
    if question.type == "figure" and question.measure:
        who = f" of {question.population}" if question.population else ""
        return f"The nearest reports give no figure{who} for “{question.measure}”."
    kinds = {
        "figure": "figure", "date": "date", "person": "person", "place": "place",
        "organisation": "organisation", "weapon": "weapon", "cause": "cause",
    }  # fmt: skip
    kind = kinds.get(question.type, "answer")
    return f"The nearest reports hold no {kind} that fits the question."


def _missing_name(question: Question, evidence: Evidence) -> str | None:
    texts = {line.article.id: line.article.text.casefold() for line in evidence.lines}
    for name in question.names:
        if not any(name.casefold() in text for text in texts.values()):
            return name
    return None


def nearest(evidence: Evidence) -> tuple[Citation, ...]:
    """The best sentences, one an article, as quotes numbered from 1."""
    seen: dict[str, Citation] = {}
    for line in evidence.lines:
        if line.article.id not in seen and len(seen) < NEAREST:
            seen[line.article.id] = cite(line.article, line.start, line.end)
    return tuple(replace(c, number=i) for i, c in enumerate(seen.values(), start=1))
