"""The places at which a sentence says that something happened: "in Osht", "the Marn quarter"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.answer_types import noun_type
from qa.apposition import is_role
from qa.casing import is_common_word
from qa.date_words import MONTH, WEEKDAY
from qa.language import PLACE_LABELS, Sentence, Token
from qa.measures import measure_of
from qa.standing import certainty_lexicon
from qa.word_keys import word_keys

__all__ = ["Place", "name_keys", "places_in"]

PHRASE = 12  # words of a phrase for a place
LONGEST_NAME = 4  # words
STEPS = 4  # up a sentence's tree from a place to its verb
_LOCATING = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "within"})
_LOOSE = frozenset({"on", "over", "into", "through", "of", "to"})  # of people and bodies too
_LINKS = frozenset(
    {"of", "-", "'s", "\u2019s", "'", "\u2019", '"', "\u201c", "\u201d", "al", "al-"}
)
_DEEDS = frozenset({"attacked", "destroyed", "damaged", "killed", "exploded", "fired"})
_TOWNS = frozenset(
    {"town", "city", "village", "district", "neighbourhood", "neighborhood", "province", "suburb",
     "governorate", "region", "area", "camp", "municipality", "department", "county", "quarter",
     "settlement", "hamlet", "capital", "island"}
)  # fmt: skip
_PEOPLE = re.compile(r"(?:ite|ish|ese|ian)s?$")
_BEARING = re.compile(r"(?:north|south|east|west)(?:-?(?:east|west))?")
_CALENDAR = re.compile(rf"(?:{MONTH}|{WEEKDAY})", re.IGNORECASE)
_NO_PLACE = frozenset({"TIME", "NORP", "CARDINAL", "ORDINAL", "MONEY", "PERCENT"})
_BASED = frozenset({"base", "bear", "live", "accord"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a sentence names.

    Attributes:
        words: The keys of its words, common words left out.
        part: Whether it may be a part of a town: a bridge, a school.
    """

    start: int
    end: int
    words: tuple[frozenset[str], ...]
    part: bool = False

    def same(self, other: "Place") -> bool:
        """Whether one name holds the other: "Marn" and "Marn Market"."""
        one, two = sorted((self.words, other.words), key=len)
        return all(any(keys & held for held in two) for keys in one)

    def among(self, places: Iterable["Place"]) -> bool:
        """Whether any of *places* is the same."""
        return any(self.same(place) for place in places)

    def told_in(self, text: str) -> bool:
        """Whether *text* holds all its words."""
        held = _held(text)
        return all(keys & held for keys in self.words)


@lru_cache(maxsize=1_024)
def _held(text: str) -> frozenset[str]:
    return word_keys(text)


def places_in(sentence: Sentence) -> list[Place]:
    """The places at which a sentence says that something happened, in order."""
    return list(_places(sentence))


@lru_cache(maxsize=2_048)
def _places(sentence: Sentence) -> tuple[Place, ...]:
    tokens = sentence.tokens
    found: dict[int, tuple[int, int]] = {}
    for i in range(len(tokens)):
        for first, last in _told_at(tokens, i):
            found.setdefault(first, (first, last))
    places = (_place(sentence, *run) for run in sorted(found.values()))
    return tuple(place for place in places if place.words)


def _is_one_of_a_kind(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a name is a make, "in a Mazda": no place has that article, but its bakery has."""
    kind = first > 0 and tokens[first - 1].text.lower() in {"a", "an"}
    return kind and not (last < len(tokens) and tokens[last].pos in {"NOUN", "PROPN"})


def _told_at(tokens: tuple[Token, ...], i: int) -> Iterator[tuple[int, int]]:
    """Runs of names that token *i* makes places: "NEAR Osht", "the Marn QUARTER", "HIT Osht"."""
    token, kind = tokens[i], noun_type(tokens[i])
    if token.lemma in _LOCATING | _LOOSE and token.pos in {"ADP", "SCONJ", "ADV"}:
        if _is_of_speaker(tokens, i) or _is_beyond(tokens, i):
            return
        before = tokens[i - 1] if i else token
        placed = token.lemma == "of" and noun_type(before) == "place"
        aimed = token.lemma in {"on", "of"} and measure_of(before.lemma) in _DEEDS
        if token.lemma == "to" and measure_of(tokens[token.head].lemma) is None:
            return  # "on the bus TO Osht", unlike "damage TO Osht"
        for first, last, sure in _names_after(tokens, i + 1):
            told = sure or placed or aimed or token.lemma in _LOCATING
            if told and not _is_one_of_a_kind(tokens, first, last):
                yield first, last
    elif token.pos in {"NOUN", "PROPN"} and (kind == "place" or measure_of(token.lemma)):
        first = _name_before(tokens, i)
        if first < i and (kind == "place" or tokens[i - 1].ent in PLACE_LABELS):
            yield first, i
    elif token.pos == "VERB" and measure_of(token.lemma) in _DEEDS:
        for first, last, sure in _names_after(tokens, i + 1):
            if sure:
                yield first, last


def _is_beyond(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name after token *i* only tells how to get there: "10 km northeast OF Osht"."""
    return tokens[i].lemma == "of" and i > 0 and bool(_BEARING.fullmatch(tokens[i - 1].lemma))


def _place(sentence: Sentence, first: int, last: int) -> Place:
    tokens = sentence.tokens[first:last]
    words = tuple(keys for token in tokens if (keys := name_keys(token.text)))
    beside = sentence.tokens[max(0, first - 2) : last + 1]
    kinds = [token.lemma for token in beside if noun_type(token) == "place"]
    part = bool(kinds) and not _TOWNS & {*kinds}
    return Place(tokens[0].start, tokens[-1].end, words, part=part)


def name_keys(word: str) -> frozenset[str]:
    """What a word of a name is known by; empty for a common word ("Hospital", "Old")."""
    bare = word.strip("-'\u2019").removesuffix("'s").removesuffix("\u2019s")
    short = len(bare) <= 2  # noqa: PLR2004 - "al", "el"
    return frozenset() if short or is_common_word(bare.casefold()) else word_keys(bare)


def _names_after(tokens: Sequence[Token], i: int) -> Iterator[tuple[int, int, bool]]:
    """Runs of a name within the phrase from token *i*, and whether each is surely a place."""
    first, placed, end = None, False, min(i + PHRASE, len(tokens))
    for j in range(i, end):
        token = tokens[j]
        named = _is_name(token)
        ends = first is not None and (not named or token.ent != tokens[j - 1].ent)
        placed = placed or (not named and noun_type(token) == "place")
        if first is not None and ends:
            yield first, j, placed or tokens[first].ent in PLACE_LABELS
        first = (first if first is not None and not ends else j) if named else None
        if not named and not _goes_on(token):
            return
    if first is not None:
        yield first, end, placed or tokens[first].ent in PLACE_LABELS


def _goes_on(token: Token) -> bool:
    """Whether it may stand in a phrase for a place: "the rebel-held town of"."""
    return token.pos in {"DET", "ADJ", "NOUN", "PART"} or token.tag == "VBN" or token.text in _LINKS


def _name_before(tokens: Sequence[Token], i: int) -> int:
    """Where the run of a name before noun *i* begins: "the MARN quarter", "the OSHT bombing"."""
    first = i
    while first > max(0, i - LONGEST_NAME) and _is_name(tokens[first - 1]):
        first -= 1
    return first


def _is_name(token: Token) -> bool:
    # the parser takes strange names for other words: "at Osht prison"
    common = token.text.isupper() or is_common_word(token.text.casefold())
    strange = token.start > 0 and not common
    capital = token.text[0].isupper() and (token.pos == "PROPN" or strange)
    named = capital and token.ent not in _NO_PLACE
    known = token.ent in PLACE_LABELS or not _PEOPLE.search(token.text)
    other = token.text.casefold() in _no_names() or _CALENDAR.match(token.text)
    return named and known and not other


@cache
def _no_names() -> frozenset[str]:
    """Words for those who fight or report, which are no places."""
    speakers = certainty_lexicon()["speakers"]
    kinds = ("party", "media", "independent")
    return frozenset(word for kind in kinds for word in speakers[kind])


def _is_of_speaker(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the phrase tells where a speaker is: "a nurse IN Marn said", "based IN Orva"."""
    if i and is_role(tokens[i - 1 : i]):
        return True
    says = certainty_lexicon()["verbs"]["say"]
    for _ in range(STEPS):
        above = tokens[i].head
        if above == i:
            return False
        if tokens[above].lemma in _BASED:
            return True
        if tokens[above].pos in {"VERB", "AUX"}:
            return tokens[i].dep == "nsubj" and tokens[above].lemma in says
        i = above
    return False
