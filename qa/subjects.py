"""Nouns that may be the speaker of a verb: its subject by the parse, and the noun beside it."""

import re

from qa.language import Sentence, Token
from qa.naming import can_speak, is_initials
from qa.standing import certainty_lexicon, speaker_class

__all__ = ["beside", "closes_clause", "subject_of"]

LONGEST_SPEAKER = 12  # words
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DASHES = frozenset({"--", "\u2013", "\u2014"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", ".", ":"})
_CHAIN = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "prep", "dep"})
_TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tonight|late|early|earlier|here"
    r"|this|last|again|in|on|at|(?:19|20)\d\d",
    re.IGNORECASE,
)


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """Index of the noun that speaks by *verb*, by the parse; None where that finds nobody."""
    tokens, governor = sentence.tokens, verb
    noun = tokens[verb].head
    carriers = certainty_lexicon()["nouns"]["say"]
    if tokens[verb].dep == "acl" and tokens[verb].tag == "VBG" and tokens[noun].lemma in carriers:
        return noun  # "reports suggesting that"
    if closes_clause(sentence, verb) and can_speak(sentence, noun):
        return noun
    for _ in range(5):
        subjects = [
            i
            for i, token in enumerate(tokens)
            if token.head == governor and token.dep in _SUBJECTS and i != governor
        ]
        # of two, one for each of two sentences without a full stop, the one who can speak
        for i in sorted(subjects, key=lambda i: not can_speak(sentence, i)):
            if _bracketed(tokens, i):
                continue
            # "the Observatory, which tracks the war, said": the noun that "which" stands for
            relative = tokens[i].tag in {"WDT", "WP"} and not is_initials(sentence, i)
            found = _of_relative(sentence, governor) if relative else i
            # "the agency quoted X as saying": X speaks
            if governor != verb and tokens[governor].lemma in {"quote", "cite"}:
                found = next(
                    (k for k in _objects(tokens, governor) if can_speak(sentence, k)), found
                )
            speaks = tokens[verb].lemma in certainty_lexicon()["verbs"]["by_speakers"]
            if (
                can_speak(sentence, found)
                or (speaks and governor == verb and _may_speak(tokens, found))
            ) and not _in_dateline(tokens, found, verb):
                return found
        # "X said A, adding that B": the joined verb has the first verb's subject
        # "condemned the attack saying that": read as said of the attack
        through = tokens[verb].tag == "VBG" and tokens[governor].dep == "dobj"
        # "denied that X had been hit and said": joined to the nearer verb by the parse
        through |= tokens[verb].dep == "conj" and tokens[governor].dep == "ccomp"
        if tokens[governor].head == governor or not (through or tokens[governor].dep in _CHAIN):
            return None
        governor = tokens[governor].head
    return None


def _of_relative(sentence: Sentence, verb: int) -> int:
    """The noun that "which" stands for; not the last of "the group in the area, which denied"."""
    tokens, noun = sentence.tokens, sentence.tokens[verb].head
    last = noun
    while not can_speak(sentence, noun) and tokens[tokens[noun].head].pos in {*_NOUNS, "ADP"}:
        if noun in {tokens[noun].head, tokens[tokens[noun].head].head}:
            break
        noun = tokens[noun].head
    return noun if can_speak(sentence, noun) and tokens[noun].pos in _NOUNS else last


def _may_speak(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether the subject of "say" can be taken for a speaker though no list knows it."""
    impersonal = certainty_lexicon()["anaphora"]["impersonal"]
    return tokens[noun].pos in _NOUNS and tokens[noun].lemma not in impersonal


def closes_clause(sentence: Sentence, verb: int) -> bool:
    """Whether a verb that was read as a participle tells who spoke: "..., the judge, announced"."""
    tokens = sentence.tokens
    if tokens[verb].dep != "acl" or tokens[verb].tag != "VBN" or not verb:
        return False
    if tokens[tokens[verb].head].dep == "ROOT" and _has_that_clause(tokens, verb):
        return True  # "The Observatory announced that ...", read as a noun with a participle
    # "..., the state agency reported on Friday", with or without a comma before the verb
    medium = speaker_class(" ".join(t.text for t in tokens[max(verb - 2, 0) : verb])) == "media"
    if tokens[verb - 1].text != "," and tokens[verb].head != verb - 1 and not medium:
        return False
    following = tokens[verb + 1 : verb + 3]
    return all(t.pos in {"PUNCT", "ADP"} or t.ent in {"DATE", "TIME"} for t in following)


def _has_that_clause(tokens: tuple[Token, ...], verb: int) -> bool:
    return any(
        t.lemma == "that" and t.dep == "mark" and tokens[t.head].head == verb
        for t in tokens[verb + 1 :]
    )


def _in_dateline(tokens: tuple[Token, ...], noun: int, verb: int) -> bool:
    """Whether the noun opens the report: "SAN SALVADOR, 20 NOV 89 -- SOURCES SAID"."""
    return sum(token.text in _DASHES for token in tokens[noun:verb]) % 2 == 1


def _bracketed(tokens: tuple[Token, ...], i: int) -> bool:
    """As in "(AFP) -- [TEXT] THE ARMY SAID", where the brackets are read as the subject."""
    around = tokens[i - 1 : i + 2] if i else ()
    return len(around) == 3 and around[0].text in {"[", "("} and around[2].text in {"]", ")"}  # noqa: PLR2004


def _objects(tokens: tuple[Token, ...], verb: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.head == verb and token.dep == "dobj"]


def beside(sentence: Sentence, verb: int, *, after: bool) -> int | None:
    """The speaker's noun right before the verb, or right after it ("said Mounzer Khalil")."""
    tokens = sentence.tokens
    if not after:
        nearest = verb - 1
        while nearest > 0 and (
            tokens[nearest].ent in {"DATE", "TIME"}
            or (tokens[nearest].head == verb and tokens[nearest].dep in {"aux", "advmod"})
        ):
            nearest -= 1
        for i in range(nearest, max(verb - LONGEST_SPEAKER, 0) - 1, -1):
            if tokens[i].tag in _FINITE or tokens[i].ent in {"DATE", "TIME"}:
                return None
            whole_word = tokens[i + 1].text != "-"  # not the rebels of "rebel-held"
            noun = tokens[i].pos in _NOUNS | {"PRON"}
            # initials of an agency, read as an adjective
            initials = i == nearest and tokens[i].text.isupper()
            named = initials and speaker_class(tokens[i].text) != "unknown"
            if whole_word and (named or (noun and can_speak(sentence, i))):
                return i
        return None
    i = verb + 1
    if i >= len(tokens) or _TIME.fullmatch(tokens[i].text) or tokens[i].ent in {"DATE", "TIME"}:
        return None
    while i < len(tokens) and tokens[i].pos in {"DET", "ADJ"}:
        i += 1
    while i + 1 < len(tokens) and tokens[i].pos in _NOUNS and tokens[i + 1].pos in _NOUNS:
        if tokens[i].ent == "PERSON" and tokens[i + 1].ent != "PERSON":
            break
        i += 1
    spoken = i < len(tokens) and tokens[i].pos in _NOUNS and can_speak(sentence, i)
    return i if spoken else None
