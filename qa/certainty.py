"""How sure a report is of a stretch of its text, and who says so, from the words around it.

| certainty   | when                                                                              |
|-------------|-----------------------------------------------------------------------------------|
| confirmed   | the words say that it was confirmed or verified, by one who is no armed party     |
| reported    | the report says it in its own voice, or passes on a source that takes no part in  |
|             | the fighting: a monitor, the UN, a hospital, a news agency, police, a witness     |
| claimed     | a party to the conflict, its supporter, or a speaker of unknown standing says it  |
| suspected   | accused, blamed, believed, alleged, possible                                      |
| unconfirmed | not verified, hearsay, or only an estimate of what is not known                   |
| disputed    | accounts differ here, or another party denies it in the next sentence             |
| denied      | its speaker denies it                                                             |

``reported`` covers two things, told apart by ``speaker``: None is the report's own voice. Where
several apply, the one lowest in the table wins. The words are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.attribution import segment
from qa.figures import find_figures, measure_of, related_measures
from qa.hedges import hedges, phrase_matches
from qa.language import Sentence
from qa.naming import certainty_lexicon
from qa.records import Certainty
from qa.speakers import attributions
from qa.speech import Evidence, Spoken, Stretch, is_speaker, speech_of, stretch_of

__all__ = ["Assessment", "Evidence", "assess"]

_RANK: tuple[Certainty, ...] = (
    "confirmed", "reported", "claimed", "suspected", "unconfirmed", "disputed", "denied",
)  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "whether", "until"})
_Level = tuple[Certainty, Evidence | None]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the words around a stretch say about it.

    Attributes:
        certainty: By the table above.
        speaker: Who says it, in the report's words; None for the report's own voice.
        cues: The words that show certainty and speaker, in order of reading.
        says_unknown: Whether the report says that the thing asked for is not known.
        spans: Where the cues and the speaker's name stand.
    """

    certainty: Certainty
    speaker: str | None
    cues: tuple[str, ...]
    says_unknown: bool
    spans: tuple[Evidence, ...]


def assess(sentences: Sequence[Sentence], focus: int, start: int, end: int) -> Assessment:
    """Certainty and speaker of ``sentences[focus].text[start:end]``.

    Args:
        sentences: Parsed neighbouring sentences of one article, in order. One before and one
            after suffice for most; more lets pronouns find their names.
        focus: Index of the sentence that holds the stretch.
        start: Offset of the stretch in that sentence's text.
        end: Offset after it.
    """
    if not sentences[focus].tokens:
        return Assessment("reported", None, (), says_unknown=False, spans=())
    stretch = stretch_of(sentences, focus, start, end)
    spoken = speech_of(stretch)
    levels = [_by_speech(spoken), *_by_words(stretch), *_by_neighbours(stretch, spoken)]
    unknown = _unknown(stretch)
    if unknown and _counted_measure(stretch) is not None:
        levels.append(("unconfirmed", unknown))
    soft = [
        stretch.evidence(focus, hedge.cue)
        for hedge in hedges(stretch.sentence, stretch.first, stretch.last)
        if hedge.kind == "softener"
    ]
    shown = {evidence for _, evidence in levels if evidence} | {*soft}
    cues = sorted(shown | ({unknown} if unknown else set()), key=_place)
    speaker = spoken.speaker if spoken else None
    return Assessment(
        _weakest(levels),
        speaker.text if speaker else None,
        tuple(cue.text for cue in cues),
        says_unknown=unknown is not None,
        spans=tuple(sorted({*cues} | ({speaker} if speaker else set()), key=_place)),
    )


def _place(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.sentence, evidence.start, evidence.end


def _weakest(levels: Sequence[_Level]) -> Certainty:
    """The level lowest in the table; a confirmation lifts only what is said without a hedge."""
    found = {level for level, _ in levels}
    if "confirmed" in found and not found & set(_RANK[3:]):
        return "confirmed"
    return max(found - {"confirmed"} or {"confirmed"}, key=_RANK.index)


def _by_speech(spoken: Spoken | None) -> _Level:
    """What the verb and the standing of the speaker make of the stretch."""
    if spoken is None:
        return "reported", None
    match spoken.kind:
        case "deny":
            return "denied", spoken.cue
        case "suspect":
            return "suspected", spoken.cue
        case "claim":
            return "claimed", spoken.cue
        case "confirm" if spoken.standing != "party":
            return "confirmed", spoken.cue
    claims = spoken.standing in {"party", "unknown"} and spoken.speaker is not None
    return "claimed" if claims else "reported", spoken.cue


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
    for level, name in named:
        for evidence in _phrases(stretch, stretch.focus, name):
            if start <= evidence.start < end:
                yield level, evidence


def _phrases(stretch: Stretch, index: int, name: str) -> Iterator[Evidence]:
    sentence = stretch.sentences[index]
    for first, last in phrase_matches(sentence, certainty_lexicon()["phrases"][name]):
        before = {token.lemma for token in sentence.tokens[max(first - 3, 0) : first]}
        if before & _CONDITIONS:
            continue
        span = sentence.tokens[first].start, sentence.tokens[last - 1].end
        yield stretch.evidence(index, span)


def _beside(stretch: Stretch) -> list[int]:
    """Positions of the sentence itself and of those right before and after it."""
    near = range(stretch.focus - 1, stretch.focus + 2)
    return [i for i in near if 0 <= i < len(stretch.sentences)]


def _by_neighbours(stretch: Stretch, spoken: Spoken | None) -> Iterator[_Level]:
    """That accounts differ, that it could not be verified, or that another party denies it."""
    for index in _beside(stretch):
        for evidence in _phrases(stretch, index, "unverified"):
            yield "unconfirmed", evidence
        if index != stretch.focus and _counted_measure(stretch) is not None:
            for evidence in _phrases(stretch, index, "disputed"):
                yield "disputed", evidence
    following = stretch.focus + 1
    if spoken is None or spoken.kind == "deny" or following >= len(stretch.sentences):
        return
    sentence, topics = stretch.sentences[following], certainty_lexicon()["topics"]
    for other in attributions(sentence):
        words = {sentence.tokens[i].lemma for i in sorted(other.scope)[:6]}
        speaker = sentence.text[slice(*other.speaker)] if other.speaker else ""
        same = spoken.speaker is not None and speaker == spoken.speaker.text
        if other.kind == "deny" and not same and words & set(topics["denied"]):
            yield "disputed", stretch.evidence(following, other.cue)


def _counted_measure(stretch: Stretch) -> str | None:
    """The measure of the figure in the stretch; "" for one without, None where there is none."""
    start = stretch.sentence.tokens[stretch.first].start
    end = stretch.sentence.tokens[stretch.last - 1].end
    previous = stretch.sentences[stretch.focus - 1] if stretch.focus else None
    for mention in find_figures(stretch.sentence, previous=previous):
        if mention.start < end and start < mention.end:
            return mention.figure.measure or ""
    return None


def _unknown(stretch: Stretch) -> Evidence | None:
    """Words here or beside that say the thing asked for is not known."""
    measure = _counted_measure(stretch)
    for index in sorted(_beside(stretch), key=lambda i: abs(i - stretch.focus)):
        for evidence in _phrases(stretch, index, "unknown"):
            if _same_topic(stretch, index, measure):
                return evidence
    return None


def _same_topic(stretch: Stretch, index: int, measure: str | None) -> bool:
    """Whether a sentence about the unknown is about a count (of this measure), or who did it."""
    topics, tokens = certainty_lexicon()["topics"], stretch.sentences[index].tokens
    lemmas = {token.lemma for token in tokens}
    number, doer = lemmas & set(topics["number"]), lemmas & set(topics["doer"])
    if measure is None:
        return bool(doer) or (index == stretch.focus and not number)
    told = {found for lemma in lemmas if (found := measure_of(lemma))}
    if not number and not (index == stretch.focus and not doer):
        return False
    return not measure or not told or bool(told & related_measures(measure))
