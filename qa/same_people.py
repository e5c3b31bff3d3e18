"""Whether two counts are of the same people, as far as the words for them tell.

The words are data: ``data/people.toml``.
"""

import re
from collections.abc import Iterable
from functools import cache

from qa.language import Sentence, parse, parse_many
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.names import load_names

__all__ = [
    "counts_anyone",
    "groups_of",
    "main_groups",
    "one_side",
    "parse_phrases",
    "same_names",
    "same_people",
]

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_ANYONE = "anyone"
_SOLDIER = "soldier"


@cache
def _group_by_noun() -> dict[str, str]:
    tables: dict[str, list[str]] = load_lexicon("people")["groups"]
    return {noun: group for group, nouns in tables.items() for noun in nouns}


def parse_phrases(phrases: Iterable[str | None]) -> list[Sentence]:
    """The words for those counted, each once, parsed together before they are needed one by one.

    A parse of two words takes nearly as long as one of four such phrases.
    """
    return parse_many(list(dict.fromkeys(words.lower() for words in phrases if words)))


def groups_of(words: str | None) -> frozenset[str]:
    """The groups that a noun phrase names; other nouns and adjectives stand for themselves.

    Empty for anyone: "people", "victims", or no words at all.
    """
    if not words:
        return frozenset()
    known = _group_by_noun()
    # A plural in capitals, alone, is taken for a name and keeps its ending.
    tokens = parse(words.lower()).tokens
    # "131 arrests", "the wounded": what happened, not to whom
    nouns = {t.lemma for t in tokens if t.pos in _NOUNS and not measure_of(t.lemma)}
    beside = load_lexicon("people")["beside"]
    force, people = nouns & set(beside["force"]), nouns & set(beside["people"])
    if force and people:  # "military personnel", "army men"
        nouns = (nouns - force - people) | {_SOLDIER}
    return frozenset(known.get(noun, noun) for noun in nouns) - {_ANYONE}


def main_groups(words: str | None) -> frozenset[str]:
    """The groups that the list knows, else all: the fighters of "pro-government fighters"."""
    found = groups_of(words)
    return found & frozenset(_group_by_noun().values()) or found


def counts_anyone(words: str | None) -> bool:
    """Whether a noun phrase stands for anyone at all: "people", "victims", or no words."""
    known = _group_by_noun()
    nouns = [t.lemma for t in parse((words or "").lower()).tokens if t.pos in _NOUNS]
    return all(known.get(noun) == _ANYONE for noun in nouns)


def same_people(one: str | None, other: str | None, *, asked: str | None = None) -> bool:
    """Whether both count the same people.

    "People", "civilians" and no word at all stand for anyone, unless one of them is asked for;
    children, soldiers or prisoners are not anyone, and no group is another's: fighters of the
    army are not fighters of the rebels.

    Args:
        one: Who is counted, in a report's words; None where it does not say.
        other: The same of the other count.
        asked: Whom the question asks for, in its words.
    """
    if not all(same_names(a, b) for a, b in ((one, other), (one, asked), (other, asked))):
        return False
    wanted = groups_of(asked)
    sets = [groups_of(one), groups_of(other)]
    if wanted:
        return all(not group or group & wanted for group in sets)
    sets = [group - {"civilians"} for group in sets]
    return sets[0] == sets[1] or bool(sets[0] & sets[1])


def one_side(one: str, other: str) -> bool:
    """Whether plain words may name one side of a war: "the army", "government forces"."""
    tables = load_lexicon("people")
    sides = (tables["sides"]["state"], tables["groups"]["irregulars"])
    told = [{t.lemma for t in parse(words).tokens if t.pos != "PROPN"} for words in (one, other)]
    return same_names(one, other) and any(
        all(words & set(side) for words in told) for side in sides
    )


def same_names(one: str | None, other: str | None) -> bool:
    """Whether the proper names in two phrases may mean one party; true where one has none."""
    names = [_names_in(words) for words in (one, other)]
    if not all(names):
        return True
    known = load_names()
    return any(_share(a, b) or known.same(a, b) for a in names[0] for b in names[1])


def _share(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


def _names_in(words: str | None) -> list[str]:
    """Runs of capitalised words, and words that the list of aliases knows."""
    if not words or words.isupper():
        return []
    known, names, joined = load_names(), list[str](), False
    for word in re.findall(r"[^\W\d_][\w'-]*", words):
        named = word[0].isupper() or len(known.variants(word)) > 1
        if named and joined:
            names[-1] += f" {word}"
        elif named:
            names.append(word)
        joined = named
    return names
