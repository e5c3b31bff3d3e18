"""Who did it, by different voices: "the Brigades say the army bombed it; the agency, terrorists".

Another name is set beside an answer where another named party says of it what the answer's party
says of the answer: that it did what was done, or is to blame for it. In the same passage that is
told by the verb; elsewhere, in a report of the same event, the sentence must tell of what is asked.
"""

import re
from collections.abc import Iterator, Sequence

from qa.assessing import assess_line, same_speaker, speaker_of
from qa.candidates import Candidate
from qa.evidence import Evidence, Line, word_keys
from qa.incident import incident_of, tells_of
from qa.language import Sentence, Token, noun_phrase, parse_many
from qa.measures import measure_of
from qa.names import load_names
from qa.question import Question

__all__ = ["other_voices"]

BESIDE = 2  # sentences between two voices of one passage
LINES = 20  # sentences of other passages that are parsed
SHARED = 0.5  # of what the answer's sentence shares with the question, for a deed told elsewhere
AROUND = 0.6  # the same with its neighbours, for blame
_NAMES = frozenset({"person", "organisation"})
_DEEDS = frozenset(
    {"attacked", "killed", "destroyed", "fired", "wounded", "damaged", "exploded", "kidnapped"}
)
_DOING = frozenset({"mine", "launch", "carry", "commit", "sink", "plant", "stage", "do", "cause"})
_BLAMING = frozenset({"blame", "accuse", "suspect"})
_MEANS = frozenset(
    {"plane", "warplane", "aircraft", "jet", "helicopter", "drone", "shell", "rocket", "missile"}
)
_PARTIES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_BLAME = re.compile(
    r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|suspect(?:s|ed)?)\b", re.IGNORECASE
)


def other_voices(question: Question, evidence: Evidence, first: Candidate) -> list[Candidate]:
    """Names that other parties give, near the answer, for the doer that *first* names."""
    if question.type not in _NAMES or question.speaker or question.several:
        return []
    speaker = speaker_of(evidence, first)
    if speaker is None:
        return []
    told = _is_named_doer(first)
    found: list[Candidate] = []
    lines = evidence.by_article[first.line.article.id]
    near = [line for line in lines if abs(line.place - first.line.place) <= BESIDE]
    far = _elsewhere(question, evidence, first, near)
    for candidate in (*_doers(near), *_doers(far)):
        other = _names(evidence, candidate)
        # Within one sentence the voices stand side by side, however the parse reads the answer.
        parallel = told or candidate.line == first.line
        if not parallel or other is None or same_speaker(speaker, other):
            continue
        if not any(_same(candidate.value, known.value) for known in (first, *found)):
            found.append(candidate)
    return found


def _elsewhere(
    question: Question, evidence: Evidence, first: Candidate, near: Sequence[Line]
) -> list[Line]:
    """Sentences of other passages that tell who did what is asked, or who is blamed for it."""
    incident = incident_of(question, first.line)
    found = [
        line
        for line in evidence.lines
        if line not in near
        and (
            line.own >= SHARED * first.line.own > 0
            or (line.near >= AROUND * first.line.near and _BLAME.search(line.text))
        )
        and tells_of(incident, line)
    ]
    return found[:LINES]


def _is_named_doer(first: Candidate) -> bool:
    """Whether the answer is itself told as the doer."""
    return any(doer.start < first.end and first.start < doer.end for doer in _doers([first.line]))


def _doers(lines: Sequence[Line]) -> Iterator[Candidate]:
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        for i, token in enumerate(sentence.tokens):
            # "three strikes hit the town", "a warplane fired": a deed or its means is no doer
            means = measure_of(token.lemma) is not None or token.lemma in _MEANS
            did = token.pos in {"NOUN", "PROPN"} and _did_it(sentence.tokens, i)
            if did and (not means or _tells_whose(sentence, i)):
                yield _phrase(line, sentence, i)


def _tells_whose(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of token *i* names a party: "Russian warplanes"."""
    tokens = sentence.tokens[slice(*noun_phrase(sentence, i))]
    return any(token.ent in _PARTIES for token in tokens)


def _did_it(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token *i* is who did a deed, or who is blamed."""
    token, head = tokens[i], tokens[tokens[i].head]
    deed = measure_of(head.lemma) in _DEEDS or head.lemma in _DOING
    if token.dep == "nsubj" and head.pos == "VERB" and deed:
        return not any(t.head == token.head and t.dep == "auxpass" for t in tokens)
    if token.dep == "dobj":
        return head.lemma in _BLAMING
    if token.dep == "pobj" and head.lemma in {"by", "on"}:
        verb = tokens[head.head]
        by = head.lemma == "by" and (measure_of(verb.lemma) in _DEEDS or verb.lemma in _DOING)
        return by or (head.lemma == "on" and verb.lemma in _BLAMING)
    return False


def _phrase(line: Line, sentence: Sentence, i: int) -> Candidate:
    first, last = noun_phrase(sentence, i)
    tokens = sentence.tokens
    while first < i and tokens[first].tag in {"DT", "PRP$", "PDT"}:
        first += 1
    start, end = line.start + tokens[first].start, line.start + tokens[last - 1].end
    return Candidate(line=line, start=start, end=end, fit=1.0)


def _names(evidence: Evidence, candidate: Candidate) -> str | None:
    """Who names the doer; None where nobody does, or where he denies that it was this one."""
    line = candidate.line
    found = assess_line(evidence, line, candidate.start, candidate.end)
    return None if found.certainty == "denied" else found.speaker


def _same(one: str, other: str) -> bool:
    a, b = word_keys(one), word_keys(other)
    return bool(a & b) or load_names().same(one, other)
