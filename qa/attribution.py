"""The record that somebody says a stretch of a sentence, and the parts to make one."""

from dataclasses import dataclass
from typing import Literal

from qa.apposition import is_apposed_part
from qa.language import Sentence, Token
from qa.naming import certainty_lexicon, full_name, is_initials
from qa.standing import names_everyone

__all__ = ["Attribution", "Kind", "attribute", "object_head", "segment"]

Kind = Literal["say", "find", "claim", "suspect", "confirm", "concede", "deny", "doubt"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """That somebody says something in a sentence.

    Attributes:
        kind: What the verb or noun says about it.
        cue: (start, end) in the sentence's text of the words that show it.
        speaker: (start, end) of the speaker's words; None where none is named ("it was reported").
        head: Index of the speaker's main noun, or None.
        scope: Indices of the tokens that are spoken.
        pronoun: Whether the speaker is a pronoun, so that the name stands elsewhere.
    """

    kind: Kind
    cue: tuple[int, int]
    speaker: tuple[int, int] | None
    head: int | None
    scope: frozenset[int]
    pronoun: bool = False


def attribute(
    sentence: Sentence, kind: Kind, cue: int, head: int | None, scope: frozenset[int]
) -> Attribution:
    """The attribution by the cue at token *cue*, with the full name around *head* as speaker."""
    tokens = sentence.tokens
    at = tokens[cue].start, tokens[cue].end
    if head is None:
        return Attribution(kind, at, None, None, scope)
    head = _of_several(tokens, head)
    first, last = full_name(sentence, head)
    if names_everyone(sentence.text[tokens[first].start : tokens[last - 1].end]):
        # "confirmed by every outlet": the report says so, and nobody else
        return Attribution("deny" if kind == "deny" else "say", at, None, None, scope)
    pronouns = certainty_lexicon()["anaphora"]["pronouns"]
    pronoun = tokens[head].text.lower() in pronouns and not is_initials(sentence, head)
    pronoun |= tokens[head].tag in {"PRP", "PRP$"}  # "according to him", "his claim"
    span = tokens[first].start, tokens[last - 1].end
    # that one speaks is the report's own word; that one claims an attack is not
    own = (
        frozenset(range(first, last))
        if kind in {"say", "find", "confirm", "concede"}
        else frozenset()
    )
    return Attribution(kind, at, span, head, scope - own, pronoun)


def _of_several(tokens: tuple[Token, ...], head: int) -> int:
    """The name of one who is told from others: "one of them, Omar Haddad, 23, said"."""
    if tokens[head].lemma != "one":
        return head
    apart = head + 1 < len(tokens) and tokens[head + 1].lemma == "of"
    named = (i for i, t in enumerate(tokens) if t.head == head and t.dep == "appos")
    return next((i for i in named if apart and tokens[i].ent == "PERSON"), head)


def segment(sentence: Sentence, i: int) -> tuple[int, int]:
    """Token range around *i* up to the conjunctions that set a contrast ("while", "but")."""
    tokens = sentence.tokens
    contrasts = frozenset(certainty_lexicon()["anaphora"]["contrasts"])
    cuts = [
        j
        for j, token in enumerate(tokens)
        if token.lemma in contrasts and not (j and tokens[j - 1].lemma == "that")
    ]
    left = next((j + 1 for j in reversed(cuts) if j < i), 0)
    return left, next((j for j in cuts if j > i), len(tokens))


def object_head(tokens: tuple[Token, ...], preposition: int, after: int) -> int | None:
    """The noun that a preposition governs, by the parse or as the next noun that ends a phrase."""
    near = range(after, min(after + 8, len(tokens)))
    for i in near:
        if tokens[i].dep in {"pobj", "dobj"} and preposition <= tokens[i].head < after:
            return i - 1 if is_apposed_part(tokens, i) else i
    for i in near:
        ends = i + 1 == len(tokens) or tokens[i + 1].pos not in {"NOUN", "PROPN"}
        if tokens[i].pos in {"NOUN", "PROPN", "PRON"} and ends:
            return i
    return None
