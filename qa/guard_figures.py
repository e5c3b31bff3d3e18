"""Numbers and dates of a drafted sentence: each must be the quotes' own, with its limit."""

import re
from collections.abc import Iterator
from datetime import date

from qa.amounts import Amount
from qa.citations import contains_tokens
from qa.dates import DateMention, find_dates
from qa.figures import find_figures
from qa.guard_asked import asked_spans
from qa.guard_bound import bound_numbers, check_bound, stands_bound
from qa.guard_evidence import Problem
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.language import Sentence
from qa.records import DateValue, Qualifier

__all__ = ["check_dates", "check_numbers"]

_ROUGH: frozenset[Qualifier] = frozenset({"about", "estimated"})
_DIGITS = re.compile(r"[\w.,:/-]*\d[\w.,:/-]*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_EXPLAINED = re.compile(r"\s*\(\u201c([^\u201d]+)\u201d\)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"(?i)\b(?:{'|'.join(_DAYS)})\b")
_BESIDE = 12  # letters around a date in which its day of the week may stand
_NEAR = 5  # words between "reported" and the report's own date


def check_numbers(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Numbers that no quote has, or without their limit; what they count has rules of its own."""
    amounts, dates = amounts_beside_dates(sentence.text)
    for amount in amounts:
        yield from _check_amount(sentence, amount, told)
    yield from check_bound(sentence, told)
    covered = [(a.start, a.end) for a in amounts] + [(d.start, d.end) for d in dates]
    covered += [span for span, _ in bound_numbers(sentence.text)]
    known = {piece for words in (told.text, _sources(told)) for piece in _digits(words)}
    for match in _DIGITS.finditer(sentence.text):
        written = match[0].strip(".,:/-")
        # "90.000" and "3,0" may mean much: they have to be the report's own
        ragged = "." in written or ("," in written and not _GROUPED.fullmatch(written))
        inside = not ragged and any(
            start < match.end() and match.start() < end for start, end in covered
        )
        if not inside and written not in known:
            yield Problem("number", f"“{match[0]}” is not in the evidence")


def _digits(text: str) -> set[str]:
    return {match[0].strip(".,:/-") for match in _DIGITS.finditer(text)}


def _sources(told: Told) -> str:
    return " ".join(piece.citation.outlet or "" for piece in told.pieces)


def _check_amount(sentence: Sentence, amount: Amount, told: Told) -> Iterator[Problem]:
    said = sentence.text[amount.number_start : amount.number_end]
    vague = amount.qualifier == "vague"
    same = [
        other
        for other in told.amounts
        if other.numbers == amount.numbers and (other.qualifier == "vague") == vague
    ]
    if not same:
        # "one" may be a pronoun; "one of them" counts
        pronoun = said.lower() == "one" and not sentence.text[amount.number_end :].startswith(" of")
        bound = amount.qualifier == "exact" and stands_bound(sentence, amount, told)
        known = bound or _of_reports(sentence, amount) or _year(said, told)
        if not pronoun and not known:
            yield Problem("number", f"the number “{said}” is not in the evidence")
        return
    limits, read = {other.qualifier for other in same}, _read_limits(told, amount)
    # "The estimate is of 800" gives its one number a limit that does not stand beside it.
    limits = (limits - {"exact"} if read and len(same) == 1 else limits) | read
    own = {amount.qualifier}
    if amount.qualifier == "exact":
        own |= _limits_apart(sentence, amount)
    rough = bool(limits & _ROUGH) and bool(own & _ROUGH)
    if not own & limits and not rough:
        allowed = " or ".join(sorted(limit.replace("_", " ") for limit in limits))
        yield Problem("hedge", f"“{said}” has another limit in the evidence: {allowed}")


def _limits_apart(sentence: Sentence, amount: Amount) -> set[Qualifier]:
    """Limits that the sentence gives a number from farther off: "the estimate is of 800"."""
    found = {
        mention.figure.qualifier
        for mention in find_figures(sentence)
        if mention.number_start == amount.number_start
    }
    estimated = any(token.lemma == "estimate" for token in sentence.tokens)
    return found | ({"estimated"} if estimated else set())


def _read_limits(told: Told, amount: Amount) -> set[Qualifier]:
    """Limits that claims on the quotes give this number, from words farther off."""
    return {
        claim.figure.qualifier
        for piece in told.pieces
        for claim in piece.claims
        if claim.figure
        and claim.figure.qualifier != "exact"
        and amount.numbers[0] in {claim.figure.low, claim.figure.high}
    }


def _year(said: str, told: Told) -> bool:
    """Whether it is the year of a date of the quotes: "1963" where they say "built in 1963"."""
    return said.isdigit() and any(said in {d.start[:4], d.end[:4]} for d in told.dates)


def _of_reports(sentence: Sentence, amount: Amount) -> bool:
    """As in "two reports", "several sources", which count the evidence itself."""
    after = sentence.text[amount.end :].split()[:2]
    words = {word.strip(".,;:").lower() for word in after}
    return bool(words & {"reports", "report", "sources", "accounts", "outlets", "articles"})


def check_dates(sentence: Sentence, told: Told, question: str = "") -> Iterator[Problem]:
    """Dates that neither the quotes name nor, as the report's own, the citation."""
    failing: list[dict[int, str]] = []
    asked = asked_spans(sentence, told, question)
    # "Tuesday" means another day in each report: one of those cited must mean it.
    for published in told.published or (None,):
        mentions = find_dates(sentence.text, published=published)
        failing.append(
            {
                mention.start: mention.value.text
                for mention in mentions
                if (
                    not (_backed(mention.value, told) or _own_date(sentence.text, mention, told))
                    and not (
                        any(start <= mention.start and mention.end <= end for start, end in asked)
                        and any(
                            mention.value.start <= day <= mention.value.end
                            for day in told.published
                        )
                    )
                )
                or _explained_wrongly(sentence.text, mention, told)
            }
        )
    for start, words in failing[0].items():
        if all(start in other for other in failing):
            yield Problem("date", f"the date “{words}” is not in the evidence")
    yield from _check_weekdays(sentence.text, told)


def _check_weekdays(text: str, told: Told) -> Iterator[Problem]:
    """A day of the week beside a day of the year must be that day's, or stand so in a quote."""
    for mention in find_dates(text, published=(told.published or (None,))[0]):
        value = mention.value
        around = text[max(0, mention.start - _BESIDE) : mention.end + _BESIDE]
        beside = {match[0].title() for match in _WEEKDAY.finditer(around)}
        if value.precision != "day" or not re.search(r"\d", value.text) or not beside:
            continue
        named = _DAYS[date.fromisoformat(value.start).weekday()]
        if named not in beside and not contains_tokens(told.text, value.text):
            yield Problem("date", f"{value.start} was a {named}")


def _backed(value: DateValue, told: Told) -> bool:
    """Whether a date of the quotes lies within *value*, a month or year, or is the same days."""
    wide = value.precision in {"month", "season", "year"}
    return any(
        (value.start, value.end) == (other.start, other.end)
        or (wide and value.start <= other.start and other.end <= value.end)
        for other in told.dates
    )


def _explained_wrongly(text: str, mention: DateMention, told: Told) -> bool:
    """Whether it stands before the report's words in brackets, and they mean another day."""
    words = _EXPLAINED.match(text[mention.end :])
    if words is None:
        return False
    meant = [date for date in told.dates if date.text.casefold() == words[1].casefold()]
    return bool(meant) and not any(
        mention.value.start <= date.start and date.end <= mention.value.end for date in meant
    )


def _own_date(text: str, mention: DateMention, told: Told) -> bool:
    """Whether it is the day on which a report came out, and told as that."""
    if mention.value.start != mention.value.end or mention.value.start not in told.published:
        return False
    before = [word.strip(".,;:()").lower() for word in text[: mention.start].split()[-_NEAR:]]
    outlets = {word for p in told.pieces for word in (p.citation.outlet or "").lower().split()}
    return bool(set(before) & (word_set("dating", "words") | outlets))
