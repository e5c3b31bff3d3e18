"""One report beside the chat as HTML, with the cited span marked by its offsets."""

from collections.abc import Sequence
from itertools import pairwise

from qa.markup import article_link, escape, safe_url, source_line
from qa.records import Article

__all__ = ["article_html", "highlighted"]

_LONGEST_TEXT = 20_000


def highlighted(text: str, main: tuple[int, int], others: Sequence[tuple[int, int]] = ()) -> str:
    """Escaped *text* with ``text[main]`` in a mark that the page scrolls to, and others lighter.

    Args:
        text: The stored article text.
        main: (start, end) in characters; an empty or impossible span marks nothing.
        others: Further spans, which may overlap.
    """
    size = len(text)
    spans = [
        (max(0, start), min(size, end), rank)
        for rank, (start, end) in enumerate([main, *others])
        if 0 <= start < end <= size
    ]
    edges = sorted({0, size, *(edge for start, end, _ in spans for edge in (start, end))})
    pieces: list[str] = []
    scrolled = False
    for left, right in pairwise(edges):
        piece = escape(text[left:right])
        ranks = [rank for start, end, rank in spans if start <= left and right <= end]
        if not ranks:
            pieces.append(piece)
        elif min(ranks) == 0:
            anchor = "" if scrolled else ' data-scroll="center" tabindex="-1"'
            pieces.append(f'<mark class="qa-span"{anchor}>{piece}</mark>')
            scrolled = True
        else:
            pieces.append(f'<mark class="qa-also">{piece}</mark>')
    return "".join(pieces)


def _cut(
    text: str, main: tuple[int, int], others: Sequence[tuple[int, int]]
) -> tuple[str, tuple[int, int], list[tuple[int, int]], bool]:
    """A window of a very long text around the span, with the spans moved into it."""
    if len(text) <= _LONGEST_TEXT:
        return text, main, list(others), False
    left = max(0, min(main[0] - _LONGEST_TEXT // 4, len(text) - _LONGEST_TEXT))
    window = text[left : left + _LONGEST_TEXT]
    moved = [(start - left, end - left) for start, end in others]
    return window, (main[0] - left, main[1] - left), moved, True


def article_html(
    article: Article,
    *,
    span: tuple[int, int] = (0, 0),
    others: Sequence[tuple[int, int]] = (),
    related: Sequence[tuple[str, Article]] = (),
    whole: bool = False,
) -> str:
    """The article panel, scrolled by the page to the highlighted *span*.

    Args:
        article: The report to read.
        span: (start, end) to highlight and scroll to.
        others: Spans cited beside it.
        related: (how it relates, article): copies, earlier and later reports.
        whole: Show a very long text in full.
    """
    text, main, also, cut = (
        (article.text, span, list(others), False) if whole else _cut(article.text, span, others)
    )
    url = safe_url(article.url)
    link = (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"<bdi>{escape(url)}</bdi></a>"
        if url
        else ""
    )
    note = (
        f"<p class='qa-note'>Part of a long report ({len(article.text):,} characters). "
        f'<button type="button" data-action="whole" data-article="{escape(article.id)}" '
        f'data-start="{span[0]}" data-end="{span[1]}">Show all of it</button></p>'
        if cut
        else ""
    )
    rows = "".join(
        f'<li><a href="{escape(article_link(each.id))}" data-action="open_article" '
        f'data-article="{escape(each.id)}"><bdi>{escape(each.title)}</bdi></a>'
        f"<small>{escape(how)} · {source_line(each.outlet, each.published)}</small></li>"
        for how, each in related
    )
    others_list = (
        f"<h3>Other reports of this</h3><ul class='qa-related'>{rows}</ul>" if rows else ""
    )
    return (
        f'<article class="qa-article" data-article="{escape(article.id)}">'
        '<button type="button" class="qa-close" data-action="close" aria-label="Close the report">'
        f'&times;</button><h2 dir="auto"><bdi>{escape(article.title)}</bdi></h2>'
        f'<p class="qa-meta">{source_line(article.outlet, article.published, article.place)}'
        f"<br>{link}</p>{note}"
        '<div class="qa-body" dir="auto" tabindex="0" role="region" '
        'aria-label="Text of the report">'
        f"{highlighted(text, main, also)}</div>{others_list}"
        f'<p class="qa-meta"><small>Revision {article.revision} · SHA-256 '
        f"<code>{escape(article.sha256[:16])}…</code></small></p></article>"
    )
