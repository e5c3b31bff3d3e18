"""Counts of a part beside the whole: "four of the six drones", "nine people, two of them women".

Reports tell both in one breath, so the reader must learn which of them is asked for. Few sentences
of the training reports do; most examples are made by adding the other count to a sentence.
"""

import random
import re
from dataclasses import replace

from training.phrases import Asked

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
GROUPS = (
    "children", "women", "civilians", "soldiers", "foreigners", "students", "farmers", "officers",
    "teenagers", "nurses", "minors", "policemen", "elderly people", "drivers", "teachers", "rebels",
    "guards", "labourers", "refugees", "reporters",
)  # fmt: skip
FOUND = ("unidentified", "still missing", "seriously wounded", "in a critical condition", "armed")
COUNTED = re.compile(
    r"^(?:how many|number of) (?P<what>.+?) "
    r"(?P<done>(?:were |was |have been |had been )?\S+)\b(?P<rest>.*)$",
    re.IGNORECASE,
)


def value_of(number: str) -> int | None:
    """Return the value of "12" or "twelve", None of what is not a plain small number."""
    low = number.lower()
    if low in WORDS:
        return WORDS.index(low)
    return int(low) if low.isdigit() and len(low) <= 4 else None


def _written(value: int, like: str) -> str:
    if like.isdigit() or value >= len(WORDS):
        return str(value)
    word = WORDS[value]
    return word.upper() if like.isupper() and len(like) > 1 else word


def with_other_count(
    sentence: str, asked: Asked, question: str, chance: random.Random
) -> tuple[str, Asked, str] | None:
    """Return *sentence* with a second count, the spans there and the question; None if unfit."""
    start, end = asked.spans[0]
    number = sentence[start:end]
    value = value_of(number)
    match = COUNTED.match(question)
    if value is None or match is None or asked.noun[:4] not in match["what"].lower():
        return None
    if re.search(r"\b(the|these|those|his|her|their)\s+$", sentence[:start], re.IGNORECASE):
        return None
    noun = re.match(
        rf"\s+((?:[\w-]+ ){{0,2}}{re.escape(asked.noun[:4])}\w*)", sentence[end:], re.IGNORECASE
    )
    if noun is None or value < 1:
        return None
    make = _part_of if chance.random() < 0.5 else _whole_with
    return make(sentence, asked, (question, match), (number, value, end + noun.end()), chance)


def _part_of(
    sentence: str,
    asked: Asked,
    form: tuple[str, re.Match[str]],
    count: tuple[str, int, int],
    chance: random.Random,
) -> tuple[str, Asked, str]:
    """Make "four drones" "four of the six drones"; asked is the part, now and then the whole."""
    question, match = form
    number, value, _ = count
    start, end = asked.spans[0]
    whole = _written(value + chance.randint(1, max(2, 2 * value)), number)
    added = f" of {chance.choice(('the', 'the', 'its', 'their'))} {whole}"
    changed = sentence[:end] + added + sentence[end:]
    what, rest = match["what"], match["done"] + match["rest"]
    if chance.random() < 0.25:
        at = end + len(added) - len(whole)
        asked_whole = chance.choice((f"how many {what} were there", f"how many {what} in all"))
        return changed, replace(asked, spans=((at, at + len(whole)),)), asked_whole
    wordings = (
        question,
        f"how many of the {what} {rest}",
        f"how many of the {whole} {what} {rest}",
        f"of the {whole} {what}, how many {rest}",
    )
    return changed, replace(asked, spans=((start, end),)), chance.choice(wordings)


def _whole_with(
    sentence: str,
    asked: Asked,
    form: tuple[str, re.Match[str]],
    count: tuple[str, int, int],
    chance: random.Random,
) -> tuple[str, Asked, str]:
    """Make "nine people" "nine people, two of them children"; asked is either."""
    question, match = form
    number, value, after = count
    part = _written(max(1, chance.randint(1, max(1, value - 1))), number)
    found = chance.random() < 0.3
    group = chance.choice(FOUND if found else GROUPS)
    lead = chance.choice((", ", ", including ")) if not found else ", "
    told = f"{part} of them {group}" if lead == ", " else f"{part} {group}"
    close = "" if sentence[after : after + 1] in {",", "."} else ","
    if sentence.isupper():
        lead, told = lead.upper(), told.upper()
    changed = sentence[:after] + lead + told + close + sentence[after:]
    what, rest = match["what"], match["done"] + match["rest"]
    start, end = asked.spans[0]
    if chance.random() < 0.5:
        return changed, replace(asked, spans=((start, end),)), question
    at = after + len(lead)
    done = match["done"].split()[-1]
    wordings: tuple[str, ...] = (
        f"how many of the {what} were {group}",
        f"how many of those {done} were {group}",
        f"{group} among the {what} {done}",
    )
    if not found:
        wordings += (f"how many {group} {rest}", f"how many {group} {rest}")
    return changed, replace(asked, spans=((at, at + len(part)),)), chance.choice(wordings)
