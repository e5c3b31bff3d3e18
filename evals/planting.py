"""Faults, one function a kind: a right answer in, the same answer with one lie in it out.

Each changes what the reader sees, and the record with it, as a system that lies consistently would;
quotes and articles stay as they are unless the fault is in them. None is returned where the answer
offers no place for the fault. Which of several places is taken follows from the case's id.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zlib import crc32

from qa.records import Answer, Article, Claim

from evals.cases import Case
from evals.counts import find_numbers
from evals.lexicon import patterns, word_set

__all__ = ["PLANTERS", "Ground"]

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?![\w,]|\.\d)")
_WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty"]
    )
}  # fmt: skip
_NAMES = ("Marco Deltane", "the Orvenian Ministry of Forests", "Liam Karrow", "Bishop Tulliver")
_PLACES = word_set("calendar")


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


def _plants(planter: Planter) -> Planter:
    PLANTERS[planter.__name__] = planter
    return planter


def _said(ground: Ground, old: str, new: str, *, claim: Claim | None = None) -> Answer | None:
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


def _first_number(ground: Ground) -> tuple[str, int] | None:
    """The value's number as written, and its worth."""
    if not ground.answer.claims or ground.answer.claims[0].date:
        return None
    value = ground.answer.claims[0].value
    if len(value.split()) > 8:
        return None
    digits = _NUMBER.search(value)
    if digits:
        return digits.group(), int(digits.group().replace(",", ""))
    word = next((w for w in value.split() if w.casefold() in _WORDS), None)
    return (word, _WORDS[word.casefold()]) if word else None


def _renumber(ground: Ground, change: Callable[[str, int], str]) -> Answer | None:
    found = _first_number(ground)
    return _said(ground, found[0], change(*found)) if found else None


@_plants
def digit_changed(ground: Ground) -> Answer | None:
    """800 becomes 810 or 900."""

    def change(written: str, worth: int) -> str:
        digits = f"{worth}"
        at = ground.choose("digit", len(digits))
        other = (int(digits[at]) % 9) + 1
        return f"{digits[:at]}{other}{digits[at + 1 :]}"

    return _renumber(ground, change)


@_plants
def times_ten(ground: Ground) -> Answer | None:
    """80 becomes 800."""
    return _renumber(ground, lambda written, worth: f"{worth * 10 or 10:,}")


@_plants
def separator_moved(ground: Ground) -> Answer | None:
    """1,800 becomes 1.800, and 800 becomes 8,00."""

    def change(written: str, worth: int) -> str:
        if "," in written:
            return written.replace(",", ".")
        return f"{worth}"[:1] + "," + (f"{worth}"[1:] or "0")

    return _renumber(ground, change)


@_plants
def inside_larger(ground: Ground) -> Answer | None:
    """800 becomes 1,800, in which a careless search finds it."""
    return _renumber(ground, lambda written, worth: f"1,{worth:03d}" if worth < 1000 else f"2{worth}")


@_plants
def part_of_number(ground: Ground) -> Answer | None:
    """1,800 becomes 800: the quote holds it as part of a token."""
    found = _first_number(ground)
    if found is None or found[1] < 10 or found[0].casefold() in _WORDS:
        return None
    return _renumber(ground, lambda written, worth: f"{worth}"[1:].lstrip("0") or f"{worth}"[:1])


@_plants
def qualifier_dropped(ground: Ground) -> Answer | None:
    """"At least 58" becomes "58"."""
    return _without(ground, ("at_least", "more_than", "at_most", "about", "fewer_than", "estimated"))


@_plants
def hedge_dropped(ground: Ground) -> Answer | None:
    """"Reportedly", "believed to" and "likely" vanish."""
    return _without(ground, ("alleged",))


def _without(ground: Ground, groups: tuple[str, ...]) -> Answer | None:
    """Drop the hedge that stands just before the value, or in its clause."""
    if not ground.answer.claims or len(ground.answer.claims[0].value.split()) > 10:
        return None
    claim = ground.answer.claims[0]
    forms = patterns("hedges")
    number = _NUMBER.search(claim.value)
    core = number.group() if number else claim.value
    for group in groups:
        near = re.compile(
            rf"(?i)\b(?:an? )?(?:{forms[group]}) (?:at |to be |to have been |members of |the )*"
            rf"(?={re.escape(core)}(?!\w))"
        )
        match = near.search(claim.text)
        if match:
            return _cut(ground, claim, match.group())
    return None


def _cut(ground: Ground, claim: Claim, words: str) -> Answer | None:
    """Take *words* out of text, claim sentence and value."""
    text = claim.text.replace(words, "", 1)
    value = claim.value.replace(words, "", 1) if words in claim.value else claim.value
    changed = replace(claim, text=text, value=value.strip() or claim.value, certainty="reported")
    answer = ground.answer
    whole = answer.text.replace(claim.text, text)
    if whole == answer.text:
        return None
    claims = tuple(changed if each is claim else each for each in answer.claims)
    return replace(answer, text=whole, claims=claims)


@_plants
def qualifier_swapped(ground: Ground) -> Answer | None:
    """"At least 58" becomes "up to 58", and a bare number becomes a least one."""
    found = _first_number(ground)
    if found is None:
        return None
    claim = ground.answer.claims[0]
    for old, new in (("at least", "up to"), ("up to", "at least"), ("more than", "fewer than"),
                     ("about", "at most"), ("some", "at least")):  # fmt: skip
        if re.search(rf"(?i)\b{old} {re.escape(found[0])}", claim.text):
            return _said(ground, f"{old} {found[0]}", f"{new} {found[0]}")
    return _said(ground, found[0], f"more than {found[0]}")


@_plants
def speaker_dropped(ground: Ground) -> Answer | None:
    """"11, according to the council" becomes "11"."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or not claim.speaker:
        return None
    words = f", according to {claim.speaker}"
    if words in claim.text:
        return _cut(replace_speaker(ground, None), _claim(ground, None), words)
    if len(claim.value.split()) > 8:
        return None
    short = f"{claim.value} [{claim.citations[0]}]"
    changed = replace(claim, text=short, speaker=None, certainty="reported")
    return _with_claim(ground, claim, changed, short)


def _claim(ground: Ground, speaker: str | None) -> Claim:
    return replace(ground.answer.claims[0], speaker=speaker)


def replace_speaker(ground: Ground, speaker: str | None) -> Ground:
    """The same ground with another speaker in the first claim's record."""
    claims = (_claim(ground, speaker), *ground.answer.claims[1:])
    return replace(ground, answer=replace(ground.answer, claims=claims))


def _with_claim(ground: Ground, old: Claim, new: Claim, said: str) -> Answer:
    claims = tuple(new if each is old else each for each in ground.answer.claims)
    text = ground.answer.text.replace(old.text, said)
    return replace(ground.answer, text=text, claims=claims)


@_plants
def speaker_swapped(ground: Ground) -> Answer | None:
    """The council's figure is put in a ministry's mouth."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or not claim.speaker:
        return None
    other = _NAMES[ground.choose("speaker", len(_NAMES))]
    changed = replace(claim, text=claim.text.replace(claim.speaker, other), speaker=other)
    if changed.text == claim.text:
        return None
    return _with_claim(ground, claim, changed, changed.text)


_VERBS = r"\b(was|were|is|are|had|has|have|did|could|would|will)\b(?! not)(?!n't)"


@_plants
def negation_added(ground: Ground) -> Answer | None:
    """"Was hit" becomes "was not hit"."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None:
        return None
    text = re.sub(_VERBS, r"\1 not", claim.text, count=1)
    return None if text == claim.text else _with_claim(ground, claim, replace(claim, text=text), text)


@_plants
def negation_removed(ground: Ground) -> Answer | None:
    """"Was not hit" becomes "was hit"."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or ground.answer.state == "unknown":
        return None
    text = re.sub(r"(?<=\w) not\b|n't\b|\bno(?= \w+ (?:was|were|had|has|is|are)\b)", "", claim.text)
    return None if text == claim.text else _with_claim(ground, claim, replace(claim, text=text), text)


_SWAPS = {
    "killed": "wounded", "wounded": "killed", "dead": "injured", "injured": "dead",
    "died": "were hurt", "hurt": "killed", "arrested": "released", "freed": "arrested",
    "released": "arrested", "kidnapped": "released",
}  # fmt: skip


@_plants
def measure_swapped(ground: Ground) -> Answer | None:
    """The killed become the wounded."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None:
        return None
    for old, new in _SWAPS.items():
        text = re.sub(rf"(?i)\b{old}\b", new, claim.text, count=1)
        if text != claim.text:
            return _with_claim(ground, claim, replace(claim, text=text), text)
    return None


@_plants
def date_shifted(ground: Ground) -> Answer | None:
    """The day becomes the day before, or the same day a year later."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or claim.date is None:
        return None
    day = date.fromisoformat(claim.date.start)
    later = day + timedelta(days=365) if ground.choose("year", 3) == 0 else day - timedelta(days=1)
    iso = later.isoformat()
    moved = replace(claim.date, start=iso, end=iso)
    text = claim.text.replace(f"{day.day} {day:%B %Y}", f"{later.day} {later:%B %Y}", 1)
    changed = replace(claim, text=text, date=moved)
    return _with_claim(ground, claim, changed, text)


@_plants
def name_swapped(ground: Ground) -> Answer | None:
    """Another name in the value's place."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or claim.date or find_numbers(claim.value):
        return None
    if len(claim.value.split()) > 6 or not claim.value[:1].isupper():
        return None
    return _said(ground, claim.value, _NAMES[ground.choose("name", len(_NAMES))])
