"""The grammar of date expressions: patterns, each with the function that resolves its matches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa import date_named as named
from qa import date_relative as relative
from qa.date_words import DAY, MONTH, NUMBER, SEASON, WEEKDAY, WEEKDAY_SHORT, Resolver

__all__ = ["found_by_rules"]


REACH = 12  # words of an expression up to the one that its kind cannot be without
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Patterns of one kind of expression, each with how a match of it is resolved.

    Attributes:
        needs: What every match holds, in one of its first words: the patterns are tried nowhere
            but before it, which spares them most of a text.
        rules: Tried in this order.
    """

    needs: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], Resolver], ...]


_FULL_YEAR = r"(?:1[89]|20)\d\d"
# Two digits are a year only where nothing is counted after them: "5 January 89 people died"
_SHORT_YEAR = r"['\N{RIGHT SINGLE QUOTATION MARK}]\d\d\b|\d\d\b(?=\s*(?:[,.;:)\]([]|-|$))"
_YEAR = (
    rf"(?:(?:\s*,)?\s+(?:of\s+|in\s+)?(?P<year>{_FULL_YEAR}\b(?!\s*,\d|\.\d)|{_SHORT_YEAR})"
    r"|\s+(?:of\s+)?(?P<which_year>last|this|next)\s+year\b)"
)
_TO = r"(?:\s*[-/\N{EN DASH}]\s*|\s+(?:and|to|or|until|till|through)\s+(?:the\s+)?)"
_ON = rf"(?:{WEEKDAY_SHORT},?\s+(?:the\s+)?)?"
_OF = r"(?:\s+of)?\s+"
_WHICH = r"(?P<which>last|next|this\s+past|this|past)\s+"
_HALF = r"(?:\s+(?:morning|afternoon|evening|night|noon|midnight|dawn))?"
_PART_OF = r"(?:the\s+)?(?:beginning|start|middle|end)\s+of"
_PART = rf"(?:(?P<part>early|late|mid|{_PART_OF})[\s-]+(?:in\s+)?)"
_UNIT = r"(?P<unit>hours?|days?|weeks?|months?|years?)"
_DAY_MONTH = rf"(?P<day>{DAY}){_OF}(?P<month>{MONTH})"
_DAY2_MONTH2 = rf"(?P<day2>{DAY}){_OF}(?P<month2>{MONTH})"
_MONTH_DAY = rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})"
_MONTH2_DAY2 = rf"(?P<month2>{MONTH})\s+(?P<day2>{DAY})"
# A bare number is a year after these words alone, and never where hours or more digits follow
_AFTER = "|".join(rf"(?<=\b{word}\s)" for word in ("in", "since", "during", "until", "by", "of"))
_BARE_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d,-]\d|\d|s\b|\s*(?:hours|gmt|local))"
_WEEKDAY = (
    r"(?:(?P<which>last|next|this\s+past|this\s+coming|this|past|coming)\s+)?"
    rf"(?P<weekday>{WEEKDAY}){_HALF}(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week"
    r"|\s+(?P<after>last|next)(?=\s*[,.;:)]|\s+(?:at|in|near|on|when|by|and|the|an?)\b|\s*$))?"
)
_NEAR_DAY = (
    r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|(?:the\s+)?night\s+before\s+last"
    rf"|(?:today|yesterday|tomorrow){_HALF}|tonight|last\s+(?:night|evening)|overnight"
    r"|this\s+(?:morning|afternoon|evening)"
)
# "a day after" tells a day; "a day after the attack" only tells that of the attack
_NO_EVENT = r"(?=\s*(?:[.,;:)!?]|$))"
_TOLD_DAY = (
    r"the\s+(?:previous|same|following|next|preceding)\s+day|next\s+day"
    rf"|(?:the\s+)?day\s+(?:before|after){_NO_EVENT}"
)
_FROM_DAY = rf"(?:(?:earlier|later)(?!\s+than\b)|afterwards?|(?:before|after|prior){_NO_EVENT})"
_PAST = rf"(?:the\s+)?(?:past\s+(?:(?P<count>{NUMBER})\s+)?|last\s+(?P<count2>{NUMBER})\s+)"
_PERIOD = (
    r"(?:(?P<part>earlier|later)\s+)?(?P<which>last|this|next|previous|coming)\s+"
    r"(?P<unit>week|month|year)"
)
_BARE_DAY = (
    r"(?<=\bthe\s)(?P<day>\d\d?(?:st|nd|rd|th))"
    r"(?:\s+of\s+(?P<which>this|last)\s+month|(?=\s*(?:[.,;]|$)))"
)

_Written = tuple[tuple[str, Resolver], ...]
_DIGITS: _Written = (
    (
        rf"(?P<year>{_FULL_YEAR})[-/](?P<a>\d\d?)[-/](?P<b>\d\d?)(?:T[\d:.]+Z?)?(?![\d-])",
        named.iso_date,
    ),
    (
        rf"(?<![\d/.-])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>{_FULL_YEAR}|\d\d)(?![\d/.])",
        named.numeric_date,
    ),
    (
        rf"(?<![\d/.-])(?P<a>\d\d?)[.-](?P<b>\d\d?)[.-](?P<year>{_FULL_YEAR})(?![\d/-])",
        named.numeric_date,
    ),
    (rf"(?:{_AFTER}|{_PART}){_BARE_YEAR}", named.whole_year),
    (_BARE_DAY, named.bare_day),
)
_MONTHS: _Written = (
    (rf"{_ON}{_DAY_MONTH}{_YEAR}?", named.day_of_month),
    (rf"(?P<day>{DAY})-(?P<month>{MONTH})(?:-(?P<year>(?:1[89]|20)?\d\d)\b)?", named.day_of_month),
    (rf"(?P<day>{DAY}){_OF}{_WHICH}(?P<month>{MONTH})", named.day_of_month),
    (rf"(?P<day>{DAY}){_TO}(?P<day2>{DAY}){_OF}(?P<month>{MONTH}){_YEAR}?", named.day_of_month),
    (rf"{_DAY_MONTH}{_TO}{_DAY2_MONTH2}{_YEAR}?", named.day_of_month),
    (rf"{_ON}{_MONTH_DAY}{_YEAR}?", named.month_first),
    (rf"{_WHICH}{_MONTH_DAY}", named.day_of_month),
    (rf"{_MONTH_DAY}{_TO}(?P<day2>{DAY}){_YEAR}?", named.month_first),
    (rf"{_MONTH_DAY}{_TO}{_MONTH2_DAY2}{_YEAR}?", named.day_of_month),
    (rf"{_PART}?(?:{_WHICH})?(?P<month>{MONTH}){_YEAR}?", named.named_month),
)
_SEASONS: _Written = (
    (rf"{_PART}?(?P<season>{SEASON})(?:\s+of)?{_YEAR}", named.season),
    (rf"(?P<which>last|this|next)\s+(?P<season>{SEASON})", named.season),
    (r"(?<=in\sthe\s)(?P<season>summer|winter|autumn)", named.season),
)
_WEEKDAYS: _Written = (
    (_WEEKDAY, relative.weekday),
    (rf"(?P<weekday>{WEEKDAY}){_TO}(?P<weekday2>{WEEKDAY}){_HALF}", relative.weekday),
)
_TOLD: _Written = (
    (_NEAR_DAY, relative.near_day),
    (_TOLD_DAY, relative.told_day),
    (rf"(?P<count>{NUMBER})\s+{_UNIT}\s+{_FROM_DAY}", relative.told_day),
    (rf"(?P<count>{NUMBER})\s+{_UNIT}\s+ago", relative.ago),
    (rf"{_PAST}{_UNIT}", relative.stretch),
    (_PERIOD, relative.period),
    (r"(?P<which>last|next|this|the|past)\s+weekend", relative.weekend),
)
_NEEDS: dict[str, _Written] = {
    r"\d": _DIGITS,
    MONTH: _MONTHS,
    SEASON: _SEASONS,
    WEEKDAY: _WEEKDAYS,
    "day|morrow|night|morning|noon|evening|week|month|year|hour": _TOLD,
}
_KINDS: Final = tuple(
    _Kind(
        re.compile(needs, re.IGNORECASE),
        tuple(
            (re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), resolve)
            for pattern, resolve in written
        ),
    )
    for needs, written in _NEEDS.items()
)


def found_by_rules(text: str) -> Iterator[tuple[re.Match[str], Resolver]]:
    """Every match of every rule in *text*, which may overlap, with what resolves it."""
    words = list(_WORD.finditer(text))
    near: dict[int, set[int]] = {}
    for i, word in enumerate(words):
        for kind in _kinds_with(word[0].lower()):
            near.setdefault(kind, set()).update(range(max(0, i + 1 - REACH), i + 1))
    for kind in sorted(near):
        places = [words[i].start() for i in sorted(near[kind])]
        for pattern, resolve in _KINDS[kind].rules:
            end = 0
            for place in places:
                if place >= end and (match := pattern.match(text, place)):
                    yield match, resolve
                    end = match.end()


# A report of four hundred words has half as many different ones, most of them seen before.
@lru_cache(maxsize=65_536)
def _kinds_with(word: str) -> tuple[int, ...]:
    """The kinds of expressions that *word* may be the one of which they cannot be without."""
    return tuple(i for i, kind in enumerate(_KINDS) if kind.needs.search(word))
