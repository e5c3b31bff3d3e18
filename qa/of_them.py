"""Whom "eight of them" counts: those of the sentence before, of whom it tells nothing of the kind.

As in "60 gunmen met a patrol. Eight of them fell": all the gunmen that fell are counted, while in
"20 people died. Eight of them were children" the eight are a part of the dead.
"""

from qa.evidence import Evidence, Line
from qa.figures import FigureMention, find_figures
from qa.language import Sentence, parse
from qa.quantities import some_of_these

__all__ = ["of_them"]


def of_them(
    evidence: Evidence, line: Line, sentence: Sentence, mention: FigureMention
) -> str | None:
    """The words for those that *mention* counts; None where it counts a part of some.

    Args:
        evidence: Holds the sentence before.
        line: The sentence with the figure.
        sentence: The same, parsed.
        mention: The figure.
    """
    measure = mention.figure.measure
    if measure is None or mention.figure.of or not some_of_these(sentence.text, mention.end):
        return None
    before = evidence.window(line, before=1, after=0)[0]
    own = (m for m in find_figures(sentence) if m.start < mention.start)
    told = [*(find_figures(parse(before.text)) if before != line else ()), *own]
    if any(m.figure.measure == measure for m in told):
        return None
    least = mention.figure.low or 0
    many = (m.figure for m in reversed(told) if (m.figure.low or 0) > least)
    return next((figure.of for figure in many if figure.of), None)
