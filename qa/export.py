"""Conversations as files: Markdown, JSON, and an HTML audit that anyone can read and re-check.

The HTML is one page without scripts or outside parts. It embeds the JSON, from which
``verify_export`` re-checks every quote against the index.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit import audit_html
from qa.authorship import model_facts
from qa.chat_store import Conversation, Turn, turn_from_dict
from qa.errors import InputError
from qa.markup import long_date
from qa.records import Answer, Citation

if TYPE_CHECKING:
    from qa.index import Index

__all__ = ["KINDS", "Check", "file_name", "verify_export", "write_export"]

_FORMAT = "conflict-qa audit 1"
_MEDIA = {"markdown": "text/markdown", "json": "application/json", "html": "text/html"}
KINDS = tuple(_MEDIA)
_SUFFIXES = {"markdown": "md", "json": "json", "html": "html"}
_EMBEDDED = re.compile(r'<script type="application/json" id="qa-audit">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What became of one quote; ``problem`` is None when it still stands.

    Attributes:
        turn: Position of the question in the file, from 1; 0 for the file itself.
        number: Number of the citation in its answer; 0 for the file itself.
    """

    turn: int
    number: int
    article_id: str
    problem: str | None = None


def file_name(conversation: Conversation, *, kind: str) -> str:
    """A plain file name from the title."""
    words = "-".join(re.findall(r"[a-z0-9]+", conversation.title.casefold()))[:50].strip("-")
    return f"{words or 'conversation'}.{_SUFFIXES.get(kind, 'txt')}"


def write_export(
    conversation: Conversation, *, kind: str, index: Mapping[str, Any], exported: str = ""
) -> tuple[str, str]:
    """The text of the file and its media type.

    Args:
        conversation: What to write.
        kind: ``markdown``, ``json`` or ``html``.
        index: Facts of the index and its settings, kept with the answers.
        exported: ISO time; now unless given.

    Raises:
        InputError: There is no such kind.
    """
    if kind not in _MEDIA:
        raise InputError(f"{kind!r} is no export format; choose one of {', '.join(_MEDIA)}.")
    document = {
        "format": _FORMAT,
        "title": conversation.title,
        "created": conversation.created,
        "exported": exported or datetime.now(UTC).isoformat(timespec="seconds"),
        "index": dict(index),
        "turns": [turn.to_dict() for turn in conversation.turns],
    }
    if kind == "json":
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n", _MEDIA[kind]
    write = _markdown if kind == "markdown" else audit_html
    return write(document, conversation.turns), _MEDIA[kind]


def _plain(text: str) -> str:
    """*text* on one line with Markdown's characters made literal, so that none takes effect."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~])", r"\\\1", " ".join(text.split()))


def _markdown(document: Mapping[str, Any], turns: Sequence[Turn]) -> str:
    lines = [f"# {_plain(document['title'])}", "", f"Exported {document['exported']}.", ""]
    for turn in turns:
        answer = turn.answer
        lines += [f"## {_plain(turn.question)}", ""]
        lines += [f"**{answer.state}** · {_plain(answer.text)}", ""]
        for claim in answer.claims:
            speaker = f", says {_plain(claim.speaker)}" if claim.speaker else ""
            numbers = "".join(f" \\[{number}\\]" for number in claim.citations)
            lines.append(f"- **{_plain(claim.value)}**: {claim.certainty}{speaker}{numbers}")
        for citation in (*answer.citations, *answer.nearest):
            lines += _citation_markdown(citation)
        model = [f"{_plain(name)}: {_plain(value)}" for name, value in model_facts(answer)]
        lines += ["", *(f"- {fact}" for fact in model)] if model else []
        lines.append("")
    return "\n".join(lines)


def _citation_markdown(citation: Citation) -> list[str]:
    source = f"{citation.outlet or 'outlet not given'}, {long_date(citation.published)}"
    place = f"characters {citation.start} to {citation.end}, SHA-256 `{citation.sha256}`"
    return [
        "",
        f"\\[{citation.number}\\] {_plain(citation.title)} ({_plain(source)})",
        "",
        f"> {_plain(citation.quote)}",
        "",
        f"Article {_plain(citation.article_id)}, {place}",
    ]


def _document(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        embedded = _EMBEDDED.search(text)
        document = json.loads(embedded[1] if embedded else text)
        known = document["format"] == _FORMAT and isinstance(document["turns"], list)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no export that can be verified ({error}); give the HTML audit or the JSON "
            "that the page saved."
        ) from None
    if not known:
        raise InputError(f"{path} is not of the format {_FORMAT!r}; save it again from the page.")
    return text, document


def verify_export(file: str | Path, index: "Index") -> list[Check]:
    """Re-check every quote of an exported HTML audit or JSON against *index*.

    Returns:
        One check per citation in the file's order; a first one about the file itself when what it
        shows differs from the data it carries.

    Raises:
        InputError: The file cannot be read, or is no such export.
    """
    text, document = _document(Path(file))
    turns = [turn_from_dict(plain) for plain in document["turns"]]
    checks = list(_quote_checks(turns, index))
    if text.lstrip().startswith("<") and text != audit_html(document, turns):
        problem = "what the page shows was edited, or written by another version"
        return [Check(turn=0, number=0, article_id="", problem=problem), *checks]
    return checks


def _quote_checks(turns: Sequence[Turn], index: "Index") -> Iterator[Check]:
    for position, turn in enumerate(turns, 1):
        for citation in (*turn.answer.citations, *turn.answer.nearest):
            yield Check(
                turn=position,
                number=citation.number,
                article_id=citation.article_id,
                problem=_problem(citation, index),
            )
        yield from (
            Check(turn=position, number=number, article_id="", problem="no such citation")
            for number in _unresolved(turn.answer)
        )


def _unresolved(answer: Answer) -> list[int]:
    """Numbers that the text or a claim cites and no citation has."""
    cited = {int(number) for number in re.findall(r"\[(\d{1,4})\]", answer.text)}
    cited |= {number for claim in answer.claims for number in claim.citations}
    # A quote may itself hold "[3]", as the report wrote it.
    quoted = " ".join(citation.quote for citation in answer.citations)
    known = {citation.number for citation in answer.citations}
    return sorted(number for number in cited - known if f"[{number}]" not in quoted)


def _problem(citation: Citation, index: "Index") -> str | None:
    try:
        article = index.article(citation.article_id)
    except InputError:
        return "the article is no longer in the index"
    if article.sha256 != citation.sha256:
        return f"the article has changed since; it is now at revision {article.revision}"
    if article.text[citation.start : citation.end] != citation.quote:
        return "the quote is not, to the letter, at its offsets"
    shown = (article.title, article.outlet, article.published)
    if shown != (citation.title, citation.outlet, citation.published):
        return "title, outlet or publish date differ from the article's"
    return None
