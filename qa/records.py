"""The values that pass between steps: frozen, without input or output.

Offsets count Python characters from the start of ``Article.text``; ``end`` is exclusive. Dates are
ISO 8601 strings (``YYYY-MM-DD``), so that they compare and serialise without a conversion.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

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


def text_hash(text: str) -> str:
    """SHA-256 of *text* in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as it was stored.

    Attributes:
        id: Unique in an index; given by the source, or derived from url or content.
        text: Exactly what was read; never normalised afterwards, since quotes point into it.
        published: ISO date, or None where the source gives none.
        source: The file or stream it came from, as shown to the user.
        metadata: Whatever else the source said.
        revision: 1 for the first text stored under this id, 2 for the next.
        sha256: Of the whole text; derived.
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: str | None = None
    place: str | None = None
    url: str | None = None
    source: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 1
    sha256: str = ""

    def __post_init__(self) -> None:
        """Derive the hash once."""
        if not self.sha256:
            object.__setattr__(self, "sha256", text_hash(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an article: ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of whole sentences of one article, sized for the embedder.

    Attributes:
        id: Derived from article id, article hash and offsets.
        position: 0 for the first chunk of its article.
        text: ``article.text[start:end]``.
        sentences: (start, end) of each sentence inside the chunk, in article offsets.
    """

    id: str
    article_id: str
    position: int
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A retrieved chunk.

    Attributes:
        score: Higher is better; comparable only within one search.
        parts: What each retriever contributed, by name (``keyword``, ``vector``, ``article``).
        copies: Ids of other articles that carry the same text (reprints, wire copies).
    """

    article: Article
    chunk: Chunk
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a question is limited to; None or empty means no limit.

    Attributes:
        after: Published on or after this ISO date.
        before: Published on or before this ISO date.
        outlets: Any of these outlets, compared without case.
        places: Any of these places, in the article's place or text, compared without case.
    """

    after: str | None = None
    before: str | None = None
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Accept lists and None for the two tuples, as callers write them."""
        for name in ("outlets", "places"):
            value = getattr(self, name)
            values = (value,) if isinstance(value, str) else tuple(value or ())
            object.__setattr__(self, name, values)

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return bool(self.after or self.before or self.outlets or self.places)


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
