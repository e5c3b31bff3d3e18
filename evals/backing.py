"""What a unit of text says that its quotes do not.

Every rule reads with the ruler's own tokens, numbers, dates and cue words, so that a fault in the
product's lexicons or parser cannot make it blind. Rules err on the side of the report's own words:
a unit that repeats its quote passes them all.
"""

import re
from collections.abc import Iterator
from datetime import date

from evals.counts import Number, find_numbers, same_bounds
from evals.cues import hedges, measures, negated, negations
from evals.days import Day, agrees, find_days, same_day
from evals.lexicon import word_set
from evals.units import Unit
from evals.words import contains, fold, tokens
from qa.records import Answer, Citation, Claim

__all__ = ["CLAUSE", "EPISTEMIC", "Fault", "added"]

Fault = tuple[str, str]
"""(rule, what was found)."""

_COUNTED = re.compile(
    r"^\W*(?:\w+ ){0,2}?"
    r"(?:reports?|sources?|accounts?|outlets?|articles?|figures?|values?|claims?)\b"
)
CLAUSE = re.compile(
    r"[;,]\s|\s(?:and|but|while|after|when|as|with|including|because|since)\s|\s-\s|\n"
)
_DESCRIBED = re.compile(r"\W*(?:\w+ ){1,3}(?:who|which|that)\b")
# "since their village WAS attacked WERE freed": the second is said of those counted
_RESUMED = re.compile(r"\b(?:was|were)\b.+\b(?:was|were)\b")
_WORD = re.compile(r"[^\W\d_][\w\u2019']*")
_SAID = re.compile(r"\b(?:said|says|according to|reported|claimed|claims|told|announced)\b")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
# The answer's own "No:" and "denied by" are backed by any negation of the quote.
_OWN_NO = re.compile(r"(?i)^\W*no\b[,:]?|\bno: |\bdenied by\b")
_FRAME = word_set("frame")
_SMALL = word_set("small")
_CALENDAR = word_set("calendar")
EPISTEMIC = frozenset({"alleged", "unknown", "estimated"})


def _blank_days(text: str) -> str:
    """*text*, folded, with date expressions blanked so that their numbers do not count."""
    folded = fold(text)
    for day in reversed(find_days(text)):
        if day.year or day.month or day.day:
            folded = folded[: day.start] + " " * (day.end - day.start) + folded[day.end :]
    return folded


def added(unit: Unit, answer: Answer) -> Iterator[Fault]:
    """Numbers, dates, names, measures, negations, hedges and speakers that no quote backs."""
    if not unit.citations:
        yield "citation", f"{unit.text[:80]!r} rests on no quote"
        return
    yield from _misquoted(unit)
    yield from _added_numbers(unit)
    yield from _added_days(unit)
    yield from _added_names(unit, answer)
    told = " ".join((*unit.quotes, *(c.title for c in unit.citations)))
    new = measures(unit.text) - measures(told)
    if new:
        yield "measure", f"{sorted(new)} is in no quote"
    doubtful = negated(told) or "unknown" in hedges(told)
    if answer.state == "unknown":
        return
    if not doubtful and negated(unit.text) and not _yes_no(unit.text):
        yield "negation", "a negation is in no quote"
    yield from _moved_negations(unit)
    yield from _added_hedges(unit, told)
    yield from _added_speakers(unit)


def _misquoted(unit: Unit) -> Iterator[Fault]:
    """Whatever stands in quotation marks must stand in a quote, however short, word for word."""
    told = [tokens(f"{quote}") for quote in unit.quotes]
    for match in _QUOTED.finditer(unit.text):
        words = tokens(next(part for part in match.groups() if part))
        if words and not any(contains(quote, words) for quote in told):
            yield "quotation", f"{match.group()[:80]!r} is in no quote"


def _moved_negations(unit: Unit) -> Iterator[Fault]:
    """A negation must bear on a word that a quote negates too."""
    told = [around for quote in unit.quotes for around in negations(quote)]
    own = _OWN_NO.sub(" ", _QUOTED.sub(" ", unit.text))
    for around in negations(own):
        if told and not any(around & other for other in told):
            yield "negation", f"the negation beside {sorted(around)} is in no quote"


def _yes_no(text: str) -> bool:
    """Whether the only negation is the answer's own "No"."""
    return tokens(text)[:1] == ("no",) and not negated(re.sub(r"(?i)^\W*no\b", "", text))


def _segments(text: str) -> list[tuple[Number, frozenset[str]]]:
    """Each number with the measures of its own clause: between its neighbours and conjunctions.

    Behind "ten children who had been held since May" follows what happened to them then.
    """
    folded = _blank_days(text)
    numbers = find_numbers(folded)
    found = []
    for i, number in enumerate(numbers):
        left = numbers[i - 1].end if i else 0
        right = numbers[i + 1].start if i + 1 < len(numbers) else len(folded)
        before = CLAUSE.split(folded[left : number.start])[-1]
        after, *further = CLAUSE.split(folded[number.end : right])
        if _DESCRIBED.match(after) and further and _RESUMED.search(further[0]):
            after = f"{after} {further[0]}"
        found.append((number, measures(f"{before} {after}")))
    return found


def _added_numbers(unit: Unit) -> Iterator[Fault]:
    folded = _blank_days(unit.text)
    told = [pair for quote in unit.quotes for pair in _segments(quote)]
    told += [(n, frozenset()) for c in unit.citations for n in _source_numbers(c)]
    told += [(n, frozenset()) for quote in unit.quotes for n in find_numbers(quote)]
    for number, happened in _segments(unit.text):
        same = [measure for other, measure in told if same_bounds(number, other)]
        if not same and not _COUNTED.match(folded[number.end :]):
            yield "number", f"{folded[number.start : number.end]!r} is in no quote"
        bound = frozenset().union(*same)
        if happened and bound and not happened & bound:
            yield (
                "measure",
                (
                    f"{folded[number.start : number.end]!r} is {sorted(happened)} here, "
                    f"{sorted(bound)} in the quote"
                ),
            )


def _source_numbers(citation: Citation) -> tuple[Number, ...]:
    """Numbers of the title and of the outlet's name ("Channel 1")."""
    return find_numbers(_blank_days(f"{citation.title}; {citation.outlet or ''}"))


def _added_days(unit: Unit) -> Iterator[Fault]:
    for day in find_days(unit.text):
        if not any(_day_backed(day, citation, unit.claims) for citation in unit.citations):
            yield "date", f"{fold(unit.text)[day.start : day.end]!r} is in no quote"


def _day_backed(day: Day, citation: Citation, claims: tuple[Claim, ...]) -> bool:
    told = (*find_days(citation.quote), *find_days(citation.title))
    if any(same_day(day, other) for other in told):
        return True
    resolved = [c.date for c in claims if c.date and citation.number in c.citations]
    for value in resolved:
        if contains(tokens(citation.quote), tokens(value.text)) and (
            agrees(day, value.start, None) or agrees(day, value.end, None)
        ):
            return True
    if citation.published and agrees(day, citation.published, None):
        return True
    if not (day.year and day.month and day.day):
        return False
    try:
        iso = date(day.year, day.month, day.day).isoformat()
    except ValueError:
        return False
    return any(agrees(other, iso, citation.published) for other in told)


def _added_names(unit: Unit, answer: Answer) -> Iterator[Fault]:
    """Capitalised words that stand in no quote, title, outlet or, as the premise, the question."""
    if unit.text.isupper():
        return
    backing = {t for c in unit.citations for t in tokens(f"{c.quote} {c.title} {c.outlet or ''}")}
    backing |= set(tokens(answer.standalone_question)) | set(tokens(answer.question))
    for match in _WORD.finditer(unit.text):
        word = match.group()
        plain = tokens(word)
        if not word[0].isupper() or not plain:
            continue
        known = backing | _FRAME | _SMALL | _CALENDAR
        if plain[0] not in known and plain[0].removesuffix("s") not in known:
            yield "name", f"{word!r} is in no quote"


def _added_hedges(unit: Unit, told: str) -> Iterator[Fault]:
    new = hedges(unit.text) - hedges(told)
    if hedges(told) & EPISTEMIC or negated(told):
        new -= EPISTEMIC
    if new:
        yield "hedge", f"{sorted(new)} is in no quote"


def _added_speakers(unit: Unit) -> Iterator[Fault]:
    """The words in the speaker's place must stand in the evidence."""
    folded = fold(unit.text)
    backing = {t for c in unit.citations for t in tokens(f"{c.quote} {c.title} {c.outlet or ''}")}
    backing |= {"report", "reports", "it", "he", "she", "they", "who", "source", "sources"} | _FRAME
    for verb in _SAID.finditer(folded):
        # Behind a citation's marker stand its outlet and date, in brackets.
        behind = CLAUSE.split(folded[verb.end() :].partition("(")[0].strip())[0]
        ahead = CLAUSE.split(folded[: verb.start()].rstrip(" ,"))[-1]
        place = tokens(behind)[:3] if verb.group() == "according to" else tokens(ahead)[-3:]
        new = [word for word in place if word not in backing]
        if new:
            yield "speaker", f"{new} speaks here, but in no quote"
