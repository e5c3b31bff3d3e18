"""Finished weights → the shipped files, measured: int8 beside float32, and calibrated."""

import json
from pathlib import Path

from qa.reader import SpanReader
from training.calibrate import calibrate
from training.export import UNCALIBRATED, export_float, package, quantise
from training.measure import (
    Held,
    held_questions,
    measure_incidents,
    measure_latency,
    measure_pairs,
    measure_ruled,
    measure_squad,
    measure_written,
)
from training.mixture import Mixture
from training.reports import load_reports
from training.written import load_ruled, load_written, split_written


def release(weights: Path, mixture: Mixture, *, target: Path, name: str) -> dict[str, object]:
    """Export *weights*, measure them, fit the calibration and fill the folder *target*.

    Returns:
        All measurements, as they are also written beside the weights.
    """
    whole, small = (weights.with_suffix(f".{kind}.onnx") for kind in ("float", "int8"))
    export_float(weights, whole)
    quantise(whole, small)
    held = held_questions(mixture.questions, load_reports(mixture.muc / "articles.jsonl"))
    results: dict[str, object] = {}
    for kind, model in (("int8", small), ("float32", whole)):
        folder = weights.parent / f"{weights.stem}-{kind}"
        package(model, folder, UNCALIBRATED, name=f"{name}-{kind}")
        results[kind] = _measure(SpanReader(folder), held, mixture)
    reader = SpanReader(weights.parent / f"{weights.stem}-int8")
    calibration = calibrate(reader, held, mixture.held_rows)
    results["calibration"] = calibration
    package(small, target, calibration, name=name)
    path = weights.with_suffix(".results.json")
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return results


def _measure(reader: SpanReader, held: list[Held], mixture: Mixture) -> dict[str, object]:
    return {
        "incidents": measure_incidents(reader, held),
        "squad": measure_squad(reader, mixture.held_rows),
        "written": measure_written(reader, split_written(load_written())[1]),
        "ruled": measure_ruled(reader, split_written(load_ruled())[1]),
        "pairs": measure_pairs(reader, mixture.held_pairs),
        "latency": measure_latency(reader, [w for h in held for w in h.windows]),
    }
