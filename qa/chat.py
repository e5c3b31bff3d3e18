"""The web page: Gradio blocks over one assistant, and the server that shows them."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.access import check_host, password_check, read_accounts
from qa.desk import Desk
from qa.errors import InputError
from qa.events import Events
from qa.limits import read_filters
from qa.page import LONGEST_UPLOAD, lay_out, stylesheet
from qa.report_events import ReportEvents
from qa.settings import from_env, keep_libraries_offline
from qa.wiring import wire

if TYPE_CHECKING:
    import gradio

    from qa.answer import Assistant

__all__ = ["build_chat", "from_recipe", "launch", "serve"]

_QUEUE = 64
_AT_ONCE = 4
# A report cannot make the page fetch or run anything from elsewhere, even where escaping failed.
# Gradio needs inline scripts and evaluates its templates.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_KEEP_UPLOADS = (3_600, 3_600)  # seconds: look how often, delete when how old


def build_chat(assistant: "Assistant | Callable[[], Assistant]") -> "gradio.Blocks":
    """The page over *assistant*, not yet served.

    Args:
        assistant: An opened assistant, or a function that opens one. The function is called when
            the page is first served or visited, so importing a module that builds a page is light.
    """
    keep_libraries_offline(from_env())
    import gradio as gr

    desk = Desk(assistant)
    blocks = gr.Blocks(
        title="conflict-qa", fill_width=True, analytics_enabled=False, delete_cache=_KEEP_UPLOADS
    )
    with blocks:
        page = lay_out()
        events = Events(desk, page)
        wire(blocks, page, events, ReportEvents(desk, page, events, gr.update))
        _publish(gr, desk)
    blocks.queue(max_size=_QUEUE, default_concurrency_limit=_AT_ONCE)
    blocks.open_index = desk.open_in_background
    return blocks


def from_recipe(recipe: Path) -> "Callable[[], Assistant]":
    """A function that brings the index of *recipe* up to date and opens it, for ``build_chat``."""

    def opened() -> "Assistant":
        from qa.answer import Assistant
        from qa.recipes import build

        built, _ = build(recipe, from_env())
        return Assistant.open(built.folder, settings=built.settings)

    return opened


def _publish(gr: Any, desk: Desk) -> None:  # noqa: ANN401 - the Gradio module
    """The named endpoints for programs (``gradio_client``): /ask, /search and /article."""

    def ask(
        question: str,
        history: list[str] = [],  # noqa: B006 - read only; Gradio shows the default to clients
        after: str = "",
        before: str = "",
        outlets: list[str] = [],  # noqa: B006
        places: list[str] = [],  # noqa: B006
    ) -> dict[str, Any]:
        """The answer to a question over the reports, as documented JSON."""
        filters = read_filters(after, before, outlets, places)
        return desk.assistant.ask(question, history=history, filters=filters).to_dict()

    def search(
        question: str,
        k: int = 10,
        after: str = "",
        before: str = "",
        outlets: list[str] = [],  # noqa: B006
        places: list[str] = [],  # noqa: B006
    ) -> list[dict[str, Any]]:
        """The k best passages for a question, without an answer."""
        filters = read_filters(after, before, outlets, places)
        found = desk.assistant.search(question, k=min(k, 100), filters=filters)
        return [asdict(passage) for passage in found]

    def article(article_id: str) -> dict[str, Any]:
        """One report as stored."""
        return asdict(desk.assistant.article(article_id))

    for function in (ask, search, article):
        gr.api(_reported(gr, function), api_name=function.__name__)


def _reported(gr: Any, function: Callable[..., Any]) -> Callable[..., Any]:  # noqa: ANN401
    """*function* whose failures reach the caller as one sentence."""
    from functools import wraps

    @wraps(function)
    def call(*values: Any, **named: Any) -> Any:  # noqa: ANN401
        try:
            return function(*values, **named)
        except Exception as error:
            raise gr.Error(Desk.explain(error)) from error

    return call


class _Policy:
    """ASGI middleware that sends the security headers with every response."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - an ASGI application
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        async def send_with_headers(message: Any) -> None:  # noqa: ANN401
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", _POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def launch(
    blocks: "gradio.Blocks",
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: Path | None = None,
    block: bool = True,
) -> str:
    """Serve a page that ``build_chat`` made; returns its address.

    Args:
        blocks: The page.
        host: Address to listen on; beyond this machine only with *auth*.
        port: Port to listen on.
        auth: File of accounts (``python -m qa.access FILE NAME`` writes it); None asks nobody.
        block: Serve until interrupted; else return at once and serve in the background.

    Raises:
        InputError: The host is open to others without accounts, the accounts cannot be read, or
            the port is taken.
    """
    import gradio as gr
    from starlette.middleware import Middleware

    check_host(host, protected=auth is not None)
    check = password_check(read_accounts(auth)) if auth else None
    blocks.open_index()
    try:
        _, address, _ = blocks.launch(
            server_name=host,
            server_port=port,
            auth=check,
            max_file_size=LONGEST_UPLOAD,
            allowed_paths=[],
            theme=_theme(gr),
            css=stylesheet(),
            app_kwargs={"middleware": [Middleware(_Policy)]},
            footer_links=["api"],
            share=False,
            ssr_mode=False,
            enable_monitoring=False,
            show_error=False,
            quiet=True,
            prevent_thread_lock=True,
        )
    except OSError as error:
        raise InputError(
            f"Port {port} on {host} cannot be used ({error}); choose another with --port."
        ) from None
    if block:
        print(f"The page is at {address} (stop it with Ctrl+C).")  # noqa: T201 - said to the terminal
        blocks.block_thread()
    return str(address)


def _theme(gr: Any) -> Any:  # noqa: ANN401 - the Gradio module
    """Gradio's plain theme with the system's fonts and colours of enough contrast."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_hover_dark="*primary_800",
        button_primary_text_color="white",
        input_placeholder_color="*neutral_600",
        input_placeholder_color_dark="*neutral_300",
        block_title_text_color="*neutral_700",
        block_title_text_color_dark="*neutral_200",
        block_label_text_color="*neutral_700",
        block_label_text_color_dark="*neutral_200",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        color_accent="*primary_700",
    )


def serve(
    assistant: "Assistant | Callable[[], Assistant]",
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: Path | None = None,
) -> None:
    """Serve the page over *assistant* until interrupted; see ``launch`` for the arguments."""
    check_host(host, protected=auth is not None)
    launch(build_chat(assistant), host=host, port=port, auth=auth)
