"""Finished weights → the shipped files, measured: int8 beside float32, and calibrated."""

import json
from pathlib import Path

from qa.entailment import EntailmentModel
from qa.reader import SpanReader
from training.calibrate import calibrate
from training.export import (
    UNCALIBRATED,
    export_float,
    first_alone,
    package_entailment,
    package_reader,
    quantise,
)
from training.judged import load_judged
from training.measure import (
    Held,
    held_questions,
    measure_incidents,
    measure_judged,
    measure_latency,
    measure_pairs,
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
    corpora = mixture.corpora
    held = held_questions(corpora.questions, load_reports(corpora.muc / "articles.jsonl"))
    results: dict[str, object] = {}
    for kind, model in (("int8", small), ("float32", whole)):
        folder = weights.parent / f"{weights.stem}-{kind}"
        package_reader(model, folder, UNCALIBRATED, name=f"{name}-{kind}")
        results[kind] = _measure(SpanReader(folder), held, mixture)
    reader = SpanReader(weights.parent / f"{weights.stem}-int8")
    calibration = calibrate(reader, held, corpora.held_rows)
    results["calibration"] = calibration
    package_reader(small, target, calibration, name=name)
    path = weights.with_suffix(".results.json")
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return results


def release_entailment(
    weights: Path, mixture: Mixture, *, target: Path, name: str
) -> dict[str, object]:
    """Export *weights* as the entailment model, measure it and fill the folder *target*.

    Returns:
        All measurements, as they are also written beside the weights.
    """
    whole, small = (weights.with_suffix(f".{kind}.onnx") for kind in ("float", "int8"))
    export_float(weights, whole, outputs=("verdict",))
    quantise(whole, small)
    first_alone(small, small)
    package_entailment(small, target, name=name)
    model = EntailmentModel(target)
    results: dict[str, object] = {
        "judged": measure_judged(model, split_written(load_judged())[1]),
        "ruled": measure_judged(model, split_written(load_ruled())[1]),
        "pairs": measure_pairs(model, mixture.corpora.held_pairs),
    }
    path = weights.with_suffix(".results.json")
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return results


def _measure(reader: SpanReader, held: list[Held], mixture: Mixture) -> dict[str, object]:
    return {
        "incidents": measure_incidents(reader, held),
        "squad": measure_squad(reader, mixture.corpora.held_rows),
        "written": measure_written(reader, split_written(load_written())[1]),
        "latency": measure_latency(reader, [w for h in held for w in h.windows]),
    }
