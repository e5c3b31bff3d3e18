"""Amounts that are no counts: ages, shares, and the larger or smaller part of a group.

"Some of a group" is read from the words beside the amount alone: "two of the villages". Whether a
count is part of another count, which it must not contend with, is asked in ``portions``: there "two
of the villages" is none, and the 23 of "27 wounded, 23 with gunshot wounds" is. Of 295 figures in
the demo reports both hold 21 for parts and they differ on 44, so neither can stand for the other.

ages("Omar Haddad, 41, a teacher")   # 41
shares("about a fifth of the petrol")   # about a fifth
"""

import re
from collections.abc import Iterator

from qa.amounts import Amount, find_amounts
from qa.language import Sentence, Token
from qa.measures import measure_of
from qa.question import Question

__all__ = [
    "ages",
    "asks_age",
    "asks_whole",
    "is_group",
    "predicate_fits",
    "shares",
    "some_of_group",
    "some_of_these",
]

_NUMBER = r"(?:\d{1,3}|(?:[a-z]+-)?[a-z]+)"
_AGE = re.compile(
    rf"(?:\baged?\s+|\bages\s+|\bage\s+of\s+)(?:(?:between|from|of|under|over)\s+)*{_NUMBER}"
    rf"(?:\s+(?:and|to)\s+{_NUMBER})?"
    rf"|(?:\bbetween\s+{_NUMBER}\s+and\s+|\bfrom\s+{_NUMBER}\s+to\s+)?\b{_NUMBER}"
    r"(?:-|\s+)years?(?:-|\s+)(?:old|of\s+age)\b"
    r"|(?<=\w[,(]\s)\d{1,2}(?=[,;)])|(?<=\w\()\d{1,2}(?=\))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:\b(?:about|around|some|roughly|nearly|almost|over|under|more\s+than|less\s+than|at\s+least)"
    r"\s+)?(?:\b(?:an?|one|two|three|four|five)[\s-](?:half|third|quarter|fifth|sixth|eighth|tenth)s?"
    r"\b|\bhalf\b|\b[\d.,]+\s*(?:%|per\s?cent\b))",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\s+(?:others?|more))?\s+(?:out\s+)?of\s+(?:the|its|his|her|their|our|these|those|them|whom"
    r"|which)\b",
    re.IGNORECASE,
)
_PART_OF_THESE = re.compile(r"(?:\s+(?:others?|more))?\s+of\s+(?:them|those|these|whom)\b")
_IN_ALL = re.compile(r"\b(?:in all|all told|all together|altogether|in total)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:^|\b(?P<part>[\w,.]+)\s+)(?:out\s+)?of\s+(?:(?:the|its|his|her|their|these|those|our)\s+)*$",
    re.IGNORECASE,
)


def asks_age(question: Question) -> bool:
    """Whether it asks how old somebody is."""
    return question.head in {"old", "age", "young"}


def ages(text: str) -> Iterator[Amount]:
    """Ages in years: "41" after a name, "aged 41", "between six and nine years old"."""
    for match in _AGE.finditer(text):
        # A number that is joined to a word is not read as one.
        amount = next(find_amounts(match[0].replace("-year", " year")), None)
        if amount is not None:
            at = match.start()
            yield Amount(
                amount.numbers, amount.qualifier, at + amount.start, at + amount.end,
                at + amount.number_start, at + amount.number_end,
            )  # fmt: skip


def shares(text: str) -> list[tuple[int, int]]:
    """(start, end) of parts of a whole: "a fifth", "40 percent", "about half"."""
    return [match.span() for match in _SHARE.finditer(text)]


def some_of_group(text: str, end: int) -> bool:
    """Whether the amount that ends at *end* is some of a group: "FOUR of the six drones"."""
    return _PART.match(text, end) is not None


def some_of_these(text: str, end: int) -> bool:
    """Whether the amount that ends at *end* is some of those just counted: "EIGHT of them"."""
    return _PART_OF_THESE.match(text, end) is not None


def is_group(text: str, start: int) -> bool:
    """Whether the amount at *start* is the group itself: "four of the SIX drones"."""
    found = _WHOLE.search(text[:start])
    if found is None:
        return False
    part = found["part"]
    return part is None or next(find_amounts(part), None) is not None


def asks_whole(question: Question) -> bool:
    """Whether all of a group are asked for, by the words: "how many drones came in all"."""
    return not question.partitive and _IN_ALL.search(question.text) is not None


def predicate_fits(question: Question, sentence: Sentence, at: int) -> bool:
    """Whether what is said of token *at* is what *question* asks about; True if it does not tell.

    The verbs above the token and the participles beside it are looked at: in "two others were
    acquitted", acquitted.
    """
    if not question.verbs:
        return True
    wanted = {_stem(verb) for verb in question.verbs}
    measures = {measure_of(verb) for verb in question.verbs} - {None}
    told = list(_told(sentence, at))
    return any(
        _stem(token.lemma) in wanted or measure_of(token.lemma) in measures for token in told
    )


def _told(sentence: Sentence, at: int) -> Iterator[Token]:
    tokens, i = sentence.tokens, at
    while True:
        yield from (t for t in tokens if t.head == i and t.dep in {"amod", "acl", "relcl"})
        if tokens[i].pos in {"VERB", "AUX"}:
            yield tokens[i]
            yield from (t for t in tokens if t.head == i and t.dep in {"acomp", "attr", "oprd"})
            if tokens[i].dep not in {"xcomp", "ccomp"} or tokens[i].pos == "VERB":
                return
        if tokens[i].head == i:
            return
        i = tokens[i].head


def _stem(lemma: str) -> str:
    return lemma[: max(4, len(lemma) - 3)]
