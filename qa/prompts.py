"""The texts sent to a language model, the grammar of its citations, and its phrase of refusal.

The texts are the files of ``prompts/``: in a checkout beside the package, in an installed wheel
inside it. Each has a system part and a user part, divided by a line ``---``, with ``$names`` to
fill; between the two may stand invented examples, each a user part and the reply to it. Small
models follow an example where they do not follow a rule, and examples that never change are read
once by servers that keep what they have read.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from qa.errors import InputError

__all__ = ["MARKER", "PROMPTS", "REFUSAL", "Prompt", "is_refusal", "load_prompt"]

PROMPTS: Final = ("answer", "repair", "rewrite", "summary")
MARKER: Final = re.compile(r"\[(\d+)\]")
"""A citation in a text: the number of a quote in square brackets."""
REFUSAL: Final = "The reports do not say."
_DIVIDER = re.compile(r"^---\s*$", re.MULTILINE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One text of ``prompts/``.

    Attributes:
        system: Template of what the model is told to do.
        user: Template of what it is given.
        sha256: Of the whole file, so that an answer names the text it was written with.
        examples: User parts with the replies to them, invented and complete.
    """

    name: str
    system: str
    user: str
    sha256: str
    examples: tuple[tuple[str, str], ...] = ()

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The system and the user part with *values* in their places, and the refusal phrase.

        Raises:
            InputError: The text names a place for which no value is given.
        """
        known = {"refusal": REFUSAL, **values}
        try:
            return Template(self.system).substitute(known), Template(self.user).substitute(known)
        except (KeyError, ValueError) as error:
            raise InputError(
                f"The prompt {self.name}.md cannot be filled ({error!r}); it may use "
                f"{', '.join('$' + name for name in sorted(known))}, and $$ for a dollar sign."
            ) from None


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt *name* (one of ``PROMPTS``).

    Raises:
        InputError: Its file is missing, or has no line that divides its two parts.
    """
    path = f"{name}.md"
    packaged = files("qa") / "_prompts" / path
    try:
        if packaged.is_file():
            text = packaged.read_text("utf-8")
        else:
            text = (Path(__file__).parent.parent / "prompts" / path).read_text("utf-8")
    except OSError as error:
        raise InputError(
            f"The prompt {path} cannot be read ({error}); it belongs in prompts/ beside the "
            "package. Reinstall conflict-qa, or restore the file."
        ) from None
    system, *between = (part.strip() for part in _DIVIDER.split(text))
    if len(between) % 2 == 0:
        raise InputError(
            f"The prompt {path} has {len(between) + 1} parts between its lines '---'; it needs a "
            "system part, a user part, and between them pairs of an example and its reply."
        )
    *examples, user = between
    return Prompt(
        name=name,
        system=system,
        user=user,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        examples=tuple(zip(examples[::2], examples[1::2], strict=True)),
    )


def is_refusal(text: str) -> bool:
    """Whether *text* is the phrase of refusal, whatever its case and marks."""
    return _WORD.findall(text.casefold()) == _WORD.findall(REFUSAL.casefold())
