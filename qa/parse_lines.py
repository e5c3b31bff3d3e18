"""A parsed sentence as one line of text, to be kept, and back.

JSON rather than a library's own format: an index folder may come from somebody else, and reading it
must run nothing.
"""

import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from itertools import chain

from qa.syntax import Entity, Sentence, Token

_FIELDS = 8
_LARGEST = 4_000_000  # bytes of the lines of one chunk; real ones have some thousand

__all__ = ["key_of", "line_of", "packed", "sentence_of", "unpacked"]


def key_of(text: str) -> str:
    """What the line of the sentence *text* begins with, 16 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def line_of(sentence: Sentence) -> str:
    """*sentence* as one line: its key, then everything of it but its text."""
    columns = [
        [
            token.start,
            token.end - token.start,
            token.head - i,
            token.pos,
            token.tag,
            token.dep,
            token.ent,
            "" if token.lemma == token.text.lower() else token.lemma,
        ]
        for i, token in enumerate(sentence.tokens)
    ]
    entities = [[entity.label, entity.start, entity.end] for entity in sentence.entities]
    plain = json.dumps([list(chain(*columns)), entities], separators=(",", ":"))
    return f"{key_of(sentence.text)} {plain}"


def sentence_of(line: str, text: str) -> Sentence | None:
    """The parsed sentence *text* that was kept as *line*; None where that cannot be read.

    Nothing in a line is trusted: a tree has to lead from every token to a root of *text*.
    """
    try:
        values, named = json.loads(line.partition(" ")[2])
        fields = iter(values)
        tokens = tuple(
            _token(i, text, *token) for i, token in enumerate(zip(*[fields] * _FIELDS, strict=True))
        )
        entities = tuple(
            Entity(text[start:end], sys.intern(label), start, end) for label, start, end in named
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    spans = [(token.start, token.end) for token in tokens]
    spans += [(entity.start, entity.end) for entity in entities]
    sound = all(0 <= start < end <= len(text) for start, end in spans) and _is_forest(tokens)
    return Sentence(text, 0, len(text), tokens, entities) if sound else None


def _is_forest(tokens: Sequence[Token]) -> bool:
    """Whether the heads lead from every token to one that is its own head."""
    safe: set[int] = set()
    for i in range(len(tokens)):
        path: set[int] = set()
        at = i
        while at not in safe:
            head = tokens[at].head
            if at in path or not 0 <= head < len(tokens):
                return False
            path.add(at)
            if head == at:
                break
            at = head
        safe |= path
    return True


def _token(
    i: int,
    text: str,
    start: int,
    length: int,
    head: int,
    pos: str,
    tag: str,
    dep: str,
    ent: str,
    lemma: str,
) -> Token:
    if not isinstance(head, int):
        raise TypeError(head)
    word = text[start : start + length]
    # interned: the cache holds the same few words and labels half a million times
    return Token(
        text=sys.intern(word),
        lemma=sys.intern(lemma or word.lower()),
        pos=sys.intern(pos),
        tag=sys.intern(tag),
        dep=sys.intern(dep),
        head=i + head,
        start=start,
        end=start + length,
        ent=sys.intern(ent),
    )


def packed(sentences: Iterable[Sentence]) -> bytes:
    """The lines of *sentences*, compressed."""
    return zlib.compress("\n".join(map(line_of, sentences)).encode("utf-8", "surrogatepass"))


def unpacked(lines: bytes) -> list[str]:
    """The lines that were ``packed``; none where that cannot be read."""
    try:
        plain = zlib.decompressobj().decompress(lines, _LARGEST)
        return plain.decode("utf-8", "surrogatepass").splitlines()
    except (zlib.error, UnicodeDecodeError):
        return []
