"""A stretch of an article's sentences that is asked about, and words that stand as evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language import Sentence

__all__ = ["Evidence", "Stretch", "inside_quotation", "opened_quotation", "stretch_of"]

_OPENS, _CLOSES = "opens", "closes"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that show certainty or speaker: ``sentences[sentence].text[start:end] == text``."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens [first, last) of ``sentences[focus]``."""

    sentences: Sequence[Sentence]
    focus: int
    first: int
    last: int

    @property
    def sentence(self) -> Sentence:
        """The sentence that holds the stretch."""
        return self.sentences[self.focus]

    def evidence(self, sentence: int, span: tuple[int, int]) -> Evidence:
        """The words at *span* of one sentence of the window."""
        return Evidence(sentence, *span, self.sentences[sentence].text[slice(*span)])


def stretch_of(sentences: Sequence[Sentence], focus: int, start: int, end: int) -> Stretch:
    """The tokens that ``sentences[focus].text[start:end]`` touches; at least one."""
    tokens = sentences[focus].tokens
    touched = [i for i, token in enumerate(tokens) if token.end > start and token.start < end]
    first = touched[0] if touched else min(len(tokens) - 1, 0)
    return Stretch(sentences, focus, first, touched[-1] + 1 if touched else first + 1)


def inside_quotation(stretch: Stretch) -> bool:
    """Whether a quotation is open at the stretch."""
    return opened_quotation(stretch) is not None


def opened_quotation(stretch: Stretch) -> tuple[int, int] | None:
    """Sentence and token of the mark that opens the quotation around the stretch, or None.

    The window may begin in the middle of a quotation: (0, -1).
    """
    turns = (turn for sentence in stretch.sentences for _, turn in _marks(sentence) if turn)
    opened = (0, -1) if next(turns, None) == _CLOSES else None
    for index in range(stretch.focus + 1):
        for i, turn in _marks(stretch.sentences[index]):
            if index == stretch.focus and (i > stretch.first or not _runs_on(stretch, i)):
                break
            opens = opened is None if turn is None else turn == _OPENS
            opened = (index, i) if opens else None
    return opened


def _runs_on(stretch: Stretch, mark: int) -> bool:
    """Whether *mark* stands before the stretch, or begins it and is not closed in it.

    Of a sentence that is a quotation from end to end, the closing mark ends nothing.
    """
    if mark < stretch.first:
        return True
    after = (i for i, _ in _marks(stretch.sentence) if i > mark)
    closing, tokens = next(after, stretch.last), stretch.sentence.tokens
    whole = mark == 0 and stretch.last == len(tokens)
    return closing >= stretch.last or (
        whole and all(token.pos == "PUNCT" for token in tokens[closing + 1 :])
    )


def _marks(sentence: Sentence) -> Iterator[tuple[int, str | None]]:
    """Quotation marks, each with what it does; None where its shape does not tell.

    A straight mark opens before a word and closes after one.
    """
    text = sentence.text
    for i, token in enumerate(sentence.tokens):
        if token.text in {"\u201c", "``"}:
            yield i, _OPENS
        elif token.text in {"\u201d", "''"}:
            yield i, _CLOSES
        elif token.text == '"':
            before = text[: token.start][-1:].strip() in {"", "(", "["}
            after = text[token.end :][:1].strip() in {"", *".,;:!?)]"}
            yield i, None if before == after else _OPENS if before else _CLOSES
