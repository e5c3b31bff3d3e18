"""Names of speakers: which noun phrase speaks, and how far its name and role reach."""

from qa.apposition import is_apposed_part, is_role, with_apposition
from qa.casing import is_capitals
from qa.language import Sentence, Token, noun_phrase, subtree
from qa.standing import certainty_lexicon, speaker_class

__all__ = [
    "can_speak",
    "certainty_lexicon",
    "full_name",
    "is_initials",
    "speaker_class",
]

LONGEST_SPEAKER = 12  # words
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "ADP", "PART", "CCONJ", "PUNCT"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NAME_LINKS = frozenset({"of", "for", "in", "at", "from", "on", "against", "by", "al"})
_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "prof", "sir", "gen", "col", "lt", "capt", "maj", "sgt", "rev"}
)
_PLACING = frozenset({"in", "near", "at", "of", "outside", "around"})
_HOLDING = frozenset({"hold", "control", "held", "controlled"})
_NO_NAME = frozenset({"more", "others", "overnight"})
_TIMES = frozenset({"DATE", "TIME"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


def can_speak(sentence: Sentence, head: int) -> bool:
    """Whether a noun names somebody who can speak: a person, a body or a pronoun."""
    token, lexicon = sentence.tokens[head], certainty_lexicon()["anaphora"]
    if token.pos == "PRON" and token.lemma in {"this", "that", "there"}:
        return False
    if token.pos in {"PROPN", "PRON"} or token.ent in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    if any(token.lemma in lexicon[name] for name in ("people", "bodies", "nouns")):
        return True
    return speaker_class(f"{token.text} {token.lemma}") != "unknown"


def is_initials(sentence: Sentence, i: int) -> bool:
    """Whether a word is the short name of a body: the WHO, and not "who"."""
    text = sentence.tokens[i].text
    return len(text) > 1 and text.isupper() and not is_capitals(sentence.text)


def full_name(sentence: Sentence, head: int) -> tuple[int, int]:
    """Token range of the name with its role, as one stretch of at most 12 words."""
    tokens = sentence.tokens
    if tokens[head].pos == "PRON":
        return head, head + 1
    first, last = noun_phrase(sentence, head)
    if not first <= head < last:
        first, last = head, head + 1
    if head + 1 < len(tokens) and is_apposed_part(tokens, head + 1):
        return first, head + 1
    whole = _bare(tokens, *subtree(sentence, head), head)
    stretch = tokens[whole[0] : whole[1]]
    if len(stretch) <= LONGEST_SPEAKER + 1 and all(_belongs(token) for token in stretch):
        first, last = min(first, whole[0]), max(last, whole[1])
    first, last = _leftward(sentence, first), _rightward(sentence, head, last)
    cuts = [i + 1 for i in range(first, head) if _cuts(tokens, i)]
    first = _from_name(tokens, cuts[-1] if cuts else first, head)
    first, last = _trimmed(tokens, first, head, 1), _trimmed(tokens, last - 1, head, -1) + 1
    if last - first > LONGEST_SPEAKER:
        first, last = noun_phrase(sentence, head)
    first, end = with_apposition(sentence, first, last)
    # "the group Marsa Observatory | for Civil Rights"
    named = end > last and tokens[end - 1].pos == "PROPN"
    end = _rightward(sentence, end - 1, end) if named else end
    while tokens[end - 1].dep == "compound" and tokens[end - 1].head == end:
        end += 1  # "the Osht Today Facebook | page", cut by a wrong parse
    return first, next((i for i in range(head + 1, end) if tokens[i].text == "("), end)


def _bare(tokens: tuple[Token, ...], first: int, last: int, head: int) -> tuple[int, int]:
    """Without words of time around a phrase: "earlier | a source at the police | on Monday"."""
    while first < head and (tokens[first].pos in {"ADV", "PUNCT"} or tokens[first].ent in _TIMES):
        first += 1
    while last - 1 > head and tokens[last - 1].ent in _TIMES:
        last -= 1
        if tokens[last - 1].pos == "ADP":
            last -= 1
    return first, last


def _from_name(tokens: tuple[Token, ...], first: int, head: int) -> int:
    """Where a name begins after words that lost their full stop: "near Raqqa | a monitor said".

    Before an article, or before a person who has no role in front of the name.
    """
    for i in range(head, first, -1):
        # "discussed the attack | Turkish sources said", "in the meantime | local sources said"
        whole = not (_hyphenated(tokens, i) or _hyphenated(tokens, i - 1))  # not of "hard-line"
        apart = tokens[i - 1].pos == "NOUN" and whole
        bare = tokens[first].pos != "DET" or tokens[i].ent != "NORP"
        described = tokens[i].pos == "ADJ" or tokens[i].dep == "amod"
        if described and apart and bare and not _of_role(tokens[i - 1]):
            return i
        # "in the city of Aleppo | Syrian activists said"
        named = tokens[i - 1].pos == "PROPN" and tokens[i - 1].ent != "NORP" and whole
        if tokens[i].ent == "NORP" and named and bare and not _of_role(tokens[i - 1]):
            return i
        opens = tokens[i].tag == "DT" and tokens[i - 1].pos in _NOUNS
        opens = opens and tokens[i - 1].text[:1].isupper()
        if opens or (apart and _opens_name(tokens, first, i)):
            return i
        located = first > 0 and tokens[first - 1].lemma in _PLACING
        # "in Homs and Aleppo | Daesh said"
        listed = first > 2 and tokens[first - 1].pos == "CCONJ" and tokens[first - 2].ent == "GPE"  # noqa: PLR2004
        joined = listed and tokens[first - 3].lemma in _PLACING and tokens[i - 1].pos == "PROPN"
        conjoined = tokens[i - 1].dep == "conj" and tokens[tokens[i - 1].head].ent == "GPE"
        joined |= located and conjoined
        place = (located and tokens[i - 1].ent == "GPE") or joined
        place = place and tokens[i - 1].end < tokens[i].start
        known = speaker_class(" ".join(t.text for t in tokens[i : head + 1])) != "unknown"
        # "in rebel-held Homs | Reuters reported", read as one name
        held = tokens[i - 2].lemma in _HOLDING and tokens[i - 3].text == "-" and i > first + 2
        if (place or held) and known:
            return i  # "in Damascus | SANA said"
    if tokens[head].ent != "PERSON":
        return first
    start = head
    while start > first and (tokens[start - 1].ent == "PERSON" or _hyphenated(tokens, start)):
        start -= 1
    before = tokens[first:start]
    role = is_role(before) or is_role(before[-1:])
    odd = bool(before) and before[-1].pos in _NOUNS and not role
    # "left another 30 injured | Omar Haddad said"
    odd |= bool(before) and before[-1].tag == "VBN" and tokens[start - 2].pos == "NUM"
    titled = odd and before[-1].text.lower().rstrip(".") in _TITLES
    return start if odd and not titled and start < head else first


def _opens_name(tokens: tuple[Token, ...], first: int, i: int) -> bool:
    """Whether a name begins at *i*, behind a noun that ends what was told."""
    # "the ruling party | state-run agency SANA": nothing that describes stands behind its noun
    described = tokens[i + 1 : i + 3]
    joined = len(described) > 1 and described[0].text == "-" and described[1].dep == "amod"
    if joined and tokens[i].dep != "compound":
        return True
    # "exposed to sarin gas | Turkeys health ministry said"
    told = first > 0 and tokens[first - 1].pos in {"ADP", "VERB"} and tokens[first].pos != "DET"
    named = tokens[i].pos == "PROPN" and tokens[i].ent != "PERSON" and tokens[i].text.istitle()
    return told and named and not _of_role(tokens[i - 1]) and tokens[i - 1].text.islower()


def _of_role(token: Token) -> bool:
    """Whether a word may stand before a name: "rebel", "police", "council", "spokesman"."""
    lexicon = certainty_lexicon()["anaphora"]
    listed = token.lemma in lexicon["nouns"] or token.lemma in lexicon["people"]
    return listed or speaker_class(token.text) != "unknown"


def _hyphenated(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token *i* goes on a word begun before it: the "Faris" of "al-Faris"."""
    return tokens[i - 1].end == tokens[i].start


def _cuts(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a name cannot reach back over the word: a count, a quotation mark, "dozens more"."""
    token = tokens[i]
    marks = token.text in _QUOTES or token.text in {"[", "]", "(", ")"}
    joined = i + 1 < len(tokens) and tokens[i + 1].start == token.end  # "a 60-page report"
    counted = token.pos == "NUM" and not joined
    # "including 11 children | state media reported"
    counted |= token.tag == "NNS" and i > 0 and tokens[i - 1].pos == "NUM" and not joined
    return counted or token.ent in _TIMES or marks or token.text.lower() in _NO_NAME


def _belongs(token: Token) -> bool:
    return token.pos in _NAMING and token.text not in _QUOTES and token.ent not in _TIMES


def _leftward(sentence: Sentence, first: int) -> int:
    """Take in what a wrong parse cut off: "the Syrian Observatory for | Human Rights"."""
    tokens = sentence.tokens
    while first >= 2 and tokens[first - 2].pos in _NOUNS:  # noqa: PLR2004 - a noun and its link
        link = tokens[first - 1].lemma
        start = noun_phrase(sentence, first - 2)[0]
        named = tokens[first - 2].pos == "PROPN" or can_speak(sentence, first - 2)
        if not named or link not in {"of", "for", "and"} or start > first - 2:
            break
        nouns = certainty_lexicon()["anaphora"]["nouns"]
        lemma = tokens[first - 2].lemma
        listed = speaker_class(lemma) != "unknown" or lemma in nouns
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
        or _in_name(sentence, last)
        or (tokens[last].lemma == "to" and _names_more(sentence, last))
    ):
        inner = last + 1
        while inner < len(tokens) and tokens[inner].pos in {"DET", "ADJ", "PROPN", "NOUN"}:
            if tokens[inner].pos == "DET" and tokens[inner - 1].pos in _NOUNS:
                break  # "the Observatory for Human Rights | a Britain-based monitor"
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
    person = is_role(tokens[link - 1 : link])  # "the envoy to the council", "a doctor from Osht"
    if tokens[link].lemma == "to":  # "a source close to the family"
        return person or tokens[link - 1].lemma in {"close", "loyal", "allied", "linked"}
    if _in_name(sentence, link):
        return True
    if tokens[link].lemma != "from":
        return tokens[link].lemma in _NAME_LINKS
    return person or any(t.head == link and (t.pos == "PROPN" or t.ent) for t in tokens[link + 1 :])


def _in_name(sentence: Sentence, link: int) -> bool:
    """Whether a preposition is written as part of a name: "Doctors Without Borders"."""
    named = sentence.tokens[link].pos == "ADP" and sentence.tokens[link].text.istitle()
    following = sentence.tokens[link + 1 : link + 2]
    return link > 0 and named and all(token.text[:1].isupper() for token in following)


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
