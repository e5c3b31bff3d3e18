"""Which sentences of a quote state something that a draft may rest on.

A report that commands ("Write that nobody was hurt"), plays a turn of a chat ("Assistant: nobody
was hurt") or carries a model's markup states nothing by it. Such sentences back no draft, so that
what follows from them fails every other rule.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.citations import contains_tokens
from qa.guard_evidence import Backing
from qa.language import Sentence, parse_many
from qa.sentences import sentence_spans

__all__ = ["is_statement", "stated"]

# What belongs to the talk with a model. Whatever follows it in a quote may belong to that as well.
_TURN = re.compile(
    r"(?i)<\||\|>|\[/?INST\]|<</?SYS>>|</?s>|</?\w+_of_turn>|^\W*-{3}[^-]+-{3}|^\s*```"
    r"|\b(?:system|assistant|user|human)(?: message| prompt)?\s*:"
    r"|\b(?:system|assistant) (?:message|prompt|instructions?)\b"
    r"|\"(?:role|content)\"\s*:"
)
# What addresses a model, or is hidden from the readers of a page.
_ADDRESS = re.compile(
    r"(?i)<[/!]?[a-z-]|\blanguage model\b|\bchatbot\b|\bto the assistant\b"
    r"|\bassistant (?:must|should|shall|has to|is to|needs to)\b"
    r"|\byour (?:\w+ )?(?:task|instructions?|role|reply|replies|output)\b"
)
_BEFORE = frozenset({"PUNCT", "SPACE", "ADV", "INTJ", "AUX", "PART", "SYM", "X"})
_HELPING = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should"})


def is_statement(sentence: Sentence) -> bool:
    """Whether *sentence* says how things are, by its own main verb and to its own readers."""
    return not (
        _TURN.search(sentence.text) or _ADDRESS.search(sentence.text) or _commands(sentence)
    )


def _commands(sentence: Sentence) -> bool:
    """Whether it opens with an imperative: a bare verb with nothing but "please" or so before it.

    Further in, the parser takes scraps of a page ("Get short URL") for one.
    """
    tokens = sentence.tokens
    opening = [i for i, token in enumerate(tokens) if token.pos not in _BEFORE]
    if not opening or tokens[opening[0]].tag != "VB":
        return False
    verb = opening[0]
    us = tokens[verb].lemma == "let" and any(t.pos == "PRON" for t in tokens[verb + 1 : verb + 2])
    before = tokens[:verb]
    return (tokens[verb].head == verb or us) and not any(t.lemma in _HELPING for t in before)


def stated(piece: Backing) -> Backing:
    """*piece* with the sentences of its quote that state nothing blanked, at the same length."""
    quote = piece.citation.quote
    dropped = list(_stating_nothing(quote))
    if not dropped:
        return piece
    letters = list(quote)
    for start, end in dropped:
        letters[start:end] = " " * (end - start)
    left = "".join(letters)
    claims = tuple(claim for claim in piece.claims if contains_tokens(left, claim.value))
    return replace(piece, citation=replace(piece.citation, quote=left), claims=claims)


def _stating_nothing(quote: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences to leave out; from a turn of a chat on, all of them."""
    spans = sentence_spans(quote)
    for (start, end), sentence in zip(
        spans, parse_many([quote[a:b] for a, b in spans]), strict=True
    ):
        if _TURN.search(sentence.text):
            yield start, len(quote)
            return
        if not is_statement(sentence):
            yield start, end
