"""Who triggers an event of the page, with what; all of it comes from the browser."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

__all__ = ["Visit"]

_TOKEN_LENGTH = 32
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Visit:
    """One event.

    Attributes:
        user: Name given at sign-in, or None without accounts.
        token: What this browser keeps: nobody else knows it, so it owns the conversations where
            there are no accounts.
        chat: Id of the conversation that the page shows; empty for a new one.
        query: The page address's parameters.
        data: What the clicked element carries.
    """

    user: str | None = None
    token: str = ""
    chat: str = ""
    query: Sequence[tuple[str, str]] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """Whose conversations these are: the account's, or this browser's; empty for nobody's."""
        if self.user:
            return f"account:{self.user}"
        return f"browser:{self.token}" if self.token else ""

    @property
    def identity(self) -> str:
        """What the browser is to keep."""
        return f"{self.token}.{self.chat}"

    def identified(self) -> Self:
        """This visit, with a token made for a browser that comes for the first time."""
        known = len(self.token) == _TOKEN_LENGTH
        return self if known else replace(self, token=secrets.token_hex(_TOKEN_LENGTH // 2))

    def by(self, identity: object) -> Self:
        """This visit by the browser that keeps *identity*."""
        token, _, chat = str(identity or "").partition(".")
        return replace(self, token=token, chat=chat)

    def showing(self, chat: str) -> Self:
        """This visit, with another conversation on the page."""
        return replace(self, chat=chat)

    def text(self, name: str) -> str:
        """The datum *name* as text, empty if there is none."""
        return str(self.data.get(name, ""))

    def number(self, name: str) -> int:
        """The datum *name* as a number, -1 if it is none."""
        value = self.text(name)
        plain = value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
        return int(value) if plain else -1

    def parameter(self, name: str) -> str:
        """The first parameter *name* of the address, empty if there is none."""
        return next(iter(self.parameters(name)), "")

    def parameters(self, name: str) -> list[str]:
        """Every parameter *name* of the address."""
        return [value for key, value in self.query if key == name]
