"""What kind of speaker some words name, by the lexicon ``data/certainty.toml``, or whether any."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from qa.lexicons import load_lexicon

__all__ = ["certainty_lexicon", "names_everyone", "speaker_class"]


@cache
def certainty_lexicon(extra: Path | None = None) -> dict[str, Any]:
    """The tables of ``data/certainty.toml``, joined with a user's file of the same tables."""
    return load_lexicon("certainty", extra)


def speaker_class(words: str) -> str:
    """``findings``, ``independent``, ``party``, ``media``, ``official``, ``witness``, ``unknown``.

    The word that says most decides: an army spokesman is a party, a health official independent,
    state television a medium, and a state by itself a party.
    """
    lexicon = certainty_lexicon()["speakers"]
    tokens = {word.removesuffix("'s") for word in re.findall(r"[\w.'-]*\w", words.lower())}
    tokens |= {part for token in tokens for part in token.split("-")}
    tokens |= {token.removesuffix(ending) for token in tokens for ending in ("s", "es")}
    for name in ("findings", "independent", "party", "media", "official", "witness", "states"):
        if tokens & set(lexicon[name]):
            return "party" if name == "states" else name
    return "unknown"


def names_everyone(words: str) -> bool:
    """Whether *words* stand for nobody in particular: "every outlet", "all news agencies"."""
    lists, tokens = certainty_lexicon()["everyone"], words.lower().split()
    if " ".join(tokens) in lists["words"]:
        return True
    nouns = {*lists["nouns"], *(f"{noun}s" for noun in lists["nouns"])}
    nouns |= {f"{noun.removesuffix('y')}ies" for noun in lists["nouns"] if noun.endswith("y")}
    known = nouns | {*lists["determiners"], *lists["modifiers"]}
    general = bool(tokens) and tokens[0] in lists["determiners"] and known.issuperset(tokens)
    return general and not nouns.isdisjoint(tokens)
