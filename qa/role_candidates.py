"""Candidates by the place that a question leaves open: the object for "what did the army seize"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.answer_types import noun_type, verb_type
from qa.candidate import Candidate, best_read, told
from qa.evidence import Evidence, Line
from qa.language import Sentence, Token, parse, parse_many
from qa.name_fit import NAMED, OTHER_KIND, label_fit
from qa.question import Question
from qa.reader import ReadSpan
from qa.role_asked import RoleAsked, open_place
from qa.role_fillers import fillers, follows_on, opens_list
from qa.things import is_no_thing
from qa.things_told import thing_asked, things_told
from qa.word_match import match_keys, text_keys

__all__ = ["role_candidates"]

PLACED = 0.7  # fit of a phrase in the right place of the right verb
SHARED = 0.25  # more, for the share of the question's other words around it
LONGEST_LIST = 3_000  # characters
BOTH = 0.05  # more, for a name of the kind asked for
OTHER_VERB = 0.05  # less, for another verb of the same meaning
COUNTED = 0.5  # fit of a group that is only counted
_NAME_OF = re.compile(r"\bname of\b", re.IGNORECASE)
_CONTENT = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_KINDS = frozenset({"person", "organisation", "place"})
_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:\(?\d{1,2}[.)]|\(?[a-h]\)|[-\u2022*])\s+")
_Placed = tuple[Line, int, int, bool]  # sentence, article offsets, whether only counted
_TYPES = frozenset({"person", "organisation", "place", "weapon", "list", "other"})


def role_candidates(
    question: Question,
    evidence: Evidence,
    lines: Sequence[Line],
    proposed: Mapping[str, Sequence[ReadSpan]],
) -> Iterator[Candidate]:
    """What fills the open place in each line, and what a following sentence names for it."""
    yield from _described(question, lines, proposed)
    asked = open_place(question)
    if asked is None or question.party or not _wanted(question, asked):
        return
    rest = _other_words(question, asked)
    parses = parse_many([line.text for line in lines])
    for line, sentence in zip(lines, parses, strict=True):
        shared = _shared(rest, line)
        other_verb = asked.verb not in {token.lemma for token in sentence.tokens}
        for place, start, end, counted in _kept(
            question, list(_placed(evidence, line, sentence, asked))
        ):
            fit = PLACED + SHARED * shared - (OTHER_VERB if other_verb else 0.0)
            # a name of the kind asked for fits no less for standing in the right place
            named = label_fit(question, place, start, end)
            fit = min(1.0, named + BOTH) if named == NAMED and shared else fit
            fit = COUNTED if counted else fit
            best = best_read(place, proposed)
            candidate = told(place, start - place.start, end - place.start, fit, best)
            yield replace(candidate, placed=None if counted else line.key)


def _wanted(question: Question, asked: RoleAsked) -> bool:
    """Whether words that fill a place can answer: names and things, also such as are said."""
    said = question.type == "statement" and verb_type(asked.verb) != "statement"
    return said or question.several or question.type in _TYPES


def _described(
    question: Question, lines: Sequence[Line], proposed: Mapping[str, Sequence[ReadSpan]]
) -> Iterator[Candidate]:
    """What a sentence says the thing is, or is called, that the question asks to be told."""
    asked = thing_asked(question)
    if asked is None:
        return
    thing, named = asked
    rest = [match_keys(term, term) for term in question.terms if term != thing]
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        fit = PLACED + SHARED * _shared(rest, line)
        for start, end in things_told(sentence, thing, named=named):
            if not _repeats(question, _words(line, start, end)):
                yield told(line, start, end, fit, best_read(line, proposed))


def _placed(
    evidence: Evidence, line: Line, sentence: Sentence, asked: RoleAsked
) -> Iterator[_Placed]:
    """What fills the place in *line*, and what the next sentence names for it."""
    found = list(fillers(sentence, asked))
    after = evidence.window(line, before=0, after=1)[1:]
    named = follows_on(parse(after[0].text)) if found and after else []
    for start, end in named:
        yield after[0], after[0].start + start, after[0].start + end, False
    opened = opens_list(sentence, asked)
    if opened is not None:
        items = list(_numbered(evidence, line, line.start + opened))
        yield from items
        if items:
            return
    for (start, end), counted in found:
        yield line, line.start + start, line.start + end, counted or bool(named)


def _numbered(evidence: Evidence, line: Line, start: int) -> Iterator[_Placed]:
    """The items of a numbered or dashed list at *start*, each within one sentence."""
    text = line.article.text[start : start + LONGEST_LIST]
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or marks[0].start() > 0:  # noqa: PLR2004 - one item is no list
        return
    for mark, following in zip(marks, (*marks[1:], None), strict=True):
        begins = start + mark.end()
        lines = evidence.by_article[line.article.id]
        of = next((other for other in lines if other.start <= begins < other.end), None)
        if of is not None:
            ends = of.end if following is None else min(of.end, start + following.start())
            item = line.article.text[begins:ends].rstrip(" \n.;,")
            yield of, begins, begins + len(item), False


def _kept(question: Question, found: Sequence[_Placed]) -> list[_Placed]:
    """Those that can answer; of a list all, where one is of the kind asked for."""
    new = [
        (line, start, end, counted)
        for line, start, end, counted in found
        if not _repeats(question, _words(line, start - line.start, end - line.start))
    ]
    fitting = [p for p in new if _of_kind(question, p)]
    listed = len(new) > 1 and any(not counted for *_, counted in fitting)
    return new if listed and not _NAME_OF.search(question.text) else fitting


def _words(line: Line, start: int, end: int) -> list[Token]:
    """The words of *line* between two offsets in its text."""
    return [token for token in parse(line.text).tokens if start <= token.start < end]


def _repeats(question: Question, said: Sequence[Token]) -> bool:
    """Whether each of its words stands in the question: "Syria" for "which Syrian cities"."""
    asked = text_keys(question.text)
    words = [token for token in said if token.pos in _CONTENT]
    return all(match_keys(word.text, word.lemma) & asked for word in words)


def _of_kind(question: Question, placed: _Placed) -> bool:
    """Whether it is of the kind asked for, and has a name where one is asked for."""
    line, start, end, _ = placed
    if label_fit(question, line, start, end) == OTHER_KIND:
        return False
    if is_no_thing(question, line, start, end):
        return False
    tokens = parse(line.text).tokens
    at = [i for i, t in enumerate(tokens) if start <= line.start + t.start < end]
    if any(tokens[i].pos == "PROPN" for i in at):
        return True
    if _NAME_OF.search(question.text):
        return False
    heads = [tokens[i] for i in at if tokens[i].head not in at] or [tokens[i] for i in at[-1:]]
    kinds = {noun_type(token) for token in heads} - {"other"}
    if question.head is not None and question.type in _KINDS:
        return question.type in kinds
    return not kinds or question.type not in _KINDS or question.type in kinds


def _other_words(question: Question, asked: RoleAsked) -> list[frozenset[str]]:
    skipped = {asked.verb, asked.head, asked.noun}
    return [match_keys(term, term) for term in question.terms if term not in skipped]


def _shared(rest: Sequence[frozenset[str]], line: Line) -> float:
    if not rest:
        return 1.0
    keys = text_keys(line.text)
    return sum(bool(wanted & keys) for wanted in rest) / len(rest)
