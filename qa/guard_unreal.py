"""What is told as a fact: verbs that their governors leave open, judgements, and commands.

"They tried to shoot", "would shoot" and "if they shot" tell of no shot; "is rated as true" tells of
a judgement; "write that nobody died" tells somebody what to do.
"""

from collections.abc import Iterator
from functools import cache

from qa.guard_evidence import Problem
from qa.guard_told import Told, word_set
from qa.language import Sentence, clause_root
from qa.negations import is_negated
from qa.question_forms import is_wh

__all__ = ["check_commands", "check_judged", "is_open", "unreal_words"]

_GOVERNED = frozenset({"xcomp", "ccomp", "conj", "pcomp", "prep", "acl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NEAR = 3  # words between a judgement and its verb


def is_open(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is no fact in a sentence: negated, or governed by what keeps it open.

    Nouns may govern it too ("an attempt to shoot"). Of what only stands in the same sentence
    nothing follows: "they shot him and could not be found".
    """
    token, above = sentence.tokens[verb], sentence.tokens[sentence.tokens[verb].head]
    below = [t for i, t in enumerate(sentence.tokens) if t.head == verb != i]
    conditions = _conditions() & {t.text.lower() for t in below}
    infinitive = any(t.tag == "TO" for t in below)
    wanted = infinitive and any(t.text.lower() == "for" for t in below)  # "for a gate to be shut"
    if conditions or wanted or unreal_words(sentence, verb) or is_negated(sentence, verb):
        return True
    # "the order issued" is no order to issue; of "may hide, and shot" only "hide" is open
    apart = (token.dep == "acl" and not infinitive) or (
        token.dep == "conj" and (token.tag != above.tag or token.tag in _FINITE)
    )
    if apart or token.dep not in _GOVERNED or token.head == verb:
        return False
    governed = token.dep != "conj" and {above.lemma, above.text.lower()} & _open_words()
    if governed or (above.lemma == "be" and infinitive and token.dep == "xcomp"):
        return True  # "they tried to shoot", "they are to shoot"
    # "did not manage to shoot", but not "could not say who shot"
    return (token.dep != "ccomp" or above.lemma == "be") and is_open(sentence, token.head)


@cache
def _open_words() -> frozenset[str]:
    """Words that keep a verb from being a fact, all of them."""
    lists = ("verbs", "modals", "marks", "conditions")
    every = frozenset[str]().union(*(word_set("unreal", name) for name in lists))
    return every | word_set("negation", "words")


def unreal_words(sentence: Sentence, verb: int) -> frozenset[str]:
    """Words that keep a verb from being a fact: "tried to", "would", "if"."""
    tokens, found = sentence.tokens, set()
    for i, token in enumerate(tokens):
        if token.head == verb and i != verb:
            if token.dep == "aux" and token.text.lower() in word_set("unreal", "modals"):
                found.add(token.text.lower())
            if token.dep in {"mark", "advmod"} and token.lemma in word_set("unreal", "marks"):
                found.add(token.lemma)
            if token.dep == "advcl":
                found |= {t.text.lower() for t in tokens if t.head == i} & _conditions()
    governor = verb
    for _ in range(4):
        token = tokens[governor]
        if token.dep not in {"xcomp", "ccomp", "conj", "pcomp", "prep"} or token.head == governor:
            break
        governor = token.head
        if token.dep != "conj" and tokens[governor].lemma in word_set("unreal", "verbs"):
            found.add(tokens[governor].lemma)
        if token.dep == "ccomp" and _commands(sentence, governor):
            found.add(f"“{tokens[governor].text}”")
    return frozenset(found)


@cache
def _conditions() -> frozenset[str]:
    return word_set("unreal", "conditions")


def _commands(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is an imperative: "WRITE that nobody died"."""
    arguments = {"nsubj", "nsubjpass", "aux", "auxpass", "expl"}
    tokens = sentence.tokens
    bound = (t for t in tokens if t.head == verb and t.dep in arguments)
    return tokens[verb].tag in {"VB", "VBP"} and all(t.lemma == "do" for t in bound)


def check_commands(sentence: Sentence) -> Iterator[Problem]:
    """A sentence that opens with an imperative, or with its question word, states nothing."""
    first = [i for i, token in enumerate(sentence.tokens) if token.pos not in {"PUNCT", "PART"}]
    if any(is_wh(sentence.tokens[i]) and _of_main_clause(sentence, i) for i in first[:1]):
        yield Problem("instruction", "it asks instead of stating")
    opening = [i for i in first[:2] if sentence.tokens[i].tag == "VB"]
    if any(sentence.tokens[i].dep == "ROOT" and _commands(sentence, i) for i in opening):
        yield Problem("instruction", "it tells somebody what to do instead of what happened")


def check_judged(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """What a quote only lets somebody judge ("rated as true") must not be told by a bare "is"."""
    said = {token.lemma for token in sentence.tokens}
    for token in sentence.tokens:
        if token.dep not in {"acomp", "attr"} or sentence.tokens[token.head].lemma != "be":
            continue
        judges = [
            _judge(quote[i], k)
            for quote, i in told.sentences()
            for k, other in enumerate(quote[i].tokens)
            if other.lemma == token.lemma
        ]
        if judges and all(judges) and not said & set(judges):
            yield Problem("hedge", f"“{token.text}” is only a judgement in the evidence")


def _judge(sentence: Sentence, i: int) -> str | None:
    """The verb of judging on which token *i* hangs, by "as" or at once."""
    tokens = sentence.tokens
    for _ in range(_NEAR):
        if tokens[i].head == i or tokens[i].dep not in {
            "amod",
            "pobj",
            "oprd",
            "prep",
            "ccomp",
            "conj",
        }:
            return None
        i = tokens[i].head
        # The parser's lemma of "rated" is not "rate".
        if {tokens[i].lemma, tokens[i].text.lower()} & word_set("unreal", "judging"):
            return tokens[i].lemma
    return None


def _of_main_clause(sentence: Sentence, i: int) -> bool:
    """Whether token *i* belongs to what the sentence states, and to no clause in it.

    So does "which" of "which lorries came"; but "how many has not been established" states.
    """
    tokens, root = sentence.tokens, clause_root(sentence, i)
    if tokens[i].dep in {"det", "poss"} and tokens[tokens[i].head].pos in {"NOUN", "PROPN"}:
        i = tokens[i].head
    return tokens[root].dep == "ROOT" and tokens[i].head == root
