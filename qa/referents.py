"""What a pronoun of the next question stands for, of what the questions before name."""

from collections.abc import Sequence

from qa.language import PLACE_LABELS, Sentence, Token, parse
from qa.named import SUBJECTS, Named

__all__ = ["GROUPS", "PEOPLE", "answered", "awaits_answer", "is_of_other", "stands_for"]

PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
GROUPS = frozenset({"they", "them", "their", "theirs", "those", "these"})
_THINGS, _POINTED = frozenset({"it", "its"}), frozenset({"that", "this"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_WHO = frozenset({"who", "whom"})
_WHICH = frozenset({"what", "which", "where"})


def stands_for(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """The words of earlier questions, the last first, that a pronoun stands for; None if none."""
    word, verb = token.text.lower(), sentence.tokens[token.head]
    if token.tag == "PRP$" and _is_of_subject(sentence, token):
        return None
    if word == "it" and verb.lemma == "do" and token.dep == "dobj":
        return None  # an act, by no noun
    if word in PEOPLE and (same := _doing_same(sentence, token, earlier)):
        return same
    position = _is_place_like(sentence, token)
    found = (_found(word, named, position) for named in reversed(earlier))
    own = sentence.text.lower()
    return next((words for words in found if words and words.lower() not in own), None)


def _doing_same(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """The person of whom the same was asked: "what did she SAY" of her who was asked to say."""
    if token.dep not in SUBJECTS:
        return None
    did = sentence.tokens[token.head].lemma
    return next(
        (who for named in reversed(earlier) for verb, who in named.doing if verb == did), None
    )


def is_of_other(sentence: Sentence, name: Token, pronoun: Token) -> bool:
    """Whether a pronoun cannot mean the subject of its clause: "what did Moscow say about it?"."""
    if name.dep not in SUBJECTS or pronoun.dep not in {"dobj", "pobj"}:
        return False
    head = sentence.tokens[pronoun.head]
    if pronoun.dep == "pobj":
        head = sentence.tokens[head.head]
    return sentence.tokens[name.head] is head


def _found(word: str, named: Named, position: bool) -> str | None:  # noqa: FBT001 - a fact of the word
    """What *word* stands for among what one question names; *position*: of a place's position."""
    if word in PEOPLE:
        return _person(named)
    if word in GROUPS:
        return f"the {named.groups[-1]}" if named.groups else None
    if word == "there":
        return f"in {named.places[-1]}" if named.places else None
    if position and named.places and word in _THINGS | _POINTED:
        return named.places[-1]
    return _thing(named) if word in _THINGS else None


def awaits_answer(
    sentence: Sentence, question: str, earlier: Sequence[Named], pronouns: Sequence[Token]
) -> bool:
    """Whether a pronoun stands for what *question*, the last, asks for.

    It does where it stands for nothing that the question names, and a place that was asked for is
    meant before any that is named.
    """
    asked = question.lower().split()[:1]
    for token in pronouns:
        word = token.text.lower()
        if word in PEOPLE:
            if asked == ["who"] and not _person(earlier[-1]):
                return _doing_same(sentence, token, earlier) is None
            continue
        place = word == "there" or _is_place_like(sentence, token)
        if place and asked == ["where"]:
            return True
        if (
            word in _THINGS | {"there"}
            and {*asked} & _WHICH
            and not _found(
                word,
                earlier[-1],
                False,  # noqa: FBT003 - a fact of the word
            )
        ):
            return True
    return False


def answered(value: str | None, question: str) -> Named:
    """What the answer to *question* names: a person, or else a place or a thing."""
    if value is None:
        return Named()
    sentence = parse(value)
    places = tuple(e.text for e in sentence.entities if e.label in PLACE_LABELS)
    if question.lower().split()[0] in _WHO:
        return Named(people=(value,))
    bare = value.split(maxsplit=1)
    thing = bare[1] if len(bare) > 1 and bare[0].lower() in {"a", "an", "the"} else value
    return Named(places=places or (value,), things=(thing,))


def _is_of_subject(sentence: Sentence, token: Token) -> bool:
    """Whether the subject of the same question is meant: "how many of ITS men did the group"."""
    owned = sentence.tokens[token.head]
    return any(
        t.dep in SUBJECTS and t.pos in _NOUNS and t.tag not in {"NNS", "NNPS"} and t is not owned
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
