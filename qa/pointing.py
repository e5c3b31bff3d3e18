"""Speakers that point to somebody named elsewhere: "he", "the spokesman", "the war monitor"."""

from qa.attribution import Attribution
from qa.language import Sentence

__all__ = ["DEFINITE", "points_back"]

DEFINITE = frozenset({"the", "this", "that", "its", "these", "those", "his", "her", "their"})
# What a phrase may say of one named elsewhere without being a name of its own.
_SAME = ("same", "two", "three", "armed", "terrorist", "militant", "rebel", "jihadist", "extremist")
_POINTING = frozenset({*_SAME, "war", "monitor", "monitoring", "rights"})
_BRIEF = 3  # words between "the" and "source"


def points_back(sentence: Sentence, found: Attribution) -> bool:
    """Whether the speaker is a pronoun or "the spokesman", named elsewhere."""
    if found.pronoun:
        return True
    if found.head is None or found.speaker is None:
        return False
    words = [t for t in sentence.tokens if found.speaker[0] <= t.start < found.speaker[1]]
    definite = bool(words) and words[0].text.lower() in DEFINITE
    # "the same source" points back, "the free army" is another army's name
    inner = words[1:-1]
    seat = next((i + 1 for i, t in enumerate(inner) if t.text.lower().endswith("based")), 0)
    inner = inner[seat:]  # "the Britain-based group"
    dashes = {i for i, t in enumerate(inner) if t.text == "-"}
    named = any(t.pos == "PROPN" for t in inner)
    if not named:  # "the hard-line group"
        inner = [t for i, t in enumerate(inner) if not dashes & {i - 1, i, i + 1}]
    plain = len(inner) < _BRIEF and all(t.lemma in _POINTING for t in inner)
    return definite and plain and not any(t.pos == "PROPN" for t in words[1 + seat :])
