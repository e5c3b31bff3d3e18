"""Tell a full disk from other failures, whichever library met it."""

import shutil
from pathlib import Path

from qa.errors import StoreUnavailable

__all__ = ["disk_full", "looks_full"]

# How SQLite (in Chroma too), tantivy and the operating system say it.
_SIGNS = ("disk is full", "code: 13", "No space left", "File too large", "StorageFull", "quota")
# Some failures say nothing: tantivy's writer only tells that a thread of it died.
_LEAST_FREE_BYTES = 2_000_000


def looks_full(path: Path, error: BaseException) -> bool:
    """Whether *error*, met while writing under *path*, comes from a full disk."""
    if any(sign in str(error) for sign in _SIGNS):
        return True
    existing = next((place for place in (path, *path.parents) if place.exists()), Path("/"))
    return shutil.disk_usage(existing).free < _LEAST_FREE_BYTES


def disk_full(path: Path, error: BaseException) -> StoreUnavailable:
    """The error for a disk without room for *path*."""
    return StoreUnavailable(
        f"the disk that holds {path} is full ({error}). Every acknowledged article is kept: free "
        "some space and run the same command again."
    )
