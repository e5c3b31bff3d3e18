"""Figures of several measures in one answer: the killed and the wounded, each by its name."""

from collections.abc import Sequence
from dataclasses import replace

from qa.findings import Finding, Findings

__all__ = ["together"]


def together(parts: Sequence[tuple[str, Findings]]) -> Findings:
    """One answer of the answers for each measure; a measure without a figure is left out.

    Args:
        parts: (measure, what answers for it), in the order asked.

    Returns:
        ``conflicting`` where the figures of one measure differ; figures of different measures
        never contend.
    """
    told = [(m, part) for m, part in parts if part.state in {"answered", "conflicting"}]
    if not told:
        return parts[0][1]
    differ = any(part.state == "conflicting" for _, part in told)
    found = [finding for measure, part in told for finding in _labelled(measure, part)]
    earlier = [finding for _, part in told for finding in part.earlier]
    kept = {(f.candidate.line.key, f.candidate.start): f for f in reversed(found)}
    return Findings(
        state="conflicting" if differ else "answered",
        found=tuple(f for f in found if kept[f.candidate.line.key, f.candidate.start] is f),
        earlier=tuple(earlier),
    )


def _labelled(measure: str, part: Findings) -> tuple[Finding, ...]:
    """The findings of *part*, each named by what its report counts."""

    def of(finding: Finding) -> Finding:
        figure = finding.candidate.figure
        counted = (figure.measure if figure is not None else None) or measure
        return replace(finding, label=counted, alone=part.state == "answered")

    return tuple(of(finding) for finding in part.found)
