"""One run as a self-contained HTML page: failures first, each with its quotes in context.

No script and no outside file; every word that came from a report or a question is escaped, and a
content policy forbids the rest.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals import plots
from evals.failing import failed_checks, failures
from evals.metrics import METRICS, meaning
from evals.suites import HERE
from evals.tables import faults_table, peers_table, rates_table
from evals.terminal import percent

__all__ = ["write_report"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PLOTTED = (
    "right", "contained", "state", "source", "support", "faithfulness", "certainty", "speaker"
)  # fmt: skip
_TILES = ("right", "validity", "support", "faithfulness", "refused_rightly", "answered_at_all")


def write_report(folder: Path, broken: Sequence[str] = ()) -> Path:
    """Write report.html beside the results.json in *folder*.

    Tables of faults and peers are taken from the neighbouring folders ``faults`` and ``peers``.
    """
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    timings = json.loads((folder / "timings.json").read_text(encoding="utf-8"))
    beside = {
        name: json.loads(path.read_text(encoding="utf-8"))
        for name in ("faults", "peers")
        for path in [folder.parent / name / f"{name}.json"]
        if path.is_file()
    }
    page = folder / "report.html"
    page.write_text(_page(results, timings, beside, broken), encoding="utf-8")
    return page


def _page(
    results: Mapping[str, Any],
    timings: Mapping[str, Any],
    beside: Mapping[str, Any],
    broken: Sequence[str],
) -> str:
    name = escape(results["suite"])
    failing = failures(results["cases"])
    body = [
        _head(results, timings, failing, broken),
        _failures(failing),
        _plots(results["summary"]),
        f'<h2 id="metrics">All metrics</h2>{rates_table(results["summary"]["overall"])}',
        _states(results["summary"]["states"]),
    ]
    if "faults" in beside:
        body.append(f'<h2 id="faults">Planted faults</h2>{faults_table(beside["faults"])}')
    if "peers" in beside:
        body.append(f'<h2 id="peers">Beside other systems</h2>{peers_table(beside["peers"])}')
    passing = [record for record in results["cases"] if not failed_checks(record)]
    rows = "".join(_case(record, {}) for record in passing)
    body.append(f'<h2 id="passing">{len(passing)} cases without a fault</h2>{rows}')
    body.append(_provenance(results))
    style = (HERE / "report.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>Evaluation: {name}</title>'
        f"<style>{style}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _head(
    results: Mapping[str, Any],
    timings: Mapping[str, Any],
    failing: Sequence[Any],
    broken: Sequence[str],
) -> str:
    overall = results["summary"]["overall"]
    tiles = []
    for name in _TILES:
        rate = overall.get(name)
        if rate and rate["value"] is not None:
            shown = f"{percent(rate['low'])} to {percent(rate['high'])}, n = {rate['n']}"
            tiles.append(
                f'<div class="tile" title="{escape(meaning(name))}"><small>'
                f"{name.replace('_', ' ')}</small><b>{percent(rate['value'])} %</b>"
                f"<small>{shown}</small></div>"
            )
    asked = timings["summary"].get("ask")
    if asked:
        tiles.append(
            f'<div class="tile"><small>seconds to answer</small><b>{asked["p50"] / 1000:.2f}</b>'
            f"<small>95th percentile {asked['p95'] / 1000:.2f}</small></div>"
        )
    verdict = (
        f'<p class="bad"><b>Gate failed:</b> {escape("; ".join(broken))}</p>' if broken else ""
    )
    worst = f"#{_anchor(failing[0][0]['id'])}" if failing else ""
    jump = f'<p><a class="worst" href="{worst}">Go to the worst failure</a></p>'
    return (
        f"<h1>Evaluation: {escape(results['suite'])}</h1>"
        f'<p class="soft">{results["summary"]["cases"]} questions, {len(failing)} with a fault</p>'
        f'{verdict}<div class="tiles">{"".join(tiles)}</div>{jump if worst else ""}'
        '<nav><a href="#failures">Failures</a><a href="#plots">Plots</a>'
        '<a href="#metrics">All metrics</a><a href="#faults">Planted faults</a>'
        '<a href="#passing">Passing cases</a>'
        '<a href="#provenance">Versions and hashes</a></nav>'
    )


def _anchor(case_id: str) -> str:
    return "case-" + "".join(c if c.isalnum() else f"_{ord(c)}_" for c in case_id)


def _failures(failing: Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]) -> str:
    rows = "".join(
        _case(record, failed, opened=i < 3) for i, (record, failed) in enumerate(failing)
    )
    return f'<h2 id="failures">{len(failing)} cases with a fault, worst first</h2>{rows}'


def _case(record: Mapping[str, Any], failed: Mapping[str, str], *, opened: bool = False) -> str:
    answer, case = record["answer"], record["case"]
    gold = case.get("answers") or [v["value"] for v in case.get("values", ())]
    wanted = ", ".join(gold) or record["expected_state"]
    earlier = "".join(f"<dt>before</dt><dd>{escape(each)}</dd>" for each in case.get("history", ()))
    checks = "".join(
        f'<li><b class="bad">{escape(name)}</b> {escape(reason)}</li>'
        for name, reason in failed.items()
    )
    chips = "".join(f'<span class="chip bad">{escape(name)}</span>' for name in list(failed)[:4])
    quotes = "".join(
        _quote(citation, record["context"].get(str(citation["number"]), ["", ""]))
        for citation in answer["citations"]
    )
    reason = f"<dt>reason</dt><dd>{escape(answer['reason'])}</dd>" if answer["reason"] else ""
    return (
        f'<details id="{_anchor(record["id"])}"{" open" if opened else ""}><summary>'
        f'<span class="id">{escape(record["id"])} · {escape(record["kind"])}</span>'
        f"{escape(record['question'])}{chips}</summary><div><dl>{earlier}"
        f"<dt>expected</dt><dd>{escape(wanted)}</dd>"
        f"<dt>answered</dt><dd>{escape(answer['text']) or '(nothing)'}</dd>"
        f"<dt>state</dt><dd>{escape(answer['state'])}, confidence {answer['confidence']:.2f}</dd>"
        f"{_claims(answer['claims'])}{reason}</dl>"
        f'<ul class="checks">{checks}</ul>{quotes}</div></details>'
    )


def _claims(claims: Sequence[Mapping[str, Any]]) -> str:
    return "".join(
        f"<dt>claim</dt><dd><b>{escape(claim['value'])}</b> · {escape(claim['certainty'])}"
        f" · {escape(claim['speaker'] or 'the report itself')}</dd>"
        for claim in claims
    )


def _quote(citation: Mapping[str, Any], around: Sequence[str]) -> str:
    source = " · ".join(
        str(part) for part in (citation["title"], citation["outlet"], citation["published"]) if part
    )
    before, after = (f"… {around[0]}" if around[0] else ""), (f"{around[1]} …" if around[1] else "")
    return (
        f'<p class="soft">[{citation["number"]}] {escape(source)} '
        f"({escape(citation['article_id'])}, {citation['start']}:{citation['end']})</p>"
        f"<blockquote>{escape(before)}<mark>{escape(citation['quote'])}</mark>{escape(after)}"
        "</blockquote>"
    )


def _plots(summary: Mapping[str, Any]) -> str:
    kinds = {
        kind: row["rates"].get("right") or row["rates"].get("recall@5")
        for kind, row in summary["kinds"].items()
    }
    every = {name: summary["overall"].get(name) for name in _PLOTTED}
    error = summary["calibration"]["expected_error"]
    figures = [
        _figure(
            plots.bars(kinds, "Right answers by kind"), "Right answers by kind, with intervals"
        ),
        _figure(plots.bars(every, "Metrics"), "Metrics over all questions that have data"),
    ]
    if error is not None:
        caption = f"Confidence against share right, by number of answers; error {error:.3f}"
        dots = plots.reliability(summary["calibration"]["bins"])
        line = plots.risk_coverage(summary["risk_coverage"])
        figures.append(_figure(dots, caption, "square"))
        figures.append(_figure(line, "Share wrong when only the surest are given", "square"))
    drawn = "".join(figures)
    return f'<h2 id="plots">Plots</h2><div class="plots">{drawn}</div>'


def _figure(svg: str, caption: str, kind: str = "wide") -> str:
    return f'<figure class="{kind}">{svg}<figcaption>{escape(caption)}</figcaption></figure>'


def _states(states: Mapping[str, int]) -> str:
    rows = "".join(
        f'<tr><td>{escape(name)}</td><td class="n">{count}</td></tr>'
        for name, count in states.items()
    )
    return f"<h2>States</h2><table><tr><th>expected -> given</th><th>cases</th></tr>{rows}</table>"


def _provenance(results: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(str(value))}</td></tr>"
        for part in ("versions", "hashes")
        for name, value in results[part].items()
    )
    defined = "".join(f"<dt>{name}</dt><dd>{escape(meaning(name))}</dd>" for name in METRICS)
    return (
        f'<h2 id="provenance">Versions and hashes</h2><table>{rows}</table>'
        f"<h2>What the metrics mean</h2><dl>{defined}</dl>"
    )
