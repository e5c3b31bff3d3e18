"""Where somebody begins to speak within a sentence: what lies before is not theirs."""

from typing import Final

from qa.counted import index_at
from qa.language import Sentence
from qa.speakers import Attribution, attributions

__all__ = ["begins_behind", "speaks_apart"]

_BEGINS: Final = frozenset({"and", "but", "while", "whereas", "though", ";"})


def speaks_apart(sentence: Sentence, one: Attribution, word: int) -> bool:
    """Whether somebody begins to speak behind *word*: "nine died, and the army said it would"."""
    if one.speaker is None or not one.scope:
        return False
    first, cue = (index_at(sentence, start) for start in (one.speaker[0], one.cue[0]))
    after = min(one.scope) > max(cue, first)
    return after and word < first and sentence.tokens[first - 1].text.lower() in _BEGINS


def begins_behind(sentence: Sentence, speaker: str, at: int) -> bool:
    """Whether what *speaker* says begins behind them, and offset *at* lies before them.

    As in "the road is closed, the mayor says he knows of no other one".
    """
    for one in attributions(sentence):
        if one.speaker is None or speaker not in sentence.text[slice(*one.speaker)]:
            continue
        behind = [sentence.tokens[k] for k in sorted(one.scope)]
        behind = [token for token in behind if token.start >= max(one.cue[1], one.speaker[1])]
        clause = any(token.pos in {"VERB", "AUX"} for token in behind)
        if at < min(one.speaker[0], one.cue[0]) and clause and behind[0].pos != "PUNCT":
            return True
    return False
