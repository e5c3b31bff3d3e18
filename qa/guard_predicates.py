"""What a drafted sentence says of whom: its verbs are matched with those of the quotes.

A verb passes when one of the quotes' verbs that it may stand for agrees with it: negated alike,
no more a fact than there, done by the same and to the same, and as sure and as spoken as there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from qa.amounts import find_amounts
from qa.guard_evidence import Problem
from qa.guard_roles import exchanged, roles
from qa.guard_told import Told, word_set
from qa.guard_words import QUOTED, same_word
from qa.language import Sentence, Token, subtree
from qa.speakers import attributions
from qa.standing import certainty_lexicon
from qa.syntax import conjuncts

__all__ = [
    "Match",
    "check_commands",
    "check_predicates",
    "matches",
    "negated_words",
    "states",
    "verbs_of",
]

_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP"})


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
        if (other.pos == "VERB" or (not verbal and other.pos in {"NOUN", "ADJ", "AUX"}))
        and same_word(token, other)
    ]


def check_predicates(sentence: Sentence, told: Told, *, shortened: bool) -> Iterator[Problem]:
    """Negations, attempts told as facts, and doers exchanged with those it was done to.

    A sentence that is a *shortened* one of a quote exchanges nobody, however it is parsed.
    """
    for verb in verbs_of(sentence, saying=True):
        found = matches(sentence.tokens[verb], told, verbal=True)
        problems = [
            tuple(
                p for p in _compare(sentence, verb, match) if not (shortened and p.rule == "role")
            )
            for match in found
        ]
        if problems and all(problems):
            yield from min(problems, key=len)
    yield from _check_negations(sentence, told)


def _compare(sentence: Sentence, verb: int, match: Match) -> Iterator[Problem]:
    said = sentence.tokens[verb].text
    unreal = _unreal(match.sentence, match.token)
    words = {token.lemma for token in sentence.tokens} | {
        token.text.lower() for token in sentence.tokens
    }
    if unreal - words:
        yield Problem("hedge", f"“{said}” is no fact in the evidence: {', '.join(sorted(unreal))}")
    ours, theirs = roles(sentence, verb), roles(match.sentence, match.token)
    wrong = exchanged(ours, theirs)
    if wrong:
        yield Problem("role", f"the evidence does not say “{said}” of “{wrong}”")


def _unreal(sentence: Sentence, verb: int) -> frozenset[str]:
    """Words that keep a verb from being a fact: "tried to", "would", "if"."""
    tokens, found = sentence.tokens, set()
    for i, token in enumerate(tokens):
        if token.head == verb and i != verb:
            if token.dep == "aux" and token.text.lower() in word_set("unreal", "modals"):
                found.add(token.text.lower())
            if token.dep in {"mark", "advmod"} and token.lemma in word_set("unreal", "marks"):
                found.add(token.lemma)
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


def _check_negations(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A negation must bear on what a quote negates, and none of a quote's may be left out."""
    ours = negated_words(sentence, quoted=False)
    frame = word_set("words", "frame")
    theirs = [tokens for quote, i in told.sentences() for tokens in negated_words(quote[i])]
    for tokens in ours:
        # "the report says that it is not known"
        if theirs and all(token.lemma in frame for token in tokens):
            continue
        doubled = sum(tokens[0] in other for other in ours) > _most(tokens[0], told)
        if doubled or not any(same_word(a, b) for a in tokens for other in theirs for b in other):
            words = " ".join(token.text for token in tokens)
            yield Problem("negation", f"the evidence does not negate “{words}”")
    denied = [token for tokens in negated_words(sentence) for token in tokens]
    for quote, i in told.sentences():
        for tokens in negated_words(quote[i]):
            for token in tokens[:1]:
                said = [t for t in sentence.tokens if t.pos == token.pos and same_word(t, token)]
                plain = [t for t in quote[i].tokens if t is not token and t.lemma == token.lemma]
                if said and not plain and not any(same_word(t, token) for t in denied):
                    yield Problem("negation", f"the evidence negates “{token.text}”")


def states(sentence: Sentence, told: Told) -> bool:
    """Whether the sentence says something by a verb of the quotes, or by "be" with words of them.

    "The report says", "Trump said" and "the report is a report" state nothing.
    """
    tokens, plain = sentence.tokens, word_set("words", "function") | word_set("words", "frame")
    if QUOTED.search(sentence.text):
        return True
    verbs = certainty_lexicon()["verbs"]["say"]
    # The parser takes some verbs for nouns; then the quotes tell.
    if any(
        token.lemma not in verbs and token.lemma not in plain and matches(token, told, verbal=True)
        for token in tokens
    ):
        return True
    subjects = {
        tokens[k].lemma
        for i, token in enumerate(tokens)
        if token.dep in {"nsubj", "nsubjpass"} and tokens[token.head].lemma == "be"
        for k in range(*subtree(sentence, i))
    }
    linked = any(token.lemma == "be" for token in tokens)
    said = {t.lemma for t in tokens if t.pos in _MEANT - {"ADP"} and t.lemma not in plain}
    return linked and bool(said - subjects)


def _most(token: Token, told: Told) -> int:
    """How many negations of one sentence of the quotes bear on the same word at most, or one."""
    counts = (
        sum(any(same_word(token, b) for b in other) for other in negated_words(quote[i]))
        for quote, i in told.sentences()
    )
    return max(1, *counts, 1)


def negated_words(sentence: Sentence, *, quoted: bool = True) -> list[tuple[Token, ...]]:
    """For each negation the words that it bears on, the main one first.

    Without *quoted*, those in quotation marks are left out. A "No" that opens an answer is none.
    """
    marked = [] if quoted else [match.span() for match in QUOTED.finditer(sentence.text)]
    tokens = sentence.tokens
    found: list[tuple[Token, ...]] = []
    # "no more than 60" limits a number and negates nothing
    marked += [(a.start, a.end) for a in find_amounts(sentence.text) if a.number_start > a.start]
    for i, token in enumerate(tokens):
        inside = any(start <= token.start < end for start, end in marked)
        if i == 0 and sentence.text[token.end : token.end + 1] in {":", ","}:
            continue
        if token.lemma in word_set("negation", "inside") and not inside:
            found.append((token,))
        if token.text.lower() not in word_set("negation", "words") or inside:
            continue
        head = token.head
        if token.dep in {"cc", "preconj"}:  # "neither confirms nor denies"
            found += [(tokens[k],) for k in conjuncts(sentence, head)]
            continue
        bears = [head] if head != i else []
        if token.text.lower() in {"nobody", "none", "nothing"} or token.dep in {"det", "nsubj"}:
            bears += [tokens[head].head] if tokens[head].head != head else []
        # "is not known", "was no army officer": what "be" links is what is negated
        linked = [
            k
            for k, other in enumerate(tokens)
            if other.head in bears
            and tokens[other.head].pos == "AUX"
            and other.dep in {"acomp", "attr"}
        ]
        order = [k for k in (*linked, *bears) if tokens[k].pos not in {"AUX", "PUNCT"}]
        if not order:  # "were not among them"
            order = [k for k in range(i + 1, len(tokens)) if tokens[k].pos in _MEANT][:2]
        if order:
            found.append(tuple(tokens[k] for k in dict.fromkeys(order)))
    return found
