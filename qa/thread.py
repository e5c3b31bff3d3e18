"""A conversation as HTML: its turns, the turn under way, and the list of conversations."""

from collections.abc import Sequence

from qa.authorship import draft_html
from qa.chat_store import Conversation, Turn
from qa.disagreement import disagreement_html
from qa.feedback import VERDICTS
from qa.markup import escape
from qa.panels import filter_chips_html
from qa.progress import Progress
from qa.render import answer_html

__all__ = ["conversations_html", "thread_html", "welcome_html"]

_VERDICT_NAMES = {
    "correct": "Correct",
    "wrong": "Wrong",
    "wrong_citation": "Wrong citation",
    "should_have_abstained": "Should have abstained",
}
_EXPORTS = (("markdown", "Markdown"), ("json", "JSON"), ("html", "HTML audit"))
_MOST_TURNS = 40


def _question(text: str) -> str:
    return f'<h2 class="qa-question" dir="auto"><bdi>{escape(text)}</bdi></h2>'


def _button(action: str, label: str, *, turn: int, **data: str) -> str:
    extra = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<button type="button" data-action="{action}" data-turn="{turn}"{extra}>{label}</button>'
    )


def _footer(turn: Turn, position: int) -> str:
    judged = "".join(
        f'<button type="button" data-action="verdict" data-turn="{position}" '
        f'data-verdict="{name}" aria-pressed="{"true" if turn.verdict == name else "false"}">'
        f"{_VERDICT_NAMES[name]}</button>"
        for name in VERDICTS
    )
    exports = "".join(
        _button("export", label, turn=position, format=name) for name, label in _EXPORTS
    )
    thanks = '<small role="status">Noted, thank you.</small>' if turn.verdict else ""
    return (
        '<footer class="qa-actions"><span>'
        f"{_button('retry', 'Ask again', turn=position)}{_button('edit', 'Edit', turn=position)}"
        f'<details><summary>Save</summary><span class="qa-menu">{exports}</span></details></span>'
        f'<span aria-label="Your verdict" role="group">{judged}{thanks}</span></footer>'
    )


def _turn(turn: Turn, position: int, *, newest: bool) -> str:
    anchor = ' data-scroll="start"' if newest else ""
    evidence = disagreement_html(turn.answer, turn=position)
    limits = filter_chips_html(turn.filters, removable=False) if turn.filters else ""
    return (
        f'<div class="qa-turn"{anchor} data-turn="{position}">{_question(turn.question)}{limits}'
        f"{answer_html(turn.answer, turn=position, evidence=evidence)}"
        f"{_footer(turn, position)}</div>"
    )


def _under_way(progress: Progress | None, problem: str) -> str:
    if problem:
        said = f"<strong>Not answered.</strong> {escape(problem)}"
        return f'<p class="qa-problem" role="alert">{said}</p>'
    stage = progress.stage if progress else ""
    return (
        '<div class="qa-stage"><span class="qa-dot"></span>'
        f'<span role="status">{escape(stage)} …</span>'
        '<button type="button" data-action="stop">Stop</button>'
        f"{draft_html(progress.sentences if progress else ())}</div>"
    )


def thread_html(
    conversation: Conversation | None,
    *,
    question: str = "",
    progress: Progress | None = None,
    problem: str = "",
    upto: int | None = None,
    still: bool = False,
) -> str:
    """The turns of *conversation* and, below them, what is under way.

    Args:
        conversation: What to show; None shows only what is under way.
        question: The question being answered.
        progress: How far its answer is.
        problem: Why it could not be answered.
        upto: Show only this many turns (those after are being replaced).
        still: Leave the page where it is scrolled to.
    """
    turns = list(enumerate(conversation.turns if conversation else ()))[:upto]
    hidden = len(turns) - _MOST_TURNS
    note = f'<p class="qa-note">{hidden} earlier turns are in the export.</p>' if hidden > 0 else ""
    busy = bool(question)
    shown = turns[max(0, hidden) :]
    parts = [
        _turn(turn, position, newest=not (busy or still) and position == shown[-1][0])
        for position, turn in shown
    ]
    if busy:
        state = _under_way(progress, problem)
        parts.append(f'<div class="qa-turn" data-scroll="start">{_question(question)}{state}</div>')
    return (
        f'<div class="qa-thread" role="log" aria-label="Conversation" aria-busy="'
        f'{"true" if progress else "false"}">{note}{"".join(parts)}</div>'
    )


def welcome_html(reports: int, examples: Sequence[str]) -> str:
    """What an empty conversation shows: what to ask, with *examples* that a click asks."""
    if not reports:
        return (
            '<div class="qa-welcome"><h2>No reports yet</h2><p>Add files in the Reports tab; they '
            "can be asked about as soon as they are read.</p></div>"
        )
    buttons = "".join(
        f'<button type="button" data-action="example" data-question="{escape(each)}">'
        f"<bdi>{escape(each)}</bdi></button>"
        for each in examples
    )
    tries = f"<p>For example:</p><div class='qa-examples'>{buttons}</div>" if buttons else ""
    return (
        f'<div class="qa-welcome"><h2>Ask {reports:,} reports</h2><p>Every answer quotes the '
        "reports to the letter, says how sure each one is and who says so, and says when there is "
        "none.</p>"
        f"{tries}</div>"
    )


def conversations_html(
    conversations: Sequence[Conversation],
    *,
    current: str = "",
    renaming: str = "",
    deleting: str = "",
) -> str:
    """The list of conversations; one of them may be being renamed or about to be deleted."""
    if not conversations:
        return '<p class="qa-empty">Conversations are kept here.</p>'
    rows = []
    for each in conversations:
        here = f'data-chat="{each.id}"'
        if each.id == renaming:
            row = (
                f'<form data-action="rename" {here}><input name="title" maxlength="80" '
                f'aria-label="New title" value="{escape(each.title)}" data-focus="1">'
                "<button>Save</button></form>"
            )
        elif each.id == deleting:
            row = (
                '<span role="alert">Delete for good?</span> '
                f'<button type="button" class="qa-danger" data-action="delete" {here}>Delete'
                "</button>"
                f'<button type="button" data-action="keep" {here}>Keep</button>'
            )
        else:
            mark = ' aria-current="true"' if each.id == current else ""
            title = escape(each.title)
            row = (
                f'<button type="button" class="qa-chat" data-action="open_chat" {here}{mark}>'
                f"<bdi>{title}</bdi></button>"
                f'<button type="button" data-action="ask_rename" {here} title="Rename" '
                f'aria-label="Rename {title}">✎</button>'
                f'<button type="button" data-action="ask_delete" {here} title="Delete" '
                f'aria-label="Delete {title}">&times;</button>'
            )
        rows.append(f"<li>{row}</li>")
    return f'<ul class="qa-chats" aria-label="Conversations">{"".join(rows)}</ul>'
