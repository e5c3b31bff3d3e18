"""What the parser loads, and what it leaves to others."""

import subprocess
import sys

import pytest

from qa.importing import without


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_reading_loads_no_library_that_it_does_not_use_and_leaves_them_to_others() -> None:
    code = (
        "import sys; from qa.language import parse; parse('The guards fled.');"
        "from qa.sentences import sentence_spans; print(sentence_spans('They fled. He stayed.'));"
        "print({'torch', 'scipy', 'sklearn', 'pandas'} & sys.modules.keys());"
        "import torch, scipy; print(torch.tensor([1, 2]).sum().item())"
    )
    assert run(code).splitlines() == ["[(0, 10), (11, 21)]", "set()", "3"]


def test_what_is_loaded_already_is_found() -> None:
    with without("json"):
        import json
    assert json.loads("1") == 1


def test_what_is_hidden_is_there_again_even_after_an_error() -> None:
    name = "wsgiref.headers"
    sys.modules.pop(name, None)
    with pytest.raises(ImportError), without(name):
        import wsgiref.headers
    import wsgiref.headers

    assert wsgiref.headers.Headers([]) is not None
