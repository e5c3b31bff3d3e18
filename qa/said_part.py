"""The part of a sentence that says yes or no: what its speaker says, without who says it.

"The ministry insisted that no ransom was paid" says no by "no ransom was paid", according to the
ministry. The part must say by itself what the sentence says, as plainly, and of all that the
question names; else the sentence stays whole.
"""

from dataclasses import replace

from qa.candidate import Candidate
from qa.language import parse, parse_many
from qa.polarity import polarity
from qa.question import Question
from qa.statements import said_clauses
from qa.word_keys import word_keys

__all__ = ["said_part"]

_MARKS = " \n,;:.\"'\u201c\u201d\u2018\u2019"


def said_part(question: Question, candidate: Candidate, speaker: str) -> Candidate:
    """*candidate*, cut down to the words of its speaker that say yes or no.

    Args:
        question: The one of yes or no.
        candidate: A whole sentence that answers it.
        speaker: Who says so, in the report's words; named beside what is left.
    """
    text = candidate.line.text
    if candidate.says is None or candidate.value != text:
        return candidate
    sentence = parse(text)
    says, fit = polarity(question, sentence)
    spans = [_trimmed(text, *span) for span in said_clauses(sentence)]
    parts = [text[start:end] for start, end in spans]
    named = word_keys(" ".join(question.terms)) & word_keys(text)
    for (start, end), part in zip(spans, parse_many(parts), strict=True):
        own, plainly = polarity(question, part)
        # as in "it holds no land: Osht declared it beaten, and its last camp fell in May"
        whole = named <= word_keys(part.text) | word_keys(speaker)
        at = text.find(speaker)
        apart = at < 0 or at >= end or at + len(speaker) <= start
        if own == says == candidate.says and plainly >= fit and whole and apart:
            line = candidate.line
            return replace(candidate, start=line.start + start, end=line.start + end)
    return candidate


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause without "that" and the marks around it."""
    first = text[start:end].lstrip(_MARKS)
    if first[:5].casefold() == "that ":
        first = first[5:].lstrip(_MARKS)
    start = end - len(first)
    return start, start + len(first.rstrip(_MARKS))
