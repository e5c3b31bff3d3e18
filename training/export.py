"""Torch weights → one int8 ONNX file with ``start``, ``end``, ``kind`` and ``verdict`` logits."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch

from training.model import KINDS, VERDICTS, SpanReader, encoder_folder

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
UNCALIBRATED = {"scale": 1.0, "shift": 0.0, "slope": 1.0, "intercept": 0.0, "floor": -1000.0}


def export_float(weights: Path, target: Path) -> None:
    """Write the float32 model."""
    model = SpanReader()
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.eval()
    model.encoder.config._attn_implementation = "eager"  # noqa: SLF001 - the exporter needs it
    example = tuple(torch.ones((2, 9), dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "windows", 1: "tokens"} for name in [*INPUTS, "start", "end"]}
    axes["kind"] = axes["verdict"] = {0: "windows"}
    torch.onnx.export(
        model,
        example,
        str(target),
        input_names=INPUTS,
        output_names=["start", "end", "kind", "verdict"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the int8 model: weights per output channel, activations at run time."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    prepared.unlink()


def package(model: Path, folder: Path, calibration: Mapping[str, object], *, name: str) -> None:
    """Lay the files that ``qa.reader`` loads into *folder*, with a manifest of their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    if model != folder / "model.onnx":
        shutil.copyfile(model, folder / "model.onnx")
    shutil.copyfile(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    _write_json(folder / "calibration.json", calibration)
    hashes = {
        file: hashlib.sha256((folder / file).read_bytes()).hexdigest()
        for file in ("model.onnx", "tokenizer.json", "calibration.json")
    }
    heads = {"kinds": list(KINDS), "verdicts": list(VERDICTS)}
    _write_json(folder / "manifest.json", {"name": name, **heads, "sha256": hashes})


def early_reader(weights: Path) -> Path:
    """Return the folder of the int8 reader of a stage's *weights*, made where it is not there."""
    folder = weights.parent / f"{weights.stem}-int8"
    if not (folder / "manifest.json").exists():
        whole, small = (weights.with_suffix(f".{kind}.onnx") for kind in ("float", "int8"))
        export_float(weights, whole)
        quantise(whole, small)
        package(small, folder, UNCALIBRATED, name=folder.name)
    return folder


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
