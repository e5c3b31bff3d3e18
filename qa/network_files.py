"""The files of the packaged networks: found, read, and held against their SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.errors import ModelFailure

__all__ = ["read_json", "unusable", "verified_manifest"]


def read_json(path: Path) -> dict[str, Any]:
    """The object in the file *path*.

    Raises:
        ModelFailure: It cannot be read.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise unusable(path, f"cannot be read ({error})") from error
    return content


def verified_manifest(folder: Path) -> Mapping[str, Any]:
    """The manifest of *folder*, after every file that it names was found unaltered.

    Raises:
        ModelFailure: A file is missing or altered.
    """
    manifest = read_json(folder / "manifest.json")
    for name, expected in manifest["sha256"].items():
        path = folder / name
        if not path.is_file():
            raise unusable(path, "is missing")
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != expected:
                raise unusable(path, "is not the file that was released (its SHA-256 differs)")
    return manifest


def unusable(path: Path, what: str) -> ModelFailure:
    """The error for a file of a network, with what to do."""
    return ModelFailure(
        f"the packaged file {path} {what}. Reinstall the package: "
        "pip install --force-reinstall --no-deps conflict-qa"
    )
