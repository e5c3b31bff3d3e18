"""Events of opening the page and of the Reports tab."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from qa.desk import Desk
from qa.errors import QAError
from qa.events import Changes, Events
from qa.index_facts import health, names
from qa.markup import escape
from qa.page import Page
from qa.panels import articles_html, health_html, rejects_html
from qa.records import Filters
from qa.visit import Visit

__all__ = ["ReportEvents"]

_PAGE_SIZE = 50
_ORDERS: Mapping[str, Literal["newest", "oldest", "title"]] = {
    "newest": "newest",
    "oldest": "oldest",
    "title": "title",
}
_LONGEST_QUESTION = 2_000


class ReportEvents:
    """Opening the page, adding and removing reports, and the index's health.

    Args:
        update: Makes a change of a component's properties (Gradio's ``update``).
    """

    def __init__(self, desk: Desk, page: Page, events: Events, update: Callable[..., Any]) -> None:
        self._desk = desk
        self._page = page
        self._events = events
        self._update = update

    def start(self, visit: Visit) -> Iterator[Changes]:
        """Fill the page; while the index is being opened the page says so."""
        page = self._page
        if not self._desk.is_open:
            yield {page.top: self._top("Opening the index …"), page.thread: _opening()}
            self._desk.open()
        if not self._desk.is_open:
            problem = escape(self._desk.problem or "")
            shown = f'<p class="qa-problem" role="alert"><strong>Not open.</strong> {problem}</p>'
            yield {page.top: self._top("The index is not open"), page.thread: shown}
            return
        visit = visit.identified()
        changes = self._limits(visit) | self._events.show(visit) | self.about_index()
        changes[page.question] = visit.parameter("q")[:_LONGEST_QUESTION]
        changes |= self._events.limited(visit, *_values(visit))
        article = visit.parameter("article")
        if article:
            changes |= self._events.open_article(article, _span(visit.parameter("at")))
        yield changes | self.list_reports("", {})

    def _limits(self, visit: Visit) -> Changes:
        """The limits that the link carries, and what may be chosen."""
        after, before, outlets, places = _values(visit)
        index, page = self._desk.assistant.index, self._page
        known = names(index.outlets())
        return {
            page.after: after,
            page.before: before,
            page.outlets: self._update(choices=known, value=[o for o in outlets if o in known]),
            page.places: self._update(choices=names(index.places()), value=places),
        }

    def _top(self, text: str) -> str:
        return f"<h1>conflict-qa</h1><p>{escape(text)}</p>"

    def about_index(self) -> Changes:
        """The heading and the health of the index; asks again while vectors are being made."""
        page = self._page
        facts, chunks, pending = health(self._desk.assistant)
        summary = f"{facts['Reports']} reports in “{facts['Index']}”"
        dates = f", {facts['Published']}" if "Published" in facts else ""
        lag = f" · vectors {(chunks - pending) / chunks:.0%}" if pending else ""
        return {
            page.top: self._top(f"{summary}{dates}{lag}"),
            page.health: health_html(facts, chunks=chunks, pending=pending),
            page.refresh: self._update(active=bool(pending)),
        }

    def list_reports(
        self, find: str, table: Mapping[str, Any], *, removing: str | None = None
    ) -> Changes:
        """One page of the table; *table* has its order and offset."""
        order = _ORDERS.get(str(table.get("order")), "newest")
        offset = int(table.get("offset", 0))
        found = self._desk.assistant.index.articles(
            Filters(), text=find or "", order=order, limit=_PAGE_SIZE + 1, offset=offset
        )
        shown = articles_html(
            found[:_PAGE_SIZE],
            offset=offset,
            more=len(found) > _PAGE_SIZE,
            order=order,
            removing=removing,
        )
        return {self._page.reports: shown, self._page.table: {"order": order, "offset": offset}}

    def find(self, _visit: Visit, find: str, table: Mapping[str, Any]) -> Changes:
        """Search the titles, from the first page."""
        return self.list_reports(find, {**table, "offset": 0})

    def sort(self, visit: Visit, find: str, _table: Mapping[str, Any]) -> Changes:
        """Order by the clicked heading."""
        order = visit.text("order")
        return self.list_reports(find, {"order": order, "offset": 0})

    def turn_page(self, visit: Visit, find: str, table: Mapping[str, Any]) -> Changes:
        """Show the next or previous page."""
        step = -_PAGE_SIZE if visit.text("step") == "-1" else _PAGE_SIZE
        offset = max(0, int(table.get("offset", 0)) + step)
        return self.list_reports(find, {**table, "offset": offset})

    def ask_remove(self, visit: Visit, find: str, table: Mapping[str, Any]) -> Changes:
        """Ask whether to remove the clicked report."""
        return self.list_reports(find, table, removing=visit.text("article"))

    def keep(self, _visit: Visit, find: str, table: Mapping[str, Any]) -> Changes:
        """Ask no more."""
        return self.list_reports(find, table)

    def remove(self, visit: Visit, find: str, table: Mapping[str, Any]) -> Changes:
        """Remove the report; it stops answering at once."""
        try:
            self._desk.assistant.index.remove(visit.text("article"))
        except QAError as error:
            return {self._page.reports: f'<p class="qa-problem" role="alert">{escape(error)}</p>'}
        return self.list_reports(find, table) | self.about_index()

    def add(
        self,
        paths: Sequence[str] | None,
        find: str,
        progress: Callable[[str, int, int], None],
    ) -> Changes:
        """Add the uploaded files and say what became of each."""
        page = self._page
        if not paths:
            return {page.added: '<p class="qa-empty">Choose files first.</p>'}
        try:
            added = self._desk.add(list(paths), progress=progress)
        except Exception as error:  # noqa: BLE001 - a fault must reach the reader
            problem = escape(self._desk.explain(error))
            return {page.added: f'<p class="qa-problem" role="alert">{problem}</p>'}
        said = (
            f"{added.added:,} added, {added.updated:,} updated, {added.unchanged:,} already there. "
            "They answer now; vectors follow."
        )
        index = self._desk.assistant.index
        return {
            page.added: f'<p role="status">{said}</p>{rejects_html(added.rejected)}',
            page.files: None,
            page.outlets: self._update(choices=names(index.outlets())),
            page.places: self._update(choices=names(index.places())),
            **self.list_reports(find, {}),
            **self.about_index(),
        }


def _opening() -> str:
    return (
        '<div class="qa-welcome" role="status"><h2>Opening the index</h2><p>Models are being '
        "loaded; on the first start the index is built as well.</p>"
        '<progress aria-label="Opening"></progress></div>'
    )


def _values(visit: Visit) -> tuple[str, str, list[str], list[str]]:
    after, before = visit.parameter("after"), visit.parameter("before")
    return after, before, visit.parameters("outlet"), visit.parameters("place")


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
        return int(start), int(end)
    return 0, 0
