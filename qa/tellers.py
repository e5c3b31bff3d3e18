"""Which noun phrase speaks by a verb: its subject, or what stands right beside the verb.

Many reports have lost their commas and full stops, and the parser then takes a far noun for the
subject: what stands right before a closing "said", or right after an inverted one, counts for more.
"""

from functools import cache

from qa.apposition import is_role
from qa.language import PLACE_LABELS, Sentence, Token, is_passive, noun_phrase
from qa.naming import can_speak, full_name
from qa.parted import parted
from qa.standing import certainty_lexicon, speaker_class
from qa.subjects import beside, subject_of

__all__ = ["teller"]

_INVERTING = frozenset({"say", "add", "report", "announce", "state"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACING = frozenset({"in", "near", "at", "on", "against", "outside", "around"})
_CLAUSES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}
_KINDS = ("say", "find", "claim", "suspect", "confirm", "concede", "deny")


def teller(sentence: Sentence, verb: int, last: int | None) -> int | None:
    """Index of the speaker's noun; *last* is the one who spoke before in the sentence."""
    tokens = sentence.tokens
    inverted = _inverted(sentence, verb)
    if inverted is not None:
        return inverted
    apart = parted(sentence, verb)
    if apart is not None:
        return apart
    found = subject_of(sentence, verb)
    if tokens[verb].tag == "VBG" and (found is None or last is not None):
        # "the agency quoted X as saying": X speaks
        quoted = verb > 0 and tokens[verb - 1].lemma == "as"
        if found is None or not (quoted or _is_known(sentence, found, person=False)):
            return last
    near = _before_brackets(tokens, beside(sentence, verb, after=False))
    if near is not None and any(t.pos == "CCONJ" for t in tokens[near + 1 : verb]):
        near = None  # "two bases, at Osht and Marsa, and says"
    if found is None and near is not None and _is_where(sentence, verb, near):
        return None
    if near is None or (found is not None and not _nearer(sentence, verb, found, near)):
        return found
    return _owner(sentence, verb, near)


def _inverted(sentence: Sentence, verb: int) -> int | None:
    """The speaker after "said", where the words spoken stand before it."""
    tokens = sentence.tokens
    if tokens[verb].lemma not in _INVERTING:
        return None
    if _finite_after(tokens, verb) and not _set_off(sentence, verb):
        return None
    found = beside(sentence, verb, after=True)
    if found is None or not any(token.pos in {"VERB", "AUX"} for token in tokens[:verb]):
        return None
    # '"..." a sect of President Assad said Omar Haddad.': the name that closes the sentence
    closing = all(t.pos == "PUNCT" for t in tokens[full_name(sentence, found)[1] :])
    if closing and tokens[found].ent == "PERSON":
        return found
    # with a speaker right before it, what follows is something else: "the monitor said Tags"
    ahead = verb and any(t.head == verb and t.dep == "nsubj" for t in tokens[verb - 1 : verb])
    if not ahead or not can_speak(sentence, verb - 1):
        return found
    return found if _undergoes(sentence, verb - 1) and _is_known(sentence, found) else None


def _is_where(sentence: Sentence, verb: int, near: int) -> bool:
    """Whether it is the place of what the verb tells of: "the blast in the Lorma area | proved"."""
    tokens, at, placed = sentence.tokens, near, False
    while tokens[at].head not in {at, verb}:
        at = tokens[at].head
        placed |= tokens[at].lemma in _PLACING
    told = tokens[at].head == verb and tokens[at].dep == "nsubj"
    return told and placed and not can_speak(sentence, at)


def _undergoes(sentence: Sentence, noun: int) -> bool:
    """Whether a noun ends the words spoken: "killed 10 civilians | said the monitor"."""
    tokens, first = sentence.tokens, noun_phrase(sentence, noun)[0]
    counted = any(t.head == noun and t.dep == "nummod" for t in tokens)
    taken = first > 0 and tokens[first - 1].pos == "VERB" and not is_passive(sentence, first - 1)
    return counted or taken


def _is_object(sentence: Sentence, noun: int) -> bool:
    """Whether a verb before the noun takes it: "killing at least 18 people"."""
    tokens, i = sentence.tokens, noun_phrase(sentence, noun)[0] - 1
    while i > 0 and tokens[i].pos in {"ADP", "ADV", "ADJ", "NUM"}:
        i -= 1
    return i >= 0 and tokens[i].pos == "VERB" and not is_passive(sentence, i)


def _is_known(sentence: Sentence, noun: int, *, person: bool = True) -> bool:
    """Whether it is a speaker by its own words, not only by its place.

    With *person*, "civilians" and "others" are speakers too.
    """
    token = sentence.tokens[noun]
    if token.ent in {"PERSON", "ORG"} or token.pos == "PRON":
        return True
    first, last = noun_phrase(sentence, noun)
    words = sentence.tokens[first : max(last, noun + 1)]
    people = {*certainty_lexicon()["anaphora"]["people"], "people"}
    if token.lemma in people:
        return person
    return speaker_class(" ".join(word.text for word in words)) != "unknown"


def _nearer(sentence: Sentence, verb: int, found: int, near: int) -> bool:
    """Whether the noun right before the verb speaks rather than the subject by the parse."""
    tokens = sentence.tokens
    one_word = " " not in sentence.text[tokens[found].start : tokens[near].end]
    if near <= found or one_word:  # "al-Faris said"
        return False
    object_ = tokens[near].pos in _NOUNS and _is_object(sentence, found)
    if object_ and near == verb - 1 and _is_known(sentence, near):
        return True  # "killing 18 people including children | state media reported"
    between = [t for t in tokens[near + 1 : verb] if t.text not in {"(", ")"}]
    if len(between) < verb - near - 1:  # the short name in brackets, or the noun before it
        between = [t for t in between if t.pos != "PROPN"]
    # "..., the spokeswoman, Anna Reed, told the daily": nearer than the subject of a joined verb
    apart = tokens[verb].dep == "conj" and tokens[found].head != verb
    if apart and len(between) <= 1 and all(t.pos != "CCONJ" for t in between):
        return True
    if any(token.ent not in _TIMES for token in between) or _undergoes(sentence, near):
        return False
    first = noun_phrase(sentence, found)[0]
    opened = first > 0 and tokens[first - 1].pos in {"ADP", "SCONJ"}
    opened = opened and tokens[first].ent not in _TIMES  # "On Tuesday the coordinator"
    if opened and not can_speak(sentence, found):
        # "After talks in Geneva Minister Omar Haddad said"
        return tokens[near].ent == "PERSON" or not _completes(tokens, found, near)
    told = any(token.pos in {"VERB", "AUX"} for token in tokens[:near])
    closing = told and not _finite_after(tokens, verb) and not _has_object(tokens, verb)
    return closing and _is_known(sentence, near) and not _completes(tokens, found, near)


def _before_brackets(tokens: tuple[Token, ...], near: int | None) -> int | None:
    """The noun whose short name stands in brackets: "the Observatory (SOHR) said"."""
    bracketed = near is not None and near > 1 and tokens[near - 1].text == "("
    if near is None or not bracketed or tokens[near - 2].pos not in _NOUNS:
        return near
    noun = near - 2
    while tokens[noun].dep == "pobj" and tokens[tokens[tokens[noun].head].head].pos in _NOUNS:
        noun = tokens[tokens[noun].head].head  # "the Observatory for Human Rights (SOHR)"
    return noun


def _has_object(tokens: tuple[Token, ...], verb: int) -> bool:
    return any(t.head == verb and t.dep in {"dobj", "ccomp"} for t in tokens[verb + 1 :])


def _completes(tokens: tuple[Token, ...], found: int, near: int) -> bool:
    """Whether *near* belongs to the phrase of *found*: "a doctor at the hospital", "X, who ...".

    A participle does not tie them: "others hurt in an attack | the agency reported".
    """
    i = near
    while i not in {tokens[i].head, found}:
        if tokens[i].dep == "relcl":
            return True
        if tokens[i].dep == "acl":
            return False
        i = tokens[i].head
    return i == found


def _owner(sentence: Sentence, verb: int, near: int) -> int:
    """The subject that *near* describes: "a photographer in Douma", "the council of the town"."""
    tokens = sentence.tokens
    link = tokens[near].head
    noun = tokens[link].head
    impersonal = certainty_lexicon()["anaphora"]["impersonal"]
    subject = tokens[noun].head == verb and tokens[noun].dep == "nsubj" and noun < link < near
    person = tokens[near].ent == "PERSON" or tokens[noun].lemma in impersonal
    # "killed two | a source in Osht said": neither a place nor an office speaks for who is there
    placed = tokens[near].ent in PLACE_LABELS and can_speak(sentence, noun)
    if (
        (placed or is_role(tokens[noun : noun + 1]))
        and noun == link - 1
        and tokens[link].pos == "ADP"
        and not _undergoes(sentence, noun)
    ):
        return noun
    opened = noun_phrase(sentence, noun)[0]
    inside = opened > 0 and tokens[opened - 1].pos in {"ADP", "SCONJ"}
    if tokens[link].pos == "ADP" and subject and tokens[noun].pos in _NOUNS and not person:
        return near if inside else noun
    return near


def _set_off(sentence: Sentence, verb: int) -> bool:
    """As in ", says Omar Haddad, and ..."."""
    tokens = sentence.tokens
    head = beside(sentence, verb, after=True)
    return (
        head is not None
        and verb > 0
        and tokens[verb - 1].text in {","} | _QUOTES
        and head + 1 < len(tokens)
        and tokens[head + 1].text == ","
    )


def _finite_after(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether a clause follows, before any "adding that ..."."""
    for token in tokens[verb + 1 :]:
        # not "said the Observatory, which documents abuses"
        if token.tag in _CLAUSES and token.dep != "relcl":
            return True
        if token.tag == "VBG" and token.lemma in _telling():
            return False
    return False


@cache
def _telling() -> frozenset[str]:
    verbs = certainty_lexicon()["verbs"]
    return frozenset(lemma for kind in _KINDS for lemma in verbs[kind])
