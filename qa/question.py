"""A question as it is understood: what kind of answer it asks for, and what it is limited to.

The kind comes from ``answer_types``, what is counted from ``counting``; names, dates, the speaker
and the words to look for come from the parse.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Literal

from qa.account_asked import teller_asked
from qa.alternatives import Alternative, alternatives_asked
from qa.answer_types import AnswerType, noun_type, type_and_head, verb_type
from qa.asked_kind import AskedKind, settled
from qa.counting import measure_asked, measures_apart, population_asked
from qa.dates import DateMention, find_dates
from qa.language import Sentence, Token, noun_phrase, parse, truecase
from qa.measures import measure_of
from qa.question_forms import (
    SOURCED,
    asks_doer,
    asks_inside,
    is_partitive,
    source_and_body,
    wants_several,
)
from qa.question_words import order_asked
from qa.speaker_asked import speaker_asked

__all__ = ["AnswerType", "Question", "name_spans", "restore_capitals", "understand"]

_AGREEMENT = {"agree", "differ", "disagree", "conflict", "consistent", "contradict", "dispute"}
_EMPTY_WORDS = {
    "be", "do", "have", "can", "could", "will", "would", "report", "name", "there", "many", "much",
    "accord", "acc", "per", "list",
}  # fmt: skip
_ABBREVIATED = re.compile(r"(?i)\bacc(?:ord)?\.?\s+to\b")
_CALENDAR = re.compile(
    r"(?i)(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, understood.

    Attributes:
        text: As asked, with missing capitals restored.
        type: The kind of answer asked for.
        several: Whether more than one answer is asked for ("which cities", "list the ...").
        compare: Whether it asks if the reports agree.
        measure: For figures: what happened to those counted, None when any will do.
        measures: For figures: what happened, where several things are told apart.
        population: For figures: who is counted, in the question's words.
        names: Proper names, in the question's words.
        dates: Dates it names, with a year.
        speaker: Whose statement is asked for ("according to SANA"), in the question's words.
        terms: Lower-case lemmas of its content words, names and dates included, in order.
        order: Whether the latest or the first report's answer is asked for, None for neither.
        head: Lemma of the noun that is asked for ("which TOWN"), None where there is none.
        verbs: Lemmas of its verbs, those of saying left out.
        party: Whether "who" may be a group: who did it, claimed it, is blamed.
        partitive: Whether some of a group are asked for ("how many of the injured").
        sourced: Whether those who say so are asked for, each with what he says.
        alternatives: What it leaves to choose from ("a bomb or a mine"); its type is then yesno.
    """

    text: str
    type: AnswerType
    several: bool = False
    compare: bool = False
    measure: str | None = None
    measures: tuple[str, ...] = ()
    population: str | None = None
    names: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = ()
    speaker: str | None = None
    terms: tuple[str, ...] = field(default=())
    order: Literal["latest", "first"] | None = None
    head: str | None = None
    verbs: tuple[str, ...] = ()
    party: bool = False
    partitive: bool = False
    sourced: bool = False
    alternatives: tuple[Alternative, ...] = ()


def understand(text: str, likely: Callable[[str], Mapping[str, float]] | None = None) -> Question:
    """Parse *text*, written in any of the ways people type questions.

    Args:
        text: The question, standing by itself.
        likely: A reader's chances of the kinds that a question asks for.
    """
    if text.startswith(SOURCED):
        return replace(understand(text.removeprefix(SOURCED), likely), sourced=True)
    text = restore_capitals(_ABBREVIATED.sub("according to", " ".join(text.split())))
    source, body = source_and_body(text)
    parts = [part for part in re.split(r"(?<=[?!.])\s+(?=[A-Z])", body) if part.strip()]
    # The network lets go of Python while it computes.
    with ThreadPoolExecutor(1) as beside:
        chances = beside.submit(likely, text) if likely else None
        parses = [parse(part) for part in parts] or [parse(body)]
    # A statement before the question proper ("Do the reports agree?" after it) only adds terms.
    main = parses[0]
    by_words, head = type_and_head(main)
    asked = settled(
        AskedKind(by_words, by_words == "person" and asks_doer(main.tokens)),
        chances.result() if chances else {},
        inside=asks_inside(main.tokens, head),
    )
    alternatives = alternatives_asked(main)
    kind = "yesno" if alternatives else asked.type
    # "Do the reports differ about how many ...": the reader is asked for the figures alone.
    whether = kind == "yesno" or (kind == "figure" and _begins_with_verb(main))
    compared = _compared(main) if whether else None
    if compared is not None:
        return replace(understand(compared, likely), compare=True)
    tokens = [token for sentence in parses for token in sentence.tokens]
    lemmas = [_term(token) for token in tokens if _has_content(token)]
    dates = tuple(find_dates(text, published=None))
    measure = measure_asked(main, head) if kind == "figure" else None
    measures = measures_apart(main, measure)
    # Reports of the killed and the wounded do not speak of casualties.
    unsaid = {word for word in lemmas if measures and measure_of(word) == measure} - {*measures}
    speaker = speaker_asked(main) or (teller_asked(main) if kind == "statement" else None)
    return Question(
        text=text,
        type=kind,
        several=kind == "list"
        or any(sentence.tokens[0].lemma == "list" for sentence in parses if sentence.tokens)
        or (kind not in {"figure", "date"} and wants_several(main, head)),
        compare=any(_compares(sentence) for sentence in parses),
        measure=measure,
        measures=measures,
        population=population_asked(main, head) if kind == "figure" else None,
        names=(*((source,) if source else ()), *_names(parses, dates)),
        dates=dates,
        speaker=speaker or source,
        terms=tuple(dict.fromkeys(lemma for lemma in lemmas if lemma not in _EMPTY_WORDS | unsaid)),
        order=order_asked(token.text.lower() for token in main.tokens),
        head=head.lemma if head is not None else None,
        verbs=tuple(token.lemma for token in main.tokens if _tells(token)),
        party=asked.party,
        partitive=kind == "figure" and is_partitive(main.tokens),
        alternatives=alternatives,
    )


def restore_capitals(text: str) -> str:
    """Give a question typed without capitals the capitals that the parser needs."""
    if any(letter.isupper() for letter in text[1:]):
        return text
    return truecase(text.upper())


def _names(parses: Iterable[Sentence], dates: tuple[DateMention, ...]) -> tuple[str, ...]:
    """Proper names outside dates."""
    dated = {word.lower() for mention in dates for word in mention.value.text.split()}
    found = [
        sentence.text[start:end]
        for sentence in parses
        for start, end in name_spans(sentence)
        if not dated & set(sentence.text[start:end].lower().split())
        and not _CALENDAR.fullmatch(sentence.text[start:end])
    ]
    return tuple(dict.fromkeys(found))


def name_spans(sentence: Sentence) -> list[tuple[int, int]]:
    """(start, end) of each run of words that look like a proper name."""
    spans: list[tuple[int, int]] = []
    joined = False
    for token in sentence.tokens:
        named = _is_name(token)
        if named and joined:
            spans[-1] = (spans[-1][0], token.end)
        elif named:
            spans.append((token.start, token.end))
        joined = named
    return spans


def _is_name(token: Token) -> bool:
    """A proper noun, or a word that is no adjective and was given a capital inside the question."""
    if token.pos == "PROPN":
        return token.text[0].isupper() or noun_type(token) == "other"
    capital = token.start > 0 and token.text[0].isupper()
    return capital and (token.text.isupper() or token.ent != "NORP")


def _compared(sentence: Sentence) -> str | None:
    """What reports are asked to agree on, as a question: "do they agree on the toll of the raid?".

    The figures answer it, whether they agree or not.
    """
    if not _compares(sentence):
        return None
    for i, token in enumerate(sentence.tokens):
        if token.lemma in {"many", "much"} and i:
            return sentence.text[sentence.tokens[i - 1].start :]
        if noun_type(token) == "figure":
            first, _ = noun_phrase(sentence, i)
            return f"What was {sentence.text[sentence.tokens[first].start :]}"
    return None


def _begins_with_verb(sentence: Sentence) -> bool:
    return bool(sentence.tokens) and sentence.tokens[0].lemma in {"do", "be", "have", "can"}


def _compares(sentence: Sentence) -> bool:
    """Whether it asks how far the reports agree."""
    return bool(_AGREEMENT & {token.lemma for token in sentence.tokens})


def _has_content(token: Token) -> bool:
    return token.pos in _CONTENT and not token.tag.startswith("W") and len(token.text) > 1


def _tells(token: Token) -> bool:
    """Whether it is a verb that says what happened."""
    return (
        token.pos == "VERB"
        and verb_type(token.lemma) != "statement"
        and token.lemma not in _EMPTY_WORDS
    )


def _term(token: Token) -> str:
    return token.text.lower() if token.pos == "PROPN" else token.lemma
