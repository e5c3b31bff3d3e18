"""Do the words around a day tell it as past, as to come, or as what something had been set for?

A report says of most days only what happened on them. One is to come where a verb of the future
governs it ("will meet on Friday", "he would return on Monday"), where a present tense can mean only
a plan ("the truce ends on Friday"), or where something is put off to it. What "had been set for
Friday" may lie on either side of the report: the day nearer to it is meant.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from qa.date_words import Context, Match

__all__ = ["Tense", "is_planned", "tense", "told_from"]

Tense = Literal["past", "near", "future"]

REACH: Final = 160  # characters before a day in which its verb is looked for
# What may stand between a verb and its day: no other verb that would have the day for itself
_OTHER: Final = (
    r"\b(?:was|were|had|has|did|said|says|since|(?:who|which|that)\s+(?:\w+ed|began|took|left|fell"
    r"|broke|came|went|made|gave|held|struck|shot|lost|won|hit))\b"
)
_GAP: Final = rf"(?:(?!{_OTHER})[^.,;!?]){{0,80}}$"
_WIDE: Final = r"(?:(?!\b(?:was|were|had|has|did)\b)[^.;!?]){0,80}"
_PLACED: Final = r"(?:due|expected|scheduled|planned|slated|set|awaited|arranged|billed)"
_TO_CALL: Final = (
    r"(?:call|plann?|schedul|arrang|prepar|announc|conven|summon|book|adjourn|postpon|organi[sz]"
    r"|order|fix|reserv|intend)(?:e?[sd]|ing|ed)?"
)
_PUT_OFF: Final = (
    r"(?:(?:extend|prolong|renew|postpon|delay|suspend|adjourn|reschedul|lengthen)(?:e?[sd]|ing|e)?"
    r"|(?:put|puts|putting|push(?:ed|es|ing)?|mov(?:e[sd]?|ing))\s+(?:\w+\s+){0,3}(?:off|back))"
)
_UNTIL: Final = (
    r"\b(?:until|till|through|to|by)\s+(?:the\s+)?(?:(?:end|beginning|start|middle)\s+of\s+)?$"
)
_PRESENT: Final = (
    r"(?:begins|starts|(?:re)?opens(?!\s+fire)|ends|expires|resumes|closes|takes\s+place|takes\s+effect"
    r"|comes\s+into\s+(?:force|effect)|goes\s+(?:ahead|on|into\s+(?:force|effect))|runs\s+(?:out|until))"
)
_STARTS: Final = (
    r"(?:arrive|be|begin|come|end|expire|fly|go|hold|land|leave|meet|open|resume|return|start|take)"
)
_STOP: Final = re.compile(r"[.;!?]\s|\n\s*\n")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_GOING: Final = (
    r"(?:go|leav|com|return|travell?|fly|arriv|meet|start|beginn|open|clos|resum|vot)ing"
)

_FUTURE: Final = re.compile(
    rf"\b(?:will|shall|(?:is|are|be)\s+(?:\w+\s+)?{_PLACED}"
    rf"|(?:expected|scheduled|planned|slated)\s+to|due\s+(?:on|by|to\s+{_STARTS})"
    rf"|(?:is|are)\s+to|(?:was|were)\s+to|(?:was|were)\s+(?:expected|awaited)"
    rf"|would(?!\s+(?:have|often|sometimes|always|usually)\b))\b{_GAP}"
    rf"|\b{_PLACED}\s+(?:for|on|to)\s+$"
    rf"|(?:\b(?:am|is|are)|['\N{{RIGHT SINGLE QUOTATION MARK}}](?:m|re|s))\s+{_GOING}\b{_GAP}"
    rf"|\b(?:has|have)\s+(?:\w+\s+)?(?:asked|called|declared|invited|decreed|ordered)"
    r"\s+(?!on\b|that\b)(?:(?!\b(?:that|who|which|\w+ed)\b)[^.,;!?]){0,60}\b(?:on|for|from)\s+$"
    rf"|\b(?<!not\s){_PRESENT}\b(?!\s+(?:after|since)\b){_GAP}"
    rf"|\b{_PUT_OFF}\b{_WIDE}{_UNTIL}"
    r"|\b(?:remain|stay|last|continue|apply|run|be|go\s+on)s?\b(?!ed)[^.,;!?]{0,40}\b(?:until|till)"
    r"(?:\s+the)?\s+$"
    r"|\b(?:is|are)\s+(?:\w+\s+){1,4}(?:until|till)(?:\s+the)?\s+$"
    rf"|\b(?:can|must)\s(?:(?!\b(?:was|were|had|has|did)\b)[^.,;!?]){{0,60}}{_UNTIL}"
    rf"|\b{_TO_CALL}\b[^.,;!?]{{0,60}}\bfor\s+(?:the\s+\w+\s+of\s+)?$"
    r"|\btomorrow,?\s+$",
    re.IGNORECASE,
)
_SET_BEFORE: Final = re.compile(
    rf"\b(?:had\s+been|was|were|been)\s+(?:\w+ly\s+)?(?:{_PLACED}|prepared|called|convened)\b{_GAP}"
    rf"|(?:^|,|\b(?:an?|the)\s+(?:[\w-]+\s+){{1,3}})\s*(?<!is\s)(?<!are\s)(?<!be\s){_PLACED}"
    rf"\s+(?:for|to)\b{_GAP}",
    re.IGNORECASE,
)
# "declared Friday a day of mourning": the day is what is declared, not when
_DECLARED: Final = re.compile(
    r"\b(?:declar|proclaim|nam|designat)(?:ed|es|e|ing)\s+$", re.IGNORECASE
)
_AS_A_DAY: Final = re.compile(
    r"\s+(?:as\s+|to\s+be\s+)?(?:a|an|the)\s+(?:\w+\s+){0,2}(?:day|holiday)\b", re.IGNORECASE
)
# "what it delivered in October", "the truce agreed on Friday": a verb in the past next to the day
_BESIDE: Final = re.compile(
    r"(?<!\bbe\s)(?<!\bbeen\s)(?<!\bbeing\s)(?<!\bget\s)(?<!\bre)\b"
    rf"(?!(?:{_PLACED}|need|feed|speed|proceed|succeed|exceed)\b)"
    r"\w{2,}ed\s+(?:\w+ly\s+)?(?:on|in|at|by|since|before|after)\s+$|\bsince\s+(?:the\s+)?$",
    re.IGNORECASE,
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
_PLAN: Final = re.compile(
    r"\b(?:agree|hope?|plan|promis|vow|want|decid|intend|propos|offer|expect|threaten|pledg|mean|aim)"
    r"(?:e?[sd]|n?ed|n?ing)?\s+(?:\w+\s+)?to\s+[a-z]+\b"
    r"(?:(?!\b(?:was|were|had|has|did)\b)[^.;!?]){0,60}$",
    re.IGNORECASE,
)
_VOTES: Final = r"(?:elections?|vote|ballot|polls?|referendum|deadline|summit)\b"
_VOTE: Final = re.compile(rf"\b{_VOTES}\s+(?:of|on|for)\s+$", re.IGNORECASE)
_ITS_VOTE: Final = re.compile(rf"\s+(?:\w+\s+){{0,3}}{_VOTES}", re.IGNORECASE)


def tense(match: Match, context: Context) -> Tense:
    """How the words around *match*, in its sentence, tell the day that it names."""
    return _tense(_before(match, context), context.text[match.end() : match.end() + REACH])


@lru_cache(maxsize=1_024)
def _tense(before: str, after: str) -> Tense:
    if _BESIDE.search(before) or _OF_IT.match(after):
        return "past"
    if _SET_BEFORE.search(before) or (_DECLARED.search(before) and _AS_A_DAY.match(after)):
        return "near"
    to_come = _FUTURE.search(before) or (_OPENS.search(before) and _GOES_ON.match(after))
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
    vote = _VOTE.search(before) or _ITS_VOTE.match(context.text, match.end())
    plan = _PLAN.search(before) or (days and vote)
    return bool(plan) and not _BESIDE.search(before)


def told_from(match: Match, context: Context) -> date | None:
    """The day named before in the sentence of *match*: "said on Tuesday that ... on Friday"."""
    between = context.text[max(context.anchored, 0) : match.start()]
    return context.anchor if context.anchored >= 0 and not _STOP.search(between) else None
