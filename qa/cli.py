"""The command line. Data goes to stdout, one result a line; progress and errors go to stderr."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from qa.errors import InputError, QAError, QuestionError
from qa.records import Answer, Article, Filters, Passage
from qa.settings import Settings, from_env, keep_libraries_offline

__all__ = ["app", "main"]

app = typer.Typer(
    name="qa",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cited answers over conflict reports, with each report's own certainty and speaker.",
)
articles_app = typer.Typer(no_args_is_help=True, help="List, show or remove articles.")
app.add_typer(articles_app, name="articles")

IndexOption = Annotated[
    Path, typer.Option("--index", envvar="QA_INDEX", help="The index folder.", metavar="DIR")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
AfterOption = Annotated[str | None, typer.Option(help="Published on or after this date.")]
BeforeOption = Annotated[str | None, typer.Option(help="Published on or before this date.")]
OutletOption = Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet.")]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", help="Only this place.")]


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

    settings = _settings(chroma)
    fields = dict(_pair(text) for text in mapping or ())
    summary = ingest_paths(
        paths, index=index, settings=settings, mapping=fields, rejects=rejects, rebuild=rebuild
    )
    if as_json:
        _print_json(summary.to_dict())
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
        _print_json({"index": str(built.folder), **summary.to_dict()})
    else:
        typer.echo(f"{built.folder}: {summary.to_text()}")


@app.command()
def ask(
    index: IndexOption,
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(help="Questions as JSONL: id, question, history, filters. - for stdin."),
    ] = None,
    history: Annotated[
        list[str] | None, typer.Option(help="An earlier question; repeat, oldest first.")
    ] = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    outlet: OutletOption = None,
    place: PlaceOption = None,
    chroma: Annotated[str | None, typer.Option(metavar="URL")] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask one question, or every question of a file (an answer a line, in the same order)."""
    from qa.answer import Assistant

    if (question is None) == (file is None):
        raise QuestionError('Give one question, or --file QUESTIONS.jsonl: qa ask "who ..."')
    filters = _filters(after, before, outlet, place)
    with Assistant.open(index, settings=_settings(chroma)) as assistant:
        if question is not None:
            answer = assistant.ask(question, history=history or (), filters=filters)
            _show(answer, as_json=as_json)
            return
        assert file is not None
        failed = 0
        for line in _question_lines(file):
            try:
                answer = assistant.ask(
                    line["question"],
                    history=line.get("history") or (),
                    filters=_filters_of(line.get("filters"), filters),
                    id=line.get("id"),
                )
            except InputError as error:
                failed += 1
                _print_json({"id": line.get("id"), "error": str(error)})
                continue
            _show(answer, as_json=as_json)
    if failed:
        typer.echo(f"qa: {failed} questions could not be used; see their error lines.", err=True)
        raise SystemExit(1)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="The question.")],
    index: IndexOption,
    k: Annotated[int, typer.Option("-k", help="Passages to show.")] = 10,
    after: AfterOption = None,
    before: BeforeOption = None,
    outlet: OutletOption = None,
    place: PlaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the passages that a question retrieves, best first, without an answer."""
    from qa.answer import Assistant

    with Assistant.open(index, settings=_settings(None)) as assistant:
        filters = _filters(after, before, outlet, place)
        for passage in assistant.search(question, k=k, filters=filters):
            if as_json:
                _print_json(_passage_facts(passage))
            else:
                typer.echo(_passage_text(passage))


@articles_app.command("list")
def list_articles(
    index: IndexOption,
    after: AfterOption = None,
    before: BeforeOption = None,
    outlet: OutletOption = None,
    place: PlaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """One line an article: id, date, outlet, title."""
    from qa.index import Index

    with Index.create_or_open(index, from_env(), create=False) as opened:
        for article in opened.articles(_filters(after, before, outlet, place)):
            if as_json:
                _print_json(_article_facts(article))
            else:
                facts = (article.id, article.published or "undated", article.outlet or "-")
                typer.echo("\t".join((*facts, " ".join(article.title.split()))))


@articles_app.command("show")
def show_article(article_id: str, index: IndexOption, as_json: JsonOption = False) -> None:
    """The stored text of one article."""
    from qa.index import Index

    with Index.create_or_open(index, from_env(), create=False) as opened:
        article = opened.article(article_id)
    if as_json:
        _print_json({**_article_facts(article), "text": article.text})
    else:
        facts = (article.title, article.outlet, article.published or "undated", article.url)
        typer.echo(" | ".join(fact for fact in facts if fact))
        typer.echo(article.text)


@articles_app.command("remove")
def remove_articles(
    article_ids: list[str],
    index: IndexOption,
    purge: Annotated[bool, typer.Option(help="Drop the text of old revisions as well.")] = False,
) -> None:
    """Remove articles; they stop answering at once."""
    from qa.index import Index

    with Index.create_or_open(index, from_env(), create=False) as opened:
        for article_id in article_ids:
            opened.remove(article_id, purge=purge)
            typer.echo(f"removed {article_id}")


@app.command()
def chat(
    index: IndexOption,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 7860,
    auth: Annotated[
        Path | None, typer.Option(help="File of user:password-hash lines.", metavar="FILE")
    ] = None,
    chroma: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Serve the web page."""
    from qa.answer import Assistant
    from qa.chat import serve

    with Assistant.open(index, settings=_settings(chroma)) as assistant:
        serve(assistant, host=host, port=port, auth=auth)


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
            _print_json(asdict(check))
        else:
            mark = "ok  " if check.passed else "FAIL"
            typer.echo(f"{mark} {check.name}: {check.detail}")
    if failed:
        raise SystemExit(1)


def _settings(chroma: str | None) -> Settings:
    from dataclasses import replace

    settings = from_env()
    return replace(settings, chroma_url=chroma) if chroma else settings


def _pair(text: str) -> tuple[str, str]:
    field, mark, name = text.partition("=")
    if not (field and mark and name):
        raise InputError(f"--map {text!r} was given; it needs FIELD=NAME, e.g. --map text=body.")
    return field, name


def _filters(
    after: str | None, before: str | None, outlets: list[str] | None, places: list[str] | None
) -> Filters:
    from qa.dates import parse_day

    days: list[str | None] = []
    for name, day in (("--after", after), ("--before", before)):
        iso = parse_day(day) if day else None
        if day and iso is None:
            raise QuestionError(f"{name} {day!r} is not a date; write it as 2022-01-31.")
        days.append(iso)
    return Filters(
        after=days[0], before=days[1], outlets=tuple(outlets or ()), places=tuple(places or ())
    )


def _filters_of(given: Any, default: Filters) -> Filters:  # noqa: ANN401 - foreign JSON
    """The filters of one line of a question file."""
    if not given:
        return default
    known = {"after", "before", "outlets", "places"}
    if not isinstance(given, dict) or not set(given) <= known:
        raise QuestionError(f"filters {given!r} were given; they need keys among {sorted(known)}.")
    lists = {}
    for name in ("outlets", "places"):
        value = given.get(name) or []
        lists[name] = [value] if isinstance(value, str) else list(value)
    return _filters(given.get("after"), given.get("before"), lists["outlets"], lists["places"])


def _question_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The questions of a JSONL file; what is no question is given an empty one, to keep order."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"--file {file} cannot be read ({error}); give UTF-8 with one JSON object a line."
        ) from None
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError:
            data = None
        usable = isinstance(data, dict) and isinstance(data.get("question"), str)
        yield data if usable else {"id": _id_of(data), "question": ""}


def _id_of(data: Any) -> str | None:  # noqa: ANN401 - foreign JSON
    return data.get("id") if isinstance(data, dict) else None


def _show(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        _print_json(answer.to_dict())
        return
    typer.echo(answer.text)
    for citation in answer.citations or answer.nearest:
        source = ", ".join(part for part in (citation.outlet, citation.published) if part)
        label = f"[{citation.number}]" if answer.citations else "nearest:"
        typer.echo(f"  {label} {source or 'undated'}: “{' '.join(citation.quote.split())}”")


def _passage_facts(passage: Passage) -> dict[str, Any]:
    return {
        "score": round(passage.score, 6),
        "parts": {name: round(part, 6) for name, part in passage.parts.items()},
        "copies": list(passage.copies),
        "article": _article_facts(passage.article),
        "chunk": {
            "id": passage.chunk.id,
            "start": passage.chunk.start,
            "end": passage.chunk.end,
            "text": passage.chunk.text,
        },
    }


def _passage_text(passage: Passage) -> str:
    article = passage.article
    facts = (f"{passage.score:.3f}", article.id, article.published or "undated", article.outlet)
    return " | ".join(str(f) for f in facts if f) + "\n    " + " ".join(passage.chunk.text.split())


def _article_facts(article: Article) -> dict[str, Any]:
    facts = asdict(article)
    del facts["text"]
    return facts


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
