"""How well a span is a name of the kind asked for: by its labels, its words and those beside it."""

import re
from collections.abc import Mapping

from qa.answer_types import noun_type
from qa.bodies import named_things
from qa.descriptions import description_fit, person_described
from qa.evidence import Line
from qa.language import PLACE_LABELS, Entity, Sentence, parse
from qa.office_asked import asks_name, role_asked
from qa.offices import holders
from qa.person_nouns import is_person
from qa.question import Question
from qa.standing import speaker_class

__all__ = [
    "COMMON",
    "LABELS",
    "NAMED",
    "NO_HOLDER",
    "OTHER_KIND",
    "PARTY",
    "UNNAMED",
    "holds_name",
    "label_fit",
    "role_fit",
    "things_named",
]

NAMED = 0.9  # fit of a name of the kind asked for
PARTY = 0.7  # fit where either a person or a group may be meant
UNNAMED = 0.5  # fit of words without a label, which may be anything
COMMON = 0.4  # fit of common nouns where a name is likely
NO_HOLDER = 0.6  # fit of a name that holds another role, or none
OTHER_KIND = 0.2
_OTHER_KINDS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "DATE", "TIME", "MONEY", "QUANTITY"}),
    "organisation": frozenset({"PERSON", "DATE", "TIME", "MONEY", "QUANTITY"}),
    "place": frozenset({"PERSON", "DATE", "TIME", "MONEY", "QUANTITY"}),
}
LABELS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"PERSON"}),
    "organisation": frozenset({"ORG", "NORP", "GPE"}),
    "place": PLACE_LABELS,
}


def label_fit(question: Question, line: Line, start: int, end: int) -> float:
    """How well the stretch [start, end) of the article is a name of the kind asked for."""
    person = person_described(question)
    if person is not None:
        return description_fit(parse(line.text), person, start - line.start, end - line.start)
    if question.type not in LABELS:
        return UNNAMED
    return _kind_fit(question, line, start, end)


def _kind_fit(question: Question, line: Line, start: int, end: int) -> float:
    labels = LABELS["organisation"] if question.party else LABELS[question.type]
    sentence = parse(line.text)
    begin, stop = start - line.start, end - line.start
    inside = {e.label for e in things_named(question, sentence) if e.start < stop and begin < e.end}
    if _is_common_thing(question, line, sentence, begin, stop):
        return OTHER_KIND
    if question.party and inside & {"PERSON", *labels}:
        return PARTY
    if inside & labels:
        return role_fit(question, line, start, end)
    if question.type != "person" and _called_so(question, sentence, begin, stop):
        return NAMED  # whatever the recogniser takes "the town of Nura" for
    # A place, date or number is no person; words without a label may be anything.
    if inside & _OTHER_KINDS["organisation" if question.party else question.type]:
        return OTHER_KIND
    return _unlabelled_fit(question, sentence, begin, stop)


def _is_common_thing(
    question: Question, line: Line, sentence: Sentence, start: int, end: int
) -> bool:
    """Whether it is one word with the capital of its sentence alone: "SARIN is a nerve agent".

    The report writes it small elsewhere, and it is nobody who can speak or act.
    """
    inside = [i for i, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
    if question.type == "place" or inside != [0]:
        return False
    word = sentence.tokens[0]
    small = re.search(rf"\b{re.escape(word.text.lower())}\b", line.article.text)
    single = word.tag not in {"NNS", "NNPS"} and word.text.istitle()
    acts = is_person(word) or noun_type(word) in {"person", "organisation"}
    named = acts or speaker_class(word.text) != "unknown"
    return single and small is not None and not named


def _unlabelled_fit(question: Question, sentence: Sentence, start: int, end: int) -> float:
    if holds_name(sentence, start, end) or question.party:
        return UNNAMED
    # "Cases" is no body, while any thing may be a place and "the driver" the person.
    body = question.type == "organisation"
    if asks_name(question) or (body and not _is_of_kind(question, sentence, start, end)):
        return OTHER_KIND
    return COMMON


def _is_of_kind(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether one of its nouns names a thing of the kind asked for."""
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    return any(noun_type(t) == question.type or t.lemma == question.head for t in inside)


def _called_so(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the report calls it what is asked for: "which town" of "the town of Nura"."""
    if question.head is None:
        return False
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    of = first > 1 and tokens[first - 1].lemma == "of"
    beside = [i for i in (first - 2 if of else first - 1, last, last + 1) if 0 <= i < len(tokens)]
    called = [i for i in beside if tokens[i].text.lower().rstrip("s") == question.head]
    named = any(tokens[i].pos == "PROPN" for i in inside if i not in called)
    return named and bool(called)


def role_fit(question: Question, line: Line, start: int, end: int) -> float:
    """A name's fit, less where a role is asked for that it does not hold."""
    role = role_asked(question)
    if role is None:
        return NAMED
    sentence = parse(line.text)
    fits = [
        fit
        for s, e, fit in holders(sentence, role)
        if line.start + s < end and start < line.start + e
    ]
    return max(fits, default=NO_HOLDER)


def things_named(question: Question, sentence: Sentence) -> tuple[Entity, ...]:
    """The names in *sentence*; a body may be named after a place, which is asked for then."""
    return sentence.entities if question.type == "place" else named_things(sentence)


def holds_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a proper noun begins in the stretch."""
    return any(t.pos == "PROPN" and start <= t.start < end for t in sentence.tokens)
