"""Claims in a report's own words, whole or shortened, and with one thing exchanged.

People who put a report otherwise hardly ever copy it, so that written claims alone teach that many
words in common are suspicious. These teach the other half.
"""

import random
import re
from collections.abc import Iterator, Sequence
from typing import Final

from qa.language import Sentence, parse_many, subtree
from training.examples import Example
from training.reports import Report
from training.verdicts import mask_of
from training.verified import HOLDS, HOLDS_NOT, NAME, NUMBER
from training.wording import damage

SOURCE = "copied"
PER_REPORT: Final = 6  # sentences of a report in an epoch
WRONG = 0.5
WHOLE = 0.3  # of the right ones
# Parts that only tell more: without them the rest still holds.
_DETAILS: Final = frozenset({"appos", "relcl", "advcl", "npadvmod", "prep"})
# But not where they undo what the rest says.
_UNDOING: Final = frozenset(
    {
        "without",
        "except",
        "if",
        "unless",
        "despite",
        "against",
        "of",
        "like",
        "since",
        "until",
        "to",
    }
)
# "Not ... since Monday" and "the first to" say something else without.
_HANGING: Final = frozenset({"not", "n't", "no", "never", "first", "last", "only", "none", "nor"})
_SHORTEST: Final = 5  # characters of a name that is put for another: "The" is none
_FEWEST: Final = 5  # words that are left
_LONGEST: Final = 320  # characters of a sentence


def copied_examples(reports: Sequence[Report], *, seed: int) -> Iterator[Example]:
    """Yield one epoch of claims over the sentence they are made of, with one beside it."""
    chance = random.Random(seed)
    chosen = [(report, at) for report in reports for at in _drawn(report, chance)]
    texts = [" ".join(report.text[slice(*report.sentences[at])].split()) for report, at in chosen]
    for (report, at), sentence in zip(chosen, parse_many(texts), strict=True):
        wrong = chance.random() < WRONG
        claim = _exchanged(sentence.text, report, chance) if wrong else sentence.text
        if claim is None:
            continue
        if chance.random() >= WHOLE:
            # What is exchanged may be left out again, so that only right ones are shortened.
            claim = claim if wrong else _shortened(sentence, chance)
        other = chance.choice((at - 1, at + 1))
        first, last = (min(at, other), max(at, other)) if chance.random() < 0.6 else (at, at)
        start, end = report.window(max(0, first), min(last, len(report.sentences) - 1))
        shown, _ = damage(report.text[start:end], (), chance)
        verdicts = HOLDS_NOT if wrong else HOLDS
        yield Example(claim, shown, (), SOURCE, mask_of(verdicts), taught=False)


def _drawn(report: Report, chance: random.Random) -> list[int]:
    """Numbers of sentences that are short enough to be read whole."""
    short = [i for i, (start, end) in enumerate(report.sentences) if end - start <= _LONGEST]
    return chance.sample(short, min(PER_REPORT, len(short)))


def _exchanged(text: str, report: Report, chance: random.Random) -> str | None:
    """*text* with a number or name of it replaced by another of the report; None without one."""
    for shape in chance.sample((NUMBER, NAME), 2):
        inside = list(shape.finditer(text))
        others = sorted({m[0] for m in shape.finditer(report.text)} - {m[0] for m in inside})
        if shape is NAME:
            others = [] if text.isupper() else [o for o in others if len(o) >= _SHORTEST]
        # A name that opens the sentence may be a common word.
        inside = [match for match in inside if match.start()]
        if inside and others:
            match = chance.choice(inside)
            alike = [other for other in others if _in_digits(other) == _in_digits(match[0])]
            if alike:
                return text[: match.start()] + chance.choice(alike) + text[match.end() :]
    return None


def _in_digits(words: str) -> bool:
    return bool(re.search(r"\d", words))


def _shortened(sentence: Sentence, chance: random.Random) -> str:
    """The sentence without one or two of its details; whole where it has none."""
    cut: list[tuple[int, int]] = []
    if _HANGING & {token.text.lower() for token in sentence.tokens}:
        return sentence.text
    for i, token in enumerate(sentence.tokens):
        first, last = subtree(sentence, i)
        words = {t.text.lower() for t in sentence.tokens[first:last]}
        if (
            token.dep in _DETAILS
            and not words & _UNDOING
            and last - first < len(sentence.tokens) - _FEWEST
        ):
            cut.append((first, last))
    gone: set[int] = set()
    for first, last in chance.sample(cut, min(len(cut), chance.choice((1, 1, 2)))):
        if len(sentence.tokens) - len(gone | set(range(first, last))) >= _FEWEST:
            gone |= set(range(first, last))
    ends = [*(token.start for token in sentence.tokens[1:]), len(sentence.text)]
    kept = "".join(
        sentence.text[token.start : end]
        for i, (token, end) in enumerate(zip(sentence.tokens, ends, strict=True))
        if i not in gone
    )
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r",\s*(?=[,.])", "", kept)).strip()
