"""Plots as inline SVG: no script, no font, no file; readable in light and dark."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

__all__ = ["bars", "reliability", "risk_coverage"]

_ROW = 26
_LABEL = 150
_PLOT = 300
_SIDE = 260
_EDGE = 40


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "axis") -> str:
    at = f'x="{x:.1f}" y="{y:.1f}"'
    return f'<text {at} text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def bars(rows: Mapping[str, Mapping[str, Any] | None], title: str) -> str:
    """One bar a row with its 95 % interval; a row without data says so."""
    height = _ROW * len(rows) + 34
    size = f"0 0 {_LABEL + _PLOT + 130} {height}"
    parts = [f'<svg viewBox="{size}" role="img" aria-label="{escape(title)}">']
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = _LABEL + share * _PLOT
        parts.append(f'<line x1="{x}" x2="{x}" y1="4" y2="{height - 26}" class="grid"/>')
        parts.append(_text(x, height - 8, f"{share:.0%}", "middle"))
    for i, (name, rate) in enumerate(rows.items()):
        top = 6 + i * _ROW
        parts.append(_text(_LABEL - 8, top + 13, name.replace("_", " "), "end", "label"))
        if rate is None or rate["value"] is None:
            parts.append(_text(_LABEL + 6, top + 13, "no data"))
            continue
        low, high = (_LABEL + rate[end] * _PLOT for end in ("low", "high"))
        hint = f"{name}: {rate['value']:.1%}, 95 % interval {rate['low']:.1%} to {rate['high']:.1%}"
        parts.append(
            f"<g><title>{escape(hint)}, n = {rate['n']}</title>"
            f'<rect x="{_LABEL}" y="{top}" width="{max(1, rate["value"] * _PLOT):.1f}" height="16" '
            f'rx="2" class="bar"/><line x1="{low:.1f}" x2="{high:.1f}" y1="{top + 8}" '
            f'y2="{top + 8}" class="whisker"/></g>'
        )
        shown = f"{rate['value']:.0%} of {rate['n']}"
        parts.append(_text(_LABEL + _PLOT + 10, top + 13, shown, kind="label"))
    return "".join([*parts, "</svg>"])


def _frame(title: str, across: str, up: str) -> list[str]:
    size = _SIDE + 2 * _EDGE
    parts = [f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{escape(title)}">']
    for share in (0, 0.5, 1):
        x, y = _at(share, share)
        parts.append(f'<line x1="{_EDGE}" x2="{_EDGE + _SIDE}" y1="{y}" y2="{y}" class="grid"/>')
        parts.append(_text(x, _EDGE + _SIDE + 16, f"{share:.0%}", "middle"))
        parts.append(_text(_EDGE - 6, y + 4, f"{share:.0%}", "end"))
    parts.append(_text(_EDGE + _SIDE / 2, size - 4, across, "middle", "label"))
    parts.append(_text(_EDGE, 16, up, "start", "label"))
    return parts


def _at(x: float, y: float) -> tuple[float, float]:
    return _EDGE + x * _SIDE, _EDGE + (1 - y) * _SIDE


def reliability(bins: Sequence[Mapping[str, Any]]) -> str:
    """Share right against confidence; the diagonal is a perfectly calibrated assistant."""
    parts = _frame("Reliability of the confidence", "confidence", "share right")
    (x1, y1), (x2, y2) = _at(0, 0), _at(1, 1)
    parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="ideal"/>')
    most = max((each["n"] for each in bins), default=1)
    for each in bins:
        x, y = _at(each["confidence"], each["accuracy"])
        radius = 4 + 8 * (each["n"] / most) ** 0.5
        sure, right = f"{each['confidence']:.2f}", f"{each['accuracy']:.0%}"
        hint = f"{each['n']} answers, confidence {sure}, right {right}"
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="dot">'
            f"<title>{escape(hint)}</title></circle>"
        )
    return "".join([*parts, "</svg>"])


def risk_coverage(points: Sequence[Sequence[float]]) -> str:
    """Share wrong among the answers given, when only the surest are given."""
    parts = _frame("Risk against coverage", "share of answers given", "share wrong")
    line = " ".join("{:.1f},{:.1f}".format(*_at(x, y)) for x, y in points)
    parts.append(f'<polyline points="{line}" class="line"/>')
    return "".join([*parts, "</svg>"])
