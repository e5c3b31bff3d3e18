"""What a question asks for: by its words, unless the reader is sure that it is something else.

Words and parse tell the usual forms exactly; the reader was taught on thousands of questions and
sees through the others ("which 10-year-old girl was shot", "combatants killed?").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from qa.answer_types import AnswerType

__all__ = ["AskedKind", "settled"]

SURE: Final = 0.5  # of the reader, to be believed against the words
DOUBTED: Final = 0.1  # at most what the reader gives to the kind by the words
EITHER: Final = 0.15  # from where a group may be meant beside a person, or a person beside a group
_TYPES: Final[Mapping[str, AnswerType]] = {
    **{kind: kind for kind in get_args(AnswerType)}, "party": "person", "thing": "other",
}  # fmt: skip
# What the reader takes for something else: no word that asks for a place ("which quarter of the
# town") asks for a time, and "what happened to the ferry" asks for more than a thing.
_MISTAKEN: Final = frozenset({("place", "date"), ("summary", "thing")})
# Told by the first word alone, or read apart from this.
_CERTAIN: Final = frozenset({"yesno", "list"})


@dataclass(frozen=True, slots=True)
class AskedKind:
    """The type of answer, and whether a person or a group may be the one who did it."""

    type: AnswerType
    party: bool


def settled(by_words: AskedKind, likely: Mapping[str, float], *, inside: bool = False) -> AskedKind:
    """The kind by the words, or the reader's where that is sure and gives the other no chance.

    Args:
        by_words: From the parse.
        likely: The reader's chance of each kind; empty where there is no reader.
        inside: Whether "which" and the noun stand inside the question ("burned in which town?"),
            an order that the reader was hardly taught on; then the words decide.
    """
    if not likely or inside or by_words.type in _CERTAIN:
        return by_words
    best = max(likely, key=lambda kind: likely[kind])
    same = sum(chance for kind, chance in likely.items() if _TYPES[kind] == by_words.type)
    if likely[best] < SURE or same > DOUBTED or (by_words.type, best) in _MISTAKEN:
        return by_words
    other = {"person": "organisation", "organisation": "person"}.get(best)
    if other is not None and likely.get(other, 0.0) + likely.get("party", 0.0) >= EITHER:
        return AskedKind("person", party=True)
    return AskedKind(_TYPES[best], best == "party")
