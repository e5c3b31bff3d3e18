"""Whom a speaker that is named elsewhere stands for: "he said", "the spokesman added".

By number, kind and nearness: who spoke last, else who acted last, else who was named with a role.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.apposition import is_role
from qa.attribution import Attribution
from qa.language import Sentence
from qa.meant import Sought, fits, resembles, same_noun, sought_by
from qa.naming import full_name
from qa.pointing import DEFINITE, points_back
from qa.speakers import attributions
from qa.standing import speaker_class

__all__ = ["Mention", "antecedent"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
NEAR = 3  # sentences back in which "they" have been named; others come between
_MARK = re.compile('["\u201c\u201d]')


@dataclass(frozen=True, slots=True)
class Mention:
    """One who is named: ``sentences[sentence].text[start:end]``."""

    sentence: int
    start: int
    end: int


def antecedent(sentences: Sequence[Sentence], index: int, found: Attribution) -> Mention | None:
    """The one named before ``found`` in ``sentences[index]`` or earlier that it stands for."""
    sought = sought_by(sentences[index], found)
    if not sought.pronoun:
        same = _first(sentences, index, found, lambda s, i: same_noun(s, i, sought), _everybody)
        if same is not None:
            return _author(sentences, same, sought) or same
    # "according to the announcement": no one that it only tells of
    orders = [_actors] if sought.kind == "any" else [_actors, _with_role]
    orders += [_bodies] if sought.kind == "organisation" else []
    for told in _passes(sentences[index], found, sought):
        for order in orders:
            named = _first(
                sentences,
                index,
                found,
                lambda s, i: fits(s, i, sought) and not _beside_itself(s, i, sought),
                order,
                told=told,
                since=index - NEAR if sought.word == "they" else 0,
            )
            if named is not None:
                return named if _is_nearest(sentences, index, found, sought, order, named) else None
    return None


def _is_nearest(
    sentences: Sequence[Sentence],
    index: int,
    found: Attribution,
    sought: Sought,
    order: Callable[[Sentence], Iterator[int]],
    named: Mention,
) -> bool:
    """Whether nobody of the same kind, though called otherwise, was named after *named*."""
    if sought.pronoun:
        return True
    nearest = _first(sentences, index, found, lambda s, i: resembles(s, i, sought), order)
    return nearest is None or (nearest.sentence, nearest.start) <= (named.sentence, named.start)


def _passes(sentence: Sentence, found: Attribution, sought: Sought) -> tuple[bool, ...]:
    """Whether one may be meant of whom the sought one tells: not at all, at last, or at once.

    "A major took him away, he said" is another's word where another can be meant. A body tells of
    itself ("The board saw no proof, it said"), and "his count" is that of whom it is told.
    """
    if not sought.pronoun:
        return (sought.kind != "person",)
    owner = found.head is not None and sentence.tokens[found.head].tag == "PRP$"
    return (True,) if owner or sought.word == "it" else (False, True)


def _beside_itself(sentence: Sentence, i: int, sought: Sought) -> bool:
    """Whether "the colonel" stands beside a name, so that the name is not the colonel's."""
    first, last = full_name(sentence, i)
    return sought.kind == "person" and any(
        token.lemma == sought.lemma and not first <= k < last
        for k, token in enumerate(sentence.tokens)
    )


def _author(sentences: Sequence[Sentence], paper: Mention, sought: Sought) -> Mention | None:
    """Who speaks in the report that is meant: "In a 40-page report the panel says"."""
    sentence = sentences[paper.sentence]
    tokens = sentence.tokens
    if sought.kind not in {"any", "media"}:
        return None
    for one in attributions(sentence):
        if one.speaker is None or paper.start <= one.speaker[0] < paper.end:
            continue
        for token in tokens:
            if not (paper.start <= token.start < paper.end and token.lemma == sought.lemma):
                continue
            above = {token.head, tokens[token.head].head if token.dep == "pobj" else token.head}
            if any(tokens[k].start == one.cue[0] for k in above):
                named = antecedent(sentences, paper.sentence, one) if one.pronoun else None
                return named or Mention(paper.sentence, *one.speaker)
    return None


def _first(
    sentences: Sequence[Sentence],
    index: int,
    found: Attribution,
    fits: Callable[[Sentence, int], bool],
    order: Callable[[Sentence], Iterator[int]],
    *,
    told: bool = True,
    since: int = 0,
) -> Mention | None:
    """The nearest noun before *found* that fits, by the order within each sentence.

    With *told*, it may be one of whom the sought one tells. None before sentence *since* is meant.
    """
    for at in range(index, max(since, 0) - 1, -1):
        sentence = sentences[at]
        before = found.cue[0] if at == index else len(sentence.text)
        if at == index and found.speaker is not None:
            before = min(before, found.speaker[0])
        opened, said = _dateline_end(sentence), _quoted(sentences, at)
        own = _own_words(sentence, found) if at == index else frozenset[int]()
        for i in order(sentence):
            if i in own or (at == index and not told and i in found.scope):
                continue
            if said[0] <= sentence.tokens[i].start < said[1]:
                continue  # who is named in the words of the one sought is another
            if i >= opened and sentence.tokens[i].end <= before and fits(sentence, i):
                first, last = full_name(sentence, i)
                tokens = sentence.tokens
                return Mention(at, tokens[first].start, tokens[last - 1].end)
    return None


def _own_words(sentence: Sentence, found: Attribution) -> frozenset[int]:
    """What the one sought says in quotation marks: '"Lorma has struck the camp" it said'."""
    inside, own = False, set[int]()
    for i, token in enumerate(sentence.tokens):
        inside ^= bool(_MARK.fullmatch(token.text))
        own |= {i} if inside else set()
    return frozenset(own & found.scope)


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


def _bodies(sentence: Sentence) -> Iterator[int]:
    """Heads of names that stand with the word for a body: "nurses of the charity Open Hands"."""
    for i in _everybody(sentence):
        words = sentence.tokens[slice(*full_name(sentence, i))]
        # not its men: "fighters of the Front"
        one = all(token.pos != "ADP" and token.tag != "NNS" for token in words)
        common = " ".join(token.text for token in words if token.pos == "NOUN")
        named = one and any(token.pos == "PROPN" for token in words)
        if common and named and speaker_class(common) != "unknown":
            yield i
