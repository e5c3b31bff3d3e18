"""The values that pass between steps: frozen, without input or output.

Offsets count Python characters from the start of ``Article.text``; ``end`` is exclusive. Dates are
ISO 8601 strings (``YYYY-MM-DD``), so that they compare and serialise without a conversion.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from qa.corpus import Article, Chunk, Filters, Passage, Span, text_hash

__all__ = [
    "Answer",
    "Article",
    "Certainty",
    "Chunk",
    "Citation",
    "Claim",
    "DateValue",
    "Figure",
    "Filters",
    "Passage",
    "Precision",
    "Qualifier",
    "Span",
    "State",
    "text_hash",
]

State = Literal["answered", "unknown", "conflicting", "not_found"]
Certainty = Literal[
    "confirmed", "reported", "claimed", "suspected", "unconfirmed", "disputed", "denied"
]
Qualifier = Literal[
    "exact",
    "about",
    "at_least",
    "more_than",
    "at_most",
    "fewer_than",
    "range",
    "estimated",
    "vague",
]
Precision = Literal["day", "days", "week", "month", "season", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as a report gives it.

    Attributes:
        low: Lowest count the words allow; None where they set no lower bound.
        high: Highest count the words allow; None where they set no upper bound.
        qualifier: The report's own limit on the number ("at least" is ``at_least``).
        measure: What happened to those counted (killed, wounded, escaped ...), by the lexicon's
            name; None where the words do not say.
        of: Who or what is counted, in the report's words ("SDF fighters"); None where not said.
    """

    low: float | None
    high: float | None
    qualifier: Qualifier
    measure: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A date expression of a report, resolved.

    Attributes:
        start: First day it can mean, ISO.
        end: Last day it can mean, ISO.
        precision: How exact the words are.
        text: The report's words.
    """

    start: str
    end: str
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that one or more reports state in answer to a question.

    Attributes:
        text: A sentence about it, in plain English, holding nothing its citations do not.
        value: The short answer in the report's words.
        certainty: How sure the report itself is.
        speaker: Who says so, in the report's words; None for the report's own voice.
        cues: The words that show certainty and speaker.
        citations: Numbers of the answer's citations it rests on.
    """

    text: str
    value: str
    certainty: Certainty
    speaker: str | None = None
    cues: tuple[str, ...] = ()
    figure: Figure | None = None
    date: DateValue | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verbatim quote: ``article.text[start:end] == quote`` in the text with hash ``sha256``."""

    number: int
    article_id: str
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the reports say about one question.

    Attributes:
        reason: Why there is no answer; always set when the state is ``not_found``.
        nearest: Quotes nearest to the question when the state is ``not_found``.
        confidence: 0 to 1, how sure the assistant is that this answers the question.
        index: Name, number of articles and revision of the index asked.
        model: What read and wrote the answer.
        timings_ms: Milliseconds per stage.
    """

    question: str
    standalone_question: str
    state: State
    text: str
    id: str | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    reason: str | None = None
    nearest: tuple[Citation, ...] = ()
    index: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values, in the documented order of keys."""
        plain = asdict(self)
        return {name: plain.pop(name) for name in ("id", "question")} | plain
