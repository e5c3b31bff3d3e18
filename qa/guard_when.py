"""Is a day of a drafted sentence the day itself, or one since, until, by or before which, as told?

"Killed since May 2011" is not "killed in May 2011", though both name the month.
"""

from collections.abc import Iterator
from typing import Final

from qa.dates import DateMention, find_dates
from qa.guard_evidence import Problem
from qa.guard_told import Told
from qa.language import Sentence

__all__ = ["check_when"]

# Words right before a date by which it bounds a time; those of one kind may stand for one another.
_BOUNDING: Final = {
    "since": "since", "after": "since", "following": "since", "from": "since",
    "until": "until", "till": "until", "through": "until", "to": "until",
    "by": "by", "before": "before",
}  # fmt: skip
_ARTICLES: Final = frozenset({"the", "late", "early", "mid"})


def check_when(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Days that bound a time here, and no such time in the quotes, or the other way round."""
    theirs = [
        (other.value.start, other.value.end, _kind(quote, other))
        for piece in told.pieces
        for quote, published in [(piece.citation.quote, piece.citation.published)]
        for other in find_dates(quote, published=published)
    ]
    for mention in find_dates(sentence.text, published=(told.published or (None,))[0]):
        day, ours = (mention.value.start, mention.value.end), _kind(sentence.text, mention)
        kinds = {kind for start, end, kind in theirs if (start, end) == day}
        # What happened on a day has happened since, and by then.
        weaker = None in kinds and ours in {"since", "by"}
        if kinds and ours not in kinds and not weaker:
            words = f"{ours or 'on'} {mention.value.text}"
            yield Problem("date", f"the evidence does not say “{words}”")


def _kind(text: str, mention: DateMention) -> str | None:
    """How the word before a date bounds a time by it; None for the day itself."""
    before = text[: mention.start].lower().replace(",", " ").split()
    while before and before[-1] in _ARTICLES:
        before.pop()
    return _BOUNDING.get(before[-1]) if before else None
