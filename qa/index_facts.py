"""What the page tells of an index: examples to ask, months, and the facts of its health."""

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from qa.records import Article, Filters

if TYPE_CHECKING:
    from qa.answer import Assistant

__all__ = ["audit_facts", "examples", "health", "month_bounds", "names"]

_SAMPLE = 8  # reports looked at for each place
_EXAMPLES = 4
_SENTENCES = 16
_SECRET = {"llm_key"}


def names(counted: Sequence[tuple[str, int]]) -> list[str]:
    """The names alone of outlets or places and their counts."""
    return [name for name, _ in counted]


def month_bounds(month: str) -> tuple[str, str]:
    """First and last day of ``2022-01``; two empty texts if it is no month."""
    from calendar import monthrange

    try:
        year, number = int(month[:4]), int(month[5:7])
        return f"{month[:7]}-01", f"{month[:7]}-{monthrange(year, number)[1]:02d}"
    except (ValueError, IndexError):
        return "", ""


def health(assistant: "Assistant") -> tuple[dict[str, object], int, int]:
    """(facts in the order shown, chunks, chunks without a vector)."""
    status = assistant.index.status()
    first, last = getattr(status, "first", None), getattr(status, "last", None)
    problem = getattr(status, "vector_problem", None)
    facts: dict[str, object] = {
        "Index": assistant.index.name,
        "Reports": f"{status.articles:,}",
        "Passages": f"{status.chunks:,}",
        "Published": f"{first} to {last}" if first else None,
        "Without a date": getattr(status, "undated", None),
        "Revision": status.revision,
        "Encoder": getattr(status, "embedder", None),
        "Keyword search": "answers" if status.keyword_ok else "is being rebuilt",
        "Vector search": "answers" if status.vector_ok else f"does not answer: {problem}",
    }
    return {k: v for k, v in facts.items() if v is not None}, status.chunks, status.pending_vectors


def audit_facts(assistant: "Assistant") -> dict[str, Any]:
    """Name, revision and settings of the index, to be kept with exported answers."""
    status = assistant.index.status()
    facts = {"name": assistant.index.name, "articles": status.articles, "revision": status.revision}
    settings = getattr(assistant.index, "settings", None)
    if is_dataclass(settings) and not isinstance(settings, type):
        facts |= {k: v for k, v in asdict(settings).items() if k not in _SECRET}
    return facts


def examples(assistant: "Assistant") -> list[str]:
    """Up to four questions that the reports can answer, on the places they tell most about."""
    found: list[str] = []
    for place, _ in assistant.index.places()[:_EXAMPLES]:
        reports = assistant.index.articles(Filters(places=(place,)), limit=_SAMPLE)
        name = place.partition(",")[0]
        name = name.title() if name.isupper() else name
        asked = next(filter(None, map(_counted_question, reports)), "What happened in {place}?")
        question = asked.format(place=name)
        if question not in found:
            found.append(question)
    return found


def _counted_question(article: Article) -> str | None:
    """A question on the first count in *article* of something that happened to people."""
    from qa.figures import find_figures
    from qa.language import parse
    from qa.measures import load_measures
    from qa.sentences import sentence_spans

    measures = load_measures()
    for start, end in sentence_spans(article.text)[:_SENTENCES]:
        for mention in find_figures(parse(article.text[start:end])):
            measure = mention.figure.measure or ""
            verbs = [verb for verb, name in measures.object.items() if name == measure]
            if any(measure.startswith(verb[:4]) for verb in verbs):
                return f"How many were {measure} in {{place}}?"
            if measure in measures.subject.values():
                return f"How many {measure} in {{place}}?"
    return None
