"""Numbers and dates of a drafted sentence: each must be the quotes' own, with its limit."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from qa.amounts import Amount
from qa.citations import contains_tokens
from qa.dates import DateMention, find_dates
from qa.evidence import word_keys
from qa.figures import FigureMention, find_figures, related_measures
from qa.guard_asked import asked_spans
from qa.guard_evidence import Problem
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.language import Sentence
from qa.measures import measure_of
from qa.records import DateValue, Figure, Qualifier

__all__ = ["check_dates", "check_numbers"]

_ROUGH: frozenset[Qualifier] = frozenset({"about", "estimated"})
_DIGITS = re.compile(r"[\w.,:/-]*\d[\w.,:/-]*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_EXPLAINED = re.compile(r"\s*\(\u201c([^\u201d]+)\u201d\)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"(?i)\b(?:{'|'.join(_DAYS)})\b")
_BESIDE = 12  # letters around a date in which its day of the week may stand
_SINGLE = re.compile(r"(?i)an? ")
_NEAR = 5  # words between "reported" and the report's own date


def check_numbers(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Numbers that no quote has, without their limit, or counting something else."""
    amounts, dates = amounts_beside_dates(sentence.text)
    for amount in amounts:
        yield from _check_amount(sentence, amount, told)
    for mention in find_figures(sentence):
        # "a car" is no count, and of "31 of the 40 guards" the 40 have their own story
        before = sentence.text[: mention.start].lower().split()[-2:]
        if not _SINGLE.match(mention.value) and "of" not in before:
            yield from _check_counted(mention, told)
    covered = [(a.start, a.end) for a in amounts] + [(d.start, d.end) for d in dates]
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
        if not pronoun and not _of_reports(sentence, amount) and not _year(said, told):
            yield Problem("number", f"the number “{said}” is not in the evidence")
        return
    limits = {other.qualifier for other in same} | _read_limits(told, amount)
    rough = bool(limits & _ROUGH) and amount.qualifier in _ROUGH
    if amount.qualifier not in limits and not rough:
        allowed = " or ".join(sorted(limit.replace("_", " ") for limit in limits))
        yield Problem("hedge", f"“{said}” has another limit in the evidence: {allowed}")


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


def _check_counted(mention: FigureMention, told: Told) -> Iterator[Problem]:
    """What happened to those counted, and who they are, where both sides say so."""
    figure = mention.figure
    same = [other.figure for other in _figures(told) if _ends(other.figure) & _ends(figure)]
    if not same:
        return
    read = [
        claim.figure
        for piece in told.pieces
        for claim in piece.claims
        if claim.figure and _ends(claim.figure) & _ends(figure)
    ]
    measures = {_general(other.measure) for other in (*same, *read) if other.measure}
    if measures:  # "98 evacuees were killed": the verb tells as well as the noun
        measures |= {_general(measure) for measure in _by_verbs(figure, told)}
    # "casualties" and "victims" may be any of those that were hurt
    general = related_measures(figure.measure) if figure.measure == "casualties" else frozenset()
    held = {_general(figure.measure), *general} & measures
    if figure.measure and measures and not held:
        yield Problem(
            "measure", f"“{mention.value}” are {' or '.join(sorted(measures))} in the evidence"
        )
    counted = [word_keys(other.of) for other in (*same, *read) if other.of]
    if figure.of and counted and len(counted) == len((*same, *read)):
        generic = word_set("words", "people")
        keys = word_keys(figure.of)
        plain = {word.lower() for word in figure.of.split()} & generic
        if not plain and not any(keys & other for other in counted):
            yield Problem("measure", f"“{mention.value}” counts others than “{figure.of}”")


def _by_verbs(figure: Figure, told: Told) -> Iterator[str]:
    """What the verbs say of those counted by the same number in the quotes."""
    for quote, i in told.sentences():
        tokens = quote[i].tokens
        for amount in amounts_beside_dates(quote[i].text)[0]:
            if amount.numbers[0] not in _ends(figure):
                continue
            for k, token in enumerate(tokens):
                if not amount.number_start <= token.start < amount.number_end:
                    continue
                at = k if token.dep != "nummod" else token.head
                if tokens[at].dep in {"nsubj", "nsubjpass", "dobj"}:
                    yield measure_of(tokens[tokens[at].head].lemma) or ""


def _ends(figure: Figure) -> set[float]:
    return {bound for bound in (figure.low, figure.high) if bound is not None}


def _general(measure: str | None) -> str:
    """Words for leaving a prison are one measure; so the checker takes them."""
    return {"fled": "escaped"}.get(measure or "", measure or "")


@lru_cache(maxsize=256)
def _figures(told: Told) -> tuple[FigureMention, ...]:
    return tuple(told.figures())


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
