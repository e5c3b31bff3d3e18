"""A follow-up that the rules cannot read, read by a chat model, and only where it adds nothing.

The model's reading is taken when each of its words stands in the questions of the conversation and
no name or number of the follow-up is lost; otherwise the question is asked as it was typed.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from qa.chunks import count_tokens
from qa.citations import number_tokens
from qa.errors import LanguageModelError
from qa.language import parse
from qa.llm import ChatModel, Message
from qa.prompts import load_prompt
from qa.question import name_spans, restore_capitals
from qa.word_keys import word_keys

__all__ = ["Rewriting", "rewrite"]

_LOG = logging.getLogger(__name__)
LONGEST = 300  # characters of a reading
TURNS = 6  # earlier questions that are shown
_FREE = frozenset({"DET", "ADP", "AUX", "PRON", "PUNCT", "CCONJ", "SCONJ", "PART", "ADV"})


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a model made of a follow-up.

    Attributes:
        reading: The standalone question, or None where it was not to be trusted.
        prompt_sha256: Of the prompt's text.
    """

    reading: str | None
    prompt_sha256: str
    prompt_tokens: int
    completion_tokens: int


def rewrite(
    model: ChatModel, question: str, history: Sequence[str], reading: str
) -> Rewriting | None:
    """Let *model* read a follow-up; None where the rules have resolved it, or there is nothing to.

    Args:
        model: What reads.
        question: As typed.
        history: Earlier questions, oldest first.
        reading: What the rules made of it.
    """
    if not history or reading != " ".join(question.split()):
        return None
    prompt = load_prompt("rewrite")
    shown = "\n".join(" ".join(turn.split()) for turn in history[-TURNS:])
    system, user = prompt.fill({"history": shown, "question": reading})
    reply = ""
    try:
        for piece in model.stream((Message("system", system), Message("user", user))):
            reply += piece
            if len(reply) > 2 * LONGEST:
                break
    except LanguageModelError as error:
        _LOG.warning("The follow-up %r is asked as it was typed: %s", question, error)
    lines = [line.strip(' "“”*') for line in reply.splitlines() if line.strip()]
    found = lines[0] if lines and _holds(lines[0], reading, history) else None
    return Rewriting(
        found, prompt.sha256, count_tokens(system) + count_tokens(user), count_tokens(reply)
    )


def _holds(found: str, question: str, history: Sequence[str]) -> bool:
    """Whether *found* says only what the questions say, and keeps the last one's names."""
    if len(found) > LONGEST or not found.endswith("?"):
        return False
    known = word_keys(" ".join((question, *history)))
    sentence = parse(restore_capitals(found))
    words = (token.text for token in sentence.tokens if token.pos not in _FREE)
    if not all(word_keys(word) & known or not word.isalnum() for word in words):
        return False
    asked = parse(restore_capitals(question))
    names = [asked.text[start:end] for start, end in name_spans(asked)]
    kept = all(word_keys(name) <= word_keys(found) for name in names)
    return kept and set(number_tokens(question)) <= set(number_tokens(found))
