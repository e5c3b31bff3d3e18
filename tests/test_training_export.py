"""What the shipped networks are made of: weights with which every processor computes the same."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import qa
from training.export import SEVEN_BITS, export_float, first_alone, narrow

DATA = Path(qa.__file__).parent / "data"


def weights(model: Path) -> dict[str, np.ndarray]:
    """The int8 matrices of a file, by name."""
    network = onnx.load(str(model)).graph
    stored = {tensor.name: tensor for tensor in network.initializer}
    names = [node.input[1] for node in network.node if node.op_type == "MatMulInteger"]
    return {name: numpy_helper.to_array(stored[name]) for name in names}


@pytest.mark.parametrize("folder", ["reader", "entailment"])
def test_no_sum_of_two_products_leaves_sixteen_bits(folder: str) -> None:
    """Where a processor adds them in 16 bits, what does not fit is cut, and answers change."""
    matrices = weights(DATA / folder / "model.onnx")
    assert matrices
    for matrix in matrices.values():
        assert matrix.dtype == np.int8
        assert 2 * 255 * np.abs(matrix.astype(np.int64)).max() < 2**15


def invented(path: Path, *, name: str = "w_quantized", zero: int = 0) -> np.ndarray:
    """Write a network of one matrix of eight bits; return the matrix."""
    matrix = np.random.default_rng(5).integers(-127, 128, (8, 4)).astype(np.int8)
    scale = np.linspace(0.01, 0.04, 4).astype(np.float32)
    initial = [
        numpy_helper.from_array(matrix, name),
        numpy_helper.from_array(np.full(4, zero, np.int8), "zero"),
        numpy_helper.from_array(np.uint8(0), "none"),
        numpy_helper.from_array(scale, "w_scale"),
    ]
    nodes = [
        helper.make_node("MatMulInteger", ["x", name, "none", "zero"], ["whole"]),
        helper.make_node("Cast", ["whole"], ["cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["cast", "w_scale"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "one",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [1, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4])],
        initial,
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]), str(path))
    return matrix


def computed(path: Path, x: np.ndarray) -> np.ndarray:
    from onnxruntime import InferenceSession

    (y,) = InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(["y"], {"x": x})
    return np.asarray(y)


def test_narrowed_weights_compute_nearly_the_same(tmp_path: Path) -> None:
    matrix = invented(tmp_path / "eight.onnx")
    narrow(tmp_path / "eight.onnx", tmp_path / "seven.onnx")
    (halved,) = weights(tmp_path / "seven.onnx").values()
    assert np.abs(halved.astype(int)).max() <= SEVEN_BITS
    # half a step of rounding, and one more where 127 would be 63.5
    assert np.abs(2 * halved.astype(int) - matrix).max() <= 2
    x = np.arange(8, dtype=np.uint8)[None]
    eight, seven = (computed(tmp_path / f"{name}.onnx", x) for name in ("eight", "seven"))
    scale = np.linspace(0.01, 0.04, 4)
    assert (np.abs(eight - seven) <= 2 * scale * x.sum()).all()
    narrow(tmp_path / "seven.onnx", tmp_path / "again.onnx")
    assert (computed(tmp_path / "again.onnx", x) == seven).all()


@pytest.mark.parametrize("spoilt", [{"name": "other"}, {"zero": 3}])
def test_what_was_not_made_for_it_is_refused(tmp_path: Path, spoilt: dict[str, object]) -> None:
    invented(tmp_path / "eight.onnx", **spoilt)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no symmetric int8 weight"):
        narrow(tmp_path / "eight.onnx", tmp_path / "seven.onnx")


def test_a_last_layer_for_the_first_position_alone_says_the_same(tmp_path: Path) -> None:
    import torch
    from onnxruntime import InferenceSession

    from training.model import SpanReader

    torch.manual_seed(3)
    torch.save(SpanReader().state_dict(), tmp_path / "weights.pt")
    whole, first = tmp_path / "whole.onnx", tmp_path / "first.onnx"
    export_float(tmp_path / "weights.pt", whole, outputs=("verdict",))
    first_alone(whole, first)
    ids = np.random.default_rng(3).integers(1_000, 20_000, (2, 40))
    mask = np.ones_like(ids)
    mask[1, 25:] = 0  # a shorter text beside a longer one
    fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": (ids % 2)}
    both = [
        InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(["verdict"], fed)[0]
        for path in (whole, first)
    ]
    assert both[0].shape == (2, 3)
    np.testing.assert_allclose(both[1], both[0], atol=1e-5)


def test_the_last_layer_is_kept_whole_where_every_token_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="every token"):
        first_alone(DATA / "reader" / "model.onnx", tmp_path / "first.onnx")


def test_the_entailment_model_computes_its_last_layer_for_the_first_position_alone() -> None:
    layer = "/whole/encoder/encoder/layer.5/attention/output/Add"
    graph = onnx.load(str(DATA / "entailment" / "model.onnx")).graph
    assert f"{layer}/first" in {name for node in graph.node for name in node.input}
