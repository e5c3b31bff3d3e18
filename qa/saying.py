"""Who speaks by a verb: "a monitor said", "was claimed by the Front", "denied shelling it".

The verbs are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator
from functools import cache

from qa.attribution import Attribution, Kind, attribute, object_head, segment
from qa.language import Sentence, Token, noun_phrase
from qa.naming import beside, certainty_lexicon, full_name, subject_of

__all__ = ["by_verb"]

_COUNTS = frozenset({"toll", "number", "dead", "figure", "death", "count"})
_INVERTING = frozenset({"say", "add", "report", "announce", "state"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


@cache
def _verb_kinds() -> dict[str, Kind]:
    verbs = certainty_lexicon()["verbs"]
    kinds: tuple[Kind, ...] = ("say", "claim", "suspect", "confirm", "deny")
    return {lemma: kind for kind in kinds for lemma in verbs[kind]}


def by_verb(sentence: Sentence) -> Iterator[Attribution]:
    """Every attribution by a verb, in order."""
    tokens, kinds, last = sentence.tokens, _verb_kinds(), None
    for i, token in enumerate(tokens):
        kind = "claim" if _takes_responsibility(tokens, i) else kinds.get(token.lemma)
        if (
            kind is None
            or _negated(tokens, i)
            or token.pos not in {"VERB", "AUX"}
            or (i and tokens[i - 1].tag == "TO")
        ):
            continue
        if _is_passive(tokens, i):
            yield from _passively(sentence, i, kind)
        elif _speaks(tokens, i, kind):
            head = _speaker(sentence, i, last)
            if head is not None and not _nobody(tokens, head):
                last = head
                yield attribute(sentence, kind, i, head, _reach(sentence, i, head, kind))


def _takes_responsibility(tokens: tuple[Token, ...], verb: int) -> bool:
    verbs = certainty_lexicon()["verbs"]["with_responsibility"]
    following = tokens[verb + 1 : verb + 4]
    return tokens[verb].lemma in verbs and any(t.lemma == "responsibility" for t in following)


def _negated(tokens: tuple[Token, ...], verb: int) -> bool:
    """As in "did not deny", "could not confirm": nothing is said."""
    return any(token.dep == "neg" and token.head == verb for token in tokens)


def _nobody(tokens: tuple[Token, ...], head: int) -> bool:
    """As in "no group has claimed the attack"."""
    words = {token.text.lower() for token in tokens[max(head - 3, 0) : head + 1]}
    return bool(words & {"no", "nobody", "none"})


def _speaks(tokens: tuple[Token, ...], verb: int, kind: Kind) -> bool:
    """Whether an active verb tells something, rather than describes a noun."""
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if tokens[verb].lemma in certainty_lexicon()["verbs"]["need_clause"]:
        return _has_clause(tokens, verb)
    if any(token.lemma == "life" for token in tokens[verb + 1 : verb + 4]):
        return kind != "claim"  # "the blast claimed the lives of 18"
    # "a suspected gas attack", "an attack believed to be by jets": these weaken a noun
    described = kind == "suspect" and tokens[verb].tag in {"VBN", "VBD"} and following is not None
    return not (described and following is not None and _describes(tokens, verb))


def _describes(tokens: tuple[Token, ...], verb: int) -> bool:
    following, before = tokens[verb + 1], tokens[verb - 1] if verb else None
    if following.lemma == "to":
        return True
    bare = following.pos in {"NOUN", "ADJ"} or following.dep == "compound"
    return bare and (before is None or before.pos in {"DET", "ADP", "NUM", "ADJ", "PUNCT"})


def _speaker(sentence: Sentence, verb: int, last: int | None) -> int | None:
    """Index of the speaker's noun; *last* is the one who spoke before in the sentence."""
    tokens = sentence.tokens
    if tokens[verb].lemma in _INVERTING and not _finite_after(tokens, verb):
        told = any(token.pos in {"VERB", "AUX"} for token in tokens[:verb])
        inverted = beside(sentence, verb, after=True)
        if told and inverted is not None:
            return inverted
    found = subject_of(sentence, verb)
    if found is None and tokens[verb].tag == "VBG":
        return last
    return beside(sentence, verb, after=False) if found is None else found


def _finite_after(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether a clause follows, before any "adding that ..."."""
    for token in tokens[verb + 1 :]:
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return True
        if token.tag == "VBG" and token.lemma in _verb_kinds():
            return False
    return False


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
            yield attribute(sentence, "say", verb, head, scope)
        return
    by = next(
        (i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].lemma == "by"), 0
    )
    head = object_head(tokens, by, by + 1) if by else None
    if head is not None:
        if tokens[verb].dep in {"acl", "relcl"}:
            first, last = noun_phrase(sentence, tokens[verb].head)
            scope = frozenset({*range(first, last), *range(verb, head + 1)})
        yield attribute(sentence, kind, verb, head, scope)
    elif kind in {"claim", "deny"} or tokens[verb].lemma in {"report", "announce"}:
        yield attribute(sentence, kind, verb, None, scope)


def _reach(sentence: Sentence, verb: int, head: int, kind: Kind) -> frozenset[int]:
    """Tokens that the verb's subject speaks: what follows, or what stands before "X said"."""
    tokens = sentence.tokens
    left, right = segment(sentence, verb)
    name = full_name(sentence, head)
    before = set(range(left, min(name[0], verb)))
    after = set(range(verb + 1, right)) - {*range(*name)}
    told = any(tokens[i].pos in {"VERB", "AUX"} or tokens[i].text in _QUOTES for i in before)
    clause = any(tokens[i].pos in {"VERB", "AUX"} for i in after)
    # the object is what is said ("reported 15 deaths"), or who is told ("told the agency")
    counted = tokens[verb].lemma not in {"tell", "inform"} and any(
        t.head == verb and t.dep == "dobj" for t in tokens[verb + 1 : verb + 8]
    )
    complement = any(
        tokens[i].head == verb and tokens[i].dep in {"ccomp", "parataxis"} for i in before
    )
    trailing = told and not counted and (not clause or head > verb)
    if trailing or complement:
        return frozenset(before | after)
    return frozenset(after | {*range(*name)} if kind in {"claim", "deny", "suspect"} else after)
