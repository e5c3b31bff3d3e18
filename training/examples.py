"""One training example, and how windows of sentences are cut from a context."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”)\]]*\s+(?=[\"'“(\[]?[A-Z0-9])|\n\s*\n")
WINDOW_CHARACTERS = 620


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a window; *spans* are the right answers there, none when it has none.

    ``verdict`` holds which verdicts on a yes/no question or claim may be right, as bits; 0 where
    none is taught. ``taught`` is whether the spans are. ``heading`` tells what the window is from.
    """

    question: str
    window: str
    spans: tuple[tuple[int, int], ...]
    source: str
    verdict: int = 0
    taught: bool = True
    heading: str = ""


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the character spans of the sentences of *text*, without outer whitespace."""
    spans = []
    start = 0
    for match in [*SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        if match and not match.group().startswith("\n"):
            end = match.end() - len(match.group()) + len(match.group().rstrip())
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + lead, start + len(piece.rstrip())))
        start = match.end() if match else len(text)
    return spans


def find_spans(text: str, answers: Sequence[str]) -> list[tuple[int, int]]:
    """Return where any of *answers* stands in *text* as whole words, whatever case and spacing."""
    found: set[tuple[int, int]] = set()
    for answer in answers:
        words = answer.split()
        if not words:
            continue
        pattern = r"\s+".join(re.escape(word) for word in words)
        lead = r"(?<!\w)" if words[0][0].isalnum() else ""
        tail = r"(?!\w)" if words[-1][-1].isalnum() else ""
        found.update(m.span() for m in re.finditer(lead + pattern + tail, text, re.IGNORECASE))
    return sorted(found)


def sentence_window(
    text: str, sentences: Sequence[tuple[int, int]], focus: int, chance: random.Random
) -> tuple[int, int]:
    """Return a window of one to four whole sentences around number *focus*, as offsets."""
    first = last = focus
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        grow_left = chance.random() < 0.5
        left, right = (first - 1, last) if grow_left else (first, last + 1)
        if left < 0 or right >= len(sentences):
            continue
        if sentences[right][1] - sentences[left][0] > WINDOW_CHARACTERS:
            break
        first, last = left, right
    start, end = sentences[first][0], sentences[last][1]
    return start, min(end, start + 2 * WINDOW_CHARACTERS, len(text))


def cut_window(
    text: str, focus: int, spans: Sequence[tuple[int, int]], chance: random.Random
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut a window of *text* around sentence *focus* and keep the answer *spans* inside it."""
    start, end = sentence_window(text, split_sentences(text), focus, chance)
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    return text[start:end], tuple(inside)
