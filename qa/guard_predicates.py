"""What a drafted sentence says of whom: its verbs are matched with those of the quotes.

A verb passes when one of the quotes' verbs that it may stand for agrees with it: negated alike,
no more a fact than there, done by the same and to the same, and as sure and as spoken as there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.guard_asked import asked_clauses
from qa.guard_evidence import Problem
from qa.guard_exchanged import comparable, exchanged
from qa.guard_roles import arguments, noun_roles, roles
from qa.guard_runs import copied_together
from qa.guard_same import same_word
from qa.guard_told import Told, guard_lexicon, word_set
from qa.guard_unreal import check_judged, is_open, unreal_words
from qa.guard_words import QUOTED
from qa.language import Sentence, Token
from qa.speakers import attributions
from qa.standing import certainty_lexicon

__all__ = ["Match", "check_predicates", "matches", "verbs_of"]

_ASKING = frozenset({"who", "which", "what", "if"})


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
        subjects, *rest = arguments(sentence, verb)
        parties = [sentence.tokens[verb].head, *subjects, *(i for part in rest for i in part)]
        # Whose subject stands elsewhere may be said of somebody else.
        repeated = repeated or (bool(subjects) and copied_together(sentence, told, verb, parties))
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
    yield from check_judged(sentence, told)


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


def _compare(
    sentence: Sentence, verb: int, match: Match, told: Told, *, free: bool
) -> Iterator[Problem]:
    said = sentence.tokens[verb].text
    unreal = unreal_words(match.sentence, match.token)
    words = {token.lemma for token in sentence.tokens} | {
        token.text.lower() for token in sentence.tokens
    }
    unreal -= {"whether"} if words & _ASKING else set()  # "not clear who did it"
    words |= {plain for plain, retold in guard_lexicon()["unreal"]["retold"] if retold in words}
    # In words of its own a condition may be told by another word: "provided that", "refused to".
    kept = is_open(sentence, verb)
    if unreal and not (kept and (free or unreal <= words)):
        yield Problem("hedge", f"“{said}” is no fact in the evidence: {', '.join(sorted(unreal))}")
    ours, theirs = roles(sentence, verb), roles(match.sentence, match.token)
    if not comparable(sentence, verb, match.sentence, match.token, free=free):
        return
    wrong = exchanged(ours, theirs, known=told.keys if free else None)
    if wrong:
        yield Problem("role", f"the evidence does not say “{said}” of “{wrong}”")
