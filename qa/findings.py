"""What the reports say, before it is put into words."""

from dataclasses import dataclass

from qa.candidates import Candidate
from qa.certainty import Assessment
from qa.evidence import Line
from qa.records import State

__all__ = ["Finding", "Findings", "Seconded", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a finding stands: a stretch of whole sentences that holds value, cues and speaker."""

    line: Line
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconded:
    """Who says, in another report, what the first one tells in its own voice."""

    speaker: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One value that reports give, with the assessment of its first source.

    Attributes:
        score: Of the best candidate.
        asides: What the sentences around say of how sure it is, in their words.
        label: What the value counts, where figures of several measures stand together.
        alone: Whether no other value contends with it, though others of the answer do.
        replaced: Whether a later report from the same source gives another value.
        second: Who says so in one of the further sources, where the first names nobody.
    """

    candidate: Candidate
    score: float
    assessment: Assessment
    sources: tuple[Source, ...]
    asides: tuple[str, ...] = ()
    label: str | None = None
    alone: bool = False
    replaced: bool = False
    second: Seconded | None = None

    @property
    def published(self) -> str:
        """When its first source came out, ISO; "" where it does not say."""
        return self.candidate.line.article.published or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What to answer.

    Attributes:
        state: The answer's state.
        found: Findings to show, the answer first.
        earlier: Figures that the answer has replaced, where only the newest is asked for.
    """

    state: State
    found: tuple[Finding, ...] = ()
    earlier: tuple[Finding, ...] = ()
