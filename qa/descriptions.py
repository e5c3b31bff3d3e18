"""What a report calls a person: "Ana Mora, director of the ward", "judge Omar Haddad".

For "who was Ana Mora?". The words beside the name tell, so that a parse of text in capitals, which
is often wrong, is hardly needed: a title before the name, an apposition on either side, "was a
medic", "a vendor identified as ...".
"""

from collections.abc import Iterator
from dataclasses import replace

from qa.beside_names import (
    LINKS,
    Run,
    apposition_after,
    apposition_before,
    identified_as,
    said_to_be,
    shared_title,
    title_before,
)
from qa.candidate import Candidate
from qa.casing import CONNECTORS
from qa.language import Sentence, Token, parse
from qa.person_nouns import is_common, is_courtesy, is_person, is_vague, person_nouns
from qa.question import Question
from qa.word_keys import word_keys

__all__ = ["SHORT_NAME", "described", "described_whole", "description_fit", "person_described"]

OFFICE = 0.95  # fit of a title, or of what the person is said to be
SHORT_NAME = 0.85  # fit where a part of the name stands for the whole
VAGUE = 0.6  # fit of "citizen", "victim", or a nation alone
NO_DESCRIPTION = 0.2  # fit of a name, or of a title of courtesy
NO_PERSON = 0.4  # fit of words for something else
UNTOLD = 0.5  # fit of words that nothing ties to the name


def person_described(question: Question) -> str | None:
    """The person of whom is asked what they were; None where something else is asked."""
    return question.names[0] if question.type == "role" and question.names else None


def described(sentence: Sentence, name: str) -> Iterator[tuple[int, int, float]]:
    """(start, end, fit) of what *sentence* calls the person *name*."""
    tokens = sentence.tokens
    for first, last, whole in _mentions(sentence, name):
        title = title_before(tokens, first)
        runs = (
            title,
            # "the navy's spokesman, Captain Ivo Dresk"
            apposition_before(tokens, title[0]) if title else None,
            apposition_after(tokens, last),
            apposition_before(tokens, first),
            said_to_be(tokens, last),
            identified_as(tokens, first),
            shared_title(tokens, first),
        )
        for run in runs:
            if run is not None:
                fit = _fit(tokens, run) if whole else min(SHORT_NAME, _fit(tokens, run))
                yield tokens[run[0]].start, tokens[run[1] - 1].end, fit


def description_fit(sentence: Sentence, name: str, start: int, end: int) -> float:
    """How well the stretch [start, end) tells what the person *name* is."""
    told = [f for s, e, f in described(sentence, name) if s < end and start < e]
    if told:
        return max(told)
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    if not any(is_common(t) and t.pos in {"NOUN", "PROPN", "ADJ"} for t in inside):
        return NO_DESCRIPTION
    return UNTOLD if any(is_person(t) for t in inside) else NO_PERSON


def described_whole(person: str, candidate: Candidate) -> Iterator[Candidate]:
    """*candidate* cut to what the person is called; itself where nothing ties it to the name."""
    line = candidate.line
    sentence = parse(line.text)
    start, end = candidate.start - line.start, candidate.end - line.start
    told = [
        replace(candidate, start=line.start + first, end=line.start + last, fit=fit)
        for first, last, fit in described(sentence, person)
        if first < end and start < last
    ]
    # "vendors who were seized is Ana Mora" names her, and is more than what she is called
    names = any(
        start <= sentence.tokens[first].start and sentence.tokens[last - 1].end <= end
        for first, last, _ in _mentions(sentence, person)
    )
    if told or (candidate.fit > NO_DESCRIPTION and not names):
        yield from told or [candidate]


def _mentions(sentence: Sentence, name: str) -> Iterator[tuple[int, int, bool]]:
    """(first, last, whole) token ranges of the name or of its surname."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in person_nouns():
        words = words[1:]  # "Cameraman Manuel Diaz"
    keys = [word_keys(word) for word in words]
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        end, found = i, set[int]()
        while end < len(tokens) and (at := _place(tokens[end], keys)) is not None:
            found.add(at)
            end += 1
        whole = len(found) == len(words)
        # Of two surnames, the first may stand for both; "Jose" of "Jose Mora" stands for nobody.
        surname = bool(found & {len(words) - 1, max(len(words) - 2, 1)})
        other = any(_is_other_name(t) for t in (*tokens[max(i - 1, 0) : i], *tokens[end : end + 1]))
        if found and (whole or (surname and not other)):
            yield i, end, whole or len(found) > 1
        i = max(end, i + 1)


def _is_other_name(token: Token) -> bool:
    """Whether a surname after it may be somebody else's: "Ana Mora" before "Mora"."""
    named = token.pos == "PROPN" and not is_person(token) and not is_courtesy(token)
    links = CONNECTORS - {"of", "and", "the"}  # "Maria de Mora"
    return (named and not is_common(token)) or token.text.lower() in links


def _place(token: Token, keys: list[frozenset[str]]) -> int | None:
    held = word_keys(token.text)
    return next((i for i, wanted in enumerate(keys) if wanted & held), None) if held else None


def _fit(tokens: tuple[Token, ...], run: Run) -> float:
    """How much the words tell: an office more than a nation, an age or "citizen"."""
    inside = tokens[slice(*run)]
    links = (i for i, token in enumerate(inside) if token.lemma in LINKS)
    end = next(links, len(inside))
    head = next((t for t in reversed(inside[:end]) if is_common(t)), inside[0])
    told = [t for t in inside if t.pos in {"NOUN", "PROPN", "ADJ"} and t.ent != "NORP"]
    if is_vague(head) and len(inside) == end:
        return VAGUE
    return OFFICE if told else VAGUE
