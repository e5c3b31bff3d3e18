"""One name for all its spellings: aliases from a data file, transliterations by rule.

Daesh, ISIL and IS are one group, which only a list can tell (``qa/data/aliases.toml``); Ghweran,
Ghwayran and Gweiran are one prison, which folding tells (``spelling``).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from qa.casing import is_capitals, is_common_word
from qa.errors import InputError
from qa.lexicons import own_file
from qa.spelling import APOSTROPHES, fold

__all__ = ["Names", "load_names"]

POSSESSIVE: Final = re.compile(f"{APOSTROPHES.pattern}s?$", re.IGNORECASE)
WORD: Final = re.compile(rf"(?:[^\W_]|\.(?=\w\.)|(?<=\.\w)\.|{APOSTROPHES.pattern})+")
ARTICLES: Final = frozenset({"al", "el", "the"})
ASSIMILATED: Final = frozenset(
    {"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ul"}
    | {"ed", "en", "er", "es", "esh", "et", "ez", "il", "us", "ur"}
)
LONGEST_ACRONYM: Final = 6
ALSO_A_WORD: Final = 0.05  # share in lower case from which an acronym is taken for a word
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The aliases in force.

    Attributes:
        groups: Every spelling of a listed name, itself first, by name.
        exact: The listed name of a spelling, by its words.
        folded: The same by the words' folded keys, without those that two names share.
        words: The one form of a word that is written in many (tell → tal).
        acronyms: Words of the spellings that are initials, in lower case.
        longest: Words of the longest spelling.
    """

    groups: Mapping[str, tuple[str, ...]]
    exact: Mapping[_Words, str]
    folded: Mapping[_Words, str]
    words: Mapping[str, str]
    acronyms: frozenset[str]
    longest: int

    def canonical(self, name: str) -> str:
        """The listed name that *name* is a spelling of; else its letters folded, without spaces.

        Returns:
            "" where *name* holds no word.
        """
        words = tuple(self.words.get(word, word) for word in self._words(name, whole=True))
        keys = self._keys(words)
        listed = self.exact.get(words) or self.folded.get(keys)
        return listed or "".join(key.lstrip("~^") for key in keys)

    def same(self, a: str, b: str) -> bool:
        """Whether *a* and *b* are spellings of one name."""
        first = self.canonical(a)
        return bool(first) and first == self.canonical(b)

    def variants(self, text: str) -> tuple[str, ...]:
        """Other spellings of the listed names found in *text*, those of the longest name first."""
        return tuple(dict.fromkeys(self._variants(text)))

    def has_variants(self, text: str) -> bool:
        """Whether a listed name in *text* has another spelling."""
        return next(self._variants(text), None) is not None

    def _variants(self, text: str) -> Iterator[str]:
        words = self._words(text)
        found = sorted(self._found(words, self._keys(words)), key=lambda item: -len(item[0]))
        present = {words for words, _ in found}
        for _, name in found:
            for spelling in self.groups[name]:
                if self._words(spelling, whole=True) not in present:
                    yield spelling

    def keys(self, text: str) -> frozenset[str]:
        """Keys of the words of *text*, and of the listed names in it.

        Returns:
            A common word as it is, any other folded behind "~", a listed acronym behind "^", a
            listed name behind "=": two texts share a key where they share a word or a name, however
            it is spelled.
        """
        words = self._words(text)
        keys = self._keys(words)
        found = {f"={name}" for _, name in self._found(words, keys)}
        # "tell" may be the verb or the "Tal" of a place
        parts = {f"~{fold(self.words[word])}" for word in words if word in self.words}
        return frozenset(found.union(parts, keys))

    def _found(self, words: _Words, keys: _Words) -> Iterator[tuple[_Words, str]]:
        """(words, listed name) for the longest name at each place of *words* with their *keys*."""
        i = 0
        while i < len(words):
            for size in range(min(self.longest, len(words) - i), 0, -1):
                part = slice(i, i + size)
                name = self.exact.get(words[part]) or self.folded.get(keys[part])
                if name:
                    yield words[part], name
                    i += size
                    break
            else:
                i += 1

    def _words(self, text: str, *, whole: bool = False) -> _Words:
        """The words but articles, in lower case; *whole*: the text is one name, no sentence."""
        capitals = not whole and is_capitals(text)
        found = list(WORD.finditer(text))
        words = []
        for i, match in enumerate(found):
            low = match[0].lower()
            joined = text[match.end() : match.end() + 1] == "-"
            if i + 1 == len(found) or not (low in ARTICLES or (joined and low in ASSIMILATED)):
                words.append(self._word(match[0], capitals=capitals))
        return tuple(words)

    def _word(self, written: str, *, capitals: bool) -> str:
        word = POSSESSIVE.sub("", written).replace(".", "") or written
        low = APOSTROPHES.sub("", word).casefold()
        if low not in self.acronyms:
            return low
        # "IS" is a name and "is" is not, but "isis" can be nothing else; "Jim" is not the JIM
        if capitals or word.islower():
            return low if is_common_word(low, share=ALSO_A_WORD) else f"^{low}"
        return f"^{low}" if word.isupper() else low

    def _keys(self, words: _Words) -> _Words:
        return tuple(
            word
            if word.startswith("^") or is_common_word(word)
            else f"~{fold(self.words.get(word, word))}"
            for word in words
        )


@cache
def load_names(extra: Path | None = None) -> Names:
    """The names that ship with the package, and those of the user's file *extra*.

    Without *extra*, ``aliases.toml`` in the user's folder of word lists is taken, if there is one.

    Raises:
        InputError: *extra* cannot be read or has not the form that qa/data/aliases.toml describes.
    """
    extra = extra or own_file("aliases")
    tables = tomllib.loads((files("qa") / "data" / "aliases.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for source in (tables, _read_extra(extra) if extra else {}):
        for word, forms in source.pop("words", {}).items():
            words.update(dict.fromkeys(forms, word))
        for table in source.values():
            for name, spellings in table.items():
                groups.setdefault(name, [name]).extend(spellings)
    return _build({name: tuple(dict.fromkeys(all_)) for name, all_ in groups.items()}, words)


def _build(groups: Mapping[str, tuple[str, ...]], words: Mapping[str, str]) -> Names:
    written = (word for all_ in groups.values() for spelling in all_ for word in spelling.split())
    bare = (word.replace(".", "") for word in written)
    acronyms = frozenset(
        word.lower() for word in bare if word.isupper() and 1 < len(word) <= LONGEST_ACRONYM
    )
    reader = Names({}, {}, {}, words, acronyms, longest=0)
    exact: dict[_Words, str] = {}
    folded: dict[_Words, set[str]] = {}
    for name, spellings in groups.items():
        for spelling in spellings:
            found = reader._words(spelling, whole=True)  # noqa: SLF001 - its own module
            plain = tuple(words.get(word, word) for word in found)
            exact.setdefault(found, name)
            exact.setdefault(plain, name)
            folded.setdefault(reader._keys(plain), set()).add(name)  # noqa: SLF001 - as above
    single = {keys: names.pop() for keys, names in folded.items() if len(names) == 1}
    longest = max(map(len, exact), default=0)
    return Names(groups, exact, single, words, acronyms, longest=longest)


def _read_extra(path: Path) -> dict[str, dict[str, list[str]]]:
    shape = 'tables of lines like "Islamic State" = ["ISIS", "Daesh"]'
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"The names file {path} cannot be read ({error}); write {shape}."
        ) from error
    for kind, table in tables.items():
        lines = table.values() if isinstance(table, dict) else [None]
        for line in lines:
            if not isinstance(line, list) or not all(isinstance(word, str) for word in line):
                raise InputError(
                    f"The names file {path} has no list of names in [{kind}]; write {shape}."
                )
    return tables
