"""The parts of an answer's text: a figure, a day, a speaker, a quotation, in readable words.

What the report says is kept; only its dress changes: the capitals of an all-capitals report and
of a sentence's first word, line breaks, and brackets that look like our markers.
"""

import re

from qa.amounts import find_amounts
from qa.candidates import Candidate
from qa.casing import is_capitals, truecase
from qa.days import day_in_words
from qa.findings import Finding
from qa.language import parse
from qa.overs import limited_amounts
from qa.records import DateValue, Qualifier

__all__ = [
    "clause_around",
    "date_words",
    "figure_words",
    "flat",
    "quoted",
    "speaker_words",
    "with_limit",
]

_QUALIFIERS: dict[Qualifier, str] = {
    "about": "about",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "fewer_than": "fewer than",
    "estimated": "an estimated",
}
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "some",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "many",
        "another",
        "both",
        "most",
    }
)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[-\u2013\u2014]{1,2}\s")
_SENTENCE_END = re.compile(r"[.!?][\"\u201d'\u2019)]*\s+")
_LONG_SENTENCE = 30  # words; of longer ones the clause alone is quoted


def figure_words(finding: Finding) -> str:
    """The number with its qualifier, and who is counted where the report says so beside it."""
    candidate = finding.candidate
    figure = candidate.figure
    assert figure is not None
    words = flat(candidate.value)
    amount = next(iter(find_amounts(words)), None)
    if amount is not None and figure.qualifier in _QUALIFIERS:
        number = words[amount.number_start : amount.number_end]
        words = f"{_QUALIFIERS[figure.qualifier]} {number}"
    counted = flat(figure.of) if figure.of else ""
    article = candidate.line.article.text
    source = flat(article[finding.sources[0].start : finding.sources[0].end])
    if counted and counted.casefold() not in words.casefold() and counted in source:
        part = counted.split()[0].lower() in _DETERMINERS and f"of {counted}" in source
        words += f" of {counted}" if part else f" {counted}"
    return _cased(words)


def with_limit(candidate: Candidate) -> str:
    """The value, with the words that limit it where it is the bare number of an amount."""
    line = candidate.line
    first, last = candidate.start - line.start, candidate.end - line.start
    for amount in limited_amounts(parse(line.text)):
        limited = amount.qualifier != "exact" and amount.start < first
        if limited and first <= amount.number_start and amount.number_end <= last:
            return _cased(flat(line.text[amount.start : last]))
    return _cased(flat(candidate.value))


def date_words(when: DateValue) -> str:
    """The day in words, and in the report's own words where those differ."""
    start, end = day_in_words(when.start), day_in_words(when.end)
    if when.precision == "month":
        day = start.partition(" ")[2]
    elif when.precision == "year":
        day = when.start[:4]
    else:
        day = start if start == end else f"between {start} and {end}"
    said = flat(when.text)
    return day if said.casefold() == day.casefold() else f"{day} ({quoted(_cased(said))})"


def speaker_words(speaker: str, article: str) -> str:
    """A speaker as it reads inside a sentence: "the judges" for "The judges"."""
    words = _cased(flat(speaker))
    first, _, rest = words.partition(" ")
    # a word that the report writes small elsewhere is no name
    common = re.search(rf"(?<![\w'\u2019-]){re.escape(first.lower())}(?![\w'\u2019-])", article)
    # before another capital it is part of a name: "International Coalition"
    plain = first.istitle() and (rest[:1].islower() or (not rest and first.endswith("s")))
    if first.lower() in _DETERMINERS or (plain and common):
        return f"{first.lower()} {rest}".strip()
    return words


def clause_around(text: str, start: int, end: int) -> str:
    """The sentence of *text* that holds [start, end), or of a long one the clause."""
    stops = [match.end() for match in _SENTENCE_END.finditer(text)]
    opened = max((stop for stop in stops if stop <= start), default=0)
    closed = min((stop for stop in stops if stop >= end), default=len(text))
    sentence, start, end = text[opened:closed], start - opened, end - opened
    if len(sentence.split()) <= _LONG_SENTENCE:
        return sentence
    marks = list(_CLAUSE_END.finditer(sentence))
    first = max((mark.end() for mark in marks if mark.end() <= start), default=0)
    last = min((mark.start() for mark in marks if mark.start() >= end), default=len(sentence))
    return sentence[first:last]


def flat(text: str) -> str:
    """The words on one line; brackets that look like our markers are opened."""
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def quoted(text: str) -> str:
    """The words in quotation marks, without marks of their own around them."""
    return "\u201c" + flat(text).strip('\u201c\u201d" ') + "\u201d"


def _cased(words: str) -> str:
    """Words of an all-capitals report in the case they would have."""
    if not is_capitals(words):
        return words
    cased = truecase(words)
    first = cased.partition(" ")[0].lower()
    return cased[:1].lower() + cased[1:] if first in _DETERMINERS else cased
