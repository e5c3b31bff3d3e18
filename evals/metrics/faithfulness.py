"""The text says nothing that its cited spans do not, and drops nothing that qualifies them.

Unit by unit (``evals.units``): every number, date, name, measure ("killed"), negation, hedge and
speaker of the text must be in the quotes that its markers name; every hedge, negation and speaker
around the value in its quote must be in the text. A label must not be surer than its quote.

Shares with the product: nothing; ``evals.counts``, ``evals.days`` and ``evals.cues`` read the text.

>>> from evals.testing import judged
>>> score(judged(value="800", text="An estimated 800 inmates fled. [1]")).value
1.0
>>> score(judged(value="800", text="Some 8,000 inmates fled. [1]")).reason
"number: '8,000' is in no quote; hedge: ['about'] is in no quote"
>>> score(judged(value="800", text="800 inmates fled. [1]")).reason
"hedge: ['estimated'] qualifies '800' in the quote"
"""

from collections.abc import Iterator

from evals.backing import added
from evals.omissions import doubted, dropped
from evals.score import Judged, Score
from evals.units import core, units

MEANING = "nothing in the text beyond the quotes, nothing that qualifies them dropped"


def faults(judged: Judged) -> Iterator[tuple[str, str]]:
    """(rule, what was found) for every fault of the text and of the claims' own sentences."""
    seen: set[tuple[str, str]] = set()
    asked = " ".join((*judged.case.history, judged.case.question))
    for unit in units(judged.answer):
        for fault in (*added(unit, judged.answer), *dropped(unit, asked)):
            if fault not in seen:
                seen.add(fault)
                yield fault
    quotes = {citation.number: citation.quote for citation in judged.answer.citations}
    for claim in judged.answer.claims:
        cited = tuple(quotes[number] for number in claim.citations if number in quotes)
        if claim.certainty == "confirmed" and doubted(claim, core(claim, cited)):
            yield "certainty", f"{claim.value!r} is called confirmed, its quote doubts it"


def score(judged: Judged) -> Score:
    """1 if no rule is broken, else 0; None for an answer that states nothing."""
    answer = judged.answer
    if not answer.claims:
        return Score(value=None)
    found = [f"{rule}: {detail}" for rule, detail in faults(judged)]
    return Score(value=float(not found), reason="; ".join(found))
