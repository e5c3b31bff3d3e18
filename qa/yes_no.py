"""Candidate answers to a yes/no question: sentences that say yes, and sentences that say no.

Two readings decide. The structure (``polarity``) looks for the question's own predicate and counts
negations; it is exact where it finds it, and blind where a report says it in other words ("would
not be drawn", "dismissed as fabrications"). The entailment model's verdict knows other words, and
errs where yes and no hang on one of them. Where they agree the sentence says it plainly; where the
structure finds nothing, or little, a verdict that is sure decides; where they contradict each
other the structure is kept, as doubtful. A verdict is on a sentence with the one before it: where
that one says yes or no by its structure, the verdict is its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.candidate import Candidate
from qa.denial import denies_the_last
from qa.entailment import Entailment
from qa.evidence import Evidence, Line
from qa.headings import headed, heading_of
from qa.language import Sentence, parse, parse_many
from qa.polarity import polarity
from qa.question import Question

__all__ = ["DOUBTFUL", "SURE", "WORTH", "leanings", "with_the_one_before", "yes_no"]

SURE: Final = 0.6  # how far yes must lie above no, or no above yes, for a verdict to count alone
FAINT: Final = 0.5  # fit of the structure up to which a sure verdict overrules it
DOUBTFUL: Final = 0.6  # factor where the two contradict each other
_POINTING: Final = frozenset({"that", "this", "it", "such", "they", "he", "she"})
WORTH: Final = 0.8  # fit of a verdict that is wholly sure


@dataclass(frozen=True, slots=True)
class _Said:
    yes: bool
    fit: float


def yes_no(
    question: Question, evidence: Evidence, lines: Sequence[Line], entailment: Entailment | None
) -> Iterator[Candidate]:
    """The sentences of *lines* that say yes or no.

    Args:
        question: As understood.
        evidence: Holds the sentence before each line, which tells who "he" is.
        lines: Sentences of the reports.
        entailment: Gives the verdicts; without it the structure decides alone.
    """
    parses = parse_many([line.text for line in lines])
    windows = [with_the_one_before(evidence, line) for line in lines]
    leaning_of = leanings(entailment, question.text, windows)
    for line, sentence, leant in zip(lines, parses, leaning_of, strict=True):
        says, fit = polarity(question, sentence)
        # the verdict is on the sentence before as well, which such a one denies
        denies = says is None and denies_the_last(sentence)
        alone = says is None and not denies and abs(leant) >= SURE
        if alone and _is_of_the_one_before(question, evidence, line, sentence, yes=leant > 0):
            continue
        leaning = -abs(leant) if denies else leant
        said = _settled(None if says is None else _Said(says, fit), leaning)
        if said is not None:
            towards = leaning if said.yes else -leaning
            yield Candidate(
                line=line,
                start=line.start,
                end=line.end,
                fit=said.fit,
                says=said.yes,
                ruled=towards,
            )


def _is_of_the_one_before(
    question: Question, evidence: Evidence, line: Line, sentence: Sentence, *, yes: bool
) -> bool:
    """Whether a verdict on *line* with the sentence before it is on that one alone.

    It is where that one says yes or no itself; but not if *line* may say the contrary of it: "the
    ministry called THAT a fabrication".
    """
    *before, _ = evidence.window(line, before=1, after=0)
    told = [polarity(question, parse(one.text))[0] for one in before]
    points = any(
        t.text.lower() in _POINTING and t.dep not in {"det", "mark"} for t in sentence.tokens
    )
    return yes in told or ((not yes) in told and not points)


def leanings(entailment: Entailment | None, asked: str, texts: Sequence[str]) -> list[float]:
    """What each text leans to, from -1, surely no, to 1, surely yes; 0 without a model."""
    if entailment is None:
        return [0.0] * len(texts)
    verdicts = entailment.verdicts([(asked, text) for text in texts])
    return [verdict.yes - verdict.no for verdict in verdicts]


def with_the_one_before(evidence: Evidence, line: Line) -> str:
    """*line* after the sentence before it, which tells who "he" is, under its report's heading."""
    return headed(heading_of(line.article), evidence.around(line, after=0))


def _settled(told: _Said | None, leaning: float) -> _Said | None:
    """What the structure tells with what the verdict leans to."""
    sure = abs(leaning) >= SURE
    if told is None or (sure and told.fit <= FAINT and (leaning > 0) != told.yes):
        return _Said(leaning > 0, WORTH * abs(leaning)) if sure else None
    if not sure:
        return told
    if (leaning > 0) == told.yes:
        return _Said(told.yes, max(told.fit, WORTH * abs(leaning)))
    return _Said(told.yes, told.fit * DOUBTFUL)
