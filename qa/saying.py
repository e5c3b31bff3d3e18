"""Who speaks by a verb: "a monitor said", "was claimed by the Front", "denied shelling it".

The verbs are data: ``data/certainty.toml``.
"""

from collections.abc import Iterator
from functools import cache

from qa.attribution import Attribution, Kind, attribute, object_head, segment
from qa.complements import has_clause
from qa.deniable import is_said, withholds
from qa.language import Sentence, Token, noun_phrase, subtree
from qa.naming import can_speak, certainty_lexicon, full_name
from qa.reach import reach
from qa.subjects import beside, closes_clause, subject_of
from qa.tellers import teller

__all__ = ["by_verb"]

_CLAIMED = frozenset({"life", "victim", "casualty"})
_EARLIER = frozenset({"first", "initially", "originally", "earlier", "once"})
_NEITHER = frozenset({"neither", "nor"})
_CONDITIONS = frozenset({"if", "unless", "until", "once", "when", "whether"})
_BREAKS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PUNCT"})
_OF_THINGS = frozenset({"put", "give", "answer", "release", "issue", "call", "read"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


@cache
def _verb_kinds() -> dict[str, Kind]:
    verbs = certainty_lexicon()["verbs"]
    kinds: tuple[Kind, ...] = (
        "say", "find", "claim", "suspect", "confirm", "concede", "deny",
    )  # fmt: skip
    return {lemma: kind for kind in kinds for lemma in verbs[kind]}


def by_verb(sentence: Sentence) -> Iterator[Attribution]:
    """Every attribution by a verb, in order."""
    tokens, kinds = sentence.tokens, _verb_kinds()
    last: Attribution | None = None
    for i, token in enumerate(tokens):
        kind = "claim" if _takes_responsibility(tokens, i) else kinds.get(token.lemma)
        if _as_compiled(tokens, i):
            yield from _passively(sentence, i, "say")
            continue
        if (
            kind is None
            or _negated(tokens, i)
            or token.pos not in {"VERB", "AUX"}
            or (i and tokens[i - 1].tag == "TO")
        ):
            continue
        if _is_passive(sentence, i):
            if kind in {"find", "concede"} and not has_clause(tokens, i):
                continue  # "prisoners held by the militia"
            yield from _passively(sentence, i, kind)
        elif _speaks(tokens, i, kind) and not _as_once_believed(tokens, i, kind):
            head = teller(sentence, i, None if last is None else last.head)
            if head is not None and last is not None and _goes_on(sentence, i, kind, head, last):
                head = last.head
            if head is not None and not _nobody(tokens, head):
                scope = reach(sentence, i, head, kind) - _told_beside(sentence, i, kind)
                last = attribute(sentence, kind, i, head, scope)
                yield last


def _goes_on(sentence: Sentence, verb: int, kind: Kind, head: int, last: Attribution) -> bool:
    """Whether a verb without a subject is the last speaker's, not one's of whom he tells.

    As in "the governor said that rebels hit the post and added that two died".
    """
    tokens = sentence.tokens
    own = any(t.head == verb and t.dep in {"nsubj", "nsubjpass"} for t in tokens)
    own |= full_name(sentence, head)[1] == verb  # "... the agency said", joined by a wrong parse
    quoted = tokens[verb - 1].lemma == "as"
    telling = kind in {"say", "find", "concede", "confirm"} and not quoted
    return telling and not own and head in last.scope


def _as_compiled(tokens: tuple[Token, ...], verb: int) -> bool:
    """As in "the names of 26 dead, as collected by the parish"."""
    known = tokens[verb].lemma in certainty_lexicon()["verbs"]["compile"]
    around = tokens[verb - 1 : verb + 2] if verb else ()
    return known and len(around) > 2 and (around[0].lemma, around[2].lemma) == ("as", "by")  # noqa: PLR2004 - the verb and its neighbours


def _told_beside(sentence: Sentence, verb: int, kind: Kind) -> frozenset[int]:
    """What is told of a deed that is claimed, denied or laid to somebody: "a raid that killed 5".

    Whoever claims the raid need not have said how many died in it.
    """
    tokens = sentence.tokens
    if kind not in {"claim", "suspect", "deny"} or any(
        (t.head == verb and t.dep in {"ccomp", "xcomp", "parataxis"})
        or (t.dep == "pcomp" and tokens[t.head].lemma == "of" and verb < t.head < verb + 8)
        for t in tokens
    ):
        return frozenset()
    told: set[int] = set()
    for i in range(verb + 1, len(tokens)):
        if tokens[i].dep == "relcl":
            told |= {*range(*subtree(sentence, i))}
    return frozenset(told)


def _takes_responsibility(tokens: tuple[Token, ...], verb: int) -> bool:
    verbs = certainty_lexicon()["verbs"]["with_responsibility"]
    following = tokens[verb + 1 : verb + 4]
    return tokens[verb].lemma in verbs and any(t.lemma == "responsibility" for t in following)


def _negated(tokens: tuple[Token, ...], verb: int) -> bool:
    """As in "did not deny", "neither claimed nor denied", "if confirmed": nothing is said."""
    before = tokens[verb - 1] if verb else tokens[verb]
    if before.lemma in _NEITHER or (before.lemma in _CONDITIONS and tokens[verb].tag == "VBN"):
        return True
    beside = [token for token in tokens if token.head == verb]
    # "proposed that the government declare a truce"
    asked = any(t.lemma == "that" and t.dep == "mark" for t in beside)
    wanted = asked and tokens[verb].tag == "VB" and all(t.dep != "aux" for t in beside)
    return wanted or any(token.dep == "neg" for token in beside)


def _nobody(tokens: tuple[Token, ...], head: int) -> bool:
    """As in "no group has claimed the attack"."""
    words = {token.text.lower() for token in tokens[max(head - 3, 0) : head + 1]}
    return bool(words & {"no", "nobody", "none"})


def _speaks(tokens: tuple[Token, ...], verb: int, kind: Kind) -> bool:
    """Whether an active verb tells something, rather than describes a noun."""
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if tokens[verb].lemma == "hold":  # not "holding 500 people hostage"
        near = {token.lemma for token in tokens[verb + 1 : verb + 12]}
        return "responsible" in near or (following is not None and following.lemma == "that")
    if tokens[verb].lemma in certainty_lexicon()["verbs"]["need_clause"]:
        return has_clause(tokens, verb) or _quotes(tokens, verb)
    if tokens[verb].lemma in certainty_lexicon()["verbs"]["need_object"]:
        beside = [t for t in tokens if t.head == verb]
        clause = any(t.dep in {"ccomp", "xcomp", "parataxis"} or t.lemma == "as" for t in beside)
        said = any(t.dep == "dobj" and is_said(t) for t in beside)
        if not (clause or said):
            return False  # "dismissed the minister", "workers dismissed last year"
    if kind == "deny" and withholds(tokens, verb):
        return False
    if any(token.lemma in _CLAIMED for token in _object_words(tokens, verb)):
        return kind != "claim"  # "the blast claimed the lives of 18"
    # "a suspected gas attack", "an attack believed to be by jets": these weaken a noun
    described = kind == "suspect" and tokens[verb].tag in {"VBN", "VBD"} and following is not None
    return not (described and following is not None and _describes(tokens, verb))


def _object_words(tokens: tuple[Token, ...], verb: int) -> tuple[Token, ...]:
    """The words of a verb's object: "claimed | more than 100 civilian lives"."""
    end = next((i for i in range(verb + 4, len(tokens)) if tokens[i].pos in _BREAKS), len(tokens))
    return tokens[verb + 1 : min(max(end, verb + 4), verb + 9)]


def _describes(tokens: tuple[Token, ...], verb: int) -> bool:
    following, before = tokens[verb + 1], tokens[verb - 1] if verb else None
    if following.lemma == "to" or tokens[verb].dep == "amod":
        return True
    if before is not None and before.pos == "DET" and tokens[verb].tag == "VBN":
        return True  # "the feared Front"
    bare = following.pos in {"NOUN", "ADJ"} or following.dep == "compound"
    return bare and (before is None or before.pos in {"DET", "ADP", "NUM", "ADJ", "PUNCT"})


def _is_passive(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    if any(t.head == verb and t.dep in {"auxpass", "nsubjpass"} for t in tokens):
        return True
    head = object_head(tokens, verb + 1, verb + 2)
    # "said by telephone that ..." is no passive
    named = head is not None and can_speak(sentence, head)
    by = named and tokens[verb + 1].lemma == "by"
    # "was on Monday accused of", "is today blamed for"
    charged = tokens[verb + 1].lemma in {"of", "for"} if verb + 1 < len(tokens) else False
    if tokens[verb].tag == "VBN" and charged and _verb_kinds()[tokens[verb].lemma] == "suspect":
        return True
    described = tokens[verb].dep == "acl" and not closes_clause(sentence, verb)
    return tokens[verb].tag == "VBN" and (described or by)


def _as_once_believed(tokens: tuple[Token, ...], verb: int, kind: Kind) -> bool:
    """As in "bombs rather than missiles, as staff had first believed": of what is set aside."""
    earlier = {token.lemma for token in tokens[max(verb - 2, 0) : verb]}
    as_before = any(t.lemma == "as" for t in tokens[max(verb - 6, 0) : verb])
    return kind == "suspect" and as_before and bool(earlier & _EARLIER)


def _quotes(tokens: tuple[Token, ...], verb: int) -> bool:
    """As in: called the accounts "a song somebody taught them", or "...", the statement read."""
    near = (*tokens[max(verb - 4, 0) : verb], *tokens[verb + 1 : verb + 8])
    return any(token.text in _QUOTES for token in near)


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
    if head is not None and not _can_have_said(sentence, verb, by, head):
        return
    if head is not None:
        if tokens[verb].dep in {"acl", "relcl"}:
            noun = tokens[verb].head
            first, last = noun_phrase(sentence, noun)
            beside_it = (i for i, t in enumerate(tokens) if t.head == noun and t.dep == "appos")
            scope = frozenset({*range(first, last), *range(verb, full_name(sentence, head)[1])})
            # "the toll given by the hospital, 23, is unchanged"
            scope |= {k for i in beside_it for k in range(*subtree(sentence, i))}
        scope -= _told_beside(sentence, verb, kind)
        yield attribute(sentence, kind, verb, head, scope)
    elif (
        kind == "claim"
        or (kind == "deny" and _of_a_charge(tokens, verb))
        or tokens[verb].lemma in {"report", "announce"}
    ):
        scope -= _told_beside(sentence, verb, kind)
        yield attribute(sentence, kind, verb, None, scope)


def _can_have_said(sentence: Sentence, verb: int, by: int, head: int) -> bool:
    """Whether "by" names one who speaks: not "put off by a week", "answered by holding up"."""
    tokens = sentence.tokens
    if tokens[head].ent in {"DATE", "TIME"} or tokens[by + 1].tag == "VBG":
        return False
    anyone = tokens[verb].lemma in certainty_lexicon()["verbs"]["by_speakers"]
    return anyone or tokens[verb].lemma not in _OF_THINGS or can_speak(sentence, head)


def _of_a_charge(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether what is dismissed is something said, and not "the manager was dismissed"."""
    lexicon = certainty_lexicon()
    said = {*lexicon["topics"]["denied"], *(n for kind in lexicon["nouns"].values() for n in kind)}
    return any(
        token.head == verb and token.dep.startswith("nsubj") and token.lemma in said
        for token in tokens
    )
