"""Settings and the environment."""

import os
import subprocess
import sys

import pytest

from qa.errors import InputError
from qa.settings import Settings, from_env, silence


def test_variables_of_the_environment_override_the_base() -> None:
    env = {"QA_CHUNK_TOKENS": "90", "QA_ALLOW_NETWORK": "true", "QA_CHROMA_URL": "http://h:1"}
    settings = from_env(Settings(overlap_sentences=2), env)
    assert (settings.chunk_tokens, settings.overlap_sentences) == (90, 2)
    assert settings.allow_network is True
    assert settings.chroma_url == "http://h:1"


def test_a_variable_of_the_wrong_kind_names_itself() -> None:
    with pytest.raises(InputError, match="QA_CHUNK_TOKENS='many'"):
        from_env(env={"QA_CHUNK_TOKENS": "many"})


@pytest.mark.parametrize("change", [{"chunk_tokens": 3}, {"overlap_sentences": -1}])
def test_sizes_that_cannot_work_are_refused(change: dict[str, int]) -> None:
    with pytest.raises(InputError):
        Settings(**change)


def test_libraries_are_silenced_unless_the_user_allows_the_network() -> None:
    code = (
        "from qa.settings import *; import os; "
        "keep_libraries_offline(from_env()); print(os.environ.get('HF_HUB_OFFLINE'))"
    )
    clean = {name: value for name, value in os.environ.items() if name not in silence()}
    for allowed, expected in (("0", "1"), ("1", "None")):
        env = {**clean, "QA_ALLOW_NETWORK": allowed}
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == expected
