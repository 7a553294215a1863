# SPDX-License-Identifier: BSL-1.0
"""One training: AdamW, one cycle of the rate, the epoch that validation likes best."""
import time

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from datasets import Samples, Task
from pruning import SHARE, Pruner, share_at
from recipes import Recipe

PRUNING = 0.6      # the part of the retraining during which weights are taken away
PRUNE_EVERY = 10   # steps


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


def targets_of(labels: Tensor, classes: int, smoothing: float) -> Tensor:
    """A share for each class, nearly all of it for the right one."""
    return F.one_hot(labels, classes) * (1 - smoothing) + smoothing / classes


def blended(x: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Mixup: every sample with some of another one, and so its target."""
    share = float(torch.distributions.Beta(0.4, 0.4).sample())
    other = torch.randperm(len(x))
    return share * x + (1 - share) * x[other], share * targets + (1 - share) * targets[other]


def fit(title: str, model: nn.Sequential, recipe: Recipe, task: Task, pruner: Pruner | None) -> float:
    """Trains in place, leaves the epoch that validation likes best, returns its accuracy.

    With a pruner only epochs with all of the zeros count.
    """
    x, labels = tensors(task.train)
    classes = int(labels.max()) + 1
    sigmoid = isinstance(recipe.build()[-1], nn.Sigmoid)
    loss_of = F.binary_cross_entropy_with_logits if sigmoid else F.cross_entropy
    epochs = recipe.pruned_epochs if pruner else recipe.epochs
    vary = recipe.vary_pruned if pruner and recipe.vary_pruned else recipe.vary
    per_epoch = len(labels) // recipe.batch
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.decay,
                                  fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, pct_start=0.2,
                                                   total_steps=epochs * per_epoch)
    best, best_state, step, share = -1.0, {}, 0, 0.0
    for epoch in range(epochs):
        start, total = time.process_time(), 0.0
        model.train()
        for pick in torch.randperm(len(labels))[:per_epoch * recipe.batch].split(recipe.batch):
            samples = vary(x[pick])
            targets = targets_of(labels[pick], classes, recipe.smoothing)
            if recipe.mixup and torch.rand(()) < recipe.mixup:
                samples, targets = blended(samples, targets)
            loss = loss_of(model(samples), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
            if pruner:
                pruner.hold()
                if step % PRUNE_EVERY == 0 and share < SHARE:
                    share = share_at(step / (PRUNING * epochs * per_epoch))
                    pruner.prune(share)
            step += 1
        reached = percent_right(model, task.validation)
        print(f"{title}: epoch {epoch + 1}/{epochs}, loss {total / per_epoch:.4f}, "
              f"zeros {share:.3f}, validation {reached:.2f} %, "
              f"{time.process_time() - start:.1f} CPU s", flush=True)
        if reached >= best and (pruner is None or share >= SHARE):
            best, best_state = reached, {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(best_state)
    return best
