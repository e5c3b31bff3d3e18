"""Which names of a question stand in or around a sentence, under whichever of their spellings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.language import parse
from qa.names import load_names
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["AskedName", "asked_names", "share_named"]

_LISTED = re.compile(r"(?:\s*,\s*[A-Z][^,]*)*\s*,?\s*\b(?:and|or)\s+(?:the\s+)?[A-Z]")
_ACRONYM = 4  # shorter other names are too easily part of a word


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name of the question: the keys of its words, and what else it is called.

    Attributes:
        around: Whether the name before it lies in it: "Osht, LIRIA". Reports from Liria name it
            seldom, so it counts as found where Osht is.
    """

    keys: frozenset[str]
    variants: tuple[str, ...]
    around: bool = False

    @classmethod
    @lru_cache(maxsize=1_024)
    def of(cls, name: str) -> "AskedName":
        """*name* with its other spellings, but for acronyms that may be part of another word."""
        variants = (variant.casefold() for variant in load_names().variants(name))
        return cls(word_keys(name), tuple(v for v in variants if " " in v or len(v) > _ACRONYM))


def asked_names(question: Question) -> list[AskedName]:
    """The names of *question*, in its order."""
    return [
        replace(AskedName.of(name), around=_lies_around(question, place))
        for place, name in enumerate(question.names)
    ]


def share_named(names: Sequence[AskedName], keys: frozenset[str], text: str) -> float:
    """Share of *names* that are found, a name of several words by the share of its words."""
    if not names:
        return 1.0
    shares: list[float] = []
    for name in names:
        share = _found(name, keys, text)
        shares.append(max(share, shares[-1]) if name.around else share)
    return sum(shares) / len(shares)


def _lies_around(question: Question, place: int) -> bool:
    """Whether the name of the question before this one stands before it and a comma.

    Those of a list are no such ("Liria, Varna and Osht"), nor one that opens a clause ("according
    to SANA, Liria was hit", "in Osht, Liria struck first").
    """
    if not place or question.names[place - 1] == question.speaker:
        return False
    inner, outer = map(re.escape, question.names[place - 1 : place + 1])
    found = re.search(rf"\b{inner}\s*,\s*({outer})\b(.*)", question.text)
    if found is None or _LISTED.match(found[2]):
        return False
    within = [t for t in parse(question.text).tokens if found.start(1) <= t.start < found.end(1)]
    return not any(t.dep in {"nsubj", "nsubjpass"} for t in within)


def _found(name: AskedName, keys: frozenset[str], text: str) -> float:
    if any(variant in text for variant in name.variants):
        return 1.0
    share = len(name.keys & keys) / len(name.keys) if name.keys else 1.0
    return min(1.0, 2 * share)
