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
from qa.language import Sentence, Token, noun_phrase, parse, parse_many, subtree
from qa.measures import load_measures, measure_of
from qa.names import load_names
from qa.question import Question
from qa.same_people import one_side

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
_CLAIMING = frozenset({"say", "claim", "announce", "admit", "state"})
_OWN = frozenset({"it", "its", "they", "their", "he", "his"})
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
    if question.type not in _NAMES or question.speaker or question.several or _asks_word(question):
        return []
    speaker = speaker_of(evidence, first)
    if speaker is None:
        return []
    verb = _verb_asked(question)
    told = _is_named_doer(first, verb)
    found: list[Candidate] = []
    lines = evidence.by_article[first.line.article.id]
    near = [line for line in lines if abs(line.place - first.line.place) <= BESIDE]
    far = _elsewhere(question, evidence, first, near)
    for candidate, claimed in (*_doers(near, verb), *_doers(far, verb)):
        other = candidate.value if claimed else _names(evidence, candidate)
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


def _asks_word(question: Question) -> bool:
    """Whether it asks what one party says: "who did the army blame", "who claimed the attack"."""
    tokens = parse(question.text).tokens
    heads = {t.head for t in tokens if t.tag in {"WP", "WDT"}}
    claims = any(tokens[i].lemma in _CLAIMING for i in heads)
    return claims or any(
        t.head in heads and t.dep == "nsubj" and t.tag not in {"WP", "WDT"} for t in tokens
    )


def _verb_asked(question: Question) -> str | None:
    """The verb of "who VERB it", by its lemma."""
    tokens = parse(question.text).tokens
    heads = (t.head for t in tokens if t.tag == "WP" and t.dep == "nsubj")
    return next((tokens[i].lemma for i in heads if tokens[i].pos == "VERB"), None)


def _is_named_doer(first: Candidate, verb: str | None) -> bool:
    """Whether the answer is itself told as the doer."""
    told = (doer for doer, _ in _doers([first.line], verb))
    return any(doer.start < first.end and first.start < doer.end for doer in told)


def _doers(lines: Sequence[Line], verb: str | None) -> Iterator[tuple[Candidate, bool]]:
    """Who did it or is blamed for it, and whether that is claimed: "they say they sank it"."""
    for line, sentence in zip(lines, parse_many([line.text for line in lines]), strict=True):
        for i, token in enumerate(sentence.tokens):
            # "three strikes hit the town", "a warplane fired": a deed or its means is no doer
            means = measure_of(token.lemma) is not None or token.lemma in _MEANS
            if token.pos not in {"NOUN", "PROPN"} or (means and not _tells_whose(sentence, i)):
                continue
            claimed = _claims(sentence.tokens, i, verb)
            if claimed or _did_it(sentence.tokens, i, verb):
                yield _phrase(line, sentence, i), claimed


def _tells_whose(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of token *i* names a party: "Russian warplanes"."""
    tokens = sentence.tokens[slice(*noun_phrase(sentence, i))]
    return any(token.ent in _PARTIES for token in tokens)


def _did_it(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether token *i* is who did a deed, or who is blamed."""
    token, head = tokens[i], tokens[tokens[i].head]
    if token.dep == "nsubj" and head.lemma == "be":
        return any(t.head == token.head and t.lemma in {"behind", "responsible"} for t in tokens)
    if token.dep == "nsubj" and head.pos == "VERB" and _is_deed(head, verb):
        own = {t.dep for t in tokens if t.head == token.head}
        # "a tenth soldier died", "the boat sank": what only befell them
        befell = head.lemma in load_measures().subject or head.lemma == "sink"
        return "auxpass" not in own and not (befell and "dobj" not in own)
    if token.dep == "dobj":
        return head.lemma in _BLAMING
    if token.dep == "pobj" and head.lemma in {"by", "on"}:
        above = tokens[head.head]
        blamed = head.lemma == "on" and above.lemma in _BLAMING
        return (head.lemma == "by" and _is_deed(above, verb)) or blamed
    return False


def _is_deed(token: Token, verb: str | None) -> bool:
    return measure_of(token.lemma) in _DEEDS or token.lemma in _DOING or token.lemma == verb


def _claims(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether token *i* says that it did it: "the Front claimed to have sunk the boat"."""
    if tokens[i].dep != "nsubj" or tokens[tokens[i].head].lemma not in _CLAIMING:
        return False
    for j, deed in enumerate(tokens):
        if deed.head != tokens[i].head or deed.dep not in {"xcomp", "ccomp"}:
            continue
        own = [k for k, t in enumerate(tokens) if t.head == j and t.dep == "nsubj"]
        theirs = [t for t in tokens if t.head in own and t.lemma in _OWN] or [
            tokens[k] for k in own if tokens[k].lemma in _OWN
        ]
        denied = any(t.head == j and t.dep in {"neg", "auxpass"} for t in tokens)
        if _is_deed(deed, verb) and not denied and (theirs or not own):
            return True
    return False


def _phrase(line: Line, sentence: Sentence, i: int) -> Candidate:
    first, last = noun_phrase(sentence, i)
    tokens = sentence.tokens
    while first < i and tokens[first].tag in {"DT", "PRP$", "PDT"}:
        first += 1
    # "mortar teams of the Brigades"
    of = next((j for j, t in enumerate(tokens) if t.head == i and t.lemma == "of" and j == last), 0)
    last = subtree(sentence, of)[1] if of else last
    start, end = line.start + tokens[first].start, line.start + tokens[last - 1].end
    return Candidate(line=line, start=start, end=end, fit=1.0)


def _names(evidence: Evidence, candidate: Candidate) -> str | None:
    """Who names the doer; None where nobody does, or where he denies that it was this one."""
    line = candidate.line
    found = assess_line(evidence, line, candidate.start, candidate.end)
    return None if found.certainty == "denied" else found.speaker


def _same(one: str, other: str) -> bool:
    a, b = word_keys(one), word_keys(other)
    return bool(a & b) or load_names().same(one, other) or one_side(one, other)
