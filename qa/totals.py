"""Totals that a report carries forward: "bringing the toll to six", "a tenth soldier has died".

A count of this kind stands for all before it, so that it replaces an earlier toll. The number may
stand far from what it counts, or be an ordinal, which ``figures`` does not read as a count.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from qa.countable import counting_amounts, unit_of
from qa.counted import index_at
from qa.date_words import day_number
from qa.figures import FigureMention, find_figures
from qa.language import Sentence, Token
from qa.measures import load_measures, measure_of
from qa.records import Figure

__all__ = ["find_totals", "is_addition", "may_tell_total"]

_LINKS = frozenset({"to", "at"})
_REACHING = frozenset({"reach", "hit", "pass", "exceed", "top", "total", "be"})
_MOVES = frozenset(
    {"rise", "climb", "increase", "grow", "jump", "go", "stand", "soar", "mount", "stay", "remain",
     "bring", "raise", "take", "put", "push", "lift", "revise", "set", "lower", "fall", "drop",
     "up", "cut", "correct"}
)  # fmt: skip
_MORE = frozenset({"another", "more", "further", "additional", "other", "extra", "new"})
_TOLL_REACH = 24  # tokens
_ENDS = frozenset({".", ";", "!", "?"})


def find_totals(sentence: Sentence) -> list[FigureMention]:
    """The totals of *sentence* that ``find_figures`` gives no other measure, in order."""
    return list(_totals(sentence))


@lru_cache(maxsize=2048)
def _totals(sentence: Sentence) -> tuple[FigureMention, ...]:
    told = {m.number_start: m.figure.measure for m in find_figures(sentence) if m.figure.measure}
    found = [m for m in _carried(sentence) if told.get(m.number_start) in {None, m.figure.measure}]
    return tuple(sorted([*found, *_ordinals(sentence)], key=lambda mention: mention.start))


def may_tell_total(text: str) -> bool:
    """Whether a sentence holds a noun for a count; told without a parse."""
    return bool({*text.lower().split()} & load_measures().structure["death_tolls"])


def is_addition(sentence: Sentence, mention: FigureMention) -> bool:
    """Whether it counts some beside those already counted: "one more", "another 12"."""
    i = index_at(sentence, mention.number_start)
    around = sentence.tokens[max(0, i - 1) : i + 2]
    return any(token.lemma in _MORE for token in around)


def _carried(sentence: Sentence) -> Iterator[FigureMention]:
    """As in "the number of people killed when shells landed on a market has climbed to 23"."""
    tokens = sentence.tokens
    for amount in counting_amounts(sentence):
        link = index_at(sentence, amount.start) - 1
        verb = _moving_verb(tokens, link) if link > 0 else None
        if verb is None or unit_of(sentence.text, amount):
            continue
        measure, of = _counted_before(tokens, verb, link)
        if measure is None:
            continue
        figure = Figure(
            low=amount.low, high=amount.high, qualifier=amount.qualifier, measure=measure, of=of
        )
        value = sentence.text[amount.start : amount.end]
        numbers = amount.number_start, amount.number_end
        yield FigureMention(figure, amount.start, amount.end, value, *numbers)


def _moving_verb(tokens: tuple[Token, ...], link: int) -> int | None:
    """The verb that leads to the number: "climbed TO 23", "bringing the army's dead TO ten"."""
    if tokens[link].lemma in _REACHING - {"be"}:
        return link
    if tokens[link].lemma not in _LINKS:
        return None
    for i in range(link - 1, max(-1, link - _TOLL_REACH), -1):
        if tokens[i].text in _ENDS:
            return None
        if tokens[i].lemma in _MOVES and (tokens[i].pos in {"VERB", "ADV"} or link - i == 1):
            return i
    return None


def _counted_before(
    tokens: tuple[Token, ...], verb: int, link: int
) -> tuple[str | None, str | None]:
    """Measure and population of the toll that moves, which is the verb's object or subject."""
    lexicon = load_measures()
    for words in (tokens[verb + 1 : link], _same_clause(tokens, verb)):
        toll = next((i for i, t in enumerate(words) if _is_toll(t)), None)
        if toll is None:
            continue
        after = words[toll:]
        measure = next((m for t in after if (m := measure_of(t.lemma) or _state(t))), None)
        if measure is None and words[toll].lemma not in lexicon.structure["death_tolls"]:
            continue
        nouns = [t.text for t in after if t.tag in {"NNS", "NNPS"} and not measure_of(t.lemma)]
        return measure or "killed", nouns[0] if nouns else None
    return None, None


def _same_clause(tokens: tuple[Token, ...], verb: int) -> tuple[Token, ...]:
    """The tokens before the verb, up to the end of the sentence before."""
    first = max(0, verb - _TOLL_REACH)
    for i in range(verb - 1, first - 1, -1):
        if tokens[i].text in _ENDS:
            return tokens[i + 1 : verb]
    return tokens[first:verb]


def _is_toll(token: Token) -> bool:
    """A noun for a count, or for those counted by their state ("the army's dead")."""
    tolls = load_measures().structure["tolls"]
    return token.lemma in tolls or _state(token) is not None or token.text.lower() == "dead"


def _state(token: Token) -> str | None:
    return load_measures().state.get(token.text.lower())


def _ordinals(sentence: Sentence) -> Iterator[FigureMention]:
    """As in "A tenth soldier has died", which counts ten."""
    for mention in find_figures(sentence):
        words = mention.value.split()
        if len(words) < 3 or words[0].lower() not in {"a", "an", "the"}:  # noqa: PLR2004 - article, ordinal, noun
            continue
        number = _ordinal(words[1])
        if number > 1 and mention.figure.measure:
            of = _plural(mention.figure.of, words[1])
            figure = replace(mention.figure, low=float(number), high=float(number), of=of)
            yield replace(mention, figure=figure)


def _ordinal(word: str) -> int:
    """10 for "tenth" and "10th"; 0 for any other word."""
    if word[0].isdigit() and not word[-1].isalpha():
        return 0
    try:
        return day_number(word)
    except KeyError:
        return 0


def _plural(of: str | None, ordinal: str) -> str | None:
    """The population without the ordinal: "tenth soldier" counts soldiers."""
    return " ".join(w for w in (of or "").split() if w.lower() != ordinal.lower()) or None
