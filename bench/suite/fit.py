# SPDX-License-Identifier: BSL-1.0
"""The losses by which the suite's models are trained: smoothed targets, mixup."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from datasets import Task  # makes the modules of ../accuracy known
from recipes import Recipe

from fitting import Course, fit
from pruning import Pruner

PRUNING = 0.6      # the part of the retraining during which weights are taken away
PRUNE_EVERY = 10   # steps


def targets_of(labels: Tensor, classes: int, smoothing: float) -> Tensor:
    """A share for each class, nearly all of it for the right one."""
    return F.one_hot(labels, classes) * (1 - smoothing) + smoothing / classes


def blended(x: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Mixup: every sample with some of another one, and so its target."""
    share = float(torch.distributions.Beta(0.4, 0.4).sample())
    other = torch.randperm(len(x))
    return share * x + (1 - share) * x[other], share * targets + (1 - share) * targets[other]


def fit_recipe(title: str, model: nn.Sequential, recipe: Recipe, task: Task,
               pruner: Pruner | None) -> float:
    """Trains in place and returns the validation accuracy."""
    classes = int(task.train.labels.max()) + 1
    sigmoid = isinstance(recipe.build()[-1], nn.Sigmoid)
    distance = F.binary_cross_entropy_with_logits if sigmoid else F.cross_entropy
    vary = recipe.vary_pruned if pruner and recipe.vary_pruned else recipe.vary
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.decay,
                                  fused=True)
    course = Course(recipe.pruned_epochs if pruner else recipe.epochs, recipe.batch, recipe.rate,
                    PRUNING, PRUNE_EVERY)

    def loss_of(x: Tensor, labels: Tensor) -> Tensor:
        samples = vary(x)
        targets = targets_of(labels, classes, recipe.smoothing)
        if recipe.mixup and torch.rand(()) < recipe.mixup:
            samples, targets = blended(samples, targets)
        return distance(model(samples), targets)

    return fit(title, model, task, course, optimizer, loss_of, pruner)
