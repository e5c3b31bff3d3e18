"""Torch weights → one int8 ONNX file with the logits of some heads, packaged with its tokenizer."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.model import KINDS, VERDICTS, SpanReader, encoder_folder

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
HEADS = ("start", "end", "kind", "verdict")  # in the order of the network's outputs
READING = ("start", "end", "kind")
SEVEN_BITS = 64
LAYERS = "/whole/encoder/encoder/layer."  # what the exporter calls them, before their number
UNCALIBRATED = {"scale": 1.0, "shift": 0.0, "slope": 1.0, "intercept": 0.0, "floor": -1000.0}


def export_float(weights: Path, target: Path, *, outputs: Sequence[str] = READING) -> None:
    """Write the float32 model with these *outputs*."""
    model = SpanReader()
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.eval()
    model.encoder.config._attn_implementation = "eager"  # noqa: SLF001 - the exporter needs it
    example = tuple(torch.ones((2, 9), dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "windows", 1: "tokens"} for name in [*INPUTS, "start", "end"]}
    axes["kind"] = axes["verdict"] = {0: "windows"}
    torch.onnx.export(
        Heads(model, outputs),
        example,
        str(target),
        input_names=INPUTS,
        output_names=list(outputs),
        dynamic_axes={name: axes[name] for name in (*INPUTS, *outputs)},
        opset_version=17,
        dynamo=False,
    )


class Heads(nn.Module):
    """A network that gives some of its outputs."""

    def __init__(self, whole: SpanReader, outputs: Sequence[str]) -> None:
        super().__init__()
        self.whole = whole
        self.places = [HEADS.index(name) for name in outputs]

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return those outputs."""
        found = self.whole(*inputs)
        return tuple(found[place] for place in self.places)


def quantise(source: Path, target: Path) -> None:
    """Write the int8 model: weights per output channel in seven bits, activations at run time.

    Processors without VNNI add two products in 16 bits and cut what does not fit; with weights of
    eight bits, answers would depend on the machine.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    prepared.unlink()


def narrow(model: Path, target: Path) -> None:
    """Write the int8 file *model* with its weights rounded to seven bits, as ``quantise`` does.

    Raises:
        ValueError: It was not made by ``quantise``.
    """
    import onnx
    from onnx import numpy_helper

    network = onnx.load(str(model))
    stored = {tensor.name: tensor for tensor in network.graph.initializer}
    for node in network.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        name, zero = node.input[1], numpy_helper.to_array(stored[node.input[3]])
        weights = numpy_helper.to_array(stored[name])
        if not name.endswith("_quantized") or weights.dtype != np.int8 or zero.any():
            raise ValueError(f"{model}: {name} is no symmetric int8 weight")
        if np.abs(weights.astype(np.int16)).max() <= SEVEN_BITS:
            continue
        halved = np.clip(np.rint(weights / 2), -SEVEN_BITS, SEVEN_BITS - 1).astype(np.int8)
        scale = name.removesuffix("quantized") + "scale"
        doubled = (2 * numpy_helper.to_array(stored[scale])).astype(np.float32)
        stored[name].CopyFrom(numpy_helper.from_array(halved, name))
        stored[scale].CopyFrom(numpy_helper.from_array(doubled, scale))
    onnx.save(network, str(target))


def first_alone(model: Path, target: Path) -> None:
    """Write the file *model*, whose outputs are read at the first position, without needless work.

    Its last layer is then computed for the first position alone: a tenth of the time less. Float32
    results stay; in int8 the last roundings are finer, since the scale of one position is its own.

    Raises:
        ValueError: It has outputs for other positions too, or layers of another form.
    """
    import onnx
    from onnx import helper, numpy_helper

    network = onnx.load(str(model))
    graph = network.graph
    if {output.name for output in graph.output} & {"start", "end"}:
        raise ValueError(f"{model}: its outputs for every token need every position")
    nodes = {node.name: node for node in graph.node}
    layer = f"{LAYERS}{max(int(name[len(LAYERS)]) for name in nodes if name.startswith(LAYERS))}"
    cut = {
        (f"{layer}/attention/self/MatMul", 0): 2,  # queries: (texts, heads, tokens, width)
        (f"{layer}/attention/self/Add", 1): 2,  # mask: (texts, 1, tokens, tokens)
        (f"{layer}/attention/output/Add", 1): 1,  # what the layer was given, added to its result
    }
    flat = nodes.get(f"{layer}/attention/self/Reshape_3")
    if flat is None or any(name not in nodes for name, _ in cut):
        raise ValueError(f"{model}: its layers are not those that export_float writes")
    stored = {"first.begin": [0], "first.end": [1], "first.flat": [0, 0, -1]}
    for (name, place), axis in cut.items():
        whole, first = nodes[name].input[place], f"{name}/first"
        stored[f"first.axis.{axis}"] = [axis]
        bounds = ["first.begin", "first.end", f"first.axis.{axis}"]
        graph.node.insert(
            list(graph.node).index(nodes[name]),
            helper.make_node("Slice", [whole, *bounds], [first]),
        )
        nodes[name].input[place] = first
    flat.input[1] = "first.flat"
    for name, values in stored.items():
        graph.initializer.append(numpy_helper.from_array(np.array(values, np.int64), name))
    onnx.save(network, str(target))


def package(
    model: Path, folder: Path, manifest: Mapping[str, object], **beside: Mapping[str, object]
) -> None:
    """Lay the files that ``qa.networks`` loads into *folder*, with a *manifest* of their hashes.

    Args:
        model: The int8 file.
        folder: Made if it is not there.
        manifest: What it says beside the hashes: the name, and what outputs stand for.
        beside: Contents of further JSON files, by name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if model != folder / "model.onnx":
        shutil.copyfile(model, folder / "model.onnx")
    shutil.copyfile(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    for name, content in beside.items():
        _write_json(folder / f"{name}.json", content)
    files = ("model.onnx", "tokenizer.json", *(f"{name}.json" for name in beside))
    hashes = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files}
    _write_json(folder / "manifest.json", {**manifest, "sha256": hashes})


def package_reader(
    model: Path, folder: Path, calibration: Mapping[str, object], *, name: str
) -> None:
    """Lay the files that ``qa.reader`` loads into *folder*."""
    package(model, folder, {"name": name, "kinds": list(KINDS)}, calibration=calibration)


def package_entailment(model: Path, folder: Path, *, name: str) -> None:
    """Lay the files that ``qa.entailment`` loads into *folder*."""
    package(model, folder, {"name": name, "verdicts": list(VERDICTS)})


def early_reader(weights: Path) -> Path:
    """Return the folder of the int8 reader of a stage's *weights*, made where it is not there."""
    folder = weights.parent / f"{weights.stem}-int8"
    if not (folder / "manifest.json").exists():
        whole, small = (weights.with_suffix(f".{kind}.onnx") for kind in ("float", "int8"))
        export_float(weights, whole)
        quantise(whole, small)
        package_reader(small, folder, UNCALIBRATED, name=folder.name)
    return folder


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
