"""Answers, passages and articles as lines for a terminal or for another program."""

import json
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


def passage_facts(passage: Passage) -> dict[str, Any]:
    """A passage as plain JSON values."""
    return {
        "score": round(passage.score, 6),
        "parts": {name: round(part, 6) for name, part in passage.parts.items()},
        "copies": list(passage.copies),
        "article": article_facts(passage.article),
        "chunk": {
            "id": passage.chunk.id,
            "start": passage.chunk.start,
            "end": passage.chunk.end,
            "text": passage.chunk.text,
        },
    }


def passage_text(passage: Passage) -> str:
    """A passage on two lines."""
    article = passage.article
    facts = (f"{passage.score:.3f}", article.id, article.published or "undated", article.outlet)
    return " | ".join(str(f) for f in facts if f) + "\n    " + " ".join(passage.chunk.text.split())


def article_facts(article: Article) -> dict[str, Any]:
    """All of an article but its text, as plain JSON values."""
    facts = asdict(article)
    del facts["text"]
    return facts


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))
