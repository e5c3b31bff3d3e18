"""A follow-up question and what was asked before it, read as one standalone question.

The reading stays visible: pronouns are replaced by what they stand for, and what the earlier
questions fix (names, dates, the event) is added in brackets after "about". Nothing is invented:
every word of a standalone question comes from the questions, or from the answer that a pronoun
stands for ("what was attacked?", "how many died there?").
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qa.dates import find_dates
from qa.ellipsis import asks_source, completed
from qa.errors import QuestionError
from qa.language import Sentence, Token, parse
from qa.named import Named, named_in
from qa.question import name_spans, restore_capitals
from qa.question_forms import SOURCED
from qa.referents import (
    GROUPS,
    PEOPLE,
    answered,
    awaits_answer,
    is_of_other,
    stands_for,
)

__all__ = ["about", "standalone"]

TURNS = 4  # earlier questions in which a pronoun looks for its noun
LONG_QUESTION = 12  # tokens; a question this long describes its event
_ABOUT = " (about: "
_FRAGMENT = re.compile(
    r"(?i)^\s*(?:and\s+|so\s+|but\s+)?(?:what|how)\s+about\s+(?P<rest>.+?)\s*\??\s*$"
)
_LINK = re.compile(r"(?i)^\s*(?:and|so|but|also|then)\b[\s,]*")
_AGE = re.compile(r"(?i)^how old\s*\??\s*$")
_NAMED = {"GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}


def about(question: str) -> tuple[str, str]:
    """Split a standalone question into the question proper and what it is about ("" if nothing)."""
    head, mark, tail = question.partition(_ABOUT)
    return (head, tail.rstrip(")")) if mark else (question, "")


def standalone(
    question: str,
    history: Sequence[str] = (),
    *,
    answer: Callable[[], str | None] | None = None,
) -> str:
    """*question* so that it can be understood without *history*.

    Args:
        question: The last message.
        history: Earlier questions, oldest first.
        answer: Gives the answer to the last of them, or None; called only where a pronoun stands
            for what that question asks for.

    Raises:
        QuestionError: The question is empty.
    """
    if not question.strip():
        raise QuestionError("The question is empty; type what you want to know from the reports.")
    readings: list[str] = []
    for message in history:
        text = " ".join(message.split())
        if text:
            read = _resolve(text, readings) if readings else text
            readings.append(read.removeprefix(SOURCED))
    text = " ".join(question.split())
    return _resolve(text, readings, answer) if readings else text


def _resolve(
    question: str, readings: Sequence[str], answer: Callable[[], str | None] | None = None
) -> str:
    fragment = _FRAGMENT.match(question)
    if fragment:
        return _swap(readings[-1], fragment["rest"])
    bare = _LINK.sub("", question)
    linked = bare != question
    written = question[:1].isupper() and any(letter.isupper() for letter in readings[0][1:])
    # whoever writes with capitals has named nobody where a question has none
    sentence = parse(f"{bare[:1].upper()}{bare[1:]}" if written else restore_capitals(bare))
    if asks_source(sentence):
        return SOURCED + readings[-1]
    pronouns = _pronouns(sentence)
    opened = bool(sentence.tokens) and sentence.tokens[0].pos == "ADP"
    if not (linked or pronouns or opened or not _is_anchored(sentence)):
        return question
    elliptic = completed(sentence, about(readings[-1])[0], answer)
    if elliptic is not None:
        return _with_setting(parse(restore_capitals(elliptic)), bare.lower(), readings[-1])
    earlier = [_named(reading) for reading in readings[-TURNS:]]
    if _AGE.match(bare) and earlier[-1].people:
        text = f"How old was {earlier[-1].people[0]}?"
    else:
        if answer is not None and awaits_answer(sentence, readings[-1], earlier, pronouns):
            earlier.append(answered(answer(), readings[-1]))
        text = _replace(sentence, pronouns, earlier)
    heard = {*text.lower().split("; ")}
    if text != sentence.text and any(token.text.lower() in GROUPS for token in pronouns):
        # of two groups named before, the one that is not meant says nothing
        heard |= {group.lower() for named in earlier for group in named.groups}
    missing = [
        phrase
        for phrase in _carried(sentence, readings[-1])
        if phrase.lower() not in text.lower() and phrase.lower() not in heard
    ]
    return f"{text}{_ABOUT}{'; '.join(missing)})" if missing else text


def _with_setting(sentence: Sentence, said: str, earlier: str) -> str:
    """A question made from the one before, with what that one was about and it does not name."""
    named, own = _named(earlier), named_in(sentence)
    if any(place.lower() in said for place in own.places) or any(
        name in said and name not in earlier.lower()
        for name in (sentence.text[start:end].lower() for start, end in name_spans(sentence))
    ):
        return sentence.text  # another occasion, with a name of its own
    kept = named.places if own.phrases else named.phrases
    tail = [phrase for phrase in about(earlier)[1].split("; ") if phrase]
    heard = sentence.text.lower()
    missing = dict.fromkeys(p for p in (*kept, *tail) if p.lower() not in heard)
    return f"{sentence.text}{_ABOUT}{'; '.join(missing)})" if missing else sentence.text


@lru_cache(maxsize=256)
def _named(reading: str) -> Named:
    return named_in(parse(restore_capitals(about(reading)[0])))


def _carried(sentence: Sentence, earlier: str) -> list[str]:
    """What the question goes on with; a place or a day of its own takes the place of the last."""
    named = _named(earlier)
    tail = [phrase for phrase in about(earlier)[1].split("; ") if phrase]
    own = named_in(sentence)
    replaced: set[str] = set(named.places) if own.places else set()
    carried = [phrase for phrase in named.phrases if phrase not in replaced]
    return list(dict.fromkeys((*carried, *tail)))


def _is_anchored(sentence: Sentence) -> bool:
    """Whether the question itself names something to look for."""
    return (
        bool(name_spans(sentence))
        or bool(find_dates(sentence.text, published=None))
        or len(sentence.tokens) > LONG_QUESTION
    )


def _pronouns(sentence: Sentence) -> list[Token]:
    """Pronouns and "there" that point out of the question."""
    found = []
    for i, token in enumerate(sentence.tokens):
        word = token.text.lower()
        inside = any(  # may be meant by it
            t.pos == "PROPN" and not is_of_other(sentence, t, token) for t in sentence.tokens[:i]
        )
        is_pronoun = token.pos in {"PRON", "DET"} and not inside
        points = (
            (word in PEOPLE and not inside)
            or (word in GROUPS | {"it", "its"} and is_pronoun)
            or (word in {"that", "this"} and token.tag != "WDT" and token.dep in _ARGUMENTS)
            or (word == "there" and token.dep != "expl")
            or (word == "so" and sentence.tokens[i - 1].lemma in {"say", "claim", "confirm"})
        )
        if points:
            found.append(token)
    return found


def _replace(sentence: Sentence, pronouns: Sequence[Token], earlier: Sequence[Named]) -> str:
    """The question with each pronoun replaced, where what it stands for is plain."""
    text = sentence.text
    for token in reversed(pronouns):
        found = stands_for(sentence, token, earlier)
        i = sentence.tokens.index(token)
        # "how many of their workers" asks for no part of a group, "of the crews' workers" would
        owned = token.tag == "PRP$" and i > 1 and sentence.tokens[i - 2].lemma == "many"
        if found and not owned:
            ending = "'s" if token.tag == "PRP$" else ""
            if ending and found.endswith("s"):
                ending = "'"
            if token.start == 0:
                found = found[:1].upper() + found[1:]
            start = _counted_whole(sentence, token)
            if start is not None:
                text = text[:start] + found.removeprefix("the ") + text[token.end :]
                continue
            text = text[: token.start] + found + ending + text[token.end :]
    return text


def _counted_whole(sentence: Sentence, token: Token) -> int | None:
    """Where "of them" of "how many of them got away" begins: no part of a group is meant."""
    i = sentence.tokens.index(token)
    before, after = sentence.tokens[max(i - 2, 0) : i], sentence.tokens[i + 1 : i + 2]
    many = [t.lemma for t in before] == ["many", "of"]
    return (
        before[1].start
        if many and after and after[0].tag == "VBD" and after[0].lemma != "be"
        else None
    )


def _swap(earlier: str, rest: str) -> str:
    """For "what about Aleppo?", the earlier question with its place, name or noun exchanged."""
    head, tail = about(earlier)
    sentence = parse(restore_capitals(head))
    wanted = parse(restore_capitals(rest))
    new = re.sub(r"(?i)^(?:in|at|for|near|on|by|the)\s+", "", wanted.text).rstrip("?. ")
    labels = {entity.label for entity in wanted.entities}
    same_kind = [(e.start, e.end) for e in sentence.entities if e.label in labels & _NAMED]
    if name_spans(wanted):
        # The last name is most often where it happened.
        spans = same_kind[-1:] or name_spans(sentence)[-1:]
    else:
        spans = [(t.start, t.end) for t in sentence.tokens if t.pos == "NOUN"][:1]
    if not spans:
        return f"{head.rstrip('?')}{_ABOUT}{'; '.join(part for part in (new, tail) if part)})"
    start, end = spans[0]
    swapped = sentence.text[:start] + new + sentence.text[end:]
    return f"{swapped}{_ABOUT}{tail})" if tail else swapped
