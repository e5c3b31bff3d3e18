"""Whom a speaker that is named elsewhere stands for: "he said", "the spokesman added".

By number, kind and nearness: who spoke last, else who acted last, else who was named with a role.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.apposition import is_role
from qa.attribution import Attribution
from qa.language import Sentence, Token
from qa.naming import can_speak, full_name
from qa.pointing import DEFINITE, points_back
from qa.speakers import attributions
from qa.standing import certainty_lexicon, speaker_class

__all__ = ["Mention", "antecedent"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_SINGULAR = frozenset({"NN", "NNP"})
_BODIES = frozenset({"organisation", "media", "independent", "party", "official"})
_ANYBODY = frozenset({"man", "woman", "person", "people", "pair"})
_MARK = re.compile('["\u201c\u201d]')
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One who is named: ``sentences[sentence].text[start:end]``."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for: a pronoun, or the noun of a definite phrase with its kind."""

    word: str
    lemma: str
    kind: str
    plural: bool
    pronoun: bool


def antecedent(sentences: Sequence[Sentence], index: int, found: Attribution) -> Mention | None:
    """The one named before ``found`` in ``sentences[index]`` or earlier that it stands for."""
    sought = _sought(sentences[index], found)
    if not sought.pronoun:
        same = _first(sentences, index, found, lambda s, i: _same_noun(s, i, sought), _everybody)
        if same is not None:
            return same
    # "according to the announcement": no one that it only tells of
    orders = (_actors,) if sought.kind == "any" else (_actors, _with_role)
    for order in orders:
        named = _first(sentences, index, found, lambda s, i: _fits(s, i, sought), order)
        if named is not None:
            return named
    return None


def _sought(sentence: Sentence, found: Attribution) -> _Sought:
    token = sentence.tokens[found.head or 0]
    kinds = certainty_lexicon()["anaphora"]["nouns"]
    people = certainty_lexicon()["anaphora"]["people"]
    kind = kinds.get(token.lemma, "person" if token.lemma in people else "")
    plural = token.tag in {"NNS", "NNPS"} or token.text.lower() in {"they", "those", "these"}
    word = _OWNERS.get(token.text.lower(), token.text.lower())
    return _Sought(word, token.lemma, kind, plural or word == "they", found.pronoun)


def _first(
    sentences: Sequence[Sentence],
    index: int,
    found: Attribution,
    fits: Callable[[Sentence, int], bool],
    order: Callable[[Sentence], Iterator[int]],
) -> Mention | None:
    """The nearest noun before *found* that fits, by the order within each sentence."""
    for at in range(index, -1, -1):
        sentence = sentences[at]
        before = found.cue[0] if at == index else len(sentence.text)
        if at == index and found.speaker is not None:
            before = min(before, found.speaker[0])
        opened, said = _dateline_end(sentence), _quoted(sentences, at)
        for i in order(sentence):
            if said[0] <= sentence.tokens[i].start < said[1]:
                continue  # who is named in the words of the one sought is another
            if i >= opened and sentence.tokens[i].end <= before and fits(sentence, i):
                first, last = full_name(sentence, i)
                tokens = sentence.tokens
                return Mention(at, tokens[first].start, tokens[last - 1].end)
    return None


def _quoted(sentences: Sequence[Sentence], at: int) -> tuple[int, int]:
    """The stretch of a sentence inside a quotation that goes on from or into its neighbour."""
    marks = [m.start() for m in _MARK.finditer(sentences[at].text)]
    going_on = at > 0 and len(_MARK.findall(sentences[at - 1].text)) % 2 == 1
    if len(marks) % 2 == 0:
        return (0, 0)
    if going_on:
        return (0, marks[0])
    return (marks[-1], len(sentences[at].text))


def _dateline_end(sentence: Sentence) -> int:
    """Token after "PORT TAMARI, May 22 (Agency) -", where the report proper begins."""
    for i, token in enumerate(sentence.tokens[:25]):
        before = sentence.tokens[i - 1] if i else None
        if (
            token.text in _DASHES
            and before is not None
            and (before.text in {")", "]"} or before.ent == "DATE" or before.pos == "NUM")
        ):
            return i + 1
    return 0


def _speakers(sentence: Sentence) -> Iterator[int]:
    """Heads of those who speak in the sentence, the last first."""
    for one in reversed(attributions(sentence)):
        if one.head is not None and not points_back(sentence, one):
            yield one.head


def _actors(sentence: Sentence) -> Iterator[int]:
    yield from _speakers(sentence)
    yield from _subjects(sentence)


def _subjects(sentence: Sentence) -> Iterator[int]:
    """Heads of subjects, the main clause's first."""
    tokens = sentence.tokens
    found = [
        i
        for i, t in enumerate(tokens)
        if t.dep in _SUBJECTS and t.pos in _NOUNS and not _vague(sentence, i)
    ]
    yield from sorted(found, key=lambda i: (tokens[tokens[i].head].dep != "ROOT", i))


def _vague(sentence: Sentence, i: int) -> bool:
    """Whether the phrase itself stands for one named before ("the minister", "others")."""
    first, last = full_name(sentence, i)
    words = sentence.tokens[first:last]
    if words[-1].lemma in {"other", "some", "one"}:
        return True
    definite = words[0].text.lower() in DEFINITE and is_role(words)
    return definite and not any(token.pos == "PROPN" for token in words)


def _everybody(sentence: Sentence) -> Iterator[int]:
    """Heads of all noun phrases, the last first."""
    tokens = sentence.tokens
    for i in range(len(tokens) - 1, -1, -1):
        inner = tokens[i].dep == "compound" and tokens[i].head > i
        if tokens[i].pos in _NOUNS and not inner:
            yield i


def _with_role(sentence: Sentence) -> Iterator[int]:
    """Heads of names that stand with a role: "met Interior Minister Omar Haddad"."""
    for i in _everybody(sentence):
        first, last = full_name(sentence, i)
        words = sentence.tokens[first:last]
        named = any(token.pos == "PROPN" for token in words)
        if named and last - first > 1 and any(is_role((token,)) for token in words):
            yield i


def _same_noun(sentence: Sentence, i: int, sought: _Sought) -> bool:
    """Whether a fuller phrase with the same noun: "the ministry" <- "the energy ministry"."""
    first, last = full_name(sentence, i)
    words = sentence.tokens[first:last]
    if words[0].tag == "PRP$" or not any(t.lemma == sought.lemma for t in words):
        return False
    fuller = any(t.pos == "PROPN" or t.dep in {"compound", "amod", "nummod"} for t in words)
    plural = sentence.tokens[i].tag in {"NNS", "NNPS"}
    return fuller and plural == sought.plural


def _fits(sentence: Sentence, i: int, sought: _Sought) -> bool:
    """Whether the noun can be meant, by number and by kind."""
    token = sentence.tokens[i]
    if token.pos not in _NOUNS or not can_speak(sentence, i):
        return False
    person, plural = _is_person(sentence, i), token.tag in {"NNS", "NNPS"}
    if sought.pronoun:
        return _fits_pronoun(sought.word, person=person, plural=plural)
    if sought.plural != plural or (plural and sought.lemma not in _ANYBODY):
        return False
    return sought.kind == "any" or _fits_kind(sentence, i, sought, person=person)


def _fits_pronoun(word: str, *, person: bool, plural: bool) -> bool:
    if word in {"he", "she"}:
        return person and not plural
    if word == "it":
        return not person and not plural
    return word in {"who", "which"} or (word == "they" and (plural or not person))


def _fits_kind(sentence: Sentence, i: int, sought: _Sought, *, person: bool) -> bool:
    token = sentence.tokens[i]
    if sought.kind == "person":
        return token.ent == "PERSON" or (sought.plural and person)
    standing = speaker_class(sentence.text[slice(*_span(sentence, i))])
    if sought.kind == "organisation":
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
