"""Tells counts from the numbers of dates, times, ages, names and units."""

import re
from collections.abc import Iterator

from qa.amounts import Amount
from qa.counted import index_at
from qa.language import Sentence
from qa.measures import load_measures
from qa.overs import limited_amounts

__all__ = ["counting_amounts", "unit_of"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NOT_COUNTS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:(?:19|20)\d\d\b|\d\d\b(?!\s+[a-z])))?"
    r"|\b\d{1,2}-\d{1,2}-(?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\bat\s+(?:(?:approximately|about|around)\s+)?[0-2]\d[0-5]\d\b(?!\s+[a-z]+s\b)"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d)?|\b{_MONTH},?\s+(?:19|20)\d\d\b"
    r"|\b\d{1,4}(?:[.:h]\d\d)?\s*(?:a\.?m\b|p\.?m\b|gmt\b|hours?\s+gmt|o'clock|local\s+time)"
    r"|\b(?:at|after|before|around|by|since|until|to|past)\s+\w+"
    r"\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b"
    r"|\b\S+\s+years?\s+(?:old|of\s+age)\b|\b\S+\s+and\s+\S+\s+years?\s+old\b"
    r"|\b(?:aged?|ages)\s+(?:(?:of|below|under|over|between|from)\s+)*\w+(?:\s+(?:and|to)\s+\w+)?"
    r"|\b(?:in|since|by|until|during|from|of|late|early|mid)\s+(?:19|20)\d\d\b(?!\s+[a-z]+s\b)"
    r"|\b0\d+\b|\b(?:19|20)\d\ds\b|\b(?:19|20)\d\d\s*[-\u2013/]\s*(?:19|20)?\d\d\b"
    r"|\b(?:no|number|nr|article|resolution|highway|route|chapter|channel|law|decree|section)\.?"
    r"\s+\d+\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "23 more than the list showed", but "lost 40 more than a week ago"
_DIFFERENCE = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+than\b"
    r"(?!\s+(?:an?|one|two|three|\d+)\s+(?:minute|hour|day|night|week|month|year|decade)s?\b)",
    re.IGNORECASE,
)


def counting_amounts(sentence: Sentence) -> Iterator[Amount]:
    """Amounts that are no part of a date, a clock time, an age or a name, and no difference."""
    blocked = [match.span() for match in _NOT_COUNTS.finditer(sentence.text)]
    amounts = limited_amounts(sentence)
    for amount in amounts:
        inside = any(start <= amount.number_start < end for start, end in blocked)
        stray = any(_runs_into(sentence.text, amount, other) for other in amounts)
        apart = inside or stray or _DIFFERENCE.match(sentence.text, amount.end)
        if not apart and not _year_or_label(sentence, amount):
            yield amount


def _runs_into(text: str, amount: Amount, other: Amount) -> bool:
    """Whether a bare number stands right before a counted one: a page's "2440 Over 100 people"."""
    bare = text[amount.start : amount.end].isdigit()
    begins = amount.end < other.start and text[other.start].isupper()
    return bare and begins and text[amount.end : other.start].isspace()


def unit_of(text: str, amount: Amount) -> str | None:
    """The unit of a size ("kilometres", "%", "$"), or None for a count."""
    structure = load_measures().structure
    after = re.match(r"[\s-]*(per cent|[^\W\d_]+|%)", text[amount.end :], re.IGNORECASE)
    if after:
        word = after[1].lower()
        if structure["units"] & {word, word.removesuffix("s"), word.removesuffix("es")}:
            return after[1]
    before = re.search(r"(us\$|[$\u20ac\u00a3])\s*$", text[: amount.number_start], re.IGNORECASE)
    return before[1] if before else None


def _year_or_label(sentence: Sentence, amount: Amount) -> bool:
    tokens, word = sentence.tokens, sentence.text[amount.number_start : amount.number_end]
    i = index_at(sentence, amount.number_start)
    if i >= len(tokens):
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if _YEAR.fullmatch(word):
        return following is None or following.tag not in {"NNS", "NNPS"}
    if _is_age(sentence, i):
        return True
    # "Brigade 4", "Hotel Five": the parse makes the number part of the name before it
    label = tokens[i].dep == "nummod" and tokens[i].head == i - 1 and tokens[i - 1].pos == "PROPN"
    return label and (following is None or following.pos not in {"NOUN", "ADJ"})


def _is_age(sentence: Sentence, i: int) -> bool:
    """As in "Omar Haddad, 42, a teacher"."""
    tokens = sentence.tokens
    named = i > 1 and tokens[i - 1].text in {",", "("} and tokens[i - 2].pos == "PROPN"
    return named and (i + 1 == len(tokens) or tokens[i + 1].text in {",", ";", ".", ")"})
