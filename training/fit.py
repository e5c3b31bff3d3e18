"""The training loop: checkpoints, exact resumption, bf16 where the processor computes it."""

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch

from training.features import Batch, Feature, batches
from training.model import SpanReader, kind_loss, span_loss, verdict_loss

KIND_SHARE = 0.3  # of the loss of kinds beside that of spans


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of the optimiser: how long it goes, and how the rate falls.

    A stage that goes on with the data of the one before skips the batches that one has used.
    """

    name: str
    steps: int
    peak_rate: float
    final_rate: float
    warm_up: int
    skip: int = 0
    batch_size: int = 32
    frozen: int = 0  # layers at the bottom that keep their weights
    dropout: bool = True
    verdict_share: float = 0.6  # of the loss of verdicts beside that of spans


def learning_rate(stage: Stage, step: int) -> float:
    """Return the rate at *step*: linear warm-up, then linear fall."""
    if step < stage.warm_up:
        return stage.peak_rate * (step + 1) / stage.warm_up
    done = (step - stage.warm_up) / max(1, stage.steps - stage.warm_up)
    return stage.peak_rate + (stage.final_rate - stage.peak_rate) * done


def endless(epoch: Callable[[int], Sequence[Feature]], *, size: int, skip: int) -> Iterator[Batch]:
    """Yield batches of epoch after epoch, beginning after *skip* batches."""
    for number in itertools.count():
        features = epoch(number)
        count = -(-len(features) // size)
        if skip >= count:
            skip -= count
            continue
        yield from itertools.islice(batches(features, size=size, seed=number), skip, None)
        skip = 0


def fit(
    stage: Stage, epoch: Callable[[int], Sequence[Feature]], *, start: Path | None, folder: Path
) -> Path:
    """Train *stage* and return the path of its weights; an interrupted stage is taken up again.

    Args:
        stage: What to do.
        epoch: Gives the features of epoch number n; the same n must give the same features.
        start: Weights to start from; None for the packaged encoder with a fresh head.
        folder: Where checkpoints and the finished weights go.
    """
    done = folder / f"{stage.name}.pt"
    if done.exists():
        return done
    torch.manual_seed(20240601)
    model = SpanReader()
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True))
    model.freeze(stage.frozen)
    if not stage.dropout:
        model.drop_nothing()
    optimiser = _optimiser(model)
    running = folder / f"{stage.name}.running.pt"
    step = _resume(running, model, optimiser)
    model.train()
    began, seen, total = time.monotonic(), 0, 0.0
    left = stage.steps - step
    for batch in itertools.islice(
        endless(epoch, size=stage.batch_size, skip=stage.skip + step), left
    ):
        torch.set_num_threads(_free_threads())
        total += _step(model, optimiser, batch, stage, step)
        step, seen = step + 1, seen + len(batch.ids)
        if step % 50 == 0:
            rate = seen / (time.monotonic() - began)
            began, seen = time.monotonic(), 0
            print(
                f"{stage.name} {step}/{stage.steps} loss {total / 50:.3f} {rate:.0f}/s", flush=True
            )
            total = 0.0
        if step % 100 == 0:
            _save(running, model, optimiser, step)
    torch.save(model.state_dict(), done)
    running.unlink(missing_ok=True)
    return done


def blend(one: Path, other: Path, *, share: float, target: Path) -> Path:
    """Write the mean of two stages' weights, *share* of it from *one*, and return *target*.

    Both lie in one valley of the loss, and the mean reads better than either.
    """
    if not target.exists():
        left, right = (torch.load(path, weights_only=True) for path in (one, other))
        torch.save({k: left[k].lerp(right[k], 1 - share) for k in left}, target)
    return target


def _free_threads() -> int:
    """Return 2 where a second processor is idle now, else 1.

    On a busy machine two threads wait for each other at every operation: ten times slower than one.
    """
    running = int(Path("/proc/loadavg").read_text(encoding="ascii").split()[3].split("/")[0])
    return 2 if running <= 1 else 1


@cache
def _bf16_pays() -> bool:
    """Whether the processor multiplies faster in bf16: some emulate it, ten times slower.

    Of those that have the instructions, some take twice as long with them as in float32.
    """
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    if "avx512_bf16" not in flags and "amx_bf16" not in flags:
        return False
    return _seconds(torch.bfloat16) < _seconds(torch.float32)


def _seconds(kind: torch.dtype) -> float:
    """The least time of a few products of the size that a layer computes."""
    left, right = torch.ones(2048, 384, dtype=kind), torch.ones(384, 1536, dtype=kind)
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        _ = left @ right
        taken.append(time.perf_counter() - began)
    return min(taken)


def _optimiser(model: SpanReader) -> torch.optim.AdamW:
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    plain = [p for n, p in trained if p.ndim < 2]
    decayed = [p for n, p in trained if p.ndim >= 2]
    groups: list[dict[str, Any]] = [
        {"params": decayed, "weight_decay": 0.01},
        {"params": plain, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=0.0, fused=True)


def _step(
    model: SpanReader, optimiser: torch.optim.AdamW, batch: Batch, stage: Stage, step: int
) -> float:
    tensor = torch.from_numpy
    for group in optimiser.param_groups:
        group["lr"] = learning_rate(stage, step)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_bf16_pays()):
        start, end, kind, verdict = model(
            tensor(batch.ids), tensor(batch.mask), tensor(batch.types)
        )
    spans = span_loss(
        start,
        end,
        tensor(batch.allowed),
        tensor(batch.first),
        tensor(batch.last),
        tensor(batch.real),
    )
    kinds = kind_loss(kind, tensor(batch.kinds))
    verdicts = verdict_loss(verdict, tensor(batch.verdicts))
    loss = spans + KIND_SHARE * kinds + stage.verdict_share * verdicts
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())


def _save(path: Path, model: SpanReader, optimiser: torch.optim.AdamW, step: int) -> None:
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def _resume(path: Path, model: SpanReader, optimiser: torch.optim.AdamW) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])
