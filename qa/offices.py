"""Who holds a role: "the hospital's director, Hala Mourad" for "who was director of the hospital".

A name holds a role by apposition, as a title, by "X is the director", or by a verb that the role's
noun is made of ("X, who commands the battalion" for its commander, and the other way round).
"""

from collections.abc import Iterator
from functools import cache

from qa.language import Sentence, Token, subtree
from qa.lexicons import load_lexicon
from qa.names import load_names
from qa.office_asked import Role, is_office
from qa.person_nouns import is_common, is_person
from qa.question import name_spans
from qa.word_keys import word_keys

__all__ = [
    "OTHER_OFFICE",
    "UNSAID_OFFICE",
    "holders",
    "same_office",
]

REACH = 14  # tokens between a role and the name it stands beside
AGENT = 6  # the same for "led by Captain Omar Haddad"
MIN_WORDS, MAX_WORDS = 2, 4  # of a person's name
OTHER_OFFICE = 0.5  # fit where the role is of somebody else
OTHER_WORDS = 0.75  # fit where other common nouns say it ("the movement's spokesman")
UNSAID_OFFICE = 0.85  # fit where nothing says whose role it is
OTHER_NOUN = 0.95  # factor for "chief" where the head is asked for
_BREAKS = {";", ":", "--"}
_NOMINAL = {"PROPN", "NOUN", "ADJ"}


def holders(sentence: Sentence, role: Role) -> Iterator[tuple[int, int, float]]:
    """(start, end, fit) of the names in *sentence* that hold *role*."""
    tokens = sentence.tokens
    marks = [i for i, token in enumerate(tokens) if _tells(token, role) and _is_head(tokens, i)]
    names = _person_names(sentence, marks)
    for start, end in names:
        inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
        fits = [_office(sentence, i, role) for i in marks if _beside(sentence, i, inside)]
        if fits:
            yield start, end, max(fits)


def _person_names(sentence: Sentence, titles: list[int]) -> list[tuple[int, int]]:
    """Names that may be a person's: what the recogniser calls one, or does not know.

    What stands right after a title ("the groom Ivo Dresk") is one, whatever it is called.
    """
    tokens = sentence.tokens
    after = {tokens[i + 1].start for i in titles if tokens[i].dep == "compound"}
    known = [(e.start, e.end, e.label) for e in sentence.entities]
    found = []
    for start, end in name_spans(sentence):
        labels = {label for s, e, label in known if s < end and start < e}
        personal = not labels or _looks_personal(sentence, start, end)
        if "PERSON" in labels or personal or start in after:
            persons = [
                (s, e) for s, e, label in known if label == "PERSON" and s < end and start < e
            ]
            found.append(persons[0] if persons else (start, end))
    return [(s, e) for s, e in dict.fromkeys(found) if " " in sentence.text[s:e]]


def _looks_personal(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name that the recogniser takes for a place's or body's may be a person's."""
    words = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    if not MIN_WORDS <= len(words) <= MAX_WORDS or any(is_common(t) for t in words):
        return False
    bodies = load_lexicon("answer_types")["bodies"]["nouns"]
    if any(t.lemma.lower() in bodies for t in words):
        return False
    return not load_names().has_variants(sentence.text[start:end])


def _tells(token: Token, role: Role) -> bool:
    lemma = token.lemma.lower()
    if token.pos == "VERB" and role.verb:
        return lemma == role.verb
    if token.pos == "VERB":
        return _made_of(role.noun, lemma)
    asked = role.noun or role.verb
    # a plural in capitals keeps its ending
    if token.pos not in {"NOUN", "PROPN"} or {lemma, lemma.removesuffix("s")} & {role.noun}:
        return token.pos in {"NOUN", "PROPN"}
    made = is_office(token) and _made_of(lemma, asked)
    return made or same_office(lemma, asked)


def _is_head(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the word is no part of another office: the "chief" of "chief surgeon"."""
    after = next((t for t in tokens[i + 1 :] if t.pos != "ADJ"), None)
    return after is None or after.pos != "NOUN" or not is_person(after)


def same_office(one: str, other: str) -> bool:
    """Whether two lemmas may name one office: "head" and "director"."""
    return bool(_offices().get(one, frozenset()) & _offices().get(other, frozenset()))


@cache
def _offices() -> dict[str, frozenset[str]]:
    """The lists in which each word stands, by their names."""
    found: dict[str, frozenset[str]] = {}
    for name, words in load_lexicon("people")["offices"].items():
        for word in words:
            found[word] = found.get(word, frozenset()) | {name}
    return found


def _made_of(noun: str, verb: str) -> bool:
    """Whether a role's noun comes from a verb: "commander" from "command"."""
    return len(verb) > 2 and (noun == verb or noun in {f"{verb}er", f"{verb}or", f"{verb}r"})  # noqa: PLR2004 - "be"


def _beside(sentence: Sentence, mark: int, name: list[int]) -> bool:
    """Whether token *mark* is said of the name: next to it, apart from what says of what."""
    if not name or mark in name:
        return bool(name)
    tokens = sentence.tokens
    before = mark < name[0]
    between = tokens[mark + 1 : name[0]] if before else tokens[name[-1] + 1 : mark]
    if len(between) > REACH or any(t.text in _BREAKS for t in between):
        return False
    if tokens[mark].pos == "VERB":
        relative = any(t.lemma == "who" for t in between)
        subject = any(tokens[i].dep.startswith("nsubj") and tokens[i].head == mark for i in name)
        agent = any(t.lemma == "by" and t.head == mark for t in between)
        return (agent and len(between) <= AGENT) if before else (relative or subject)
    if _identified(tokens, mark, name[-1]):
        return True
    if any(t.pos in {"VERB", "AUX"} for t in between):
        # "Omar Haddad is the director"
        return not before and all(t.lemma == "be" for t in between if t.pos in {"VERB", "AUX"})
    return _in_apposition(between, before=before)


def _identified(tokens: tuple[Token, ...], mark: int, name: int) -> bool:
    """As in "named the pilot as Ivo Dresk", "the pilot was identified as Ivo Dresk"."""
    as_it = tokens[name]
    while as_it.dep in {"compound", "appos", "flat"} and tokens[as_it.head] is not as_it:
        as_it = tokens[as_it.head]
    above = tokens[as_it.head]
    if as_it.dep != "pobj" or above.lemma != "as":
        return False
    told = tokens[above.head]
    return told.lemma in {"identify", "name"} and tokens[tokens[mark].head] is told


def _in_apposition(between: tuple[Token, ...], *, before: bool) -> bool:
    commas = sum(token.text == "," for token in between)
    if commas == 0 and before:
        # "spokesman Omar Shihabi", "director of the city hospital Omar Shihabi"
        named = between[1:] if between and between[0].lemma in {"of", "for"} else between
        return all(t.pos in _NOMINAL | ({"DET"} if named is not between else set()) for t in named)
    if commas == 0:
        # many reports have lost their commas: "Omar Shihabi a local activist said"
        first = between[0].pos if between else "DET"
        return first in {"DET", "ADJ"} and all(t.pos in _NOMINAL for t in between[1:])
    return commas == 1 and not any(token.lemma == "and" for token in between)


def _office(sentence: Sentence, mark: int, role: Role) -> float:
    """How well what the role is of fits what was asked."""
    tokens = sentence.tokens
    first, last = subtree(sentence, mark)
    # what follows a comma is the name, with its rank
    ends = next((i for i in range(mark, last) if tokens[i].text == ","), last)
    said = [tokens[i] for i in range(first, ends) if i != mark]
    complement = [t for t in said if t.pos in {"NOUN", "PROPN", "ADJ"} and t.ent != "PERSON"]
    if not complement or not role.of:
        return UNSAID_OFFICE
    if role.of & frozenset[str]().union(*(word_keys(t.text) for t in complement)):
        return 1.0
    return OTHER_OFFICE if any(t.pos == "PROPN" for t in complement) else OTHER_WORDS
