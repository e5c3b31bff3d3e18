"""The items of a list in running text: "two rifles, a radio and some dynamite" are three."""

import re
from collections.abc import Iterable

from qa.language import Sentence, conjuncts, subtree

__all__ = ["items", "words_apart"]

_JOINTS = re.compile(r"\s*(?:;|,\s*(?:and|or|as well as)\b|,|\b(?:and|as well as)\b)\s*")
_WITHIN = {"appos", "compound", "nummod", "amod"}
_OPENING = re.compile(r"^(?:both|including|namely|the following|among them)\s+", re.IGNORECASE)


def items(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the items of the list that the span [start, end) is, or is part of.

    The span itself where it is no part of a list.
    """
    inside = [i for i, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
    if not inside:
        return [(start, end)]
    heads = [i for i in inside if sentence.tokens[i].head not in inside] or inside[-1:]
    joined = sorted({j for head in heads for j in _list_of(sentence, head)})
    if len(joined) < 2:  # noqa: PLR2004 - one item is no list
        return _by_marks(sentence, start, end)
    return list(dict.fromkeys(_phrase(sentence, j, joined) for j in joined))


def _list_of(sentence: Sentence, head: int) -> Iterable[int]:
    """The conjuncts of *head*, or of what it names ("the surgeon Paolo Renk": the surgeon)."""
    tokens = sentence.tokens
    while len(conjuncts(sentence, head)) == 1 and tokens[head].head != head:
        above = tokens[tokens[head].head]
        # "a quantity of DYNAMITE" is in the list by its quantity.
        of = tokens[head].dep == "pobj" and above.lemma == "of"
        if not of and tokens[head].dep not in _WITHIN:
            break
        head = above.head if of else tokens[head].head
    found = conjuncts(sentence, head)
    first = tokens[found[0]]
    # "Two rifles, a radio and a map": small parsers take the radio for another name of the rifles.
    if len(found) > 1 and first.dep == "appos" and first.pos == "NOUN":
        found = (first.head, *found)
    nominal = [j for j in found if tokens[j].pos in {"NOUN", "PROPN", "NUM", "PRON"}]
    return nominal if len(nominal) == len(found) else [head]


def _phrase(sentence: Sentence, item: int, joined: Iterable[int]) -> tuple[int, int]:
    """The phrase of one item, without the items after it and the marks between them."""
    first, last = subtree(sentence, item)
    others = [j for j in joined if j > item]
    if others:
        last = min(last, *(_opening(sentence, j, item) for j in others))
    earlier = [j for j in joined if j < item]
    if earlier:
        first = max(first, max(earlier) + 1)
    tokens = sentence.tokens
    while last - 1 > item and (tokens[last - 1].pos in {"PUNCT", "CCONJ"}):
        last -= 1
    while first < item and tokens[first].pos in {"PUNCT", "CCONJ"}:
        first += 1
    # "..., which the truce forbids" is no part of the thing.
    commas = (j for j in range(item + 1, last) if tokens[j].text in {",", "("})
    last = next(commas, last)
    return tokens[first].start, tokens[last - 1].end


def _opening(sentence: Sentence, item: int, after: int) -> int:
    """Where the phrase of a later item begins."""
    first, _ = subtree(sentence, item)
    return max(first, after + 1)


def _by_marks(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of the span between commas and "and", where the parse sees no list."""
    text = sentence.text[start:end]
    if not _JOINTS.search(text):
        return [(start, end)]
    found, at = [], 0
    for joint in (*_JOINTS.finditer(text), None):
        stop = joint.start() if joint else len(text)
        part = text[at:stop]
        opening = _OPENING.match(part)
        skipped = opening.end() if opening else 0
        if part[skipped:].strip():
            found.append((start + at + skipped, start + stop))
        at = joint.end() if joint else stop
    return found or [(start, end)]


def words_apart(
    text: str, span: tuple[int, int], elsewhere: Iterable[str]
) -> list[tuple[int, int]]:
    """The single words of a run of capitals, where each stands as a name of its own elsewhere.

    Reports without commas write "Tartous Homs and Hasakeh": no name "Tartous Homs" is meant.
    """
    words = [
        (m.start() + span[0], m.end() + span[0]) for m in re.finditer(r"\S+", text[slice(*span)])
    ]
    if len(words) < 2:  # noqa: PLR2004 - nothing to part
        return [span]
    known = set(elsewhere)
    return words if all(text[s:e] in known for s, e in words) else [span]
