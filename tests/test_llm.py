"""Chat models behind real clients, against a small server of the two APIs that plays its part."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from qa.doctor import examine
from qa.errors import LanguageModelError
from qa.llm import Message, _Served, load_chat_model
from qa.settings import Settings, from_env

ASKED = (Message("system", "Answer briefly."), Message("user", "How many?"))
KEY = "sk-very-secret"


class Server(ThreadingHTTPServer):
    """Answers with *replies*, one a request, the last one again; keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[tuple[int, Any]] = [(200, ["An estimated ", "800 [1]."])]
        self.requests: list[tuple[str, str | None, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.requests.append((self.path, self.headers.get("Authorization"), body))
        status, reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
        self.send_response(status)
        self.send_header(
            "Content-Type", "application/json" if status != 200 else "text/event-stream"
        )
        self.end_headers()
        if status != 200:
            self.wfile.write(json.dumps({"error": {"message": reply, "code": status}}).encode())
        elif self.path.endswith("/chat/completions"):
            for piece in reply:
                chunk = {
                    "id": "1",
                    "object": "chat.completion.chunk",
                    "created": 1,
                    "model": "m",
                    "choices": [{"index": 0, "delta": {"content": piece}}],
                }
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")
        else:
            for piece in reply:
                self.wfile.write(
                    json.dumps(
                        {
                            "model": "m",
                            "message": {"role": "assistant", "content": piece},
                            "done": False,
                        }
                    ).encode()
                    + b"\n"
                )

    def log_message(self, *arguments: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


def settings_for(server: Server, **changes: Any) -> Settings:
    return Settings(
        **{
            "llm": "openai-like",
            "llm_url": f"{server.url}/v1",
            "llm_model": "m",
            "llm_key": KEY,
            **changes,
        }
    )


def reply_of(settings: Settings) -> str:
    return "".join(_Served(settings, pause=lambda _: None).stream(ASKED))


def test_without_settings_there_is_no_model() -> None:
    assert load_chat_model(Settings()) is None


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({"llm": "gpt"}, "openai-like or ollama"),
        ({"llm": "openai-like", "llm_url": "http://x/v1"}, "--llm-model"),
        ({"llm": "openai-like", "llm_model": "m"}, "--llm-url"),
    ],
)
def test_incomplete_settings_say_what_is_missing(given: dict[str, str], needed: str) -> None:
    with pytest.raises(LanguageModelError, match=needed):
        load_chat_model(Settings(**given))  # type: ignore[arg-type]


def test_an_openai_compatible_server_streams_its_reply(server: Server) -> None:
    assert reply_of(settings_for(server)) == "An estimated 800 [1]."
    path, key, body = server.requests[0]
    assert (path, key) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["stream"] is True
    assert body["temperature"] == 0


def test_ollama_streams_its_reply(server: Server) -> None:
    assert (
        reply_of(settings_for(server, llm="ollama", llm_url=server.url)) == "An estimated 800 [1]."
    )
    path, _, body = server.requests[0]
    assert path == "/api/chat"
    assert body["options"]["num_ctx"] == Settings().llm_context


def test_a_key_of_another_service_is_never_sent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-someone-else")
    reply_of(settings_for(server, llm_key=None))
    assert "someone-else" not in str(server.requests)


@pytest.mark.parametrize("kind", ["openai-like", "ollama"])
@pytest.mark.parametrize(
    ("status", "said", "explained"),
    [
        (401, f"Incorrect API key provided: {KEY}", "QA_LLM_KEY"),
        (404, "model 'm' not found", "--llm-model"),
        (400, "the request exceeds the available context size", "QA_LLM_CONTEXT"),
        (418, f"teapot {KEY}", "status 418"),
    ],
)
def test_a_failure_is_explained_and_hides_the_key(
    server: Server, kind: str, status: int, said: str, explained: str
) -> None:
    server.replies = [(status, said)]
    url = server.url if kind == "ollama" else f"{server.url}/v1"
    with pytest.raises(LanguageModelError, match=explained) as caught:
        reply_of(settings_for(server, llm=kind, llm_url=url))
    assert KEY not in str(caught.value)
    assert len(server.requests) == 1  # what will not pass is not tried again


def test_a_busy_server_is_asked_again_with_pauses(server: Server) -> None:
    pauses: list[float] = []
    server.replies = [(429, "slow down"), (503, "loading model"), (200, ["ready"])]
    assert "".join(_Served(settings_for(server), pause=pauses.append).stream(ASKED)) == "ready"
    assert len(server.requests) == 3
    assert pauses == sorted(pauses)
    assert len(pauses) == 2


def test_a_server_that_is_away_is_named(server: Server) -> None:
    settings = settings_for(server, llm_url="http://127.0.0.1:9/v1")
    with pytest.raises(LanguageModelError, match="start its server") as caught:
        reply_of(settings)
    assert "127.0.0.1:9" in str(caught.value)


def test_an_empty_reply_is_a_failure(server: Server) -> None:
    server.replies = [(200, [])]
    with pytest.raises(LanguageModelError, match="empty reply"):
        reply_of(settings_for(server))


def test_the_key_is_in_no_text_of_the_settings() -> None:
    settings = from_env(env={"QA_LLM_KEY": KEY, "QA_LLM_PRICE_IN": "0.5", "QA_LLM_CONTEXT": "8192"})
    assert KEY not in repr(settings)
    assert (settings.llm_key, settings.llm_price_in, settings.llm_context) == (KEY, 0.5, 8192)


def test_the_doctor_asks_the_configured_model(server: Server) -> None:
    checks = {check.name: check for check in examine(settings_for(server), None)}
    assert checks["chat model"].passed
    assert "m answered" in checks["chat model"].detail
