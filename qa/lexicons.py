"""The word lists in ``data/``, joined with a user's own file of the same tables."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa.errors import InputError

__all__ = ["load_lexicon"]


def load_lexicon(name: str, extra: Path | None = None) -> dict[str, Any]:
    """The tables of ``data/<name>.toml``; those of the file *extra* are joined to them.

    Lists are appended to, single values replaced, new tables added.

    Raises:
        InputError: *extra* cannot be read as TOML.
    """
    tables = tomllib.loads((files("qa") / "data" / f"{name}.toml").read_text("utf-8"))
    if extra is not None:
        try:
            more = tomllib.loads(extra.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                f"The word list {extra} cannot be read ({error}); it needs the tables of "
                f"qa/data/{name}.toml, in TOML. Mend the file or leave it out."
            ) from error
        _join(tables, more)
    return tables


def _join(tables: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(tables.get(key), dict):
            _join(tables[key], value)
        elif isinstance(value, list) and isinstance(tables.get(key), list):
            tables[key] = [*tables[key], *value]
        else:
            tables[key] = value
