"""Faults in numbers, and what all kinds of faults share.

One function a kind: a right answer in, the same answer with one lie in it out.

Each changes what the reader sees, and the record with it, as a system that lies consistently would;
quotes and articles stay as they are unless the fault is in them. None is returned where the answer
offers no place for the fault. Which of several places is taken follows from the case's id.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from evals.cases import Case
from evals.counts import find_numbers
from qa.records import Answer, Article, Claim

__all__ = ["NUMBER", "PLANTERS", "Ground", "Planter", "first_number", "plants", "say"]

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?![\w,]|\.\d)")
_WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty"]
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """A right answer and what a fault may be made from.

    Attributes:
        others: Right answers to other questions, with their cases.
    """

    case: Case
    answer: Answer
    articles: Mapping[str, Article]
    others: tuple[tuple[Case, Answer], ...]

    def choose(self, kind: str, count: int) -> int:
        """A number below *count* that depends on the case and the kind alone."""
        return crc32(f"{self.case.id} {kind}".encode()) % count


Planter = Callable[[Ground], Answer | None]
PLANTERS: dict[str, Planter] = {}


def plants(planter: Planter) -> Planter:
    """Register *planter* under its name."""
    PLANTERS[planter.__name__] = planter
    return planter


def say(ground: Ground, old: str, new: str, *, claim: Claim | None = None) -> Answer | None:
    """Say *new* for *old* in text, claim sentence and value; None if nothing would change."""
    answer = ground.answer
    form = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    target = claim or answer.claims[0]
    changed = replace(
        target, text=form.sub(new, target.text, count=1), value=form.sub(new, target.value, count=1)
    )
    numbers = find_numbers(changed.value)
    if changed.figure and numbers:
        figure = replace(changed.figure, low=numbers[0].low, high=numbers[0].high)
        changed = replace(changed, figure=figure)
    text = answer.text.replace(target.text, changed.text)
    if text == answer.text:
        text = form.sub(new, answer.text, count=1)
    if text == answer.text or changed.text == target.text:
        return None
    claims = tuple(changed if each is target else each for each in answer.claims)
    return replace(answer, text=text, claims=claims)


def first_number(ground: Ground) -> tuple[str, int] | None:
    """The value's number as written, and its worth."""
    if not ground.answer.claims or ground.answer.claims[0].date:
        return None
    value = ground.answer.claims[0].value
    if len(value.split()) > 8:
        return None
    digits = NUMBER.search(value)
    if digits:
        return digits.group(), int(digits.group().replace(",", ""))
    word = next((w for w in value.split() if w.casefold() in _WORDS), None)
    return (word, _WORDS[word.casefold()]) if word else None


def _renumber(ground: Ground, change: Callable[[str, int], str]) -> Answer | None:
    found = first_number(ground)
    return say(ground, found[0], change(*found)) if found else None


@plants
def digit_changed(ground: Ground) -> Answer | None:
    """800 becomes 810 or 900."""

    def change(_: str, worth: int) -> str:
        digits = f"{worth}"
        at = ground.choose("digit", len(digits))
        other = (int(digits[at]) % 9) + 1
        return f"{digits[:at]}{other}{digits[at + 1 :]}"

    return _renumber(ground, change)


@plants
def times_ten(ground: Ground) -> Answer | None:
    """80 becomes 800."""
    return _renumber(ground, lambda _, worth: f"{worth * 10 or 10:,}")


@plants
def separator_moved(ground: Ground) -> Answer | None:
    """1,800 becomes 1.800, and 800 becomes 8,00."""

    def change(written: str, worth: int) -> str:
        if "," in written:
            return written.replace(",", ".")
        return f"{worth}"[:1] + "," + (f"{worth}"[1:] or "0")

    return _renumber(ground, change)


@plants
def inside_larger(ground: Ground) -> Answer | None:
    """800 becomes 1,800, in which a careless search finds it."""
    return _renumber(ground, lambda _, worth: f"1,{worth:03d}" if worth < 1000 else f"2{worth}")


@plants
def part_of_number(ground: Ground) -> Answer | None:
    """1,800 becomes 800: the quote holds it as part of a token."""
    found = first_number(ground)
    if found is None or found[1] < 10 or found[0].casefold() in _WORDS:
        return None
    return _renumber(ground, lambda _, worth: f"{worth}"[1:].lstrip("0") or f"{worth}"[:1])
