"""What a packaged network computes, and what it need not compute again."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from qa import networks
from qa.networks import Network

SHIPPED = Path(str(files("qa") / "data" / "entailment"))
PAIRS = [("Who fled?", "The guards fled."), ("Who fled?", "The mayor stayed at home that night.")]


class Counting:
    """A session that counts what it computes."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.runs = 0

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> Any:
        """As of the real one."""
        self.runs += 1
        return self._session.run(outputs, inputs)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> tuple[Network, Counting]:
    made = networks._load_session(SHIPPED / "model.onnx")
    counting = Counting(made)
    monkeypatch.setattr(networks, "_load_session", lambda _: counting)
    return Network(SHIPPED), counting


def outputs(network: Network, pairs: list[tuple[str, str]]) -> list[list[float]]:
    rows = [row for many in network.encode(pairs) for row in many]
    return [list(logits) for (logits,) in network.run(["verdict"], rows)]


def test_what_is_given_twice_is_computed_once(counted: tuple[Network, Counting]) -> None:
    network, session = counted
    first, second = outputs(network, PAIRS)
    assert session.runs == len(PAIRS)
    assert first != second
    assert outputs(network, [*PAIRS, PAIRS[0]]) == [first, second, first]
    assert session.runs == len(PAIRS)


def test_another_question_of_the_same_text_is_computed(counted: tuple[Network, Counting]) -> None:
    network, session = counted
    (one,) = outputs(network, PAIRS[:1])
    (other,) = outputs(network, [("Who stayed?", PAIRS[0][1])])
    assert one != other
    assert session.runs == len(PAIRS)


def test_what_was_computed_long_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, counted: tuple[Network, Counting]
) -> None:
    monkeypatch.setattr(networks, "KEPT_ROWS", 1)
    session = counted[1]
    network = Network(SHIPPED)
    first = outputs(network, PAIRS[:1])
    outputs(network, PAIRS[1:])
    assert outputs(network, PAIRS[:1]) == first
    assert session.runs == len(PAIRS) + 1
