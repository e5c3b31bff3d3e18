"""Folds the transliterations of a word to one key: sheikhun, shaykhoun → ``$akun``.

The key keeps what spellings agree on: most consonants, and vowels in two broad classes. Words of
two consonants or fewer keep their vowels apart, or Mali would be Mila.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["APOSTROPHES", "fold"]

APOSTROPHES: Final = re.compile(
    "['`\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}"
    "\N{MODIFIER LETTER LEFT HALF RING}\N{MODIFIER LETTER RIGHT HALF RING}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}]"
)
UNDECOMPOSED: Final = str.maketrans("øłđıħæœ", "oldihäo")
FEW_CONSONANTS: Final = 2
SPELLINGS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        ("tch|ch|sh", "$"),
        ("kh|ck|qu(?=[ei])|q", "k"),
        ("gh", "g"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("zh", "z"),
        ("dj", "j"),
        ("^y(?=[aeiou])", "J"),
        (r"(?<=[^aeiouy])(e|a)h$", r"\1"),
        ("(?<=[io])(n)e$", r"\1"),
        (r"([^aeiouyw])\1+", r"\1"),
    ]
)
VOWELS: Final = re.compile("[aeiouyw]+")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """What the spellings of one word agree on: "sheikhun", "shaykhoun" → "$akun"."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", word.casefold()))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(UNDECOMPOSED)
    for pattern, replacement in SPELLINGS:
        letters = pattern.sub(replacement, letters)
    consonants = VOWELS.sub("", letters)
    fine = len(consonants) <= FEW_CONSONANTS
    return VOWELS.sub(lambda run: _vowel(run, fine=fine), letters)


def _vowel(run: re.Match[str], *, fine: bool) -> str:
    """The class of a run of vowels: ``w`` for a glide, ``u``, or ``a`` (if fine: a, e, i)."""
    vowels = run[0]
    last = run.end() == len(run.string)
    if re.search("^w[aeiouy]|w[aeiy]|[uo]+[aeiy]", vowels):
        return "w" + ("a" if last else "")
    if re.search("[ouw]", vowels):
        return "u"
    if not fine:
        return "a"
    if vowels == "e" and run.start() == 0:
        return "a"
    if (vowels[0] == "a" and len(set(vowels)) > 1) or (vowels[0] == "e" and not last):
        return "i" if vowels == "ee" else "e"
    return "i" if vowels[0] in "iye" and vowels[-1] != "a" else "a"
