"""Is what a report says is not known something else than what is asked?

"It was not clear who was responsible" says nothing of who the captain was, and "it was unclear
whether a shell or a mine did the damage" nothing of whether the army owned up to it.
"""

import re
from collections.abc import Sequence

from qa.language import Token, parse
from qa.question import Question
from qa.word_match import match_keys, text_keys

__all__ = ["leaves_other_open"]

_ASKING = re.compile(r"\b(?:who|whom|whether|if)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?\u201d]|\"|,\s+(?:but|and|while|he|she|it|they)\b")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_EMPTY = frozenset({"be", "have", "do", "any", "many"})
NEAR = 24  # characters between "not clear" and the word that asks
MANY = 3  # words of which one shared with the question is too little


def leaves_other_open(question: Question, text: str, cue_end: int) -> bool:
    """Whether the words after "not known" ask for something else than *question*.

    Args:
        question: For a person whom no deed tells, or for a yes or no; others are not looked at.
        text: The sentence.
        cue_end: Where "not known" ends in it.
    """
    asking = _ASKING.search(text, cue_end)
    if asking is None or len(between := text[cue_end : asking.start()]) > NEAR or "," in between:
        return False
    wanted = {"person": "who", "role": "who", "yesno": "if"}.get(question.type)
    word = "who" if asking[0].lower() in {"who", "whom"} else "if"
    if wanted != word or question.party:
        return False
    stop = _STOP.search(text, asking.end())
    words = _content(text, asking.end(), stop.start() if stop else len(text))
    held = text_keys(question.text)
    shared = sum(bool(match_keys(t.text, t.lemma) & held) for t in words)
    return bool(words) and (shared == 0 or MANY * shared < len(words))


def _content(text: str, start: int, end: int) -> Sequence[Token]:
    inside = (t for t in parse(text).tokens if start <= t.start and t.end <= end)
    return [t for t in inside if t.pos in _CONTENT and t.lemma not in _EMPTY]
