"""The question before, asked of another source, another thing of the kind or another year.

As in "and the ministry's count?", "and that of the second raid?", "and the year before?".
"""

import re
from datetime import date, timedelta

from qa.dates import DateMention, find_dates
from qa.days import day_in_words
from qa.language import Sentence, Token, parse, subtree
from qa.standing import certainty_lexicon

__all__ = ["of_another_kind"]

_TELLINGS = frozenset({"account", "count", "estimate", "figure", "tally", "toll", "version"})
_POINTED = frozenset({"that", "those"})
_NEXT_TO = re.compile(
    r"(?i)^(?:(?:in|on)\s+)?the\s+(?:(?P<side>previous|following|next)\s+(?P<unit>year|day)"
    r"|(?P<unit2>year|day)\s+(?P<side2>before|after))\b"
)


def of_another_kind(words: list[Token], sentence: Sentence, before: Sentence) -> str | None:
    """*before* with what the verbless *sentence* puts in its place; None where it puts nothing."""
    own = sentence.text[words[0].start : words[-1].end]
    if words[0].lemma in _POINTED and words[1:] and words[1].pos == "ADP":
        return _of_other(words[1].lemma, sentence.text[words[1].start : words[-1].end], before)
    if (beside := _NEXT_TO.match(own)) is not None:
        back = (beside["side"] or beside["side2"]).lower() in {"previous", "before"}
        return _beside(before, beside["unit"] or beside["unit2"], -1 if back else 1)
    return _by_other(words, sentence, own, before)


def _of_other(preposition: str, own: str, before: Sentence) -> str | None:
    """As in "that of the second raid": the part of a noun that stands by the same preposition."""
    for i, token in enumerate(before.tokens):
        beside = before.tokens[token.head].pos == "NOUN"
        if beside and token.lemma == preposition and token.pos == "ADP":
            return _exchanged(before, subtree(before, i), own)
    return None


def _beside(before: Sentence, unit: str, step: int) -> str | None:
    """The question before asked of the year, or the day, next to the one that it names."""
    dates = find_dates(before.text, published=None)
    named = [m for m in dates if m.value.precision in {"day", "year"}]
    if not named or (unit == "day" and named[-1].value.precision != "day"):
        return None
    day = date.fromisoformat(named[-1].value.start)
    other = f"in {day.year + step}"
    if unit == "day":
        day += timedelta(days=step)
        other = f"on {day_in_words(day.isoformat())}"
    span = _adjunct(before, named[-1])
    return None if span is None else _exchanged(before, span, other)


def _adjunct(sentence: Sentence, mention: DateMention) -> tuple[int, int] | None:
    """The tokens of the adjunct that holds a date: "in the first weeks of 2031"."""
    tokens = sentence.tokens
    i = next((k for k, t in enumerate(tokens) if t.end == mention.end), None)
    while i is not None and tokens[tokens[i].head].pos not in {"VERB", "AUX"}:
        i = None if tokens[i].head == i else tokens[i].head
    return None if i is None or tokens[i].pos != "ADP" else subtree(sentence, i)


def _by_other(words: list[Token], sentence: Sentence, own: str, before: Sentence) -> str | None:
    """As in "the ministry's count": by what somebody else tells."""
    told = next((t for t in words if t.lemma in _TELLINGS), None)
    owner = [t for t in words if t.dep == "poss" and sentence.tokens[t.head] is told]
    if told is None or not owner or owner[0].tag == "PRP$":
        return None
    spans = (_telling(before, i) for i in range(len(before.tokens)))
    span = next((span for span in spans if span is not None), None)
    own = own[:1].lower() + own[1:] if words[0].pos == "DET" else own
    end = len(before.tokens)
    rest = before if span is None else parse(_exchanged(before, span, ""))
    return _exchanged(rest, (end, end), f"according to {own}")


def _telling(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The tokens of "according to the army", "by the army's count" or "did the army say"."""
    tokens = sentence.tokens
    token = tokens[i]
    if token.lemma == "accord":
        return subtree(sentence, i)
    if token.lemma == "by" and any(t.head == i and t.lemma in _TELLINGS for t in tokens):
        return subtree(sentence, i)
    said = {*certainty_lexicon()["verbs"]["say"]}
    if token.lemma == "do" and tokens[token.head].lemma in said and i < token.head:
        return i, token.head + 1
    return None


def _exchanged(sentence: Sentence, span: tuple[int, int], own: str) -> str:
    """*sentence* with the tokens of *span* left out, and *own* where they stood, or at its end."""
    tokens = [t for t in sentence.tokens if t.pos != "PUNCT" or t is not sentence.tokens[-1]]
    first, last = min(span[0], len(tokens)), min(span[1], len(tokens))
    head = sentence.text[: tokens[first - 1].end] if first else ""
    tail = sentence.text[tokens[last].start : tokens[-1].end] if last < len(tokens) else ""
    return " ".join(part for part in (head, own, tail) if part) + "?"
