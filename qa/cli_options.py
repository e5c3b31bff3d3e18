"""Options that several commands share."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from qa.settings import Settings, from_env

__all__ = [
    "AfterOption",
    "BeforeOption",
    "IndexOption",
    "JsonOption",
    "LlmModelOption",
    "LlmOption",
    "LlmUrlOption",
    "OutletOption",
    "PlaceOption",
    "settings_with",
]

IndexOption = Annotated[
    Path, typer.Option("--index", envvar="QA_INDEX", help="The index folder.", metavar="DIR")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
AfterOption = Annotated[str | None, typer.Option(help="Published on or after this date.")]
BeforeOption = Annotated[str | None, typer.Option(help="Published on or before this date.")]
OutletOption = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet.")]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", help="Only this place.")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", help="Word answers with a chat model: openai-like or ollama."),
]
LlmUrlOption = Annotated[
    str | None, typer.Option("--llm-url", help="Address of its server.", metavar="URL")
]
LlmModelOption = Annotated[
    str | None, typer.Option("--llm-model", help="Its name there.", metavar="NAME")
]


def settings_with(
    *,
    chroma: str | None = None,
    llm: str | None = None,
    llm_url: str | None = None,
    llm_model: str | None = None,
) -> Settings:
    """The environment's settings with the options that were given."""
    given = {"chroma_url": chroma, "llm": llm, "llm_url": llm_url, "llm_model": llm_model}
    return replace(from_env(), **{name: value for name, value in given.items() if value})  # type: ignore[arg-type]
