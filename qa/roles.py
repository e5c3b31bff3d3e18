"""What a word is to its predicate: who does it, who undergoes it, or how and where."""

from typing import Final

from qa.syntax import Sentence, clause_root, is_passive

__all__ = ["role_of", "same_role"]

_LONGEST_PATH: Final = 12
_ROLES: Final = {
    "nsubjpass": "object", "csubjpass": "object", "dobj": "object", "obj": "object",
    "attr": "complement", "oprd": "complement", "acomp": "complement", "agent": "subject",
}  # fmt: skip


def role_of(sentence: Sentence, i: int) -> tuple[str | None, int]:
    """What token *i* is to its predicate, and the predicate's index; subjects of passives undergo.

    A noun inside another phrase has that phrase's role.
    """
    tokens = sentence.tokens
    for _ in range(_LONGEST_PATH):
        token = tokens[i]
        if token.dep in {"nsubj", "csubj"}:
            return ("object" if is_passive(sentence, token.head) else "subject"), token.head
        if token.dep in _ROLES:
            return _ROLES[token.dep], token.head
        if token.dep == "pobj":
            preposition = tokens[token.head]
            if preposition.dep == "agent" or preposition.lemma == "by":
                return "subject", preposition.head
            if tokens[preposition.head].pos in {"VERB", "AUX"} or preposition.head == i:
                return "oblique", preposition.head
            i = preposition.head
        elif token.head == i or token.pos in {"VERB", "AUX"}:
            return None, clause_root(sentence, i)
        else:
            i = token.head
    return None, clause_root(sentence, i)


def same_role(asked: str | None, given: str | None) -> float:
    """1 for the same role, -1 where one does and the other undergoes, else 0."""
    if asked is None or given is None:
        return 0.0
    if asked == given:
        return 1.0
    return -1.0 if {asked, given} == {"subject", "object"} else 0.0
