"""Right answers made from gold data alone, to plant faults in and to count false alarms on.

No metric and no part of the product has a say in them. Half are short ("An estimated 800,
according to the governor [1] (The Example, 3 May 2020)."), half repeat the report's sentence.
"""

import re
from collections.abc import Mapping
from datetime import date

from evals.cases import Case, Gold
from evals.counts import find_numbers
from evals.days import agrees, find_days
from evals.places import Place, find_quote, find_value
from evals.words import contains, fold, near, tokens
from qa.records import Answer, Article, Certainty, Citation, Claim, DateValue, Figure

__all__ = ["oracle"]

_CERTAIN: tuple[Certainty, ...] = (
    "confirmed", "reported", "claimed", "suspected", "unconfirmed", "disputed", "denied"
)  # fmt: skip


_SAYS = re.compile(
    r"(?i)\b(?:said|says|told|according|reported|claim\w*|stated|announced|by \w+'s)\b"
)
# Other certainties need cue words in the text, which gold data does not list.
_PLAIN = frozenset({"confirmed", "reported", "claimed", None})


def _citation(place: Place, number: int) -> Citation:
    article = place.article
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        quote=place.text,
        start=place.start,
        end=place.end,
        sha256=article.sha256,
    )


def _source(article: Article) -> str:
    day = date.fromisoformat(article.published) if article.published else None
    when = f"{day.day} {day:%B %Y}" if day else "undated"
    return f"({article.outlet}, {when})" if article.outlet else f"({when})"


def _figure(value: str) -> Figure | None:
    found = find_numbers(value)
    return Figure(low=found[0].low, high=found[0].high, qualifier="exact") if found else None


def _date(case: Case, place: Place) -> DateValue | None:
    """The words that mean the gold day: relative ones first, as those have to be resolved."""
    if case.date_answer is None or len(fold(place.text)) != len(place.text):
        return None
    meant = [
        d for d in find_days(place.text) if agrees(d, case.date_answer, place.article.published)
    ]
    full = [d for d in meant if d.day or d.weekday is not None or d.offset is not None]
    if not full:
        return None
    best = min(full, key=lambda d: d.day is not None)
    text = place.text[best.start : best.end]
    return DateValue(start=case.date_answer, end=case.date_answer, precision="day", text=text)


def _speaker(case: Case, quote: str) -> str | None:
    """The gold speaker, or the end of the name, as the quote has it."""
    words = tokens(case.attribution or "")
    for first in range(len(words)):
        at = near(quote, " ".join(words[first:]))
        if at is not None and len(words[first]) > 3:
            last = at + fold(quote)[at:].index(words[-1]) + len(words[-1])
            return quote[at:last]
    return None


def _certainty(case: Case) -> Certainty:
    return next((each for each in _CERTAIN if each == case.certainty), "reported")


def _claim(case: Case, place: Place, number: int, answer: str, *, short: bool) -> Claim | None:
    quote = place.text
    when = _date(case, place)
    value = when.text if when else find_value(quote, answer)
    yes_no = answer.casefold() in {"yes", "no"}
    if value is None and not yes_no:
        return None
    speaker = _speaker(case, quote)
    flat = " ".join(quote.split())
    if yes_no:
        text, value = f"{answer.capitalize()}: “{flat}”", quote
    elif when:
        text = f"{_long(when)}: “{flat}”"
    elif short and value is not None and _brief(case, quote, speaker):
        text = f"{value[:1].upper()}{value[1:]}{f', according to {speaker}' if speaker else ''}"
    else:
        text = f"“{flat}”"
    return Claim(
        text=f"{text} [{number}] {_source(place.article)}",
        value=value or quote,
        certainty=_certainty(case),
        speaker=speaker,
        figure=_figure(value or "") if case.kind in {"figure", "conflict", "update"} else None,
        date=when,
        citations=(number,),
    )


def _brief(case: Case, quote: str, speaker: str | None) -> bool:
    """Whether value and speaker alone say all that gold data and quote say about the value."""
    limits = case.hedge is not None or case.certainty not in _PLAIN
    return not limits and (speaker is not None or _SAYS.search(quote) is None)


def _long(when: DateValue) -> str:
    day = date.fromisoformat(when.start)
    return f"{day.day} {day:%B %Y}"


def _answer(case: Case, state: str, claims: list[Claim], places: list[Place], head: str) -> Answer:
    lines = [claim.text for claim in claims]
    text = (
        f"{head}{lines[0]}." if len(lines) == 1 else "\n".join([head, *(f"- {x}" for x in lines)])
    )
    cited = tuple(_citation(place, i) for i, place in enumerate(places, start=1))
    return Answer(
        question=case.question,
        standalone_question=" ".join((*case.history, case.question)),
        state=state,  # type: ignore[arg-type]
        text=text.strip(),
        claims=tuple(claims),
        citations=cited,
        confidence=0.9,
    )


def _refusal(case: Case) -> Answer:
    reason = "No report in this index states it."
    return Answer(
        question=case.question,
        standalone_question=case.question,
        state="not_found",
        text=f"The reports do not say. {reason}",
        reason=reason,
    )


def oracle(case: Case, articles: Mapping[str, Article], *, short: bool) -> Answer | None:
    """A right answer to *case*; None where its gold quotes do not hold the answer's own words."""
    if not case.answerable:
        return _refusal(case)
    if case.expected_state == "unknown":
        place = find_quote(case.gold[0], articles, before=1) if case.gold else None
        if place is None or not _attributable(case, place):
            return None
        said = f"The report says that it is not known: “{' '.join(place.text.split())}”"
        text = f"{said} [1] {_source(place.article)}"
        claim = Claim(text=text, value=place.text, certainty="unconfirmed", citations=(1,))
        return _answer(case, "unknown", [claim], [place], "")
    if case.values:
        return _disagreement(case, articles)
    wanted = list(case.answers) if case.list_all else [""]
    claims: list[Claim] = []
    places: list[Place] = []
    for item in wanted:
        found = _first(
            case, articles, [item] if item else list(case.answers), len(places) + 1, short=short
        )
        if found is None:
            return None
        claims.append(found[0])
        places.append(found[1])
    return _answer(case, "answered", claims, places, "")


def _first(
    case: Case,
    articles: Mapping[str, Article],
    answers: list[str],
    number: int,
    *,
    short: bool,
) -> tuple[Claim, Place] | None:
    for before in (0, 1, 2):
        for gold in case.gold:
            place = find_quote(gold, articles, before=before)
            for answer in sorted(answers, key=len, reverse=True) if place else ():
                assert place is not None
                if not _attributable(case, place):
                    continue
                claim = _claim(case, place, number, answer, short=short)
                if claim is not None:
                    return claim, place
    return None


def _attributable(case: Case, place: Place) -> bool:
    """Whether the gold speaker, if any, stands in the quote or is the outlet itself."""
    said = case.attribution
    own = bool(said) and contains(tokens(place.article.outlet or ""), tokens(said or ""))
    return not said or own or _speaker(case, place.text) is not None


def _disagreement(case: Case, articles: Mapping[str, Article]) -> Answer | None:
    claims: list[Claim] = []
    places: list[Place] = []
    for side in case.values:
        place = find_quote(Gold(article_id=side.article_id, quote=side.quote), articles)
        value = find_value(place.text, side.value) if place else None
        if place is None or value is None:
            continue
        number = len(places) + 1
        text = f"“{' '.join(place.text.split())}” [{number}] {_source(place.article)}"
        claims.append(
            Claim(
                text=text,
                value=value,
                certainty="disputed",
                figure=_figure(value),
                citations=(number,),
            )
        )
        places.append(place)
    if len(claims) < 2:
        return None
    return _answer(case, "conflicting", claims, places, "Reports differ.")
