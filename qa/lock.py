"""One owner process per index folder.

The lock is the operating system's, so it ends with its process: a killed owner leaves nothing to
clean up. A file beside it tells who holds it.
"""

import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from qa.errors import IndexFailure, IndexLocked

__all__ = ["LOCK_FILES", "Owner", "OwnerLock"]

LOCK_FILES = ("owner.lock", "owner.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who holds an index."""

    pid: int
    host: str
    command: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} since {self.since} ({self.command})"


class OwnerLock:
    """Ownership of an index folder, from construction until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take *folder*, which must exist.

        Raises:
            IndexLocked: Another process, or another object of this one, holds it.
            IndexFailure: The folder cannot be written.
        """
        from filelock import FileLock, Timeout

        self._card = folder / LOCK_FILES[1]
        # thread_local=False: any thread of the owner may close the index.
        self._lock = FileLock(folder / LOCK_FILES[0], timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise IndexLocked(
                f"{folder} is in use by {self._holder()}. Ask through that process, or stop it "
                "and run the command again."
            ) from None
        except OSError as error:
            raise IndexFailure(
                f"{folder} cannot be locked ({error}); an index needs a folder that this user may "
                "write. Change its permissions, or copy it elsewhere."
            ) from error
        self._sign()

    def _sign(self) -> None:
        owner = Owner(
            pid=os.getpid(),
            host=socket.gethostname(),
            command=" ".join(sys.argv)[:200] or sys.executable,
            since=datetime.now().astimezone(UTC).isoformat(timespec="seconds"),
        )
        # The card only informs: on a full disk the lock itself still holds.
        try:
            self._card.write_text(json.dumps(asdict(owner)), encoding="utf-8")
        except OSError:
            self._card.unlink(missing_ok=True)

    def _holder(self) -> str:
        try:
            return str(Owner(**json.loads(self._card.read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):
            return "another process"

    def release(self) -> None:
        """Give the folder up; further calls do nothing."""
        if self._lock.is_locked:
            self._card.unlink(missing_ok=True)
            self._lock.release()
