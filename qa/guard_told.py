"""What the cited quotes hold, read once: their sentences, words, amounts and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from qa.amounts import Amount, find_amounts
from qa.datelines import read_heading
from qa.dates import DateMention, find_dates
from qa.figures import FigureMention, find_figures
from qa.furniture import dated_end
from qa.guard_evidence import Backing
from qa.guard_statements import stated
from qa.language import Sentence, parse_many
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.names import load_names
from qa.records import DateValue
from qa.sentences import sentence_spans
from qa.word_keys import word_keys

__all__ = [
    "Told",
    "amounts_beside_dates",
    "dateline_end",
    "guard_lexicon",
    "told_by",
    "word_set",
]

_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
_DATELINE = re.compile(r"[\d(]")
_LONGEST_HEAD = 80  # letters
_BRACKETS = re.compile(r"(?:\s*\[[^\]\n]*\])*\s*")


@cache
def guard_lexicon() -> dict[str, Any]:
    """The tables of ``data/guard.toml``."""
    return load_lexicon("guard")


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """One list of ``data/guard.toml``."""
    return frozenset(guard_lexicon()[table][name])


@dataclass(frozen=True, slots=True)
class Told:
    """The cited pieces, read.

    Attributes:
        quotes: Each quote's sentences, parsed, in order.
        keys: Keys of all words of the quotes (``word_keys``).
        outlets: Keys of the outlets' names: who reports may be said.
        setting: Keys of the reports' titles, which stand above their quotes: words of the question
            that stand there may be repeated.
        measures: Measures that the quotes' words name.
        amounts: Every amount of the quotes outside dates.
        dates: Every day or time that the quotes and their claims name.
        published: When the reports came out.
    """

    pieces: tuple[Backing, ...]
    quotes: tuple[tuple[Sentence, ...], ...]
    keys: frozenset[str]
    outlets: frozenset[str]
    setting: frozenset[str]
    measures: frozenset[str]
    amounts: tuple[Amount, ...]
    dates: tuple[DateValue, ...]
    published: tuple[str, ...]

    @property
    def outlet_names(self) -> frozenset[str]:
        """The outlets of the cited reports, as they are written."""
        return frozenset(piece.citation.outlet or "" for piece in self.pieces)

    @property
    def sureness(self) -> frozenset[str]:
        """How sure the claims on the quotes are."""
        return frozenset(claim.certainty for piece in self.pieces for claim in piece.claims)

    @property
    def text(self) -> str:
        """All quotes."""
        return "\n".join(piece.citation.quote for piece in self.pieces)

    def sentences(self) -> Iterator[tuple[Sequence[Sentence], int]]:
        """Each sentence as (the sentences of its quote, its index among them)."""
        for quote in self.quotes:
            for i in range(len(quote)):
                yield quote, i

    def figures(self) -> Iterator[FigureMention]:
        """Every figure of the quotes."""
        for quote, i in self.sentences():
            yield from find_figures(quote[i], previous=quote[i - 1] if i else None)


@lru_cache(maxsize=256)
def told_by(pieces: tuple[Backing, ...]) -> Told:
    """Read *pieces*; what states nothing is left out."""
    pieces = tuple(map(stated, pieces))
    quotes = tuple(_sentences(piece.citation.quote) for piece in pieces)
    outlets = " ".join(piece.citation.outlet or "" for piece in pieces)
    titles = "; ".join(piece.citation.title for piece in pieces)
    text = "\n".join(piece.citation.quote for piece in pieces)
    lemmas = {token.lemma for quote in quotes for one in quote for token in one.tokens}
    amounts = tuple(
        amount for piece in pieces for amount in amounts_beside_dates(piece.citation.quote)[0]
    )
    return Told(
        pieces=pieces,
        quotes=quotes,
        keys=word_keys(text) | load_names().keys(text),
        outlets=word_keys(outlets),
        setting=word_keys(titles),
        measures=frozenset(filter(None, map(measure_of, lemmas))),
        amounts=amounts,
        dates=tuple(date for piece in pieces for date in _dates(piece)),
        published=tuple(filter(None, (piece.citation.published for piece in pieces))),
    )


def _sentences(quote: str) -> tuple[Sentence, ...]:
    """A quote's sentences; its dateline is one of its own, since it would spoil the first's parse.

    A single line break wraps a line, and a short line ("THE BUSES") is no heading there.
    """
    text = _WRAPPED.sub(" ", quote)
    opened = max(dateline_end(text), dated_end(text))
    spans = [(0, opened)] if opened else []
    spans += [(opened + start, opened + end) for start, end in sentence_spans(text[opened:])]
    return tuple(parse_many([text[start:end] for start, end in spans]))


def dateline_end(text: str) -> int:
    """Where "OSHT, 3 JAN 90 (AGENCY) -- [TEXT]" ends; a dash alone ends no dateline."""
    end = read_heading(text).end
    if not end or not _DATELINE.search(text[:end]):
        return _leading_date_end(text)
    marks = _BRACKETS.match(text, end)
    return marks.end() if marks else end


def _leading_date_end(text: str) -> int:
    """Where "Published July 5 2031" ends, if a sentence begins right behind it."""
    for mention in find_dates(text[:_LONGEST_HEAD], published=None)[:1]:
        before, after = text[: mention.start].split(), text[mention.end :].lstrip()
        labelled = {word.strip(":").lower() for word in before} <= word_set("dating", "labels")
        if labelled and mention.value.precision == "day" and after[:1].isupper():
            return len(text) - len(after)
    return 0


def _dates(piece: Backing) -> Iterator[DateValue]:
    published = piece.citation.published
    for mention in find_dates(piece.citation.quote, published=published):
        yield mention.value
    for claim in piece.claims:
        if claim.date is not None:
            yield claim.date


@lru_cache(maxsize=1024)
def amounts_beside_dates(text: str) -> tuple[tuple[Amount, ...], tuple[DateMention, ...]]:
    """Amounts of *text* that are no part of a date, and its dates.

    "Today" stands for a fixed day here, so that dates without a year are found too.
    """
    dates = tuple(find_dates(text, published="2000-06-15"))
    amounts = tuple(
        amount
        for amount in find_amounts(text)
        if not any(d.start < amount.number_end and amount.number_start < d.end for d in dates)
    )
    return amounts, dates
