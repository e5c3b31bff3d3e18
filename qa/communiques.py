"""Reports that are a party's own words: "The Front mourns its dead and rejects the general's lie".

What such a report tells in its own voice is claimed, by the party that opens it.
"""

import re
from functools import lru_cache

from qa.attribution import Attribution
from qa.casing import is_capitals
from qa.language import Sentence, parse
from qa.naming import certainty_lexicon, speaker_class
from qa.resolving import Spoken, resolved
from qa.sentences import sentence_spans
from qa.stretches import Stretch

__all__ = ["by_communique", "is_communique"]

_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|WE|OURS?)\b")  # "US" is a state
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
_VERBS = frozenset({"VERB", "AUX"})


def by_communique(stretch: Stretch, opening: int) -> Spoken | None:
    """The party that opens the report at ``stretch.sentences[opening]`` as the one who speaks."""
    tokens = stretch.sentences[opening].tokens
    found = _declares(stretch.sentences[opening])
    if found is None:
        return None
    first, verb = found
    if stretch.focus == opening and first <= stretch.first < stretch.last <= verb:
        return None  # that it speaks is no hearsay
    cue, name = (tokens[verb].start, tokens[verb].end), (tokens[first].start, tokens[verb - 1].end)
    return resolved(stretch, opening, Attribution("say", cue, name, verb - 1, frozenset()))


@lru_cache(maxsize=1_024)
def is_communique(text: str, outlet: str) -> bool:
    """Whether the report is a party's own: it declares something and says "we", or its outlet does.

    A newspaper says "we" too, and a report may open with what a party does; both are needed.
    """
    if _WE.search(_QUOTED.sub(" ", text)) is None and speaker_class(outlet) != "party":
        return False
    start, end = next(iter(sentence_spans(text)), (0, 0))
    return _declares(parse(text[start:end])) is not None


def _declares(sentence: Sentence) -> tuple[int, int] | None:
    """Where "The Front mourns" begins and has its verb: in the present, as a party opens its words.

    By the order of words: "mourns" is easily read as a noun.
    """
    tokens, verbs = sentence.tokens, certainty_lexicon()["communiques"]["verbs"]
    capitals = is_capitals(sentence.text)
    for i, token in enumerate(tokens[1:-1], 1):
        if token.lemma not in verbs or token.tag not in {"VBZ", "NNS"}:
            continue
        first = next((k for k in range(i - 1, -1, -1) if tokens[k].pos not in _NAMING), -1) + 1
        name = tokens[first:i]
        party = speaker_class(" ".join(word.text for word in name)) == "party"
        named = any(word.pos == "PROPN" for word in name[1:])
        named |= capitals and len(name) > 2  # noqa: PLR2004 - not "THE ARMY"
        if party and named and name[0].lemma == "the" and tokens[i + 1].pos not in _VERBS:
            return first, i
    return None
