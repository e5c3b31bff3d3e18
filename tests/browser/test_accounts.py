"""A page with accounts: nothing without a password, and to each account its own conversations."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from scripted_assistant import ScriptedAssistant
from visitors import Visitor, free_port

from qa.access import add_account

PASSWORDS = {"ana": "correct horse", "bo": "battery staple"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with two accounts."""
    from qa.chat import build_chat, launch

    folder = tmp_path_factory.mktemp("accounts")
    for name, password in PASSWORDS.items():
        add_account(folder / "accounts", name, password)
    blocks = build_chat(ScriptedAssistant(folder / "index"))
    yield launch(blocks, port=free_port(), auth=folder / "accounts", block=False)
    blocks.close(verbose=False)


def test_nothing_answers_without_a_password(address: str) -> None:
    """Neither the page's data, nor its endpoints, nor its files."""
    for path in ("config", "gradio_api/info", "gradio_api/file=pyproject.toml"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}{path}")
        assert refused.value.code in {401, 403}


def test_a_program_signs_in(address: str) -> None:
    """The right password opens the endpoints, a wrong one does not."""
    from gradio_client import Client

    with pytest.raises(ValueError, match=r"(?i)credential|login|auth"):
        Client(address, auth=("ana", PASSWORDS["bo"]), verbose=False)
    client = Client(address, auth=("ana", PASSWORDS["ana"]), verbose=False)
    assert client.predict("how many escaped?", api_name="/ask")["state"] == "answered"


def test_an_account_finds_its_conversations_in_any_browser_and_no_others(
    browser: Any, address: str
) -> None:
    """Ana's question is there when she signs in elsewhere; Bo does not see it."""

    def signed_in(name: str) -> Visitor:
        page = browser.new_context().new_page()
        page.goto(address)
        page.get_by_label("username").fill(name)
        page.get_by_label("password").fill(PASSWORDS[name])
        page.get_by_role("button", name="Login").click()
        page.wait_for_selector(".qa-welcome h2", timeout=30_000)
        return Visitor(page, address, [], [])

    first = signed_in("ana")
    first.ask("How many escaped?", "answered")
    titles = {
        name: signed_in(name).page.locator(".qa-chat").all_inner_texts() for name in PASSWORDS
    }
    assert titles == {"ana": ["How many escaped?"], "bo": []}
