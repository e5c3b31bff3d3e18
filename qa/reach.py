"""How far the words of a speaker reach: before "X said", after it, or on both sides."""

from functools import cache

from qa.attribution import Kind, segment
from qa.language import Sentence, Token, subtree
from qa.naming import certainty_lexicon, full_name

__all__ = ["reach"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TIMES = frozenset({"DATE", "TIME"})
_TELLING = frozenset({"tell", "inform"})
# not "as the army said, 12 people died": there the main clause is spoken
_CONCEDING = frozenset(
    {"although", "though", "while", "whereas", "since", "because", "after", "before", "if", "when",
     "once", "until"}
)  # fmt: skip
_WHILE = frozenset({"as", "while", "after", "when", "before"})
_SILENT = frozenset({"decline", "refuse", "fail", "offer", "provide", "elaborate"})
_DASHES = frozenset({"--", "\u2013", "\u2014"})
_QUOTES = frozenset('"\u201c\u201d`') | {"''", "``"}


def reach(sentence: Sentence, verb: int, head: int, kind: Kind) -> frozenset[int]:
    """Tokens that the verb's subject speaks: what follows, or what stands before "X said"."""
    tokens = sentence.tokens
    left, right = segment(sentence, verb)
    right = _past_contrast(sentence, verb, right)
    name = full_name(sentence, head)
    left = _back_over_contrast(sentence, verb, left)
    before = set(range(left, min(name[0], verb)))
    after = set(range(_opening(tokens, verb, right), _own_end(tokens, verb, right)))
    after -= {*range(*name)} | _joined(sentence, verb) | _meanwhile(sentence, verb, head)
    if _subordinate(tokens, verb):
        after &= {*range(*subtree(sentence, verb))}
    told = any(tokens[i].pos in {"VERB", "AUX"} or tokens[i].text in _QUOTES for i in before)
    # "..., the monitor said updating an earlier toll": that it updates is not said
    clause = any(tokens[i].pos in {"VERB", "AUX"} and tokens[i].tag != "VBG" for i in after)
    # the object is what is said ("reported 15 deaths"), or who is told ("told the agency")
    counted = tokens[verb].lemma not in _TELLING and any(
        t.head == verb and t.dep == "dobj" and t.ent not in _TIMES
        for i, t in enumerate(tokens[verb + 1 : verb + 8], verb + 1)
        if not name[0] <= i < name[1]
    )
    complement = any(
        tokens[i].head == verb and tokens[i].dep in {"ccomp", "parataxis"} for i in before
    )
    trailing = told and not counted and (not clause or head > verb)
    # "12 died the monitor said and a reporter saw smoke"
    if tokens[verb].dep == "parataxis" and tokens[verb].head in before:
        own = next((i for i in sorted(after) if _joins_clauses(tokens, i)), right)
        return frozenset(before | {i for i in after if i < own})
    long = len(before) > 2  # noqa: PLR2004 - more than "Yesterday,"
    # "he blamed the Front, which rejected the charge": what stands before it is his word
    about = tokens[verb].dep == "relcl" and kind == "deny"
    inserted = long and not about and _inserted(tokens, min(name[0], verb), max(name[1] - 1, verb))
    if _describes(sentence, verb):
        return frozenset(after & {*range(*subtree(sentence, verb))})
    if trailing or complement or inserted:
        return frozenset(before | (after - _addressed(tokens, verb, right)))
    # one who claims an attack is claimed to have done it, one who claims that it rains is not
    thing = any(t.head == verb and t.dep == "dobj" for t in tokens)
    relative = tokens[verb].dep == "relcl"
    oneself = (kind == "claim" and thing) or (kind == "deny" and not relative)
    return frozenset(after | {*range(*name)} if oneself else after)


def _past_contrast(sentence: Sentence, verb: int, cut: int) -> int:
    """Where the words end that go on behind "but": "said a man was shot | but survived".

    A clause of its own behind it ("but residents saw") may be another's, unless "that" ties it to
    the verb; and what somebody "declined to say" is not said.
    """
    tokens = sentence.tokens
    if cut >= len(tokens) or tokens[cut].lemma != "but" or tokens[cut].dep != "cc":
        return cut
    joined = tokens[cut].head
    at = joined
    while tokens[at].head not in {at, verb}:
        at = tokens[at].head
    said = verb < joined < cut and tokens[at].head == verb and tokens[at].dep == "ccomp"
    behind = [i for i, t in enumerate(tokens) if t.head == joined and t.dep == "conj" and i > cut]
    if not said or not behind or tokens[behind[0]].lemma in _telling():
        return cut
    own = [t for t in tokens if t.head == behind[0]]
    subject = any(t.dep.startswith("nsubj") or t.dep == "expl" for t in own)
    tied = any(t.lemma == "that" and t.dep == "mark" for t in own)
    return segment(sentence, cut + 1)[1] if tied or not subject else cut


def _back_over_contrast(sentence: Sentence, verb: int, cut: int) -> int:
    """Where the words begin that "X said" closes: "two died while they slept, X said".

    What is joined by "but" or "while" to a clause that the parse makes the speaker's is his too,
    unless somebody else speaks in it.
    """
    tokens = sentence.tokens
    said = [i for i, t in enumerate(tokens[:verb]) if t.head == verb and t.dep == "ccomp"]
    if not cut or not said or tokens[cut - 1].text == ";":
        return cut
    first, last = subtree(sentence, said[0])
    whole = first < cut - 1 < last <= verb
    others = any(t.lemma in _telling() and t.pos == "VERB" for t in tokens[first:cut])
    marked = any(t.text in _QUOTES | {";"} for t in tokens[first:cut])
    return first if whole and not others and not marked else cut


@cache
def _telling() -> frozenset[str]:
    verbs = certainty_lexicon()["verbs"]
    kinds = ("say", "find", "claim", "suspect", "confirm", "concede", "deny")
    return frozenset(lemma for kind in kinds for lemma in verbs[kind]) | _SILENT


def _describes(sentence: Sentence, verb: int) -> bool:
    """Whether the verb tells more of a noun: "the Brigades, which rejected the charge"."""
    tokens = sentence.tokens
    relative = any(t.head == verb and t.tag in {"WDT", "WP"} for t in tokens[:verb])
    return tokens[verb].dep == "relcl" and relative


def _meanwhile(sentence: Sentence, verb: int, head: int) -> set[int]:
    """What went on while words were spoken: "..., the mayor said | as the raids went on"."""
    tokens, done = sentence.tokens, set[int]()
    told = tokens[verb].lemma in _TELLING
    objects = {"ccomp"} if told else {"ccomp", "dobj"}
    if head > verb or any(t.head == verb and t.dep in objects for t in tokens[verb:]):
        return done
    for i in range(verb + 1, len(tokens)):
        marks = {t.lemma for t in tokens[verb:i] if t.head == i and t.dep in {"mark", "advmod"}}
        if tokens[i].head == verb and tokens[i].dep == "advcl" and marks & _WHILE:
            done |= {*range(*subtree(sentence, i))}
    return done


def _subordinate(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the main clause is yet to come: "since the army said so, | 12 people have died"."""
    marks = {t.lemma for t in tokens if t.head == verb and t.dep in {"mark", "advmod"}}
    return tokens[verb].dep == "advcl" and tokens[verb].head > verb and bool(marks & _CONCEDING)


def _joins_clauses(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "and" begins a clause, not the last of a list."""
    joined = (t for t in tokens[i + 1 :] if t.dep == "conj" and t.head == tokens[i].head)
    first = next(joined, None)
    return tokens[i].pos == "CCONJ" and (first is None or first.pos in {"VERB", "AUX"})


def _opening(tokens: tuple[Token, ...], verb: int, right: int) -> int:
    """Where what is said begins: past the day and those told, at "that"."""
    for i in range(verb + 1, min(verb + 10, right)):
        token = tokens[i]
        if token.lemma == "that" and token.dep == "mark":
            clause = tokens[token.head]
            return i if clause.head == verb else verb + 1
        if token.tag in _FINITE or token.text in {",", ";"}:
            break
    return verb + 1


def _joined(sentence: Sentence, verb: int) -> set[int]:
    """What the speaker does besides: "conceded that ..., and offered a reward"."""
    tokens = sentence.tokens
    spoken = [i for i, t in enumerate(tokens) if t.head == verb and t.dep == "ccomp" and i > verb]
    done: set[int] = set()
    for i in range(spoken[0] if spoken else len(tokens), len(tokens)):
        own = any(t.head == i and t.dep.startswith("nsubj") for t in tokens)
        past = tokens[i].tag == tokens[verb].tag
        if tokens[i].head == verb and tokens[i].dep == "conj" and past and not own:
            done |= {*range(*subtree(sentence, i))}
    return done


def _own_end(tokens: tuple[Token, ...], verb: int, right: int) -> int:
    """Where the words of a verb without a clause end: "declared it lost, and its men fled"."""
    if any(t.head == verb and t.dep in {"ccomp", "parataxis"} for t in tokens):
        return right
    for i in range(verb + 1, right):
        if tokens[i].tag in _FINITE or tokens[i].text in _QUOTES:
            return right
        if tokens[i].pos == "CCONJ" and tokens[i].head == verb and tokens[i - 1].text == ",":
            return i
    return right


def _inserted(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether "he said" stands between commas, so that what follows it is said too."""
    if first == 0 or tokens[first - 1].text not in _QUOTES | _DASHES | {","}:
        return False
    for token in tokens[last + 1 :]:
        if token.pos == "PUNCT":
            return token.text in _QUOTES | _DASHES | {",", "."}
        if token.pos in {"VERB", "AUX", "SCONJ"} or token.dep.startswith("nsubj"):
            return False
    return True


def _addressed(tokens: tuple[Token, ...], verb: int, right: int) -> frozenset[int]:
    """Those told, and what else belongs to the saying: ", he told the daily Star on Sunday"."""
    if tokens[verb].lemma not in _TELLING:
        return frozenset()
    end = next((i for i in range(verb + 1, right) if tokens[i].pos == "PUNCT"), right)
    return frozenset(range(verb + 1, end))
