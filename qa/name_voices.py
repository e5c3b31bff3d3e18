"""Which one it was, by different reports: "beside the Amber mosque"; "by the Ferry mosque".

Another name is set beside an answer where the report of another outlet gives it for the same day's
event, as a thing of the kind that is asked for, and neither report names the other's.
"""

from collections.abc import Sequence

from qa.candidate import Candidate
from qa.incident import incident_of, tells_of
from qa.language import parse
from qa.measures import measure_of
from qa.names import load_names
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["other_names"]

AS_SURE = 0.6  # share of the answer's probability that another name needs


def other_names(
    question: Question, good: Sequence[tuple[float, Candidate]]
) -> list[tuple[float, Candidate]]:
    """Names that other outlets give for the one thing that *question* asks for.

    Args:
        question: As understood.
        good: Likely answers with their probabilities, the answer first.
    """
    best, first = good[0]
    thing = question.type in {"place", "other"} and not question.several
    if len(good) == 1 or not (thing and _asks_of_one_event(question)):
        return []
    incident = incident_of(question, first.line)
    if not (incident.exact and _name(question, first)):
        return []
    found: list[tuple[float, Candidate]] = []
    for probability, other in good[1:]:
        if probability < AS_SURE * best or not tells_of(incident, other.line):
            continue
        if all(_is_another(question, known, other) for _, known in (good[0], *found)):
            found.append((probability, other))
    return found


def _asks_of_one_event(question: Question) -> bool:
    """Whether a single event is named: shells may hit two streets, one blast is beside one."""
    tokens = parse(question.text).tokens
    return any(t.tag == "NN" and measure_of(t.lemma) is not None for t in tokens)


def _is_another(question: Question, one: Candidate, other: Candidate) -> bool:
    """Whether two outlets name two things, each of which the other's report knows nothing of."""
    outlets = {one.line.article.outlet, other.line.article.outlet}
    a, b = _name(question, one), _name(question, other)
    if len(outlets) < 2 or None in outlets or not a or not b or a & b:  # noqa: PLR2004 - two reports
        return False
    told = a <= word_keys(other.line.article.text) or b <= word_keys(one.line.article.text)
    return not told and not load_names().same(one.value, other.value)


def _name(question: Question, candidate: Candidate) -> frozenset[str]:
    """Keys of the words that name a thing of the kind asked for; empty where it is none."""
    tokens = parse(candidate.value).tokens
    if not any(token.lemma.casefold() == question.head for token in tokens):
        return frozenset()
    proper = (t.text for t in tokens if t.text[:1].isupper() and t.lemma != question.head)
    return word_keys(" ".join(proper)) - word_keys(question.head or "") - word_keys(question.text)
