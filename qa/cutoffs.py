"""Days up to which a question asks: "as of 18 August", "killed by 26 September"."""

import re
from functools import cache

from qa.dates import DateMention
from qa.lexicons import any_phrase, load_lexicon
from qa.question import Question

__all__ = ["cutoffs"]


def cutoffs(question: Question) -> tuple[DateMention, ...]:
    """Those of the question's dates on which a count is to end, not on which something happened.

    The words that tell them are data: ``data/updates.toml``.
    """
    return tuple(m for m in question.dates if _ending().search(question.text[: m.start]))


@cache
def _ending() -> re.Pattern[str]:
    phrases = load_lexicon("updates")["asked"]["as_of"]
    return re.compile(rf"\b(?:{any_phrase(phrases)})\b\s*$", re.IGNORECASE)
