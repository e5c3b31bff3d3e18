"""Whose words a question asks for: "according to SANA", "did the governor say"."""

import re

from qa.account_asked import account_asked
from qa.answer_types import verb_type
from qa.language import Sentence, Token, noun_phrase
from qa.question_words import order_asked

__all__ = ["speaker_asked"]

LONGEST_SPEAKER = 7  # tokens
_TELLINGS = {"report", "reports", "account", "accounts", "bulletin", "bulletins"}
_ANYONE = {"anyone", "anybody", "someone", "it", "they", "he", "she", "body", "group"}


def speaker_asked(sentence: Sentence) -> str | None:
    """Whose words are asked for: "according to X", "per X", or the subject of a verb of saying.

    "In X's words", "by X's count", "as X sees it" come before a verb of saying. "The first reports"
    are nobody, and "the first Meridian report" is Meridian's.
    """
    found = _speaker(sentence)
    return _without_order(found) if found else None


def _without_order(speaker: str) -> str | None:
    """*speaker* without words that tell which of several reports is meant."""
    *words, last = speaker.split()
    kept = [word for word in words if not word.islower() or order_asked([word]) is None]
    ordered = last.lower() in _TELLINGS and len(kept) < len(words)
    return (" ".join(kept) or None) if ordered else speaker


def _speaker(sentence: Sentence) -> str | None:
    accounted = account_asked(sentence)
    for i, token in enumerate(sentence.tokens):
        word = token.text.lower()
        if word in {"according", "per", "acc"} and i + 1 < len(sentence.tokens):
            after = sentence.tokens[i + 1 :]
            rest = [t for t in after if t.lemma not in {"to", "the"} and t.pos != "PUNCT"]
            return _phrase(sentence, rest[0]) if rest else None
        if verb_type(token.lemma) == "statement" and token.pos == "VERB" and not accounted:
            asked = _between_did_and(sentence, i)
            if asked:
                return asked
            before = sentence.tokens[max(i - 3, 0) : i]
            if [t.pos for t in before] == ["NOUN", "DET", "PROPN"]:
                return before[-1].text  # "the drone the Front says it used"
            for j, child in enumerate(sentence.tokens):
                subject = child.dep == "nsubj" and sentence.tokens[child.head] is token
                open_ = child.tag.startswith("W") or any(
                    (t.lemma in {"many", "much"} or t.tag.startswith("W"))
                    and sentence.tokens[t.head] is child
                    for t in sentence.tokens
                )
                known = not open_ and child.lemma not in _ANYONE
                if subject and known and j != i:
                    return _phrase(sentence, child)
    return accounted


def _between_did_and(sentence: Sentence, verb: int) -> str | None:
    """For "did the governor say", the governor; by position, since such parses often fail."""
    did = next((j for j in range(verb - 1, -1, -1) if sentence.tokens[j].lemma == "do"), None)
    if did is None or not 0 < verb - did - 1 <= LONGEST_SPEAKER:
        return None
    words = sentence.tokens[did + 1 : verb]
    if any(w.tag.startswith("W") or w.lemma in _ANYONE or w.pos == "VERB" for w in words):
        return None
    words = words[: _own_length(sentence, did + 1, verb)]
    said = sentence.text[words[0].start : words[-1].end]
    return re.sub(r"(?i)^(the|a|an)\s+", "", said)


def _own_length(sentence: Sentence, start: int, verb: int) -> int:
    """How many tokens from *start* name the speaker: not "at first" of "did the mayor at first"."""
    tokens = sentence.tokens
    for i in range(start + 1, verb):
        beside = tokens[i].dep in {"prep", "advmod", "npadvmod"}
        if beside and not start <= tokens[i].head < i:
            return i - start
    return verb - start


def _phrase(sentence: Sentence, token: Token) -> str:
    i = sentence.tokens.index(token)
    head = token
    while head.dep in {"compound", "amod", "det", "poss", "nmod"} and head.head > i:
        head = sentence.tokens[head.head]
    start, end = noun_phrase(sentence, sentence.tokens.index(head))
    words = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return re.sub(r"(?i)^(the|a|an)\s+", "", words)
