"""Is a day of a drafted sentence the day of what it stands with, as in the quotes?"""

import re
from collections.abc import Iterator

from qa.counted import index_at
from qa.dates import DateMention, find_dates
from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates
from qa.guard_tree import governor_of, steps_between
from qa.guard_words import QUOTED
from qa.language import Sentence, subtree
from qa.measures import load_measures

__all__ = ["check_dated"]

_TELLING = frozenset({"acl", "relcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = re.compile(
    r"(?i)\b(?:in|during|throughout)\s+(?:(?:the\s+)?(?:whole|course|all)\s+of\s+)?$"
)
_UP_TO = re.compile(r"(?i)\b(?:by|until|as of)\s+$")


def check_dated(sentence: Sentence, told: Told, exempt: frozenset[int]) -> Iterator[Problem]:
    """A day must be the day of what it stands with, where the quotes give that another.

    Args:
        sentence: As drafted.
        told: The quotes.
        exempt: Words that have other rules.
    """
    for date in _days(sentence):
        first = index_at(sentence, date.start)
        head = governor_of(sentence, first)
        while head is not None and date.start <= sentence.tokens[head].start < date.end:
            head = governor_of(sentence, head)
        if head is None or head in exempt:
            continue
        word = sentence.tokens[head]
        found = [
            (quote[i], k)
            for quote, i in told.sentences()
            for k, other in enumerate(quote[i].tokens)
            if same_word(word, other)
        ]
        # "the number of those killed rose to six, with a death on Sunday" dates one of the six
        up_to = _UP_TO.search(sentence.text[: date.start]) is not None
        if not up_to:
            found = [(quote, k) for quote, k in found if _is_tallied(quote, k)] or found
        within = _is_within(sentence.text, date)
        held = [
            _dated(quote, k, date, told, within=within, closed=not up_to and _is_earlier(quote, k))
            for quote, k in found
        ]
        if held and not any(held):
            text = sentence.text[date.start : date.end]
            yield Problem("date", f"the evidence does not date “{word.text}” “{text}”")


def _is_tallied(quote: Sentence, k: int) -> bool:
    """Whether a word tells whom a noun for a count counts: "the number of people KILLED"."""
    tokens, tolls = quote.tokens, load_measures().structure["tolls"]
    if tokens[k].dep not in _TELLING:
        return False
    noun = tokens[k].head
    over = tokens[tokens[noun].head]
    return tokens[noun].lemma in tolls or (over.lemma == "of" and tokens[over.head].lemma in tolls)


def _is_earlier(quote: Sentence, k: int) -> bool:
    """Whether a word tells what had become of those who are told of: "those KILLED were named"."""
    token = quote.tokens[k]
    passive = token.dep == "acl" and token.tag == "VBN"
    return passive and (quote.tokens[token.head].dep in _SUBJECTS or _is_tallied(quote, k))


def _days(sentence: Sentence) -> tuple[DateMention, ...]:
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    return tuple(
        date
        for date in amounts_beside_dates(sentence.text)[1]
        if not any(start <= date.start < end for start, end in quoted)
    )


def _is_within(text: str, date: DateMention) -> bool:
    """Whether a date stands behind "in" or "during", and not behind "since" or "by"."""
    return _WITHIN.search(text[: date.start]) is not None


def _dated(
    sentence: Sentence, at: int, date: DateMention, told: Told, *, within: bool, closed: bool
) -> bool:
    """Whether the sentence gives its word *at* no other day than *date*.

    A year alone is no date to be compared; *within* it, "in" and "during" say the same. What
    is told in a *closed* noun phrase has the days of that phrase alone.
    """
    others = amounts_beside_dates(sentence.text)[1]
    if not others:
        return True
    places = [(index_at(sentence, other.start), other) for other in others]
    if closed:
        whole = range(*subtree(sentence, sentence.tokens[at].head))
        places = [(i, other) for i, other in places if i in whole]
        if not places:
            return False
    steps = [(steps_between(sentence, at, i), other) for i, other in places]
    nearest = min(apart for apart, _ in steps)
    return any(
        _same_day(date, other, told)
        or (within and _is_within(sentence.text, other) and other.value.text == date.value.text)
        for apart, other in steps
        if apart <= nearest
    )


def _same_day(ours: DateMention, theirs: DateMention, told: Told) -> bool:
    """Whether two mentions can mean one day, told from the same publish date."""
    for published in told.published or (None,):
        one = find_dates(ours.value.text, published=published)
        other = find_dates(theirs.value.text, published=published)
        read = [claim.date for p in told.pieces for claim in p.claims if claim.date]
        days = [mention.value for mention in other]
        days += [value for value in read if value.text in theirs.value.text]
        if any(a.value.start <= b.end and b.start <= a.value.end for a in one for b in days):
            return True
    return False
