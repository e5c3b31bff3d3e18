"""Names of speakers: which noun phrase speaks, and how far its name and role reach."""

import re

from qa.apposition import with_apposition
from qa.language import Sentence, Token, noun_phrase, subtree
from qa.standing import certainty_lexicon, speaker_class

__all__ = [
    "beside",
    "can_speak",
    "certainty_lexicon",
    "closes_clause",
    "full_name",
    "speaker_class",
    "subject_of",
]

LONGEST_SPEAKER = 12  # words
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "ADP", "PART", "CCONJ", "PUNCT"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DASHES = frozenset({"--", "\u2013", "\u2014"})
_NAME_LINKS = frozenset({"of", "for", "in", "at", "from", "on", "against", "by", "al"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", ".", ":"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}
_CHAIN = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "prep", "dep"})
_TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tonight|late|early|earlier|here"
    r"|this|last|again|in|on|at|(?:19|20)\d\d",
    re.IGNORECASE,
)


def can_speak(sentence: Sentence, head: int) -> bool:
    """Whether a noun names somebody who can speak: a person, a body or a pronoun."""
    token, lexicon = sentence.tokens[head], certainty_lexicon()["anaphora"]
    if token.pos in {"PROPN", "PRON"} or token.ent in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    if token.lemma in lexicon["people"] or token.lemma in lexicon["nouns"]:
        return True
    return speaker_class(f"{token.text} {token.lemma}") != "unknown"


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
        for i, token in enumerate(tokens):
            if token.head != governor or token.dep not in _SUBJECTS or i == governor:
                continue
            # "the Observatory, which tracks the war, said": the noun that "which" stands for
            found = tokens[governor].head if token.tag in {"WDT", "WP"} else i
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
        if tokens[governor].head == governor or not (through or tokens[governor].dep in _CHAIN):
            return None
        governor = tokens[governor].head
    return None


def _may_speak(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether the subject of "say" can be taken for a speaker though no list knows it."""
    impersonal = certainty_lexicon()["anaphora"]["impersonal"]
    return tokens[noun].pos in _NOUNS and tokens[noun].lemma not in impersonal


def closes_clause(sentence: Sentence, verb: int) -> bool:
    """Whether a verb that was read as a participle tells who spoke: "..., the judge, announced"."""
    tokens = sentence.tokens
    if tokens[verb].dep != "acl" or tokens[verb].tag != "VBN" or not verb:
        return False
    # "..., the state agency reported on Friday", with or without a comma before the verb
    if tokens[verb - 1].text != "," and tokens[verb].head != verb - 1:
        return False
    following = tokens[verb + 1 : verb + 3]
    return all(t.pos in {"PUNCT", "ADP"} or t.ent in {"DATE", "TIME"} for t in following)


def _in_dateline(tokens: tuple[Token, ...], noun: int, verb: int) -> bool:
    """Whether the noun opens the report: "SAN SALVADOR, 20 NOV 89 -- SOURCES SAID"."""
    return sum(token.text in _DASHES for token in tokens[noun:verb]) % 2 == 1


def _objects(tokens: tuple[Token, ...], verb: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.head == verb and token.dep == "dobj"]


def beside(sentence: Sentence, verb: int, *, after: bool) -> int | None:
    """The speaker's noun right before the verb, or right after it ("said Mounzer Khalil")."""
    tokens = sentence.tokens
    if not after:
        nearest = verb - 1
        while nearest > 0 and tokens[nearest].ent in {"DATE", "TIME"}:
            nearest -= 1
        for i in range(nearest, max(verb - LONGEST_SPEAKER, 0) - 1, -1):
            if tokens[i].tag in _FINITE or tokens[i].ent in {"DATE", "TIME"}:
                return None
            whole_word = tokens[i + 1].text != "-"  # not the rebels of "rebel-held"
            if whole_word and tokens[i].pos in _NOUNS | {"PRON"} and can_speak(sentence, i):
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


def full_name(sentence: Sentence, head: int) -> tuple[int, int]:
    """Token range of the name with its role, as one stretch of at most 12 words."""
    tokens = sentence.tokens
    if tokens[head].pos == "PRON":
        return head, head + 1
    first, last = noun_phrase(sentence, head)
    if not first <= head < last:
        first, last = head, head + 1
    whole = subtree(sentence, head)
    stretch = tokens[whole[0] : whole[1]]
    if len(stretch) <= LONGEST_SPEAKER + 1 and all(_belongs(token) for token in stretch):
        first, last = min(first, whole[0]), max(last, whole[1])
    first, last = _leftward(sentence, first), _rightward(sentence, head, last)
    cuts = [i + 1 for i in range(first, head) if _cuts(tokens, i)]
    first = cuts[-1] if cuts else first
    first, last = _trimmed(tokens, first, head, 1), _trimmed(tokens, last - 1, head, -1) + 1
    if last - first > LONGEST_SPEAKER:
        first, last = noun_phrase(sentence, head)
    return with_apposition(sentence, first, last)


def _cuts(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a name cannot reach back over the word: a count, a quotation mark, "dozens more"."""
    token = tokens[i]
    marks = token.text in _QUOTES or token.text in {"[", "]", "(", ")"}
    joined = i + 1 < len(tokens) and tokens[i + 1].start == token.end  # "a 60-page report"
    counted = token.pos == "NUM" and not joined
    return (
        counted
        or token.ent in {"DATE", "TIME"}
        or marks
        or token.text.lower() in {"more", "others"}
    )


def _belongs(token: Token) -> bool:
    return token.pos in _NAMING and token.text not in _QUOTES and token.ent not in {"DATE", "TIME"}


def _leftward(sentence: Sentence, first: int) -> int:
    """Take in what a wrong parse cut off: "the Syrian Observatory for | Human Rights"."""
    tokens = sentence.tokens
    while first >= 2 and tokens[first - 2].pos in _NOUNS:  # noqa: PLR2004 - a noun and its link
        link = tokens[first - 1].lemma
        start = noun_phrase(sentence, first - 2)[0]
        named = tokens[first - 2].pos == "PROPN" or can_speak(sentence, first - 2)
        if not named or link not in {"of", "for", "and"} or start > first - 2:
            break
        listed = speaker_class(tokens[first - 2].lemma) != "unknown"
        counted = any(token.pos == "NUM" for token in tokens[start : first - 1])
        if link == "and" and (not listed or counted):
            break
        first = start
    return first


def _rightward(sentence: Sentence, head: int, last: int) -> int:
    """End of the name: "Observatory | for Human Rights", but not "committees | with planes"."""
    tokens = sentence.tokens
    links = (i for i in range(head + 1, last) if tokens[i].pos == "ADP")
    last = next((i for i in links if not _names_more(sentence, i)), last)
    while last + 1 < len(tokens) and (
        tokens[last].lemma in {"of", "for"}
        or (tokens[last].lemma == "to" and _names_more(sentence, last))
    ):
        inner = last + 1
        while inner < len(tokens) and tokens[inner].pos in {"DET", "ADJ", "PROPN", "NOUN"}:
            inner += 1
        if tokens[inner - 1].pos not in _NOUNS:
            break
        last = inner
    # "Talal al-Barazi", cut at its hyphen
    while last + 1 < len(tokens) and tokens[last].text == "-" and _joined(tokens, last):
        last += 2
    return last


def _names_more(sentence: Sentence, link: int) -> bool:
    """Whether a preposition goes on a name: not "the Front | from loss of blood"."""
    tokens = sentence.tokens
    if tokens[link].lemma == "to":  # "a source close to the family"
        return tokens[link - 1].lemma in {"close", "loyal", "allied", "linked"}
    if tokens[link].lemma != "from":
        return tokens[link].lemma in _NAME_LINKS
    return any(t.head == link and (t.pos == "PROPN" or t.ent) for t in tokens[link + 1 :])


def _joined(tokens: tuple[Token, ...], hyphen: int) -> bool:
    """Whether a hyphen ties two words together without a space."""
    before, mark, after = tokens[hyphen - 1 : hyphen + 2]
    return before.end == mark.start and mark.end == after.start and after.pos in _NOUNS


def _trimmed(tokens: tuple[Token, ...], i: int, head: int, step: int) -> int:
    while i != head and (
        tokens[i].pos in {"PUNCT", "CCONJ", "ADP", "ADV"} or tokens[i].ent == "DATE"
    ):
        i += step
    return i
