"""Words for people, by the lists in ``data/people.toml``: offices, courtesy titles, "citizen".

A title before a name is mostly written as a part of it, so that neither its capitals nor the parse
tell it from one.
"""

from functools import cache

from qa.casing import is_common_word
from qa.language import Token
from qa.lexicons import load_lexicon
from qa.standing import certainty_lexicon

__all__ = [
    "is_body_too",
    "is_common",
    "is_courtesy",
    "is_person",
    "is_vague",
    "person_nouns",
    "tells",
]

_ENDINGS = ("man", "men", "woman", "person", "ologist", "ician", "grapher", "alist", "onist")


@cache
def _called() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_lexicon("people")["called"].items()}


@cache
def person_nouns() -> frozenset[str]:
    """Lemmas of the listed nouns for people."""
    groups = (noun for nouns in load_lexicon("people")["groups"].values() for noun in nouns)
    anaphora = certainty_lexicon()["anaphora"]["nouns"]
    persons = (noun for noun, kind in anaphora.items() if kind == "person")
    return frozenset({*groups, *persons, *_called()["roles"]}) - _called()["things"]


def is_person(token: Token) -> bool:
    """Whether it is a noun for a person, in the singular or plural."""
    low = token.text.lower()
    forms = {token.lemma, low, low.removesuffix("s"), low.removesuffix("es")}
    forms |= {form.split("-")[-1] for form in forms}
    return bool(forms & person_nouns()) or any(form.endswith(_ENDINGS) for form in forms)


def is_courtesy(token: Token) -> bool:
    """Whether it is a title that tells nothing: "Mr", "Msgr", or its full stop."""
    return token.text.lower().rstrip(".") in _called()["courtesy"] or token.text == "."


def is_vague(token: Token) -> bool:
    """Whether anybody may be called so: "citizen", "victim"."""
    return token.lemma.removesuffix("s") in _called()["vague"]


def is_body_too(token: Token) -> bool:
    """Whether a company or a state may be it as well: "the owner of the ship"."""
    return token.lemma.removesuffix("s") in _called()["bodies_too"]


def is_common(token: Token) -> bool:
    """Whether it is mostly written in lower case."""
    return is_common_word(token.text.lower())


def tells(token: Token) -> bool:
    """Whether it is no name: a common word, or a title."""
    return is_common(token) or is_person(token)
