"""Answers, passages and articles as lines for a terminal or for another program."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import typer

from qa.records import Answer, Article, Passage
from qa.streaming import Done, Event, Sentence

__all__ = [
    "article_facts",
    "passage_facts",
    "passage_text",
    "print_json",
    "show_answer",
    "show_events",
]


def show_answer(answer: Answer, *, as_json: bool) -> None:
    """Print an answer: its text and quotes, or one JSON object."""
    if as_json:
        print_json(answer.to_dict())
        return
    typer.echo(answer.text)
    _show_quotes(answer)


def show_events(events: Iterable[Event], *, as_json: bool, live: bool) -> None:
    """Print an answer under way; with *live*, each sentence of a model as it passes its checks.

    What was left out, and why a model did not write, goes to standard error.
    """
    shown: list[str] = []
    for event in events:
        if isinstance(event, Sentence) and live and not as_json:
            typer.echo(event.text, err=event.status == "dropped")
            shown += [event.text] if event.status != "dropped" else []
        elif isinstance(event, Done):
            _finish(event.answer, shown, as_json=as_json)


def _finish(answer: Answer, shown: Sequence[str], *, as_json: bool) -> None:
    """Print what of *answer* was not yet *shown*."""
    fallback = (answer.model.get("llm") or {}).get("fallback")
    if fallback:
        typer.echo(f"qa: {' '.join(str(fallback).split())}", err=True)
    if as_json or not shown:
        show_answer(answer, as_json=as_json)
        return
    if answer.model.get("answerer") == "extractive":
        typer.echo("The whole did not pass its checks; in the reports' words:")
    for line in answer.text.splitlines():
        if line not in shown:
            typer.echo(line)
    _show_quotes(answer)


def _show_quotes(answer: Answer) -> None:
    for citation in answer.citations or answer.nearest:
        source = ", ".join(part for part in (citation.outlet, citation.published) if part)
        label = f"[{citation.number}]" if answer.citations else "nearest:"
        typer.echo(f"  {label} {source or 'undated'}: “{' '.join(citation.quote.split())}”")


def passage_facts(passage: Passage, copies: Sequence[Article] = ()) -> dict[str, Any]:
    """A passage as plain JSON values, with the articles that carry the same text (*copies*)."""
    return {
        "score": round(passage.score, 6),
        "parts": {name: round(part, 6) for name, part in passage.parts.items()},
        "copies": [article_facts(article) for article in copies],
        "article": article_facts(passage.article),
        "chunk": {
            "id": passage.chunk.id,
            "start": passage.chunk.start,
            "end": passage.chunk.end,
            "text": passage.chunk.text,
        },
    }


def passage_text(passage: Passage, copies: Sequence[Article] = ()) -> str:
    """A passage on two lines: score and its parts, report, outlets of *copies*; then the text."""
    article = passage.article
    parts = " ".join(f"{name} {part:.2f}" for name, part in passage.parts.items())
    facts = [f"{passage.score:.3f} ({parts})", article.id, article.published or "undated"]
    facts += [article.outlet] if article.outlet else []
    if copies:
        facts.append("also in " + ", ".join(copy.outlet or copy.id for copy in copies))
    return " | ".join(facts) + "\n    " + " ".join(passage.chunk.text.split())


def article_facts(article: Article) -> dict[str, Any]:
    """All of an article but its text, as plain JSON values."""
    facts = asdict(article)
    del facts["text"]
    return facts


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))
