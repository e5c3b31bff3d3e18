"""Parsing in a child process with limits on memory and time.

A PDF, a page or an archive can be built to exhaust its parser. The child takes the blow: it is
killed and replaced, and the batch goes on. One child serves many files, since starting one costs
about as much as parsing ten.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from qa.closing import Closing
from qa.errors import RejectedArticle
from qa.formats import PARSERS

__all__ = ["ParserProcess", "serve"]

_START = "import sys; sys.path.insert(0, sys.argv[1]); from qa.isolation import serve; serve()"
_MEMORY_BYTES = 2_000_000_000
_SECONDS = 60.0


def serve() -> None:
    """Answer requests on standard input until it closes; the child's whole life."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # A library that prints must not write into the answers.
    sys.stdout = sys.stderr
    _limit_memory()
    while header := requests.readline():
        kind, size = json.loads(header)
        answers.write(json.dumps(_answer(kind, requests.read(size))).encode() + b"\n")
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _answer(kind: str, data: bytes) -> dict[str, Any]:
    try:
        return {"records": list(PARSERS[kind](data))}
    except RejectedArticle as error:
        return {"rejected": [error.reason, error.detail]}
    except MemoryError:
        return {"rejected": ["too_large", f"parsing it needs over {_MEMORY_BYTES:,} bytes"]}
    except Exception as error:  # noqa: BLE001 - parsers fail in ways of their own on hostile input
        return {"rejected": ["damaged", f"its parser failed: {type(error).__name__}: {error}"]}


class ParserProcess(Closing):
    """A context in which files are parsed by one child process, started at the first."""

    def __init__(self, *, seconds: float = _SECONDS) -> None:
        """Allow each file *seconds* of time."""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, kind: str, data: bytes) -> list[dict[str, Any]]:
        """The records of a file of this *kind*, a key of ``formats.PARSERS``.

        Raises:
            RejectedArticle: It cannot be parsed within the limits.
        """
        process = self._running()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        try:
            answer = _exchange(process, kind, data)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if late.is_set():
                raise RejectedArticle("too_slow", f"parsing it takes over {self._seconds:g} s")
            raise RejectedArticle("damaged", "its parser crashed")
        if "rejected" in answer:
            raise RejectedArticle(*answer["rejected"])
        records: list[dict[str, Any]] = answer["records"]
        return records

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", _START, str(Path(__file__).parent.parent)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def close(self) -> None:
        """End the child; the next file starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    _close(stream)


def _close(stream: Any) -> None:  # noqa: ANN401 - a pipe
    try:
        stream.close()
    except OSError:  # What was still to be written to a child that is gone.
        return


def _exchange(process: subprocess.Popen[bytes], kind: str, data: bytes) -> dict[str, Any] | None:
    """The child's answer; None if it died over the request."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(json.dumps([kind, len(data)]).encode() + b"\n" + data)
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    return json.loads(line) if line.endswith(b"\n") else None
