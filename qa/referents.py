"""What a pronoun of the next question stands for, of what the questions before name."""

from collections.abc import Sequence

from qa.language import PLACE_LABELS, Sentence, Token, parse
from qa.named import SUBJECTS, Named
from qa.named_said import is_person

__all__ = ["GROUPS", "PEOPLE", "answered", "awaits_answer", "is_of_other", "stands_for"]

PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
GROUPS = frozenset({"they", "them", "their", "theirs", "those", "these"})
_THINGS, _POINTED = frozenset({"it", "its"}), frozenset({"that", "this"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_WHO = frozenset({"who", "whom"})
_WHICH = frozenset({"what", "which", "where"})
_TELLINGS = frozenset({"account", "count", "word", "version", "telling", "admission", "estimate"})


def stands_for(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """The words of earlier questions, the last first, that a pronoun stands for; None if none."""
    word, verb = token.text.lower(), sentence.tokens[token.head]
    if token.tag == "PRP$" and _is_of_subject(sentence, token):
        return None
    if word == "it" and verb.lemma == "do" and token.dep == "dobj":
        return None  # an act, by no noun
    if word in PEOPLE and _is_told_inside(sentence, token):
        return None
    beside = _beside_verb(sentence, token, earlier)
    if beside is not None:
        return beside
    position = _is_place_like(sentence, token)
    found = (_found(word, named, position) for named in reversed(earlier))
    own = sentence.text.lower()
    return next((words for words in found if words and words.lower() not in own), None)


def _beside_verb(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """What the word above a pronoun tells that it stands for: a doer, a teller, what was said."""
    word, above = token.text.lower(), sentence.tokens[token.head]
    if word in PEOPLE and (same := _doing_same(sentence, token, earlier)):
        return same
    if word == "it":
        return _same_clause(above, token, earlier)
    if token.tag == "PRP$" and above.lemma in _TELLINGS:
        return next((named.tellers[-1] for named in reversed(earlier) if named.tellers), None)
    return None


def _is_told_inside(sentence: Sentence, pronoun: Token) -> bool:
    """Whether a person of the same question is meant: "what had the TENANT said he did?"."""
    tokens = sentence.tokens
    return any(
        token.dep in SUBJECTS
        and token.end <= pronoun.start
        and is_person(token)
        and not is_of_other(sentence, token, pronoun)
        and not any(tokens[t.head] is token and t.tag == "PRP$" for t in tokens)
        for token in tokens
    )


def _doing_same(sentence: Sentence, token: Token, earlier: Sequence[Named]) -> str | None:
    """The person of whom the same was asked: "what did she SAY" of her who was asked to say."""
    if token.dep not in SUBJECTS:
        return None
    did = sentence.tokens[token.head].lemma
    return next(
        (who for named in reversed(earlier) for verb, who in named.doing if verb == did), None
    )


def _same_clause(verb: Token, token: Token, earlier: Sequence[Named]) -> str | None:
    """What was said by the same verb: "who conceded THAT ...", and "when did he concede it?"."""
    said = (told for named in reversed(earlier) for did, told in named.clauses if did == verb.lemma)
    return next(said, None) if token.dep == "dobj" else None


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
        several = named.groups or named.bodies
        return f"the {several[-1]}" if several else None
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
            known = {*earlier[-1].people} - {*earlier[-1].companions}
            if asked == ["who"] and not known:
                return _doing_same(sentence, token, earlier) is None
            continue
        place = word == "there" or _is_place_like(sentence, token)
        if place and asked == ["where"]:
            return True
        if (
            word in _THINGS | {"there"}
            and ({*asked} & _WHICH or (asked == ["who"] and not place))
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
        return Named(people=(value,), things=(_bare(value),))
    return Named(places=places or (value,), things=(_bare(value),))


def _bare(value: str) -> str:
    """An answer without its article."""
    first, _, rest = value.partition(" ")
    return rest if rest and first.lower() in {"a", "an", "the"} else value


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
    one = named.asked or named.subject
    return f"the {one}" if one else None


def _thing(named: Named) -> str | None:
    # what somebody tells of, and not who tells it
    told = [one for one in named.things if not any(who.endswith(one) for who in named.tellers)]
    things = told or named.things
    return f"the {things[-1]}" if things else None


def _is_place_like(sentence: Sentence, token: Token) -> bool:
    """As in "how far is it from ...", "where is it": only a place has a position."""
    verb = sentence.tokens[token.head]
    words = {t.lemma for t in sentence.tokens}
    return verb.lemma == "be" and bool(words & {"far", "where", "near", "located", "from"})
