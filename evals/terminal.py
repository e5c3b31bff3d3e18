"""A run on the terminal: rates with intervals, the breakdown by kind, the failures."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.failing import failures
from evals.metrics import METRICS
from evals.metrics.retrieval import NAMES as RETRIEVAL

_SHORT = {
    "correctness": "value", "faithfulness": "faithful", "answered_at_all": "answered",
}  # fmt: skip

__all__ = ["percent", "print_ablation", "print_failures", "print_faults", "print_summary", "rate"]

_BY_KIND = (
    "right", "correctness", "source", "state", "support", "faithfulness", "certainty", "speaker",
    "answered_at_all", "recall@5",
)  # fmt: skip


def percent(value: float | None) -> str:
    """A share for people; a dash for no data."""
    return "-" if value is None else f"{100 * value:.1f}"


def rate(found: Mapping[str, Any] | None) -> str:
    """A rate with its interval and the number of cases."""
    if found is None or found["value"] is None:
        return "-"
    return (
        f"{percent(found['value'])} [{percent(found['low'])}, {percent(found['high'])}]"
        f" n={found['n']}"
    )


def print_summary(results: Mapping[str, Any], timings: Mapping[str, Any], console: Console) -> None:
    """Print rates, kinds, states, calibration and latency."""
    summary = results["summary"]
    table = Table(title=f"{results['suite']}: {summary['cases']} questions", title_justify="left")
    for column in ("metric", "% [95 % interval]", "unscored"):
        table.add_column(column)
    for name in (*METRICS, "abstention_precision", *RETRIEVAL):
        found = summary["overall"].get(name)
        if found is not None:
            table.add_row(name, rate(found), str(found["unscored"] or ""))
    console.print(table)
    kinds = Table(title="By kind (%)", title_justify="left")
    for column in ("kind", "n", *(_SHORT.get(name, name) for name in _BY_KIND)):
        kinds.add_column(column)
    for kind, row in summary["kinds"].items():
        cells = [row["rates"].get(name) for name in _BY_KIND]
        shown = [percent(cell["value"] if cell else None) for cell in cells]
        kinds.add_row(kind, str(row["cases"]), *shown)
    console.print(kinds)
    console.print("expected -> given:", summary["states"])
    error = summary["calibration"]["expected_error"]
    console.print(f"calibration error: {'-' if error is None else f'{error:.3f}'}")
    asked = timings["summary"].get("ask", {})
    if asked:
        console.print(f"ask: p50 {asked['p50']:.0f} ms, p95 {asked['p95']:.0f} ms")


def print_failures(records: Sequence[Mapping[str, Any]], count: int, console: Console) -> None:
    """Print the worst *count* failures: question, gold, answer and the checks that failed."""
    for record, failed in failures(records)[:count]:
        answer = record["answer"]
        case = record["case"]
        console.print(
            f"\n{record['id']}  {record['kind']}", style="bold", markup=False, soft_wrap=True
        )
        for earlier in case.get("history", ()):
            console.print(f"  (earlier) {earlier}", markup=False, soft_wrap=True)
        console.print(f"  Q: {record['question']}", markup=False, soft_wrap=True)
        gold = case.get("answers") or [v["value"] for v in case.get("values", ())]
        console.print(f"  gold: {gold or record['expected_state']}", markup=False, soft_wrap=True)
        console.print(
            f"  said: {answer['state']} ({answer['confidence']:.2f}) {answer['text'][:500]}",
            markup=False,
            soft_wrap=True,
        )
        for claim in answer["claims"][:6]:
            console.print(
                f"    value {claim['value']!r} certainty {claim['certainty']} "
                f"speaker {claim['speaker']!r}",
                markup=False,
                soft_wrap=True,
            )
        for name, reason in failed.items():
            console.print(f"  {name}: {reason[:300]}", markup=False, style="red", soft_wrap=True)


def print_faults(found: Mapping[str, Any], missed: int, console: Console) -> None:
    """Print planted and caught by kind, the false alarms, and *missed* unseen faults."""
    table = Table(title="Planted faults", title_justify="left")
    for column in ("fault", "planted", "caught %", "without gold %", "caught by"):
        table.add_column(column)
    for kind, row in found["kinds"].items():
        shares = (percent(row["caught"]), percent(row["caught_without_gold"]))
        table.add_row(kind, str(row["planted"]), *shares, ", ".join(row["by"]))
    total = found["total"]
    shares = (percent(total["caught"]), percent(total["caught_without_gold"]))
    table.add_row("all", str(total["planted"]), *shares, "")
    console.print(table)
    alarms = found["false_alarms"]
    console.print(
        f"False alarms: {alarms['count']} of {alarms['answers']} untouched answers "
        f"({percent(alarms['rate'])} %)"
    )
    for alarm in alarms["alarms"][:missed]:
        console.print(
            f"  {alarm['id']} {alarm['metric']}: {alarm['reason'][:300]}",
            markup=False,
            soft_wrap=True,
        )
    unseen = [(kind, each) for kind, row in found["kinds"].items() for each in row["missed"]]
    for kind, each in unseen[:missed]:
        console.print(
            f"  unseen {kind} in {each['id']}: {each['text'][:300]}", markup=False, soft_wrap=True
        )


def print_peers(found: Mapping[str, Any], console: Console) -> None:
    """Print one column a system, one row a metric."""
    systems = found["systems"]
    title = f"{found['suite']}: {found['questions']} questions, %"
    table = Table(title=title, title_justify="left")
    for column in ("metric", *systems):
        table.add_column(column)
    for name in next(iter(systems.values()))["rates"]:
        table.add_row(name, *(rate(system["rates"][name]) for system in systems.values()))
    times = [system["latency"] for system in systems.values()]
    table.add_row("ask p50 / p95, ms", *(f"{t['p50']:.0f} / {t['p95']:.0f}" for t in times))
    console.print(table)


def print_ablation(found: Mapping[str, Any], console: Console) -> None:
    """Print one row for each part left out, one column a metric."""
    title = f"{found['suite']}: {found['questions']} questions, %"
    table = Table(title=title, title_justify="left")
    parts = found["without"]
    metrics = list(next(iter(parts.values())))
    for column in ("without", *metrics):
        table.add_column(column)
    for without, rates in parts.items():
        table.add_row(without, *(rate(rates[name]) for name in metrics))
    console.print(table)
