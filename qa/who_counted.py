"""Whom a figure counts, with the party they belong to: "fighters FROM THE SYRIAN FORCES"."""

import re

from qa.figures import FigureMention, find_figures
from qa.language import Sentence
from qa.losses import loser_of
from qa.same_people import groups_of, main_groups
from qa.totals import find_totals

__all__ = ["tells_of_people", "who_counted"]

_BELONGING = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:of|from|with|belonging to)\W+(?:the\W+)?[\"\u201c']?"
    r"[A-Z][\w-]+(?:\s+(?:[A-Z][\w-]+|of|for|and))*"
)


def who_counted(sentence: Sentence, mention: FigureMention) -> str | None:
    """Those counted, with the party that they belong to or that lost them."""
    of = mention.figure.of
    if of is None or sentence.text.isupper():
        return of
    match = _BELONGING.match(sentence.text[mention.end :])
    owner = match[0] if match else loser_of(sentence, mention.number_start)
    return f"{of} {owner}" if owner else of


def tells_of_people(asked: str | None, sentence: Sentence, mention: FigureMention) -> bool:
    """Whether those *asked* for are told of: "nine" may count anyone, but not children."""
    wanted, of = main_groups(asked), mention.figure.of
    if not wanted or groups_of(of) & wanted:
        return True
    if of is not None or not groups_of(sentence.text) & wanted:
        return False
    # "50 were killed, 27 of them guards" gives no other count of the guards
    others = (m.figure.of for m in find_figures(sentence) if m.start != mention.start)
    carried = any(total.start == mention.start for total in find_totals(sentence))
    return carried or not any(groups_of(other) & wanted for other in others)
