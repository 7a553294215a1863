# SPDX-License-Identifier: BSL-1.0
"""One training: one cycle of the rate, the epoch that validation likes best."""
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pruning import SHARE, Pruner, share_at
from tasks import Samples, Task


@dataclass(frozen=True)
class Course:
    """How long, and when weights are taken away."""

    epochs: int
    batch: int
    rate: float
    pruning: float    # the part of it during which weights are taken away
    prune_every: int  # steps


def tensors(samples: Samples) -> tuple[Tensor, Tensor]:
    return torch.from_numpy(samples.x), torch.from_numpy(samples.labels)


@torch.no_grad()
def percent_right(model: nn.Module, samples: Samples) -> float:
    """Accuracy of the model as it runs in use."""
    model.eval()
    x, labels = tensors(samples)
    right = sum(int((model(part).argmax(1) == wanted).sum())
                for part, wanted in zip(x.split(500), labels.split(500), strict=True))
    return 100 * right / len(labels)


def fit(title: str, model: nn.Module, task: Task, course: Course, optimizer: torch.optim.Optimizer,
        loss_of: Callable[[Tensor, Tensor], Tensor], pruner: Pruner | None) -> float:
    """Trains in place, leaves the epoch that validation likes best, returns its accuracy.

    `loss_of` takes inputs and labels of a batch. With a pruner only epochs with all of the zeros
    count.
    """
    x, labels = tensors(task.train)
    per_epoch = len(labels) // course.batch
    steps = course.epochs * per_epoch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, course.rate, pct_start=0.2,
                                                   total_steps=steps)
    best, best_state, step, share = -1.0, {}, 0, 0.0
    for epoch in range(course.epochs):
        start, total = time.process_time(), 0.0
        model.train()
        for pick in torch.randperm(len(labels))[:per_epoch * course.batch].split(course.batch):
            loss = loss_of(x[pick], labels[pick])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
            if pruner:
                pruner.hold()
                if step % course.prune_every == 0 and share < SHARE:
                    share = share_at(step / (course.pruning * steps))
                    pruner.prune(share)
            step += 1
        reached = percent_right(model, task.validation)
        print(f"{title}: epoch {epoch + 1}/{course.epochs}, loss {total / per_epoch:.4f}, "
              f"zeros {share:.3f}, validation {reached:.2f} %, "
              f"{time.process_time() - start:.1f} CPU s", flush=True)
        if reached >= best and (pruner is None or share >= SHARE):
            best, best_state = reached, {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(best_state)
    return best
