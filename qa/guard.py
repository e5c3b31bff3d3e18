"""Does a drafted sentence say what its numbered quotes say, no more and no less?

The rules are those by which answers are judged faithful: numbers as whole tokens with their limit,
names in any of their spellings, dates, negations, what was done to whom, doubts and speakers kept,
and no word that the quotes do not have. A sentence that keeps to one of its quote word by word,
whole or with details left out, is checked for doubts and speakers alone.
"""

import re
from collections.abc import Iterator, Sequence

from qa.guard_confirmed import check_confirmed
from qa.guard_contrary import check_contrary
from qa.guard_copies import copies, cut_short, shortens
from qa.guard_counts import check_counts
from qa.guard_entailed import FREE, PARROTED, adds, borne_out, denied
from qa.guard_evidence import Backing, Problem, says
from qa.guard_figures import check_dates, check_numbers
from qa.guard_follows import follows
from qa.guard_links import check_links
from qa.guard_measures import check_measures
from qa.guard_negations import check_negations
from qa.guard_pairs import check_pairs
from qa.guard_plain import as_quoted, without_source
from qa.guard_possible import check_possible
from qa.guard_predicates import check_predicates
from qa.guard_pronouns import check_forms, check_pronouns
from qa.guard_speakers import but_outlet
from qa.guard_speech import check_speech
from qa.guard_stand_ins import renames
from qa.guard_stating import states
from qa.guard_substance import check_substance
from qa.guard_told import Told, told_by, word_set
from qa.guard_unreal import check_commands
from qa.guard_voices import check_voices
from qa.guard_when import check_when
from qa.guard_words import check_form, check_given, check_quotations, check_words, own_words, takes
from qa.language import Sentence, parse
from qa.prompts import MARKER
from qa.speakers import attributions
from qa.word_keys import word_keys

__all__ = ["Backing", "Problem", "check_sentence"]

_GROUP = re.compile(rf"(?:\s*{MARKER.pattern})+")
_OPENING = re.compile(r"(?i)\W*(?:yes|no)\s*[:,.]")
_WORD = re.compile(r"\w+")
_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FEWEST = 2  # words with a meaning of their own


def check_sentence(
    sentence: str, evidence: Sequence[Backing], *, question: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with *sentence*; empty when it may be shown.

    Args:
        sentence: One sentence with its markers, as ``[1]``.
        evidence: Everything that the markers may name.
        question: What was asked; its words may be repeated where the cited report's title has them.
    """
    by_number = {backing.citation.number: backing for backing in evidence}
    named = [int(number) for number in MARKER.findall(sentence)]
    if not named:
        return (Problem("citation", "the sentence names no evidence"),)
    unknown = sorted(set(named) - set(by_number))
    if unknown:
        return (Problem("citation", f"there is no evidence {unknown}"),)
    found: list[Problem] = []
    copied = True
    for text, numbers in _units(sentence):
        told = told_by(tuple(by_number[number] for number in dict.fromkeys(numbers)))
        plain = without_source(text, told)
        copied = copied and (copies(plain, told) or not _WORD.search(plain))
        found += _check(plain, told, question)
    return tuple(dict.fromkeys((*check_substance(sentence, copied=copied), *found)))


def _units(sentence: str) -> Iterator[tuple[str, list[int]]]:
    """(text, numbers of the markers behind it); text after the last markers belongs to them."""
    start, text = 0, ""
    numbers: list[int] = []
    for group in _GROUP.finditer(sentence):
        if text:
            yield text, numbers
        numbers = [int(number) for number in MARKER.findall(group[0])]
        text, start = sentence[start : group.start()], group.end()
    yield text + sentence[start:], numbers


def _check(text: str, told: Told, question: str) -> Iterator[Problem]:
    text = as_quoted(text, told)
    if not _WORD.search(text):
        return
    sentence = parse(" ".join(text.split()))
    copied = copies(text, told)
    followed = True if copied else follows(sentence, told)
    own = [] if followed else list(own_words(sentence, told, question))
    # One without a word of its own is held to the quotes' structure, which knows better then.
    bar = PARROTED if _parroted(sentence, own, question) else FREE
    free = bool(own) and borne_out(sentence.text, told) >= bar and not adds(sentence, own, told)
    free = free and not any(takes(sentence, i) or renames(sentence, i, told) for i in own)
    # "We counted nine blasts, the Herald said": the paper's own sentence
    told_by_outlet = not copied and copies(but_outlet(sentence, told), told)
    yield from check_form(text, heard=told_by_outlet or (copied and _is_heard(sentence)))
    yield from check_quotations(text, told)
    yield from _check_answer(sentence, told, followed=bool(followed) or free)
    yield from check_commands(sentence)
    yield from check_given(sentence, own)
    if not copied:
        yield from check_forms(sentence, told)
        yield from check_when(sentence, told)
    if not followed and denied(sentence, told):
        yield Problem("support", "the evidence does not bear it out")
    if followed is False or (not followed and cut_short(text, told)):
        yield Problem("word", "it leaves out what the evidence's words need to be true")
    if not followed:
        yield from check_numbers(sentence, told)
        yield from check_possible(sentence, told)
        yield from check_pronouns(sentence, told)
        yield from check_confirmed(sentence, told, free=free)
        yield from check_measures(sentence, told, free=free)
        yield from check_dates(sentence, told, question)
        unknown = check_words(sentence, own)
        yield from (problem for problem in unknown if not free or problem.rule == "name")
        shortened = shortens(sentence, told)
        yield from check_predicates(sentence, told, question, shortened=shortened, free=free)
        if not shortened:
            yield from check_counts(sentence, told)
            yield from check_pairs(sentence, told)
    if free:
        yield from check_contrary(sentence, told)
        yield from check_voices(sentence, told)
    elif not followed:
        yield from check_negations(sentence, told)
        if not shortened:
            yield from check_links(sentence, told, question)
    yield from check_speech(sentence, told, copied=copied, free=free)


def _is_heard(sentence: Sentence) -> bool:
    """Whether every "I" and "we" of it is in what somebody is said to say."""
    own = word_set("address", "speaker")
    speaking = [
        one.scope
        for one in attributions(sentence)
        if one.speaker and not own & set(sentence.text[slice(*one.speaker)].lower().split())
    ]
    return all(
        any(i in scope for scope in speaking)
        for i, token in enumerate(sentence.tokens)
        if token.text.lower() in own
    )


def _parroted(sentence: Sentence, own: Sequence[int], question: str) -> bool:
    """Whether a word that no quote has is the question's: a model repeats what it is asked."""
    asked = word_keys(question)
    return any(word_keys(sentence.tokens[i].text) & asked for i in own)


def _check_answer(sentence: Sentence, told: Told, *, followed: bool) -> Iterator[Problem]:
    """A "yes" or "no", or words that state nothing themselves, must be what a claim answers."""
    claims = [claim for piece in told.pieces for claim in piece.claims]
    opening = _WORD.findall(sentence.text.casefold())[:1]
    answered = any(_WORD.findall(claim.text.casefold())[:1] == opening for claim in claims)
    if _OPENING.match(sentence.text) and not answered:
        yield Problem("negation", f"the evidence does not answer “{opening[0]}”")
    # A copy may be no more than "the statement read".
    meant = sum(token.pos in _MEANT for token in sentence.tokens)
    stated = (followed and meant > _FEWEST) or states(sentence, told)
    if not stated and not any(says(claim, sentence.text) for claim in claims):
        yield Problem("citation", "it states nothing of what was read")
