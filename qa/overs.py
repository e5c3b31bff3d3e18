"""Words that look like a limit of a number and are part of the verb: "handed OVER 107 people".

"Over" is also what a deed lasts or reaches: "killed over two days", "the line broken over 150
metres". The verbs are data: ``data/amounts.toml``.
"""

from functools import lru_cache

from qa.amounts import Amount, find_amounts
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.measures import load_measures
from qa.question_words import sizes

__all__ = ["limited_amounts", "loose_words"]

_HELD = frozenset({"hostage", "prisoner", "captive", "detainee", "defector", "recruit", "refugee"})
_WORD = "over"


def limited_amounts(sentence: Sentence) -> tuple[Amount, ...]:
    """Every amount of *sentence*, with the limits that the parse allows."""
    return tuple(find_amounts(sentence.text, loose=loose_words(sentence)))


@lru_cache(maxsize=2048)
def loose_words(sentence: Sentence) -> frozenset[int]:
    """Where the words begin that limit no number."""
    return frozenset(
        token.start
        for i, token in enumerate(sentence.tokens)
        if token.text.lower() == _WORD
        and (_is_particle(sentence.tokens, i) or _is_extent(sentence.tokens, i))
    )


def _is_particle(tokens: tuple[Token, ...], over: int) -> bool:
    """As in "handed over 12", "took over 12 posts"; not in "took over 12 hostages"."""
    table = load_lexicon("amounts")["over"]
    verb = tokens[over - 1] if over else None
    if verb is None or verb.pos != "VERB" or verb.lemma not in table["particle"]:
        return False
    # The parser knows a particle by its tag even where it hangs it on the number.
    told = tokens[over].tag == "RP" or tokens[over].dep == "prt"
    people = load_measures().structure["people"] | _HELD
    return told and not (verb.lemma in table["holding"] and _counted(tokens, over) in people)


def _is_extent(tokens: tuple[Token, ...], over: int) -> bool:
    """As in "died over three days", "CUT OVER 60 METRES"; not in "hit over 20 km away"."""
    table = load_lexicon("amounts")["over"]
    number = _number(tokens, over)
    unit = None if number is None else _noun(tokens, number)
    if number is None or unit is None or not sizes(tokens[unit].lemma):
        return False
    behind = tokens[unit + 1].lemma if unit + 1 < len(tokens) else ""
    if tokens[over].dep == "prep":
        return tokens[over].head < over and behind not in {"ago", *table["distance"]}
    verb = tokens[over - 1 - (tokens[over - 1].dep == "prt")]
    length = sizes(tokens[unit].lemma) & {"distance"}
    spread = verb.tag in {"VBN", "VBD"} and verb.lemma in table["spread"]
    return bool(length) and spread and behind not in table["distance"]


def _number(tokens: tuple[Token, ...], over: int) -> int | None:
    near = range(over + 1, min(over + 4, len(tokens)))
    return next((i for i in near if tokens[i].pos == "NUM"), None)


def _noun(tokens: tuple[Token, ...], number: int) -> int | None:
    near = range(number + 1, min(number + 5, len(tokens)))
    return next((i for i in near if tokens[i].pos in {"NOUN", "PROPN"}), None)


def _counted(tokens: tuple[Token, ...], over: int) -> str | None:
    """Lemma of the noun that the number behind *over* counts, if one does."""
    number = _number(tokens, over)
    noun = None if number is None else _noun(tokens, number)
    return None if noun is None else tokens[noun].lemma
