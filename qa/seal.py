"""Know whether a Chroma folder was left whole.

A process killed while Chroma saves can leave a folder that cannot be read, or that crashes its
reader. So a folder carries a seal, the checksums of Chroma's graph files, which is broken before
every write and put back after it: a folder without a fitting seal is never opened, only replaced.
"""

import json
import os
import zlib
from pathlib import Path

__all__ = ["Seal"]


def _checksums(folder: Path) -> dict[str, int]:
    """CRC-32 of each graph file; Chroma's SQLite file changes on opening and guards itself."""
    sums = {}
    for path in sorted(folder.glob("*/*")):
        crc = 0
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                crc = zlib.crc32(block, crc)
        sums[str(path.relative_to(folder))] = crc
    return sums


class Seal:
    """The seal of one folder."""

    def __init__(self, folder: Path) -> None:
        """Seal *folder*."""
        self._folder = folder
        self._file = folder / "seal.json"

    def fits(self, generation: str) -> bool:
        """Whether the folder is as it was when it was last sealed, for *generation*."""
        try:
            seal = json.loads(self._file.read_text(encoding="utf-8"))
            return bool(seal == {"generation": generation, "files": _checksums(self._folder)})
        except (OSError, ValueError):
            return False

    def break_(self) -> None:
        """Take the seal off, on the disk too, before a write.

        Raises:
            OSError: The folder cannot be written.
        """
        self._file.unlink(missing_ok=True)
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def put(self, generation: str) -> None:
        """Seal the folder as it is now, after a write.

        Raises:
            OSError: The disk is full.
        """
        seal = {"generation": generation, "files": _checksums(self._folder)}
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(seal), encoding="utf-8")
        draft.replace(self._file)
