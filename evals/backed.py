"""Is a sentence of a draft held by the quotes that it names? By the ruler's own rules.

Beside the rules of faithfulness, every content word must be a word of the quotes, of their sources
or of the question, in one of its forms. That is strict: a fair paraphrase fails it. Sentences on
which ruler and guard differ are therefore read by a person, and the reading is kept by hash in
``drafts_read.jsonl``, since the reports themselves may not be kept here.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from evals.backing import Fault, added
from evals.lexicon import word_set
from evals.omissions import dropped
from evals.units import Unit
from evals.words import contains, tokens
from qa.records import Answer, Citation

if TYPE_CHECKING:
    from qa.guard_evidence import Backing

__all__ = ["READ", "cited_best", "faults_of", "reading", "reading_key"]

READ = Path(__file__).with_name("drafts_read.jsonl")
_MARKER = re.compile(r"\[(\d+)\]")
_STEM = 4
_FREE = word_set("frame") | word_set("small") | word_set("determiners")


def _known(word: str, stems: frozenset[str]) -> bool:
    return word[: max(_STEM, len(word) - 3)] in stems or word in stems


def _stems(words: Sequence[str]) -> frozenset[str]:
    """Every beginning of at least four letters, so that forms of a word meet."""
    return frozenset(word[:size] for word in words for size in range(_STEM, len(word) + 1)) | (
        frozenset(words)
    )


def _foreign(text: str, citations: Sequence[Citation], asked: str) -> Iterator[Fault]:
    told = [t for c in citations for t in tokens(f"{c.quote} {c.title} {c.outlet or ''}")]
    stems = _stems([*told, *tokens(asked)])
    for word in tokens(text):
        if len(word) >= _STEM and word not in _FREE and not _known(word, stems):
            yield "word", f"{word!r} is in no quote"


def faults_of(
    sentence: str, pieces: "Sequence[Backing]", answer: Answer, asked: str
) -> tuple[str, ...]:
    """What *sentence* says beyond the pieces it names, or leaves out of them; empty if held."""
    named = {int(number) for number in _MARKER.findall(sentence)}
    cited = [piece for piece in pieces if piece.citation.number in named]
    if not cited or len(cited) < len(named):
        return ("citation: names no evidence that is there",)
    text = _MARKER.sub(" ", sentence).strip(" .")
    words = tokens(text)
    claims = tuple(
        claim for piece in cited for claim in piece.claims if contains(words, tokens(claim.value))
    )
    citations = tuple(piece.citation for piece in cited)
    unit = Unit(text, citations, claims)
    plain = replace(answer, state="answered", citations=citations, claims=claims)
    found = [*added(unit, plain), *dropped(unit, asked), *_foreign(text, citations, asked)]
    return tuple(dict.fromkeys(f"{rule}: {detail}" for rule, detail in found))


def cited_best(sentence: str, pieces: "Sequence[Backing]") -> str:
    """*sentence* with the number of the piece that shares most of its words, if it names none."""
    if _MARKER.search(sentence) or not pieces:
        return sentence
    words = set(tokens(sentence))
    best = max(pieces, key=lambda piece: len(words & set(tokens(piece.citation.quote))))
    return f"{sentence.rstrip(' .')} [{best.citation.number}]."


def reading_key(sentence: str, pieces: "Sequence[Backing]") -> str:
    """What a person's reading is kept under: the sentence with the quotes that it names."""
    named = {int(number) for number in _MARKER.findall(sentence)}
    quotes = [p.citation.quote for p in pieces if p.citation.number in named]
    return hashlib.sha256("\0".join((sentence, *quotes)).encode()).hexdigest()[:24]


@cache
def _readings() -> Mapping[str, bool]:
    if not READ.is_file():
        return {}
    rows = map(json.loads, READ.read_text("utf-8").splitlines())
    return {row["key"]: row["held"] for row in rows}


def reading(key: str) -> bool | None:
    """Whether a person found the sentence held; None where nobody read it."""
    return _readings().get(key)
