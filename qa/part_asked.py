"""The part that a question asks for: "how many of the wounded had been shot?" is not the wounded.

Each number of a sentence has the words up to the numbers beside it; the part whose words say most
of what is asked is taken.
"""

import re
from collections.abc import Iterator

from qa.amounts import find_amounts
from qa.candidates import Candidate
from qa.countable import counting_amounts, unit_of
from qa.evidence import Evidence
from qa.figures import FigureMention, find_figures
from qa.language import Sentence, parse_many
from qa.portions import asks_part, is_part, is_whole
from qa.question import Question
from qa.records import Figure
from qa.totals import is_addition
from qa.word_keys import word_keys

__all__ = ["part_asked"]

# "How many children were among the dead" already says whom to count.
_OF = re.compile(
    r"\bhow many of (?:the|those|these)\b|\bof (?:the|those|these) .+, how many\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\bof (?:the|those|these) (?:\d+ )?(\w+)", re.IGNORECASE)
LINES = 10  # sentences looked at
NAMED = 0.5  # share of the question's names that the report must hold
ALONE = 0.1  # for the only part of the whole that a sentence tells
NEAR = 0.3  # share of the question that a sentence and its neighbours must hold


def part_asked(question: Question, evidence: Evidence) -> Candidate | None:
    """The number of the part that is asked for; None where no part is asked for or told."""
    if not (asks_part(question) and _OF.search(question.text)):
        return None
    lines = [
        line
        for line in evidence.lines
        if line.named_far >= NAMED and line.dated and line.near >= NEAR
        if next(find_amounts(line.text), None)
    ][:LINES]
    parses = parse_many([line.text for line in lines])
    told = [
        (share, line.score, line, mention)
        for line, sentence in zip(lines, parses, strict=True)
        for share, mention in _parts(question, sentence)
        if share
    ]
    if not told:
        return None
    _, _, line, mention = max(told, key=lambda one: (one[0], one[1], -one[3].start))
    start, end = line.start + mention.start, line.start + mention.end
    return Candidate(line=line, start=start, end=end, fit=1.0, figure=mention.figure)


def _parts(question: Question, sentence: Sentence) -> list[tuple[float, FigureMention]]:
    """The parts of a sentence, each with the share of what is asked that its own words hold."""
    mentions = sorted(_numbers(sentence), key=lambda mention: mention.start)
    wanted, found = _asked_of_part(question), list[tuple[float, FigureMention]]()
    for i, mention in enumerate(mentions):
        part = is_part(sentence, mention, mentions) or (i and is_whole(sentence, mentions[0]))
        if not part or is_whole(sentence, mention):
            continue
        first = mentions[i - 1].end if i else 0
        last = mentions[i + 1].start if i + 1 < len(mentions) else len(sentence.text)
        if i + 1 < len(mentions) and is_whole(sentence, mentions[i + 1]):
            last = len(sentence.text)
        # What is said of a number mostly follows it: "19 had been convicted, 21 held".
        before = _share(wanted, sentence, first, mention.start)
        share = _share(wanted, sentence, mention.start, last) + before / 2
        if not is_addition(sentence, mention):
            found.append((share, mention))
    alone = len(found) == 1 and _tells_whole(question, sentence)
    return [(max(share, ALONE if alone else 0.0), mention) for share, mention in found]


def _share(wanted: list[frozenset[str]], sentence: Sentence, start: int, end: int) -> float:
    """Share of *wanted* that the stretch holds, by its words or their dictionary forms."""
    lemmas = " ".join(t.lemma for t in sentence.tokens if start <= t.start < end)
    held = word_keys(sentence.text[start:end]) | word_keys(lemmas)
    return sum(bool(keys & held) for keys in wanted) / len(wanted) if wanted else 0.0


def _tells_whole(question: Question, sentence: Sentence) -> bool:
    whole = _WHOLE.search(question.text)
    return whole is not None and bool(word_keys(whole[1]) & word_keys(sentence.text))


def _asked_of_part(question: Question) -> list[frozenset[str]]:
    """The question's words; names, numbers and the whole ("of the PRISONERS") aside."""
    whole = _WHOLE.search(question.text)
    names = word_keys(" ".join((*question.names, whole[1] if whole else "")))
    words = [word_keys(term) for term in question.terms if not term.isdigit()]
    return [keys for keys in words if keys and not keys & names]


def _numbers(sentence: Sentence) -> Iterator[FigureMention]:
    """Every count, with a measure or without."""
    told = {mention.number_start: mention for mention in find_figures(sentence)}
    for amount in counting_amounts(sentence):
        if amount.qualifier == "vague" or unit_of(sentence.text, amount):
            continue
        bare = Figure(low=amount.low, high=amount.high, qualifier=amount.qualifier)
        yield told.get(amount.number_start) or FigureMention(
            bare,
            amount.start,
            amount.end,
            sentence.text[amount.start : amount.end],
            amount.number_start,
            amount.number_end,
        )
