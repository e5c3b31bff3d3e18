"""A shipped int8 reader → torch weights to go on from, where the float32 ones are not at hand."""

import re
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.model import SpanReader

MODULE = re.compile(r"^(?:/whole)?/(?P<path>.+)/(?:Gemm_)?(?:MatMul|Gather)(?:_quant)?$")


def restore(model: Path, target: Path) -> Path:
    """Write the weights of the ONNX file *model* to *target*, unless that is there, and return it.

    Rounding to 8 bits cannot be undone: a restored weight lies within half a step of the one that
    was rounded. A head that the file lacks starts anew. Word embeddings are the packaged encoder's,
    which training leaves as they are.
    """
    if not target.exists():
        state = SpanReader().state_dict()
        for name, values in _weights(model).items():
            if "word_embeddings" not in name:
                state[name] = torch.from_numpy(values.reshape(state[name].shape).copy())
        torch.save(state, target)
    return target


def _weights(model: Path) -> dict[str, NDArray[np.float32]]:
    """The parameters of *model* by the names they have in the network."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model)).graph
    stored = {i.name.removeprefix("whole."): numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name: values
        for name, values in stored.items()
        if re.match(r"(encoder|head|kind|verdict)\.", name)
    }
    weights = {name: values for name, values in found.items() if name.endswith(("weight", "bias"))}
    for node in graph.node:
        inputs = [name.removeprefix("whole.") for name in node.input]
        rounded = next((i for i in inputs if i.endswith("_quantized") and i in stored), None)
        if node.op_type not in {"MatMulInteger", "Gather"} or rounded is None:
            continue
        stem = rounded.removesuffix("_quantized")
        values = stored[rounded].astype(np.float32) - stored[f"{stem}_zero_point"]
        values = (values * stored[f"{stem}_scale"]).astype(np.float32)
        module = MODULE.match(node.name)
        if module is None:
            raise ValueError(f"{model} names a weight of no known module: {node.name!r}")
        path = module["path"].replace("/", ".")
        linear = node.op_type == "MatMulInteger"
        weights[f"{path}.weight"] = values.T if linear else values
    return weights
