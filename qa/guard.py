"""Does a drafted sentence say what its numbered quotes say, no more and no less?"""

import re
from collections.abc import Iterator, Sequence

from qa.citations import number_tokens
from qa.evidence import word_keys
from qa.guard_evidence import Backing, Problem
from qa.prompts import MARKER

__all__ = ["check_sentence"]

_GROUP = re.compile(rf"(?:\s*{MARKER.pattern})+")
_MARKUP = re.compile(r"https?:|www\.|[<>`|#*{}\\]|\]\(|\[(?!\d+\])|!\[|@\w")


def check_sentence(
    sentence: str, evidence: Sequence[Backing], *, question: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with *sentence*; empty when it may be shown.

    Args:
        sentence: One sentence with its markers, as ``[1]``.
        evidence: Everything that the markers may name.
        question: What was asked; its words may be repeated where the evidence's report has them.
    """
    if _MARKUP.search(sentence):
        return (Problem("markup", "links, tags and markup are not allowed"),)
    by_number = {backing.citation.number: backing for backing in evidence}
    named = [int(number) for number in MARKER.findall(sentence)]
    if not named:
        return (Problem("citation", "the sentence names no evidence"),)
    unknown = sorted(set(named) - set(by_number))
    if unknown:
        return (Problem("citation", f"there is no evidence {unknown}"),)
    found: list[Problem] = []
    for text, numbers in _units(sentence):
        found += _check(text, [by_number[number] for number in numbers], question)
    return tuple(found)


def _units(sentence: str) -> Iterator[tuple[str, list[int]]]:
    """(text, numbers of the markers behind it); text after the last markers belongs to them."""
    start, numbers, text = 0, [], ""
    for group in _GROUP.finditer(sentence):
        if text:
            yield text, numbers
        numbers = [int(number) for number in MARKER.findall(group[0])]
        text, start = sentence[start : group.start()], group.end()
    yield text + sentence[start:], numbers


def _check(text: str, cited: Sequence[Backing], question: str) -> Iterator[Problem]:
    told = " ".join(
        f"{b.citation.quote} {b.citation.title} {b.citation.outlet or ''} {b.citation.published}"
        for b in cited
    )
    numbers = set(number_tokens(told))
    for token in number_tokens(text):
        if token not in numbers:
            yield Problem("number", f"{token} is not in the evidence")
    keys = word_keys(told) | word_keys(question)
    for word in re.findall(r"[^\W\d_]{4,}", text):
        if not word_keys(word) & keys:
            yield Problem("word", f"“{word}” is not in the evidence")
