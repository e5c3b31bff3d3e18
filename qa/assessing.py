"""Certainty and speaker of a stretch of a retrieved article, looked up among its neighbours."""

import re

from qa.candidate import Candidate
from qa.certainty import Assessment, assess
from qa.communiques import is_communique
from qa.evidence import Evidence, Line
from qa.findings import Source
from qa.language import Token, parse, parse_many
from qa.names import load_names
from qa.person_nouns import is_courtesy, is_person
from qa.word_keys import word_keys

__all__ = ["asides_of", "assess_line", "cue_spans", "same_speaker", "source_of", "speaker_of"]

_CLAUSE = re.compile(r"[,;:()]\s|\b(?:but|though|although|while|and)\b")
_ANNOUNCING = re.compile(r"\bthe following\b[^.:;]*[.:]?$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
FEW = 5  # words behind a cue that are shown with it
FULL_NAME = 2  # words; a surname alone, or a first name, may be another's
BEFORE, AFTER = 6, 2  # sentences in which speaker and hedges of one sentence are looked for
ANNOUNCED = 3  # sentences after "gave the following account" that are surely part of it
ACCOUNT = 12  # sentences of an account that is announced by a paragraph of its own


def cue_spans(evidence: Evidence, line: Line, assessment: Assessment) -> list[tuple[int, int]]:
    """(start, end) of the cues in the article."""
    window = _around(evidence, line)
    return [
        (window[e.sentence].start + e.start, window[e.sentence].start + e.end)
        for e in assessment.spans
        if e.text in assessment.cues
    ]


def _around(evidence: Evidence, line: Line) -> tuple[Line, ...]:
    """*line* with its neighbours, and the sentence that announces the account it belongs to.

    "Its summary establishes the following." at the end of a paragraph announces those after it.
    """
    near = _without_accounts(evidence.window(line, before=BEFORE, after=AFTER), line)
    lines = evidence.by_article[line.article.id]
    opening = _opening(evidence, line)
    if opening is not None:
        return near if opening in near else (opening, *near)
    for place in range(near[0].place - 1, max(line.place - ACCOUNT, 0) - 1, -1):
        announcing, following = lines[place], lines[place + 1]
        gap = line.article.text[announcing.end : following.start]
        if _ANNOUNCING.search(announcing.text) and _BLANK_LINE.search(gap):
            return (*lines[max(0, place - 2) : place + 1], *near)
    return near


def _without_accounts(window: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """*window* from behind an account announced too far back to hold *line* for certain."""
    far = [
        i
        for i, other in enumerate(window)
        if other.place < line.place - ANNOUNCED and _ANNOUNCING.search(other.text)
    ]
    return window[far[-1] + 1 :] if far else window


def _opening(evidence: Evidence, line: Line) -> Line | None:
    """The sentence with which a party opens its own report, not too far above *line*."""
    first, article = evidence.by_article[line.article.id][0], line.article
    opens = not article.text[: first.start].strip() and line.place < ACCOUNT
    return first if opens and is_communique(article.text, article.outlet or "") else None


def assess_line(evidence: Evidence, line: Line, start: int, end: int) -> Assessment:
    """How sure the report is of its stretch [start, end), which lies in *line*."""
    window = _around(evidence, line)
    focus = next(i for i, other in enumerate(window) if other.start == line.start)
    sentences = parse_many([other.text for other in window])
    outlet, opening = line.article.outlet, _opening(evidence, line)
    at = window.index(opening) if opening is not None else None
    span = start - line.start, end - line.start
    return assess(sentences, focus, *span, outlet=outlet, opening=at)


def speaker_of(evidence: Evidence, candidate: Candidate) -> str | None:
    """Who says *candidate*; None for the report itself."""
    return assess_line(evidence, candidate.line, candidate.start, candidate.end).speaker


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two speakers are one: both the report itself, or two names of one party."""
    if one is None or other is None:
        return one is other
    a, b = word_keys(one), word_keys(other)
    if (a | b) & _SPOKESMEN:  # "the government", "Government spokesman Omar Haddad"
        a, b = a - {"the"}, b - {"the"}
    return a <= b or b <= a or load_names().same(one, other) or _one_person(one, other)


def _one_person(one: str, other: str) -> bool:
    """Whether two names are one's, whatever goes with it: "Dr A. Orlo", "mayor A. Orlo"."""
    words, others = (set(_WORD.findall(name.casefold())) for name in (one, other))
    if len(words & others) < FULL_NAME:
        return False  # a parse would only cost time
    a, b = (
        [t.text.casefold() for t in parse(name).tokens if t.pos == "PROPN" and not _is_title(t)]
        for name in (one, other)
    )
    return len(a) >= FULL_NAME and a == b


def _is_title(token: Token) -> bool:
    return is_person(token) or is_courtesy(token)


def source_of(evidence: Evidence, line: Line, assessment: Assessment) -> Source:
    """The sentence, widened to the neighbours that hold its speaker or cues."""
    window = _around(evidence, line)
    touched = [window[e.sentence] for e in assessment.spans] + [line]
    return Source(
        line=line,
        start=min(other.start for other in touched),
        end=max(other.end for other in touched),
    )


def _clause_end(text: str, cue_end: int) -> int:
    """Where the clause of a cue ends ("the charity denies it"), or the cue where much follows."""
    rest = _CLAUSE.split(text[cue_end:])[0].rstrip(' .,;:!?\u201d"')
    return cue_end + (len(rest) if len(rest.split()) <= FEW else 0)


def asides_of(
    evidence: Evidence, line: Line, assessment: Assessment, *, value: str
) -> tuple[str, ...]:
    """The clauses that hold a hedge, where they do not hold *value* itself.

    A long one ends with the cue: what follows may be another matter.
    """
    window = _around(evidence, line)
    found = []
    for cue in assessment.spans:
        other = window[cue.sentence]
        if cue.text not in assessment.hedges:
            continue
        before = _CLAUSE.split(other.text[: cue.start])[-1]
        clause = other.text[cue.start - len(before) : _clause_end(other.text, cue.end)]
        spoken = assessment.speaker is not None and assessment.speaker in clause
        # of a single word in its own sentence the word is enough
        apart = other is not line or (bool(before) and " " in cue.text)
        if value not in clause and not spoken and apart:
            found.append(clause.lstrip())
    return tuple(dict.fromkeys(found))
