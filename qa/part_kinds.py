"""Of what kind is the part of a group that is asked for: "how many of the dead were CHILDREN"?

Who died in all is no answer: a sentence that answers names that kind, or stands by one that does.
"""

from qa.evidence import Evidence, Line
from qa.language import Token, noun_phrase, parse
from qa.question import Question
from qa.same_people import main_groups
from qa.word_match import match_keys, text_keys

__all__ = ["names_part"]

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})


def names_part(question: Question, evidence: Evidence, line: Line) -> bool:
    """Whether *line* or a neighbour names the kind that *question* asks for, if it asks for one."""
    kind = _kind_asked(question)
    if not kind:
        return True
    window = evidence.window(line, before=1, after=1)
    text = line.article.text[window[0].start : window[-1].end]
    held = text_keys(text)
    if any(match_keys(t.text, t.lemma) & held for t in kind):
        return True
    # "women" in one report are "mothers" in the other
    return bool(main_groups(" ".join(t.text for t in kind)) & main_groups(text))


def _kind_asked(question: Question) -> tuple[Token, ...]:
    """The words for the kind; none where the part is told by a verb ("were taken to hospital")."""
    if not question.partitive:
        return ()
    sentence = parse(question.text)
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        told = token.dep in {"attr", "nsubj"} and token.pos == "NOUN" and token.head < i
        if told and tokens[token.head].lemma == "be":
            first, last = noun_phrase(sentence, i)
            return tuple(t for t in tokens[first:last] if t.pos in _CONTENT)
    return ()
