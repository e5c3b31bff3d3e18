"""What a unit of text says that its quotes do not, and what it leaves out that qualifies them.

Every rule reads with the ruler's own tokens, numbers, dates and cue words, so that a fault in the
product's lexicons or parser cannot make it blind. Rules err on the side of the report's own words:
a unit that repeats its quote passes them all.
"""

import re
from collections.abc import Iterator
from datetime import date

from qa.records import Answer, Citation, Claim

from evals.counts import Number, find_numbers, same_bounds
from evals.cues import attributed, hedges, measures, negated, number_hedges
from evals.days import Day, agrees, find_days, same_day
from evals.units import Unit, core
from evals.words import contains, fold, near, tokens

__all__ = ["Fault", "added", "dropped"]

Fault = tuple[str, str]
"""(rule, what was found)."""

_COUNTED = re.compile(
    r"^\W*(?:\w+ ){0,2}?(?:reports?|sources?|accounts?|outlets?|articles?|figures?|values?|claims?)\b"
)
_CLAUSE = re.compile(r"[;,]\s|\s(?:and|but|while|after|when|as|with|including)\s|\s-\s|\n")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_SAID = re.compile(r"\b(?:said|says|according to|reported|claimed|claims|told|announced)\b")
# Words of the answer's own frame, which need no quote.
_FRAME = frozenset(
    "according to reports report says say said that the a an of in on at by as it is are was "
    "were yes no not some more most nearly several dozens between other others another differ "
    "disagree while and but or however one source sources later earlier also about its own "
    "voice claimed reported confirmed suspected unconfirmed denied disputed unknown states "
    "state account accounts puts put figure number who what when where this these those there "
    "their from for has have had been be undated published dated outlet update updated "
    "superseded corrected correction gives give given known date words figures since estimated "
    "approximately around fewer than less over up".split()
)
_SMALL = frozenset("of the and for de la del al el bin a an in on at to by".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_EPISTEMIC = frozenset({"alleged", "unknown", "estimated"})


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
        return
    yield from _added_numbers(unit)
    yield from _added_days(unit)
    yield from _added_names(unit, answer)
    told = " ".join((*unit.quotes, *(c.title for c in unit.citations)))
    new = measures(unit.text) - measures(told)
    if new:
        yield "measure", f"{sorted(new)} is in no quote"
    doubted = negated(told) or "unknown" in hedges(told)
    if negated(unit.text) and not doubted and not _yes_no(unit.text):
        yield "negation", "a negation is in no quote"
    yield from _added_hedges(unit, told)
    yield from _added_speakers(unit, answer)


def _yes_no(text: str) -> bool:
    """Whether the only negation is the answer's own "No"."""
    return tokens(text)[:1] == ("no",) and not negated(re.sub(r"(?i)^\W*no\b", "", text))


def _segments(text: str) -> list[tuple[Number, frozenset[str]]]:
    """Each number with the measures of its own clause: between its neighbours and conjunctions."""
    folded = _blank_days(text)
    numbers = find_numbers(folded)
    found = []
    for i, number in enumerate(numbers):
        left = numbers[i - 1].end if i else 0
        right = numbers[i + 1].start if i + 1 < len(numbers) else len(folded)
        before = _CLAUSE.split(folded[left : number.start])[-1]
        after = _CLAUSE.split(folded[number.end : right])[0]
        found.append((number, measures(f"{before} {after}")))
    return found


def _added_numbers(unit: Unit) -> Iterator[Fault]:
    folded = _blank_days(unit.text)
    told = [pair for quote in unit.quotes for pair in _segments(quote)]
    told += [(n, frozenset()) for c in unit.citations for n in find_numbers(_blank_days(c.title))]
    told += [(n, frozenset()) for quote in unit.quotes for n in find_numbers(quote)]
    for number, happened in _segments(unit.text):
        same = [measure for other, measure in told if same_bounds(number, other)]
        if not same and not _COUNTED.match(folded[number.end :]):
            yield "number", f"{folded[number.start : number.end]!r} is in no quote"
        bound = frozenset().union(*same)
        if happened and bound and not happened & bound:
            yield "measure", (
                f"{folded[number.start : number.end]!r} is {sorted(happened)} here, "
                f"{sorted(bound)} in the quote"
            )


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
        known = backing | _FRAME | _SMALL | _MONTHS
        if plain[0] not in known and plain[0].removesuffix("s") not in known:
            yield "name", f"{word!r} is in no quote"


def _added_hedges(unit: Unit, told: str) -> Iterator[Fault]:
    new = hedges(unit.text) - hedges(told)
    if hedges(told) & _EPISTEMIC or negated(told):
        new -= _EPISTEMIC
    if new:
        yield "hedge", f"{sorted(new)} is in no quote"


def _added_speakers(unit: Unit, answer: Answer) -> Iterator[Fault]:
    """The words in the speaker's place must stand in the evidence."""
    folded = fold(unit.text)
    backing = {t for c in unit.citations for t in tokens(f"{c.quote} {c.title} {c.outlet or ''}")}
    backing |= {"report", "reports", "it", "he", "she", "they", "who", "source", "sources"} | _FRAME
    for verb in _SAID.finditer(folded):
        behind = _CLAUSE.split(folded[verb.end() :].strip())[0]
        ahead = _CLAUSE.split(folded[: verb.start()].rstrip(" ,"))[-1]
        place = tokens(behind)[:3] if verb.group() == "according to" else tokens(ahead)[-3:]
        new = [word for word in place if word not in backing]
        if new:
            yield "speaker", f"{new} speaks here, but in no quote"


def dropped(unit: Unit) -> Iterator[Fault]:
    """Hedges, negations and speakers that qualify the value in its quote and are not in the text."""
    for claim in unit.claims:
        if any(contains(tokens(unit.text), tokens(sentence)) for sentence in core(claim, unit.quotes)):
            continue
        for sentence in core(claim, unit.quotes)[:1]:
            yield from _dropped(claim, sentence, unit)


def _around(sentence: str, value: str) -> tuple[str, str]:
    """(the value with the words that can limit it, the clause that holds it).

    The words that limit a number stand in its clause and on its side of any other number.
    """
    folded, at = fold(sentence), near(sentence, value)
    if at is None:
        return value, sentence
    end = at + len(value)
    before = _CLAUSE.split(folded[:at])[-1]
    after = _CLAUSE.split(folded[end:])[0]
    numbers_before, numbers_after = find_numbers(before), find_numbers(after)
    close_before = before[numbers_before[-1].end :] if numbers_before else before
    close_after = after[: numbers_after[0].start] if numbers_after else after
    close = " ".join((*close_before.split()[-4:], folded[at:end], *close_after.split()[:3]))
    return close, f"{before}{folded[at:end]}{after}"


def _dropped(claim: Claim, sentence: str, unit: Unit) -> Iterator[Fault]:
    close, clause = _around(sentence, claim.value)
    text = unit.text
    if find_numbers(claim.value):
        lost = number_hedges(close) - number_hedges(text) - hedges(text)
        if lost and not (lost <= {"about", "estimated"} and hedges(text) & {"about", "estimated"}):
            yield "hedge", f"{sorted(lost)} qualifies {claim.value!r} in the quote"
    lost = (hedges(clause) & {"alleged"}) - hedges(text)
    if lost and not hedges(text) & _EPISTEMIC:
        yield "hedge", f"{sorted(lost)} qualifies {claim.value!r} in the quote"
    told = " ".join(unit.quotes)
    if "unknown" in hedges(told) and not hedges(text) & _EPISTEMIC and find_numbers(claim.value):
        yield "hedge", "the quote says that it is not known"
    if negated(clause) and not negated(text):
        yield "negation", f"the quote negates {claim.value!r}"
    if attributed(sentence) and not (attributed(text) or _names_speaker(claim, text)):
        yield "speaker", f"the quote puts {claim.value!r} in somebody's mouth"


def _names_speaker(claim: Claim, text: str) -> bool:
    return bool(claim.speaker) and contains(tokens(text), tokens(claim.speaker or ""))
