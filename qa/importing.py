"""Import a library without others that it would load and never use.

spaCy's backend loads PyTorch wherever that is installed, and nltk loads SciPy, scikit-learn and
pandas: 2.4 seconds and 300 MB together, and more objects for the garbage collector to walk than all
the rest has, for a parser that computes with NumPy and a splitter of sentences.

For the rest of the process spaCy then computes without PyTorch: who wants both imports that first.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["IMPORTING", "without"]

# Held while libraries are hidden, and where this package imports one of them.
IMPORTING: Final = threading.RLock()


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Let ``import`` not find the libraries *names* inside the block, but those loaded already."""
    with IMPORTING:
        hidden = [name for name in names if name not in sys.modules]
        for name in hidden:
            sys.modules[name] = None  # type: ignore[assignment]  # what Python takes for "not there"
        try:
            yield
        finally:
            for name in hidden:
                sys.modules.pop(name, None)
