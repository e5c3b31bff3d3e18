"""A follow-up question and what was asked before it, read as one standalone question.

The reading stays visible: pronouns are replaced by what they stand for, and what the earlier
questions fix (names, dates, the event) is added in brackets after "about". Nothing is invented:
every word of a standalone question comes from the questions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.dates import find_dates
from qa.errors import QuestionError
from qa.language import PLACE_LABELS, Sentence, Token, noun_phrase, parse
from qa.question import name_spans, restore_capitals

__all__ = ["about", "standalone"]

LONG_QUESTION = 12  # tokens; a question this long describes its event
_ABOUT = " (about: "
_FRAGMENT = re.compile(
    r"(?i)^\s*(?:and\s+|so\s+|but\s+)?(?:what|how)\s+about\s+(?P<rest>.+?)\s*\??\s*$"
)
_LINK = re.compile(r"(?i)^\s*(?:and|so|but|also|then)\b[\s,]*")
_PEOPLE = {"he", "she", "him", "her", "his", "hers"}
_THINGS = {"it", "its", "that", "this"}
_NAMED = {"GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"}
_GROUPS = {"they", "them", "their", "theirs", "those", "these"}


@dataclass(frozen=True, slots=True)
class _Setting:
    """What earlier questions are about, in their own words."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    phrases: tuple[str, ...]


def about(question: str) -> tuple[str, str]:
    """Split a standalone question into the question proper and what it is about ("" if nothing)."""
    head, mark, tail = question.partition(_ABOUT)
    return (head, tail.rstrip(")")) if mark else (question, "")


def standalone(question: str, history: Sequence[str] = ()) -> str:
    """*question* so that it can be understood without *history*.

    Args:
        question: The last message.
        history: Earlier questions, oldest first. Answers are not needed.

    Raises:
        QuestionError: The question is empty.
    """
    if not question.strip():
        raise QuestionError("The question is empty; type what you want to know from the reports.")
    reading = " ".join(question.split())
    earlier = ""
    for message in (*history, None):
        text = reading if message is None else " ".join(message.split())
        if text:
            earlier = _resolve(text, earlier) if earlier else text
    return earlier


def _resolve(question: str, earlier: str) -> str:
    fragment = _FRAGMENT.match(question)
    if fragment:
        return _swap(earlier, fragment["rest"])
    bare = _LINK.sub("", question)
    linked = bare != question
    sentence = parse(restore_capitals(bare))
    pronouns = _pronouns(sentence)
    if not (linked or pronouns or not _is_anchored(sentence)):
        return question
    setting = _setting(earlier)
    text = _replace(sentence, pronouns, setting)
    missing = [phrase for phrase in setting.phrases if phrase.lower() not in text.lower()]
    return f"{text}{_ABOUT}{'; '.join(missing)})" if missing else text


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
        inside = any(t.pos == "PROPN" for t in sentence.tokens[:i])  # may be meant by it
        is_pronoun = token.pos in {"PRON", "DET"} and not inside
        points = (
            (word in _PEOPLE and not inside)
            or (word in _GROUPS | {"it", "its"} and is_pronoun)
            or (word in {"that", "this"} and token.pos == "PRON" and token.dep in _ARGUMENTS)
            or (word == "there" and token.dep != "expl")
            or (word == "so" and sentence.tokens[i - 1].lemma in {"say", "claim", "confirm"})
        )
        if points:
            found.append(token)
    return found


_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}


def _setting(earlier: str) -> _Setting:
    head, tail = about(earlier)
    sentence = parse(restore_capitals(head))
    people, groups, places, phrases = [], [], [], []
    for entity in sentence.entities:
        if entity.label == "PERSON":
            people.append(entity.text)
        elif entity.label in PLACE_LABELS:
            places.append(entity.text)
    dates = find_dates(sentence.text, published=None)
    dated = [(mention.start, mention.end) for mention in dates]
    used: set[int] = set()
    for i, token in enumerate(sentence.tokens):
        if token.pos not in {"NOUN", "PROPN"} or i in used or token.tag.startswith("W"):
            continue
        first, last = noun_phrase(sentence, i)
        used.update(range(first, last))
        phrase = _words(sentence, first, last)
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        if not phrase or any(start < stop and begin < end for begin, stop in dated):
            continue
        if token.tag in {"NNS", "NNPS"} and token.dep.startswith("nsubj"):
            groups.append(phrase)
        phrases.append(phrase)
    phrases += [mention.value.text for mention in dates]
    phrases += [phrase for phrase in tail.split("; ") if phrase]
    known = tuple(dict.fromkeys(phrases))
    return _Setting(tuple(people), tuple(groups), tuple(places), known)


def _words(sentence: Sentence, first: int, last: int) -> str:
    """The noun phrase without question words and determiners."""
    while first < last and (
        sentence.tokens[first].pos in {"DET", "PRON", "ADV", "SCONJ"}
        or sentence.tokens[first].tag.startswith("W")
        or sentence.tokens[first].lemma in {"many", "much"}
    ):
        first += 1
    if first == last:
        return ""
    return sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]


def _replace(sentence: Sentence, pronouns: Sequence[Token], setting: _Setting) -> str:
    """The question with each pronoun replaced, where what it stands for is plain."""
    text = sentence.text
    for token in reversed(pronouns):
        word = token.text.lower()
        stands_for = None
        if word in _PEOPLE and setting.people:
            stands_for = setting.people[-1]
        elif word in _GROUPS and setting.groups:
            stands_for = "the " + setting.groups[-1]
        elif word == "there" and setting.places:
            stands_for = "in " + setting.places[-1]
        elif word == "it" and setting.places and _is_place_like(sentence, token):
            stands_for = setting.places[-1]
        if stands_for:
            owned = "'s" if token.tag == "PRP$" else ""
            text = text[: token.start] + stands_for + owned + text[token.end :]
    return text


def _is_place_like(sentence: Sentence, token: Token) -> bool:
    """As in "how far is it from ...", "where is it": only a place has a position."""
    verb = sentence.tokens[token.head]
    words = {t.lemma for t in sentence.tokens}
    return verb.lemma == "be" and bool(words & {"far", "where", "near", "located", "from"})


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
