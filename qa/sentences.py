"""Text to sentences, as exact offsets.

The splitter is nltk's punkt with the English model that llama-index-core carries, so nothing is
downloaded. Punkt is given the abbreviations of news prose as parameters; what it cannot know is
settled around it: which line breaks are paragraphs and which are hard wraps, that capitals carry
no evidence in a report written in capitals, and that a list number is no sentence.
"""

import re
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO

from qa.errors import ModelFailure
from qa.importing import without

__all__ = ["llama_index_data", "sentence_spans"]

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*(?:\r?\n\s*)+|[\f\u2029]\s*")
_LIST_MARK = re.compile(r"(?:\(?\d{1,3}|\(?[A-Za-z]|[ivxIVX]{1,4})[.)]")
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_INITIAL = re.compile(rf"(?:^|[\s({_QUOTES}])[^\W\d_]\.$")
_ONLY_CLOSING = re.compile(rf"[{_QUOTES})\]}}.,;:!?\u2026]+")
_CAPITALS_SHARE = 0.8
# Wire copy is wrapped at 60 to 80 columns; a longer line is a paragraph on one line.
_WIDEST_WRAP = 120
_SHORT_OF_WIDTH = 0.6
_TAIL = 64


def llama_index_data(*parts: str) -> Path:
    """Path of a data file that llama-index-core carries, found without importing it.

    Raises:
        ModelFailure: llama-index-core is not installed, or no longer carries it.
    """
    spec = find_spec("llama_index.core")
    root = Path(next(iter(spec.submodule_search_locations or ["."]))) if spec else Path()
    path = root.joinpath("_static", *parts)
    if spec is None or not path.exists():
        raise ModelFailure(
            f"the tokenizer data {'/'.join(parts)} of llama-index-core is missing. "
            "Run: pip install --force-reinstall 'llama-index-core~=0.14.25'"
        )
    return path


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("qa") / "data" / "abbreviations.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def _read_model(name: str, reader: Callable[[TextIO], Any]) -> Any:  # noqa: ANN401 - as reader
    # nltk's own loader refuses files outside its data folders, hence the reading here.
    path = llama_index_data("nltk_cache", "tokenizers", "punkt_tab", "english", name)
    with path.open(encoding="utf-8") as lines:
        return reader(lines)


def _light() -> AbstractContextManager[None]:
    """For nltk without what only its statistics need."""
    return without("scipy", "sklearn", "pandas")


@cache
def _sentence_starters() -> set[str]:
    with _light():
        from nltk.tabdata import PunktDecoder

    starters: set[str] = _read_model("sent_starters.txt", PunktDecoder().txt2set)
    return starters


@cache
def _punkt(*, capitals: bool) -> Any:  # noqa: ANN401 - nltk has no types
    """The splitter; for a text in *capitals* it ignores whether the next word has one."""
    with _light():
        from nltk.tabdata import PunktDecoder
        from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    class LanguageVars(PunktLanguageVars):  # type: ignore[misc]  # nltk has no types
        """English, its pattern of sentence ends without nltk's limit of time.

        The limit is one of the clock over all sentences of a text, and the work between two of them
        counts: a book on a busy machine would run into it. The pattern takes linear time.
        """

        def period_context_re(self) -> re.Pattern[str]:
            return _sentence_ends(super().period_context_re().pattern)

    decoder, parameters, ours = PunktDecoder(), PunktParameters(), _abbreviations()
    parameters.sent_starters = _sentence_starters()
    parameters.collocations = set(_read_model("collocations.tab", decoder.tab2tups))
    parameters.collocations |= {(word, "##number##") for word in ours["before_numbers"]}
    learnt = _read_model("abbrev_types.txt", decoder.txt2set)
    parameters.abbrev_types = learnt | ours["titles"] | ours["words"]
    if not capitals:
        parameters.ortho_context = _read_model("ortho_context.tab", decoder.tab2intdict)
    return PunktSentenceTokenizer(parameters, lang_vars=LanguageVars())


@cache
def _sentence_ends(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


def _in_capitals(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    return upper > _CAPITALS_SHARE * (upper + sum(map(str.islower, text)))


def _line_breaks(text: str) -> list[int]:
    """Offsets after single line ends that were put on purpose, not by wrapping at a width."""
    lines = text.splitlines(keepends=True)
    width = max((len(line.rstrip()) for line in lines), default=0)
    least = width + 1 if width > _WIDEST_WRAP else _SHORT_OF_WIDTH * width
    cuts, position = [], 0
    for line in lines:
        position += len(line)
        if len(line.rstrip()) < least:
            cuts.append(position)
    return cuts


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _pieces(text: str, cuts: list[int]) -> list[Span]:
    """The stripped, non-empty stretches of *text* between *cuts*."""
    edges = [0, *cuts, len(text)]
    spans = (_strip(text, a, b) for a, b in pairwise(edges) if a < b)
    return [(start, end) for start, end in spans if start < end]


def _continues(sentence: str, following: str) -> bool:
    """Whether punkt's split between the end of *sentence* and *following* is none."""
    last = (sentence.rsplit(maxsplit=1) or [""])[-1]
    if _LIST_MARK.fullmatch(sentence) or _ONLY_CLOSING.fullmatch(following):
        return True
    if following[0].islower() and last.endswith(("?", "!", *_QUOTES)):
        return True  # '"Who did it?" asked the mayor.'
    if last.endswith(".") and last.strip(f"({_QUOTES}.").lower() in _abbreviations()["titles"]:
        return True
    next_word = following.split(maxsplit=1)[0].strip(f"([,;:{_QUOTES}").lower()
    return bool(_INITIAL.search(sentence)) and next_word not in _sentence_starters()


def _sentences(paragraph: str, *, capitals: bool) -> list[Span]:
    starts = [start for start, _ in _punkt(capitals=capitals).span_tokenize(paragraph)]
    joined: list[Span] = []
    for start, end in _pieces(paragraph, starts[1:]):
        tail = (
            paragraph[max(joined[-1][0], joined[-1][1] - _TAIL) : joined[-1][1]] if joined else ""
        )
        if joined and _continues(tail, paragraph[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def sentence_spans(text: str) -> list[Span]:
    """The sentences of *text* as (start, end) offsets.

    Ordered, non-overlapping, without outer white space; every other character is in one of them. A
    sentence never crosses a blank line.
    """
    return list(_spans_of(text))


# Several rules read the whole of a report.
@lru_cache(maxsize=256)
def _spans_of(text: str) -> tuple[Span, ...]:
    capitals = _in_capitals(text)
    cuts = sorted({match.end() for match in _BLANK_LINE.finditer(text)} | set(_line_breaks(text)))
    return tuple(
        (paragraph + start, paragraph + end)
        for paragraph, stop in _pieces(text, cuts)
        for start, end in _sentences(text[paragraph:stop], capitals=capitals)
    )
