"""What looks like a cause and is none of what is asked: an outcome, or the reason of a forecast.

"The raid resulted in the loss of two jets" tells no cause of the raid, and "the toll may rise
because many are missing" none of what killed them.
"""

from collections.abc import Sequence

from qa.effects import Effect, effect_asked, names_effect
from qa.evidence import Line
from qa.hypothetical import asks_ahead, is_forecast
from qa.language import Sentence, parse
from qa.lexicons import load_lexicon
from qa.question import Question

__all__ = ["is_no_cause"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 6  # up a sentence's tree from a cause to the verb it belongs to


def is_no_cause(question: Question, line: Line, start: int, end: int) -> bool:
    """Whether [start, end) of the article cannot be why it happened."""
    effect = effect_asked(question) if question.type == "cause" else None
    if effect is None:
        return False
    sentence = parse(line.text)
    span = start - line.start, end - line.start
    inside = [i for i, t in enumerate(sentence.tokens) if span[0] <= t.start and t.end <= span[1]]
    root = next((i for i in inside if sentence.tokens[i].head not in inside), None)
    if root is not None and _is_outcome(effect, sentence, root):
        return True
    verb = _clause_above(sentence, root) if root is not None else _main_clause(sentence, inside)
    if verb is None or asks_ahead(parse(question.text).tokens):
        return False
    return _is_forecast_of_other(effect, sentence, verb)


def _is_outcome(effect: Effect, sentence: Sentence, root: int) -> bool:
    """Whether it came of *effect*: "the raid led to THE LOSS of two jets"."""
    tokens = sentence.tokens
    above, tables = tokens[root].head, load_lexicon("causes")
    if tokens[root].dep == "pobj":
        link, above = tokens[above].lemma, tokens[above].head
        caused = link in tables["outcomes"].get(tokens[above].lemma, ())
    else:
        caused = tokens[root].dep == "dobj" and tokens[above].lemma in tables["cause"]["verbs"]
    if not caused or tokens[above].pos != "VERB":
        return False
    subjects = [i for i, t in enumerate(tokens) if t.head == above and t.dep == "nsubj"]
    if tokens[above].dep in {"acl", "relcl"}:  # so is the main verb read after a long subject
        subjects.append(tokens[above].head)
    return any(names_effect(effect, sentence, i) for i in subjects)


def _clause_above(sentence: Sentence, root: int) -> int | None:
    """The verb of the clause that what hangs on *root* belongs to."""
    tokens, at = sentence.tokens, root
    for _ in range(_STEPS):
        if tokens[at].head == at:
            return None
        at = tokens[at].head
        if tokens[at].pos in {"VERB", "AUX"}:
            return at
    return None


def _main_clause(sentence: Sentence, inside: Sequence[int]) -> int | None:
    """The verb of what a whole sentence says, behind the words that tell who says it."""
    root = next((i for i in inside if sentence.tokens[i].head == i), None)
    said = (i for i in inside if sentence.tokens[i].dep == "ccomp")
    return next((i for i in said if sentence.tokens[i].head == root), root)


def _is_forecast_of_other(effect: Effect, sentence: Sentence, verb: int) -> bool:
    """Whether the clause of *verb* tells what may come, and not of *effect*.

    "The fire may be due to a leak" tells of the fire, with a cause that is only suspected.
    """
    tokens = sentence.tokens
    subjects = [i for i, t in enumerate(tokens) if t.head == verb and t.dep in _SUBJECTS]
    told = any(
        tokens[i].pos == "PRON" or names_effect(effect, sentence, i) for i in (verb, *subjects)
    )
    return not told and is_forecast(sentence, verb)
