"""Who says otherwise: the other answer to a yes/no question, in sentences that were not read.

"An air strike killed 14 people, a spokesman said" stands beside "the monitor said there were no
deaths", however little that sentence shares with the question. The structure alone decides.
"""

from collections.abc import Iterator, Sequence

from qa.assessing import same_speaker, speaker_of
from qa.candidate import Candidate
from qa.evidence import Evidence
from qa.incident import incident_of, tells_of
from qa.language import parse_many
from qa.polarity import polarity
from qa.question import Question

__all__ = ["on_the_same", "other_answers"]

LINES = 40  # sentences that are parsed
PLAINLY = 0.6  # how plainly the structure must say so


def other_answers(question: Question, evidence: Evidence, first: Candidate) -> Iterator[Candidate]:
    """What other named parties say against *first* of the same event."""
    speaker = speaker_of(evidence, first)
    if first.says is None or speaker is None:
        return
    incident = incident_of(question, first.line)
    lines = [line for line in evidence.lines if tells_of(incident, line)][:LINES]
    parses = parse_many([line.text for line in lines])
    for line, sentence in zip(lines, parses, strict=True):
        says, fit = polarity(question, sentence)
        if says is None or says == first.says or fit < PLAINLY:
            continue
        other = Candidate(line=line, start=line.start, end=line.end, fit=fit, says=says)
        voice = speaker_of(evidence, other)
        if voice is not None and not same_speaker(voice, speaker):
            yield other


def on_the_same(
    question: Question, first: Candidate, others: Sequence[tuple[float, Candidate]]
) -> Iterator[tuple[float, Candidate]]:
    """Those of *others* that tell of the event of *first*, or of all that the question names.

    A report's "no" may be to what is asked of another event.
    """
    incident = incident_of(question, first.line)
    for pair in others:
        line = pair[1].line
        if (question.names and line.named == 1.0) or tells_of(incident, line):
            yield pair
