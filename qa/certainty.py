"""How sure a report is of a stretch of its text, and who says so, from the words around it.

| certainty   | when                                                                              |
|-------------|-----------------------------------------------------------------------------------|
| confirmed   | the words say that it was confirmed; a court, monitor, test or inquiry found it;  |
|             | or one admits it against its interest                                             |
| reported    | the report says it in its own voice, or passes on another outlet's report         |
| claimed     | somebody named or described says so, an official included                         |
| suspected   | accused, blamed, believed, alleged, possible                                      |
| unconfirmed | not verified, hearsay, or only an estimate of what is not known                   |
| disputed    | accounts differ here, or another party denies it in the next sentence             |
| denied      | its speaker denies it, or a party says that it did not do it                      |

Where several apply, the one lowest in the table wins. The words are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.attribution import Kind, segment
from qa.communiques import by_communique
from qa.denial import denies
from qa.doubts import by_neighbours, counted_measure, phrases, unknown_of
from qa.hedges import hedges
from qa.hypothetical import cue_ahead
from qa.language import Sentence
from qa.records import Certainty
from qa.resolving import Spoken
from qa.speakers import attributions
from qa.speech import is_speaker, speech_of
from qa.standing import certainty_lexicon, speaker_class
from qa.stretches import Evidence, Stretch, stretch_of

__all__ = ["Assessment", "Evidence", "assess"]

_RANK: tuple[Certainty, ...] = (
    "confirmed", "reported", "claimed", "suspected", "unconfirmed", "disputed", "denied",
)  # fmt: skip
_BY_KIND: dict[Kind, Certainty] = {
    "deny": "denied",
    "suspect": "suspected",
    "claim": "claimed",
    "concede": "confirmed",
    "doubt": "unconfirmed",
}
_Level = tuple[Certainty, Evidence | None]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the words around a stretch say about it.

    Attributes:
        certainty: By the table above.
        speaker: Who says it, in the report's words; None for the report's own voice.
        cues: The words that show certainty and speaker, in order of reading.
        hedges: Those of the cues that weaken it or put it in doubt.
        says_unknown: Whether the report says that the thing asked for is not known.
        unable: Whether its speaker says that he does not know.
        spans: Where the cues and the speaker's name stand.
    """

    certainty: Certainty
    speaker: str | None
    cues: tuple[str, ...]
    says_unknown: bool
    spans: tuple[Evidence, ...]
    hedges: tuple[str, ...] = ()
    unable: bool = False


def assess(
    sentences: Sequence[Sentence],
    focus: int,
    start: int,
    end: int,
    *,
    outlet: str | None = None,
    opening: int | None = None,
) -> Assessment:
    """Certainty and speaker of ``sentences[focus].text[start:end]``.

    Args:
        sentences: Parsed neighbouring sentences of one article, in order. One before and one
            after suffice for most; more lets pronouns find their names.
        focus: Index of the sentence that holds the stretch.
        start: Offset of the stretch in that sentence's text.
        end: Offset after it.
        outlet: Whose report it is: the one that says "we".
        opening: Index of the sentence with which a party opens a report of its own.
    """
    return _assess(tuple(sentences), focus, start, end, outlet, opening)


# A stretch is assessed for its speaker where answers are compared, and again where they are told.
@lru_cache(maxsize=4_096)
def _assess(
    sentences: tuple[Sentence, ...],
    focus: int,
    start: int,
    end: int,
    outlet: str | None,
    opening: int | None,
) -> Assessment:
    if not sentences[focus].tokens:
        return Assessment("reported", None, (), says_unknown=False, spans=())
    stretch = stretch_of(sentences, focus, start, end)
    spoken = speech_of(stretch)
    if opening is not None and (spoken is None or spoken.own):
        spoken = by_communique(stretch, opening)
    if spoken is not None and spoken.own:
        spoken = replace(spoken, standing=speaker_class(outlet or ""))
    doubts: list[_Level] = [*_by_words(stretch), *by_neighbours(stretch, spoken)]
    doubts += _by_number(stretch)
    unknown = unknown_of(stretch)
    if unknown and counted_measure(stretch) is not None:
        doubts.append(("unconfirmed", unknown))
    levels = [_by_speech(stretch, spoken), *doubts]
    soft = [
        stretch.evidence(focus, hedge.cue)
        for hedge in hedges(stretch.sentence, stretch.first, stretch.last)
        if hedge.kind == "softener"
    ]
    weak = {evidence for level, evidence in doubts if evidence and level != "confirmed"} | {*soft}
    weak |= {unknown} if unknown else set()
    if spoken is not None:
        weak |= {spoken.belief} if spoken.belief else set()
        weak |= {spoken.cue} if spoken.kind == "suspect" else set()
    cues = sorted({evidence for _, evidence in levels if evidence} | weak, key=_place)
    speaker = spoken.speaker if spoken else None
    return Assessment(
        _weakest(levels),
        speaker.text if speaker else None,
        tuple(cue.text for cue in cues),
        says_unknown=unknown is not None,
        spans=tuple(sorted({*cues} | ({speaker} if speaker else set()), key=_place)),
        hedges=tuple(cue.text for cue in sorted(weak, key=_place)),
        unable=spoken is not None and spoken.kind == "doubt",
    )


def _place(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.sentence, evidence.start, evidence.end


def _weakest(levels: Sequence[_Level]) -> Certainty:
    """The level lowest in the table; a confirmation lifts only what is said without a hedge."""
    found = {level for level, _ in levels}
    if "confirmed" in found and not found & set(_RANK[3:]):
        return "confirmed"
    return max(found - {"confirmed"} or {"confirmed"}, key=_RANK.index)


def _by_speech(stretch: Stretch, spoken: Spoken | None) -> _Level:
    """What the verb and the standing of the speaker make of the stretch."""
    if spoken is None:
        return "reported", None
    if spoken.kind in _BY_KIND:
        return _BY_KIND[spoken.kind], spoken.cue
    checked = spoken.kind == "confirm" and spoken.standing != "party"
    found = spoken.kind == "find" and (spoken.standing == "independent" or _inquires(spoken))
    if checked or found or spoken.standing == "findings":
        return "confirmed", spoken.cue
    party = spoken.standing == "party"
    if (party or spoken.standing == "unknown") and denies(stretch, party=party):
        return "denied", spoken.cue
    return "claimed" if spoken.standing != "media" else "reported", spoken.cue


def _inquires(spoken: Spoken) -> bool:
    """Whether a report of an inquiry speaks: "the report establishes that"."""
    words = spoken.speaker.text.lower().split() if spoken.speaker else []
    return bool({*words} & {*certainty_lexicon()["speakers"]["inquiries"]})


def _by_number(stretch: Stretch) -> Iterator[_Level]:
    """What says that those counted only may come to it: "up to 100,000 people could flee"."""
    tokens = stretch.sentence.tokens
    number = next((i for i in range(stretch.first, stretch.last) if tokens[i].pos == "NUM"), None)
    cue = None if number is None else cue_ahead(stretch.sentence, number)
    if cue is not None:
        span = tokens[cue].start, tokens[cue].end
        yield "suspected", stretch.evidence(stretch.focus, span)


def _by_words(stretch: Stretch) -> Iterator[_Level]:
    """Hedges that reach the stretch, and words of confirmation in its clause."""
    for hedge in hedges(stretch.sentence, stretch.first, stretch.last):
        if hedge.kind != "softener" and not is_speaker(stretch):
            yield hedge.kind, stretch.evidence(stretch.focus, hedge.cue)
    tokens = stretch.sentence.tokens
    first, last = segment(stretch.sentence, stretch.first)
    start, end = tokens[first].start, tokens[last - 1].end
    named: tuple[tuple[Certainty, str], ...] = (
        ("confirmed", "official"), ("disputed", "disputed"), ("suspected", "suspected"),
    )  # fmt: skip
    nobody = [one.cue for one in attributions(stretch.sentence) if one.speaker is None]
    for level, name in named:
        for evidence in phrases(stretch, stretch.focus, name):
            # "confirmed by every outlet": by nobody in particular
            idle = any(evidence.start <= at < evidence.end for at, _ in nobody)
            if start <= evidence.start < end and not (idle and level == "confirmed"):
                yield level, evidence
