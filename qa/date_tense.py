"""Do the words around a day tell it as past, as to come, or as what something had been set for?

A report says of most days only what happened on them. One is to come where a verb of the future
governs it ("will meet on Friday", "he would return on Monday"), where a present tense can mean only
a plan ("the truce ends on Friday"), or where something is put off to it. What "had been set for
Friday" may lie on either side of the report: the day nearer to it is meant.
"""

import re
from datetime import date
from functools import cache, lru_cache
from typing import Final, Literal

from qa.date_words import Context, Match
from qa.lexicons import load_lexicon

__all__ = ["Tense", "is_planned", "tense", "told_from"]

Tense = Literal["past", "near", "future"]

REACH: Final = 160  # characters before a day in which its verb is looked for

# In a pattern, <name> stands for any word of that list of ``data/dates.toml``.
# What may stand between a verb and its day: no other verb that would have the day for itself
_OTHER: Final = (
    r"\b(?:was|were|had|has|did|said|says|since|(?:who|which|that)\s+(?:\w+ed|<past>))\b"
)
_GAP: Final = rf"(?:(?!{_OTHER})[^.,;!?]){{0,80}}$"
_WIDE: Final = r"(?:(?!\b(?:was|were|had|has|did)\b)[^.;!?]){0,80}"
_TO_CALL: Final = r"<call_stems>(?:e?[sd]|ing|ed)?"
_PUT_OFF: Final = r"(?:<put_off_stems>(?:e?[sd]|ing|e)?|<moved>\s+(?:\w+\s+){0,3}(?:off|back))"
_UNTIL: Final = (
    r"\b(?:until|till|through|to|by)\s+(?:the\s+)?(?:(?:end|beginning|start|middle)\s+of\s+)?$"
)
_STOP: Final = re.compile(r"[.;!?]\s|\n\s*\n")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")

_FUTURE: Final = (
    r"\b(?:will|shall|(?:is|are|be)\s+(?:\w+\s+)?<placed>"
    r"|<placed_to>\s+to|due\s+(?:on|by|to\s+<due_to>)"
    r"|(?:is|are)\s+to|(?:was|were)\s+to|(?:was|were)\s+<awaited>"
    rf"|would(?!\s+(?:have|<habits>)\b))\b{_GAP}"
    r"|\b<placed>\s+(?:for|on|to)\s+$"
    rf"|(?:\b(?:am|is|are)|['\N{{RIGHT SINGLE QUOTATION MARK}}](?:m|re|s))\s+<going>\b{_GAP}"
    r"|\b(?:has|have)\s+(?:\w+\s+)?<called>"
    r"\s+(?!on\b|that\b)(?:(?!\b(?:that|who|which|\w+ed)\b)[^.,;!?]){0,60}\b(?:on|for|from)\s+$"
    rf"|\b(?<!not\s)(?!<not_planned>)<present>\b(?!\s+(?:after|since)\b){_GAP}"
    rf"|\b{_PUT_OFF}\b{_WIDE}{_UNTIL}"
    r"|\b<lasting>s?\b(?!ed)[^.,;!?]{0,40}\b(?:until|till)(?:\s+the)?\s+$"
    r"|\b(?:is|are)\s+(?:\w+\s+){1,4}(?:until|till)(?:\s+the)?\s+$"
    rf"|\b(?:can|must)\s(?:(?!\b(?:was|were|had|has|did)\b)[^.,;!?]){{0,60}}{_UNTIL}"
    rf"|\b{_TO_CALL}\b[^.,;!?]{{0,60}}\bfor\s+(?:the\s+\w+\s+of\s+)?$"
    r"|\btomorrow,?\s+$"
)
_SET_BEFORE: Final = (
    rf"\b(?:had\s+been|was|were|been)\s+(?:\w+ly\s+)?(?:<placed>|<readied>)\b{_GAP}"
    r"|(?:^|,|\b(?:an?|the)\s+(?:[\w-]+\s+){1,3})\s*(?<!is\s)(?<!are\s)(?<!be\s)<placed>"
    rf"\s+(?:for|to)\b{_GAP}"
)
# "declared Friday a day of mourning": the day is what is declared, not when
_DECLARED: Final = r"\b<declare_stems>(?:ed|es|e|ing)\s+$"
_AS_A_DAY: Final = r"\s+(?:as\s+|to\s+be\s+)?(?:a|an|the)\s+(?:\w+\s+){0,2}<declared>\b"
# "what it delivered in October", "the truce agreed on Friday": a verb in the past next to the day
_BESIDE: Final = (
    r"(?<!\bbe\s)(?<!\bbeen\s)(?<!\bbeing\s)(?<!\bget\s)(?<!\bre)\b(?!(?:<placed>|<not_past>)\b)"
    r"\w{2,}ed\s+(?:\w+ly\s+)?(?:on|in|at|by|since|before|after)\s+$|\bsince\s+(?:the\s+)?$"
)
# "will discuss Monday's shelling": what is told of by its day is mostly over
_OF_IT: Final = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"(?:^|[.!?;:,\"\N{LEFT DOUBLE QUOTATION MARK}]\s*|\b(?:and|but|that)\s+)"
    r"(?:(?:on|from|by|in|at|until|till|starting|beginning)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"(?:(?!\b(?:was|were|had|has|did|said|says|that)\b)[^.;:!?]){0,60}\b(?:will|shall|(?:is|are)\s+to)\b",
    re.IGNORECASE,
)
_PLAN: Final = (
    r"\b<plan_stems>(?:e?[sd]|n?ed|n?ing)?\s+(?:\w+\s+)?to\s+[a-z]+\b"
    r"(?:(?!\b(?:was|were|had|has|did)\b)[^.;!?]){0,60}$"
)
_VOTE: Final = r"\b<votes>\b\s+(?:of|on|for)\s+$"
_ITS_VOTE: Final = r"\s+(?:\w+\s+){0,3}<votes>\b"


@cache
def _rule(pattern: str) -> re.Pattern[str]:
    """*pattern* with the words of its lists: built when first needed, as users may add to them."""
    lists: dict[str, list[str]] = load_lexicon("dates")["tense"]

    def any_of(name: Match) -> str:
        words = (r"\s+".join(map(re.escape, entry.split())) for entry in lists[name[1]])
        return f"(?:{'|'.join(words)})"

    return re.compile(re.sub(r"<(\w+)>", any_of, pattern), re.IGNORECASE)


def tense(match: Match, context: Context) -> Tense:
    """How the words around *match*, in its sentence, tell the day that it names."""
    return _tense(_before(match, context), context.text[match.end() : match.end() + REACH])


@lru_cache(maxsize=1_024)
def _tense(before: str, after: str) -> Tense:
    if _rule(_BESIDE).search(before) or _OF_IT.match(after):
        return "past"
    declared = _rule(_DECLARED).search(before) and _rule(_AS_A_DAY).match(after)
    if declared or _rule(_SET_BEFORE).search(before):
        return "near"
    to_come = _rule(_FUTURE).search(before) or (_OPENS.search(before) and _GOES_ON.match(after))
    return "future" if to_come else "past"


def _before(match: Match, context: Context) -> str:
    """What stands before *match* in its paragraph, as far as its verb may be."""
    before = context.text[max(0, match.start() - REACH) : match.start()]
    return _PARAGRAPH.split(before)[-1]


def is_planned(match: Match, context: Context) -> bool:
    """Whether the words before may speak of a plan: "agreed to stop on 1 May", "the vote of 1 May".

    Such words stand before days that are over as well; the calendar decides between the two.
    """
    before = _before(match, context)
    days = match.groupdict().get("day") is not None
    vote = _rule(_VOTE).search(before) or _rule(_ITS_VOTE).match(context.text, match.end())
    plan = _rule(_PLAN).search(before) or (days and vote)
    return bool(plan) and not _rule(_BESIDE).search(before)


def told_from(match: Match, context: Context) -> date | None:
    """The day named before in the sentence of *match*: "said on Tuesday that ... on Friday"."""
    between = context.text[max(context.anchored, 0) : match.start()]
    return context.anchor if context.anchored >= 0 and not _STOP.search(between) else None
