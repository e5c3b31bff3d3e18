"""Whether a claim's short value is one of the gold answers.

Numbers and dates are read by the ruler's own code. Spelling variants of names ("Ghweran",
"Ghwayran") are the one thing taken from the product, ``qa.names``; a test holds it to pairs that
differ and pairs that agree, so that a rule that calls all names alike would show.
"""

from collections.abc import Sequence
from functools import lru_cache

from evals.cases import Case
from evals.counts import Number, find_numbers
from evals.days import iso_dates
from evals.lexicon import word_set
from evals.words import contains, content, tokens
from qa.records import Answer, Claim

__all__ = ["forbidden", "holds", "matches", "polarity", "right_claims", "same_text", "stems"]

_WORDY = frozenset({"statement", "cause", "other", "description", "quote"})
_NAMED = frozenset({"person", "place", "organisation", "weapon", "target", "date"})
_ASKING = word_set("asking")
_SHORT_LIMIT = 12
_LONG_LIMIT = 80


def stems(words: Sequence[str]) -> tuple[str, ...]:
    """Words without a plural *s*.

    >>> stems(("guerrillas", "glass", "1800"))
    ('guerrilla', 'glass', '1800')
    """
    return tuple(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words
    )


@lru_cache(maxsize=1)
def _same_name() -> object:
    from qa.names import load_names

    return load_names().same


@lru_cache(maxsize=65536)
def _names_agree(a: str, b: str) -> bool:
    same = _same_name()
    return bool(callable(same) and same(a, b))


def same_text(value: str, gold: str, *, wordy: bool = False) -> bool:
    """Whether one holds the other as a run of whole tokens, determiners and plurals aside.

    Args:
        value: What was answered.
        gold: What is right.
        wordy: For sentences: a value inside the gold must be at least half of it.

    >>> same_text("the Shining Path guerrillas", "SHINING PATH"), same_text("Pathet", "Path")
    (True, False)
    >>> same_text("tolerated", "cannot be tolerated at all", wordy=True)
    False
    """
    ours, theirs = stems(content(value)), stems(content(gold))
    if not ours or not theirs:
        return False
    if contains(ours, theirs):
        return True
    if contains(theirs, ours):
        return not wordy or 2 * len(ours) >= len(theirs)
    short = max(len(ours), len(theirs)) <= 6 and not any(t.isdigit() for t in (*ours, *theirs))
    return short and _names_agree(value, gold)


def _numeric(gold: str, kind: str) -> Number | None:
    """The number that *gold* states, if the answer is a number at all."""
    if kind in _WORDY | _NAMED:
        return None
    found = find_numbers(gold)
    return found[0] if len(found) == 1 and len(tokens(gold)) <= 8 else None


def _value_number(claim: Claim) -> tuple[float | None, float | None] | None:
    found = find_numbers(claim.value)
    if len(found) == 1:
        return found[0].low, found[0].high
    if claim.figure and (claim.figure.low, claim.figure.high) != (None, None):
        return claim.figure.low, claim.figure.high
    return None


def _same_number(claim: Claim, gold: Number) -> bool:
    value = _value_number(claim)
    if value is None:
        return False
    stated = {bound for bound in value if bound is not None}
    return stated == {gold.low, gold.high}


def _same_date(claim: Claim, iso: str) -> bool:
    if claim.date:
        return claim.date.start == iso == claim.date.end
    return iso in iso_dates(claim.value)


def polarity(claim: Claim, answer: Answer) -> str | None:
    """``yes`` or ``no`` if the value, the claim or the answer begins with it."""
    for text in (claim.value, claim.text, answer.text):
        first = tokens(text)[:1]
        if first in {("yes",), ("no",)}:
            return first[0]
    return None


def matches(claim: Claim, gold: str, case: Case, answer: Answer) -> bool:
    """Whether *claim* says *gold*.

    >>> case = Case(id="1", question="How many fled?", kind="figure", answers=("800",))
    >>> said = lambda value: Claim(text=value, value=value, certainty="reported")
    >>> nothing = Answer(question="", standalone_question="", state="answered", text="")
    >>> [matches(said(v), "800", case, nothing) for v in ("some 800", "eight hundred", "1,800")]
    [True, True, False]

    Where reports differ on the day, each day that the gold data lists is right.

    >>> from qa.records import DateValue
    >>> case = Case(id="1", question="When?", kind="date", date_answer="1990-03-27")
    >>> one = "1990-04-03"
    >>> day = DateValue(text="Tuesday", start=one, end=one, precision="day")
    >>> claim = Claim(text="On Tuesday.", value="Tuesday", certainty="reported", date=day)
    >>> [matches(claim, gold, case, nothing) for gold in ("1990-03-27", "1990-04-03")]
    [False, True]
    """
    if gold.casefold() in {"yes", "no"} and len(set(case.answers)) == 1:
        return polarity(claim, answer) == gold.casefold()
    if case.date_answer and claim.date:
        return any(_same_date(claim, day) for day in {case.date_answer, *iso_dates(gold)})
    number = _numeric(gold, case.kind)
    if number is not None:
        return _same_number(claim, number)
    length = len(tokens(claim.value))
    wordy = case.kind in _WORDY
    if length > (_LONG_LIMIT if wordy else max(_SHORT_LIMIT, 3 * len(tokens(gold)))):
        return False
    return same_text(claim.value, gold, wordy=wordy)


def forbidden(claim: Claim, case: Case) -> str | None:
    """What the value holds that it must not, as whole tokens; None if nothing."""
    numbers = {(n.low, n.high) for n in find_numbers(claim.value)}
    for phrase in case.must_not:
        found = find_numbers(phrase)
        if len(found) == 1 and len(tokens(phrase)) == len(tokens(phrase[: found[0].end])) == 1:
            if (found[0].low, found[0].high) in numbers:
                return phrase
        elif contains(stems(tokens(claim.value)), stems(tokens(phrase))):
            return phrase
    return None


def right_claims(case: Case, answer: Answer) -> tuple[Claim, ...]:
    """Claims that say one of the gold answers or one of the gold values."""
    golds = (*case.answers, *case.aliases, *(v.value for v in case.values))
    return tuple(c for c in answer.claims if any(matches(c, g, case, answer) for g in golds))


def holds(text: str, case: Case) -> bool:
    """Whether an article that the gold data does not list holds the answer to the question.

    It must hold a gold answer in words or numbers (dates and yes/no aside, which stand in texts in
    many forms), and most of the question's own words, since a bare "2" stands anywhere.
    """
    words = {stem[:5] for stem in stems(tokens(text))}
    asked = [s for s in stems(tokens(" ".join((*case.history, case.question)))) if len(s) > 3]
    wanted = [s[:5] for s in asked if s not in _ASKING]
    if wanted and sum(stem in words for stem in wanted) < 0.6 * len(wanted):
        return False
    if case.date_answer or set(case.answers) & {"yes", "no"}:
        return True
    every = stems(content(text))
    numbers = {(n.low, n.high) for n in find_numbers(text)}
    for gold in case.answers:
        number = _numeric(gold, case.kind)
        if number is not None and (number.low, number.high) in numbers:
            return True
        if number is None and contains(every, stems(content(gold))):
            return True
    return False
