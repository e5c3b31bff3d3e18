"""``python -m evals``: run suites, compare runs, plant faults, measure peers and speed."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from evals.checking import drafts, guard, injections, rewordings, score
from qa.errors import QAError

if TYPE_CHECKING:
    from evals.run import Run

app = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
for command in (guard, injections, rewordings, drafts, score):
    app.command()(command)
_CONSOLE = Console(width=max(Console().width, 118))
_OUT = Path(__file__).parent / "out"
IndexDir = Annotated[Path | None, typer.Option("--index", help="An index to ask; else built.")]
OutDir = Annotated[Path | None, typer.Option("--out", help="Where results go.")]
Limit = Annotated[int | None, typer.Option(help="At most this many questions, spread evenly.")]


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="fixed, fakes, syria, muc4 ...; or several.")],
    *,
    index: IndexDir = None,
    out: OutDir = None,
    limit: Limit = None,
    failures: Annotated[int, typer.Option(help="Show this many failures.")] = 0,
    retrieval: Annotated[bool, typer.Option(help="Rank passages only; ask nothing.")] = False,
    kind: Annotated[str | None, typer.Option(help="Only questions of this kind.")] = None,
    reader: Annotated[bool, typer.Option(help="Use the trained reader.")] = True,
    questions: Annotated[Path | None, typer.Option(help="custom: a JSONL file.")] = None,
    articles: Annotated[list[Path] | None, typer.Option(help="custom: files, folders.")] = None,
) -> None:
    """Ask a suite's questions, judge the answers, write results.json, junit.xml and report.html.

    Exit 1 when a floor is broken or a citation is not verbatim; a suite whose files are not on
    this machine is skipped with a message.
    """
    from evals.run import run_suite
    from evals.suites import Absent, find_suite, open_assistant

    failed = False
    for name in suite.split(","):
        try:
            found = find_suite(name, questions=questions, articles=tuple(articles or ()))
        except Absent as absent:
            print(absent, file=sys.stderr)
            continue
        folder = (out or _OUT) / (f"{name}-retrieval" if retrieval else name)
        with open_assistant(found, index=index, cache=_OUT / "indexes", reader=reader) as assistant:
            done = run_suite(found, assistant, limit=limit, kind=kind, only_retrieval=retrieval)
        failed |= _conclude(done, folder, failures, whole=not (limit or kind or retrieval))
    raise typer.Exit(int(failed))


def _conclude(done: "Run", folder: Path, failures: int, *, whole: bool) -> bool:
    """Write and show a run; True when it breaks a floor. Floors bind whole runs alone."""
    from evals.floors import broken
    from evals.junit import write_junit
    from evals.report import write_report
    from evals.run import write_results
    from evals.terminal import print_failures, print_summary

    fallen = broken(done.results, None if whole else {})
    write_results(done, folder)
    write_junit(done.results, done.timings, fallen, folder / "junit.xml")
    write_report(folder, fallen)
    print_summary(done.results, done.timings, _CONSOLE)
    print_failures(done.results["cases"], failures, _CONSOLE)
    for line in fallen:
        print(f"FAILED {done.results['suite']}: {line}", file=sys.stderr)
    print(f"Written to {folder}", file=sys.stderr)
    return bool(fallen)


@app.command()
def compare(
    a: Annotated[Path, typer.Argument(help="The run to compare with.")],
    b: Annotated[Path, typer.Argument(help="The new run.")],
) -> None:
    """Compare two runs case by case; exit 1 on a significant drop or a broken floor."""
    from evals.compare import compare as compare_runs
    from evals.compare import load_run
    from evals.terminal import percent

    found = compare_runs(load_run(a), load_run(b))
    table = Table(title="B against A (%)", title_justify="left")
    for column in ("metric", "A", "B", "n", "gained", "lost", "p", ""):
        table.add_column(column)
    for change in found.changes:
        mark = "DROP" if change.dropped else ""
        counts = (str(change.n), str(len(change.gained)), str(len(change.lost)))
        table.add_row(
            change.metric, percent(change.before), percent(change.after), *counts,
            f"{change.p:.4f}", mark,
        )  # fmt: skip
    _CONSOLE.print(table)
    for change in found.changes:
        if change.gained or change.lost:
            print(f"{change.metric}: gained {list(change.gained)} lost {list(change.lost)}")
    for line in found.floors:
        print(f"FAILED: {line}", file=sys.stderr)
    raise typer.Exit(int(found.failed))


@app.command()
def faults(
    suite: Annotated[str, typer.Argument(help="The suite whose gold data is used.")] = "fixed",
    *,
    answers: Annotated[
        Path | None, typer.Option(help="A run's folder: its right answers are used as well.")
    ] = None,
    out: OutDir = None,
    missed: Annotated[int, typer.Option(help="Show this many faults that went unseen.")] = 0,
) -> None:
    """Plant faults in right answers; exit 1 when too few are caught or right answers alarm."""
    from evals.faults import plant_suite
    from evals.suites import find_suite
    from evals.terminal import print_faults

    found = plant_suite(find_suite(suite), answers)
    folder = (out or _OUT) / "faults"
    _write_json(folder / "faults.json", found)
    print_faults(found, missed, _CONSOLE)
    for line in found["broken"]:
        print(f"FAILED faults: {line}", file=sys.stderr)
    raise typer.Exit(int(bool(found["broken"])))


@app.command()
def peers(
    suite: Annotated[str, typer.Argument(help="fixed, fakes, syria, muc4 ...")] = "fixed",
    *,
    index: IndexDir = None,
    out: OutDir = None,
    limit: Annotated[int, typer.Option(help="Questions, spread evenly.")] = 60,
    llm_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible address.")] = None,
    llm_model: Annotated[str, typer.Option(help="The model's name there.")] = "local",
    gguf: Annotated[Path | None, typer.Option(help="Weights for a llama.cpp server.")] = None,
) -> None:
    """Ask ours and other systems the same questions; one table.

    LlamaIndex's CitationQueryEngine joins where --llm-url or --gguf names a chat model.
    """
    from evals.peers import peers_of
    from evals.run import spread
    from evals.suites import find_suite, open_assistant
    from evals.terminal import print_peers

    found = find_suite(suite)
    with open_assistant(found, index=index, cache=_OUT / "indexes") as assistant:
        cases = spread(found.cases(), limit)
        table = peers_of(assistant, cases, url=llm_url, model=llm_model, weights=gguf)
    table |= {"suite": suite}
    _write_json((out or _OUT) / "peers" / "peers.json", table)
    print_peers(table, _CONSOLE)


@app.command()
def ablation(
    suite: Annotated[str, typer.Argument(help="fixed, fakes, muc4 or custom.")] = "fixed",
    *,
    index: IndexDir = None,
    out: OutDir = None,
    limit: Limit = None,
) -> None:
    """Ask the same questions with one part left out at a time; one row a part."""
    from evals.ablation import ablate
    from evals.run import spread
    from evals.suites import find_suite, open_assistant
    from evals.terminal import print_ablation

    found = find_suite(suite)
    with open_assistant(found, index=index, cache=_OUT / "indexes") as assistant:
        cases = spread(found.cases(), limit)
        table = {"suite": suite, "questions": len(cases), "without": ablate(assistant, cases)}
    _write_json((out or _OUT) / "ablation" / f"{suite}.json", table)
    print_ablation(table, _CONSOLE)


@app.command()
def bench(
    suite: Annotated[str, typer.Argument(help="fixed, fakes, syria, muc4 ...")] = "fixed",
    *,
    index: IndexDir = None,
    out: OutDir = None,
    articles: Annotated[int, typer.Option(help="Articles to ingest.")] = 60,
    questions: Annotated[int, typer.Option(help="Questions to ask.")] = 60,
) -> None:
    """Measure ingest beside the bare encoder, retrieval by part, answer times and memory."""
    from evals.bench import bench as measure
    from evals.suites import find_suite, open_assistant

    found = find_suite(suite)
    with open_assistant(found, index=index, cache=_OUT / "indexes") as assistant:
        table = measure(found, assistant, articles=articles, questions=questions)
    _write_json((out or _OUT) / "bench" / f"{suite}.json", table)
    _CONSOLE.print_json(json.dumps(table))


@app.command()
def baseline(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs.")],
    *,
    out: Annotated[Path, typer.Option(help="The file to write.")] = _OUT.parent / "baseline.json",
) -> None:
    """Keep the figures of runs, without any text of a report, as the baseline."""
    from evals.compare import load_run
    from evals.results import baseline_of

    found = {run["suite"]: baseline_of(run) for run in map(load_run, runs)}
    _write_json(out, found)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, indent=1, ensure_ascii=False, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Run the command; a failure that a user can act on is one line."""
    try:
        app()
    except QAError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
