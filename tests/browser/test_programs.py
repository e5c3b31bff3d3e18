"""The page's endpoints for programs, its accounts, and what it sends with every response."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from visitors import Served

from qa.errors import InputError

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="module")
def client(served: Served) -> Any:
    """Gradio's own client."""
    from gradio_client import Client

    return Client(served.address, verbose=False)


def test_named_endpoints_answer_programs(client: Any, served: Served) -> None:
    """/ask gives the documented JSON, /search passages, /article the stored text."""
    answer = client.predict("how many escaped?", api_name="/ask")
    direct = served.assistant.ask("how many escaped?").to_dict()
    assert answer == json.loads(json.dumps(direct))
    passages = client.predict("Tessim", 2, api_name="/search")
    assert [each["article"]["id"] for each in passages] == [each.article.id for each in served.assistant.search("Tessim", k=2)]  # fmt: skip
    article = client.predict(answer["citations"][0]["article_id"], api_name="/article")
    citation = answer["citations"][0]
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_limits_and_history_of_programs_are_used(client: Any, served: Served) -> None:
    """Named arguments reach the assistant."""
    client.predict("when?", history=["how many escaped?"], after="2031-01-01", places=["Tessim"], api_name="/ask")  # fmt: skip
    question, history, filters = served.assistant.asked[-1]
    assert (question, history) == ("when?", ("how many escaped?",))
    assert filters is not None
    assert (filters.after, filters.places) == ("2031-01-01", ("Tessim",))


def test_failures_reach_programs_in_words(client: Any) -> None:
    """A mistake is a sentence; a fault of the program tells nothing of its inside."""
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError, match="not a day"):
        client.predict("x", after="someday", api_name="/ask")
    with pytest.raises(AppError) as told:
        client.predict("boom", api_name="/ask")
    assert "markup" not in str(told.value)


def test_only_the_three_endpoints_are_published(client: Any) -> None:
    """The events of the page are no interface for programs."""
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert set(named) == {"/ask", "/search", "/article"}


def test_every_response_forbids_content_from_elsewhere(served: Served) -> None:
    """Even markup that got through could fetch nothing from another host."""
    with urllib.request.urlopen(served.address) as response:
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy
        assert "http" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        page = response.read().decode()
    assert "fonts.googleapis" not in page


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "pyproject.toml", "index/feedback.jsonl", "../pyproject.toml"]
)
def test_files_of_the_server_are_not_served(served: Served, path: str) -> None:
    """Neither the working folder, nor the index, nor the system can be read."""
    (served.folder / "index").mkdir(exist_ok=True)
    target = path.replace("index", str(served.folder / "index"))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served.address}gradio_api/file={target}")
    assert refused.value.code in {403, 404}


def test_an_open_address_without_accounts_is_refused(tmp_path: Path) -> None:
    """Before anything listens, and without opening the assistant."""
    from qa.chat import serve

    def never() -> Any:
        raise AssertionError

    with pytest.raises(InputError, match="--auth"):
        serve(never, host="0.0.0.0")


def test_a_taken_port_is_named(served: Served) -> None:
    """The error says which port, and what to do."""
    from qa.chat import build_chat, launch

    port = int(served.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(InputError, match=f"Port {port}"):
        launch(build_chat(served.assistant), port=port, block=False)


def test_importing_the_app_loads_no_model() -> None:
    """A host that imports ``demo`` waits for Gradio alone."""
    script = (
        "import sys, runpy; page = runpy.run_path(sys.argv[1]); "
        "heavy = {'torch', 'spacy', 'chromadb', 'onnxruntime', 'sentence_transformers', 'llama_index'}; "
        "print(type(page['demo']).__name__, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(APP)], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "Blocks []"
    assert len(APP.read_text("utf-8").splitlines()) <= 10
