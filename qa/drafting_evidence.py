"""What a model is given: numbered quotes with what was read from them, best first.

A piece stands between two lines with a code that is derived from all that is given, so no article
can hold it; brackets and line breaks of articles are flattened, so none can hold a marker either.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.assessing import assess_line, source_of
from qa.chunks import count_tokens
from qa.citations import cite
from qa.evidence import Evidence
from qa.findings import Findings
from qa.guard_evidence import Backing
from qa.records import Answer, Article, Citation, Claim

__all__ = ["OPEN_TYPES", "Block", "backings", "block", "flat"]

OPEN_TYPES = frozenset({"statement", "summary", "cause"})
MORE_PASSAGES = 8  # sentences beyond the claims' own that an open question may cite
AROUND = 400  # characters on either side of a quote that count as its context
_FLAT = str.maketrans({"[": "(", "]": ")", "<": "(", ">": ")", "{": "(", "}": ")", "`": "'"})


@dataclass(frozen=True, slots=True)
class Block:
    """The evidence as it is sent.

    Attributes:
        fence: The code on the lines around each piece.
        shown: What it holds, in order.
    """

    text: str
    fence: str
    shown: tuple[Backing, ...]


def backings(
    answer: Answer,
    findings: Findings,
    evidence: Evidence,
    article: Callable[[str], Article],
    *,
    more: bool,
) -> tuple[Backing, ...]:
    """The answer's own quotes, best first; with *more*, other sentences found for the question.

    Quotes that hold only figures since updated are left out.
    """
    current = [
        claim
        for claim, finding in zip(answer.claims, findings.found, strict=True)
        if not finding.replaced
    ]
    wanted = list(dict.fromkeys(number for claim in current for number in claim.citations))
    by_number = {citation.number: citation for citation in answer.citations}
    found = []
    for number in wanted:
        citation = by_number[number]
        claims = tuple(_read_in(citation, c) for c in current if number in c.citations)
        found.append(_backing(citation, claims, article))
    if more:
        found += _others(answer, evidence, article)
    return tuple(found)


def _read_in(citation: Citation, claim: Claim) -> Claim:
    """*claim* without a speaker whom another of its reports names, and this one does not."""
    another = claim.certainty == "reported" and (claim.speaker or "") not in citation.quote
    return replace(claim, speaker=None) if another else claim


def _backing(
    citation: Citation, claims: tuple[Claim, ...], article: Callable[[str], Article]
) -> Backing:
    of = article(citation.article_id)
    context = of.text[max(0, citation.start - AROUND) : citation.end + AROUND]
    return Backing(citation=citation, claims=claims, context=context)


def _others(
    answer: Answer, evidence: Evidence, article: Callable[[str], Article]
) -> Iterator[Backing]:
    """The best other sentences, each a claim whose value is the sentence itself."""
    number = max((citation.number for citation in answer.citations), default=0)
    taken = [(c.article_id, c.start, c.end) for c in answer.citations]
    left = MORE_PASSAGES
    for line in evidence.lines:
        if not left:
            return
        assessment = assess_line(evidence, line, line.start, line.end)
        source = source_of(evidence, line, assessment)
        key = line.article.id
        if any(key == other and source.start < b and a < source.end for other, a, b in taken):
            continue
        taken.append((key, source.start, source.end))
        number, left = number + 1, left - 1
        claim = Claim(
            text="",
            value=line.text,
            certainty=assessment.certainty,
            speaker=assessment.speaker,
            cues=assessment.cues,
            citations=(number,),
        )
        citation = replace(cite(line.article, source.start, source.end), number=number)
        yield _backing(citation, (claim,), article)


def block(pieces: Sequence[Backing], *, seed: str, budget: int) -> Block:
    """The *pieces* that fit in *budget* tokens, best first; a quote is whole or left out.

    Args:
        pieces: Best first.
        seed: The rest of the prompt, from which the code is derived too.
        budget: Most tokens of the text.
    """
    bodies = [_body(piece) for piece in pieces]
    fence = hashlib.sha256("\0".join((seed, *bodies)).encode()).hexdigest()[:16]
    parts: list[str] = []
    shown: list[Backing] = []
    for piece, body in zip(pieces, bodies, strict=True):
        part = f"--- {fence} evidence [{piece.citation.number}]\n{body}\n--- {fence} end"
        cost = count_tokens(part) + 1
        if cost <= budget:
            budget -= cost
            parts.append(part)
            shown.append(piece)
    return Block("\n".join(parts), fence, tuple(shown))


def _body(piece: Backing) -> str:
    citation = piece.citation
    source = ", ".join(filter(None, (citation.outlet, citation.published or "undated")))
    title, words = flat(citation.title), flat(citation.quote)
    read = [f"Read from it: {_read(claim)}" for claim in piece.claims]
    return "\n".join((f"Report: {title} ({flat(source)})", f"Words: {words}", *read))


def _read(claim: Claim) -> str:
    """What was read from a quote, in the quote's words."""
    figure, date = claim.figure, claim.date
    facts = [
        ("value", claim.value),
        ("limit", _limit(figure.qualifier) if figure else None),
        ("measure", figure.measure if figure else None),
        ("counted", figure.of if figure else None),
        ("date", f"{date.start} to {date.end}" if date and date.start != date.end else None),
        ("date", date.start if date and date.start == date.end else None),
        ("how sure", claim.certainty),
        ("speaker", claim.speaker),
        ("doubt or speech", ", ".join(claim.cues)),
    ]
    return "; ".join(f"{name}: {flat(fact)}" for name, fact in facts if fact)


def _limit(qualifier: str) -> str | None:
    """A figure's limit; none where it is exact, which no report says of itself."""
    return None if qualifier == "exact" else qualifier.replace("_", " ")


def flat(text: str) -> str:
    """*text* on one line, without the marks by which evidence, tags and templates are told."""
    return " ".join(text.translate(_FLAT).split())
