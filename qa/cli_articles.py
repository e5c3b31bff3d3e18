"""``qa articles``: list, show and remove what an index holds."""

from typing import Annotated

import typer

from qa.cli_options import (
    AfterOption,
    BeforeOption,
    IndexOption,
    JsonOption,
    OutletOption,
    PlaceOption,
)
from qa.limits import read_filters
from qa.printing import article_facts, print_json
from qa.settings import from_env

__all__ = ["articles_app"]

articles_app = typer.Typer(no_args_is_help=True, help="List, show or remove articles.")


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
        for article in opened.articles(read_filters(after, before, outlet, place)):
            if as_json:
                print_json(article_facts(article))
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
        print_json({**article_facts(article), "text": article.text})
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
