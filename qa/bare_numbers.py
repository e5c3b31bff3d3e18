"""Numbers that stand alone for what was counted before: "The administrator speaks of eight"."""

from collections.abc import Iterator

from qa.amounts import Amount
from qa.countable import counting_amounts
from qa.counted import counted_phrase, index_at
from qa.evidence import Evidence, Line
from qa.figures import find_figures
from qa.language import Sentence, parse_many
from qa.totals import find_totals

__all__ = ["bare_numbers", "topic_before"]

CONTEXT = 2  # sentences back in which a bare number's topic stands
_OBJECTS = frozenset({"pobj", "dobj", "attr", "ccomp", "oprd", "dep", "npadvmod"})


def bare_numbers(sentence: Sentence) -> Iterator[Amount]:
    """Amounts of nothing said, as an object: "says 17", "a claim of 23"."""
    told = {m.number_start for m in (*find_figures(sentence), *find_totals(sentence))}
    for amount in counting_amounts(sentence):
        if amount.number_start not in told and _given_alone(sentence, amount):
            yield amount


def _given_alone(sentence: Sentence, amount: Amount) -> bool:
    tokens = sentence.tokens
    i = index_at(sentence, amount.number_start)
    if amount.qualifier == "vague" or counted_phrase(sentence, amount).head is not None:
        return False
    if any(t.pos in {"VERB", "AUX"} and t.head != i for t in tokens[i + 1 : i + 3]):
        return False
    return tokens[i].dep in _OBJECTS


def topic_before(evidence: Evidence, line: Line, offset: int) -> int | None:
    """Article offset of the last figure before *offset*, in its sentence or those before it."""
    window = evidence.window(line, before=CONTEXT, after=0)
    parses = parse_many([other.text for other in window])
    for other, sentence in zip(reversed(window), reversed(parses), strict=True):
        mentions = (*find_figures(sentence), *find_totals(sentence))
        starts = [other.start + m.start for m in mentions if other.start + m.start < offset]
        if starts:
            return max(starts)
    return None
