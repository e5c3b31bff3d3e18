"""Words that weaken a stretch of a sentence, and phrases that tell how well a thing is known.

A hedge counts only where it reaches: "a suspected gas attack killed 58" leaves the 58 firm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qa.amounts import find_amounts
from qa.language import Sentence, Token, clause_root, subtree
from qa.measures import load_measures
from qa.naming import certainty_lexicon

__all__ = ["Hedge", "hedges", "phrase_matches"]

HedgeKind = Literal["suspected", "unconfirmed", "softener"]
_CLOSED = frozenset({"relcl", "advcl", "acl"})
_KINDS: tuple[Literal["unconfirmed", "suspected"], ...] = ("unconfirmed", "suspected")
_GAPS = {"*": 3, "**": 12}
_MODALS = frozenset({"may", "might"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that weakens: what it makes of the stretch, and (start, end) in the sentence."""

    kind: HedgeKind
    cue: tuple[int, int]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(certainty_lexicon()["hedges"][name])


def hedges(sentence: Sentence, first: int, last: int) -> list[Hedge]:
    """The hedges of *sentence* that reach tokens [first, last), in order."""
    found = []
    for i, token in enumerate(sentence.tokens):
        kind = _kind(sentence, i)
        if kind is not None and _reaches(sentence, i, first, last):
            found.append(Hedge(kind, (token.start, token.end)))
    found.extend(_estimates(sentence, first, last))
    return sorted(found, key=lambda hedge: hedge.cue)


def _kind(sentence: Sentence, i: int) -> HedgeKind | None:
    tokens, word = sentence.tokens, sentence.tokens[i].text.lower()
    if word in _words("softeners"):
        return "softener"
    for kind in _KINDS:
        if word in _words(kind) and not _of_future(tokens, i):
            # "the month of May", "the might of the army", "27 MAY"
            dated = i > 0 and tokens[i - 1].pos == "NUM"
            modal = word not in _MODALS or (tokens[i].tag == "MD" and not dated)
            return kind if modal and tokens[i].pos != "PROPN" else None
        if word in _words(f"{kind}_adjectives") and _noun_run(tokens, i) > i + 1:
            return kind
        if {tokens[i].lemma, *_stems(word)} & _words(f"{kind}_verbs") and _impersonal(tokens, i):
            return kind
    return None


def _stems(word: str) -> tuple[str, ...]:
    """The verb in a participle that was read as an adjective ("is suspected to")."""
    return (word.removesuffix("ed"), word.removesuffix("d")) if word.endswith("ed") else ()


def _of_future(tokens: tuple[Token, ...], i: int) -> bool:
    """As in "may rise", "likely to increase"."""
    return any(token.lemma in _words("future") for token in tokens[i + 1 : i + 5])


def _impersonal(tokens: tuple[Token, ...], verb: int) -> bool:
    """As in "is believed to", "feared dead", "appears to": a passive or a linking verb."""
    token = tokens[verb]
    if token.lemma in {"appear", "seem"}:
        following = tokens[verb + 1 : verb + 3]
        return token.pos == "VERB" and any(t.lemma in {"to", "that", "like"} for t in following)
    if token.pos == "ADJ":
        return verb + 1 < len(tokens) and tokens[verb + 1].lemma in {"to", "of"}
    if token.tag not in {"VBN", "VBD"}:
        return False
    if any(t.head == verb and t.dep in {"auxpass", "nsubjpass"} for t in tokens):
        return True
    bare = token.tag == "VBN" and not any(t.head == verb and t.dep == "aux" for t in tokens)
    return bare or (verb + 1 < len(tokens) and tokens[verb + 1].lemma == "to")


def _reaches(sentence: Sentence, hedge: int, first: int, last: int) -> bool:
    tokens = sentence.tokens
    if first <= hedge < last:
        return True
    token = tokens[hedge]
    adjective = any(token.text.lower() in _words(f"{kind}_adjectives") for kind in _KINDS)
    end = _noun_run(tokens, hedge)
    if (adjective and end > hedge + 1) or token.text.lower() in _words("softeners"):
        # "about 100 are alleged members": the subject is weakened too
        linked = (
            hedge > 0 and tokens[hedge - 1].lemma == "be" and hedge - 1 in _chain(sentence, first)
        )
        return hedge < first < end or linked or (end > hedge + 1 and _carries(tokens, end - 1))
    if token.pos == "ADJ":
        return hedge < first < _clause_end(tokens, hedge) or token.head in _chain(sentence, first)
    if token.pos == "VERB":
        auxiliary = any(t.head == hedge and t.dep in {"auxpass", "nsubjpass"} for t in tokens)
        subject = (auxiliary or token.lemma in {"appear", "seem"}) and hedge in _chain(
            sentence, first
        )
        return hedge < first < _clause_end(tokens, hedge) or (subject and first < hedge)
    head = token.head
    if tokens[head].pos not in {"VERB", "AUX"}:
        start, end = subtree(sentence, head)
        return start <= first < end
    return head in _chain(sentence, first) or clause_root(sentence, first) == head


def _noun_run(tokens: tuple[Token, ...], i: int) -> int:
    """End of the noun phrase that follows token *i*, "members OF THE FRONT" included."""
    end = last = i + 1
    while end < len(tokens) and _in_run(tokens[end], opened=last > i + 1):
        end += 1
        if tokens[end - 1].pos in _NOUNS:
            last = end
            while end + 1 < len(tokens) and tokens[end].lemma == "of":
                end += 2 if tokens[end + 1].pos == "DET" else 1
    return last


def _in_run(token: Token, *, opened: bool) -> bool:
    """Whether a token can go on a noun phrase; a verb or number cannot once a noun has come."""
    if token.pos in _NOUNS | {"ADJ"} or token.text in {"-", "[", "("}:
        return True
    return not opened and token.pos in {"NUM", "VERB"}


def _clause_end(tokens: tuple[Token, ...], verb: int) -> int:
    """Where what a verb weakens ends: at the next verb that stands in a clause of its own."""
    for i in range(verb + 1, len(tokens)):
        token = tokens[i]
        chained = any(t.pos == "AUX" or t.tag == "TO" for t in tokens[max(i - 2, 0) : i])
        if token.text in {";", "."} or token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return i
        # "jets killed at least 58", read as a participle
        told = token.tag == "VBN" and token.lemma in load_measures().object
        if told and not chained and tokens[i - 1].pos in _NOUNS:
            return i
    return len(tokens)


def _carries(tokens: tuple[Token, ...], head: int) -> bool:
    """Whether the noun carries words ("unconfirmed REPORTS say"), so that its hedge reaches on."""
    nouns, lemma = certainty_lexicon()["nouns"], tokens[head].lemma
    carriers = {noun for kind in nouns for noun in nouns[kind]}
    return lemma in carriers or lemma in certainty_lexicon()["anaphora"]["impersonal"]


def _chain(sentence: Sentence, i: int) -> frozenset[int]:
    """Verbs that govern token *i*, up to the first clause that stands on its own."""
    tokens, found = sentence.tokens, set()
    while tokens[i].head != i:
        token = tokens[i]
        if token.pos in {"VERB", "AUX"}:
            found.add(i)
            subject = any(t.head == i and t.dep.startswith("nsubj") for t in tokens)
            if token.dep in _CLOSED or (token.dep in {"conj", "parataxis"} and subject):
                return frozenset(found)
        i = token.head
    return frozenset(found | {i})


def _estimates(sentence: Sentence, first: int, last: int) -> Iterator[Hedge]:
    """The word "estimated" beside a number that is, or is part of, the stretch."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    for amount in find_amounts(sentence.text):
        covers = amount.number_start < end and start < amount.number_end
        words = sentence.text[amount.start : amount.end].lower()
        if covers and "estimate" in words:
            at = amount.start + words.index("estimate")
            cue = next(t for t in sentence.tokens if t.start <= at < t.end)
            yield Hedge("unconfirmed", (cue.start, cue.end))


def phrase_matches(sentence: Sentence, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Token ranges of the phrases found; "*" stands for up to 3 words, "**" for 12."""
    found = []
    present = {form for token in sentence.tokens for form in (token.text.lower(), token.lemma)}
    for phrase in phrases:
        words = phrase.split()
        if not present.issuperset(word for word in words if word not in _GAPS):
            continue
        for i in range(len(sentence.tokens)):
            end = _match(sentence.tokens, i, words)
            if end is not None:
                found.append((i, end))
                break
    return sorted(found)


def _match(tokens: tuple[Token, ...], i: int, words: Sequence[str]) -> int | None:
    if not words:
        return i
    if words[0] in _GAPS:
        ends = (_match(tokens, i + skip, words[1:]) for skip in range(_GAPS[words[0]] + 1))
        return next((end for end in ends if end is not None), None)
    if i >= len(tokens) or words[0] not in {tokens[i].text.lower(), tokens[i].lemma}:
        return None
    return _match(tokens, i + 1, words[1:])
