"""Parts of a whole: "27 wounded, 23 with gunshot wounds", "six of them", "of the 22, nine".

A part never disagrees with its whole, and a question for a part is not answered by the whole.
"""

import re
from collections.abc import Sequence

from qa.amounts import parse_amount
from qa.figures import FigureMention, measure_of
from qa.language import Sentence
from qa.question import Question

__all__ = ["asks_part", "is_part", "is_whole"]

_THOSE = r"(?:them|whom|which|these|those|who)"
_STATE = r"(?:dead|wounded|injured|killed|victims?|casualties|captured|missing|deceased|fatalities)"
_COUNT = r"(?:\d[\d,.]*|[a-z]+(?:-[a-z]+)?)"
_AFTER = re.compile(
    rf"^\W*(?P<noun>\w+\W+)?(?:of|among|out of)\W+(?:{_THOSE}\b(?P<some>\W+(?:\w+\W+)?{_COUNT})?"
    rf"|(?:the|its|their|those)\W+(?:{_COUNT}\W+)?{_STATE}\b"
    rf"|the\W+(?P<whole>{_COUNT})\W+\w+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\b(?:including|includes?|included|comprising)|\bamong(?:st)?\W+(?:{_THOSE}|the\W+{_STATE})"
    rf"(?:\W+(?:were|are|was|is))?|\bof\W+{_THOSE}|\b(?:of|among)\W+the\W+(?:\w+\W+){{1,4}})"
    r"[\s,:]*(?:\w+\W+(?:and|,)\W*)?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:of|among|out of)\W+(?:the|its|their|those|all)\W+$", re.IGNORECASE)
_ASKED = re.compile(
    r"\bhow many\b[^?]{0,12}\bof (?:the(?!re)|those|these|its|his|her|their)\b"
    r"|\bof (?:the|those|these) [^,?]+, how many\b|\bamong\b|\bof whom\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"[;]|\b(?:while|whereas|but|though|although|however)\b", re.IGNORECASE)


def is_part(sentence: Sentence, mention: FigureMention, others: Sequence[FigureMention]) -> bool:
    """Whether *mention* counts some of those whom the sentence, or one before it, has counted.

    Args:
        sentence: The sentence it stands in.
        mention: The figure.
        others: All figures of the sentence.
    """
    text = sentence.text
    if _some_of(text[mention.end :]) or _of_a_whole(text[: mention.start]):
        return True
    return any(_splits(sentence, other, mention) for other in others)


def _some_of(after: str) -> bool:
    """Whether the words behind a number make it a part: "of them", "of the 31 lorries".

    Not in "86, 30 of them children", nor in "52 people, among them 48 students", where the part is
    the other number; and "members of the Amber Front" are no part of a count.
    """
    match = _AFTER.match(after)
    if match is None:
        return False
    noun, some, whole = (match[name] for name in ("noun", "some", "whole"))
    if noun and _is_number(noun):
        return False
    if some and any(_is_number(word) for word in some.split()):
        return False
    return whole is None or _is_number(whole)


def _of_a_whole(before: str) -> bool:
    """Whether the words before a number make it a part: "of the wounded, six".

    Not in "18 of the 31 lorries burned and 20", where the whole has its part already.
    """
    match = _BEFORE.search(before)
    words = before[: match.start()].split() if match else []
    return match is not None and not (words and _is_number(words[-1]))


def _is_number(word: str) -> bool:
    return parse_amount(word.strip(" ,.;:()")) is not None


def is_whole(sentence: Sentence, mention: FigureMention) -> bool:
    """Whether a part of it has just been counted: the six in "four of the six drones"."""
    return bool(_WHOLE.search(sentence.text[: mention.start]))


def _splits(sentence: Sentence, whole: FigureMention, part: FigureMention) -> bool:
    """Whether *part* follows a larger count of the same measure, in one clause."""
    same = whole.figure.measure == part.figure.measure
    if not same or whole.end > part.start or _most(part) >= _most(whole):
        return False
    # "The ministry said nine; the Front says eleven" are two counts of one thing.
    return not _NEW_CLAUSE.search(sentence.text[whole.end : part.start])


def _most(mention: FigureMention) -> float:
    figure = mention.figure
    return next((n for n in (figure.high, figure.low) if n is not None), 0.0)


def asks_part(question: Question) -> bool:
    """Whether a count of some among others is asked for: "how many of the wounded were shot".

    "How many casualties among the guards" asks for all of them, by what befell them.
    """
    if question.type != "figure":
        return False
    asked = _ASKED.search(question.text)
    if asked is None:
        return False
    counted = re.match(r"(?i).*?\bhow many\W+(\w+)", question.text)
    words = {question.head or "", counted[1].lower() if counted else ""}
    return asked[0].lower() != "among" or not any(measure_of(word) for word in words)
