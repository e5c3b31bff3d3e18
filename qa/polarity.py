"""Does a sentence say yes or no to a yes/no question?

The question's own verb is looked for in the sentence (or a word of the same measure, or one that
``data/opposites.toml`` names), and both sides' negations are counted. A sentence that holds none
of these says neither.
"""

from collections.abc import Iterable
from functools import cache

from qa.figures import measure_of
from qa.language import Sentence, Token, parse, subtree
from qa.lexicons import load_lexicon
from qa.question import Question

__all__ = ["polarity"]

_NEGATIONS = {"no", "not", "n't", "never", "nobody", "none", "neither", "nor", "without"}


@cache
def _opposites() -> dict[str, dict[str, list[str]]]:
    return load_lexicon("opposites")


def polarity(question: Question, sentence: Sentence) -> tuple[bool | None, float]:
    """(True for yes, False for no, None for neither; how plainly, from 0 to 1)."""
    asked = parse(question.text)
    verb = _main_verb(asked)
    if verb is None:
        return None, 0.0
    wanted = not _is_negated(asked, verb)
    best: tuple[bool | None, float] = (None, 0.0)
    for i, token in enumerate(sentence.tokens):
        agrees, fit = _agreement(asked.tokens[verb], token)
        if agrees is None:
            continue
        fit *= _concerns(question, sentence, i)
        if fit <= best[1]:
            continue
        best = (agrees == (not _is_negated(sentence, i)), fit)
    says, fit = best
    return (None if says is None else says == wanted), fit


def _main_verb(sentence: Sentence) -> int | None:
    """The question's predicate: its root verb, or what "be" links to the subject."""
    root = next((i for i, t in enumerate(sentence.tokens) if t.head == i), None)
    if root is None:
        return None
    if sentence.tokens[root].lemma not in {"be", "have", "do"}:
        return _said(sentence, root)
    linked = [
        i
        for i, t in enumerate(sentence.tokens)
        if t.head == root and t.dep in {"attr", "acomp", "xcomp", "advcl", "ccomp", "acl"}
    ]
    return linked[-1] if linked else root


def _said(sentence: Sentence, verb: int) -> int:
    """For "did the monitor think they were coordinated?", the clause, not the thinking."""
    if sentence.tokens[verb].lemma not in {"think", "believe", "say", "report", "know"}:
        return verb
    clauses = [
        i for i, t in enumerate(sentence.tokens) if t.head == verb and t.dep in {"ccomp", "xcomp"}
    ]
    return clauses[0] if clauses else verb


def _agreement(asked: Token, token: Token) -> tuple[bool | None, float]:
    if token.pos not in {"VERB", "NOUN", "ADJ", "ADV", "AUX"}:
        return None, 0.0
    if token.lemma == asked.lemma or _stem(token) == _stem(asked):
        return True, 1.0
    measure = measure_of(token.lemma)
    if measure is not None and measure == measure_of(asked.lemma):
        return True, 0.8
    table = _opposites().get(asked.lemma, {})
    words = {token.lemma, measure}
    if words & set(table.get("no", ())):
        return False, 0.8
    if words & set(table.get("yes", ())):
        return True, 0.75
    return None, 0.0


def _concerns(question: Question, sentence: Sentence, i: int) -> float:
    """How far token *i* tells of those whom the question names: 1 when it names no one."""
    names = [word for name in question.names for word in name.casefold().split() if len(word) > 2]  # noqa: PLR2004 - particles
    if not names:
        return 1.0
    subjects = [
        j
        for j, token in enumerate(sentence.tokens)
        if token.head == i and token.dep in {"nsubj", "nsubjpass", "dobj", "agent"}
    ]
    for j in subjects:
        first, last = subtree(sentence, j)
        told = {token.text.casefold() for token in sentence.tokens[first:last]}
        if told & set(names):
            return 1.0
    held = bool({token.text.casefold() for token in sentence.tokens} & set(names))
    return (0.4 if subjects else 0.8) if held else 0.5


def _stem(token: Token) -> str:
    """Enough of a word to join "coordinate" and "coordinated", "denial" and "denied"."""
    return token.lemma[: max(5, len(token.lemma) - 4)] if len(token.lemma) > 5 else token.lemma  # noqa: PLR2004 - short words have no endings to drop


def _is_negated(sentence: Sentence, i: int) -> bool:
    """Whether an odd number of negations bear on token *i*."""
    return sum(1 for _ in _negations(sentence, i)) % 2 == 1


def _negations(sentence: Sentence, i: int) -> Iterable[Token]:
    tokens = sentence.tokens
    for token in tokens:
        if token.text.lower() not in _NEGATIONS:
            continue
        # "not" hangs on the verb itself, "no" on its subject or object.
        if token.head == i or (tokens[token.head].head == i and token.dep == "det"):
            yield token
