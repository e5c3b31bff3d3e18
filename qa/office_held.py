"""Can a person be the one that is asked for by an office or a part: the mayor, the pilot?

A report names many people, and the reader takes the nearest. One whom the report calls something
else, and never what is asked for, is another person.
"""

import re
from functools import cache

from qa.candidate import Candidate
from qa.descriptions import described
from qa.evidence import Evidence, Line
from qa.language import Sentence, Token, clause_root, parse
from qa.lexicons import load_lexicon
from qa.office_asked import Role, name_asked, role_asked
from qa.offices import (
    OTHER_OFFICE,
    UNSAID_OFFICE,
    holders,
    same_office,
)
from qa.parties import is_source
from qa.person_nouns import is_person, is_vague, tells
from qa.question import Question, name_spans
from qa.word_keys import word_keys

__all__ = ["is_another_person", "office_named"]

_NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG", "DATE", "TIME"})
_OF = frozenset({"of", "for", "in", "at"})
_Span = tuple[int, int]


def is_another_person(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Whether *candidate* cannot be the holder of the office that *question* asks for."""
    line, role = candidate.line, office_asked(question)
    if role is None or _is_named(question, candidate):
        return _is_named(question, candidate)
    sentence = parse(line.text)
    span = candidate.start - line.start, candidate.end - line.start
    names = [name for name in _real_names(sentence) if _overlap(name, span)]
    if not names:
        return name_asked(question) or not _is_somebody(sentence, span, role)
    fits, calls = _told_of(evidence, line, sentence.text[slice(*names[0])], role)
    if fits:
        mere = max(fits) <= UNSAID_OFFICE and _is_a_mere_rank(question, calls, role)
        # "the mayor of Osht" where that of Varna is asked for
        return mere or (max(fits) <= OTHER_OFFICE and _says_of_what(question, role))
    if calls or not _may_be_person(sentence, names[0]):
        return not any(_may_be(call, role) for call in calls)
    return not _is_told_near(question, evidence, line, names[0], role)


def _is_told_near(
    question: Question, evidence: Evidence, line: Line, name: _Span, role: Role
) -> bool:
    """Whether a word for the office stands near a name to which nothing ties it."""
    sentence = parse(line.text)
    tokens = _clause(sentence, name)
    if not name_asked(question) and not is_source(sentence, *name, None):
        tokens += [t for near in evidence.window(line) for t in parse(near.text).tokens]
    return any(_is_word_for(token, role) for token in tokens)


def office_asked(question: Question) -> Role | None:
    """The office whose holder is asked for; None for words that anybody may be called."""
    role = role_asked(question) if question.type == "person" else None
    if role is None or (role.noun and _is_anybody(role.noun)):
        return None
    return role


def office_named(question: Question) -> str | None:
    """The office in the question's words, where a person is asked for by it."""
    role = office_asked(question)
    if role is None or not role.noun:
        return None
    return next((t.text for t in parse(question.text).tokens if t.lemma.lower() == role.noun), None)


@cache
def _is_anybody(noun: str) -> bool:
    """Whether those meant are seldom called so again: "girl", "victim", "hostage"."""
    people = load_lexicon("people")
    groups = (noun in nouns for nouns in people["groups"].values())
    called = people["called"]
    return noun in {*called["vague"], *called["general"]} or any(groups)


def _real_names(sentence: Sentence) -> list[_Span]:
    """Names with a word that is no common one: "Journalist" in a headline is none."""
    real = [t.start for t in sentence.tokens if t.pos == "PROPN" and not tells(t)]
    return [(s, e) for s, e in name_spans(sentence) if any(s <= start < e for start in real)]


def _told_of(evidence: Evidence, line: Line, name: str, role: Role) -> tuple[list[float], set[str]]:
    """How well the report ties *name* to the office, and what else it calls the person."""
    last = name.rsplit(maxsplit=1)[-1]
    fits, calls = list[float](), set[str]()
    for other in evidence.by_article[line.article.id]:
        if last in other.text:
            sentence = parse(other.text)
            spans = [s for s in name_spans(sentence) if last in sentence.text[slice(*s)].split()]
            held = list(holders(sentence, role))
            fits += [fit for s, e, fit in held if any(_overlap((s, e), span) for span in spans)]
            calls |= _called(sentence, name)
    return fits, calls


def _is_a_mere_rank(question: Question, calls: set[str], role: Role) -> bool:
    """As of "the navy's spokesman, Captain Orsk", where the captain of the Osht is asked for."""
    ranks = load_lexicon("people")["called"]["ranks"]
    other = any(call not in ranks and not _may_be(call, role) for call in calls)
    if role.noun not in ranks or not other or not question.names:
        return False
    return bool(re.search(rf"(?i)\b{role.noun} of\b", question.text))


def _says_of_what(question: Question, role: Role) -> bool:
    """Whether the question names the body or place of the office: "the mayor of Varna"."""
    if not role.noun:
        return bool(question.names)
    tokens = parse(question.text).tokens
    at = next((i for i, t in enumerate(tokens) if t.lemma.lower() == role.noun), len(tokens))
    before, after = tokens[max(at - 1, 0) : at], tokens[at + 1 : at + 2]
    named = any(t.pos == "PROPN" or t.text.lower() == "'s" for t in before)
    return bool(question.names) and (named or any(t.lemma in _OF for t in after))


def _is_named(question: Question, candidate: Candidate) -> bool:
    """Whether the question itself names the person, who then is not asked for."""
    names = {name.split()[-1].casefold() for name in question.names}
    return question.type == "person" and candidate.value.split()[-1].casefold() in names


def _overlap(one: _Span, other: _Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _may_be_person(sentence: Sentence, name: _Span) -> bool:
    """Whether a name is not a place's or body's, nor a part of one: "the Omar mosque"."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if name[0] <= t.start and t.end <= name[1]]
    labels = {tokens[i].ent for i in inside} - {""}
    if not inside or (labels and labels <= _NO_PERSONS):
        return False
    last = tokens[inside[-1]]
    above = tokens[last.head]
    part = last.dep in {"compound", "amod", "nmod"} and last.head > inside[-1]
    return not (part and above.pos == "NOUN" and not is_person(above))


def _is_somebody(sentence: Sentence, span: _Span, role: Role) -> bool:
    """Whether words without a name tell more of one person: "a Tunisian engineer"."""
    inside = [t for t in sentence.tokens if span[0] <= t.start and t.end <= span[1]]
    content = [t for t in inside if t.pos in {"NOUN", "PROPN", "ADJ", "NUM"}]
    if not content or not is_person(content[-1]) or content[-1].tag in {"NNS", "NNPS"}:
        return False
    return any(t.lemma.lower() != role.noun and not is_vague(t) for t in content)


def _called(sentence: Sentence, name: str) -> set[str]:
    """Lemmas of what *sentence* calls the person, without what anybody may be called."""
    runs = [(start, end) for start, end, _ in described(sentence, name)]
    return {
        token.lemma.lower()
        for token in sentence.tokens
        if any(start <= token.start < end for start, end in runs)
        and is_person(token)
        and not is_vague(token)
    }


def _may_be(call: str, role: Role) -> bool:
    """Whether one who is called *call* may hold the office."""
    asked = role.noun or role.verb
    same = asked in {call, call.removesuffix("s")} or bool(word_keys(call) & word_keys(asked))
    return same or same_office(call, asked) or call in _callings().get(asked, ())


def _callings() -> dict[str, list[str]]:
    tables: dict[str, list[str]] = load_lexicon("people")["callings"]
    return tables


def _is_word_for(token: Token, role: Role) -> bool:
    """Whether it may stand for the office asked for."""
    if token.pos == "VERB":
        return bool(role.verb) and token.lemma == role.verb
    return is_person(token) and _may_be(token.lemma.lower(), role)


def _clause(sentence: Sentence, name: _Span) -> list[Token]:
    """The words of the name's clause."""
    tokens = sentence.tokens
    at = next(i for i, t in enumerate(tokens) if t.start >= name[0])
    root = clause_root(sentence, at)
    return [t for i, t in enumerate(tokens) if clause_root(sentence, i) == root]
