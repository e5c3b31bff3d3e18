"""The items of a list in running text: "two rifles, a radio and some dynamite" are three."""

import re
from collections.abc import Iterable

from qa.language import Sentence, conjuncts, subtree

__all__ = ["beside", "enumerated", "items", "words_apart"]

_JOINTS = re.compile(r"\s*(?:;|,\s*(?:and|or|as well as)\b|,|\b(?:and|as well as)\b)\s*")
_WITHIN = {"appos", "compound", "nummod", "amod"}
# What may stand before the first item, a label ("Needs:") included.
_OPENING = re.compile(
    r"^(?:(?:both|including|namely|the following|among them)\s+|\w+:\s+)", re.IGNORECASE
)
_NAMING = {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "VERB", "X"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def items(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the items of the list that the span [start, end) is, or is part of.

    The span itself where it is no part of a list.
    """
    inside, heads = _heads(sentence, start, end)
    if not inside:
        return [(start, end)]
    joined = sorted({j for head in heads for j in _list_of(sentence, head)})
    if len(joined) < 2:  # noqa: PLR2004 - one item is no list
        return _by_marks(sentence, start, end)
    phrases = list(dict.fromkeys(_phrase(sentence, j, joined) for j in joined))
    # Where the parse leaves the "and" alone, it has missed what stands before it.
    whole = all(_names_something(sentence, phrase) for phrase in phrases)
    return phrases if whole else _by_marks(sentence, start, end)


def _names_something(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether it holds more than the "and" that a misread list leaves alone."""
    return any(t.pos in _NAMING for t in sentence.tokens if span[0] <= t.start and t.end <= span[1])


def enumerated(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the items of an enumeration that fills [start, end) from end to end.

    By the parse where it finds just that list, else by the marks between the items.
    """
    found = items(sentence, start, end)
    whole = found[0][0] == start and end - found[-1][1] < 2  # noqa: PLR2004 - a closing mark
    return found if whole and len(found) > 1 else _by_marks(sentence, start, end)


def beside(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the other items of the list in which the span [start, end) is one item."""
    inside, heads = _heads(sentence, start, end)
    own = {*inside, *(_listed_by(sentence, head) for head in heads)}
    listed = [_list_of(sentence, head) for head in heads]
    joined = sorted({j for of in listed for j in (*of, *_subjects_after(sentence, of[-1]))})
    return [_phrase(sentence, j, joined) for j in joined if j not in own]


def _heads(sentence: Sentence, start: int, end: int) -> tuple[list[int], list[int]]:
    """The tokens in the span, and those of them that depend on none of them."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [i for i in inside if tokens[i].head not in inside]
    names = {i for i in heads if i - 1 in inside and _name_after(sentence, i)}
    return inside, [i for i in heads if i not in names] or inside[-1:]


def _listed_by(sentence: Sentence, head: int) -> int:
    """The word by which *head* is in a list: in "the surgeon Paolo Renk", the surgeon."""
    tokens = sentence.tokens
    while len(conjuncts(sentence, head)) == 1 and tokens[head].head != head:
        above = tokens[tokens[head].head]
        # "a quantity of DYNAMITE" is in the list by its quantity.
        of = tokens[head].dep == "pobj" and above.lemma == "of"
        if not of and tokens[head].dep not in _WITHIN:
            break
        head = above.head if of else tokens[head].head
    return head


def _list_of(sentence: Sentence, head: int) -> list[int]:
    """The conjuncts of *head*, or of what it names, itself among them."""
    tokens = sentence.tokens
    head = _listed_by(sentence, head)
    found = conjuncts(sentence, head)
    found = (*_misread_before(sentence, found), *found)
    nominal = [j for j in found if tokens[j].pos in {"NOUN", "PROPN", "NUM", "PRON"}]
    return nominal if len(nominal) == len(found) else [head]


def _misread_before(sentence: Sentence, found: tuple[int, ...]) -> tuple[int, ...]:
    """The first item of "two rifles, a radio and a map" where the parse puts it elsewhere."""
    tokens = sentence.tokens
    first = tokens[found[0]]
    if len(found) == 1:
        return ()
    # small parsers take the radio for another name of the rifles,
    if first.dep == "appos" and first.pos == "NOUN":
        return (first.head,)
    # or the rifles for a second thing that happened: "eight fell and two rifles, a radio and ..."
    at, _ = subtree(sentence, found[0])
    before = tokens[at - 2] if at > 1 and tokens[at - 1].text == "," else None
    apart = before is not None and before.dep == "conj" and tokens[before.head].pos == "VERB"
    return (at - 2,) if apart and before is not None and before.pos == "NOUN" else ()


def _subjects_after(sentence: Sentence, last: int) -> tuple[int, ...]:
    """A second subject after "and", not joined to the first: "the baker, A. B., and two sons"."""
    tokens = sentence.tokens
    if tokens[last].dep not in _SUBJECTS:
        return ()
    if not any(t.dep == "cc" and t.head == last for t in tokens[last + 1 :]):
        return ()
    return tuple(
        j
        for j, t in enumerate(tokens)
        if j > last and t.dep in _SUBJECTS and t.head == tokens[last].head
    )


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
    # "rebel backer Turkey": a name right after its noun, which the parse puts elsewhere
    while last < len(tokens) and _name_after(sentence, last) and last not in joined:
        last += 1
    return tokens[first].start, tokens[last - 1].end


def _name_after(sentence: Sentence, i: int) -> bool:
    token, before = sentence.tokens[i], sentence.tokens[i - 1]
    named = token.pos == "PROPN" and token.dep not in _SUBJECTS and token.head != i
    return named and before.pos in {"NOUN", "PROPN"}


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
