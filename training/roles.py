"""Questions for who somebody is, and for who holds an office."""

import re
from collections.abc import Iterator

from qa.language import noun_phrase
from training.phrases import Asked, Phrases


def questions_of_names(phrases: Phrases) -> Iterator[Asked]:
    """Yield questions from "spokeswoman Ana Terl" and "Ana Terl, the spokeswoman"."""
    for entity in phrases.sentence.entities:
        if entity.label != "PERSON" or len(entity.text.split()) < 2:
            continue
        inside = [
            i
            for i, t in enumerate(phrases.tokens)
            if entity.start <= t.start and t.end <= entity.end
        ]
        if not inside:
            continue
        name = " ".join(entity.text.split())
        named = ((entity.start, entity.end),)
        yield from _title(phrases, inside, name, named)
        yield from _apposition(phrases, inside, name, named)


def _title(
    phrases: Phrases, inside: list[int], name: str, named: tuple[tuple[int, int], ...]
) -> Iterator[Asked]:
    first, _ = noun_phrase(phrases.sentence, inside[-1])
    while first < inside[0] and phrases.tokens[first].pos in {"DET", "PUNCT", "NUM"}:
        first += 1
    if first < inside[0] and any(
        phrases.tokens[j].pos in {"NOUN", "PROPN"} for j in range(first, inside[0])
    ):
        role = phrases.text(first, inside[0])
        if re.fullmatch(r"[\w .'&-]{4,60}", role):
            yield Asked(f"who is {name}", (phrases.chars(first, inside[0]),), "be", extra=name)
            yield Asked(f"who is the {role}", named, "be", extra=role)
            yield Asked(f"what is the name of the {role}", named, "be", extra=role)


def _apposition(
    phrases: Phrases, inside: list[int], name: str, named: tuple[tuple[int, int], ...]
) -> Iterator[Asked]:
    for j in phrases.children[inside[-1]]:
        if phrases.tokens[j].dep == "appos" and phrases.tokens[j].pos == "NOUN":
            first, last = phrases.phrase(j, 12)
            role = phrases.text(first, last)
            spans = (phrases.chars(first, last),)
            yield Asked(f"who is {name}", spans, "be", extra=name)
            yield Asked(f"who was {name}", spans, "be", extra=name)
            yield Asked(f"who is {role}", named, "be", extra=role)
