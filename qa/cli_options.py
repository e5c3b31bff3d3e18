"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AfterOption",
    "BeforeOption",
    "IndexOption",
    "JsonOption",
    "OutletOption",
    "PlaceOption",
]

IndexOption = Annotated[
    Path, typer.Option("--index", envvar="QA_INDEX", help="The index folder.", metavar="DIR")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
AfterOption = Annotated[str | None, typer.Option(help="Published on or after this date.")]
BeforeOption = Annotated[str | None, typer.Option(help="Published on or before this date.")]
OutletOption = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet.")]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", help="Only this place.")]
