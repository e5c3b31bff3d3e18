"""Recipes: which sources an index is built from, and with which settings (``indexes/*.toml``)."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from qa.errors import InputError
from qa.ingest import Summary, ingest_paths
from qa.settings import Settings

__all__ = ["Recipe", "build", "read_recipe"]

_SETTINGS = {"embedder": str, "chunk_tokens": int, "overlap_sentences": int}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A recipe, read.

    Attributes:
        folder: Where the index is built: beside the recipe.
        sources: Paths and globs, absolute.
        settings: With the recipe's own values applied.
    """

    folder: Path
    sources: tuple[str, ...]
    settings: Settings


def read_recipe(path: Path, settings: Settings) -> Recipe:
    """Read the recipe at *path*; what it does not set stays as in *settings*.

    Raises:
        InputError: It cannot be read, or holds an unknown key or a value of the wrong kind.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The recipe {path} cannot be read ({error}); give a TOML file.") from None
    unknown = sorted(set(data) - {"name", "sources", *_SETTINGS})
    if unknown:
        raise InputError(
            f"The recipe {path} has the unknown keys {unknown}; "
            f"it may have name, sources, {', '.join(_SETTINGS)}."
        )
    sources = data.get("sources")
    if not isinstance(sources, list) or not all(isinstance(s, str) for s in sources) or not sources:
        raise InputError(f'The recipe {path} needs sources = ["path", ...], relative to itself.')
    changes = {}
    for name, kind in _SETTINGS.items():
        if name in data:
            if not isinstance(data[name], kind):
                raise InputError(f"{name} = {data[name]!r} in {path} must be {kind.__name__}.")
            changes[name] = data[name]
    base = path.resolve().parent
    return Recipe(
        folder=base / str(data.get("name", path.stem)),
        sources=tuple(str(base / source) for source in sources),
        settings=replace(settings, **changes),
    )


def build(path: Path, settings: Settings) -> tuple[Recipe, Summary]:
    """Build the index of the recipe at *path*, or bring it up to date."""
    recipe = read_recipe(path, settings)
    return recipe, ingest_paths(recipe.sources, index=recipe.folder, settings=recipe.settings)
