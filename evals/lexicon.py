"""Loads ``lexicon.toml``, the words that the ruler reads with."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["patterns", "word_set"]


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("lexicon.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(str(_lexicon()["words"][name]).split())


def patterns(table: str) -> dict[str, str]:
    """Regular expressions of one table, by group."""
    return {group: str(form) for group, form in _lexicon()[table].items()}
