"""Abstaining as an answer: why the reports do not say, and what comes nearest."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer_types import noun_type
from qa.citations import cite
from qa.evidence import Evidence, Line
from qa.language import Token, parse
from qa.office_held import office_named
from qa.question import Question
from qa.question_words import sizes
from qa.records import Citation
from qa.word_keys import word_keys
from qa.word_match import match_keys, text_keys

__all__ = ["nearest", "reason"]

NEAREST = 3
LOOKED_AT = 10
_ANYONE = frozenset({"name", "person", "people", "victim"})


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
    unheard = _unheard_noun(question, best)
    if unheard:
        return f"The nearest reports say nothing of “{unheard}”."
    return f"The nearest reports {_lacking(question)}."


def _lacking(question: Question) -> str:
    """What the reports give none of: the figure, the holder of the office, the kind of answer."""
    if question.type == "figure" and question.measure:
        who = f" of {question.population}" if question.population else ""
        return f"give no figure{who} for “{question.measure}”"
    office = office_named(question)
    if office:
        return f"name no {office} that fits the question"
    kinds = {
        "figure": "figure", "date": "date", "person": "person", "place": "place",
        "organisation": "organisation", "weapon": "weapon", "cause": "cause",
    }  # fmt: skip
    return f"hold no {kinds.get(question.type, 'answer')} that fits the question"


def _missing_name(question: Question, evidence: Evidence) -> str | None:
    texts = {line.article.id: line.article.text.casefold() for line in evidence.lines}
    for name in question.names:
        if not any(name.casefold() in text for text in texts.values()):
            return name
    return None


def _unheard_noun(question: Question, best: Sequence[Line]) -> str | None:
    """A noun of the question that no report of the *best* lines holds in any form.

    Those who are counted come first, then the noun asked for, then the others.
    """
    articles = {line.article.id: line.article for line in best}.values()
    told = frozenset[str]().union(*(text_keys(f"{a.title} {a.text}") for a in articles))
    dated = {word for mention in question.dates for word in mention.value.text.lower().split()}
    counted = word_keys(question.population or "")
    nouns = [
        token
        for token in parse(question.text).tokens
        if token.pos == "NOUN" and _tells(token) and token.text.lower() not in dated
    ]
    nouns.sort(key=lambda t: (not word_keys(t.text) & counted, t.lemma != question.head, t.start))
    unheard = (
        token.text
        for token in nouns
        if not match_keys(token.text, token.lemma) & told and not sizes(token.lemma)
    )
    return next(unheard, None)


def _tells(noun: Token) -> bool:
    """Whether a report that answers holds it: "pilot" does, the kind in "which town" need not."""
    return noun_type(noun) in {"other", "person"} and noun.lemma not in _ANYONE


def nearest(evidence: Evidence) -> tuple[Citation, ...]:
    """The best sentences, one an article, as quotes numbered from 1."""
    seen: dict[str, Citation] = {}
    for line in evidence.lines:
        if line.article.id not in seen and len(seen) < NEAREST:
            seen[line.article.id] = cite(line.article, line.start, line.end)
    return tuple(replace(c, number=i) for i, c in enumerate(seen.values(), start=1))
