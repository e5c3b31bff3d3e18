"""Parse the sentences of an index before anybody asks, and bring them back when somebody does.

Of the time that an answer takes, most went into parsing the sentences that were retrieved.
"""

from collections.abc import Callable, Sequence
from functools import partial

from qa.figures import find_figures
from qa.index import Index
from qa.intake import Progress
from qa.language import PARSER, Sentence, offer, parse_many
from qa.parse_lines import packed, unpacked
from qa.records import Passage
from qa.same_people import parse_phrases

__all__ = ["keep_up", "parse_ahead", "recall"]

_CHUNKS_A_BATCH = 64  # some seconds of work: what a killed process may lose


def parse_ahead(
    index: Index,
    stop: Callable[[], bool] = lambda: False,
    *,
    progress: Progress | None = None,
) -> int:
    """Parse what *index* holds no parse of, unless its settings say not to.

    May be stopped at any moment and called again.

    Args:
        index: The index; what is parsed is kept in it.
        stop: Asked before each chunk.
        progress: Called as ``("parsed", chunks done, chunks in all)``.

    Returns:
        How many chunks were parsed.

    Raises:
        ModelFailure: The parser does not load.
        StoreUnavailable: The disk is full; what was parsed is kept.
    """
    if not index.settings.parse_ahead:
        return 0
    total = index.count_unparsed(PARSER) if progress else 0
    done = last = 0
    while not stop() and (waiting := index.unparsed(PARSER, after=last, limit=_CHUNKS_A_BATCH)):
        parses: dict[bytes, bytes] = {}
        for chunk in waiting:
            if stop():
                break
            parses[chunk.key] = packed(_parsed(chunk.sentences))
            last = chunk.row
            done += 1
        index.keep_parses(PARSER, parses)
        if progress:
            progress("parsed", done, max(total, done))
    return done


def _parsed(texts: Sequence[str]) -> list[Sentence]:
    """The sentences *texts*, and the words for those whom they count, which are compared."""
    sentences = parse_many(texts)
    counted = (mention.figure.of for one in sentences for mention in find_figures(one))
    return [*sentences, *parse_phrases(counted)]


def keep_up(index: Index) -> None:
    """Encode what waits in the background, and then parse it."""
    index.start_catch_up(then=partial(parse_ahead, index))


def recall(index: Index, passages: Sequence[Passage], *, whole: Sequence[str] = ()) -> None:
    """Offer the kept parses of *passages*, and of the articles *whole* (ids), to the parser."""
    chunk_ids = [passage.chunk.id for passage in passages]
    for lines in index.parses(PARSER, chunk_ids, articles=whole):
        offer(unpacked(lines))
