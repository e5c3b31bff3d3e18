"""Who visits the page in the browser tests, and where it is served."""

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripted_assistant import ScriptedAssistant

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@dataclass
class Served:
    """A page being served, the assistant behind it, and where to add files."""

    address: str
    assistant: ScriptedAssistant
    folder: Path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Visitor:
    """A page in its own browser profile, with what it asked for and complained of."""

    page: Any
    address: str
    requests: list[str]
    errors: list[str]

    def open(self, query: str = "") -> "Visitor":
        """Wait until the page can be used."""
        self.page.goto(self.address + query)
        self.page.wait_for_selector(".qa-welcome h2, .qa-answer", timeout=30_000)
        return self

    def ask(self, question: str, state: str) -> None:
        """Type a question and wait for an answer of this state."""
        turns = self.page.locator(".qa-answer").count()
        self.page.locator("#qa-question textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(f".qa-turn:nth-child({turns + 1}) .qa-{state}").wait_for(timeout=15_000)

    @property
    def foreign(self) -> list[str]:
        """Addresses asked for that are not the page's own server."""
        own = (self.address, self.address.replace("127.0.0.1", "localhost"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]
