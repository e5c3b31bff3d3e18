"""A parsed sentence, and ways through its tree."""

from dataclasses import dataclass
from typing import Final, NamedTuple

__all__ = [
    "PLACE_LABELS",
    "Entity",
    "Sentence",
    "Token",
    "clause_root",
    "conjuncts",
    "is_passive",
    "noun_phrase",
    "subtree",
]

PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})  # of entities that are places
CLAUSES: Final = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"}
)
IN_NOUN_PHRASE: Final = frozenset(
    {"det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "advmod", "predet", "case",
     "npadvmod", "punct", "nounmod", "neg"}
)  # fmt: skip


# Tuples: the parses in memory hold half a million of them, which the garbage collector would walk.
class Token(NamedTuple):
    """One word or mark.

    Attributes:
        text: As in the text given.
        lemma: Dictionary form in lower case.
        pos: Universal part of speech (``NOUN``, ``PROPN``, ``VERB`` ...).
        tag: Penn Treebank tag (``NNS``, ``VBN`` ...).
        dep: Relation to the head (``nsubj``, ``dobj`` ... ``ROOT``).
        head: Index of the head in ``Sentence.tokens``; a root points to itself.
        start: Offset of the first character.
        end: Offset after the last character.
        ent: Label of the entity it belongs to, or "".
    """

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    ent: str


class Entity(NamedTuple):
    """A name, number or time that the recogniser marked: ``sentence.text[start:end] == text``."""

    text: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence; ``start`` is 0 and ``end`` is the length of ``text``."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]

    def __hash__(self) -> int:
        """Of the text alone: what is found in a sentence is kept by the sentence."""
        return hash(self.text)


def subtree(sentence: Sentence, i: int) -> tuple[int, int]:
    """Token range [first, last + 1) of token *i* and all that depends on it."""
    members = _descendants(sentence, i)
    return min(members), max(members) + 1


def noun_phrase(sentence: Sentence, i: int) -> tuple[int, int]:
    """Token range of the base noun phrase around token *i*: its noun with what stands before it.

    A modifier (a number, adjective or compound part) is first followed up to its noun.
    """
    tokens = sentence.tokens
    while tokens[i].dep in IN_NOUN_PHRASE - {"advmod", "npadvmod", "punct"} and tokens[i].head > i:
        i = tokens[i].head
    first = i
    for child in range(i - 1, -1, -1):
        if tokens[child].head == i and tokens[child].dep in IN_NOUN_PHRASE:
            first = min(first, *_descendants(sentence, child))
    while first < i and tokens[first].pos == "PUNCT" and tokens[first].text not in "$€£":
        first += 1
    return first, i + 1


def clause_root(sentence: Sentence, i: int) -> int:
    """Index of the verb (or other head) of the smallest clause that holds token *i*."""
    tokens = sentence.tokens
    while tokens[i].head != i:
        if tokens[i].dep in CLAUSES and tokens[i].pos in {"VERB", "AUX"}:
            return i
        i = tokens[i].head
    return i


def conjuncts(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Indices of the tokens coordinated with token *i*, itself among them, in order."""
    tokens = sentence.tokens
    while tokens[i].dep == "conj" and tokens[i].head != i:
        i = tokens[i].head
    found = {i}
    for j in range(i + 1, len(tokens)):
        if tokens[j].dep == "conj" and tokens[j].head in found:
            found.add(j)
    return tuple(sorted(found))


def is_passive(sentence: Sentence, verb_index: int) -> bool:
    """Whether the verb is in the passive: its subject undergoes what it says."""
    verb = sentence.tokens[verb_index]
    if verb.tag != "VBN":
        return False
    children = [token for token in sentence.tokens if token.head == verb_index]
    if any(token.dep in {"auxpass", "nsubjpass", "csubjpass"} for token in children):
        return True
    # "those killed by shelling": a participle after its noun, without an auxiliary
    return verb.dep == "acl" and not any(token.dep == "aux" for token in children)


def _descendants(sentence: Sentence, i: int) -> set[int]:
    children: dict[int, list[int]] = {}
    for index, token in enumerate(sentence.tokens):
        if token.head != index:
            children.setdefault(token.head, []).append(index)
    found, waiting = {i}, [i]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found
