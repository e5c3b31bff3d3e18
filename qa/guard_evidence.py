"""What a draft may rest on: numbered quotes, each with the claims read from it."""

from dataclasses import dataclass

from qa.amounts import find_amounts
from qa.citations import contains_tokens
from qa.dates import find_dates
from qa.names import load_names
from qa.records import Citation, Claim

__all__ = ["Backing", "Problem", "says"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """One numbered piece of evidence.

    Attributes:
        citation: The quote with its article's title, outlet and date; its number is the piece's.
        claims: What was read from it: value, figure, date, certainty, speaker and cues.
        context: The article's text around the quote, which tells who else speaks there; it backs
            no statement.
    """

    citation: Citation
    claims: tuple[Claim, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sentence does not pass.

    Attributes:
        rule: ``citation``, ``number``, ``name``, ``date``, ``negation``, ``measure``, ``hedge``,
            ``speaker``, ``quote``, ``role``, ``word``, ``support``, ``markup`` or ``instruction``.
        detail: What was found; may repeat words of the sentence, so it goes to the model alone.
    """

    rule: str
    detail: str


def says(claim: Claim, text: str) -> bool:
    """Whether *text* gives the claim's short answer: its number, its day, or its words."""
    if contains_tokens(text, claim.value):
        return True
    if claim.figure is not None:
        amounts = [amount.numbers for amount in find_amounts(claim.value)]
        return any(amount.numbers in amounts for amount in find_amounts(text))
    if claim.date is not None:
        days = {mention.value.start for mention in find_dates(text, published=None)}
        return claim.date.start in days
    return load_names().keys(claim.value) <= load_names().keys(text)
