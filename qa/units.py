"""Sizes in different units, made comparable: "three months" and "six weeks" in days.

The units are data: ``data/units.toml``.
"""

from qa.lexicons import load_lexicon
from qa.question_words import sizes
from qa.records import Figure

__all__ = ["in_one_unit", "unit_of_size"]


def unit_of_size(figure: Figure) -> str | None:
    """The unit of a size, in the singular; None for a count."""
    words = (figure.of or "").lower().split()
    if not words or not sizes(words[-1]):
        return None
    word = words[-1]
    tables: dict[str, dict[str, float]] = load_lexicon("units")
    known = any(word in table for table in tables.values())
    return word if known else word.removesuffix("s")


def in_one_unit(one: Figure, other: Figure) -> tuple[float, float] | None:
    """Factors by which two figures are of one unit; None where they cannot be compared."""
    a, b = unit_of_size(one), unit_of_size(other)
    if a == b:
        return 1.0, 1.0
    tables: dict[str, dict[str, float]] = load_lexicon("units")
    table = next((t for t in tables.values() if a in t and b in t), None)
    return (table[a], table[b]) if table is not None and a and b else None
