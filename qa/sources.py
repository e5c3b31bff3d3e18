"""Paths as a user gives them to the files they stand for."""

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.errors import RejectedArticle

__all__ = ["STANDARD_INPUT", "Source", "find_sources", "open_regular"]

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Attributes:
        path: As given, or below the folder as it was given.
        named: Whether the user named it, rather than a folder that holds it.
        problem: Why it is not to be read.
    """

    path: str
    named: bool = True
    problem: RejectedArticle | None = None


def find_sources(paths: Sequence[str | Path]) -> Iterator[Source]:
    """The files of *paths* in a fixed order: files, folders read whole, globs, or ``-``.

    A file that several of them stand for comes once.
    """
    seen: set[str] = set()
    for given in map(str, paths):
        for source in _expand(given):
            place = os.path.abspath(source.path)  # noqa: PTH100 - Path.resolve would follow links
            if place not in seen:
                seen.add(place)
                yield source


def _expand(given: str) -> Iterator[Source]:
    exact = given == STANDARD_INPUT or ("\0" not in given and os.path.lexists(given))
    matches = [given] if exact else _matches(given)
    if not matches:
        problem = RejectedArticle("not_found", "there is no such file, folder or match")
        yield Source(given, problem=problem)
    for match in matches:
        if match != STANDARD_INPUT and Path(match).is_dir():
            yield from _folder(match)
        else:
            yield Source(match)


def _matches(pattern: str) -> list[str]:
    return [] if "\0" in pattern else sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207


def _folder(root: str) -> Iterator[Source]:
    """Files under *root*; hidden ones are passed over, and links lead neither out nor round."""
    inside = os.path.realpath(root) + os.sep
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*folders, *names]):
            # Not Path: it would rewrite the folder's name as the user gave it.
            path = os.path.join(folder, name)  # noqa: PTH118
            if name.startswith(".") or (name in folders and not Path(path).is_symlink()):
                continue
            yield Source(path, named=False, problem=_link_problem(Path(path), inside))


def _link_problem(path: Path, inside: str) -> RejectedArticle | None:
    if not path.is_symlink():
        return None
    if not os.path.realpath(path).startswith(inside):
        return RejectedArticle("link_outside", "the link leads out of the folder; name its target")
    if path.is_dir():
        return RejectedArticle(
            "linked_folder", "links to folders are not followed; name its target"
        )
    return None


def open_regular(path: str, flags: int) -> int:
    """An opener for ``open`` that refuses pipes and devices, which could block for ever.

    Raises:
        RejectedArticle: *path* is no regular file.
    """
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise RejectedArticle("not_a_file", "it is a pipe, socket or device")
    return descriptor
