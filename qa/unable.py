"""Who does not know: "The governor could not say how many had fled" is the governor's word.

Only of the sentence that says so: what he could not confirm is not his.
"""

from qa.attribution import attribute
from qa.language import Sentence, is_passive, subtree
from qa.naming import can_speak, certainty_lexicon, full_name, speaker_class
from qa.resolving import Spoken, resolved
from qa.stretches import Stretch
from qa.subjects import subject_of

__all__ = ["unable_to_say"]

_ASKING = frozenset({"WRB", "WP", "WDT"})
_WHETHER = frozenset({"whether", "if"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})


def unable_to_say(stretch: Stretch) -> Spoken | None:
    """Who cannot say or does not know what is asked, where the stretch holds the words for that."""
    sentence = stretch.sentence
    tokens = sentence.tokens
    for i in range(stretch.first, stretch.last):
        opened = _opens(sentence, i)
        if opened is None or not _leaves_open(sentence, i):
            continue
        head = subject_of(sentence, i) or subject_of(sentence, tokens[opened].head)
        if head is None or not can_speak(sentence, head) or _is_no_source(sentence, head):
            continue
        found = attribute(sentence, "doubt", i, head, frozenset())
        spoken = resolved(stretch, stretch.focus, found)
        cue = stretch.evidence(stretch.focus, (tokens[opened].start, tokens[i].end))
        if spoken.speaker is None or spoken.standing == "media":
            return None
        return Spoken("doubt", cue, spoken.speaker, spoken.standing)
    return None


def _opens(sentence: Sentence, verb: int) -> int | None:
    """Where "could not say", "was unable to say" or "does not know" begins; None elsewhere."""
    tokens = sentence.tokens
    lemma, unknown = tokens[verb].lemma, certainty_lexicon()["verbs"]["unable"]
    if tokens[verb].pos != "VERB" or lemma not in unknown or is_passive(sentence, verb):
        return None
    beside = [i for i, token in enumerate(tokens[:verb]) if token.head == verb]
    able = any(tokens[i].tag == "MD" and tokens[i].lemma in {"can", "could"} for i in beside)
    denied = any(tokens[i].dep == "neg" for i in beside)
    if denied and (able or lemma == "know"):
        return min(i for i in beside if tokens[i].pos in {"AUX", "PART"} or tokens[i].tag == "MD")
    above = tokens[verb].head
    return above if tokens[above].lemma == "unable" and above < verb else None


def _leaves_open(sentence: Sentence, verb: int) -> bool:
    """Whether a question follows ("how many", "for how long", "if"), or it is to be confirmed."""
    if sentence.tokens[verb].lemma == "confirm":
        return True
    after = sentence.tokens[verb + 1 : subtree(sentence, verb)[1]]
    return any(token.tag in _ASKING or token.lemma in _WHETHER for token in after)


def _is_no_source(sentence: Sentence, head: int) -> bool:
    """Whether nobody is named, or a medium that could not look into it."""
    first, last = full_name(sentence, head)
    words = sentence.tokens[first:last]
    nobody = any(token.lemma in _NOBODY for token in words) or words[0].lemma in {"we", "i"}
    return nobody or speaker_class(" ".join(token.text for token in words)) == "media"
