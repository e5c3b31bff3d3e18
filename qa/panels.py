"""Filters, the histogram, the reports table, rejects and index health as HTML."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from qa.markup import article_link, escape, long_date
from qa.records import Article, Filters

__all__ = [
    "articles_html",
    "filter_chips_html",
    "filter_query",
    "health_html",
    "histogram_html",
    "rejects_html",
]

_MOST_REJECTS = 200
_MOST_MONTHS, _FEWEST_MONTHS = 600, 24
_ORDERS = {
    "title": ("Title", "title", "title"),
    "outlet": ("Outlet", None, None),
    "published": ("Published", "newest", "oldest"),
    "place": ("Place", None, None),
}


def _heading(name: str, first: str | None, second: str | None, order: str) -> str:
    """A column's heading, a button where the column sorts: *first* order, then *second*."""
    if first is None:
        return f'<th scope="col">{name}</th>'
    sorted_by = {"title": "ascending", "newest": "descending", "oldest": "ascending"}
    state = sorted_by[order] if order in {first, second} else "none"
    arrow = {"descending": " ↓", "ascending": " ↑"}.get(state, "")
    following = second if order == first else first
    return (
        f'<th scope="col" aria-sort="{state}"><button type="button" data-action="sort" '
        f'data-order="{following}">{name}{arrow}</button></th>'
    )


def articles_html(
    articles: Sequence[Article],
    *,
    offset: int = 0,
    more: bool = False,
    order: str = "newest",
    removing: str | None = None,
) -> str:
    """One page of the reports table.

    Args:
        articles: The page's reports.
        offset: How many come before them.
        more: Whether others follow.
        order: ``newest``, ``oldest``, ``title`` or ``added``.
        removing: The report whose removal is to be confirmed.
    """
    if not articles:
        return '<p class="qa-empty">No reports match. Clear the search, or add reports above.</p>'
    head = "".join(_heading(*column, order) for column in _ORDERS.values())
    body = "".join(_article_row(each, removing=each.id == removing) for each in articles)
    earlier, later = ("" if offset else " disabled"), ("" if more else " disabled")
    return (
        '<div class="qa-scroll" tabindex="0" role="region" aria-label="Reports">'
        f'<table class="qa-table"><thead><tr>{head}<th scope="col"><span class="qa-hidden">Remove'
        f"</span></th></tr></thead><tbody>{body}</tbody></table></div>"
        '<p class="qa-pager"><button type="button" data-action="turn_page" data-step="-1"'
        f'{earlier}>Previous</button> <span role="status">Reports {offset + 1:,} to '
        f"{offset + len(articles):,}</span> "
        f'<button type="button" data-action="turn_page" data-step="1"{later}>Next</button></p>'
    )


def _article_row(article: Article, *, removing: bool) -> str:
    identity = f'data-article="{escape(article.id)}"'
    if removing:
        last = (
            f'<span role="alert">Remove for good?</span> <button type="button" class="qa-danger" '
            f'data-action="remove" {identity}>Remove</button> '
            f'<button type="button" data-action="keep" {identity}>Keep</button>'
        )
    else:
        last = (
            f'<button type="button" data-action="ask_remove" {identity} '
            f'aria-label="Remove {escape(article.title)}">Remove</button>'
        )
    return (
        f'<tr><td><a href="{escape(article_link(article.id))}" data-action="open_article" '
        f"{identity}><bdi>{escape(article.title)}</bdi></a></td>"
        f"<td><bdi>{escape(article.outlet or 'not given')}</bdi></td>"
        f"<td>{escape(long_date(article.published))}</td>"
        f"<td><bdi>{escape(article.place or 'not given')}</bdi></td><td>{last}</td></tr>"
    )


def rejects_html(rejected: Sequence[tuple[str, str, str]]) -> str:
    """Table of (source, reason, detail) of what could not be read."""
    if not rejected:
        return ""
    rows = "".join(
        "<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in each) + "</tr>"
        for each in rejected[:_MOST_REJECTS]
    )
    more = len(rejected) - _MOST_REJECTS
    rest = f"<p>… and {more:,} more.</p>" if more > 0 else ""
    return (
        f"<h3>Not added ({len(rejected):,})</h3>"
        '<div class="qa-scroll" tabindex="0" role="region" aria-label="Rejected files">'
        '<table class="qa-table qa-rejects"><thead><tr><th scope="col">File</th>'
        '<th scope="col">Reason</th><th scope="col">Detail</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{rest}"
    )


def _month_range(first: str, last: str) -> list[str]:
    """Each month from *first* to *last*, as ``YYYY-MM``; the latest when there are very many."""
    number, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    numbers = range(max(number, end - _MOST_MONTHS + 1), end + 1)
    return [f"{each // 12:04d}-{each % 12 + 1:02d}" for each in numbers]


def histogram_html(months: Mapping[str, int], filters: Filters) -> str:
    """Reports per month as bars; a click limits the dates to that month.

    Args:
        months: Reports by month of publication, ``YYYY-MM``.
        filters: Months outside its dates are drawn as left out.
    """
    dated = sorted(month for month in months if month)
    if not dated:
        return '<p class="qa-empty">No report has a publish date.</p>'
    shown = _month_range(dated[0], dated[-1])
    most, width = max(months.values()), 100 / max(len(shown), _FEWEST_MONTHS)
    bars = "".join(
        _month_bar(month, months[month], most, left=place * width, width=width, filters=filters)
        for place, month in enumerate(shown)
        if months.get(month)
    )
    first, last = shown[0], shown[-1]
    return (
        '<figure class="qa-histogram"><svg viewBox="0 0 100 40" preserveAspectRatio="none" '
        f'role="group" aria-label="Reports per month, {first} to {last}">{bars}'
        f"</svg><figcaption><span>{first}</span><span>{last}</span></figcaption></figure>"
    )


def _month_bar(
    month: str, count: int, most: int, *, left: float, width: float, filters: Filters
) -> str:
    after, before = (filters.after or "")[:7], (filters.before or "9999")[:7]
    state = "" if after <= month <= before else " qa-out"
    tall = max(2.0, 36 * count / most)
    label = f"{long_date(month + '-01').partition(' ')[2]}: {count:,} reports"
    return (
        f'<a href="#" class="qa-month{state}" data-action="month" data-month="{month}" '
        f'aria-label="{escape(label)}"><title>{escape(label)}</title>'
        f'<rect x="{left:.3f}" y="0" width="{width:.3f}" height="40" class="qa-hit"/>'
        f'<rect x="{left:.3f}" y="{40 - tall:.2f}" width="{max(width * 0.85, 0.2):.3f}" '
        f'height="{tall:.2f}"/></a>'
    )


def filter_query(filters: Filters) -> str:
    """*filters* as the query of a link to this view, without the question mark."""
    pairs = [("after", filters.after), ("before", filters.before)]
    pairs += [("outlet", outlet) for outlet in filters.outlets]
    pairs += [("place", place) for place in filters.places]
    return urlencode([(name, value) for name, value in pairs if value])


def _filter_labels(filters: Filters) -> list[tuple[str, str, str]]:
    """(field, value, label) of each limit."""
    labels = [("after", filters.after, f"from {long_date(filters.after)}")]
    labels += [("before", filters.before, f"until {long_date(filters.before)}")]
    labels += [("outlet", outlet, f"outlet: {outlet}") for outlet in filters.outlets]
    labels += [("place", place, f"place: {place}") for place in filters.places]
    return [(name, value, label) for name, value, label in labels if value]


def filter_chips_html(filters: Filters, *, removable: bool = True) -> str:
    """Each limit as a chip, which a click removes where *removable*; also a button for the link."""
    if not removable:
        chips = "".join(
            f'<span class="qa-filter"><bdi>{escape(label)}</bdi></span>'
            for _, _, label in _filter_labels(filters)
        )
        return f'<div class="qa-filters">{chips}</div>'
    chips = "".join(
        f'<button type="button" class="qa-filter" data-action="drop" data-name="{name}" '
        f'data-value="{escape(value)}" aria-label="Remove filter {escape(label)}">'
        f'<bdi>{escape(label)}</bdi> <span aria-hidden="true">&times;</span></button>'
        for name, value, label in _filter_labels(filters)
    )
    copy = '<button type="button" data-copy="1">Copy link to this view</button>' if chips else ""
    return (
        f'<div class="qa-filters" data-query="{escape(filter_query(filters))}">{chips}{copy}</div>'
    )


def health_html(facts: Mapping[str, object], *, chunks: int, pending: int) -> str:
    """Index health: *facts* as a list, and how far the vectors have got.

    Args:
        facts: Name to value, in the order shown.
        chunks: Passages in the index.
        pending: Passages whose vectors are not made yet.
    """
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items()
    )
    done = chunks - pending
    if pending:
        lag = (
            f"<label>Vectors: {done:,} of {chunks:,} passages. Keyword search answers meanwhile. "
            f'<progress max="{chunks}" value="{done}"></progress></label>'
        )
    else:
        lag = f"<p>Vectors: all {chunks:,} passages.</p>"
    return f'<div class="qa-health"><dl>{rows}</dl><div role="status">{lag}</div></div>'
