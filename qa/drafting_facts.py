"""What became of a draft, and what it took."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A draft under way, and what it cost.

    Attributes:
        shown: Sentences that may be shown, in order.
        fallback: Why the extract stands in for the draft, or None.
    """

    name: str
    shown: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("kept", "repaired", "replaced", "dropped"), 0)
    )
    prompts: dict[str, str] = field(default_factory=dict)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    fallback: str | None = None

    @property
    def written(self) -> int:
        """Sentences of the model that are shown."""
        return self.counts["kept"] + self.counts["repaired"]

    def facts(self, prices: tuple[float, float]) -> Mapping[str, Any]:
        """What an answer tells of its draft; *prices* are of a million tokens, 0 if not known."""
        spent = (self.prompt_tokens, self.completion_tokens)
        cost = sum(price * tokens for price, tokens in zip(prices, spent, strict=True)) / 1e6
        return {
            "name": self.name,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "seconds": round(self.seconds, 3),
            "cost": round(cost, 6) if any(prices) else None,
            "prompts": self.prompts,
            "sentences": self.counts,
            "fallback": self.fallback,
        }
