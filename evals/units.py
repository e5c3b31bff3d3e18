"""An answer's text cut into units, each with the citations that its markers name.

A unit runs to the end of its markers and of the bracket that names the outlet behind them: "Two
died [1] (The Example, 3 May 2020), the mayor said [2]." has two. Text after the last marker rests
on all citations; a claim's own sentence rests on the claim's citations.
"""

import re
from dataclasses import dataclass

from evals.words import contains, sentences, tokens
from qa.records import Answer, Citation, Claim

__all__ = ["Unit", "core", "units"]

_UNIT = re.compile(
    r"(?P<text>.*?)(?P<markers>(?:\s*\[\d+\])+)(?P<source>\s*\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))?",
    re.DOTALL,
)
_MARKER = re.compile(r"\[(\d+)\]")
_EDGE = " .,;:-\n"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of what the reader sees, and what it rests on.

    Attributes:
        claims: The claims that rest on the same citations and whose value stands in the text.
    """

    text: str
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The cited words."""
        return tuple(citation.quote for citation in self.citations)


def core(claim: Claim, quotes: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences of *quotes* that hold the claim's value as whole tokens.

    >>> claim = Claim(text="", value="800", certainty="reported")
    >>> core(claim, ("Some 1,800 fled. Then 800 died.",))
    ('Then 800 died.',)
    """
    value = tokens(claim.value)
    return tuple(
        sentence
        for quote in quotes
        for sentence in sentences(quote)
        if contains(tokens(sentence), value)
    )


def _unit(text: str, citations: tuple[Citation, ...], answer: Answer) -> Unit:
    numbers = {citation.number for citation in citations}
    words = tokens(text)
    claims = tuple(
        claim
        for claim in answer.claims
        if numbers & set(claim.citations) and contains(words, tokens(claim.value))
    )
    return Unit(text, citations, claims)


def units(answer: Answer) -> tuple[Unit, ...]:
    """Every unit of the text, then every claim's own sentence."""
    by_number = {citation.number: citation for citation in answer.citations}
    found: list[Unit] = []
    last = 0
    for match in _UNIT.finditer(answer.text):
        named = [int(number) for number in _MARKER.findall(match["markers"])]
        cited = tuple(by_number[number] for number in named if number in by_number)
        found.append(_unit(f"{match['text'].strip(_EDGE)}{match['source'] or ''}", cited, answer))
        last = match.end()
    rest = answer.text[last:].strip(_EDGE)
    if rest:
        found.append(_unit(rest, answer.citations, answer))
    for claim in answer.claims:
        cited = tuple(by_number[n] for n in claim.citations if n in by_number)
        text = _MARKER.sub(" ", claim.text).strip()
        found.append(Unit(text, cited, (claim,)))
    return tuple(found)
