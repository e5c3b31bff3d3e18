"""An answer under way: what to show of it while it is made, and how a reader stops it."""

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from time import monotonic

from qa.records import Answer
from qa.streaming import Done, Event, Sentence, Stage

__all__ = ["Progress", "Stream", "follow"]

_PATIENCE = 0.4  # seconds between looks at whether the reader stopped waiting
_WRITING = "Writing, each sentence checked as it comes"
# The earlier stages take a moment; what they do is said before they begin.
_STAGES: Mapping[str, str] = {
    "rewrite": "Reading the question with what was asked before",
    "draft": _WRITING,
}

Stream = Callable[[Callable[[], bool]], Iterator[Event]]
"""Starts an answer; its argument tells whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is known of an answer so far.

    Attributes:
        stage: What is being done, for the reader.
        sentences: Those of a model that have been checked.
    """

    stage: str
    sentences: tuple[Sentence, ...] = ()


def follow(stream: Stream, workers: Executor, *, stage: str) -> Generator[Progress, None, Answer]:
    """Answer aside and tell how far it is; closing this generator stops the answer.

    Args:
        stream: What to follow.
        workers: Where it runs.
        stage: What to say it does at first.

    Raises:
        Exception: Whatever *stream* raises.
    """
    events: SimpleQueue[Event | Exception] = SimpleQueue()
    stop = threading.Event()
    shown = Progress(stage=stage)
    yield shown
    started = monotonic()
    workers.submit(_pass_on, stream, events, stop)
    try:
        while True:
            try:
                event = events.get(timeout=_PATIENCE)
            except Empty:
                spent = monotonic() - started
                yield replace(shown, stage=f"{shown.stage}, {spent:.0f} s") if spent >= 1 else shown
                continue
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Done):
                return event.answer
            if isinstance(event, Sentence):
                sentences = (*shown.sentences, event)
                shown = replace(shown, stage=_WRITING, sentences=sentences)
                yield shown
            elif isinstance(event, Stage) and event.name in _STAGES:
                shown = replace(shown, stage=_STAGES[event.name])
                yield shown
    finally:
        stop.set()


def _pass_on(
    stream: Stream, events: "SimpleQueue[Event | Exception]", stop: threading.Event
) -> None:
    try:
        for event in stream(stop.is_set):
            events.put(event)
            if stop.is_set():
                return
        events.put(RuntimeError("the answer ended without being done"))
    except Exception as error:  # noqa: BLE001 - it is raised again where the reader waits
        events.put(error)
