"""Whether a question asks for the word of one source: then what others say is no rival to it.

``Question.speaker`` knows who is asked ("according to SANA"); other wordings only tell that
somebody is ("as found by the monitor", "per the hospital records", "by the ministry's count").
"""

import re

from qa.naming import certainty_lexicon
from qa.question import Question

__all__ = ["asks_source"]

_SAID = (
    r"(?:found|reported|documented|counted|given|stated|claimed|told|listed|recorded|acknowledged"
    r"|admitted|announced|estimated|published|released|cited|quoted|put out|said)"
)
_SOURCE = re.compile(
    rf"\b(?:according to|acc\. to|per (?:the )?\w+|{_SAID} by|as [\w' ]{{2,40}} {_SAID}"
    r"|(?:by|in|per) the [\w' ]{2,40}(?:'s)?"
    r" (?:count|tally|figures?|records?|lists?|report|statement|version|account|estimate))\b"
    r"|\bdid (?:the )?[\w' ]{2,40} (?:say|see|give|claim|report|list|document|count|announce|put"
    r"|admit|acknowledge|speak|mention|find|record|estimate|know|tell|confirm)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[,-]\s*([^()\[\],-]{2,30})[)\]]?\s*[?.]?$")
_NO_SPEAKER = re.compile(r"\d|\b(?:and|or|reports?)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:sources|reports|accounts|sides|both|agree|differ|each|versus|vs)\b", re.IGNORECASE
)


def asks_source(question: Question) -> bool:
    """Whether one source's figure is asked for."""
    if question.compare or _SEVERAL.search(question.text):
        return False
    return (
        question.speaker is not None
        or _SOURCE.search(question.text) is not None
        or _is_speaker_aside(question.text)
    )


def _is_speaker_aside(text: str) -> bool:
    """As in "how many died in the blast (state media)"."""
    match = _ASIDE.search(text)
    if match is None:
        return False
    if _NO_SPEAKER.search(match[1]):
        return False
    kinds = certainty_lexicon()["speakers"]
    words = {word for kind in kinds.values() for word in kind}
    return bool(words & set(match[1].lower().split()))
