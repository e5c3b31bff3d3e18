"""What happened to those counted: words of a report -> measures (killed, wounded, escaped ...).

The words are data: ``data/measures.toml`` says what each table means and how to add to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qa.lexicons import load_lexicon

__all__ = ["Measures", "load_measures", "measure_of", "related_measures"]

_ROLES = ("object", "subject", "noun", "event", "state")


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures lexicon, turned to look words up; every key is a lemma or lower-case word.

    Attributes:
        object: Verbs that count their object, to measure.
        subject: Verbs that count their subject.
        noun: Nouns that are counted themselves.
        event: Nouns that count what follows "of".
        state: Words for the state of those counted.
        near: Measure to the measures that a question about it may also mean.
        covers: Measure to those that are told apart where it is asked for.
        before: Phrases (tuples of lemmas) that are followed by those counted.
        after: Phrases that follow those counted.
        structure: Lists of words that carry a measure from their parts, by name.
    """

    object: Mapping[str, str]
    subject: Mapping[str, str]
    noun: Mapping[str, str]
    event: Mapping[str, str]
    state: Mapping[str, str]
    near: Mapping[str, frozenset[str]]
    covers: Mapping[str, tuple[str, ...]]
    before: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    structure: Mapping[str, frozenset[str]]


@cache
def load_measures(extra: Path | None = None) -> Measures:
    """The packaged lexicon, joined with a user's file of the same tables."""
    tables = load_lexicon("measures", extra)
    structure = {name: frozenset(words) for name, words in tables.pop("structure").items()}
    before, after = (
        {tuple(phrase.split()): measure for phrase, measure in tables.pop(name).items()}
        for name in ("before", "after")
    )
    return Measures(
        **{role: _by_word(tables, role) for role in _ROLES},
        near={name: frozenset(table.get("near", ())) for name, table in tables.items()},
        covers={name: tuple(table.get("covers", ())) for name, table in tables.items()},
        before=before,
        after=after,
        structure=structure,
    )


def _by_word(tables: Mapping[str, Any], role: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for measure, table in tables.items():
        for word in table.get(role, ()):
            found.setdefault(word, measure)
    return found


def measure_of(word_lemma: str) -> str | None:
    """The measure that a verb, noun or state word names, by lemma; None if it names none."""
    lexicon, word = load_measures(), word_lemma.lower()
    if word in lexicon.near:
        return word
    for role in (lexicon.object, lexicon.subject, lexicon.state, lexicon.event, lexicon.noun):
        if word in role:
            return role[word]
    return None


def related_measures(measure: str) -> frozenset[str]:
    """The measure itself and those that a question about it may also mean."""
    return load_measures().near.get(measure, frozenset()) | {measure}
