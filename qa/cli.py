"""The command line. Data goes to stdout, one result a line; progress and errors go to stderr."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from qa.cli_articles import articles_app
from qa.cli_asking import ask, search
from qa.cli_options import (
    IndexOption,
    JsonOption,
    LlmModelOption,
    LlmOption,
    LlmUrlOption,
    settings_with,
)
from qa.errors import InputError, QAError
from qa.printing import print_json
from qa.settings import from_env, keep_libraries_offline

__all__ = ["app", "main"]

app = typer.Typer(
    name="qa",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cited answers over conflict reports, with each report's own certainty and speaker.",
)
app.add_typer(articles_app, name="articles")


def main() -> None:
    """Run ``qa``; expected failures show one line and exit 1 or 2, bugs keep their traceback."""
    keep_libraries_offline(from_env())
    try:
        app()
    except QAError as error:
        typer.echo(f"qa: {' '.join(str(error).split())}", err=True)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        sys.stderr.close()
        raise SystemExit(0) from None


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for JSONL.")],
    index: IndexOption,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help="A field's column, e.g. text=body.", metavar="FIELD=NAME"),
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Write what was rejected, and why, as JSONL.")
    ] = None,
    chroma: Annotated[
        str | None, typer.Option(help="Address of a running Chroma server.", metavar="URL")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option(help="Rebuild the index with the present settings first.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add reports: txt, md, html, pdf, docx, jsonl, csv, rss and atom. Safe to repeat."""
    from qa.ingest import ingest_paths

    settings = settings_with(chroma=chroma)
    fields = dict(_pair(text) for text in mapping or ())
    summary = ingest_paths(
        paths, index=index, settings=settings, mapping=fields, rejects=rejects, rebuild=rebuild
    )
    if as_json:
        print_json(summary.to_dict())
    else:
        typer.echo(summary.to_text())
    if summary.rejected and not summary.accepted:
        raise SystemExit(2)


@app.command()
def build(
    recipe: Annotated[Path, typer.Argument(help="A recipe, e.g. indexes/demo.toml.")],
    as_json: JsonOption = False,
) -> None:
    """Build an index from its recipe, or bring it up to date."""
    from qa.recipes import build as build_recipe

    built, summary = build_recipe(recipe, from_env())
    if as_json:
        print_json({"index": str(built.folder), **summary.to_dict()})
    else:
        typer.echo(f"{built.folder}: {summary.to_text()}")


# Here for their place in the list of `qa --help`.
app.command()(ask)
app.command()(search)


@app.command()
def chat(
    index: IndexOption,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 7860,
    auth: Annotated[
        Path | None, typer.Option(help="File of user:password-hash lines.", metavar="FILE")
    ] = None,
    llm: LlmOption = None,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    chroma: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Serve the web page."""
    from qa.answer import Assistant
    from qa.chat import serve

    settings = settings_with(chroma=chroma, llm=llm, llm_url=llm_url, llm_model=llm_model)
    with Assistant.open(index, settings=settings) as assistant:
        serve(assistant, host=host, port=port, auth=auth)


@app.command()
def mcp(index: IndexOption) -> None:
    """Serve ask, search and show_article to another program over MCP (stdio)."""
    from qa.server import serve_stdio

    serve_stdio(index, settings=settings_with())


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="An exported HTML or JSON audit.")],
    index: IndexOption,
    as_json: JsonOption = False,
) -> None:
    """Re-check every quote of an export against the index."""
    from qa.export import verify_export
    from qa.index import Index

    with Index.create_or_open(index, from_env(), create=False) as opened:
        checks = verify_export(file, opened)
    wrong = [check for check in checks if check.problem]
    for check in checks if as_json else wrong:
        if as_json:
            print_json(asdict(check))
        else:
            typer.echo(
                f"question {check.turn} [{check.number}] {check.article_id}: {check.problem}"
            )
    if not as_json:
        typer.echo(f"{len(checks) - len(wrong)} of {len(checks)} quotes stand")
    if wrong:
        raise SystemExit(1)


@app.command()
def feedback(index: IndexOption) -> None:
    """Print what readers said of answers as evaluation cases, for `python -m evals run custom`."""
    from qa.feedback import Feedback

    for case in Feedback(index / "feedback.jsonl").cases():
        print_json(case)


@app.command()
def doctor(
    index: Annotated[Path | None, typer.Option("--index", envvar="QA_INDEX", metavar="DIR")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check models, hashes, versions, network silence and, with --index, the index."""
    from qa.doctor import examine

    failed = False
    for check in examine(from_env(), index):
        failed = failed or not check.passed
        if as_json:
            print_json(asdict(check))
        else:
            mark = "ok  " if check.passed else "FAIL"
            typer.echo(f"{mark} {check.name}: {check.detail}")
    if failed:
        raise SystemExit(1)


def _pair(text: str) -> tuple[str, str]:
    field, mark, name = text.partition("=")
    if not (field and mark and name):
        raise InputError(f"--map {text!r} was given; it needs FIELD=NAME, e.g. --map text=body.")
    return field, name


if __name__ == "__main__":
    main()
