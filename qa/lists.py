"""Which items answer together: those of one list, and those that fill the place asked for."""

from collections.abc import Sequence
from dataclasses import replace

from qa.candidate import Candidate
from qa.findings import Finding
from qa.scoring import log_odds

__all__ = ["items_in_place", "overlap", "placed_first", "told_as_one"]

CLOSE = 0.5  # how far, in log-odds, a better placed answer may lie below the best
Ranked = tuple[float, Candidate]  # probability that it answers


def placed_first(good: list[Ranked]) -> list[Ranked]:
    """Of the best answer's sentence, what fills the place asked for comes first if it is close."""
    (top, best), *_ = good
    for at, (probability, candidate) in enumerate(good):
        near = log_odds(probability) > log_odds(top) - CLOSE
        if near and candidate.placed and candidate.line.key == best.line.key:
            return [(top, candidate), *good[:at], *good[at + 1 :]]
    return good


def items_in_place(
    good: Sequence[Ranked],
    ranked: Sequence[Ranked],
    listed: Sequence[Ranked],
) -> list[Ranked]:
    """The items that fill the place asked for, if the best answer is one of them or little better.

    They come sentence by sentence, the best sentence first, and in the order of its words. If one
    item of a list answers, all of them do.
    """
    top, best = good[0]
    list_of_best = next((c.placed for _, c in ranked if c.placed and overlap(best, c)), None)
    if list_of_best is None:
        near = (c for p, c in good if c.placed and log_odds(p) > log_odds(top) - CLOSE)
        best = next(near, best)
        list_of_best = best.placed
    if list_of_best is None:
        return []
    alone = sum(c.placed == list_of_best for _, c in ranked) == 1
    if alone and not overlap(best, good[0][1]):
        return []
    kept = [(top, c) for _, c in ranked if c.placed == list_of_best]
    if alone:
        kept = [good[0], *listed]
    kept += [(p, c) for p, c in good if c.placed and c.placed != list_of_best]
    order = list(dict.fromkeys(_list_of(c) for _, c in kept))
    return sorted(kept, key=lambda pair: (order.index(_list_of(pair[1])), pair[1].start))


def _list_of(candidate: Candidate) -> tuple[str, int]:
    return candidate.placed or candidate.line.key


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates share words of one report."""
    same = one.line.article.id == other.line.article.id
    return same and one.start < other.end and other.start < one.end


def told_as_one(findings: Sequence[Finding]) -> list[Finding]:
    """The items of one list with the speaker of those that have one: who says one says all.

    The parse loses a long list on its way to "..., lawyers said".
    """
    spoken = {f.candidate.line.key: f for f in reversed(findings) if f.assessment.speaker}
    found = []
    for finding in findings:
        other = spoken.get(finding.candidate.line.key)
        if other is not None and _plain(finding):
            sources = (other.sources[0], *finding.sources[1:])
            found.append(replace(finding, assessment=other.assessment, sources=sources))
        else:
            found.append(finding)
    return found


def _plain(finding: Finding) -> bool:
    """Whether it is told without speaker or doubt."""
    told = finding.assessment
    return told.speaker is None and told.certainty == "reported" and not told.cues
