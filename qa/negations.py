"""Does a negation bear on a word: "not one was paid", "none of the men", "denied that he fled"?"""

from collections.abc import Iterator

from qa.language import Sentence, Token
from qa.lexicons import load_lexicon

__all__ = ["is_negated", "negations", "phrasal"]

_NEGATIONS = {
    "no", "not", "n't", "nt", "never", "nobody", "none", "neither", "nor", "without", "nothing",
    "almost", "nearly",
}  # fmt: skip
_LINKED = {"attr", "acomp", "oprd", "xcomp", "ccomp", "acl"}
_HANGING = {"xcomp", "pcomp", "prep", "dobj", "ccomp", "advcl", "oprd"}
_OBJECTS = {"nsubj", "nsubjpass", "dobj", "agent", "attr", "expl"}


def is_negated(sentence: Sentence, i: int) -> bool:
    """Whether an odd number of negations bear on token *i*."""
    return (sum(1 for _ in negations(sentence, i)) + _refused(sentence, i)) % 2 == 1


def negations(sentence: Sentence, i: int) -> Iterator[Token]:
    """The words "not", "no" and the like that bear on token *i*."""
    tokens = sentence.tokens
    holder = _holder(sentence, i)
    if holder is not None:
        told = [tokens[holder], *(t for t in tokens if t.head == holder and t.dep == "det")]
        yield from (token for token in told if token.text.lower() in _NEGATIONS)
    linked = tokens[i].dep in _LINKED and tokens[tokens[i].head].lemma == "be"
    heads = {i, tokens[i].head} if linked else {i}
    if any(t.head == i and t.lemma == "any" for t in tokens):
        heads.add(_governor(sentence, i))  # "did not result in any deaths"
    for j, token in enumerate(tokens):
        if token.text.lower() not in _NEGATIONS or j == i:
            continue
        # "not" hangs on the verb itself, "no" on its subject or object: "not one dinar was paid".
        at = j
        while (
            tokens[at].dep in {"det", "neg", "nummod", "preconj"} and tokens[at].head not in heads
        ):
            at = tokens[at].head
        part = tokens[at].dep in _OBJECTS | {"det", "neg", "cc", "preconj", "nummod", "advmod"}
        if tokens[at].head in heads and part:
            yield token


def _governor(sentence: Sentence, i: int) -> int:
    """The verb of which noun *i* is an object, through a preposition too."""
    tokens = sentence.tokens
    while tokens[i].dep in {"pobj", "prep", "dobj", "conj"} and tokens[i].pos != "VERB":
        i = tokens[i].head
    return i


def _holder(sentence: Sentence, i: int) -> int | None:
    """What token *i* is told through: "none" OF ITS FIGHTERS, "no sign" THAT HE FLED."""
    tokens = sentence.tokens
    while tokens[i].dep == "oprd":  # "no proof that he was taken hostage"
        i = tokens[i].head
    of = tokens[i].dep == "pobj" and tokens[tokens[i].head].lemma == "of"
    holder = tokens[tokens[i].head].head if of else tokens[i].head
    content = of or _is_content(sentence, i)
    return holder if content and tokens[holder].pos in {"NOUN", "PRON"} else None


def _is_content(sentence: Sentence, i: int) -> bool:
    """Whether token *i* heads what a noun says: "reports that he was taken"."""
    said = any(t.head == i and t.dep == "mark" and t.lemma == "that" for t in sentence.tokens)
    return said and sentence.tokens[i].dep in {"acl", "ccomp"}


def _refused(sentence: Sentence, i: int) -> int:
    """1 where the predicate hangs on what keeps it from being: "refused to", "stops short of"."""
    tokens = sentence.tokens
    at = i
    while tokens[at].dep in _HANGING or _is_content(sentence, at):
        at = tokens[at].head
        words = {tokens[at].lemma, *phrasal(sentence, at)}
        if words & set(load_lexicon("opposites")["refusals"]["words"]):
            return 0 if at == i else 1
        if tokens[at].pos == "VERB" and tokens[i].dep in {"dobj", "advcl"}:
            break
    return 0


def phrasal(sentence: Sentence, i: int) -> Iterator[str]:
    """A verb with its particle, or with a preposition's noun: "get away", "remain in prison"."""
    verb = sentence.tokens[i]
    for j, token in enumerate(sentence.tokens):
        if token.head != i or j == i:
            continue
        if token.dep in {"prt", "advmod"}:
            yield f"{verb.lemma} {token.lemma}"
        if token.dep == "prep":
            for inner in sentence.tokens:
                if inner.head == j and inner.dep == "pobj":
                    yield f"{verb.lemma} {token.lemma} {inner.lemma}"
