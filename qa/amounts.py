"""Amounts as reports write them: a number with the words that limit it ("at least 58").

Works on plain text, without a parse. The words are data: ``data/amounts.toml``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.numerals import Numeral, Word, amount_lexicon, read_numeral, texts, words_of
from qa.records import Qualifier

__all__ = ["Amount", "find_amounts", "parse_amount", "same_number"]

FIRST, LAST = 0, -1
# When several limit the same number, the one that bounds it says most.
_STRENGTH: tuple[Qualifier, ...] = (
    "at_least", "more_than", "at_most", "fewer_than", "estimated", "about",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in a text.

    Attributes:
        numbers: Lowest and highest number named, before the qualifier (equal for one number);
            the highest is None for a vague word without an upper bound.
        start: Where the amount starts, its qualifier included.
        end: Where it ends, its qualifier included.
        number_start: Where the number itself starts.
        number_end: Where the number itself ends.
    """

    numbers: tuple[float, float | None]
    qualifier: Qualifier
    start: int
    end: int
    number_start: int
    number_end: int

    @property
    def low(self) -> float | None:
        """Lowest count allowed: "more than 600" has 600, which its qualifier excludes."""
        return None if self.qualifier in {"at_most", "fewer_than"} else self.numbers[0]

    @property
    def high(self) -> float | None:
        """Highest count allowed, None where there is no upper bound."""
        return None if self.qualifier in {"at_least", "more_than"} else self.numbers[1]


def parse_amount(text: str) -> tuple[float | None, float | None, Qualifier] | None:
    """Bounds and qualifier of the first amount in *text*; None if it holds none.

    A number inside a name, date or clock time ("T-72", "3/4/2017", "6:30") is no amount.
    """
    for amount in find_amounts(text):
        return amount.low, amount.high, amount.qualifier
    return None


def same_number(a: str, b: str) -> bool:
    """Whether the first amounts of *a* and *b* name the same number, whatever limits it.

    Numbers are compared whole: "800" is neither "1,800" nor "80", and is "eight hundred".
    """
    first, second = next(find_amounts(a), None), next(find_amounts(b), None)
    if first is None or second is None:
        return False
    vague = (first.qualifier == "vague", second.qualifier == "vague")
    return first.numbers == second.numbers and vague[0] == vague[1]


def find_amounts(text: str, *, loose: frozenset[int] = frozenset()) -> Iterator[Amount]:
    """Every amount in *text*, from left to right.

    Args:
        text: A sentence, or a part of one.
        loose: Where words begin that limit no number, however they look ("handed OVER 107").
    """
    return iter(_amounts(text, loose))


# One sentence is asked for its amounts by several rules.
@lru_cache(maxsize=4096)
def _amounts(text: str, loose: frozenset[int]) -> tuple[Amount, ...]:
    words, found = words_of(text), []
    index, done = 0, 0
    while index < len(words):
        number = read_numeral(text, words, index)
        if number is None:
            index += 1
            continue
        found.append(_qualified(words, number, _last_loose(words, number.first, done, loose)))
        index = done = number.last
    return tuple(found)


def _last_loose(words: Sequence[Word], first: int, done: int, loose: frozenset[int]) -> int:
    """Word behind the last one before *first* that limits nothing, or *done*."""
    behind = (i + 1 for i in range(first - 1, done - 1, -1) if words[i].start in loose)
    return next(behind, done)


@cache
def _phrases(table: str, at: int) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """(words, name) of every phrase in a table of lists, longest first, by its word *at*."""
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in amount_lexicon()[table].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            rows.setdefault(words[at], []).append((words, name))
    return {word: tuple(sorted(some, key=lambda row: -len(row[0]))) for word, some in rows.items()}


def _qualified(words: Sequence[Word], number: Numeral, done: int) -> Amount:
    """The amount with the limits before it (not reaching back past word *done*) and after it."""
    first, before = _limits_before(words, number.first, done)
    opening = texts(words, number.first - 1, number.first)
    if number.kind == "range" and opening in {("between",), ("from",)}:
        first = min(first, number.first - 1)
    last, after = number.last, ""
    following = words[last].text if last < len(words) else ""
    for phrase, name in _phrases("suffixes", FIRST).get(following, ()):
        if texts(words, last, last + len(phrase)) == phrase:
            last, after = last + len(phrase), name
            break
    kind = number.kind
    if kind == "exact":
        kind = next((name for name in _STRENGTH if name in {*before, after}), kind)
    return Amount(
        (number.low, number.high),
        kind,
        words[first].start,
        words[last - 1].end,
        words[number.first].start,
        words[number.last - 1].end,
    )


def _limits_before(words: Sequence[Word], first: int, done: int) -> tuple[int, list[str]]:
    """Where the limits before word *first* begin, and their names."""
    found: list[str] = []
    probe = first
    while probe > done:
        step, name = _phrase_before(words, probe, done)
        step = step or _filler_before(words, probe)
        if step == 0:
            break
        probe -= step
        if name:
            found.append(name)
            first = probe
    return first, found


def _filler_before(words: Sequence[Word], end: int) -> int:
    """How many words before *end* change nothing ("at least A TOTAL OF 58")."""
    return next((len(f) for f in _fillers() if texts(words, end - len(f), end) == f), 0)


@cache
def _fillers() -> tuple[tuple[str, ...], ...]:
    fillers = amount_lexicon()["connectors"]["fillers"]
    return tuple(sorted((tuple(filler.split()) for filler in fillers), key=len, reverse=True))


def _phrase_before(words: Sequence[Word], end: int, done: int) -> tuple[int, str | None]:
    for phrase, name in _phrases("qualifiers", LAST).get(words[end - 1].text, ()):
        if end - len(phrase) >= done and texts(words, end - len(phrase), end) == phrase:
            return len(phrase), name
    return 0, None
