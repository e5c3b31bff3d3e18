"""Who speaks a stretch of an article, looked for in the sentences around it.

Pronouns and "the spokesman" are led back to the name; a quotation that runs over several sentences
to the one who is named before or after it.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.attribution import Attribution, attribute
from qa.carried import told_further
from qa.language import Sentence, subtree
from qa.naming import can_speak
from qa.resolving import Spoken, resolved
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.stretches import Stretch, inside_quotation, opened_quotation
from qa.unable import unable_to_say

__all__ = ["is_speaker", "speech_of"]

_SELF = frozenset({"it", "its", "they", "their", "we", "our"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_QUOTES = frozenset('"\u201c\u201d') | {"''", "``"}


def speech_of(stretch: Stretch) -> Spoken | None:
    """Who speaks *stretch*; None where the report itself does."""
    found = attributions(stretch.sentence)
    covering = [one for one in found if _covers(stretch, one)]
    if covering:
        nearest = min(covering, key=lambda one: _nearness(stretch, one))
        nearest = _quoted_by(stretch.sentence, nearest, covering)
        if _first_person(stretch, nearest) and (quoted := _of_quotation(stretch)):
            return quoted
        teller = _outer(stretch.sentence, covering, nearest)
        spoken = resolved(stretch, stretch.focus, teller)
        if teller is nearest or nearest.kind == "concede":
            return spoken
        return replace(spoken, belief=stretch.evidence(stretch.focus, nearest.cue))
    if is_speaker(stretch):
        return _of_oneself(stretch, found)
    beyond = _of_quotation(stretch) or announced(stretch) or told_further(stretch)
    return beyond or unable_to_say(stretch)


def _covers(stretch: Stretch, one: Attribution) -> bool:
    """Whether *one* speaks the stretch; of a stretch with "X said" in it, the larger part."""
    stated = range(stretch.first, stretch.last)
    if not any(i in one.scope for i in stated):
        return False
    if not _holds_cue(stretch, one):
        return True
    tokens, speaker = stretch.sentence.tokens, one.speaker or one.cue
    if any(t.start == one.cue[0] and t.dep == "ROOT" for t in tokens):
        return True
    own = set[int]() if one.head is None else {*range(*subtree(stretch.sentence, one.head))}
    told = [
        i
        for i in stated
        if tokens[i].pos in _CONTENT
        and not one.cue[0] <= tokens[i].start < one.cue[1]
        and not speaker[0] <= tokens[i].start < speaker[1]
        and (i in one.scope or i not in own)
    ]
    return 2 * sum(i in one.scope for i in told) >= len(told)


def _holds_cue(stretch: Stretch, one: Attribution) -> bool:
    tokens = stretch.sentence.tokens
    return tokens[stretch.first].start <= one.cue[0] < tokens[stretch.last - 1].end


def _nearness(stretch: Stretch, one: Attribution) -> tuple[int, int, int]:
    """Whose words they are most closely; of "X denies A and hints at B", first what X denies."""
    tokens = stretch.sentence.tokens
    depth, i = 0, next(i for i, t in enumerate(tokens) if t.start == one.cue[0])
    while _holds_cue(stretch, one) and tokens[i].head != i:
        depth, i = depth + 1, tokens[i].head
    return depth, len(one.scope), -one.cue[0]


def _quoted_by(
    sentence: Sentence, nearest: Attribution, covering: Sequence[Attribution]
) -> Attribution:
    """Who is quoted: "the agency quoted the mayor as saying" is the mayor's word."""
    cue = next(t for t in sentence.tokens if t.start == nearest.cue[0])
    if cue.lemma not in {"quote", "cite"}:
        return nearest
    quoted = (one for one in covering if sentence.text[: one.cue[0]].endswith("as "))
    return next((one for one in quoted if one.cue > nearest.cue), nearest)


def _first_person(stretch: Stretch, found: Attribution) -> bool:
    """As in: "We counted twelve bodies", said the doctor."""
    return _says_we(stretch.sentence, found) and inside_quotation(stretch)


def _says_we(sentence: Sentence, found: Attribution) -> bool:
    return found.head is not None and sentence.tokens[found.head].text.lower() in {"we", "i"}


def _outer(
    sentence: Sentence, covering: Sequence[Attribution], nearest: Attribution
) -> Attribution:
    """Who says that he believes it: "the mayor said he believed that ..." is the mayor's claim.

    Another's admission is his claim too: "he has admitted it, the police said".
    """
    if nearest.kind != "concede" and (nearest.kind != "suspect" or not nearest.pronoun):
        return nearest
    cue = next(i for i, t in enumerate(sentence.tokens) if t.start == nearest.cue[0])
    outer = [one for one in covering if one.head != nearest.head and cue in one.scope]
    return min(outer, key=lambda one: len(one.scope), default=nearest)


def _of_oneself(stretch: Stretch, found: Sequence[Attribution]) -> Spoken | None:
    """What a speaker says of itself: "the Front said it had carried out the attack"."""
    tokens = stretch.sentence.tokens
    start, end = tokens[stretch.first].start, tokens[stretch.last - 1].end
    for one in found:
        if one.head is None or tokens[one.head].ent == "PERSON":
            continue
        first, last = subtree(stretch.sentence, one.head)
        if not tokens[first].start <= start < end <= tokens[last - 1].end:
            continue
        after = [i for i in sorted(one.scope) if tokens[i].start > one.cue[0]]
        own = next((i for i in after if tokens[i].tag in {"PRP", "PRP$"}), None)
        if _of_its_deed(stretch.sentence, one):
            spoken = resolved(stretch, stretch.focus, one)
            return Spoken("claim", spoken.cue, spoken.speaker, spoken.standing)
        subject = own is not None and tokens[own].text.lower() in _SELF
        if subject and own is not None and tokens[own].dep in {"nsubj", "nsubjpass", "poss"}:
            if any(t.dep in _SUBJECTS and t.pos != "PRON" for t in tokens[after[0] : own]):
                continue
            spoken = resolved(stretch, stretch.focus, one)
            return Spoken("claim", spoken.cue, spoken.speaker, spoken.standing)
    return None


def _of_its_deed(sentence: Sentence, one: Attribution) -> bool:
    """Whether one owns to a deed: "admitted using gas", "claimed to have shot down a jet"."""
    tokens = sentence.tokens
    cue = next(i for i, t in enumerate(tokens) if t.start == one.cue[0])
    under = {cue, *(i for i, t in enumerate(tokens) if t.head == cue and t.dep == "prep")}
    return one.kind in {"claim", "concede"} and any(
        t.head in under and t.dep in {"xcomp", "pcomp"} and t.pos == "VERB" for t in tokens[cue:]
    )


def announced(stretch: Stretch) -> Spoken | None:
    """Who gives the account that the stretch stands in: "The army gave the following account."."""
    for index in range(stretch.focus - 1, -1, -1):
        sentence = stretch.sentences[index]
        if not _announces(sentence):
            continue
        for i, token in enumerate(sentence.tokens):
            main = token.dep == "nsubj" and sentence.tokens[token.head].dep == "ROOT"
            if main and can_speak(sentence, i):
                cue = sentence.tokens[token.head]
                found = attribute(sentence, "find", token.head, i, frozenset())
                spoken = resolved(stretch, index, found)
                return replace(spoken, cue=stretch.evidence(index, (cue.start, cue.end)))
    return None


def _announces(sentence: Sentence) -> bool:
    """Whether an account is to come: "gave the following account", "establishes the following"."""
    tokens, nouns = sentence.tokens, certainty_lexicon()["anaphora"]["accounts"]
    for i in range(len(tokens) - 2):
        if tokens[i].lemma == "the" and tokens[i + 1].text.lower() == "following":
            after = tokens[i + 2]
            return after.pos == "PUNCT" or after.lemma in nouns
    return False


def is_speaker(stretch: Stretch) -> bool:
    """Whether the stretch names one who speaks in its sentence: that he speaks is no hearsay."""
    tokens, found = stretch.sentence.tokens, attributions(stretch.sentence)
    start, end = tokens[stretch.first].start, tokens[stretch.last - 1].end
    return any(one.speaker and one.speaker[0] <= start < end <= one.speaker[1] for one in found)


def _of_quotation(stretch: Stretch) -> Spoken | None:
    """The speaker of a quotation that the stretch stands in, named in another sentence."""
    opened = opened_quotation(stretch)
    if opened is None:
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
            if one.speaker
            and not _says_we(sentence, one)
            and (closing is None or one.cue[0] > sentence.tokens[closing].start)
        ]
        if spoken:
            elsewhere = index > stretch.focus
            return resolved(stretch, index, _as_said(spoken[0]) if elsewhere else spoken[0])
        if closing is not None:
            break
    if opened[0] == stretch.focus and _opens_late(stretch, opened[1]):
        return _by_pronoun(stretch, opened[1])
    for index in range(stretch.focus - 1, max(stretch.focus - 3, -1), -1):
        before = stretch.sentences[index]
        spoken = [one for one in attributions(before) if one.speaker and not _says_we(before, one)]
        if spoken:
            return resolved(stretch, index, _as_said(spoken[-1]))
    return None


def _as_said(one: Attribution) -> Attribution:
    """Who denies or suspects something in another sentence says what he is quoted with here."""
    return replace(one, kind="say") if one.kind in {"deny", "doubt", "suspect"} else one


def _opens_late(stretch: Stretch, mark: int) -> bool:
    """Whether its own sentence leads in to a quotation: 'The envoy thanked a "great leader"'."""
    tokens = stretch.sentence.tokens[: max(mark, 0)]
    return any(t.dep in _SUBJECTS and can_speak(stretch.sentence, i) for i, t in enumerate(tokens))


def _by_pronoun(stretch: Stretch, mark: int) -> Spoken | None:
    """Who goes on in marks, whatever the verb: 'They also denounce "the bombing"'."""
    tokens = stretch.sentence.tokens
    for i, token in enumerate(tokens[: max(mark, 0)]):
        main = token.dep == "nsubj" and tokens[token.head].dep == "ROOT" and token.head < mark
        if main and token.tag == "PRP":
            found = attribute(stretch.sentence, "say", token.head, i, frozenset())
            return resolved(stretch, stretch.focus, found)
    return None


def _opens_with_speech(sentence: Sentence) -> bool:
    found = attributions(sentence)
    return bool(found) and found[0].cue[0] < 60  # noqa: PLR2004 - "Barazi was quoted as saying"
