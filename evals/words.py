"""Whole tokens of a text, folded so that spelling habits do not count as differences.

Written for the ruler alone: it shares nothing with the product, so that a fault in the product's
own tokens cannot hide from it.
"""

import re
import unicodedata
from functools import lru_cache

from evals.lexicon import word_set

__all__ = ["DETERMINERS", "contains", "content", "fold", "near", "sentences", "tokens"]

DETERMINERS = word_set("determiners")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s?\b(?!\w)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_QUOTES = str.maketrans(
    dict.fromkeys("\u2019\u2018", "'")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"')
    | dict.fromkeys("\u2013\u2014", "-")
)
_BREAK = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Capt|Lt|Maj|Sgt|St|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sep|Sept|Oct|Nov|Dec|U\.S|U\.N|a\.m|p\.m)\.$"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, with straight quotes and hyphens.

    >>> fold("\u201cDéjà\u201d El Paso")
    '"deja" el paso'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Whole tokens: words split at hyphens, apostrophes dropped with a possessive *s*.

    Digits in groups of three are one number.

    >>> tokens("Turkey's 1,800 seven-year-olds")
    ('turkey', '1800', 'seven', 'year', 'olds')
    >>> tokens("1.800 and 18,00")
    ('1.800', 'and', '18,00')
    """
    found = _TOKEN.findall(_POSSESSIVE.sub("", fold(text)).replace("'", ""))
    return tuple(t.replace(",", "") if _GROUPED.fullmatch(t) else t for t in found)


def content(text: str) -> tuple[str, ...]:
    """Tokens without determiners; all tokens if nothing else is there.

    >>> content("The Shining Path")
    ('shining', 'path')
    """
    every = tokens(text)
    return tuple(t for t in every if t not in DETERMINERS) or every


def contains(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether *part* is a run of whole tokens of *whole*.

    >>> contains(tokens("1,800 inmates escaped"), tokens("800 inmates"))
    False
    >>> contains(tokens("some 800 inmates escaped"), tokens("800 inmates"))
    True
    """
    size = len(part)
    return bool(part) and any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


def near(text: str, phrase: str) -> int | None:
    """Character position of *phrase* in *text* as whole tokens, without regard to spelling habits.

    >>> near("An ESTIMATED 800 fled", "estimated 800")
    3
    """
    folded, target = fold(text), tokens(phrase)
    if len(folded) != len(text) or not target:
        return None
    places = list(_TOKEN.finditer(folded))
    plain = [tokens(m.group())[0] for m in places]
    for i in range(len(plain) - len(target) + 1):
        if tuple(plain[i : i + len(target)]) == target:
            return places[i].start()
    return None


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences, split where a stop is followed by a capital or digit, not after abbreviations.

    >>> sentences("Gen. Diaz fled. Nobody was hurt.")
    ('Gen. Diaz fled.', 'Nobody was hurt.')
    """
    parts: list[str] = []
    start = 0
    for gap in _BREAK.finditer(text):
        piece = text[start : gap.start()]
        if _ABBREVIATION.search(piece) and "\n\n" not in gap.group():
            continue
        parts.append(text[start : gap.end()].strip())
        start = gap.end()
    parts.append(text[start:].strip())
    return tuple(part for part in parts if part)
