"""The texts sent to a language model, the grammar of its citations, and its phrase of refusal.

The texts are the files of ``prompts/``: in a checkout beside the package, in an installed wheel
inside it. Each has a system part and a user part, divided by a line ``---``, with ``$names`` to
fill.
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
    """

    name: str
    system: str
    user: str
    sha256: str

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
    parts = _DIVIDER.split(text, maxsplit=1)
    if len(parts) == 1:
        raise InputError(f"The prompt {path} has no line '---' between its system and user parts.")
    system, user = (part.strip() for part in parts)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Prompt(name=name, system=system, user=user, sha256=digest)


def is_refusal(text: str) -> bool:
    """Whether *text* is the phrase of refusal, whatever its case and marks."""
    return _WORD.findall(text.casefold()) == _WORD.findall(REFUSAL.casefold())
