"""Who says what in a sentence: "58 people were killed, a monitor said" -> a monitor, for all of it.

Found by verb ("said", "claimed", "denied"), preposition ("according to"), noun ("the claim of") and
by the layout of headlines ("58 killed: monitor"). The words are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from qa.attribution import Attribution, Kind, attribute, object_head, segment
from qa.language import Sentence, subtree
from qa.naming import can_speak, certainty_lexicon, full_name, speaker_class
from qa.saying import by_verb

__all__ = ["Attribution", "Kind", "attributions"]

_MARKS = frozenset({":", "-", "--", "\u2013", "\u2014"})


@lru_cache(maxsize=2048)
def attributions(sentence: Sentence) -> tuple[Attribution, ...]:
    """Every attribution in *sentence*, in order of its cue."""
    told = [*by_verb(sentence)]
    found = [*told, *_by_preposition(sentence, told), *_by_noun(sentence)]
    found += _by_count(sentence, told)
    if not found:
        found = [*_by_layout(sentence)]
    return tuple(sorted(found, key=lambda one: one.cue))


def _spoken_of(
    sentence: Sentence, i: int, head: int, told: Sequence[Attribution]
) -> frozenset[int]:
    """What "according to X" with its cue at token *i* is said of."""
    tokens, end = sentence.tokens, full_name(sentence, head)[1]
    noun = tokens[tokens[i].head].head
    described = tokens[tokens[i].head].dep in {"acl", "relcl"} and tokens[noun].dep == "nsubj"
    if described and tokens[noun].head >= end:
        return frozenset(range(*subtree(sentence, noun)))  # "a raid which X says hit | killed 5"
    scope = _unattributed(sentence, i, told)
    first, last = segment(sentence, i)
    goes_on = any(token.pos not in {"PUNCT", "SPACE"} for token in tokens[end:last])
    return frozenset(k for k in scope if k >= first) if goes_on else scope


def _unattributed(sentence: Sentence, i: int, told: Sequence[Attribution]) -> frozenset[int]:
    """The segment of token *i*, and every other segment in which nobody else speaks."""
    scope = {*range(*segment(sentence, i))}
    for k, token in enumerate(sentence.tokens):
        part = {*range(*segment(sentence, k))}
        spoken = any(sentence.tokens[j].start == one.cue[0] for one in told for j in part)
        if token.pos not in {"PUNCT", "CCONJ"} and not spoken:
            scope |= part
    return frozenset(scope)


def _by_preposition(sentence: Sentence, told: Sequence[Attribution]) -> Iterator[Attribution]:
    """As in "according to X", "citing X"."""
    tokens, lexicon = sentence.tokens, certainty_lexicon()
    lowered = [token.text.lower() for token in tokens]
    for phrase in lexicon["prepositions"]["say"]:
        words = phrase.split()
        for i in range(len(tokens) - len(words)):
            if lowered[i : i + len(words)] != words:
                continue
            head = object_head(tokens, i, i + len(words))
            head = None if head is None else _behind(sentence, head)
            if head is None or tokens[head].lemma in lexicon["anaphora"]["impersonal"]:
                continue
            scope = _spoken_of(sentence, i, head, told)
            found = attribute(sentence, "say", i, head, scope)
            yield replace(found, cue=(tokens[i].start, tokens[i + len(words) - 1].end))


def _by_count(sentence: Sentence, told: Sequence[Attribution]) -> Iterator[Attribution]:
    """As in "by the mayor's count", "by the account of the clinic": whose number or tale it is."""
    tokens, nouns = sentence.tokens, certainty_lexicon()["nouns"]["counts"]
    for i, token in enumerate(tokens):
        by = tokens[token.head]
        if token.lemma not in nouns or token.dep != "pobj" or by.lemma not in {"by", "on"}:
            continue
        if tokens[by.head].tag == "VBN" and by.dep == "agent":
            continue  # "put in doubt by the count of the mayor"
        at = token.head
        owner = next((k for k, t in enumerate(tokens) if t.head == i and t.dep == "poss"), None)
        of = i + 1 < len(tokens) and tokens[i + 1].lemma == "of"
        head = owner if owner is not None or not of else object_head(tokens, i + 1, i + 2)
        if head is not None and can_speak(sentence, head):
            scope = _spoken_of(sentence, at, i if head == owner else head, told)
            found = attribute(sentence, "say", i, head, scope)
            found = replace(found, cue=(tokens[at].start, token.end))
            if head == owner:
                first, last = subtree(sentence, head)
                while tokens[last - 1].dep == "case":
                    last -= 1
                found = replace(found, speaker=(tokens[first].start, tokens[last - 1].end))
            yield found


def _behind(sentence: Sentence, noun: int) -> int:
    """Who counted or wrote it: "figures from | X", "data released by | X", "| X's estimate"."""
    tokens, lexicon = sentence.tokens, certainty_lexicon()["anaphora"]
    counted = tokens[noun].lemma in lexicon["compiled"]
    if not counted and can_speak(sentence, noun):
        return noun
    done = {i for i, t in enumerate(tokens) if t.head == noun and t.dep == "acl"}
    for i, token in enumerate(tokens):
        own = token.dep == "poss" and token.head == noun and counted
        link = tokens[token.head]
        given = token.dep == "pobj" and link.lemma in {"from", "by"} and link.head in {noun, *done}
        if (own or given) and can_speak(sentence, i):
            return i
    return noun


def _by_noun(sentence: Sentence) -> Iterator[Attribution]:
    """As in "the group's claim that ...", "a statement by the ministry"."""
    tokens, nouns = sentence.tokens, certainty_lexicon()["nouns"]
    kinds: tuple[Kind, ...] = ("say", "claim", "suspect", "deny")
    for i, token in enumerate(tokens):
        kind = next((kind for kind in kinds if token.lemma in nouns[kind]), None)
        if kind is None or token.pos != "NOUN":
            continue
        # "on its Twitter account"
        if token.lemma == "account" and any(t.head == i and t.dep == "compound" for t in tokens):
            continue
        if token.dep == "pobj" and tokens[token.head].lemma == "by":
            continue  # "by the mayor's account"
        owner = next((k for k, t in enumerate(tokens) if t.head == i and t.dep == "poss"), None)
        follows = i + 1 < len(tokens) and tokens[i + 1].lemma in {"by", "from", "of"}
        head = object_head(tokens, i + 1, i + 2) if follows and owner is None else owner
        clause = [k for k, t in enumerate(tokens) if t.head == i and t.dep in {"acl", "ccomp"}]
        if head is None and clause and any(t.lemma == "that" for t in tokens[i + 1 : i + 2]):
            head = i  # "reports that ...": nobody else is named
        if head is not None and can_speak(sentence, head):
            scope = frozenset(range(*subtree(sentence, clause[0]))) if clause else frozenset()
            yield attribute(sentence, kind, i, head, scope)


def _by_layout(sentence: Sentence) -> Iterator[Attribution]:
    """Headlines: "Monitor: 58 killed", "58 killed: monitor", "58 killed - state TV"."""
    tokens = sentence.tokens
    for i in range(1, len(tokens) - 1):
        loose = tokens[i - 1].end < tokens[i].start
        if tokens[i].text not in _MARKS or not (loose or tokens[i].text == ":"):
            continue
        for first, last, scope in ((0, i, (i + 1, len(tokens))), (i + 1, len(tokens), (0, i))):
            name = _source_name(sentence, first, last)
            if name is not None:
                end = next(k for k, token in enumerate(tokens) if token.end == name[1])
                yield Attribution("say", name, name, end, frozenset(range(*scope)))
                return


def _source_name(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    part = [token for token in sentence.tokens[first:last] if token.pos != "PUNCT"]
    brief = 0 < len(part) <= 6  # noqa: PLR2004 - headlines name a source briefly
    if not brief or any(token.pos in {"VERB", "AUX", "NUM"} for token in part):
        return None
    span = part[0].start, part[-1].end
    return None if speaker_class(sentence.text[slice(*span)]) == "unknown" else span
