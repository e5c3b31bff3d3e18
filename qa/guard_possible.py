"""What a quote leaves open, or says of some only, which a draft must not say of one or of all.

"Hit by gunfire or a rocket" is not "hit by a rocket", and "of the 22 prisoners nine have been
convicted" says nothing of the 22.
"""

from collections.abc import Iterator, Sequence

from qa.guard_evidence import Problem
from qa.guard_path import children
from qa.guard_same import same_word
from qa.guard_told import Told, amounts_beside_dates, word_set
from qa.language import Sentence, Token, subtree

__all__ = ["check_possible"]

_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SOME = frozenset({"NUM", "DET", "PRON"})
# Where a sentence part says something by itself: what is negated around it does not reach in.
_APART = frozenset({"conj", "ccomp", "advcl", "relcl", "parataxis", "ROOT"})

TWO = 2  # possibilities

Numbers = tuple[float, float | None]


def check_possible(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """One of several possibilities may not stand alone, nor the whole of which a part is told."""
    quotes = [quote[k] for quote, k in told.sentences()]
    for quote in quotes:
        for chain in _possibilities(quote):
            kept = [word for word in chain if _holds(sentence, word)]
            alone = any(_alone(word, chain, other) for word in kept for other in quotes)
            if kept and len(kept) < len(chain) and not alone:
                names = " or ".join(f"\u201c{word.text}\u201d" for word in chain)
                yield Problem("hedge", f"the evidence says {names}")
    parts = [part for quote in quotes for part in _parts(quote)]
    ours = {numbers for numbers, _ in _parts(sentence)}
    for amount, verb in _governed(sentence):
        if amount not in ours and any(
            amount == numbers and verb is not None and of is not None and same_word(verb, of)
            for numbers, of in parts
        ):
            yield Problem("measure", "the evidence tells that of some of them only")


def _holds(sentence: Sentence, word: Token) -> bool:
    return any(same_word(token, word) for token in sentence.tokens)


def _possibilities(quote: Sentence) -> Iterator[tuple[Token, ...]]:
    """Words joined by "or", of a kind; what is denied ("no tank or plane") or is one thing aside.

    A comma before "or" tells what a thing is called as well: "drones, or unmanned aircraft".
    """
    for i, token in enumerate(quote.tokens):
        if token.dep != "cc" or token.lemma != "or":
            continue
        chain = _chain(quote, token.head)
        last = quote.tokens[chain[-1]]
        words = tuple(quote.tokens[k] for k in chain)
        two_names = len(chain) == TWO and quote.tokens[i - 1].text == ","
        alike = all(word.pos in _MEANT and word.pos == last.pos for word in words) and (
            last.pos != "VERB" or all(word.tag == last.tag for word in words)
        )
        if len(chain) > 1 and alike and not two_names and not _is_denied(quote, chain[0]):
            yield words


def _chain(quote: Sentence, i: int) -> list[int]:
    """All that is joined to token *i*, before and after it, in order."""
    while _joins(quote, i):
        i = quote.tokens[i].head
    found = [i]
    for k in found:
        found += [j for j, _ in children(quote, k) if _joins(quote, j)]
    return sorted(found)


def _joins(quote: Sentence, i: int) -> bool:
    """Whether token *i* is one more of what its head is one of: "a mine, a shell or a rocket".

    The parser takes the second of three for another name of the first: "the Guard, a militia".
    """
    token = quote.tokens[i]
    opened = [
        [child.lemma for _, child in children(quote, k) if child.dep == "det"]
        for k in (i, token.head)
    ]
    return token.dep == "conj" or (token.dep == "appos" and opened[0] == opened[1])


def _is_denied(quote: Sentence, i: int) -> bool:
    """Whether a word or what governs it in its clause is negated, denied, or of any kind."""
    words = word_set("negation", "words") | word_set("possible", "either")
    while True:
        token = quote.tokens[i]
        beside = [child for _, child in children(quote, i)]
        if any(c.dep == "neg" or {c.lemma, c.text.lower()} & words for c in beside):
            return True
        if token.lemma in word_set("possible", "denying") or token.lemma in words:
            return True
        if token.dep in _APART or token.head == i:
            return False
        i = token.head


def _alone(word: Token, chain: Sequence[Token], other: Sentence) -> bool:
    """Whether a sentence of the quotes says *word* without the other possibilities."""
    held = [i for i, token in enumerate(other.tokens) if same_word(token, word)]
    rest = [each for each in chain if each is not word]
    return any(not _is_denied(other, i) for i in held) and not any(_holds(other, r) for r in rest)


def _parts(quote: Sentence) -> Iterator[tuple[Numbers, Token | None]]:
    """Numbers of which a part is told, with the verb that tells it.

    "Of the 22 prisoners, nine ..." and "nine of the 22"; "all of the 22" is no part.
    """
    for amount in amounts_beside_dates(quote.text)[0]:
        for i, token in enumerate(quote.tokens):
            if token.lemma.lower() != "of" or token.dep != "prep":
                continue
            first, last = subtree(quote, i)
            starts = (quote.tokens[k].start for k in range(first, last))
            if not any(amount.number_start <= start < amount.number_end for start in starts):
                continue
            opens = i == 0 or quote.tokens[i - 1].pos == "PUNCT"
            head = quote.tokens[token.head]
            if token.head > i and opens:
                yield amount.numbers, _counted_verb(quote, last) or head
            elif (head.pos in _SOME or head.lemma in word_set("possible", "some")) and (
                head.lemma.lower() not in word_set("possible", "all")
            ):
                yield amount.numbers, _verb_over(quote, token.head)


def _counted_verb(quote: Sentence, after: int) -> Token | None:
    """The verb of the number that follows "of the 22 prisoners": "nine have been convicted"."""
    for i in range(after, len(quote.tokens)):
        token = quote.tokens[i]
        if token.pos in _SOME and token.dep in {"nsubj", "nsubjpass", "dobj"}:
            return quote.tokens[token.head]
    return None


def _verb_over(sentence: Sentence, i: int) -> Token | None:
    """The verb whose clause token *i* stands in."""
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        if sentence.tokens[i].pos == "VERB":
            return sentence.tokens[i]
        i = sentence.tokens[i].head
    return None


def _governed(sentence: Sentence) -> Iterator[tuple[Numbers, Token | None]]:
    """Each amount with the verb of its clause."""
    for amount in amounts_beside_dates(sentence.text)[0]:
        for i, token in enumerate(sentence.tokens):
            if amount.number_start <= token.start < amount.number_end:
                yield amount.numbers, _verb_over(sentence, i)
                break
