"""Figures that differ, side by side: a table, and plots of their ranges over time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from qa.markup import citation_link, escape, long_date
from qa.records import Answer, Citation, Claim, Figure
from qa.render import chips_html

__all__ = ["disagreement_html", "range_text"]

_FEWEST_TO_PLOT = 3
_WIDTH, _HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 22, 40
_BAR = 14
_DAYS_APART = 6  # points, between bars of the same day


@dataclass(frozen=True, slots=True)
class _Row:
    claim: Claim
    figure: Figure
    citation: Citation
    measure: str | None


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def range_text(figure: Figure) -> str:
    """The counts that *figure* allows: ``800``, ``80 to 120``, ``58 or more``, ``up to 9``.

    "More than 100" leaves out 100 itself, and so does what is shown of it.
    """
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "no number"
    if low is None:
        below = "fewer than" if figure.qualifier == "fewer_than" else "up to"
        return f"{below} {_number(high or 0)}"
    if high is None:
        beyond = figure.qualifier == "more_than"
        return f"more than {_number(low)}" if beyond else f"{_number(low)} or more"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _rows(answer: Answer) -> list[_Row]:
    """A row for each figure; those of one measure together, in the order answered, by date."""
    by_number = {citation.number: citation for citation in answer.citations}
    rows: list[_Row] = []
    for claim in answer.claims:
        if claim.figure and claim.citations and claim.citations[0] in by_number:
            # A figure whose words name no measure was found for that of the one before it.
            measure = claim.figure.measure or (rows[-1].measure if rows else None)
            rows.append(_Row(claim, claim.figure, by_number[claim.citations[0]], measure))
    if len({row.measure for row in rows} - {None}) <= 1:
        rows = [replace(row, measure=None) for row in rows]
    order = list(dict.fromkeys(row.measure for row in rows))
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.measure),
            row.citation.published or "",
            row.citation.number,
        ),
    )


def _groups(rows: Sequence[_Row]) -> list[tuple[str, list[_Row]]]:
    """The rows of each measure under its name; without names where all count the same."""
    groups = [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.measure)]
    if len(groups) == 1:
        return [("", groups[0][1])]
    return [((name or "other").capitalize(), group) for name, group in groups]


def _published(row: _Row) -> date | None:
    try:
        return date.fromisoformat(row.citation.published or "")
    except ValueError:
        return None


def _row_html(row: _Row, answer: Answer, *, turn: int) -> str:
    claim, figure = row.claim, row.figure
    sources = [each for each in answer.citations if each.number in claim.citations]
    counted = " ".join(part for part in (figure.of, figure.measure) if part)
    value = f"“{claim.value}”" if claim.value != range_text(figure) else ""
    links = "".join(citation_link(each, turn=turn) for each in sources)
    cells = [
        (
            f"<strong>{escape(range_text(figure))}</strong> {escape(counted)}"
            f"<small><bdi>{escape(value)}</bdi></small>"
        ),
        chips_html(claim, speaker=False),
        f"<bdi>{escape(claim.speaker or 'the report itself')}</bdi>",
        (
            f"<bdi>{escape(row.citation.outlet or 'outlet not given')}</bdi> {links}"
            f"<small>{escape(long_date(row.citation.published))}</small>"
        ),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _table(rows: Sequence[_Row], answer: Answer, *, turn: int) -> str:
    names = ("Figure", "How sure", "Who says so", "Report")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = []
    for measure, group in _groups(rows):
        if measure:
            named = f'<th scope="rowgroup" colspan="{len(names)}">{escape(measure)}</th>'
            body.append(f'<tr class="qa-measure">{named}</tr>')
        body += [_row_html(row, answer, turn=turn) for row in group]
    return (
        '<div class="qa-scroll" tabindex="0" role="region" aria-label="Figures side by side">'
        f'<table class="qa-table qa-figures"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _steps(highest: float) -> list[float]:
    """Round values from 0 to at or above *highest*, four or five of them."""
    rough = max(highest, 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    step = max(step, 1.0)
    return [step * number for number in range(math.ceil(highest / step) + 1)]


def _height(value: float, top: float) -> float:
    """Vertical place of *value* on a scale that ends at *top*."""
    return _TOP + (1 - value / top) * (_HEIGHT - _TOP - _BOTTOM)


def _bar(row: _Row, x: float, highest: float, *, turn: int) -> str:
    figure = row.figure
    top = _height(highest if figure.high is None else figure.high, highest)
    bottom = _height(figure.low or 0, highest)
    # An exact figure has no height of its own; an open side is dashed, as its end is not stated.
    tall = max(bottom - top, 7.0)
    open_side = (
        " qa-open-up" if figure.high is None else " qa-open-down" if figure.low is None else ""
    )
    about = f"{range_text(figure)}: {row.citation.outlet or 'outlet not given'}"
    return (
        f'<a class="qa-bar qa-certainty-{row.claim.certainty}{open_side}" tabindex="0" '
        f'href="#" data-action="cite" data-turn="{turn}" data-kind="citations" '
        f'data-number="{row.citation.number}" aria-label="{escape(about)}">'
        f"<title>{escape(about)}, {escape(long_date(row.citation.published))}</title>"
        f'<rect x="{x - _BAR / 2:.1f}" y="{top - (tall - (bottom - top)) / 2:.1f}" '
        f'width="{_BAR}" height="{tall:.1f}" rx="2"/>'
        f'<text x="{x:.1f}" y="{top - 5:.1f}" text-anchor="middle">'
        f"[{row.citation.number}]</text></a>"
    )


def _axes(steps: Sequence[float], first: date, last: date) -> str:
    lines = []
    for value in steps:
        y = _height(value, steps[-1])
        lines.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_number(value)}</text>'
        )
    ends = [(first, _LEFT, "start"), (last, _WIDTH - _RIGHT, "end")][: 1 + (first != last)]
    lines += [
        f'<text x="{x}" y="{_HEIGHT - 10}" text-anchor="{anchor}">'
        f"{long_date(day.isoformat())}</text>"
        for day, x, anchor in ends
    ]
    return f'<g class="qa-axes">{"".join(lines)}</g>'


def _plot(measure: str, rows: Sequence[_Row], *, turn: int) -> str:
    """The ranges of *rows*, all of one measure, on one scale."""
    steps = _steps(max(max(row.figure.low or 0, row.figure.high or 0) for row in rows))
    days = [day for row in rows if (day := _published(row))]
    first, last = min(days), max(days)
    room = _WIDTH - _LEFT - _RIGHT - 4 * _BAR
    bars = []
    x = 0.0
    for row, day in zip(rows, days, strict=True):
        part = (day - first).days / (last - first).days if last > first else 0
        x = max(_LEFT + 2 * _BAR + room * part, x + _BAR + _DAYS_APART)
        bars.append(_bar(row, x, steps[-1], turn=turn))
    name = f"{measure}: " if measure else ""
    lowest = "lowest" if measure else "Lowest"
    return (
        '<figure class="qa-plot"><svg '
        f'viewBox="0 0 {max(_WIDTH, x + 2 * _BAR):.0f} {_HEIGHT}" '
        f'role="group" aria-label="{escape(name)}Range of each figure against publish date">'
        f"{_axes(steps, first, last)}{''.join(bars)}</svg>"
        f"<figcaption>{escape(name)}{lowest} to highest count that each report allows, by publish "
        "date; a dashed bar has no stated limit on one side.</figcaption></figure>"
    )


def _can_be_drawn(row: _Row) -> bool:
    bounded = not (row.figure.low is None and row.figure.high is None)
    return bounded and _published(row) is not None


def disagreement_html(answer: Answer, *, turn: int) -> str:
    """Table of the answer's figures if there are several, and plots of their ranges.

    Figures of several measures (killed, wounded) stand in groups of the table and in plots of
    their own, each with its name; a plot needs three dated figures.
    """
    rows = _rows(answer)
    if len(rows) < 2:  # noqa: PLR2004 - one figure disagrees with nothing
        return ""
    plots = []
    for measure, group in _groups(rows):
        drawn = [row for row in group if _can_be_drawn(row)]
        if len(drawn) >= _FEWEST_TO_PLOT:
            plots.append(_plot(measure, drawn, turn=turn))
    return _table(rows, answer, turn=turn) + "".join(plots)
