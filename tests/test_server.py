"""The MCP server, asked by a real MCP client: in process, and over standard input and output."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from scripted_assistant import ScriptedAssistant

from qa.server import build_server

mcp = pytest.importorskip("mcp")

SCRIPT = """
import sys; sys.path.insert(0, {tests!r})
from pathlib import Path
from scripted_assistant import ScriptedAssistant
from qa.server import build_server
build_server(lambda: ScriptedAssistant(Path({folder!r}))).run("stdio")
"""


def complete(talk: Callable[[], Awaitable[Any]]) -> Any:
    """Run *talk* in a thread of its own: another test's browser may hold this thread's loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(anyio.run, talk).result()


def call(server: Any, tool: str, **arguments: Any) -> Any:
    async def talk() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool(tool, arguments)

    return complete(talk)


def test_tools_describe_themselves_with_typed_results(tmp_path: Path) -> None:
    """A client learns what each tool takes and gives."""

    async def talk() -> Any:
        async with mcp.Client(build_server(lambda: ScriptedAssistant(tmp_path))) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in complete(talk)}
    assert set(tools) == {"ask", "search", "show_article"}
    assert {"state", "claims", "citations", "reason"} <= set(
        tools["ask"].output_schema["properties"]
    )
    assert tools["ask"].input_schema["required"] == ["question"]
    assert "disagree" in tools["ask"].description


def test_a_server_over_stdio_answers_with_quotes(tmp_path: Path) -> None:
    """A real client starts the server as a process and gets the documented answer."""
    script = SCRIPT.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    server = mcp.StdioServerParameters(command=sys.executable, args=["-c", script])

    async def talk() -> tuple[Any, Any]:
        async with mcp.Client(server) as client:
            answer = await client.call_tool("ask", {"question": "how many escaped?"})
            citation = answer.structured_content["citations"][0]
            article = await client.call_tool("show_article", {"article_id": citation["article_id"]})
            return answer.structured_content, article.structured_content

    answer, article = complete(talk)
    citation = answer["citations"][0]
    assert answer["state"] == "answered"
    assert answer["claims"][0]["certainty"] == "unconfirmed"
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert article["sha256"] == citation["sha256"]


def test_limits_and_history_reach_the_assistant(tmp_path: Path) -> None:
    """What a client passes is what the question is limited to."""
    assistant = ScriptedAssistant(tmp_path)
    call(build_server(lambda: assistant), "ask", question="when?", history=["how many escaped?"], after="1 March 2031", outlets=["Karsa Radio"])  # fmt: skip
    question, history, filters = assistant.asked[0]
    assert (question, history) == ("when?", ("how many escaped?",))
    assert filters is not None
    assert (filters.after, filters.outlets) == ("2031-03-01", ("Karsa Radio",))


def test_search_gives_passages(tmp_path: Path) -> None:
    """Passages come best first, with article and chunk."""
    found = call(
        build_server(lambda: ScriptedAssistant(tmp_path)), "search", question="Tessim", k=2
    )
    passages = found.structured_content["result"]
    assert len(passages) == 2
    assert passages[0]["chunk"]["article_id"] == passages[0]["article"]["id"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": " "}, "The question is empty"),
        ("ask", {"question": "x", "after": "someday"}, "is not a day"),
        ("show_article", {"article_id": "nothing"}, "no article"),
    ],
)
def test_failures_are_told_in_words(
    tmp_path: Path, tool: str, arguments: dict[str, Any], said: str
) -> None:
    """A client's mistake comes back as a sentence, not as a broken connection."""
    result = call(build_server(lambda: ScriptedAssistant(tmp_path)), tool, **arguments)
    assert result.is_error
    assert said in result.content[0].text


def test_a_fault_does_not_leak(tmp_path: Path) -> None:
    """What an unforeseen exception says stays in the log."""
    result = call(build_server(lambda: ScriptedAssistant(tmp_path)), "ask", question="boom")
    assert result.is_error
    assert "markup" not in result.content[0].text
