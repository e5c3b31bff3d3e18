"""Numbers in digits and in words, single, in ranges, or vague ("dozens"), found in plain text.

The words are data: ``data/amounts.toml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.lexicons import load_lexicon
from qa.records import Qualifier

__all__ = ["Numeral", "Word", "amount_lexicon", "read_numeral", "texts", "words_of"]

# Dates, clock times and version-like strings are single tokens, so no part of them is a number.
_TOKEN = re.compile(
    r"\d+(?:[./:]\d+){2,}|\d+(?:[/:]\d+)+|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}|[ ]000)+(?!\d)|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)?|[^\w\s]"
)
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SEPARATORS = re.compile(r"[,\s]")
_NOT_VAGUE_AFTER = {("how",), ("so",), ("as",), ("too",), ("-",)}
_DOZEN, _THOUSAND = 12, 1000
_DASHES = frozenset("-\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a text, in lower case, with its offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that words [first, last) name.

    Attributes:
        low: The number, or the lowest of a range.
        high: The same, or the highest of a range; None for a vague word without upper bound.
        scale: The scale word that ends it ("hundred" is 100), or 1.
        kind: ``exact``, ``range`` or ``vague``.
    """

    low: float
    high: float | None
    first: int
    last: int
    scale: float
    kind: Qualifier


def words_of(text: str) -> list[Word]:
    """*text* cut into words, numbers and marks."""
    return [Word(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]


def read_numeral(text: str, words: Sequence[Word], first: int) -> Numeral | None:
    """The number, range or vague word that starts at word *first*, if one does."""
    opening = words[first].text
    if not opening[0].isdigit() and opening not in _openings():
        return None
    return _range(text, words, first) or _vague(words, first)


def texts(words: Sequence[Word], first: int, last: int) -> tuple[str, ...]:
    """The words [first, last), cut at the start of the text."""
    return tuple(word.text for word in words[max(first, 0) : last])


@cache
def amount_lexicon() -> dict[str, Any]:
    """The tables of ``data/amounts.toml``."""
    return load_lexicon("amounts")


@cache
def _openings() -> frozenset[str]:
    """All words that a number in words may begin with."""
    tables = amount_lexicon()
    return frozenset({"half", "a", "an", *tables["units"], *tables["tens"], *_vague_phrases()})


def _digits(word: str) -> float:
    return float(_SEPARATORS.sub("", word))


@cache
def _vague_phrases() -> dict[str, list[tuple[tuple[str, ...], float, float | None]]]:
    """First word to (words, low, high) of the phrases that begin with it, longest first."""
    rows: dict[str, list[tuple[tuple[str, ...], float, float | None]]] = {}
    for phrase, (low, high) in amount_lexicon()["vague"].items():
        words = tuple(phrase.split())
        rows.setdefault(words[0], []).append((words, low, None if high < 0 else high))
    return {word: sorted(found, key=lambda row: -len(row[0])) for word, found in rows.items()}


def _touches(words: Sequence[Word], index: int, step: int) -> bool:
    """Whether the next word on that side starts right where this one ends."""
    other = index + step
    if not 0 <= other < len(words):
        return False
    left, right = (words[other], words[index]) if step < 0 else (words[index], words[other])
    return left.end == right.start


def _part_of_name(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words [first, last) are glued to letters: "T-72", "M16", "43-year-old", "4th"."""
    start, end = words[first].start, words[last - 1].end
    before, after = text[:start], text[end:]
    if re.search(r"[^\W\d_][-\u2013]?\Z|\d[.,:/]\Z|(?:^|\s)no\.?\s?\Z", before, re.IGNORECASE):
        return True
    units = "|".join(amount_lexicon()["connectors"]["attached_units"])
    glued = re.match(r"[-\u2013]?[^\W\d_]+|[:/]\d", after)
    return bool(glued) and not re.match(
        rf"(?:{units})\b|[-\u2013](?:to|and)[-\u2013]", after, re.IGNORECASE
    )


def _cardinal(text: str, words: Sequence[Word], first: int) -> Numeral | None:
    """The single number that starts at *first*: "1,800", "1.2 million", "a hundred and forty"."""
    tables = amount_lexicon()
    word, index = words[first].text, first
    value: float
    if _DIGITS.fullmatch(word):
        value, index = _digits(word), first + 1
    elif word == "half" and (half := _half(words, first)):
        value, index = half
        return _checked(text, words, Numeral(value, value, first, index, 1, "exact"))
    elif word in {"a", "an"} and words[first + 1 : first + 2]:
        if words[first + 1].text not in tables["scales"]:
            return None
        value, index = 1.0, first + 1
    elif word in tables["units"] or word in tables["tens"]:
        value, index = _below_hundred(words, first)
    else:
        return None
    value, index, scale = _scaled(words, value, index)
    return _checked(text, words, Numeral(value, value, first, index, scale, "exact"))


def _checked(text: str, words: Sequence[Word], number: Numeral) -> Numeral | None:
    return None if _part_of_name(text, words, number.first, number.last) else number


def _half(words: Sequence[Word], first: int) -> tuple[float, int] | None:
    """Value and end of "half a dozen", "half-million"."""
    scales = amount_lexicon()["scales"]
    after = first + 2 if texts(words, first + 1, first + 2) in {("a",), ("-",)} else first + 1
    if after < len(words) and words[after].text in scales:
        return scales[words[after].text] / 2, after + 1
    return None


def _below_hundred(words: Sequence[Word], index: int) -> tuple[float, int]:
    tables = amount_lexicon()
    if words[index].text in tables["units"]:
        return float(tables["units"][words[index].text]), index + 1
    value, after = float(tables["tens"][words[index].text]), index + 1
    hyphen = after + 1 < len(words) and words[after].text in _DASHES and _touches(words, after, -1)
    unit_at = after + 1 if hyphen else after
    unit = tables["units"].get(words[unit_at].text, 0) if unit_at < len(words) else 0
    return (value + unit, unit_at + 1) if 0 < unit < 10 else (value, after)  # noqa: PLR2004


def _scaled(words: Sequence[Word], value: float, index: int) -> tuple[float, int, float]:
    """Apply the scale words after a number: "two thousand five hundred and forty".

    Returns its value, the word after it, and the scale word that ends it (1 if none does).
    """
    scales = amount_lexicon()["scales"]
    total, current, scale, limit = 0.0, value, 1.0, float("inf")
    whole = value, index, scale
    while index < len(words):
        if words[index].text in scales:
            scale = float(scales[words[index].text])
            if scale >= limit:  # "five thousand and two million" are two numbers
                return whole
            index += 1
            current *= scale
            if scale >= _THOUSAND:
                total, current, limit = total + current, 0.0, scale
        elif scale > _DOZEN and (part := _remainder(words, index)):
            current, index, scale = current + part[0], part[1], 1.0
        else:
            break
        if current == 0 or index >= len(words) or words[index].text not in scales:
            whole = total + current, index, scale
    return whole


def _remainder(words: Sequence[Word], index: int) -> tuple[float, int] | None:
    """The number below a hundred that goes on a larger one, with or without "and"."""
    tables = amount_lexicon()
    index += words[index].text == "and"
    name = words[index].text if index < len(words) else ""
    return _below_hundred(words, index) if name in tables["units"] | tables["tens"] else None


def _range(text: str, words: Sequence[Word], first: int) -> Numeral | None:
    """The number or range of numbers that starts at *first*."""
    number = _cardinal(text, words, first)
    if number is None:
        return _glued_range(text, words, first)
    join = number.last
    if join + 1 >= len(words):
        return number
    between = texts(words, first - 1, first) == ("between",)
    link = words[join].text
    if not (link in {"to", "or"} | _DASHES or (link == "and" and between)):
        return number
    second = _cardinal(text, words, join + 1)
    if second is None or (link == "to" and _names_change(words, first)):
        return number
    return _spanning(number, second) or number


def _glued_range(text: str, words: Sequence[Word], first: int) -> Numeral | None:
    """A range such as "15-20", whose halves touch the dash as the number of a name does."""
    if texts(words, first + 1, first + 2) and words[first + 1].text in _DASHES:
        low, high = words[first].text, texts(words, first + 2, first + 3)
        if _DIGITS.fullmatch(low) and high and _DIGITS.fullmatch(high[0]):
            outside = _part_of_name(text, words, first, first + 3)
            bounds = _digits(low), _digits(high[0])
            if not outside and bounds[0] < bounds[1]:
                return Numeral(*bounds, first, first + 3, 1, "range")
    return None


def _spanning(number: Numeral, second: Numeral) -> Numeral | None:
    low, high = number.low, second.low
    # "two to three hundred": the scale word serves both
    if number.scale == 1 and second.scale > 1 and low < second.scale:
        low *= second.scale
    if low >= high:
        return None
    return Numeral(low, high, number.first, second.last, 1, "range")


def _names_change(words: Sequence[Word], first: int) -> bool:
    """Whether "from X to Y" tells a change ("rose from 31 to 44")."""
    changes = amount_lexicon()["connectors"]["changes"]
    before = texts(words, first - 6, first)
    return "from" in before and any(word in changes for word in before)


def _vague(words: Sequence[Word], first: int) -> Numeral | None:
    phrases = _vague_phrases().get(words[first].text)
    if not phrases or texts(words, first - 1, first) in _NOT_VAGUE_AFTER:
        return None
    for phrase, low, high in phrases:
        if texts(words, first, first + len(phrase)) == phrase:
            return Numeral(low, high, first, first + len(phrase), 1, "vague")
    return None
