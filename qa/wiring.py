"""Which event of which component does what: Gradio's listeners over the event classes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from qa.conversation_events import ConversationEvents
from qa.events import Events
from qa.page import NO_ARTICLE, Page
from qa.report_events import ReportEvents
from qa.visit import Visit

__all__ = ["wire"]

_RESTORE_THEME = """() => {
  const theme = localStorage.getItem('qa-theme');
  if (theme) document.body.classList.toggle('dark', theme === 'dark');
}"""
# The text goes to the browser alone: no file of a conversation is left on the server.
_DOWNLOAD = """(file) => {
  if (!file || !file.text) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}"""
_FOCUS_QUESTION = "() => document.querySelector('#qa-question textarea')?.focus()"
_QUIET = {"show_progress": "hidden", "api_visibility": "private"}

Handler = Callable[..., Any]


def _visit(identity: object, request: Any, data: Any = None) -> Visit:  # noqa: ANN401 - Gradio's
    query = getattr(request, "query_params", None) or {}
    pairs = query.multi_items() if hasattr(query, "multi_items") else list(dict(query).items())
    given = getattr(data, "_data", None)
    return Visit(
        user=getattr(request, "username", None),
        query=pairs,
        data=given if isinstance(given, Mapping) else {},
    ).by(identity)


class _Listeners:
    """Makes what Gradio calls of an event's method; the first input is always the identity."""

    def __init__(self, gr: Any, page: Page) -> None:  # noqa: ANN401 - the Gradio module
        self._gr = gr
        self._page = page

    def on(
        self,
        trigger: Handler,
        method: Handler,
        inputs: Sequence[Any] = (),
        outputs: Sequence[Any] = (),
        *,
        steps: bool = False,
        **options: Any,  # noqa: ANN401 - Gradio's own
    ) -> Any:  # noqa: ANN401 - Gradio's dependency
        """Make *trigger* call *method* with the visit and the values of *inputs*.

        Args:
            trigger: A component's event, as a function that takes a listener.
            method: Gives changed components; nothing changes when it gives none.
            inputs: Components whose values follow the visit.
            outputs: Components that may change.
            steps: The method yields its changes one after the other.
            options: Further options of the listener.
        """
        gr = self._gr

        def once(request: Any, data: Any, identity: str, *values: Any) -> Any:  # noqa: ANN401
            return method(_visit(identity, request, data), *values) or gr.skip()

        def stepwise(request: Any, data: Any, identity: str, *values: Any) -> Iterator[Any]:  # noqa: ANN401
            for changes in method(_visit(identity, request, data), *values):
                yield changes or gr.skip()

        handler: Handler = stepwise if steps else once
        # Gradio fills parameters by their annotations, and is imported only now.
        handler.__annotations__ |= {"request": gr.Request, "data": gr.EventData}
        settings = {**_QUIET, **options}
        return trigger(handler, [self._page.identity, *inputs], list(outputs), **settings)


def wire(blocks: Any, page: Page, events: Events, reports: ReportEvents) -> None:  # noqa: ANN401
    """Connect the components of *page* to *events* and *reports*, within open *blocks*."""
    import gradio as gr

    listeners = _Listeners(gr, page)
    everything = [
        *(page.identity, page.top, page.thread, page.chats, page.question, page.chips),
        *(page.histogram, page.panel, page.reports, page.table, page.health, page.refresh),
        *page.filters,
    ]
    blocks.load(None, js=_RESTORE_THEME, api_visibility="private")
    listeners.on(blocks.load, reports.start, [], everything, steps=True)
    _wire_asking(listeners, page, events)
    _wire_conversations(listeners, page, ConversationEvents(events))
    _wire_evidence(listeners, page, events)
    _wire_limits(gr, listeners, page, events)
    _wire_reports(listeners, page, reports)
    _wire_upload(gr, listeners, page, reports, events)


def _wire_asking(listeners: _Listeners, page: Page, events: Events) -> None:
    shown = [page.thread, page.question, page.editing, page.identity, page.chats]
    asks = [
        (page.question.submit, events.ask, [page.question, page.editing, *page.filters]),
        (page.thread.retry, events.retry, page.filters),
        (page.thread.example, events.example, page.filters),
    ]
    running = [
        listeners.on(trigger, method, inputs, shown, steps=True, concurrency_id="ask")
        for trigger, method, inputs in asks
    ]
    restored = [page.thread, page.chats, page.identity]
    listeners.on(page.thread.stop, events.show, [], restored, cancels=running)
    listeners.on(page.thread.edit, events.edit, [], [page.question, page.editing]).then(
        None, js=_FOCUS_QUESTION, api_visibility="private"
    )
    listeners.on(page.thread.verdict, events.judge, [], [page.thread])


def _wire_conversations(listeners: _Listeners, page: Page, chats: ConversationEvents) -> None:
    shown = [page.identity, page.thread, page.chats, page.editing]
    listeners.on(page.new_chat.click, chats.new_chat, [], shown).then(
        None, js=_FOCUS_QUESTION, api_visibility="private"
    )
    for name in ("open_chat", "delete"):
        listeners.on(getattr(page.chats, name), getattr(chats, name), [], shown)
    for name in ("rename", "ask_rename", "ask_delete", "keep"):
        listeners.on(getattr(page.chats, name), getattr(chats, name), [], [page.chats])
    saves: list[tuple[Handler, Handler, list[Any]]] = [
        (page.export.click, chats.export_all, [page.export_format]),
        (page.thread.export, chats.export, []),
    ]
    for trigger, method, inputs in saves:
        listeners.on(trigger, method, inputs, [page.download]).then(
            None, page.download, js=_DOWNLOAD, api_visibility="private"
        )


def _wire_evidence(listeners: _Listeners, page: Page, events: Events) -> None:
    listeners.on(page.thread.cite, events.cite, [], [page.panel])
    for source in (page.panel, page.reports):
        listeners.on(source.open_article, events.open_clicked, [], [page.panel])
    listeners.on(page.panel.whole, events.open_whole, [], [page.panel])
    page.panel.close(lambda: NO_ARTICLE, [], [page.panel], **_QUIET)


def _wire_limits(gr: Any, listeners: _Listeners, page: Page, events: Events) -> None:  # noqa: ANN401
    shown = [page.chips, page.histogram]
    changes = [page.after.submit, page.after.blur, page.before.submit, page.before.blur]
    changes += [page.outlets.input, page.places.input]

    def changed(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - Gradio's own
        return gr.on(changes, *arguments, **options)

    listeners.on(changed, events.limited, page.filters, shown, trigger_mode="always_last")
    dropped = listeners.on(page.chips.drop, events.drop, [page.outlets, page.places], page.filters)
    chosen = listeners.on(page.histogram.month, events.month, [], [page.after, page.before])
    for done in (dropped, chosen):
        listeners.on(done.then, events.limited, page.filters, shown)


def _wire_reports(listeners: _Listeners, page: Page, reports: ReportEvents) -> None:
    inputs, table = [page.search, page.table], [page.reports, page.table]
    listeners.on(page.search.change, reports.find, inputs, table)
    for name in ("sort", "turn_page", "ask_remove", "keep"):
        listeners.on(getattr(page.reports, name), getattr(reports, name), inputs, table)
    index = [page.top, page.health, page.refresh]
    listeners.on(page.reports.remove, reports.remove, inputs, [*table, *index])
    page.refresh.tick(reports.about_index, [], index, **_QUIET)


def _wire_upload(
    gr: Any,  # noqa: ANN401 - the Gradio module
    listeners: _Listeners,
    page: Page,
    reports: ReportEvents,
    events: Events,
) -> None:
    def add(files: list[str] | None, find: str, bar: Any = gr.Progress()) -> Any:  # noqa: ANN401, B008
        def advance(what: str, done: int, of: int) -> None:
            bar((done, of or None), desc=what)

        return reports.add(files, find, advance)

    added = page.add.click(
        add,
        [page.files, page.search],
        [
            *(page.added, page.files, page.outlets, page.places, page.reports, page.table),
            *(page.top, page.health, page.refresh),
        ],
        show_progress_on=page.added,
        api_visibility="private",
    )
    listeners.on(added.then, events.limited, page.filters, [page.chips, page.histogram])
