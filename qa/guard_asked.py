"""Where a drafted sentence names, in the question's own words, what the quotes tell of.

"No one claimed the bombing of the buses near Osht in April": a quote that says "no one claimed the
bombing" holds it, if the title above the quote shows that it tells of that bombing.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.guard_same import same_word
from qa.guard_told import Told, word_set
from qa.language import Sentence, Token, parse, subtree
from qa.word_keys import word_keys

__all__ = ["asked_clauses", "asked_spans"]

_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "PART", "PUNCT"})
_NAMES = frozenset({"NOUN", "PROPN"})
_MEANING = _NAMES | {"ADJ", "ADV", "VERB", "NUM"}
_FEWEST = 2
_TELLS = frozenset({"attr", "acomp", "oprd"})


@lru_cache(maxsize=512)
def asked_spans(sentence: Sentence, told: Told, question: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of phrases that stand in *question* word for word and name what a quote names.

    They open with a word of the quotes, hold no verb, and say nothing of a subject; or they are
    clauses that tell which one is meant (``asked_clauses``).
    """
    asked = [token.text.lower() for token in parse(question).tokens] if question else []
    known, frame = told.keys | told.setting, word_set("words", "frame")
    spans = []
    i = 0
    while i < len(sentence.tokens):
        length = _shared(sentence, i, asked)
        while length >= _FEWEST and sentence.tokens[i + length - 1].pos not in _NAMES | {"NUM"}:
            length -= 1
        tokens = sentence.tokens[i : i + length]
        nouns = [token for token in tokens if token.pos in _NAMES and token.ent != "DATE"]
        if (
            length >= _FEWEST
            and nouns
            and (word_keys(nouns[0].text) & told.keys or nouns[0].lemma in frame)
            and all(word_keys(token.text) & known or token.lemma in frame for token in nouns)
            and any(word_keys(token.text) & known for token in nouns)
            and not any(_tells(sentence, k) for k in range(i, i + length))
        ):
            spans.append((tokens[0].start, tokens[-1].end))
        i += max(1, length)
    clauses = (subtree(sentence, verb) for verb in asked_clauses(sentence, told, question))
    spans += [(sentence.tokens[a].start, sentence.tokens[b - 1].end) for a, b in clauses]
    return tuple(spans)


@lru_cache(maxsize=512)
def asked_clauses(sentence: Sentence, told: Told, question: str) -> frozenset[int]:
    """Verbs of clauses that stand in *question* word for word and only tell which one is meant.

    As in "the shells THAT HIT THE MARKET were 122 mm shells" for "what calibre were the shells that
    hit the market": what the clause names must stand in the quotes or the titles above them, and
    its verb must be one of theirs.
    """
    asked = parse(question) if question else None
    if asked is None:
        return frozenset()
    known, frame = told.keys | told.setting, word_set("words", "frame")
    clauses = {_words_of(asked, i) for i in _relative(asked)}
    return frozenset(
        i
        for i in _relative(sentence)
        if _words_of(sentence, i) in clauses
        and any(
            same_word(sentence.tokens[i], other)
            for quote, k in told.sentences()
            for other in quote[k].tokens
        )
        and all(
            word_keys(token.text) & known or token.lemma in frame
            for token in _tokens_of(sentence, i)
            if token.pos in _MEANING and token is not sentence.tokens[i]
        )
    )


def _relative(sentence: Sentence) -> Iterator[int]:
    """Verbs of relative clauses."""
    return (i for i, token in enumerate(sentence.tokens) if token.dep == "relcl")


def _tokens_of(sentence: Sentence, verb: int) -> Sequence[Token]:
    """The noun that a relative clause tells of, and the clause."""
    first, last = subtree(sentence, verb)
    return (sentence.tokens[sentence.tokens[verb].head], *sentence.tokens[first:last])


def _words_of(sentence: Sentence, verb: int) -> tuple[str, ...]:
    return tuple(t.text.lower() for t in _tokens_of(sentence, verb) if t.pos != "PUNCT")


def _tells(sentence: Sentence, i: int) -> bool:
    """Whether a word is what a subject is said to be; "there was no claim" has no such subject."""
    tokens = sentence.tokens
    there = any(t.head == tokens[i].head and t.dep == "expl" for t in tokens)
    return tokens[i].dep in _TELLS and not there


def _shared(sentence: Sentence, i: int, asked: list[str]) -> int:
    """How many words from token *i* on stand in the question in this order, none of them a verb."""
    best = 0
    for at in range(len(asked)):
        length = 0
        while (
            i + length < len(sentence.tokens)
            and at + length < len(asked)
            and sentence.tokens[i + length].pos in _PHRASE
            and sentence.tokens[i + length].text.lower() == asked[at + length]
        ):
            length += 1
        best = max(best, length)
    return best
