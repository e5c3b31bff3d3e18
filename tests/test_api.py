"""The public names, what importing them loads, and who may import what."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import qa

HEAVY = ("torch", "chromadb", "gradio", "sentence_transformers", "llama_index", "tiktoken", "spacy")
PACKAGE = Path(qa.__file__).parent
ARCHITECTURE = Path(__file__).parent.parent / "docs" / "architecture.md"


def listed() -> dict[str, set[str]]:
    """The modules that the architecture page lists, in order, with the libraries they own."""
    rows = re.findall(
        r"^\| `(\w+)` \|.*\| ([^|]*) \|$", ARCHITECTURE.read_text("utf-8"), re.MULTILINE
    )
    return {name: set(filter(None, owned.split(", "))) for name, owned in rows}


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


def test_the_architecture_page_lists_every_module() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert set(listed()) == modules


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_a_module_imports_modules_above_it_and_libraries_it_owns(path: Path) -> None:
    if path.stem in {"__init__", "__main__"}:
        pytest.skip("the package's door")
    order, owned = list(listed()), set().union(*listed().values())
    for dotted in imported(path):
        head, _, rest = dotted.partition(".")
        if head == "qa" and rest:
            assert rest in order[: order.index(path.stem)], f"{path.name} imports {dotted}"
        assert head not in owned or head in listed()[path.stem], f"{path.name} imports {dotted}"


def test_nothing_in_the_package_imports_the_evals() -> None:
    for path in PACKAGE.glob("*.py"):
        assert not any(name.split(".")[0] == "evals" for name in imported(path))
