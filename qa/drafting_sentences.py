"""A model's reply, piece by piece, to whole sentences with their markers."""

import re
from collections.abc import Iterable, Iterator

from qa.prompts import MARKER
from qa.sentences import sentence_spans

__all__ = ["clean", "sentences_of"]

_MARKS = re.compile(rf"(?:\s*{MARKER.pattern})+\s*[.!?]?")
# The last four are those of the evidence as a model is given it.
_LABEL = re.compile(
    r"(?i)^(?:(?:the\s+)?(?:corrected sentence|answer|summary|words|report|read from it|value)"
    r"\s*:\s*)+"
)
# "BOGOTA; how sure: reported": what is told of a claim beside its value
_BESIDE = re.compile(
    r"(?i)(?:;\s*(?:limit|measure|counted|date|how sure|speaker|doubt or speech):[^;,\[\]]*)+"
    r"(?=\s*(?:\[|$))"
)
_BULLET = re.compile(r"^(?:[-*\u2022\u2013]\s+|\d{1,2}[.)]\s+)")
_WORD = re.compile(r"\w")
_EMPHASIS = re.compile(r"\*\*|__")


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence of a reply as soon as the next one begins; the last at the end."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        complete, waiting = _cut(waiting)
        yield from complete
    yield from _cut(waiting, final=True)[0]


def clean(sentence: str) -> str:
    """*sentence* on one line, without a list's mark, emphasis, or labels of the evidence.

    Returns:
        "" where it is made of such labels alone.
    """
    text = " ".join(_EMPHASIS.sub("", sentence).split())
    plain = re.sub(r"\s+\[", " [", _BESIDE.sub(" ", text))
    plain = _LABEL.sub("", _BULLET.sub("", plain)).strip()
    return plain if _says(plain) or not _says(text) else ""


def _says(text: str) -> bool:
    return _WORD.search(MARKER.sub("", text)) is not None


def _cut(text: str, *, final: bool = False) -> tuple[list[str], str]:
    """The sentences of *text* that are complete, and the rest."""
    *lines, last = text.split("\n")
    complete = [line[start:end] for line in lines for start, end in _spans(line)]
    spans = _spans(last)
    # What follows may still be the markers of the sentence before it.
    settled = len(spans) > 1 and not last[spans[-1][0] :].startswith("[")
    done = spans if final else spans[:-1] if settled else []
    complete += [last[start:end] for start, end in done]
    rest = last[done[-1][1] :] if done else last
    return [clean(part) for part in complete if clean(part)], rest


def _spans(line: str) -> list[tuple[int, int]]:
    """Sentences of one line; markers after a full stop go with the sentence before them."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(line):
        marks = _MARKS.match(line[start:end])
        begin = start
        if marks and spans:
            begin += marks.end()
            spans[-1] = (spans[-1][0], begin)
        begin += len(line[begin:end]) - len(line[begin:end].lstrip())
        if begin < end:
            spans.append((begin, end))
    return spans
