"""``qa ask`` and ``qa search``: one question, or a file of them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from qa.cli_options import (
    AfterOption,
    BeforeOption,
    IndexOption,
    JsonOption,
    LlmModelOption,
    LlmOption,
    LlmUrlOption,
    OutletOption,
    PlaceOption,
    settings_with,
)
from qa.errors import InputError, QuestionError
from qa.limits import read_filters
from qa.printing import passage_facts, passage_text, print_json, show_answer, show_events
from qa.question_file import read_questions

__all__ = ["ask", "search"]


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
    llm: LlmOption = None,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    chroma: Annotated[str | None, typer.Option(metavar="URL")] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask one question, or every question of a file (an answer a line, in the same order)."""
    from qa.answer import Assistant

    if (question is None) == (file is None):
        raise QuestionError('Give one question, or --file QUESTIONS.jsonl: qa ask "who ..."')
    filters = read_filters(after, before, outlet, place)
    settings = settings_with(chroma=chroma, llm=llm, llm_url=llm_url, llm_model=llm_model)
    with Assistant.open(index, settings=settings) as assistant:
        if question is not None:
            events = assistant.stream(question, history=history or (), filters=filters)
            show_events(events, as_json=as_json, live=sys.stdout.isatty())
            return
        assert file is not None
        failed = 0
        for asked in read_questions(file):
            try:
                if asked.problem:
                    raise QuestionError(asked.problem)
                answer = assistant.ask(
                    asked.question,
                    history=asked.history,
                    filters=asked.filters or filters,
                    id=asked.id,
                )
            except InputError as error:
                failed += 1
                print_json({"id": asked.id, "error": str(error)})
                continue
            show_answer(answer, as_json=as_json)
    if failed:
        typer.echo(f"qa: {failed} questions could not be used; see their error lines.", err=True)
        raise SystemExit(1)


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

    with Assistant.open(index, settings=settings_with()) as assistant:
        filters = read_filters(after, before, outlet, place)
        for passage in assistant.search(question, k=k, filters=filters):
            copies = [assistant.article(article_id) for article_id in passage.copies]
            if as_json:
                print_json(passage_facts(passage, copies))
            else:
                typer.echo(passage_text(passage, copies))
