"""Faults that a language model makes, planted in one sentence of a draft.

The gate's own kinds (``evals.planting``) change an answer; those that change its text are used
here as well. The kinds of this module need nothing but the sentence and what it rests on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from evals.planting import NUMBER
from evals.words import fold

__all__ = ["DRAFT_FAULTS", "GATE_KINDS", "Base", "Fault"]

GATE_KINDS = (
    "digit_changed", "times_ten", "separator_moved", "inside_larger", "part_of_number",
    "qualifier_dropped", "qualifier_swapped", "hedge_dropped", "speaker_dropped",
    "speaker_swapped", "negation_added", "negation_removed", "measure_swapped", "date_shifted",
    "name_swapped", "marker_forged", "figures_merged", "unknown_answered",
)  # fmt: skip
_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*")
_NAMES = ("Marco Deltane", "Orvenia", "the Tulliver Brigade", "Karrow")
_DAY = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BY = re.compile(
    r"^(?P<a>[A-Z][\w' ]{2,40}?) (?P<verb>attacked|killed|shelled|kidnapped|seized|ambushed|"
    r"accused|wounded|released|captured) (?P<b>[\w' ]{3,40}?)(?= in | on | at | near |,| \[|\.|$)"
)
_DIGITS = {"two": "three", "three": "four", "four": "six", "five": "seven", "six": "nine",
           "seven": "eight", "eight": "five", "nine": "ten", "ten": "twelve", "dozens": "hundreds",
           "hundreds": "thousands", "dozen": "hundred"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """A supported sentence of a draft.

    Attributes:
        id: Of its case; chooses between places for a fault.
        text: With its markers.
        numbers: Numbers of the evidence that it may name.
    """

    id: str
    text: str
    numbers: tuple[int, ...]

    def choose(self, kind: str, count: int) -> int:
        """A number below *count* that depends on the case and the kind alone."""
        return crc32(f"{self.id} {kind}".encode()) % count


Fault = Callable[[Base], str | None]
DRAFT_FAULTS: dict[str, Fault] = {}


def _plants(fault: Fault) -> Fault:
    DRAFT_FAULTS[fault.__name__.strip("_")] = fault
    return fault


def _before_marks(text: str, words: str) -> str | None:
    """*words* put before the first markers."""
    marks = _MARKS.search(text)
    return text[: marks.start()].rstrip(" .") + words + text[marks.start() :] if marks else None


@_plants
def _citation_missing(base: Base) -> str | None:
    """The sentence names no evidence."""
    return _MARKS.sub("", base.text).strip()


@_plants
def _citation_invented(base: Base) -> str | None:
    """The sentence names evidence that is not there."""
    return _MARKS.sub(f" [{max(base.numbers) + 7}]", base.text, count=1)


@_plants
def _wrong_citation(base: Base) -> str | None:
    """The sentence names another piece of the evidence than the one that holds it."""
    named = {int(number) for number in re.findall(r"\[(\d+)\]", base.text)}
    others = [number for number in base.numbers if number not in named]
    if not others:
        return None
    other = others[base.choose("citation", len(others))]
    return _MARKS.sub(f" [{other}]", base.text, count=1)


@_plants
def _confirmed_added(base: Base) -> str | None:
    """What a report says is called confirmed."""
    if "confirm" in fold(base.text):
        return None
    return f"It is confirmed that {base.text[:1].lower()}{base.text[1:]}"


@_plants
def _speaker_added(base: Base) -> str | None:
    """A statement is put in the mouth of somebody who did not make it."""
    return _before_marks(base.text, ", the Orvenian ministry of forests said")


@_plants
def _number_added(base: Base) -> str | None:
    """A count that no report gives."""
    return _before_marks(base.text, ", including 17 children")


@_plants
def _word_number_added(base: Base) -> str | None:
    """A count in words that no report gives."""
    return _before_marks(base.text, ", among them thirteen nurses")


@_plants
def _cause_added(base: Base) -> str | None:
    """A cause that no report gives."""
    return _before_marks(base.text, " in revenge for a broken truce")


@_plants
def _day_added(base: Base) -> str | None:
    """A day that no report gives."""
    return _before_marks(base.text, " on the night of 29 February 1988")


@_plants
def _judgement_added(base: Base) -> str | None:
    """A judgement that no report makes."""
    return _before_marks(base.text, ", a barbaric war crime")


@_plants
def _word_number_changed(base: Base) -> str | None:
    """A number in words becomes another: "seven" becomes "eight"."""
    for old, new in _DIGITS.items():
        changed = re.sub(rf"\b{old}\b", new, base.text, count=1)
        if changed != base.text:
            return changed
    return None


@_plants
def _numbers_exchanged(base: Base) -> str | None:
    """Two counts of one sentence change places: the killed and the wounded."""
    plain = _DAY.sub(lambda match: "#" * len(match.group()), _MARKS.sub(_blank, base.text))
    found = [
        match
        for match in NUMBER.finditer(plain)
        if not re.fullmatch(r"(?:19|20)\d\d", match.group())
        and not plain[: match.start()].rstrip().endswith("(")
    ]
    if len(found) < 2 or found[0].group() == found[1].group() or "“" in base.text:
        return None
    first, second = found[:2]
    text = base.text
    return (
        f"{text[: first.start()]}{second.group()}{text[first.end() : second.start()]}"
        f"{first.group()}{text[second.end() :]}"
    )


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match.group())


@_plants
def _inner_name_swapped(base: Base) -> str | None:
    """A name inside the sentence becomes another name."""
    found = list(_CAPITAL.finditer(base.text.partition(" [")[0]))
    if not found:
        return None
    match = found[base.choose("inner name", len(found))]
    other = _NAMES[base.choose("other name", len(_NAMES))]
    return base.text[: match.start()] + other + base.text[match.end() :]


@_plants
def _day_moved(base: Base) -> str | None:
    """The day of a month, or the weekday, becomes another."""
    day = _DAY.search(base.text)
    if day:
        other = int(day[1]) % 28 + 1
        return base.text[: day.start(1)] + f"{other}" + base.text[day.end(1) :]
    for place, name in enumerate(_WEEKDAYS):
        changed = re.sub(rf"\b{name}\b", _WEEKDAYS[(place + 2) % 7], base.text, count=1)
        if changed != base.text:
            return changed
    return None


@_plants
def _roles_exchanged(base: Base) -> str | None:
    """Who did it and whom it was done to change places."""
    match = _BY.match(base.text)
    if not match or re.search(
        r"^and | and |(?:was|were|been|are|is)$", f"{match['b']} {match['a']}"
    ):
        return None
    target = match["b"][:1].upper() + match["b"][1:]
    return f"{target} {match['verb']} {match['a']}{base.text[match.end() :]}"


@_plants
def _denial_turned(base: Base) -> str | None:
    """The words "denied that" become "said that"."""
    changed = re.sub(r"\b(?:denied|rejected)\b(?! by)", "admitted", base.text, count=1)
    return None if changed == base.text else changed


@_plants
def _doubt_removed(base: Base) -> str | None:
    """A word of doubt goes, wherever it stands."""
    form = (
        r"(?i)\b(?:reportedly|allegedly|suspected|alleged|possibly|probably|apparently|likely|"
        r"believed to (?:be|have been)|thought to have|may have|might have)\b ?"
    )
    plain = base.text
    changed = re.sub(form, "", plain, count=1)
    return None if changed == plain else changed[:1].upper() + changed[1:]


@_plants
def _prefaced(base: Base) -> str | None:
    """The model talks about itself."""
    return f"As an AI language model I can tell that {base.text[:1].lower()}{base.text[1:]}"
