"""The page's layout: which components there are and where they stand."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

__all__ = ["LONGEST_UPLOAD", "NO_ARTICLE", "Page", "lay_out", "stylesheet"]

LONGEST_UPLOAD = 64 * 2**20
NO_ARTICLE = (
    '<p class="qa-empty qa-no-article">Click a number such as <b>[1]</b> to read the report here, '
    "with the quoted words marked.</p>"
)
_SUFFIXES = [
    *(".txt", ".md", ".html", ".htm", ".pdf", ".docx"),
    *(".jsonl", ".csv", ".xml", ".rss", ".atom"),
]
# Kept for the browser alone; it only has to be the same after a restart.
_STORAGE = "conflict-qa"

_THEME_JS = """() => {
  const dark = document.body.classList.toggle('dark');
  localStorage.setItem('qa-theme', dark ? 'dark' : 'light');
}"""


def _data(name: str) -> str:
    return files("qa").joinpath("data", name).read_text(encoding="utf-8")


def stylesheet() -> str:
    """The page's CSS."""
    return _data("chat.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The components that events read and write; each is a Gradio component."""

    identity: Any
    editing: Any
    table: Any
    top: Any
    theme: Any
    new_chat: Any
    chats: Any
    chips: Any
    histogram: Any
    after: Any
    before: Any
    outlets: Any
    places: Any
    thread: Any
    question: Any
    export: Any
    export_format: Any
    download: Any
    panel: Any
    files: Any
    add: Any
    added: Any
    search: Any
    reports: Any
    health: Any
    refresh: Any

    @property
    def filters(self) -> list[Any]:
        """The four inputs that limit a question, in the order events expect."""
        return [self.after, self.before, self.outlets, self.places]


def lay_out() -> Page:
    """Create the components in the Blocks that are open."""
    import gradio as gr

    script = _data("chat.js")

    def block(name: str, value: str = "") -> Any:  # noqa: ANN401 - a Gradio component
        return gr.HTML(value, elem_id=f"qa-{name}", js_on_load=script, apply_default_css=False)

    parts: dict[str, Any] = {
        "identity": gr.BrowserState("", storage_key=_STORAGE, secret=_STORAGE),
        "editing": gr.State(None),
        "table": gr.State({}),
        "download": gr.JSON(visible=False),
    }
    with gr.Row(elem_id="qa-top-row"):
        parts["top"] = block("top", "<h1>conflict-qa</h1><p>Opening the index …</p>")
        parts["theme"] = gr.Button("Light / dark", size="sm", scale=0, min_width=110)
    parts["theme"].click(None, js=_THEME_JS, api_visibility="private")
    with gr.Row(elem_id="qa-desk"):
        with gr.Column(scale=0, min_width=200, elem_id="qa-side"):
            parts |= _side(gr, block)
        with gr.Column(scale=3, min_width=320, elem_id="qa-main"), gr.Tabs():
            with gr.Tab("Ask"):
                parts |= _ask_tab(gr, block)
            with gr.Tab("Reports"):
                parts |= _reports_tab(gr, block)
        with gr.Column(scale=2, min_width=300, elem_id="qa-beside"):
            parts["panel"] = block("panel", NO_ARTICLE)
    return Page(**parts)


def _side(gr: Any, block: Any) -> dict[str, Any]:  # noqa: ANN401 - the Gradio module
    """The conversations."""
    parts: dict[str, Any] = {}
    parts["new_chat"] = gr.Button("New conversation", variant="primary", size="sm")
    parts["chats"] = block("chats")
    with gr.Accordion("Save this conversation", open=False):
        parts["export_format"] = gr.Radio(
            [("Markdown", "markdown"), ("JSON", "json"), ("HTML audit", "html")],
            value="html",
            label="Format",
        )
        parts["export"] = gr.Button("Save", size="sm")
    return parts


def _ask_tab(gr: Any, block: Any) -> dict[str, Any]:  # noqa: ANN401 - the Gradio module
    """Filters, the conversation and the question."""
    parts: dict[str, Any] = {}
    with gr.Accordion("Limit to dates, outlets or places", open=False, elem_id="qa-limits"):
        parts["histogram"] = block("histogram")
        with gr.Row():
            for name, label in (("after", "Published from"), ("before", "Published until")):
                parts[name] = gr.Textbox(
                    label=label, placeholder="2022-01-31", min_width=140, max_length=40
                )
        with gr.Row():
            parts["outlets"] = gr.Dropdown(label="Outlets", multiselect=True, min_width=140)
            parts["places"] = gr.Dropdown(
                label="Places", multiselect=True, allow_custom_value=True, min_width=140
            )
    parts["chips"] = block("chips")
    parts["thread"] = block("thread")
    parts["question"] = gr.Textbox(
        label="Question",
        placeholder="Ask about the reports; Enter sends",
        lines=1,
        max_lines=5,
        max_length=2_000,
        submit_btn="Ask",
        autofocus=True,
        elem_id="qa-question",
    )
    return parts


def _reports_tab(gr: Any, block: Any) -> dict[str, Any]:  # noqa: ANN401 - the Gradio module
    """Upload, the reports table and the index's health."""
    parts: dict[str, Any] = {}
    with gr.Accordion("Add reports", open=True):
        parts["files"] = gr.File(
            label="txt, md, html, pdf, docx, jsonl, csv, rss or atom",
            file_count="multiple",
            file_types=_SUFFIXES,
            height=170,
        )
        parts["add"] = gr.Button("Add to the index", variant="primary")
        parts["added"] = block("added")
    parts["search"] = gr.Textbox(
        label="Find a report by its title", max_length=200, elem_id="qa-find"
    )
    parts["reports"] = block("reports")
    with gr.Accordion("Index health", open=True):
        parts["health"] = block("health")
    parts["refresh"] = gr.Timer(3.0, active=False)
    return parts
