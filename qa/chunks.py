"""Articles to chunks: runs of whole sentences, sized in tokens, with exact character offsets.

Tokens are tiktoken's ``cl100k_base``, read from the file that llama-index-core carries. The packing
is our own: llama-index's splitter finds a chunk's place again with ``str.find`` from the end of the
last one, which goes astray when sentences repeat, as they do in wire copy, and gives no offsets for
the sentences inside a chunk.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from qa.errors import ModelFailure
from qa.records import Article, Chunk
from qa.sentences import Span, llama_index_data, sentence_spans

__all__ = ["CHUNKING_VERSION", "chunk_article", "count_tokens", "embedding_text"]

CHUNKING_VERSION = "1"

# Far more characters than a token has in prose: longer stretches are cut before they are tokenised,
# since the tokeniser needs quadratic time on megabytes without a space.
_CHARACTERS_PER_TOKEN = 8
_LONGEST_TITLE = 120
_WORD_START = re.compile(r"(?<=\s)\S")


@cache
def _encoding() -> Any:  # noqa: ANN401 - tiktoken's type stays in this module
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(llama_index_data("tiktoken_cache")))
    import tiktoken

    try:
        return tiktoken.get_encoding("cl100k_base")
    except (OSError, ValueError) as error:
        raise ModelFailure(
            f"the tokenizer cl100k_base is not in TIKTOKEN_CACHE_DIR="
            f"{os.environ['TIKTOKEN_CACHE_DIR']} and cannot be downloaded ({error}). Unset "
            "TIKTOKEN_CACHE_DIR to use the file that llama-index-core carries."
        ) from error


def count_tokens(text: str) -> int:
    """Number of ``cl100k_base`` tokens; text that looks like a special token counts as text."""
    return len(_encoding().encode_ordinary(text))


def _fits(text: str, start: int, end: int, limit: int) -> bool:
    if end - start > limit * _CHARACTERS_PER_TOKEN:
        return False
    return count_tokens(text[start:end]) <= limit


def _cut(text: str, start: int, end: int, limit: int) -> int:
    """The end of the longest piece of text[start:end] of at most *limit* tokens.

    It ends before a word, or between two characters where one word is longer than that.
    """
    window = text[start : min(end, start + limit * _CHARACTERS_PER_TOKEN)]
    tokens = _encoding().encode_ordinary(window)
    stop = len(window)
    if len(tokens) > limit:
        _, offsets = _encoding().decode_with_offsets(tokens)
        stop = max(offsets[limit], 1)
    words = [match.start() for match in _WORD_START.finditer(window, 0, stop + 1)]
    stop = next((place for place in reversed(words) if 0 < place <= stop), stop)
    # A prefix is at times tokenised differently from the whole.
    while stop > 1 and count_tokens(window[:stop]) > limit:
        stop -= 1
    return start + stop


def _units(text: str, limit: int) -> Iterator[Span]:
    """The sentences, those over *limit* tokens in pieces."""
    for start, end in sentence_spans(text):
        while not _fits(text, start, end, limit):
            stop = _cut(text, start, end, limit)
            yield start, start + len(text[start:stop].rstrip())
            start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())  # noqa: PLW2901
        yield start, end


def _pack(text: str, limit: int, overlap: int) -> Iterator[list[Span]]:
    held: list[Span] = []
    for unit in _units(text, limit):
        if held and not _fits(text, held[0][0], unit[1], limit):
            yield held
            held = held[len(held) - overlap :] if overlap < len(held) else held[1:]
            while held and not _fits(text, held[0][0], unit[1], limit):
                held = held[1:]
        held = [*held, unit]
    if held:
        yield held


def chunk_article(article: Article, *, max_tokens: int, overlap_sentences: int) -> list[Chunk]:
    """The chunks of *article* in order, none over *max_tokens*.

    Neighbours share *overlap_sentences* sentences, or as many as fit. A sentence over *max_tokens*
    is split before a word; its pieces then count as sentences.
    """
    chunks = []
    for position, sentences in enumerate(_pack(article.text, max_tokens, overlap_sentences)):
        start, end = sentences[0][0], sentences[-1][1]
        key = f"{article.id}\0{article.sha256}\0{start}\0{end}"
        chunks.append(
            Chunk(
                id="c-" + hashlib.sha256(key.encode()).hexdigest()[:24],
                article_id=article.id,
                position=position,
                start=start,
                end=end,
                text=article.text[start:end],
                sentences=tuple(sentences),
            )
        )
    return chunks


def embedding_text(article: Article, chunk: Chunk) -> str:
    """What the encoder is given: a line that says what the chunk is from, then the chunk."""
    title = article.title[:_LONGEST_TITLE]
    context = [part for part in (title, article.outlet, article.published) if part]
    return " | ".join(context) + "\n" + chunk.text if context else chunk.text
