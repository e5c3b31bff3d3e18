"""From an attribution to the one who speaks: by what name, and of what standing.

A pronoun takes the name it stands for, "a monitor" of a lead the name that the next sentences give,
and a bare surname the fuller name that stood before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.apposition import is_role
from qa.attribution import Attribution, Kind
from qa.called import called_later
from qa.casing import is_capitals
from qa.coreference import Mention, antecedent
from qa.language import Sentence
from qa.naming import full_name
from qa.pointing import points_back
from qa.speakers import attributions
from qa.standing import certainty_lexicon, speaker_class
from qa.stretches import Evidence, Stretch, inside_quotation

__all__ = ["Spoken", "resolved"]

LATER = 4  # sentences of a lead in which a source gets its name


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody speaks the stretch.

    Attributes:
        kind: What the verb makes of it.
        cue: The verb or preposition.
        speaker: The name; None where the report names nobody.
        belief: The word for a belief that its speaker tells of ("said he BELIEVED"); else None.
        own: Whether the report itself speaks as "we".
        standing: ``party``, ``independent``, ``media``, ``official``, ``witness`` or ``unknown``.
    """

    kind: Kind
    cue: Evidence
    speaker: Evidence | None
    standing: str
    belief: Evidence | None = None
    own: bool = False


def resolved(stretch: Stretch, sentence: int, found: Attribution) -> Spoken:
    """Who speaks by *found*, an attribution in ``stretch.sentences[sentence]``."""
    cue = stretch.evidence(sentence, found.cue)
    speaker = None if found.speaker is None else stretch.evidence(sentence, found.speaker)
    if speaker is not None:
        speaker = _named(stretch, sentence, found, speaker)
    standing = "unknown" if found.pronoun and speaker is None else _standing(stretch, speaker)
    first = found.head is not None and _is_own(stretch, sentence, found.head)
    kind = (
        "find" if standing == "independent" and _by_report(stretch, sentence, found) else found.kind
    )
    return Spoken(kind, cue, speaker, standing, own=first and speaker is None)


def _by_report(stretch: Stretch, sentence: int, found: Attribution) -> bool:
    """Whether one speaks through a report of an inquiry: what that says was looked into."""
    inquiries = certainty_lexicon()["speakers"]["inquiries"]
    tokens = stretch.sentences[sentence].tokens
    return found.kind == "say" and found.head is not None and tokens[found.head].lemma in inquiries


def _is_own(stretch: Stretch, sentence: int, head: int) -> bool:
    """Whether "we" or "I" is the report itself, and nobody it quotes."""
    word = stretch.sentences[sentence].tokens[head].text.lower()
    at = Stretch(stretch.sentences, sentence, head, head + 1)
    return word in {"we", "i"} and not inside_quotation(at)


def _named(
    stretch: Stretch, sentence: int, found: Attribution, speaker: Evidence
) -> Evidence | None:
    """The speaker by the name that the sentences around give; None for a pronoun without one."""
    sentences = stretch.sentences
    if points_back(sentences[sentence], found):
        named = antecedent(sentences, sentence, found)
        if named is None and found.pronoun:
            return None
    else:
        named = _named_later(sentences, sentence, found)
    named = named or called_later(sentences, sentence, found)
    if named is not None:
        speaker = stretch.evidence(named.sentence, (named.start, named.end))
    longer = _fuller(sentences, speaker.sentence, _bare(speaker.text), own=speaker.text)
    return (
        speaker if longer is None else stretch.evidence(longer.sentence, (longer.start, longer.end))
    )


def _bare(name: str) -> str:
    """The name in "the Institute", "the Lorma-based Observatory"; "the Army" may be any army."""
    words = name.split()
    described = words[:1] in (["the"], ["The"]) and all("-" in word for word in words[1:-1])
    known = speaker_class(words[-1]) in {"independent", "unknown"} and words[-1][:1].isupper()
    return words[-1] if described and known and len(words) > 1 else name


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


def _named_later(sentences: Sequence[Sentence], index: int, found: Attribution) -> Mention | None:
    """The name that the next sentences give to "a monitor" or "a local doctor" of a lead."""
    sentence = sentences[index]
    if found.head is None or found.speaker is None or found.pronoun:
        return None
    first, last = full_name(sentence, found.head)
    words = sentence.tokens[first:last]
    # "a military source" keeps his name to himself
    head = sentence.tokens[found.head]
    single = head.tag == "NN" and head.lemma != "source"
    if not single or any(t.pos in {"PROPN", "CCONJ"} for t in words):
        return None
    told = sentence.text[slice(*found.speaker)]
    # "the ministry" is known by that name: another official of the next sentence is somebody else.
    indefinite = any(t.lemma in {"a", "an", "one"} for t in words)
    standing, lemma = speaker_class(told), head.lemma
    for at in range(index + 1, min(index + LATER, len(sentences))):
        for one in attributions(sentences[at]):
            if one.speaker is None or one.head is None:
                continue
            if (
                not indefinite
                and at == index + 1
                and is_role(words)
                and _first_named(sentences, at, one)
            ):
                return Mention(at, *one.speaker)
            name = sentences[at].text[slice(*one.speaker)]
            own = sentences[at].tokens[slice(*full_name(sentences[at], one.head))]
            proper = any(token.pos == "PROPN" for token in own)
            kind = standing == speaker_class(name) != "unknown"
            alike = indefinite and kind and is_role(own) == is_role(words)
            # "the town's council" is not "council head Omar Haddad"
            same = any(a.lemma == lemma and b.pos != "NOUN" for a, b in pairwise((*own, own[0])))
            if proper and (alike or same):
                return Mention(at, *one.speaker)
    return None


def _first_named(sentences: Sequence[Sentence], at: int, one: Attribution) -> bool:
    """Whether a person speaks who is named for the first time, and without a role.

    After "the director of the clinic said", "Dr Hala Aziz said" tells who the director is.
    """
    tokens = sentences[at].tokens
    if one.head is None or one.pronoun or tokens[one.head].ent != "PERSON":
        return False
    # "Omar Haddad, who speaks for the herders" is somebody else
    if any(t.head == one.head and t.dep in {"relcl", "appos"} for t in tokens):
        return False
    name = tokens[slice(*full_name(sentences[at], one.head))]
    bare = all(token.pos == "PROPN" or token.text in {"-", "."} for token in name)
    before = {token.text for sentence in sentences[:at] for token in sentence.tokens}
    return bare and len(name) > 1 and name[-1].text not in before


def _fuller(sentences: Sequence[Sentence], index: int, name: str, *, own: str) -> Mention | None:
    """The earlier, longer mention of somebody called by one name: "Haddad" <- "Omar Haddad"."""
    if " " in name.strip() or not name[:1].isupper():
        return None
    if len(name) > 1 and name.isupper() and not is_capitals(sentences[index].text):
        return None  # initials are a name of their own
    for at in range(index, -1, -1):
        sentence = sentences[at]
        for i, token in enumerate(sentence.tokens):
            named = token.pos == "PROPN" or token.text[:1].isupper()
            if token.text.casefold() != name.casefold() or not named:
                continue
            first, last = full_name(sentence, i)
            words = sentence.tokens[first:last]
            told = sentence.text[words[0].start : words[-1].end]
            if sum(word.pos == "PROPN" for word in words) > 1 and told != own:
                return Mention(at, words[0].start, words[-1].end)
    return None
