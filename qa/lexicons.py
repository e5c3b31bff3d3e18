"""The word lists in ``data/``, joined with a user's own file of the same tables."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa.errors import InputError
from qa.settings import lexicons_folder

__all__ = ["any_phrase", "load_lexicon", "own_file"]


def load_lexicon(name: str, extra: Path | None = None) -> dict[str, Any]:
    """The tables of ``data/<name>.toml``; those of the file *extra* are joined to them.

    Without *extra*, a file of the same name in the user's folder of word lists is taken, where the
    settings name one. Lists are appended to, single values replaced, new tables added. A list is
    read once in a process; callers share what they get and do not change it.

    Raises:
        InputError: *extra* cannot be read as TOML.
    """
    return _read(name, extra or own_file(name))


@cache
def _read(name: str, extra: Path | None) -> dict[str, Any]:
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


def any_phrase(phrases: Iterable[str]) -> str:
    """A regular expression for any of *phrases*, the first that fits; "*" is up to three words."""
    return "|".join(
        r"\s+".join(r"(?:\S+\s+){0,2}?\S+" if w == "*" else re.escape(w) for w in phrase.split())
        for phrase in phrases
    )


def own_file(name: str) -> Path | None:
    """The user's ``<name>.toml`` in the folder that ``QA_LEXICONS`` names, if there is one."""
    folder = lexicons_folder()
    file = Path(folder) / f"{name}.toml" if folder else None
    return file if file is not None and file.is_file() else None


def _join(tables: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(tables.get(key), dict):
            _join(tables[key], value)
        elif isinstance(value, list) and isinstance(tables.get(key), list):
            tables[key] = [*tables[key], *value]
        else:
            tables[key] = value
