"""How long the stages of one answer take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Timer"]


class Timer:
    """Milliseconds per named stage."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Count the time of the block to *stage*."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._spent[stage] = (time.perf_counter() - start) * 1000

    def milliseconds(self) -> dict[str, float]:
        """Milliseconds by stage, and their sum as ``total``."""
        rounded = {stage: round(spent, 2) for stage, spent in self._spent.items()}
        return {**rounded, "total": round(sum(self._spent.values()), 2)}
