"""Amounts in a sentence: how many, limited how, of whom, and what happened to them.

    figures = find_figures(parse("Rebels killed at least 20 soldiers and wounded 30."))
    # at least 20 killed, of "soldiers"; 30 wounded

Dates, clock times, ages, ordinals and names that hold a number ("T-72", "Brigade No. 4") are no
figures. Sizes ("60 kilometres", "$5 million", "40 percent") have their unit as ``of``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from qa.amounts import Amount, parse_amount, same_number
from qa.countable import counting_amounts, unit_of
from qa.counted import Counted, counted_phrase
from qa.language import Sentence
from qa.measured import own_measure, parts_of_earlier, shares_predicate
from qa.measures import load_measures, measure_of, related_measures
from qa.records import Figure
from qa.tolls import counted_by_toll, is_estimate, number_told_of, on_toll

__all__ = [
    "FigureMention", "find_figures", "measure_of", "parse_amount", "related_measures",
    "same_number",
]  # fmt: skip

_COUNTED_ESTIMATE = re.compile(r"(?:an )?estimated \S+", re.IGNORECASE)
_WEAK = frozenset({"one", "many", "numerous", "various"})


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure where it stands: ``value == text[start:end]``, qualifier words included.

    For a single one told without a number ("a soldier was wounded") the value is the noun phrase
    and the number is its article.

    Attributes:
        number_start: Start of the number itself.
        number_end: End of the number itself.
    """

    figure: Figure
    start: int
    end: int
    value: str
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class _Found:
    amount: Amount
    counted: Counted
    measure: str | None
    of: str | None


def find_figures(sentence: Sentence, *, previous: Sentence | None = None) -> list[FigureMention]:
    """Every counted amount of *sentence*, in order.

    Args:
        sentence: The parsed sentence.
        previous: The sentence before it. An estimate that says nothing of whom it counts
            ("it is estimated at 800") takes measure and population from that sentence's figure.
    """
    mentions = _mentions(sentence)
    if previous is not None:
        mentions = tuple(_continued(mention, previous) for mention in mentions)
    return [mention for mention in mentions if _tells(sentence, mention)]


# One sentence is asked for its figures by several rules, for each of its candidates.
@lru_cache(maxsize=2048)
def _mentions(sentence: Sentence) -> tuple[FigureMention, ...]:
    found = _inherit(sentence, [_read(sentence, amount) for amount in counting_amounts(sentence)])
    found = [one for one in found if _kept(sentence, one) and not _within(found, one)]
    mentions = [_mention(sentence, one) for one in (*found, *_singles(sentence, found))]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _tells(sentence: Sentence, mention: FigureMention) -> bool:
    """Whether it says what it counts, or stands for a count at least."""
    figure = mention.figure
    if figure.measure or figure.of or figure.qualifier != "exact":
        return True
    before = sentence.text[: mention.start].lower().split()[-8:]
    return bool({*before} & load_measures().structure["tolls"])


def _read(sentence: Sentence, amount: Amount) -> _Found:
    unit = unit_of(sentence.text, amount)
    counted = counted_phrase(sentence, amount)
    if unit is not None:
        return _Found(amount, replace(counted, head=None, end=counted.after, part=False), "", unit)
    of = sentence.text[slice(*counted.of)] if counted.of else _predicated(sentence, counted)
    of = of or counted_by_toll(sentence, counted)
    if is_estimate(sentence, counted) and amount.qualifier == "exact":
        amount = replace(amount, qualifier="estimated")
    return _Found(amount, counted, own_measure(sentence, counted), of)


def _predicated(sentence: Sentence, counted: Counted) -> str | None:
    """Whom a bare number counts by its predicate: "11 of those killed were police officers"."""
    tokens, i = sentence.tokens, counted.end
    if counted.head is not None or "of" in _lemmas(sentence, counted.first - 2, counted.first):
        return None
    while i < len(tokens) and (tokens[i].pos == "NUM" or measure_of(tokens[i].lemma)):
        i += 1
    if i + 1 >= len(tokens) or tokens[i].lemma != "be":
        return None
    end = i + 1
    while end < len(tokens) and tokens[end].pos in {"NOUN", "PROPN", "ADJ"}:
        end += 1
    if end == i + 1 or tokens[end - 1].pos == "ADJ":
        return None
    return sentence.text[tokens[i + 1].start : tokens[end - 1].end]


def _inherit(sentence: Sentence, found: list[_Found]) -> list[_Found]:
    """Give parts and coordinated counts the measure of the count they belong to."""
    done: list[_Found] = []
    for one, following in zip_longest(found, found[1:]):
        measure, of = one.measure, one.of
        if measure is None:
            measure = _shared_measure(sentence, done, one)
        if following and _inside(sentence, one, following):
            measure, of = measure or following.measure, of or following.of
        if measure is None and following and _joined(sentence, one, following):
            measure = following.measure
        if of is None and _adds(sentence, one.counted):
            of = next((d.of for d in reversed(done) if _alike(d.measure, measure)), None)
        done.append(replace(one, measure=measure, of=of))
    return done


def _shared_measure(sentence: Sentence, done: list[_Found], one: _Found) -> str | None:
    for earlier in reversed(done):
        if earlier.measure and parts_of_earlier(sentence, earlier.counted, one.counted):
            return earlier.measure
    return None


def _joined(sentence: Sentence, one: _Found, following: _Found) -> bool:
    told = bool(following.measure)
    return told and shares_predicate(sentence, one.counted, following.counted)


def _inside(sentence: Sentence, one: _Found, whole: _Found) -> bool:
    """Whether *one* is "13 of the" before *whole* "17 dead"."""
    between = sentence.text[one.amount.end : whole.amount.start].lower().split()
    return between[:2] == ["out", "of"] or (between[:1] == ["of"] and len(between) <= 2)  # noqa: PLR2004 - "of its"


def _alike(one: str | None, other: str | None) -> bool:
    """Whether both measures count people: "six shells fired, 5 others injured" adds no shells."""
    if not (one and other):
        return one == other
    return bool(related_measures(one) & related_measures(other))


def _adds(sentence: Sentence, counted: Counted) -> bool:
    """Whether it counts more of those just counted: "seven others", "another 12"."""
    words = _lemmas(sentence, counted.first - 1, counted.end)
    return bool(words & (load_measures().structure["others"] | {"another"}))


def _lemmas(sentence: Sentence, first: int, last: int) -> set[str]:
    return {token.lemma for token in sentence.tokens[max(first, 0) : last]}


def _kept(sentence: Sentence, one: _Found) -> bool:
    word = sentence.text[one.amount.number_start : one.amount.number_end].lower()
    if word in _WEAK:
        return bool(one.measure) and not _one_of_the_most(sentence, one.counted)
    on = on_toll(sentence, one.counted) is not None
    return bool(one.measure or one.of or one.amount.qualifier != "exact" or one.counted.part or on)


def _one_of_the_most(sentence: Sentence, counted: Counted) -> bool:
    """As in "one of the deadliest attacks", which counts nothing."""
    following = sentence.tokens[counted.after : counted.after + 4]
    return any(token.tag in {"JJS", "RBS"} for token in following)


def _within(found: list[_Found], one: _Found) -> bool:
    """Whether it stands inside another's population ("children under the age of EIGHT")."""
    spans = (other.counted for other in found if other.of and other is not one)
    return any(span.after <= one.counted.number < span.end for span in spans)


def _mention(sentence: Sentence, one: _Found) -> FigureMention:
    amount, text = one.amount, sentence.text
    figure = Figure(
        low=amount.low,
        high=amount.high,
        qualifier=amount.qualifier,
        measure=one.measure or None,
        of=one.of,
    )
    value = text[amount.start : amount.end]
    numbers = amount.number_start, amount.number_end
    return FigureMention(figure, amount.start, amount.end, value, *numbers)


def _singles(sentence: Sentence, found: list[_Found]) -> Iterator[_Found]:
    """Counts told by an article or by "no": "a soldier was wounded", "no casualties"."""
    tokens, structure = sentence.tokens, load_measures().structure
    taken = {i for one in found for i in range(one.counted.first, one.counted.end)}
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word not in {"a", "an", "no"} or i in taken:
            continue
        amount = Amount(
            (0.0, 0.0) if word == "no" else (1.0, 1.0), "exact",
            token.start, token.end, token.start, token.end,
        )  # fmt: skip
        counted = counted_phrase(sentence, amount)
        if counted.head is None or tokens[counted.head].lemma in structure["collectives"]:
            continue
        noun = tokens[counted.head]
        # "no toll" is not a toll of none; "an attack" is rarely counted
        hollow = structure["tolls"] if word == "no" else load_measures().noun
        if noun.lemma in hollow or (word != "no" and noun.tag in {"NNS", "NNPS"}):
            continue
        measure = own_measure(sentence, counted, near=word != "no")
        if measure and unit_of(sentence.text, amount) is None:
            of = sentence.text[slice(*counted.of)] if counted.of else None
            yield _Found(replace(amount, end=noun.end), counted, measure, of)


def _continued(mention: FigureMention, previous: Sentence) -> FigureMention:
    """An estimate of nothing named takes what the sentence before it counts."""
    figure = mention.figure
    bare = figure.of is None and figure.qualifier == "exact"
    if figure.measure is not None or not (bare or figure.qualifier == "estimated"):
        return mention
    if figure.of and _COUNTED_ESTIMATE.fullmatch(mention.value):
        return mention  # "an estimated 7,000 people" counts people of its own
    topics = [found.figure for found in find_figures(previous) if found.figure.measure]
    if topics:
        measure, of = topics[-1].measure, topics[-1].of
    else:
        measure, of = number_told_of(previous)
    return replace(mention, figure=replace(figure, measure=measure, of=of))
