"""True-casing: gives text in capitals the case it would have had, at the same length.

The parser reads "USULUTAN" as a name only when it is written "Usulutan". Which case a word stands
in is counted from running text (``training/casing.py``); words never counted are names for the
most part. The most probable run of cases through a sentence is chosen, so that "NATIONAL
LIBERATION FRONT" and "national debt" both come out right.
"""

import json
import lzma
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

__all__ = ["CONNECTORS", "Casing", "breaks_run", "is_capitals", "is_common_word", "truecase"]

CONNECTORS: Final = frozenset(
    {"of", "the", "for", "and", "on", "de", "del", "la", "las", "los", "y", "da", "do", "dos"}
    | {"du", "des", "van", "von", "bin", "ibn", "al", "ul"}
)
CAPITALS_SHARE: Final = 0.8
FEWEST_LETTERS: Final = 3  # "UN" says nothing about a text
WORD: Final = re.compile(r"[^\W\d_]+")
VOWELS: Final = frozenset("aeiouyáéíóúàèâêôäöü")
SUFFIX: Final = re.compile("[^\\W\\d_]['\N{RIGHT SINGLE QUOTATION MARK}][^\\W\\d_]{1,2}")
INITIAL: Final = re.compile(r"\.|-\d")
INFLECTION: Final = re.compile(r"(?:ed|es|s|ing|ers?|ors?|ly)$")
SENTENCE_END: Final = re.compile(r"(?:(?<!\b\w)\.|[!?:])\W*$|\n\s*\n\W*$|--\W*$")


def is_capitals(text: str) -> bool:
    """Whether the text is written in capitals: at least two words, and nearly all letters."""
    upper = sum(map(str.isupper, text))
    if upper < CAPITALS_SHARE * FEWEST_LETTERS:
        return False
    letters = sum(map(str.isalpha, text))
    enough = letters >= FEWEST_LETTERS and upper >= CAPITALS_SHARE * letters
    return enough and len(WORD.findall(text)) > 1


def truecase(text: str) -> str:
    """*text* in the case of running prose, whatever its case was; the length is kept."""
    return _casing().restore(text)


def is_common_word(word: str, *, share: float = 0.5) -> bool:
    """Whether more than *share* of what is written *word* (in lower case) is in lower case."""
    return _casing().is_common(word, share)


def breaks_run(gap: str, *, before_letter: bool) -> bool:
    """Whether what stands between two words ends a name: a mark or number, but not "J. Perez"."""
    return bool(gap.strip()) and not (before_letter and gap.strip() == ".")


@cache
def _casing() -> "Casing":
    packed = (files("qa") / "data" / "casing.json.xz").read_bytes()
    return Casing.from_data(json.loads(lzma.decompress(packed)))


@dataclass(frozen=True, slots=True)
class Casing:
    """Counts of the cases of words.

    Attributes:
        lower: Words seen in lower case alone.
        mixed: Words with capitals inside, by their lower-case form.
        shares: Counts (lower, Title, UPPER) of the words seen in more than one case.
        pairs: Two words that are capitalised together ("red cross").
        follows: ``follows[before, kind]``: log-odds that a word of class *kind* comes after a word
            of class *before*, against *kind* anywhere.
    """

    lower: frozenset[str]
    mixed: Mapping[str, str]
    shares: Mapping[str, tuple[int, int, int]]
    pairs: frozenset[str]
    follows: Mapping[tuple[str, str], float]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``training/casing.py`` wrote."""
        counted: dict[str, dict[str, int]] = data["follows"]
        everywhere = {kind: sum(row.get(kind, 0) for row in counted.values()) for kind in "lTUM"}
        total = sum(everywhere.values())
        follows = {
            (before, kind): math.log((row.get(kind, 0) + 1) / sum(row.values()))
            - math.log((everywhere[kind] + 1) / total)
            for before, row in counted.items()
            for kind in "lTUM"
        }
        return cls(
            lower=frozenset(data["lower"].split()),
            mixed=data["mixed"],
            shares={word: tuple(counts) for word, counts in data["shares"].items()},
            pairs=frozenset(data["pairs"]),
            follows=follows,
        )

    def restore(self, text: str) -> str:
        """The most probable case of each word; same length as *text*."""
        words = list(WORD.finditer(text))
        restored = list(text)
        end = 0
        run: list[re.Match[str]] = []
        for word in words:
            if run and breaks_run(text[end : word.start()], before_letter=len(run[-1][0]) == 1):
                self._restore_run(text, run, restored)
                run = []
            run.append(word)
            end = word.end()
        if run:
            self._restore_run(text, run, restored)
        return "".join(restored)

    def is_common(self, low: str, share: float) -> bool:
        """Whether more than *share* of the word's places are in lower case."""
        counts = self.shares.get(low)
        return counts[0] > share * sum(counts) if counts else self._is_lower(low)

    def _restore_run(self, text: str, run: list[re.Match[str]], restored: list[str]) -> None:
        options = [self._options(text, word) for word in run]
        for i in range(len(run) - 1):
            if f"{run[i][0].lower()} {run[i + 1][0].lower()}" in self.pairs:
                for chosen in (options[i], options[i + 1]):
                    if len(chosen) > 1:
                        chosen.pop("l", None)
        kinds = self._best(options, [word[0].lower() for word in run])
        for word, kind in zip(run, kinds, strict=True):
            cased = self._cased(word[0], kind)
            starts = not text[: word.start()].strip(" \t\n\"'“(") or SENTENCE_END.search(
                text[max(0, word.start() - 8) : word.start()]
            )
            if starts and kind == "l" and not _is_suffix(text, word):
                cased = cased[0].upper() + cased[1:]
            if cased.lower() == word[0].lower():  # "İ" and "µ" change with their case
                restored[word.start() : word.end()] = cased

    def _options(self, text: str, word: re.Match[str]) -> dict[str, float]:
        """Log-probability of each class that the word may take, without its neighbours."""
        low = word[0].lower()
        if len(low) == 1 and INITIAL.match(text, word.end()):
            return {"U": 0.0}
        if low == "a" or _is_suffix(text, word) or self._is_lower(low):
            return {"l": 0.0}
        if low in self.mixed:
            return {"M": 0.0}
        if low in self.shares:
            counts = self.shares[low]
            return {
                kind: math.log(number / sum(counts))
                for kind, number in zip("lTU", counts, strict=True)
                if number
            }
        around = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
        if not VOWELS & set(low) or (around in {"[]", "()"} and len(low) <= 6):  # noqa: PLR2004
            return {"U": 0.0}
        return {"T": 0.0}

    def _is_lower(self, low: str) -> bool:
        """Whether the word, or the word it is an inflection of, is seen in lower case alone."""
        if low in self.lower:
            return True
        if low in self.shares or low in self.mixed:
            return False
        stem = INFLECTION.sub("", low)
        if len(stem) < 4 or stem == low:  # noqa: PLR2004 - short stems are names as often as not
            return False
        return stem in self.lower or stem + "e" in self.lower or stem[:-1] in self.lower

    def _best(self, options: list[dict[str, float]], words: list[str]) -> list[str]:
        """Viterbi: the most probable sequence of classes."""
        paths: dict[str, tuple[float, list[str]]] = {"B": (0.0, [])}
        for choice, word in zip(options, words, strict=True):
            ahead: dict[str, tuple[float, list[str]]] = {}
            for before, (score, path) in paths.items():
                for kind, own in choice.items():
                    reached = score + own + self.follows.get((before, kind), 0.0)
                    name_goes_on = kind == "l" and word in CONNECTORS and before in "TUMo"
                    state = "o" if name_goes_on else kind
                    if state not in ahead or reached > ahead[state][0]:
                        ahead[state] = (reached, [*path, kind])
            paths = ahead
        return max(paths.values())[1]

    def _cased(self, word: str, kind: str) -> str:
        low = word.lower()
        if kind == "M":
            return self.mixed[low]
        if kind == "U":
            return word.upper()
        return low[0].upper() + low[1:] if kind == "T" else low


def _is_suffix(text: str, word: re.Match[str]) -> bool:
    """The "S" of "COUNTRY'S", the "T" of "DON'T"."""
    return bool(SUFFIX.fullmatch(text[max(0, word.start() - 2) : word.end()]))
