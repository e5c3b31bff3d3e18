"""Settings of an index and an assistant; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qa.errors import InputError

__all__ = [
    "PACKAGED_EMBEDDER",
    "Settings",
    "from_env",
    "keep_libraries_offline",
    "lexicons_folder",
    "silence",
]

PACKAGED_EMBEDDER = "packaged"

# Each of these libraries contacts its maker or a hub unless told not to.
_SILENCE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set; the defaults work offline.

    Attributes:
        embedder: ``packaged`` (all-MiniLM-L6-v2 from the installed package), or the name or path
            of any sentence-transformers model. A hub name needs ``allow_network``.
        chunk_tokens: Most tokens (tiktoken ``cl100k_base``) in a chunk.
        overlap_sentences: Sentences that two neighbouring chunks share.
        chroma_url: Address of a running ``chroma run`` server; None embeds Chroma in the index.
        threads: Threads for the encoder; 0 takes one per processor.
        parse_ahead: Whether sentences are parsed after they were encoded, so that questions need
            not wait for it; takes about half as long again as encoding, and more space.
        lexicons: Folder of the user's own word lists, named like those in ``qa/data``
            (``measures.toml``, ``aliases.toml`` ...); what they hold is added.
        allow_network: Lets the libraries reach a model hub.
        llm: ``openai-like`` or ``ollama``; None answers by extraction alone.
        llm_url: Base address of the chat model's server.
        llm_model: Its model name.
        llm_key: Its key; read from the environment alone.
        llm_context: Tokens that a prompt and its reply may have together there.
        llm_timeout: Seconds to wait for the next piece of a reply.
        llm_price_in: Price of a million tokens of prompt; 0 where it is not known.
        llm_price_out: The same of a million tokens of reply.
    """

    embedder: str = PACKAGED_EMBEDDER
    chunk_tokens: int = 180
    overlap_sentences: int = 1
    chroma_url: str | None = None
    threads: int = 0
    parse_ahead: bool = True
    lexicons: str | None = None
    allow_network: bool = False
    llm: str | None = None
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_context: int = 4096
    llm_timeout: int = 60
    llm_price_in: float = 0.0
    llm_price_out: float = 0.0

    def __post_init__(self) -> None:
        """Refuse sizes that cannot work."""
        if self.chunk_tokens < 16:  # noqa: PLR2004
            raise InputError(
                f"chunk_tokens is {self.chunk_tokens}; a chunk needs at least 16 tokens to hold a "
                "sentence. Set chunk_tokens to about 180."
            )
        if self.overlap_sentences < 0:
            raise InputError(
                f"overlap_sentences is {self.overlap_sentences}; it counts sentences: "
                "give 0 or more."
            )


def from_env(base: Settings | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """*base* with every ``QA_<NAME>`` variable applied, e.g. ``QA_CHUNK_TOKENS=120``.

    Raises:
        InputError: A variable holds a value of the wrong kind.
    """
    env = os.environ if env is None else env
    settings = base or Settings()
    for name in Settings.__dataclass_fields__:
        raw = env.get(f"QA_{name.upper()}")
        if raw is None:
            continue
        kind = type(getattr(Settings(), name))
        value: object = raw.lower() in {"1", "true", "yes"} if kind is bool else raw
        try:
            value = kind(raw) if kind in {int, float} else value
        except ValueError:
            whole = "a whole number" if kind is int else "a number"
            raise InputError(
                f"QA_{name.upper()}={raw!r} is not {whole}; set it to one, or unset it."
            ) from None
        settings = replace(settings, **{name: value})  # type: ignore[arg-type]
    return settings


def lexicons_folder() -> str | None:
    """``from_env().lexicons`` alone: it is asked for wherever a word list is used."""
    return os.environ.get("QA_LEXICONS")


def silence() -> dict[str, str]:
    """The environment variables, with their values, that keep the libraries offline."""
    return dict(_SILENCE)


def keep_libraries_offline(settings: Settings) -> None:
    """Set the switches that stop the libraries from contacting anyone, before they are imported."""
    if not settings.allow_network:
        for name, value in _SILENCE.items():
            os.environ.setdefault(name, value)
