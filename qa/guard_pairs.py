"""Numbers and names of a quote that belong to different things there must not be exchanged.

"12 in Osht and 7 in Kalvin", "from Osht to Kalvin", "31 were freed and nine remain": every word of
"7 in Osht" stands in the quote, and near enough to the others. What tells the fault is the rival:
the quote gives the place, the direction or the verb to something else of the same kind.
"""

from collections.abc import Iterator
from itertools import pairwise

from qa.guard_evidence import Problem
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates, guard_lexicon
from qa.guard_tree import completes
from qa.guard_words import QUOTED
from qa.language import Sentence
from qa.measures import measure_of
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.word_keys import word_keys

__all__ = ["check_pairs"]

Key = frozenset[object]
Item = tuple[str, Key, int]
"""("number" or "name", what it is told by, index of its token)."""
_CLIMB = 12


def check_pairs(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """Numbers and places exchanged in a list, between two verbs, or between two directions."""
    quotes = [(quote[i], _items(quote[i])) for quote, i in told.sentences()]
    ours = _items(sentence)
    yield from _check_lists(sentence, ours, quotes)
    yield from _check_verbs(sentence, ours, quotes)
    yield from _check_directions(sentence, [other for other, _ in quotes])


def _items(sentence: Sentence) -> list[Item]:
    """Numbers, and names that a preposition or a verb governs, in the order of the text."""
    amounts, dates = amounts_beside_dates(sentence.text)
    left = [(date.start, date.end) for date in dates]
    left += [match.span() for match in QUOTED.finditer(sentence.text)]
    for one in attributions(sentence):
        left += [one.cue, *([one.speaker] if one.speaker else [])]
    found: list[Item] = []
    for i, token in enumerate(sentence.tokens):
        if any(start <= token.start < end for start, end in left):
            continue
        of = token.dep == "pobj" and sentence.tokens[token.head].text.lower() == "of"
        # "74 held by the state, 11 by the rebels"
        by = token.dep == "pobj" and sentence.tokens[token.head].text.lower() == "by"
        named = token.pos == "PROPN" and token.dep in {"pobj", "dobj", "conj"} and not of
        if named or (by and token.pos == "NOUN" and not token.ent):
            found.append(("name", frozenset(word_keys(token.text)), i))
    for amount in amounts:
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if amount.number_start <= token.start < amount.number_end and token.pos == "NUM"
        ]
        if inside:
            found.append(("number", frozenset({amount.numbers}), inside[-1]))
    return sorted(found, key=lambda item: item[2])


def _pairs(items: list[Item]) -> Iterator[tuple[Item, Item]]:
    """(number, name) of a list in which the two take turns, or of a sentence with one of each."""
    run: list[Item] = []
    for item in [*items, None]:
        if item is not None and (not run or run[-1][0] != item[0]):
            run.append(item)
            continue
        if len(run) % 2 == 0:
            for one, other in list(pairwise(run))[::2]:
                yield (one, other) if one[0] == "number" else (other, one)
        run = [item] if item is not None else []


def _check_lists(
    sentence: Sentence, ours: list[Item], quotes: list[tuple[Sentence, list[Item]]]
) -> Iterator[Problem]:
    """A number's name in a list of several must be the one that follows or precedes it there."""
    theirs = [pairs for _, items in quotes if len(pairs := list(_pairs(items))) > 1]
    for number, name in _pairs(ours):
        for pairs in theirs:
            names = [other[1] for own, other in pairs if own[1] & number[1]]
            numbers = [own[1] for own, other in pairs if other[1] & name[1]]
            if names and numbers and not any(name[1] & other for other in names):
                said, place = (sentence.tokens[item[2]].text for item in (number, name))
                yield Problem("measure", f"“{said}” is not the number for “{place}”")


def _verb(sentence: Sentence, i: int) -> int | None:
    """The verb of the clause in which token *i* stands."""
    tokens = sentence.tokens
    for _ in range(_CLIMB):
        if tokens[i].head == i:
            return None
        i = tokens[i].head
        if tokens[i].pos == "VERB":
            return i
    return None


def _check_verbs(
    sentence: Sentence, ours: list[Item], quotes: list[tuple[Sentence, list[Item]]]
) -> Iterator[Problem]:
    """A number or place of one verb must not stand with another that has its own.

    What happened to those counted is told by the rules for numbers.
    """
    for kind, key, i in ours:
        verb = _verb(sentence, i)
        if verb is None or _saying(sentence.tokens[verb].lemma):
            continue
        word = sentence.tokens[verb]
        if kind == "number" and measure_of(word.lemma):
            continue
        moved = []
        for quote, items in quotes:
            governed = [(other, _verb(quote, k)) for own, other, k in items if own == kind]
            same = [at for other, at in governed if other & key]
            if not same:
                continue
            # "attack" may stand for "shell", but not where the quote says "attack" of another.
            plain = any(
                at is not None and quote.tokens[at].lemma == word.lemma for _, at in governed
            )
            meant = {
                k
                for k, told_word in enumerate(quote.tokens)
                if (told_word.lemma == word.lemma if plain else same_word(word, told_word))
            }
            rivals = [at for other, at in governed if at in meant and not other & key]
            held = any(at is None or at in meant for at in same) or any(
                quote.tokens[at].dep in {"acl", "relcl"}
                and completes(quote, k, quote.tokens[at].head)
                for at in meant
                for own, other, k in items
                if own == kind and other & key
            )
            moved.append(bool(rivals) and not held)
        if moved and all(moved):
            said = sentence.tokens[i].text
            yield Problem("role", f"the evidence does not say “{word.text}” of “{said}”")


def _saying(lemma: str) -> bool:
    verbs = certainty_lexicon()["verbs"]
    return any(lemma in verbs[kind] for kind in verbs)


def _governed(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """(preposition, index of what it governs), with all that "and" joins to that."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        at = i
        for _ in range(_CLIMB):
            if tokens[at].dep != "conj" or tokens[tokens[at].head].pos not in {"NOUN", "PROPN"}:
                break
            at = tokens[at].head
        if tokens[at].dep == "pobj":
            yield tokens[tokens[at].head].text.lower(), i
        elif token.dep in {"nsubj", "nsubjpass", "dobj", "poss", "compound"}:
            yield "", i


def _check_directions(sentence: Sentence, quotes: list[Sentence]) -> Iterator[Problem]:
    """What the quotes have behind "from" alone must not stand behind "to", and so on."""
    opposed = [tuple(map(frozenset, pair)) for pair in guard_lexicon()["opposed"]["prepositions"]]
    known = [(word, quote.tokens[k]) for quote in quotes for word, k in _governed(quote)]
    for word, i in _governed(sentence):
        token = sentence.tokens[i]
        for one, other in opposed:
            if "by" in one | other and token.ent in {"DATE", "TIME"}:
                continue  # "by Monday", "on Monday"
            against = other if word in one else one if word in other else None
            if against is None:
                continue
            behind = {said for said, told in known if same_word(token, told)}
            if behind and behind <= against:
                yield Problem("role", f"the evidence does not have “{word}” before “{token.text}”")
