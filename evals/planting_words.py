"""Faults in words: limits, doubts, speakers, negations, measures, dates and names."""

import re
from dataclasses import replace
from datetime import date, timedelta

from evals.counts import find_numbers
from evals.lexicon import patterns
from evals.planting import NUMBER, Ground, first_number, plants, say
from qa.records import Answer, Claim

__all__ = [
    "date_shifted",
    "hedge_dropped",
    "measure_swapped",
    "name_swapped",
    "negation_added",
    "negation_removed",
    "qualifier_dropped",
    "qualifier_swapped",
    "speaker_dropped",
    "speaker_swapped",
]

_NAMES = ("Marco Deltane", "the Orvenian Ministry of Forests", "Liam Karrow", "Bishop Tulliver")


@plants
def qualifier_dropped(ground: Ground) -> Answer | None:
    """A limit vanishes: "at least 58" becomes "58"."""
    return _without(
        ground, ("at_least", "more_than", "at_most", "about", "fewer_than", "estimated")
    )


@plants
def hedge_dropped(ground: Ground) -> Answer | None:
    """A doubt vanishes: "reportedly", "believed to", "likely"."""
    return _without(ground, ("alleged",))


def _without(ground: Ground, groups: tuple[str, ...]) -> Answer | None:
    """Drop the hedge that stands just before the value, or in its clause."""
    if not ground.answer.claims or len(ground.answer.claims[0].value.split()) > 10:
        return None
    claim = ground.answer.claims[0]
    forms = patterns("hedges")
    number = NUMBER.search(claim.value)
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


@plants
def qualifier_swapped(ground: Ground) -> Answer | None:
    """A limit is turned: "at least 58" becomes "up to 58"; a bare number gets one."""
    found = first_number(ground)
    if found is None:
        return None
    claim = ground.answer.claims[0]
    for old, new in (("at least", "up to"), ("up to", "at least"), ("more than", "fewer than"),
                     ("about", "at most"), ("some", "at least")):  # fmt: skip
        if re.search(rf"(?i)\b{old} {re.escape(found[0])}", claim.text):
            return say(ground, f"{old} {found[0]}", f"{new} {found[0]}")
    return say(ground, found[0], f"more than {found[0]}")


@plants
def speaker_dropped(ground: Ground) -> Answer | None:
    """An attribution vanishes: "11, according to the council" becomes "11"."""
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


@plants
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


@plants
def negation_added(ground: Ground) -> Answer | None:
    """A negation appears: "was hit" becomes "was not hit"."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None:
        return None
    text = re.sub(_VERBS, r"\1 not", claim.text, count=1)
    return (
        None if text == claim.text else _with_claim(ground, claim, replace(claim, text=text), text)
    )


@plants
def negation_removed(ground: Ground) -> Answer | None:
    """A negation vanishes: "was not hit" becomes "was hit"."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or ground.answer.state == "unknown":
        return None
    text = re.sub(r"(?<=\w) not\b|n't\b|\bno(?= \w+ (?:was|were|had|has|is|are)\b)", "", claim.text)
    return (
        None if text == claim.text else _with_claim(ground, claim, replace(claim, text=text), text)
    )


_SWAPS = {
    "killed": "wounded", "wounded": "killed", "dead": "injured", "injured": "dead",
    "died": "were hurt", "hurt": "killed", "arrested": "released", "freed": "arrested",
    "released": "arrested", "kidnapped": "released",
}  # fmt: skip


@plants
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


@plants
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


@plants
def name_swapped(ground: Ground) -> Answer | None:
    """Another name in the value's place."""
    claim = ground.answer.claims[0] if ground.answer.claims else None
    if claim is None or claim.date or find_numbers(claim.value):
        return None
    if len(claim.value.split()) > 6 or not claim.value[:1].isupper():
        return None
    return say(ground, claim.value, _NAMES[ground.choose("name", len(_NAMES))])
