"""Is a drafted sentence as sure as its quotes, no more and no less?"""

from collections.abc import Iterator
from functools import cache

from qa.citations import contains_tokens
from qa.guard_evidence import Problem
from qa.language import Sentence
from qa.records import Certainty
from qa.standing import certainty_lexicon

__all__ = ["DOUBTS", "doubted", "dropped_doubt"]

DOUBTS: frozenset[Certainty] = frozenset({"suspected", "unconfirmed", "disputed"})
_WEAKER: dict[Certainty, frozenset[Certainty]] = {
    "suspected": DOUBTS,
    "unconfirmed": DOUBTS,
    "disputed": DOUBTS | {"denied"},
    "denied": frozenset({"denied", "disputed"}),
}


def dropped_doubt(
    sentence: Sentence, ours: Certainty, theirs: Certainty, cues: tuple[str, ...]
) -> Iterator[Problem]:
    """A doubt of the evidence that a sentence drops, or something it takes for confirmed."""
    doubts = [cue for cue in cues if cue.lower() not in _speech_words()]
    kept = any(contains_tokens(sentence.text, cue) for cue in doubts)
    # "Disputed" without a word for it in the quote is what other reports make of it.
    kept = kept or (theirs == "disputed" and not doubts)
    if theirs in _WEAKER and ours not in _WEAKER[theirs] and not kept:
        said = f": {', '.join(doubts)}" if doubts else ""
        yield Problem("hedge", f"the evidence is only {theirs} here{said}")
    if ours == "confirmed" and theirs != "confirmed" and not (theirs == "disputed" and kept):
        yield Problem("hedge", f"the evidence does not confirm this; it is {theirs} there")


def doubted(
    ours: Certainty, doubts: tuple[str, ...], theirs: Certainty, quote: str
) -> Iterator[Problem]:
    """A doubt that the sentence *quote* has not; words of doubt that it has may be tied apart."""
    kept = bool(doubts) and all(contains_tokens(quote, doubt) for doubt in doubts)
    if ours in _WEAKER and theirs not in _WEAKER and not kept:
        yield Problem("hedge", f"the evidence is not {ours} here, but {theirs}")


@cache
def _speech_words() -> frozenset[str]:
    """Words by which something is merely said, in any form."""
    verbs = certainty_lexicon()["verbs"]
    told = (kind for kind in verbs if kind not in {"suspect", "deny"})
    plain = {verb for kind in told for verb in verbs[kind]}
    forms = {f"{verb}{ending}" for verb in plain for ending in ("s", "es", "d", "ed", "ing")}
    past = {"said", "told", "according to", "put", "gave", "wrote", "held", "found", "shown"}
    return frozenset(plain | forms | past)
