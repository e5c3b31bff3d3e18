"""Tell a full disk from other failures, whichever library met it; delete for good."""

import shutil
import time
from pathlib import Path

from qa.errors import StoreUnavailable

__all__ = ["disk_full", "erase", "looks_full"]

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


def erase(folder: Path) -> None:
    """Delete *folder* and all in it.

    Raises:
        StoreUnavailable: Something in it cannot be deleted.
    """
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        # A library's thread may still be writing its last file.
        time.sleep(0.02)
    raise StoreUnavailable(
        f"{folder} cannot be deleted, and holds what has to be built anew. Change its permissions, "
        "or delete it by hand; the articles are not in it."
    )
