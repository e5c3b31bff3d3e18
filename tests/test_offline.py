"""Nothing leaves the machine: the whole path runs with every outgoing connection refused."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from invented import write_jsonl

from qa.settings import silence

# An audit hook sees every connection and look-up that Python code makes, whoever makes it.
PROBE = """
import json, sys
seen = []
def hook(event, args):
    if event == "socket.getaddrinfo" and args[0] not in (None, "127.0.0.1", "localhost", "::1"):
        seen.append([event, str(args[0])])
        raise OSError("the network is off")
    if event == "socket.connect" and isinstance(args[1], tuple) and args[1][0] not in (
        "127.0.0.1", "::1", "localhost"
    ):
        seen.append([event, str(args[1])])
        raise OSError("the network is off")
sys.addaudithook(hook)
"""

WHOLE_PATH = (
    PROBE
    + """
from pathlib import Path
from qa.settings import Settings, keep_libraries_offline
keep_libraries_offline(Settings())
from qa.ingest import ingest_paths
from qa import Assistant
source, folder = sys.argv[1:]
ingest_paths([source], index=Path(folder), settings=Settings())
with Assistant.open(folder) as assistant:
    answer = assistant.ask("How many guards were killed at Osht prison?")
    from qa.chat import build_chat
    build_chat(assistant)
print(json.dumps({"seen": seen, "state": answer.state}))
"""
)


def run(code: str, *arguments: str, prefix: tuple[str, ...] = ()) -> dict[str, object]:
    env = {name: value for name, value in os.environ.items() if name not in silence()}
    done = subprocess.run(
        [*prefix, sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_ingest_ask_and_page_make_no_connection(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "reports.jsonl")
    result = run(WHOLE_PATH, str(source), str(tmp_path / "index"))
    assert result["seen"] == []
    assert result["state"] in {"answered", "conflicting"}


def test_the_path_works_in_a_namespace_without_a_network(tmp_path: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("needs root and unshare(1) to make a network namespace")
    probe = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("network namespaces are not allowed here")
    source = write_jsonl(tmp_path / "reports.jsonl")
    result = run(WHOLE_PATH, str(source), str(tmp_path / "index"), prefix=("unshare", "-n"))
    assert result["state"] in {"answered", "conflicting"}


def test_the_probe_sees_a_connection() -> None:
    code = PROBE + (
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 80), timeout=1)\n"
        "except OSError: pass\n"
        "print(json.dumps({'seen': seen}))"
    )
    assert run(code)["seen"]
