"""Events of the Ask tab: asking, limits and evidence; values in, changed components out."""

from collections.abc import Iterator, Sequence
from typing import Any

from qa.article_panel import article_html
from qa.chat_store import Conversation, Turn
from qa.desk import Desk
from qa.errors import InputError, QAError
from qa.index_facts import month_bounds
from qa.limits import read_filters
from qa.markup import escape
from qa.page import Page
from qa.panels import filter_chips_html, histogram_html
from qa.progress import Progress
from qa.thread import conversations_html, thread_html, welcome_html
from qa.visit import Visit

__all__ = ["Changes", "Events"]

Changes = dict[Any, Any]  # component to its new value


class Events:
    """Events over *desk* that write to the components of *page*."""

    def __init__(self, desk: Desk, page: Page) -> None:
        self.desk = desk
        self.page = page

    def current(self, visit: Visit) -> Conversation | None:
        """The conversation that the page shows."""
        return self.desk.conversations.opened(visit.owner, visit.chat)

    def turn(self, visit: Visit) -> tuple[int, Turn | None]:
        """The turn that the clicked element names."""
        found, position = self.current(visit), visit.number("turn")
        if not found or not 0 <= position < len(found.turns):
            return position, None
        return position, found.turns[position]

    def list_chats(self, visit: Visit, *, renaming: str = "", deleting: str = "") -> Changes:
        """The list of conversations; one may be being renamed or about to be deleted."""
        listed = self.desk.conversations.listed(visit.owner)
        shown = conversations_html(listed, current=visit.chat, renaming=renaming, deleting=deleting)
        return {self.page.chats: shown}

    def show(self, visit: Visit) -> Changes:
        """The current conversation, or the welcome, and the list."""
        found = self.current(visit)
        if found and found.turns:
            shown = thread_html(found)
        else:
            reports = self.desk.assistant.index.status().articles
            shown = welcome_html(reports, self.desk.examples())
        changes = {self.page.thread: shown, self.page.identity: visit.identity}
        return changes | self.list_chats(visit)

    def ask(
        self,
        visit: Visit,
        question: str,
        position: int | None,
        after: str,
        before: str,
        outlets: Sequence[str],
        places: Sequence[str],
    ) -> Iterator[Changes]:
        """Answer in steps, the last of which shows the stored turn; *position* replaces turns."""
        page, question = self.page, (question or "").strip()
        if not question:
            return
        visit = visit.identified()
        found = self.current(visit)

        def under_way(progress: Progress | None = None, problem: str = "") -> str:
            return thread_html(
                found, question=question, progress=progress, problem=problem, upto=position
            )

        yield {
            page.question: "",
            page.editing: None,
            page.identity: visit.identity,
            page.thread: under_way(Progress(stage="Reading the question")),
        }
        try:
            filters = read_filters(after, before, outlets, places)
            steps = self.desk.ask(
                question,
                owner=visit.owner,
                conversation_id=visit.chat,
                filters=filters,
                position=position,
            )
            for step in steps:
                if isinstance(step, Progress):
                    yield {page.thread: under_way(step)}
                else:
                    visit = visit.showing(step.id)
                    shown = {page.thread: thread_html(step), page.identity: visit.identity}
                    yield shown | self.list_chats(visit)
        except Exception as error:  # noqa: BLE001 - a fault must reach the reader, not end the page
            problem = self.desk.explain(error)
            changes = {page.thread: under_way(problem=problem), page.question: question}
            yield changes | {page.editing: position}

    def retry(self, visit: Visit, *limits: Any) -> Iterator[Changes]:  # noqa: ANN401 - as in ask
        """Ask the clicked turn's question again; the turns after it go."""
        position, turn = self.turn(visit)
        if turn:
            yield from self.ask(visit, turn.question, position, *limits)

    def example(self, visit: Visit, *limits: Any) -> Iterator[Changes]:  # noqa: ANN401 - as in ask
        """Ask the clicked example."""
        yield from self.ask(visit, visit.text("question"), None, *limits)

    def edit(self, visit: Visit) -> Changes:
        """Put the turn's question back into the box; sending it replaces the turn."""
        position, turn = self.turn(visit)
        return {self.page.question: turn.question, self.page.editing: position} if turn else {}

    def judge(self, visit: Visit) -> Changes:
        """Store the reader's verdict and show it."""
        position, turn = self.turn(visit)
        found = self.current(visit)
        if not turn or not found:
            return {}
        try:
            self.desk.judge(visit.owner, found, position, visit.text("verdict"))
        except InputError:
            return {}
        return {self.page.thread: thread_html(self.current(visit), still=True)}

    def limited(self, visit: Visit, *limits: Any) -> Changes:  # noqa: ANN401, ARG002 - an event
        """Chips and histogram for the limits; a day that cannot be read is named instead."""
        page = self.page
        try:
            filters = read_filters(*limits)
        except QAError as error:
            return {page.chips: f'<p class="qa-problem" role="alert">{escape(error)}</p>'}
        months = self.desk.assistant.index.histogram()
        return {
            page.chips: filter_chips_html(filters),
            page.histogram: histogram_html(months, filters),
        }

    def drop(self, visit: Visit, outlets: Sequence[str], places: Sequence[str]) -> Changes:
        """Remove the limit whose chip was clicked."""
        page, name, value = self.page, visit.text("name"), visit.text("value")
        if name in {"after", "before"}:
            return {page.after if name == "after" else page.before: ""}
        if name == "outlet":
            return {page.outlets: [each for each in outlets or () if each != value]}
        return {page.places: [each for each in places or () if each != value]}

    def month(self, visit: Visit) -> Changes:
        """Limit the dates to the month whose bar was clicked."""
        first, last = month_bounds(visit.text("month"))
        return {self.page.after: first, self.page.before: last}

    def cite(self, visit: Visit) -> Changes:
        """Open the article of the clicked citation at its span."""
        _, turn = self.turn(visit)
        if not turn:
            return {}
        nearest = visit.text("kind") == "nearest"
        pool = turn.answer.nearest if nearest else turn.answer.citations
        cited = next((each for each in pool if each.number == visit.number("number")), None)
        if not cited:
            return {}
        others = [(each.start, each.end) for each in pool if each.article_id == cited.article_id]
        return self.open_article(cited.article_id, (cited.start, cited.end), others)

    def open_article(
        self,
        article_id: str,
        span: tuple[int, int] = (0, 0),
        others: Sequence[tuple[int, int]] = (),
        *,
        whole: bool = False,
    ) -> Changes:
        """Show an article in the panel; says so when it is no longer in the index."""
        try:
            article = self.desk.assistant.article(article_id)
            related = self.desk.related(article)
            shown = article_html(article, span=span, others=others, related=related, whole=whole)
        except QAError as error:
            shown = f'<p class="qa-problem" role="alert">{escape(error)}</p>'
        return {self.page.panel: shown}

    def open_clicked(self, visit: Visit) -> Changes:
        """Open the clicked report."""
        return self.open_article(visit.text("article"))

    def open_whole(self, visit: Visit) -> Changes:
        """Show a long report in full."""
        span = max(0, visit.number("start")), max(0, visit.number("end"))
        return self.open_article(visit.text("article"), span, whole=True)
