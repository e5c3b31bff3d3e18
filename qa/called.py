"""The name that a report gives later to "the rescue service": "known as the Blue Caps, it ..."."""

from collections.abc import Iterator, Sequence

from qa.apposition import is_role
from qa.attribution import Attribution
from qa.coreference import Mention
from qa.language import Sentence, noun_phrase
from qa.naming import full_name

__all__ = ["called_later"]

LATER = 4  # sentences, the one that speaks of it included
_CALLING = frozenset({"know", "call", "name", "dub"})
_NAMED = frozenset({"oprd", "pobj", "attr"})


def called_later(sentences: Sequence[Sentence], index: int, found: Attribution) -> Mention | None:
    """What the speaker of *found*, a common noun in ``sentences[index]``, is called further on."""
    if found.head is None or found.speaker is None or found.pronoun:
        return None
    tokens = sentences[index].tokens
    words = tuple(t for t in tokens if found.speaker[0] <= t.start < found.speaker[1])
    # "its leader, Omar Haddad, known as the Prefect" has his name
    if tokens[found.head].tag != "NN" or is_role(words) or any(t.pos == "PROPN" for t in words):
        return None
    told = _common(sentences[index], found.head)
    if not told:
        return None
    for at in range(index, min(index + LATER, len(sentences))):
        for noun, name in _namings(sentences[at]):
            called = _common(sentences[at], noun)
            # "the service" may be "the rescue service"; "the secret service" is another
            if sentences[at].tokens[noun].lemma in told and (called <= told or told <= called):
                first, last = full_name(sentences[at], name)
                words = sentences[at].tokens[first:last]
                return Mention(at, words[0].start, words[-1].end)
    return None


def _common(sentence: Sentence, noun: int) -> frozenset[str]:
    """The common nouns of a phrase; empty where it holds a name, or several."""
    words = sentence.tokens[slice(*noun_phrase(sentence, noun))]
    if any(word.pos in {"PROPN", "CCONJ"} for word in words):
        return frozenset()
    return frozenset(word.lemma for word in words if word.pos == "NOUN")


def _namings(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """(noun, name) of "the group, called Open Hands" and "Known as Open Hands, the group works"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.tag not in {"VBN", "VBD"} or token.lemma not in _CALLING:
            continue
        nouns = [token.head] if token.dep == "acl" else []
        if token.dep == "advcl":
            nouns = [k for k, t in enumerate(tokens) if t.head == token.head and t.dep == "nsubj"]
        links = {i, *(k for k, t in enumerate(tokens) if t.head == i and t.lemma == "as")}
        for name, word in enumerate(tokens):
            if nouns and word.head in links and word.dep in _NAMED and word.pos == "PROPN":
                yield nouns[0], name
