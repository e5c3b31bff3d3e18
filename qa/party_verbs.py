"""Whom a verb makes a party: who does it, who claims a deed by it, who is blamed by it."""

from collections.abc import Collection

from qa.answer_types import noun_type
from qa.language import Sentence, Token, subtree
from qa.lexicons import load_lexicon
from qa.measures import measure_of

__all__ = ["blamed", "claiming", "doer"]

_OWN = {"it", "they", "we"}
_WHOSE = {"its", "their", "our"}
# Measures whose words are deeds; those of "killed" are deaths and lives too.
_DEEDS = {
    "attacked", "captured", "destroyed", "executed", "exploded", "fired", "kidnapped", "shot",
}  # fmt: skip


def claiming(sentence: Sentence, verb: int, deeds: Collection[str]) -> list[int]:
    """Those who by *verb* say that they did it: "claimed the attack", "said it had fired".

    Args:
        sentence: That may say so.
        verb: Its index.
        deeds: Lemmas of the verbs that tell the deed.
    """
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    first, last = subtree(sentence, verb)
    words = {token.lemma for token in tokens[verb + 1 : last] or tokens[first:verb]}
    if lemma == "claim" and _claims_deed(sentence, verb, deeds):
        return doer(sentence, verb)
    if lemma in {"claim", "assume", "take", "accept", "admit"} and "responsibility" in words:
        return doer(sentence, verb)
    owned = any(
        _is_own(sentence, i) and _is_deed(sentence, tokens[i].head, deeds)
        for i in range(first, last)
        if tokens[i].dep == "nsubj" and tokens[i].head != verb
    )
    owning = load_lexicon("answer_types")["doers"]["owning"]
    return doer(sentence, verb) if lemma in owning and owned else []


def _claims_deed(sentence: Sentence, verb: int, deeds: Collection[str]) -> bool:
    """Whether what is claimed is a deed: "claimed the raid", not "claimed 12 lives"."""
    tokens = sentence.tokens
    if any(t.dep == "ccomp" and t.head == verb for t in tokens):
        return False
    joined = [j for j, t in enumerate(tokens) if t.dep == "conj" and t.head == verb]
    claimed = [j for at in (verb, *joined) for j in _objects(sentence, at)]
    claimed += [j for j, t in enumerate(tokens) if t.dep == "nsubjpass" and t.head == verb]
    if not claimed or any(tokens[j].tag in {"WDT", "WP"} for j in claimed):
        at = tokens[verb].head
        claimed += [at] if tokens[verb].dep in {"acl", "relcl"} else []
        # "The raid was condemned abroad and claimed by the Front"
        above = tokens[verb].dep == "conj"
        claimed += [j for j, t in enumerate(tokens) if above and t.head == at and "subjp" in t.dep]
    # "Two of the attacks", "a string of bombings"
    of = {j for j, t in enumerate(tokens) if t.lemma == "of" and t.head in claimed}
    claimed += [j for j, t in enumerate(tokens) if t.dep == "pobj" and t.head in of]
    return any(_tells_deed(tokens[j], deeds) for j in claimed)


def _tells_deed(token: Token, deeds: Collection[str]) -> bool:
    """Whether the word, or what it may stand for, is a deed."""
    if token.pos == "PRON":
        return token.tag not in {"WDT", "WP"}
    if token.pos == "PROPN" or noun_type(token) == "person":
        return False
    table = load_lexicon("answer_types")
    known = {*table["deeds"], *table["doers"]["claimed"], *deeds}
    return token.lemma in known or measure_of(token.lemma) in _DEEDS


def _is_own(sentence: Sentence, i: int) -> bool:
    """Whether the subject is who speaks, or his: "it had fired", "its men had fired"."""
    tokens = sentence.tokens
    whose = any(t.head == i and t.dep == "poss" and t.text.lower() in _WHOSE for t in tokens)
    return tokens[i].lemma in _OWN or whose


def _is_deed(sentence: Sentence, verb: int, deeds: Collection[str]) -> bool:
    """Whether *verb* says that its subject did it; "did not carry it out" does not."""
    own = [t for t in sentence.tokens if t.head == verb]
    if any(t.dep == "neg" for t in own):
        return False
    table = load_lexicon("answer_types")["doers"]
    behind = any(t.lemma in {"responsible", "behind"} for t in own)
    lemma = sentence.tokens[verb].lemma
    return behind if lemma == "be" else lemma in {*deeds, *table["performing"]}


def doer(sentence: Sentence, verb: int) -> list[int]:
    """Subject of an active verb, or what stands after "by"."""
    tokens = sentence.tokens
    found = []
    for j, token in enumerate(tokens):
        if token.head == verb and token.dep == "nsubj":
            found.append(j)
        if token.dep == "pobj" and tokens[token.head].lemma == "by":
            by = tokens[token.head]
            if by.head == verb:
                found.append(j)
    if not found and tokens[verb].dep in {"relcl", "conj", "xcomp"} and tokens[verb].head != verb:
        above = tokens[verb].head
        found = [above] if tokens[verb].dep == "relcl" else doer(sentence, above)
    relative = [j for j in found if tokens[j].lemma in {"who", "which", "that"}]
    if relative and tokens[verb].dep == "relcl":
        found = [tokens[verb].head]
    return found


def blamed(sentence: Sentence, verb: int) -> list[int]:
    """Whom a verb of blaming blames: its object, its passive subject, or what stands after "on"."""
    tokens = sentence.tokens
    on = [
        j
        for j, t in enumerate(tokens)
        if t.dep == "pobj"
        and tokens[t.head].lemma in {"on", "to"}
        and tokens[t.head].head in {verb, *_objects(sentence, verb)}
    ]
    passive = [j for j, t in enumerate(tokens) if t.head == verb and t.dep == "nsubjpass"]
    return on or passive or _objects(sentence, verb)


def _objects(sentence: Sentence, verb: int) -> list[int]:
    return [
        j for j, t in enumerate(sentence.tokens) if t.head == verb and t.dep in {"dobj", "dative"}
    ]
