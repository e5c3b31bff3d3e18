"""What a drafted sentence says of whom: its verbs are matched with those of the quotes.

A verb passes when one of the quotes' verbs that it may stand for agrees with it: negated alike,
no more a fact than there, done by the same and to the same, and as sure and as spoken as there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qa.guard_asked import asked_clauses
from qa.guard_evidence import Problem
from qa.guard_exchanged import comparable, exchanged
from qa.guard_roles import noun_roles, roles
from qa.guard_same import same_word
from qa.guard_told import Told, word_set
from qa.guard_words import QUOTED
from qa.language import Sentence, Token
from qa.negations import is_negated
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = [
    "Match",
    "check_commands",
    "check_predicates",
    "matches",
    "verbs_of",
]

_ASKING = frozenset({"who", "which", "what", "if"})
_GOVERNED = frozenset({"xcomp", "ccomp", "conj", "pcomp", "prep", "acl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NEAR = 3  # words between a judgement and its verb


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a quote that a word of the sentence may stand for."""

    quote: tuple[Sentence, ...]
    index: int
    token: int

    @property
    def sentence(self) -> Sentence:
        """The quote's sentence that holds the word."""
        return self.quote[self.index]


def verbs_of(sentence: Sentence, *, saying: bool = False) -> list[int]:
    """Verbs outside quotations; those of saying only with *saying*, where nobody speaks by them."""
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    verbs = certainty_lexicon()["verbs"]
    left = {verb for kind in verbs.values() for verb in kind} | word_set("words", "frame")
    cues = {one.cue[0] for one in attributions(sentence) if one.kind != "suspect"}
    return [
        i
        for i, token in enumerate(sentence.tokens)
        if token.pos == "VERB"
        and (token.start not in cues if saying else token.lemma not in left)
        and not any(start <= token.start < end for start, end in quoted)
    ]


def matches(token: Token, told: Told, *, verbal: bool) -> list[Match]:
    """Words of the quotes that *token* may stand for; with *verbal*, verbs alone."""
    return [
        Match(tuple(quote), i, k)
        for quote, i in told.sentences()
        for k, other in enumerate(quote[i].tokens)
        if (other.pos == "VERB" or (not verbal and other.pos in {"NOUN", "ADJ", "AUX", token.pos}))
        and same_word(token, other)
    ]


def check_predicates(
    sentence: Sentence, told: Told, question: str = "", *, shortened: bool, free: bool = False
) -> Iterator[Problem]:
    """Negations, attempts told as facts, and doers exchanged with those it was done to.

    A sentence that is a *shortened* one of a quote exchanges nobody, however it is parsed; one that
    is *free* may have verbs that no quote has. A clause of the *question* that tells which one is
    meant may be repeated where the quotes leave open to whom it was done.
    """
    clauses = asked_clauses(sentence, told, question)
    for verb in verbs_of(sentence, saying=True):
        found = matches(sentence.tokens[verb], told, verbal=True)
        repeated = verb in clauses and _is_left_open(found)
        if not found and not free:
            yield from _compare_nouns(sentence, verb, told)
        problems = [
            tuple(
                p
                for p in _compare(sentence, verb, match, told, free=free)
                if not (p.rule == "role" and (shortened or repeated))
            )
            for match in found
        ]
        if problems and all(problems):
            yield from min(problems, key=len)
    yield from _check_judged(sentence, told)


def _is_left_open(found: Iterable[Match]) -> bool:
    """Whether none of the quotes' verbs has a noun for whom or what it is done to."""
    return not any(
        phrase is not None and _is_noun(match.sentence, phrase[0])
        for match in found
        for phrase in roles(match.sentence, match.token).undergoers
    )


def _is_noun(sentence: Sentence, word: str) -> bool:
    return any(t.text == word and t.pos in {"NOUN", "PROPN"} for t in sentence.tokens)


def _compare_nouns(sentence: Sentence, verb: int, told: Told) -> Iterator[Problem]:
    """What a verb is said of, where the quotes have a noun for it: "a raid on the depot"."""
    ours, said = roles(sentence, verb), sentence.tokens[verb].text
    wrong = [
        exchanged(ours, theirs)
        for match in matches(sentence.tokens[verb], told, verbal=False)
        if (theirs := noun_roles(match.sentence, match.token)).undergoers
    ]
    if wrong and all(wrong):
        yield Problem("role", f"the evidence does not say “{said}” of “{wrong[0]}”")


def _check_judged(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """What a quote only lets somebody judge ("rated as true") must not be told by a bare "is"."""
    said = {token.lemma for token in sentence.tokens}
    for token in sentence.tokens:
        if token.dep not in {"acomp", "attr"} or sentence.tokens[token.head].lemma != "be":
            continue
        judges = [
            _judge(quote[i], k)
            for quote, i in told.sentences()
            for k, other in enumerate(quote[i].tokens)
            if other.lemma == token.lemma
        ]
        if judges and all(judges) and not said & set(judges):
            yield Problem("hedge", f"“{token.text}” is only a judgement in the evidence")


def _judge(sentence: Sentence, i: int) -> str | None:
    """The verb of judging on which token *i* hangs, by "as" or at once."""
    tokens = sentence.tokens
    for _ in range(_NEAR):
        if tokens[i].head == i or tokens[i].dep not in {
            "amod",
            "pobj",
            "oprd",
            "prep",
            "ccomp",
            "conj",
        }:
            return None
        i = tokens[i].head
        # The parser's lemma of "rated" is not "rate".
        if {tokens[i].lemma, tokens[i].text.lower()} & word_set("unreal", "judging"):
            return tokens[i].lemma
    return None


def _compare(
    sentence: Sentence, verb: int, match: Match, told: Told, *, free: bool
) -> Iterator[Problem]:
    said = sentence.tokens[verb].text
    unreal = _unreal(match.sentence, match.token)
    words = {token.lemma for token in sentence.tokens} | {
        token.text.lower() for token in sentence.tokens
    }
    unreal -= {"whether"} if words & _ASKING else set()  # "not clear who did it"
    # In words of its own a condition may be told by another word: "provided that", "refused to".
    kept = _open(sentence, verb)
    if unreal and not (kept and (free or unreal <= words)):
        yield Problem("hedge", f"“{said}” is no fact in the evidence: {', '.join(sorted(unreal))}")
    ours, theirs = roles(sentence, verb), roles(match.sentence, match.token)
    if not comparable(sentence, verb, match.sentence, match.token, free=free):
        return
    wrong = exchanged(ours, theirs, known=told.keys if free else None)
    if wrong:
        yield Problem("role", f"the evidence does not say “{said}” of “{wrong}”")


def _open(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is no fact in a sentence: negated, or governed by what keeps it open.

    Nouns may govern it too ("an attempt to shoot"). Of what only stands in the same sentence
    nothing follows: "they shot him and could not be found".
    """
    token, above = sentence.tokens[verb], sentence.tokens[sentence.tokens[verb].head]
    below = [t for i, t in enumerate(sentence.tokens) if t.head == verb != i]
    conditions = _conditions() & {t.text.lower() for t in below}
    infinitive = any(t.tag == "TO" for t in below)
    wanted = infinitive and any(t.text.lower() == "for" for t in below)  # "for a gate to be shut"
    if conditions or wanted or _unreal(sentence, verb) or is_negated(sentence, verb):
        return True
    # "the order issued" is no order to issue; of "may hide, and shot" only "hide" is open
    apart = (token.dep == "acl" and not infinitive) or (
        token.dep == "conj" and (token.tag != above.tag or token.tag in _FINITE)
    )
    if apart or token.dep not in _GOVERNED or token.head == verb:
        return False
    governed = token.dep != "conj" and {above.lemma, above.text.lower()} & _open_words()
    if governed or (above.lemma == "be" and infinitive and token.dep == "xcomp"):
        return True  # "they tried to shoot", "they are to shoot"
    # "did not manage to shoot", but not "could not say who shot"
    return (token.dep != "ccomp" or above.lemma == "be") and _open(sentence, token.head)


@cache
def _open_words() -> frozenset[str]:
    """Words that keep a verb from being a fact, all of them."""
    lists = ("verbs", "modals", "marks", "conditions")
    every = frozenset[str]().union(*(word_set("unreal", name) for name in lists))
    return every | word_set("negation", "words")


def _unreal(sentence: Sentence, verb: int) -> frozenset[str]:
    """Words that keep a verb from being a fact: "tried to", "would", "if"."""
    tokens, found = sentence.tokens, set()
    for i, token in enumerate(tokens):
        if token.head == verb and i != verb:
            if token.dep == "aux" and token.text.lower() in word_set("unreal", "modals"):
                found.add(token.text.lower())
            if token.dep in {"mark", "advmod"} and token.lemma in word_set("unreal", "marks"):
                found.add(token.lemma)
            if token.dep == "advcl":
                found |= {t.text.lower() for t in tokens if t.head == i} & _conditions()
    governor = verb
    for _ in range(4):
        token = tokens[governor]
        if token.dep not in {"xcomp", "ccomp", "conj", "pcomp", "prep"} or token.head == governor:
            break
        governor = token.head
        if token.dep != "conj" and tokens[governor].lemma in word_set("unreal", "verbs"):
            found.add(tokens[governor].lemma)
        if token.dep == "ccomp" and _commands(sentence, governor):
            found.add(f"“{tokens[governor].text}”")
    return frozenset(found)


@cache
def _conditions() -> frozenset[str]:
    return word_set("unreal", "conditions")


def _commands(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is an imperative: "WRITE that nobody died"."""
    arguments = {"nsubj", "nsubjpass", "aux", "auxpass", "expl"}
    tokens = sentence.tokens
    bound = (t for t in tokens if t.head == verb and t.dep in arguments)
    return tokens[verb].tag in {"VB", "VBP"} and all(t.lemma == "do" for t in bound)


def check_commands(sentence: Sentence) -> Iterator[Problem]:
    """A sentence that opens with an imperative tells somebody what to do, and states nothing."""
    first = [i for i, token in enumerate(sentence.tokens) if token.pos not in {"PUNCT", "PART"}]
    opening = [i for i in first[:2] if sentence.tokens[i].tag == "VB"]
    if any(sentence.tokens[i].dep == "ROOT" and _commands(sentence, i) for i in opening):
        yield Problem("instruction", "it tells somebody what to do instead of what happened")
