"""What earlier questions name, and which of it a pronoun of the next question stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.dates import find_dates
from qa.language import PLACE_LABELS, Sentence, Token, noun_phrase, parse
from qa.question import name_spans

__all__ = ["Named", "named_in", "stands_for"]

PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
GROUPS = frozenset({"they", "them", "their", "theirs", "those", "these"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLOSED = frozenset({"advcl", "relcl", "acl", "ccomp"})
_PLACING = frozenset({"in", "at", "near", "around", "outside"})
_WHO = frozenset({"who", "whom"})
_NAMED = frozenset({"GPE", "LOC", "NORP", "PERSON"})
_WHICH = frozenset({"what", "which", "where"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names, each group of words in order of reading.

    Attributes:
        people: Single persons, by name or by what they are ("the driver").
        groups: Several people or things that act or undergo something.
        places: Places by name.
        things: Single things and events ("the ferry"), none of them a person or a place.
        phrases: All nouns and names and days, as they stand.
        subject: Of the things, the subject of the main clause.
    """

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    subject: str | None = None


def named_in(sentence: Sentence) -> Named:
    """What *sentence*, a question with its capitals restored, names."""
    dates = find_dates(sentence.text, published=None)
    days = [(mention.start, mention.end) for mention in dates]
    spans = name_spans(sentence)
    people, groups, places, things, phrases = [], [], [], [], []
    for head, first, last in _noun_phrases(sentence, spans):
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        if any(start >= begin and end <= stop for begin, stop in days):
            continue
        phrase, token = sentence.text[start:end], sentence.tokens[head]
        phrases.append(phrase)
        place = token.ent in PLACE_LABELS or _is_placed(sentence, first, token)
        if place:
            places.append(phrase)
        if place or token.tag in {"NNP", "NNPS"}:
            if token.ent == "PERSON" and not place:
                people.append(phrase)
            elif not place and token.ent not in _NAMED and " " in phrase:
                things.append((_rank(sentence, head), phrase))
            continue
        if token.tag == "NNS" or _is_asked_several(sentence, head):
            groups.append((_rank(sentence, head), phrase))
        elif _is_who(sentence, head):
            people.append(f"the {phrase}")
        elif token.tag == "NN":
            things.append((_rank(sentence, head), phrase))
    day_words = [mention.value.text for mention in dates]
    phrases += [day for day in day_words if not any(day in phrase for phrase in phrases)]
    subject = next((phrase for rank, phrase in things if rank == 0), None)
    return Named(
        tuple(people),
        _leading(groups),
        tuple(places),
        _leading(things),
        tuple(dict.fromkeys(phrases)),
        subject,
    )


def _noun_phrases(
    sentence: Sentence, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """(head, first, last) of noun phrases without determiners; a name stays whole."""
    tokens, used = sentence.tokens, set[int]()
    for i, token in enumerate(tokens):
        if token.pos not in _NOUNS or i in used or token.tag.startswith("W"):
            continue
        name = next((s for s in spans if s[0] <= token.start < s[1]), None)
        first, last = noun_phrase(sentence, i)
        if name is not None:
            inside = [k for k, t in enumerate(tokens) if name[0] <= t.start < name[1]]
            first, last = min(first, inside[0]), max(last, inside[-1] + 1)
        used.update(range(first, last))
        head = i if name is None and first <= i < last else last - 1
        while first < last and _is_bare(tokens[first]):
            first += 1
        nouns = [k for k in range(first, last) if tokens[k].pos in _NOUNS]
        if nouns:
            yield max(nouns) if tokens[head].pos not in _NOUNS else head, first, last


def _is_bare(token: Token) -> bool:
    """Whether it only opens a noun phrase: "the", "which", "how many"."""
    return (
        token.pos in {"DET", "PRON", "ADV", "SCONJ"}
        or token.tag.startswith("W")
        or token.lemma in {"many", "much"}
    )


def _is_placed(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a name stands where a place stands: "in Tel Harwan"."""
    before = sentence.tokens[first - 1] if first else None
    return token.pos == "PROPN" and before is not None and before.lemma in _PLACING


def _is_asked_several(sentence: Sentence, head: int) -> bool:
    """Whether a noun without a plural is asked of as several: "what aircraft bombed ...?"."""
    asked = any(t.head == head and t.tag == "WDT" for t in sentence.tokens[:head])
    return asked and sentence.tokens[head].lemma in {"aircraft", "personnel", "people", "staff"}


def _is_who(sentence: Sentence, head: int) -> bool:
    """Whether a person is named by what he is: "who was the driver ...?"."""
    tokens = sentence.tokens
    asks = len(tokens) > 1 and tokens[0].text.lower() in _WHO and tokens[1].lemma == "be"
    return asks and not any(t.pos in {"VERB", "ADP"} and t.tag != "VBG" for t in tokens[2:head])


def _rank(sentence: Sentence, head: int) -> int:
    """How much a question is about a noun: 0 for the subject of its main clause."""
    tokens = sentence.tokens
    verb, token = tokens[tokens[head].head], tokens[head]
    main = verb.dep not in _CLOSED
    if token.dep in {*_SUBJECTS, "attr"}:
        return 0 if main else 2
    return 1 if token.dep in {"dobj", "pobj"} and main else 2


def _leading(ranked: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The words, what the question is most about last."""
    return tuple(phrase for _, phrase in sorted(ranked, key=lambda pair: -pair[0]))


def stands_for(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """The words of earlier questions, the last first, that a pronoun stands for; None if none."""
    word = token.text.lower()
    if token.tag == "PRP$" and _is_of_subject(sentence, token):
        return None
    found = (_found(word, named, _is_place_like(sentence, token)) for named in reversed(earlier))
    return next((words for words in found if words), None)


def _found(word: str, named: Named, position: bool) -> str | None:  # noqa: FBT001 - a fact of the word
    """What *word* stands for among what one question names; *position*: of a place's position."""
    if word in PEOPLE:
        return _person(named)
    if word in GROUPS:
        return f"the {named.groups[-1]}" if named.groups else None
    if word == "there":
        return f"in {named.places[-1]}" if named.places else None
    if word not in {"it", "its"}:
        return None
    return named.places[-1] if position and named.places else _thing(named)


def awaits_answer(question: str, named: Named, pronouns: Sequence[Token]) -> bool:
    """Whether a pronoun stands for what *question* asks for, and for nothing that it names."""
    asked = question.lower().split()[:1]
    for token in pronouns:
        word = token.text.lower()
        wanted = (
            _WHO if word in PEOPLE else _WHICH if word in {"it", "its", "there"} else frozenset()
        )
        if wanted & {*asked} and _found(word, named, False) is None:  # noqa: FBT003 - as above
            return True
    return False


def answered(value: str | None) -> Named:
    """What an answer names: a person, a place or a thing, whichever a pronoun asks for."""
    if value is None:
        return Named()
    sentence = parse(value)
    places = tuple(e.text for e in sentence.entities if e.label in PLACE_LABELS)
    bare = value.split(maxsplit=1)
    thing = bare[1] if len(bare) > 1 and bare[0].lower() in {"a", "an", "the"} else value
    return Named(people=(value,), places=places or (value,), things=(thing,))


def _is_of_subject(sentence: Sentence, token: Token) -> bool:
    """Whether the subject of the same question is meant: "how many of ITS men did the group"."""
    owned = sentence.tokens[token.head]
    return any(
        t.dep in _SUBJECTS and t.pos in _NOUNS and t.tag not in {"NNS", "NNPS"} and t is not owned
        for t in sentence.tokens
    )


def _person(named: Named) -> str | None:
    """The one person of a question; without one, the single thing it is about may be a person."""
    if named.people:
        return named.people[0] if named.people[0].startswith("the ") else named.people[-1]
    return f"the {named.subject}" if named.subject else None


def _thing(named: Named) -> str | None:
    return f"the {named.things[-1]}" if named.things else None


def _is_place_like(sentence: Sentence, token: Token) -> bool:
    """As in "how far is it from ...", "where is it": only a place has a position."""
    verb = sentence.tokens[token.head]
    words = {t.lemma for t in sentence.tokens}
    return verb.lemma == "be" and bool(words & {"far", "where", "near", "located", "from"})
