"""Who speaks a stretch of an article, looked for in the sentences around it.

Pronouns and "the spokesman" are led back to the name; a quotation that runs over several sentences
to the one who is named before or after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.language import Sentence
from qa.naming import can_speak, certainty_lexicon, full_name, speaker_class
from qa.speakers import Attribution, Kind, attributions

__all__ = ["Evidence", "Spoken", "Stretch", "is_speaker", "speech_of", "stretch_of"]

_QUOTES = frozenset('"\u201c\u201d') | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that show certainty or speaker: ``sentences[sentence].text[start:end] == text``."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens [first, last) of ``sentences[focus]``."""

    sentences: Sequence[Sentence]
    focus: int
    first: int
    last: int

    @property
    def sentence(self) -> Sentence:
        """The sentence that holds the stretch."""
        return self.sentences[self.focus]

    def evidence(self, sentence: int, span: tuple[int, int]) -> Evidence:
        """The words at *span* of one sentence of the window."""
        return Evidence(sentence, *span, self.sentences[sentence].text[slice(*span)])


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody speaks the stretch.

    Attributes:
        kind: What the verb makes of it.
        cue: The verb or preposition.
        speaker: The name; None where the report names nobody.
        standing: ``party``, ``independent``, ``media``, ``official``, ``witness`` or ``unknown``.
    """

    kind: Kind
    cue: Evidence
    speaker: Evidence | None
    standing: str


def stretch_of(sentences: Sequence[Sentence], focus: int, start: int, end: int) -> Stretch:
    """The tokens that ``sentences[focus].text[start:end]`` touches; at least one."""
    tokens = sentences[focus].tokens
    touched = [i for i, token in enumerate(tokens) if token.end > start and token.start < end]
    first = touched[0] if touched else min(len(tokens) - 1, 0)
    return Stretch(sentences, focus, first, touched[-1] + 1 if touched else first + 1)


def speech_of(stretch: Stretch) -> Spoken | None:
    """Who speaks *stretch*; None where the report itself does."""
    stated = range(stretch.first, stretch.last)
    found = attributions(stretch.sentence)
    covering = [one for one in found if any(i in one.scope for i in stated)]
    if covering:
        nearest = min(covering, key=lambda one: (len(one.scope), -one.cue[0]))
        return _resolved(stretch, stretch.focus, nearest)
    return None if is_speaker(stretch) else _of_quotation(stretch)


def is_speaker(stretch: Stretch) -> bool:
    """Whether the stretch names one who speaks in its sentence: that he speaks is no hearsay."""
    tokens, found = stretch.sentence.tokens, attributions(stretch.sentence)
    start, end = tokens[stretch.first].start, tokens[stretch.last - 1].end
    return any(one.speaker and one.speaker[0] <= start < end <= one.speaker[1] for one in found)


def _resolved(stretch: Stretch, sentence: int, found: Attribution) -> Spoken:
    cue = stretch.evidence(sentence, found.cue)
    speaker = None if found.speaker is None else stretch.evidence(sentence, found.speaker)
    if speaker is not None and _points_back(stretch, sentence, found):
        speaker = _antecedent(stretch, sentence, found) or speaker
    return Spoken(found.kind, cue, speaker, _standing(stretch, speaker))


def _points_back(stretch: Stretch, sentence: int, found: Attribution) -> bool:
    """Whether the speaker is a pronoun or "the spokesman", named elsewhere."""
    if found.pronoun:
        return True
    tokens, nouns = stretch.sentences[sentence].tokens, certainty_lexicon()["anaphora"]["nouns"]
    if found.head is None or tokens[found.head].lemma not in nouns or found.speaker is None:
        return False
    words = [t for t in tokens if found.speaker[0] <= t.start < found.speaker[1]]
    definite = words[0].text.lower() in {"the", "this", "that", "its"}
    brief = len(words) <= 3  # noqa: PLR2004 - "the same source"
    return definite and brief and not any(token.pos == "PROPN" for token in words)


def _antecedent(stretch: Stretch, sentence: int, found: Attribution) -> Evidence | None:
    """The nearest speaker named before, that the pronoun or noun can stand for."""
    lemma = stretch.sentences[sentence].tokens[found.head or 0].lemma
    kind = "any" if found.pronoun else certainty_lexicon()["anaphora"]["nouns"][lemma]
    for index in range(sentence, -1, -1):
        for one in reversed(attributions(stretch.sentences[index])):
            if index == sentence and one.cue >= found.cue:
                continue
            if one.speaker and not _points_back(stretch, index, one):
                name = stretch.evidence(index, one.speaker)
                if lemma in name.text.lower() or _is_kind(stretch, index, one, kind):
                    return name
        before = found.cue[0] if index == sentence else len(stretch.sentences[index].text)
        named = _named_subject(stretch, index, before) if found.pronoun else None
        if named:
            return named
    return None


def _is_kind(stretch: Stretch, index: int, named: Attribution, kind: str) -> bool:
    """Whether the speaker named can be meant by a noun of that kind ("the agency")."""
    token = stretch.sentences[index].tokens[named.head or 0]
    if kind == "any":
        return True
    if kind == "person":
        return token.ent == "PERSON"
    standing = speaker_class(stretch.sentences[index].text[slice(*(named.speaker or (0, 0)))])
    if kind == "organisation":
        return token.ent != "PERSON" and standing in {"independent", "party"}
    return standing == kind


def _named_subject(stretch: Stretch, index: int, before: int) -> Evidence | None:
    """The subject of a sentence, if it can speak: "General Botero met reporters. He said"."""
    sentence = stretch.sentences[index]
    for i, token in enumerate(sentence.tokens):
        main = sentence.tokens[token.head].dep in {"ROOT", "ccomp"}
        subject = main and token.dep == "nsubj" and token.end < before and token.pos != "PRON"
        if subject and can_speak(sentence, i):
            first, last = full_name(sentence, i)
            return stretch.evidence(
                index, (sentence.tokens[first].start, sentence.tokens[last - 1].end)
            )
    return None


def _standing(stretch: Stretch, speaker: Evidence | None) -> str:
    """What kind of speaker it is; a bare name is looked up in the window for its role."""
    if speaker is None:
        return "media"
    standing = speaker_class(speaker.text)
    if standing != "unknown":
        return standing
    name = speaker.text.split()[-1].strip(".,'\"")
    for sentence in stretch.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.text != name:
                continue
            words = sentence.tokens[slice(*full_name(sentence, i))]
            found = speaker_class(" ".join(word.text for word in words))
            if found != "unknown":
                return found
    return "unknown"


def _of_quotation(stretch: Stretch) -> Spoken | None:
    """The speaker of a quotation that the stretch stands in, named in another sentence."""
    if not _inside_quotation(stretch):
        return None
    after = range(stretch.focus, min(stretch.focus + 3, len(stretch.sentences)))
    for index in after:
        sentence = stretch.sentences[index]
        start = stretch.last if index == stretch.focus else 0
        closing = next(
            (i for i, t in enumerate(sentence.tokens) if i >= start and t.text in _QUOTES), None
        )
        if index > stretch.focus and closing is None and not _opens_with_speech(sentence):
            break
        spoken = [
            one
            for one in attributions(sentence)
            if one.speaker and (closing is None or one.cue[0] > sentence.tokens[closing].start)
        ]
        if spoken:
            return _resolved(stretch, index, spoken[0])
    for index in range(stretch.focus - 1, max(stretch.focus - 3, -1), -1):
        spoken = [one for one in attributions(stretch.sentences[index]) if one.speaker]
        if spoken:
            return _resolved(stretch, index, spoken[-1])
    return None


def _opens_with_speech(sentence: Sentence) -> bool:
    found = attributions(sentence)
    return bool(found) and found[0].cue[0] < 60  # noqa: PLR2004 - "Barazi was quoted as saying"


def _inside_quotation(stretch: Stretch) -> bool:
    """Whether a quotation mark opened in the window is still open at the stretch."""
    inside = False
    for index in range(stretch.focus + 1):
        tokens = stretch.sentences[index].tokens
        end = stretch.first if index == stretch.focus else len(tokens)
        for token in tokens[:end]:
            if token.text in {"\u201c", "``"}:
                inside = True
            elif token.text in {"\u201d", "''"}:
                inside = False
            elif token.text == '"':
                inside = not inside
    return inside
