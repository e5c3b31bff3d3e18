"""A stretch of an article's sentences that is asked about, and words that stand as evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.language import Sentence

__all__ = ["Evidence", "Stretch", "inside_quotation", "stretch_of"]


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
    """Whether a quotation mark opened in the window is still open at the stretch."""
    inside = False
    for index in range(stretch.focus + 1):
        tokens = stretch.sentences[index].tokens
        end = stretch.first if index == stretch.focus else len(tokens)
        for token in tokens[:end]:
            if token.text in {"\u201c", "``"}:
                inside = True
            elif token.text in {"\u201d", "''"}:
                inside = False
            elif token.text == '"':
                inside = not inside
    return inside
