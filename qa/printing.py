"""Answers, passages and articles as lines for a terminal or for another program."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer

from qa.records import Answer, Article, Passage

__all__ = ["article_facts", "passage_facts", "passage_text", "print_json", "show_answer"]


def show_answer(answer: Answer, *, as_json: bool) -> None:
    """Print an answer: its text and quotes, or one JSON object."""
    if as_json:
        print_json(answer.to_dict())
        return
    typer.echo(answer.text)
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
