"""Candidates for who, where and which group: names, and how well a span is one of the kind asked.

The reader proposes most of them; here its spans get whole names, lists are taken apart, and names
that hold the role asked for are added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qa.beside_scene import is_beside_scene
from qa.bodies import whole_bodies
from qa.candidate import Candidate, best_read, told
from qa.descriptions import described, described_whole, person_described
from qa.evidence import Evidence, Line
from qa.language import PLACE_LABELS, Sentence, noun_phrase, parse, parse_many
from qa.listing import beside, items, words_apart
from qa.name_fit import (
    LABELS,
    NAMED,
    NO_HOLDER,
    PARTY,
    holds_name,
    label_fit,
    role_fit,
    things_named,
)
from qa.office_asked import name_asked, role_asked
from qa.offices import holders
from qa.parties import is_beside_deed, is_nobody, is_source, parties, party_asked, undergoes
from qa.person_nouns import is_person
from qa.place_vetoes import repeats_place
from qa.question import Question, name_spans
from qa.reader import ReadSpan
from qa.word_keys import word_keys

__all__ = [
    "itemised",
    "listed_beside",
    "named_whole",
    "names",
    "told_plainly",
]

PLAINLY = 0.1  # more fit, where a sentence names both who did it and to whom
NAME_LINES = 14  # sentences in which a name must stand alone once

_NOMINAL = frozenset({"person", "organisation", "place", "weapon", "list", "other"})


def names(question: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    """The recogniser's names of the kind asked for; for use without a reader."""
    labels = LABELS[question.type]
    asked = question.text.lower()
    for entity in sentence.entities:
        if entity.label in labels and entity.text.lower() not in asked:
            yield Candidate(
                line=line, start=line.start + entity.start, end=line.start + entity.end, fit=0.7
            )


def told_plainly(
    question: Question, lines: Sequence[Line], proposed: Mapping[str, Sequence[ReadSpan]]
) -> Iterator[Candidate]:
    """Names that hold the role asked for, and parties that the verb asked about names.

    The reader often takes the words around them for the answer; the structure tells better, so
    they get the reader's best margin in their sentence, and no less than the structure is worth.
    """
    role, party, person = role_asked(question), party_asked(question), person_described(question)
    if role is None and party is None and person is None:
        return
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        best = best_read(line, proposed)
        for start, end, fit in holders(sentence, role) if role else ():
            yield told(line, start, end, fit, best)
        for start, end, fit in described(sentence, person) if person else ():
            yield told(line, start, end, fit, best)
        for start, end in whole_bodies(sentence, parties(sentence, party)) if party else ():
            fit = label_fit(question, line, line.start + start, line.start + end)
            yield told(line, start, end, _plain(question, line, fit), best)


def _plain(question: Question, line: Line, fit: float) -> float:
    """*fit* of a party of the verb asked about, more where its sentence names what is asked of."""
    held = word_keys(line.text)
    named = any(word_keys(name) and word_keys(name) <= held for name in question.names)
    return min(1.0, fit + PLAINLY) if named and fit >= PARTY else fit


def named_whole(question: Question, candidate: Candidate) -> Iterator[Candidate]:
    """*candidate* with the whole of its name, or the name that its noun phrase holds.

    "militants" in "Northern Front militants" becomes the Northern Front as well.
    """
    person = person_described(question)
    if person is not None:
        yield from described_whole(person, candidate)
        return
    if question.type not in LABELS:
        yield candidate
        return
    line = candidate.line
    sentence = parse(line.text)
    start, end = candidate.start - line.start, candidate.end - line.start
    if _never(question, candidate, sentence):
        return
    labels = LABELS["organisation"] if question.party else LABELS[question.type]
    things = things_named(question, sentence)
    overlapping = [e for e in things if e.start < end and start < e.end]
    cut = [e for e in overlapping if e.label in labels and (e.start < start or end < e.end)]
    if cut:
        start, end = min(start, cut[0].start), max(end, cut[-1].end)
        yield replace(candidate, start=line.start + start, end=line.start + end)
        return
    name = _named_beside(sentence, start, end) if question.type == "person" else None
    if name is not None:
        yield replace(candidate, start=line.start + name[0], end=line.start + name[1], fit=NAMED)
        return
    yield candidate
    if overlapping or question.type == "place":
        return
    asked = question.text.casefold()
    for i, token in enumerate(sentence.tokens):
        if start <= token.start and token.end <= end and token.pos in {"NOUN", "PROPN"}:
            first, last = noun_phrase(sentence, i)
            begin, stop = sentence.tokens[first].start, sentence.tokens[last - 1].end
            for entity in (e for e in things if begin <= e.start and e.end <= stop):
                if entity.label in labels and entity.text.casefold() not in asked:
                    yield replace(
                        candidate,
                        start=line.start + entity.start,
                        end=line.start + entity.end,
                        fit=PARTY if question.party else NAMED,
                    )


def _named_beside(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The name of the one person whom [start, end) only describes: of "a fitter", "Ivo Dresk"."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [i for i in inside if tokens[i].head not in inside]
    if len(heads) != 1 or any(tokens[i].pos == "PROPN" for i in inside):
        return None
    one = tokens[heads[0]]
    if not is_person(one) or one.tag != "NN":
        return None
    beside = [i for i, t in enumerate(tokens) if t.head == heads[0] and t.dep == "appos"]
    beside += [one.head] if one.dep == "appos" else []
    other = [t.start for t in tokens if t.ent not in {"", "PERSON"}]
    persons = [
        (s, e)
        for s, e in name_spans(sentence)
        if " " in sentence.text[s:e] and not any(s <= at < e for at in other)
    ]
    return next((p for p in persons for i in beside if p[0] <= tokens[i].start < p[1]), None)


def _never(question: Question, candidate: Candidate, sentence: Sentence) -> bool:
    """Whether it can be no answer: asked with the question, only a source, or without the role."""
    line, value = candidate.line, candidate.value.casefold()
    start, end = candidate.start - line.start, candidate.end - line.start
    if question.type == "place":
        asked = question.head is not None and value in {n.casefold() for n in question.names}
        return asked or is_beside_scene(question, sentence, start, end)
    party = party_asked(question)
    if is_nobody(sentence, start, end):
        return True
    if party is not None and (
        undergoes(sentence, start, end, party) or is_beside_deed(sentence, start, end, party)
    ):
        return True
    if question.type == "organisation" or party is not None:
        return is_source(sentence, start, end, party)
    if not name_asked(question) or role_asked(question) is None:
        return False
    # A full name may be tied to the role by another sentence; one word needs it beside itself.
    runs = [sentence.text[s:e] for s, e in name_spans(sentence) if s < end and start < e]
    full = any(" " in run and 2 * len(run) >= len(value) for run in runs)
    held = full or role_fit(question, line, candidate.start, candidate.end) > NO_HOLDER
    return not (held and holds_name(sentence, start, end))


def itemised(question: Question, evidence: Evidence, candidate: Candidate) -> Iterator[Candidate]:
    """*candidate*, or the items of its list, where several answers are wanted."""
    if not question.several:
        yield candidate
        return
    line = candidate.line
    sentence = parse(line.text)
    spans = items(sentence, candidate.start - line.start, candidate.end - line.start)
    apart = [
        word
        for span in spans
        for word in (
            words_apart(line.text, span, _alone(evidence)) if question.type == "place" else [span]
        )
    ]
    if len(apart) == 1:
        yield candidate
        return
    for start, end in apart:
        yield replace(candidate, start=line.start + start, end=line.start + end)


def listed_beside(question: Question, candidate: Candidate) -> list[Candidate]:
    """The other items of the list in which *candidate* stands: all of them answer, if one does.

    The one who holds an office stands among others: "two clerks and the union's head, Ana Mora".
    """
    if question.type not in _NOMINAL or (role_asked(question) and not question.several):
        return []
    line = candidate.line
    sentence = parse(line.text)
    spans = beside(sentence, candidate.start - line.start, candidate.end - line.start)
    return [
        replace(candidate, start=line.start + start, end=line.start + end)
        for start, end in spans
        if not repeats_place(question, line, line.start + start, line.start + end)
    ]


def _alone(evidence: Evidence) -> set[str]:
    """Words that stand as names of one word in the sentences found."""
    best = [line.text for line in evidence.lines[:NAME_LINES]]
    return {
        entity.text
        for sentence in parse_many(best)
        for entity in sentence.entities
        if entity.label in PLACE_LABELS and " " not in entity.text
    }
