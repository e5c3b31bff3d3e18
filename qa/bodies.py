"""Names of bodies - armed groups, forces, institutions - that the recogniser misses or misreads.

In text in capitals it calls the Extraditables a person and sees no name in "Shining Path". Listed
names (``data/aliases.toml``) and nouns by which bodies are named (``data/answer_types.toml``: "the
Lira Youth FRONT") tell them.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from qa.language import Entity, Sentence, parse
from qa.lexicons import load_lexicon
from qa.names import load_names

__all__ = ["named_things", "whole_bodies"]

_TABLES = ("armed_groups", "state_forces", "monitors_and_media", "organisations")
LONGEST = 7  # tokens of a listed name
_BEFORE = frozenset({"PROPN", "ADJ", "NOUN", "NUM"})


def named_things(sentence: Sentence) -> tuple[Entity, ...]:
    """The recogniser's entities, corrected: every name of a body is an ``ORG``, and whole."""
    return _corrected(sentence.text)


def whole_bodies(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """*spans*, or the names of bodies of which they are a part: the Path of the Shining Path."""
    for start, end in spans:
        holding = (e for e in named_things(sentence) if e.start < end and start < e.end)
        bodies = [e for e in holding if e.label == "ORG" and e.end - e.start > end - start]
        yield (bodies[0].start, bodies[0].end) if bodies else (start, end)


@lru_cache(maxsize=4_096)
def _corrected(text: str) -> tuple[Entity, ...]:
    sentence = parse(text)
    spans = [*_listed(sentence), *_by_noun(sentence)]
    bodies: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not any(start < e and s < end for s, e in bodies):
            bodies.append((start, end))
    kept = [
        entity
        for entity in sentence.entities
        if not any(entity.start < end and start < entity.end for start, end in bodies)
    ]
    found = [Entity(text[start:end], "ORG", start, end) for start, end in bodies]
    return tuple(sorted((*kept, *found), key=lambda entity: entity.start))


@cache
def _listed_names() -> frozenset[str]:
    tables = load_lexicon("aliases")
    return frozenset(name for table in _TABLES for name in tables.get(table, {}))


def _listed(sentence: Sentence) -> list[tuple[int, int]]:
    known = load_names()
    held = {key.removeprefix("=") for key in known.keys(sentence.text) if key.startswith("=")}
    wanted = held & _listed_names()
    if not wanted:
        return []
    tokens = sentence.tokens
    return [
        (token.start, tokens[last - 1].end)
        for i, token in enumerate(tokens)
        if token.text[0].isalnum()
        for last in range(i + 1, min(i + LONGEST, len(tokens)) + 1)
        if tokens[last - 1].text[0].isalnum()
        and known.canonical(sentence.text[token.start : tokens[last - 1].end]) in wanted
    ]


def _by_noun(sentence: Sentence) -> list[tuple[int, int]]:
    """Runs of capitalised words that end in a noun for a body: "Lira Youth Front"."""
    tokens = sentence.tokens
    nouns = frozenset(load_lexicon("answer_types")["bodies"]["nouns"])
    found = []
    for i, token in enumerate(tokens):
        low = token.text.lower()
        if token.pos not in {"NOUN", "PROPN"} or not {low, token.lemma} & nouns:
            continue
        first = i
        while first and tokens[first - 1].pos in _BEFORE and tokens[first - 1].ent != "DATE":
            first -= 1
        if first < i and any(t.pos == "PROPN" for t in tokens[first : i + 1]):
            found.append((tokens[first].start, token.end))
    return found
