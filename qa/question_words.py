"""Words of a question that tell a kind of size ("how far") or which report is meant ("latest")."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from qa.lexicons import load_lexicon

__all__ = ["order_asked", "sizes"]


@lru_cache(maxsize=8_192)
def sizes(word: str) -> frozenset[str]:
    """The kinds of size that *word* asks for or is a unit of ("far" and "km": distance)."""
    bare = word.lower()
    forms = {bare, bare.removesuffix("s")}
    tables = load_lexicon("answer_types")["sizes"]
    return frozenset(
        kind for kind, table in tables.items() if forms & {*table["units"], *table["asked"]}
    )


def order_asked(lemmas: Iterable[str]) -> Literal["latest", "first"] | None:
    """Whether the newest or the first of several reports is asked for."""
    table = load_lexicon("answer_types")["order"]
    for lemma in lemmas:
        if lemma in table["latest"]:
            return "latest"
        if lemma in table["first"]:
            return "first"
    return None
