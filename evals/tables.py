"""Tables of the HTML report: rates, planted faults, peers."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evals.terminal import percent, rate

__all__ = ["faults_table", "peers_table", "rates_table"]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f'<td class="n">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def rates_table(overall: Mapping[str, Mapping[str, Any] | None]) -> str:
    """Every metric that has data."""
    rows = [
        (name, rate(found), str(found["unscored"] or ""))
        for name, found in overall.items()
        if found
    ]
    return _table(("metric", "% [95 % interval]", "unscored"), rows)


def faults_table(faults: Mapping[str, Any]) -> str:
    """Planted and caught, by kind, and the false alarms."""
    rows = [
        (
            kind.replace("_", " "),
            str(row["planted"]),
            percent(row["caught"]),
            percent(row["caught_without_gold"]),
            ", ".join(row["by"]),
        )
        for kind, row in faults["kinds"].items()
    ]
    total = faults["total"]
    rows.append(
        (
            "all",
            str(total["planted"]),
            percent(total["caught"]),
            percent(total["caught_without_gold"]),
            "",
        )
    )
    head = ("fault", "planted", "caught %", "caught without gold answers %", "caught by")
    alarms = faults["false_alarms"]
    return _table(head, rows) + (
        f"<p>False alarms on {alarms['answers']} untouched answers: {percent(alarms['rate'])} % "
        f"({alarms['count']})</p>"
    )


def peers_table(peers: Mapping[str, Any]) -> str:
    """One column a system, one row a metric."""
    systems = list(peers["systems"])
    names = list(dict.fromkeys(n for s in systems for n in peers["systems"][s]["rates"]))
    rows = [
        (name, *(rate(peers["systems"][s]["rates"].get(name)) for s in systems)) for name in names
    ]
    times = ("{p50:.0f} / {p95:.0f}".format(**peers["systems"][s]["latency"]) for s in systems)
    rows.append(("ask p50 / p95, ms", *times))
    return _table(("metric", *systems), rows)
