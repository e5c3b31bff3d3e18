"""Chat models: the one method that drafting needs, and adapters over llama-index's clients.

Three kinds of server are reached by two clients: any with an OpenAI-compatible API (hosted ones,
gateways, llama.cpp's server, vLLM), and Ollama. Nothing is contacted before the first question.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from qa.errors import LanguageModelError
from qa.settings import Settings

__all__ = ["REPLY_TOKENS", "ChatModel", "Message", "load_chat_model"]

KINDS: Final = ("openai-like", "ollama")
OLLAMA_URL: Final = "http://localhost:11434"
REPLY_TOKENS: Final = 512
PAUSES: Final = (0.5, 2.0)  # seconds before the second and the third try
_AWAY, _BUSY, _FAILING = 404, 429, 500
_KEY = frozenset({401, 403})
_TOO_LONG = ("context", "too long", "too many tokens", "maximum", "exceed")


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Literal["system", "user", "assistant"]
    content: str


class ChatModel(Protocol):
    """What writes drafts.

    Attributes:
        name: As shown in an answer.
        context_window: Tokens that prompt and reply may have together.
    """

    name: str
    context_window: int

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply to *messages*, in pieces as they arrive.

        Raises:
            LanguageModelError: The model did not answer usefully.
        """
        ...


def load_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model that *settings* name; None when they name none. Nothing is contacted.

    Raises:
        LanguageModelError: The settings of the model are incomplete.
    """
    if settings.llm is None:
        return None
    if settings.llm not in KINDS:
        raise LanguageModelError(
            f"--llm {settings.llm!r} was given; it can be {' or '.join(KINDS)}. For llama.cpp's "
            "server take openai-like with --llm-url http://127.0.0.1:8080/v1."
        )
    if not settings.llm_model:
        raise LanguageModelError(
            f"--llm {settings.llm} needs the model's name; add --llm-model NAME, as its server "
            "lists it."
        )
    if settings.llm == "openai-like" and not settings.llm_url:
        raise LanguageModelError(
            "--llm openai-like needs the server's address; add --llm-url URL, which mostly ends "
            "in /v1, as in http://127.0.0.1:8080/v1."
        )
    return _Served(settings)


class _Served:
    """A chat model behind one of llama-index's clients."""

    def __init__(self, settings: Settings, *, pause: Callable[[float], None] = time.sleep) -> None:
        self.name = settings.llm_model or ""
        self.context_window = settings.llm_context
        self._settings = settings
        self._pause = pause
        self._client: Any = None

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, in pieces; tried again after a pause while nothing has arrived."""
        for pause in (*PAUSES, None):
            arrived = False
            try:
                for piece in self._pieces(messages):
                    arrived = True
                    yield piece
            except LanguageModelError as error:
                if arrived or pause is None or not isinstance(error, _PassingError):
                    raise
                self._pause(pause)
                continue
            if not arrived:
                raise LanguageModelError(
                    f"{self._who()} gave an empty reply; try another model, or a chat model in "
                    "place of one that only completes text."
                )
            return

    def _pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        import httpx
        import ollama
        import openai
        from llama_index.core.llms import ChatMessage

        sent = [ChatMessage(role=message.role, content=message.content) for message in messages]
        foreign = (openai.OpenAIError, ollama.ResponseError, ollama.RequestError, httpx.HTTPError)
        try:
            self._client = self._client or _client(self._settings)
            for reply in self._client.stream_chat(sent):
                if reply.delta:
                    yield reply.delta
        except (*foreign, OSError, ValueError) as error:
            raise self._explain(error) from None

    def _who(self) -> str:
        address = self._settings.llm_url or OLLAMA_URL
        return f"The chat model {self.name!r} at {address}"

    def _explain(self, error: Exception) -> LanguageModelError:
        """What a client's exception means; the key is never repeated."""
        import httpx
        import openai

        who, status = self._who(), getattr(error, "status_code", None)
        said = _first_line(error, self._settings.llm_key)
        if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException, TimeoutError)):
            return LanguageModelError(
                f"{who} did not answer within {self._settings.llm_timeout} seconds; try a smaller "
                "model, or set QA_LLM_TIMEOUT higher."
            )
        if status in _KEY:
            return LanguageModelError(
                f"{who} refused the key (status {status}); set QA_LLM_KEY to a key that it accepts."
            )
        if status == _AWAY:
            return LanguageModelError(
                f"{who} is not there (status {status}: {said}); check --llm-model, and that "
                "--llm-url has the path of the API, mostly /v1."
            )
        if any(sign in said.lower() for sign in _TOO_LONG) and status not in {None, _BUSY}:
            return LanguageModelError(
                f"{who} says that the prompt is too long ({said}); set QA_LLM_CONTEXT, now "
                f"{self.context_window}, to the tokens that it is served with."
            )
        if status is None and isinstance(
            error, (openai.APIConnectionError, httpx.TransportError, OSError)
        ):
            return _PassingError(
                f"{who} does not answer ({said}); start its server, or check --llm-url."
            )
        kind = _PassingError if status == _BUSY or (status or 0) >= _FAILING else LanguageModelError
        return kind(f"{who} failed (status {status}: {said}); ask again, or look into its log.")


class _PassingError(LanguageModelError):
    """A failure that may be over in a moment."""


def _client(settings: Settings) -> Any:  # noqa: ANN401 - llama-index's type stays in this module
    """llama-index's client; retries are ours, so that both kinds of server get the same."""
    if settings.llm == "ollama":
        from llama_index.llms.ollama import Ollama

        return Ollama(
            model=settings.llm_model or "",
            base_url=settings.llm_url or OLLAMA_URL,
            temperature=0.0,
            context_window=settings.llm_context,
            request_timeout=float(settings.llm_timeout),
            headers={"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else None,
            additional_kwargs={"num_predict": REPLY_TOKENS},
        )
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.llm_model or "",
        api_base=settings.llm_url,
        # Always given, or the client would take OPENAI_API_KEY and send it to this server.
        api_key=settings.llm_key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=REPLY_TOKENS,
        context_window=settings.llm_context,
        timeout=float(settings.llm_timeout),
        max_retries=0,
    )


def _first_line(error: Exception, key: str | None) -> str:
    text = " ".join(str(error).split())[:200] or type(error).__name__
    return text.replace(key, "...") if key else text
