"""Who wrote an answer: the label, the sentences under way, and the facts of a language model.

An answer that no language model took part in says nothing here: it is composed from the reports'
own words, which the page says of every answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from qa.markup import escape
from qa.records import Answer
from qa.streaming import Sentence, SentenceStatus

__all__ = ["draft_html", "model_facts", "writer", "writer_html"]

_NOTES: Mapping[SentenceStatus, str] = {
    "kept": "",
    "repaired": "rewritten after a failed check",
    "replaced": "the report's words: the model's sentence failed a check",
    "dropped": "",  # its text is the note
}
_COUNTED: Mapping[SentenceStatus, str] = {
    "kept": "passed",
    "repaired": "rewritten after a failed check",
    "replaced": "replaced by the report's words",
    "dropped": "left out",
}
_HASH_SHOWN = 12


def _model(answer: Answer) -> Mapping[str, Any] | None:
    found = answer.model.get("llm")
    return found if isinstance(found, Mapping) else None


def writer(answer: Answer) -> str:
    """One sentence on who wrote the text; empty where no language model took part."""
    model = _model(answer)
    if model is None:
        return ""
    name = model.get("name") or "a language model"
    if answer.model.get("answerer") == "llm":
        return f"Written by {name}, each sentence checked against its quotes"
    reason = str(model.get("fallback") or "").rstrip(".")
    because = f" ({reason})" if reason else ""
    return f"Extractive: the reports' own words; {name} did not write this{because}"


def _sentences(model: Mapping[str, Any]) -> str:
    counts = model.get("sentences") or {}
    told = [f"{counts[kind]} {words}" for kind, words in _COUNTED.items() if counts.get(kind)]
    return ", ".join(told)


def model_facts(answer: Answer) -> list[tuple[str, str]]:
    """(name, value) of what is known about the language model's part; empty without one."""
    model = _model(answer)
    if model is None:
        return []
    cost = model.get("cost")
    spent = [
        f"{model.get('prompt_tokens') or 0} tokens read",
        f"{model.get('completion_tokens') or 0} written",
        f"{model.get('seconds') or 0:.1f} s",
        *([] if cost is None else [f"cost {cost}"]),
    ]
    prompts = model.get("prompts") or {}
    rows = [
        ("Text", writer(answer)),
        ("Model's sentences", _sentences(model)),
        ("Model's use", " · ".join(spent)),
        ("Prompts", " · ".join(f"{n} {str(h)[:_HASH_SHOWN]}" for n, h in prompts.items())),
    ]
    return [(name, value) for name, value in rows if value]


def writer_html(answer: Answer) -> str:
    """The label under an answer's state; empty where no language model took part."""
    said = writer(answer)
    model = _model(answer)
    if not said or model is None:
        return ""
    counts = model.get("sentences") or {}
    changed = any(counts.get(kind) for kind in ("repaired", "replaced", "dropped"))
    told = f": {_sentences(model)}" if changed else ""
    return f'<p class="qa-writer"><bdi>{escape(said + told)}</bdi></p>'


def draft_html(sentences: Sequence[Sentence]) -> str:
    """The sentences that are there so far, each with what became of it."""
    if not sentences:
        return ""
    rows = "".join(
        f'<li class="qa-{each.status}"><bdi>{escape(each.text)}</bdi>'
        + (f" <small>{_NOTES[each.status]}</small>" if _NOTES[each.status] else "")
        + "</li>"
        for each in sentences
    )
    return f'<ul class="qa-draft" aria-label="Checked sentences so far">{rows}</ul>'
