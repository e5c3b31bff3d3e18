"""A drafted sentence laid along a sentence of a quote: which of its words stand there, in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from qa.guard_told import guard_lexicon, word_set
from qa.language import Sentence, Token
from qa.speakers import attributions
from qa.word_keys import word_keys

__all__ = ["CLAUSES", "CONTENT", "NOUNS", "Path", "aligned", "children", "empty", "words_of_speech"]

NOUNS = frozenset({"NOUN", "PROPN"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "PRON"})
CLAUSES = frozenset({"relcl", "acl"})  # that describe a noun
_WORTH, _LITTLE = 300, 100  # of a word with a meaning of its own, and of another


@dataclass(frozen=True, slots=True)
class Path:
    """Which words of a quote's sentence a drafted sentence keeps."""

    said: Sentence
    told: Sentence
    pairs: dict[int, int]  # index in told -> index in said
    speech: frozenset[int]  # those of them that say who speaks in told


def aligned(said: Sentence, told: Sentence) -> dict[int, int]:
    """The most words of *said* that stand in *told* in the same order: {in told: in said}.

    Of two ways the one with fewer gaps counts.
    """
    ours = [i for i, token in enumerate(said.tokens) if token.pos not in {"PUNCT", "SPACE"}]
    theirs = [i for i, token in enumerate(told.tokens) if token.pos not in {"PUNCT", "SPACE"}]
    rows, columns = len(ours), len(theirs)
    # Best score from (a, b) on, behind a match of the two words before or not.
    best = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    weight: dict[tuple[int, int], int] = {}
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            plain = max(best[a + 1][b][0], best[a][b + 1][0])
            behind = plain
            if _same(said.tokens[ours[a]], told.tokens[theirs[b]]):
                weight[a, b] = _WORTH if told.tokens[theirs[b]].pos in CONTENT else _LITTLE
                matched = weight[a, b] + best[a + 1][b + 1][1]
                plain, behind = max(plain, matched), max(plain, matched + 1)
            best[a][b] = (plain, behind)
    pairs: dict[int, int] = {}
    a = b = behind = 0
    while a < rows and b < columns:
        score = best[a][b][behind]
        if (a, b) in weight and score == weight[a, b] + best[a + 1][b + 1][1] + behind:
            pairs[theirs[b]] = ours[a]
            a, b, behind = a + 1, b + 1, 1
        else:
            a, b, behind = (a + 1, b, 0) if score == best[a + 1][b][0] else (a, b + 1, 0)
    return pairs


def _same(said: Token, told: Token) -> bool:
    """Whether they are one word, perhaps in another form or spelling."""
    if said.text.casefold() == told.text.casefold():
        return True
    if {said.pos, told.pos} <= NOUNS | {"ADJ"}:
        if said.lemma == told.lemma:
            return True
        both = {said.lemma, told.lemma}
        names = "PROPN" in {said.pos, told.pos} and word_keys(said.text) & word_keys(told.text)
        return bool(names) or any(both <= set(g) for g in guard_lexicon()["synonyms"]["groups"])
    if said.pos == told.pos == "VERB":
        return said.lemma == told.lemma or bool(word_keys(said.text) & word_keys(told.text))
    return False


def empty(token: Token) -> bool:
    """Whether a word that is in no quote adds nothing."""
    return (
        token.pos in {"PUNCT", "SPACE"}
        or token.text.lower() in word_set("following", "free")
        or (token.pos == "AUX" and token.lemma in {"be", "have", "do"})
    )


def words_of_speech(sentence: Sentence) -> set[int]:
    """Words that say who speaks, and that they speak."""
    spans = [one.cue for one in attributions(sentence)]
    spans += [one.speaker for one in attributions(sentence) if one.speaker]
    return {
        i
        for i, token in enumerate(sentence.tokens)
        if any(start <= token.start < end for start, end in spans)
    }


def children(sentence: Sentence, k: int) -> Iterator[tuple[int, Token]]:
    """The words that hang on token *k*."""
    return ((i, t) for i, t in enumerate(sentence.tokens) if t.head == k and i != k)
