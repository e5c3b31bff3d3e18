"""Who did it, by different voices: "the Brigades say the army bombed it; the agency, terrorists".

Another name is set beside an answer where another named party says of it what the answer's party
says of the answer: that it did what was done, or is to blame for it. In the same passage that is
told by the verb; elsewhere, in a report of the same event, the sentence must tell of what is asked.
"""

import re
from collections.abc import Sequence

from qa.assessing import same_speaker, speaker_of
from qa.candidates import Candidate
from qa.deeds import is_deed
from qa.doers import CLAIMING, Doer, doers, named_by
from qa.effects import effect_asked
from qa.evidence import Evidence, Line
from qa.incident import incident_of, tells_of
from qa.language import Token, parse
from qa.measures import load_measures
from qa.names import load_names
from qa.question import Question
from qa.same_people import one_side
from qa.word_keys import word_keys

__all__ = ["doers_apart", "other_voices"]

BESIDE = 2  # sentences between two voices of one passage
LINES = 20  # sentences of other passages that are parsed
SHARED = 0.5  # of what the answer's sentence shares with the question, for a deed told elsewhere
OWN = 0.2  # of the question, in a sentence that tells who did it where no answer is sure
AROUND = 0.6  # the same with its neighbours, for blame
_NAMES = frozenset({"person", "organisation"})
_BLAME = re.compile(
    r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|suspect(?:s|ed)?)\b", re.IGNORECASE
)


_SINGLED_OUT = re.compile(r"\bit (?:was|is)\b[^.;]{2,80}?\b(?:who|that)\b", re.IGNORECASE)


def other_voices(question: Question, evidence: Evidence, first: Candidate) -> list[Candidate]:
    """Names that other parties give, near the answer, for the doer that *first* names."""
    speaker = speaker_of(evidence, first) if _asks_doer(question) else None
    if speaker is None:
        return []
    verb = _verb_asked(question)
    others = _others(question, evidence, first, speaker, told=_is_named_doer(first, verb))
    return [other.candidate for other in others]


def doers_apart(question: Question, evidence: Evidence) -> list[Candidate]:
    """Doers that two parties or more name, where no single answer is sure; the likeliest first.

    More is asked of the first than of a voice beside an answer: that its sentence tells of what is
    asked, and its report holds every name of the question.
    """
    if not (_asks_doer(question) and _asks_of_violence(question)):
        return []
    told = [
        line
        for line in evidence.lines
        if line.named == 1.0 and (line.own >= OWN or (line.near >= AROUND and _names_one(line)))
    ]
    surest = sorted(told, key=lambda line: -line.near)[:LINES]
    for doer in doers(surest, _verb_asked(question)):
        voice = named_by(evidence, doer)
        if voice is None or not doer.agent or not doer.candidate.line.dated:
            continue
        others = _others(question, evidence, doer.candidate, voice, told=True)
        parties = [other.candidate for other in others if other.agent]
        if parties:
            return [doer.candidate, *parties]
    return []


def _asks_doer(question: Question) -> bool:
    plain = not question.speaker and not question.several
    return question.type in _NAMES and plain and not _asks_word(question)


def _others(
    question: Question, evidence: Evidence, first: Candidate, speaker: str, *, told: bool
) -> list[Doer]:
    """Doers that others than *speaker* name beside *first*; *told*: whether that is one itself."""
    verb = _verb_asked(question)
    found: list[Doer] = []
    lines = evidence.by_article[first.line.article.id]
    near = [line for line in lines if abs(line.place - first.line.place) <= BESIDE]
    far = _elsewhere(question, evidence, first, near)
    for doer in (*doers(near, verb), *doers(far, verb)):
        candidate, other = doer.candidate, named_by(evidence, doer)
        # Within one sentence the voices stand side by side, however the parse reads the answer.
        parallel = told or candidate.line == first.line
        if not parallel or other is None or same_speaker(speaker, other):
            continue
        known = (first, *(one.candidate for one in found))
        if not any(_same(candidate.value, one.value) for one in known):
            found.append(doer)
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
            or (line.near >= AROUND * first.line.near and _names_one(line))
        )
        and tells_of(incident, line)
    ]
    return found[:LINES]


def _names_one(line: Line) -> bool:
    """Whether its words lay it on somebody, however little they tell of the deed."""
    return bool(_BLAME.search(line.text) or _SINGLED_OUT.search(line.text))


def _asks_word(question: Question) -> bool:
    """Whether it asks what one party says: "who did the army blame", "who claimed the attack"."""
    tokens = parse(question.text).tokens
    heads = {t.head for t in tokens if t.tag in {"WP", "WDT"}}
    claims = any(tokens[i].lemma in CLAIMING for i in heads)
    return claims or any(
        t.head in heads and t.dep == "nsubj" and t.tag not in {"WP", "WDT"} for t in tokens
    )


def _verb_asked(question: Question) -> str | None:
    """The verb of "who VERB it", by its lemma."""
    verb = _token_asked(question)
    return verb.lemma if verb is not None else None


def _token_asked(question: Question) -> Token | None:
    tokens = parse(question.text).tokens
    heads = (t.head for t in tokens if t.tag == "WP" and t.dep == "nsubj")
    return next((tokens[i] for i in heads if tokens[i].pos == "VERB"), None)


def _asks_of_violence(question: Question) -> bool:
    """Whether it asks who did harm, or who is to blame; not "who met the envoy"."""
    verb = _token_asked(question)
    if verb is None or question.head is not None:  # "which unit fired" asks for one of a kind
        return question.party and question.head is None
    effect = effect_asked(question)  # "who burned the mill down"
    harm = is_deed(verb) or (effect is not None and effect.befell)
    return harm and verb.lemma not in load_measures().subject  # "who died in the attack"


def _is_named_doer(first: Candidate, verb: str | None) -> bool:
    """Whether the answer is itself told as the doer."""
    told = (doer.candidate for doer in doers([first.line], verb))
    return any(one.start < first.end and first.start < one.end for one in told)


def _same(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    return bool(a & b) or load_names().same(one, other) or one_side(one, other)


def _words(name: str) -> frozenset[str]:
    """Keys of the words of *name* that name: "mortar TEAMS of the BRIGADES"."""
    return word_keys(" ".join(t.text for t in parse(name).tokens if t.pos in _NAMING))


_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
