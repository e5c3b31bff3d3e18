"""Do the cited quotes bear a drafted sentence out, whatever words it uses?

The entailment model judges the sentence as a whole, which no rule on its words can: that "the post
was overrun" is what the quote's "they took the post" says, or that two facts were mixed.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from qa.entailment import load_entailment
from qa.guard_speakers import but_outlet
from qa.guard_told import Told
from qa.guard_words import QUOTED
from qa.language import Sentence, subtree

__all__ = ["FREE", "PARROTED", "adds", "borne_out", "denied", "likest"]

FREE: Final = 0.85  # from here on a sentence may use words of its own
PARROTED: Final = 0.95  # the same, where the question has one of them
EVEN: Final = 0.5  # below this a part that is added does not belong to it
DOUBTFUL: Final = 0.02  # below this it is stopped, whatever its words

# Parts that can be added to a whole sentence, and the words that say something in them.
_ADDED: Final = frozenset({"prep", "advcl", "relcl", "acl", "appos", "npadvmod", "dep"})
_MEANT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def borne_out(text: str, told: Told) -> float:
    """The chance, 0 to 1, that the quotes of *told* hold all that *text* says."""
    cited = sorted({(c.article_id, c.start, c.quote) for c in (p.citation for p in told.pieces)})
    return _bears(text, " ".join(" ".join(quote.split()) for *_, quote in cited))


def denied(sentence: Sentence, told: Told) -> bool:
    """Whether the model finds a whole sentence all but impossible, even under the quotes' titles.

    A bare answer ("11 July") and one that quotes is no sentence by itself.
    """
    stated = any(token.pos in {"VERB", "AUX"} for token in sentence.tokens)
    if QUOTED.search(sentence.text) or not stated:
        return False
    pieces = dict.fromkeys((p.citation.title, p.citation.quote) for p in told.pieces)
    headed = " ".join(f"{title}. {' '.join(quote.split())}" for title, quote in pieces)
    # A report does not say of itself that it says so.
    texts = dict.fromkeys((sentence.text, but_outlet(sentence, told)))
    return max(max(borne_out(text, told), _bears(text, headed)) for text in texts) < DOUBTFUL


def adds(sentence: Sentence, own: Sequence[int], told: Told) -> bool:
    """Whether the sentence repeats the quotes and adds a part of its own that they do not bear out.

    Beside many of their words an addition ("... in revenge for the raid") weighs too little with
    the model, so that such parts are judged by themselves.

    Args:
        sentence: As drafted.
        own: Its words that no quote has.
        told: The quotes.
    """
    parts = [
        range(*subtree(sentence, i))
        for i, token in enumerate(sentence.tokens)
        if token.dep in _ADDED and _only(sentence, range(*subtree(sentence, i)), own)
    ]
    if not parts or not all(any(i in part for part in parts) for i in own):
        return False
    quotes = " ".join(" ".join(piece.citation.quote.split()) for piece in told.pieces)
    texts = (sentence.tokens[part[0]].start for part in parts)
    ends = (sentence.tokens[part[-1]].end for part in parts)
    return any(
        _bears(sentence.text[start:end], quotes) < EVEN
        for start, end in zip(texts, ends, strict=True)
    )


def _only(sentence: Sentence, part: range, own: Sequence[int]) -> bool:
    """Whether what a part says, it says for the most part in words of its own."""
    meant = [i for i in part if sentence.tokens[i].pos in _MEANT]
    return sum(i in own for i in meant) > len(meant) / 2


def likest(sentence: Sentence, told: Told) -> tuple[Sequence[Sentence], int]:
    """The sentence of the quotes that bears it out best, as (sentences of its quote, index)."""
    found: tuple[Sequence[Sentence], int] = ((), 0)
    return max(
        told.sentences(), key=lambda at: _bears(sentence.text, at[0][at[1]].text), default=found
    )


@lru_cache(maxsize=1024)
def _bears(text: str, quote: str) -> float:
    (verdict,) = load_entailment().verdicts([(text, quote)])
    return verdict.yes
