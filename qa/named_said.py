"""Who says something in a question, what is said, and what it asks for ("WHICH pilot").

A follow-up points back at these by other words than at a noun: "by their account", "when did he
concede it?", "where was he born?".
"""

from collections.abc import Iterator

from qa.answer_types import noun_type
from qa.language import Sentence, Token, noun_phrase, subtree
from qa.standing import certainty_lexicon

__all__ = ["asked_person", "clauses", "is_body", "is_person", "tellers"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_DOING = ("er", "or", "ist", "ian", "ant", "man", "woman")
_SHORT = 5  # letters of "water", "river"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def tellers(sentence: Sentence) -> Iterator[str]:
    """Those who are the subject of a verb of saying, with their "the"."""
    tokens, verbs = sentence.tokens, {*certainty_lexicon()["verbs"]["say"]}
    for i, token in enumerate(tokens):
        verb = tokens[token.head].lemma
        if token.pos in _NOUNS and token.dep in _SUBJECTS and verb in verbs:
            first, last = noun_phrase(sentence, i)
            if not any(t.tag.startswith("W") for t in tokens[first:last]):
                yield sentence.text[tokens[first].start : tokens[last - 1].end]


def clauses(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Verbs with what is said by them: (concede, "that the ferry had been hit")."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.dep != "ccomp" or tokens[token.head].pos != "VERB" or token.head > i:
            continue
        first, last = subtree(sentence, i)
        if first > token.head and tokens[first].lemma == "that":
            end = last - 1 if tokens[last - 1].pos == "PUNCT" else last
            yield tokens[token.head].lemma, sentence.text[tokens[first].start : tokens[end - 1].end]


def is_body(noun: Token) -> bool:
    """Whether a noun names a body of people, of which "they" may speak: "the brigade"."""
    return noun.tag == "NN" and noun_type(noun) == "organisation"


def is_person(noun: Token) -> bool:
    """Whether a noun names one person: "the driver", or by its ending may: "the physician"."""
    kind, known = noun_type(noun), certainty_lexicon()["anaphora"]["people"]
    if noun.tag != "NN":
        return False
    return kind == "person" or noun.lemma in known or (kind == "other" and _may_do(noun.lemma))


def _may_do(lemma: str) -> bool:
    return len(lemma) > _SHORT and lemma.endswith(_DOING)


def asked_person(sentence: Sentence) -> str | None:
    """The one that a question asks for: "army pilot" of "which army pilot did they catch?"."""
    tokens = sentence.tokens
    if not tokens or tokens[0].text.lower() not in {"which", "what"}:
        return None
    i = 1
    while i < len(tokens) and _leads(tokens, i):
        i += 1
    if i >= len(tokens) or not is_person(tokens[i]):
        return None
    return sentence.text[tokens[1].start : tokens[i].end]


def _leads(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word stands before the noun that is asked for."""
    joined = tokens[i].pos in {"ADJ", "NOUN", "PROPN", "NUM"} and i + 1 < len(tokens)
    return joined and tokens[i + 1].pos in _NOUNS
