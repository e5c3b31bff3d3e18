"""The part of a sentence that answers a question of yes or no: the clause of the word that does.

"Nobody has claimed it, though the Front denied any part" says no by the Front's denial, which is
the Front's word; the sentence as a whole is nobody's.
"""

from qa.candidate import Candidate
from qa.language import Sentence, parse, subtree
from qa.polarity import answering
from qa.question import Question
from qa.speakers import attributions

__all__ = ["telling_part"]

_CLAUSES = frozenset({"VERB", "AUX"})


def telling_part(question: Question, candidate: Candidate) -> tuple[int, int]:
    """(start, end) in the article of what is told; the whole candidate where no word stands out."""
    line = candidate.line
    whole = candidate.start, candidate.end
    if candidate.says is None or candidate.value != line.text:
        return whole
    sentence = parse(line.text)
    says, _, at = answering(question, sentence)
    if at is None or says != candidate.says:
        return whole
    first, last = _part(sentence, at)
    tokens = sentence.tokens
    return line.start + tokens[first].start, line.start + tokens[last - 1].end


def _part(sentence: Sentence, at: int) -> tuple[int, int]:
    """Token range of the clause of the word at *at*, or of what is said by it."""
    tokens = sentence.tokens
    for one in attributions(sentence):
        if one.cue[0] <= tokens[at].start < one.cue[1] and one.speaker and one.scope:
            reached = (*one.scope, at)
            return min(reached), max(reached) + 1
    while tokens[at].pos not in _CLAUSES and tokens[at].head != at:
        at = tokens[at].head
    return subtree(sentence, at)
