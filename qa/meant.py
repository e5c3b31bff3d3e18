"""Who can be meant by "he", "the spokesman", "the monitoring group": by number, kind, standing."""

from dataclasses import dataclass

from qa.apposition import is_apposed_part, is_role
from qa.attribution import Attribution
from qa.kindred import may_be_called
from qa.language import Sentence, Token
from qa.lexicons import load_lexicon
from qa.naming import can_speak, full_name
from qa.standing import certainty_lexicon, speaker_class

__all__ = ["Sought", "fits", "resembles", "same_noun", "sought_by"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BODIES = frozenset({"organisation", "media", "independent", "party", "official"})
_ANYBODY = frozenset({"man", "woman", "person", "people", "pair"})
_MASS = frozenset({"media", "medium", "press"})  # "state media said ... It added"
_OWNERS = {
    "his": "he", "her": "she", "its": "it", "their": "they", "him": "he", "them": "they",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a pronoun, or the noun of a definite phrase with its kind.

    ``standing`` is what the words before the noun tell: "the monitoring group" is independent.
    """

    word: str
    lemma: str
    kind: str
    plural: bool
    pronoun: bool
    standing: str


def sought_by(sentence: Sentence, found: Attribution) -> Sought:
    """What the speaker of *found* has in common with the name it stands for."""
    token = sentence.tokens[found.head or 0]
    kinds = certainty_lexicon()["anaphora"]["nouns"]
    people = certainty_lexicon()["anaphora"]["people"]
    kind = kinds.get(token.lemma, "person" if token.lemma in people else "")
    plural = token.tag in _PLURAL or token.text.lower() in {"they", "those", "these"}
    word = _OWNERS.get(token.text.lower(), token.text.lower())
    standing = "" if found.speaker is None else speaker_class(_described(sentence, found))
    if is_apposed_part(sentence.tokens, (found.head or 0) + 1):
        standing = "party"  # "the group, part of an alliance" is no monitor
    return Sought(word, token.lemma, kind, plural or word == "they", found.pronoun, standing)


def _described(sentence: Sentence, found: Attribution) -> str:
    """What a definite phrase says of the one it points to: the "monitoring" of "the ... group"."""
    span, head = found.speaker or found.cue, found.head or 0
    words = [t.text for t in sentence.tokens[:head] if span[0] <= t.start]
    based = next((i + 1 for i, word in enumerate(words) if word.lower().endswith("based")), 1)
    return " ".join(words[based:])


def same_noun(sentence: Sentence, i: int, sought: Sought) -> bool:
    """Whether a fuller phrase with the same noun: "the ministry" <- "the energy ministry"."""
    first, last = full_name(sentence, i)
    words = sentence.tokens[first:last]
    alike = any(t.lemma == sought.lemma and (t.tag in _PLURAL) == sought.plural for t in words)
    if words[0].tag == "PRP$" or not alike or _unlike(sentence, i, sought):
        return False
    if _is_joined(sentence, i, first, last) or _is_of_rebels(sentence, first, last, sought):
        return False  # "the army" is not "the government and the rebel People's Army"
    fuller = any(t.pos == "PROPN" or t.dep in {"compound", "amod", "nummod"} for t in words)
    plural = sentence.tokens[i].tag in _PLURAL
    return fuller and plural == sought.plural


def _is_joined(sentence: Sentence, i: int, first: int, last: int) -> bool:
    """Whether the phrase [first, last) of token *i* names another beside it, by "and"."""
    tokens = sentence.tokens
    return any(
        tokens[k].dep == "conj" and i in {k, tokens[k].head} and first <= tokens[k].head < last
        for k in range(first, last)
    )


def _is_of_rebels(sentence: Sentence, first: int, last: int, sought: Sought) -> bool:
    """Whether the phrase is of those who fight a state whose force is sought: "the army"."""
    tables = load_lexicon("people")
    around = sentence.tokens[max(0, first - 1) : last]
    rebels = any(token.lemma in tables["groups"]["irregulars"] for token in around)
    return sought.lemma in tables["sides"]["state"] and rebels


def _unlike(sentence: Sentence, i: int, sought: Sought) -> bool:
    """Whether the noun is of another standing: "the monitoring group" is no militant group."""
    standing = speaker_class(sentence.text[slice(*_span(sentence, i))])
    return bool(sought.standing) and "unknown" not in {standing, sought.standing} != {standing}


def fits(sentence: Sentence, i: int, sought: Sought) -> bool:
    """Whether the noun can be meant, by number, by kind and by what it is called."""
    if not resembles(sentence, i, sought):
        return False
    if sought.pronoun or sought.kind == "any":
        return True
    return may_be_called(sentence.tokens[slice(*full_name(sentence, i))], sought.lemma)


def resembles(sentence: Sentence, i: int, sought: Sought) -> bool:
    """Whether the noun can be meant, by number and by kind."""
    token = sentence.tokens[i]
    if token.pos not in _NOUNS or not can_speak(sentence, i):
        return False
    person, plural = _is_person(sentence, i), token.tag in _PLURAL
    if sought.pronoun:
        plural = (plural and token.lemma not in _MASS) or _is_several(sentence, i)
        return _fits_pronoun(sought.word, person=person, plural=plural)
    if sought.plural != plural or (plural and sought.lemma not in _ANYBODY):
        return False
    return sought.kind == "any" or _fits_kind(sentence, i, sought, person=person)


def _is_several(sentence: Sentence, i: int) -> bool:
    """Whether the phrase is headed by people before its name: "members of | the Amber Front"."""
    words = sentence.tokens[full_name(sentence, i)[0] : i]
    people = certainty_lexicon()["anaphora"]["people"]
    return any(t.tag in _PLURAL and t.lemma in people for t in words)


def _fits_pronoun(word: str, *, person: bool, plural: bool) -> bool:
    if word in {"he", "she"}:
        return person and not plural
    if word == "it":
        return not person and not plural
    return word in {"who", "which"} or (word == "they" and (plural or not person))


def _fits_kind(sentence: Sentence, i: int, sought: Sought, *, person: bool) -> bool:
    token = sentence.tokens[i]
    if sought.kind == "person":
        return token.ent == "PERSON" or (sought.plural and person)
    standing = speaker_class(sentence.text[slice(*_span(sentence, i))])
    if sought.kind == "organisation":
        if sought.standing and _unlike(sentence, i, sought):
            return False
        known = token.ent in {"ORG", "NORP"} or standing in {"independent", "party"}
        words = sentence.tokens[slice(*full_name(sentence, i))]
        # "the Syrian Observatory for Human Rights monitor"
        watching = standing == "independent" and any(t.pos == "PROPN" for t in words)
        named = token.pos == "PROPN" or watching
        return not person and known and named and token.ent != "GPE"
    return bool(sought.kind) and standing == sought.kind


def _span(sentence: Sentence, i: int) -> tuple[int, int]:
    first, last = full_name(sentence, i)
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _is_person(sentence: Sentence, i: int) -> bool:
    """Whether a noun names one person or several, and no body of people."""
    token: Token = sentence.tokens[i]
    if token.ent == "PERSON" or token.lemma == "source":
        return True
    first, last = full_name(sentence, i)
    kinds = certainty_lexicon()["anaphora"]["nouns"]
    if kinds.get(token.lemma) in _BODIES or token.ent in {"ORG", "GPE", "NORP"}:
        return False
    if any(word.ent == "PERSON" for word in sentence.tokens[first:last]):
        return True
    # "an official at the governor's office": the head tells
    return is_role(sentence.tokens[first:last]) or kinds.get(token.lemma) == "person"
