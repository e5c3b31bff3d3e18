"""Who says what in a sentence: "58 people were killed, a monitor said" -> a monitor, for all of it.

Found by verb ("said", "claimed", "denied"), preposition ("according to"), and by the layout of
headlines ("58 killed: monitor"). The words are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from qa.language import Sentence, Token, noun_phrase
from qa.naming import beside, certainty_lexicon, full_name, speaker_class, subject_of

__all__ = ["Attribution", "Kind", "attributions"]

Kind = Literal["say", "claim", "suspect", "confirm", "deny"]
_COUNTS = frozenset({"toll", "number", "dead", "figure", "death", "count"})
_INVERTING = frozenset({"say", "add", "report", "announce", "state"})
_MARKS = frozenset({":", "-", "--", "\u2013", "\u2014"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """That somebody says something in a sentence.

    Attributes:
        kind: What the verb or noun says about it.
        cue: (start, end) in the sentence's text of the words that show it.
        speaker: (start, end) of the speaker's words; None where none is named ("it was reported").
        head: Index of the speaker's main noun, or None.
        scope: Indices of the tokens that are spoken.
        pronoun: Whether the speaker is a pronoun, so that the name stands elsewhere.
    """

    kind: Kind
    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    head: int | None
    scope: frozenset[int]
    pronoun: bool = False


@cache
def _verb_kinds() -> dict[str, Kind]:
    verbs = certainty_lexicon()["verbs"]
    kinds: tuple[Kind, ...] = ("say", "claim", "suspect", "confirm", "deny")
    return {lemma: kind for kind in kinds for lemma in verbs[kind]}


@cache
def attributions(sentence: Sentence) -> tuple[Attribution, ...]:
    """Every attribution in *sentence*, in order of its cue."""
    found = [*_by_verb(sentence), *_by_preposition(sentence)]
    if not found:
        found = [*_by_layout(sentence)]
    return tuple(sorted(found, key=lambda one: one.cue))


def _by_verb(sentence: Sentence) -> Iterator[Attribution]:
    tokens, kinds = sentence.tokens, _verb_kinds()
    for i, token in enumerate(tokens):
        kind = kinds.get(token.lemma)
        if kind is None or token.pos not in {"VERB", "AUX"} or (i and tokens[i - 1].tag == "TO"):
            continue
        if _is_passive(tokens, i):
            yield from _passively(sentence, i, kind)
        elif _speaks(tokens, i, kind):
            head = _speaker(sentence, i)
            if head is not None:
                yield _attribution(sentence, kind, i, head, _reach(sentence, i, head, kind))


def _speaks(tokens: tuple[Token, ...], verb: int, kind: Kind) -> bool:
    """Whether an active verb tells something, rather than describes a noun."""
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if tokens[verb].lemma in certainty_lexicon()["verbs"]["need_clause"]:
        return _has_clause(tokens, verb)
    # "a suspected gas attack", "an attack believed to be by jets": these weaken a noun
    described = kind == "suspect" and tokens[verb].tag in {"VBN", "VBD"} and following is not None
    return not (described and following is not None and _describes(tokens, verb))


def _describes(tokens: tuple[Token, ...], verb: int) -> bool:
    following, before = tokens[verb + 1], tokens[verb - 1] if verb else None
    if following.lemma == "to":
        return True
    bare = following.pos in {"NOUN", "ADJ"} or following.dep == "compound"
    return bare and (before is None or before.pos in {"DET", "ADP", "NUM", "ADJ", "PUNCT"})


def _speaker(sentence: Sentence, verb: int) -> int | None:
    """Index of the speaker's noun, in the order the words allow."""
    tokens = sentence.tokens
    if tokens[verb].lemma in _INVERTING and not _finite_after(tokens, verb):
        told = any(token.pos in {"VERB", "AUX"} for token in tokens[:verb])
        inverted = beside(sentence, verb, after=True)
        if told and inverted is not None:
            return inverted
    found = subject_of(sentence, verb)
    return beside(sentence, verb, after=False) if found is None else found


def _finite_after(tokens: tuple[Token, ...], verb: int) -> bool:
    return any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in tokens[verb + 1 :])


def _attribution(
    sentence: Sentence, kind: Kind, cue: int, head: int | None, scope: frozenset[int]
) -> Attribution:
    tokens = sentence.tokens
    at = tokens[cue].start, tokens[cue].end
    if head is None:
        return Attribution(kind, at, None, None, scope)
    first, last = full_name(sentence, head)
    pronouns = certainty_lexicon()["anaphora"]["pronouns"]
    pronoun = tokens[head].text.lower() in pronouns
    span = tokens[first].start, tokens[last - 1].end
    return Attribution(kind, at, span, head, scope - frozenset(range(first, last)), pronoun)


def _is_passive(tokens: tuple[Token, ...], verb: int) -> bool:
    if any(t.head == verb and t.dep in {"auxpass", "nsubjpass", "agent"} for t in tokens):
        return True
    by = verb + 1 < len(tokens) and tokens[verb + 1].lemma == "by"
    return tokens[verb].tag == "VBN" and (tokens[verb].dep == "acl" or by)


def _has_clause(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb has a clause, or a count as its object ("put the toll at 58")."""
    if any(t.head == verb and t.dep in {"ccomp", "parataxis"} for t in tokens):
        return True
    after = tokens[verb + 1 : verb + 8]
    counted = any(token.lemma in _COUNTS for token in after)
    return counted and any(token.pos == "NUM" for token in after)


def _passively(sentence: Sentence, verb: int, kind: Kind) -> Iterator[Attribution]:
    """As in "was claimed by Daesh", "was quoted by AFP as saying", "was blamed on rebels"."""
    tokens = sentence.tokens
    scope = frozenset(range(*segment(sentence, verb)))
    if tokens[verb].lemma in {"quote", "cite"}:
        head = subject_of(sentence, verb)
        if head is None:
            head = beside(sentence, verb, after=False)
        if head is not None:
            yield _attribution(sentence, "say", verb, head, scope)
        return
    by = next(
        (i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].lemma == "by"), 0
    )
    head = _object_head(tokens, by, by + 1) if by else None
    if head is not None:
        if tokens[verb].dep in {"acl", "relcl"}:
            first, last = noun_phrase(sentence, tokens[verb].head)
            scope = frozenset({*range(first, last), *range(verb, head + 1)})
        at = _attribution(sentence, kind, verb, head, scope)
        # who claims an attack is the answer to "who did it": the name itself is claimed
        yield replace(at, scope=scope)
    elif kind in {"claim", "deny"} or tokens[verb].lemma in {"report", "announce"}:
        yield _attribution(sentence, kind, verb, None, scope)


def _reach(sentence: Sentence, verb: int, head: int, kind: Kind) -> frozenset[int]:
    """Tokens that the verb's subject speaks: what follows, or what stands before "X said"."""
    tokens = sentence.tokens
    left, right = segment(sentence, verb)
    name = full_name(sentence, head)
    before = set(range(left, min(name[0], verb)))
    after = set(range(verb + 1, right)) - {*range(*name)}
    told = any(tokens[i].pos in {"VERB", "AUX"} or tokens[i].text in _QUOTES for i in before)
    clause = any(tokens[i].pos in {"VERB", "AUX"} for i in after)
    counted = any(t.head == verb and t.dep == "dobj" for t in tokens[verb + 1 : verb + 8])
    complement = any(
        tokens[i].head == verb and tokens[i].dep in {"ccomp", "parataxis"} for i in before
    )
    trailing = told and not counted and (not clause or head > verb)
    if trailing or complement:
        return frozenset(before | after)
    return frozenset(after | {*range(*name)} if kind in {"claim", "deny", "suspect"} else after)


def segment(sentence: Sentence, i: int) -> tuple[int, int]:
    """Token range around *i* up to the conjunctions that set a contrast ("while", "but")."""
    tokens = sentence.tokens
    contrasts = frozenset(certainty_lexicon()["anaphora"]["contrasts"])
    cuts = [
        j
        for j, token in enumerate(tokens)
        if token.lemma in contrasts and not (j and tokens[j - 1].lemma == "that")
    ]
    left = next((j + 1 for j in reversed(cuts) if j < i), 0)
    return left, next((j for j in cuts if j > i), len(tokens))


def _by_preposition(sentence: Sentence) -> Iterator[Attribution]:
    """As in "according to X", "citing X"."""
    tokens, lexicon = sentence.tokens, certainty_lexicon()
    lowered = [token.text.lower() for token in tokens]
    for phrase in lexicon["prepositions"]["say"]:
        words = phrase.split()
        for i in range(len(tokens) - len(words)):
            if lowered[i : i + len(words)] != words:
                continue
            head = _object_head(tokens, i, i + len(words))
            if head is None or tokens[head].lemma in lexicon["anaphora"]["impersonal"]:
                continue
            scope = frozenset(range(*segment(sentence, i)))
            found = _attribution(sentence, "say", i, head, scope)
            yield replace(found, cue=(tokens[i].start, tokens[i + len(words) - 1].end))


def _object_head(tokens: tuple[Token, ...], preposition: int, after: int) -> int | None:
    """The noun that a preposition governs, by the parse or as the next noun that ends a phrase."""
    near = range(after, min(after + 8, len(tokens)))
    for i in near:
        if tokens[i].dep in {"pobj", "dobj"} and preposition <= tokens[i].head < after:
            return i
    for i in near:
        ends = i + 1 == len(tokens) or tokens[i + 1].pos not in {"NOUN", "PROPN"}
        if tokens[i].pos in {"NOUN", "PROPN", "PRON"} and ends:
            return i
    return None


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
