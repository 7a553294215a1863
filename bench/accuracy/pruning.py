# SPDX-License-Identifier: BSL-1.0
"""Pruning by magnitude, more and more over time, each layer to the same share."""
import math

import torch
from torch import Tensor, nn

LAYERS = (nn.Linear, nn.Conv1d, nn.Conv2d)
SHARE = 0.9


def prunable(model: nn.Module) -> list[Tensor]:
    """The weights of linear layers and convolutions, without biases."""
    return [layer.weight for layer in model.modules() if isinstance(layer, LAYERS)]


def zero_share(weights: list[Tensor]) -> float:
    """Which part of all these weights is +0.0."""
    zeros = sum(int(((weight == 0) & ~weight.signbit()).sum()) for weight in weights)
    return zeros / sum(weight.numel() for weight in weights)


def share_at(progress: float) -> float:
    """Rises to SHARE while progress goes from 0 to 1: fast at first, gently at the end."""
    return SHARE * (1 - (1 - min(progress, 1)) ** 3)


class Pruner:
    """Remembers which weights are gone and keeps them at zero.

    With keep_filters the largest weight of each filter of a depthwise convolution goes last.
    """

    def __init__(self, model: nn.Module, keep_filters: bool = False) -> None:
        self.weights = prunable(model)
        self.keep_filters = keep_filters
        self.gone = [torch.zeros_like(weight, dtype=torch.bool) for weight in self.weights]

    @torch.no_grad()
    def prune(self, share: float) -> None:
        """Takes the smallest weights of each layer until at least `share` of it is gone."""
        for weight, gone in zip(self.weights, self.gone, strict=True):
            size = weight.abs().masked_fill(gone, -1)
            if self.keep_filters and weight.dim() > 2 and weight.shape[1] == 1:
                filters = size.view(len(size), -1)
                filters.scatter_add_(1, filters.argmax(1, keepdim=True),
                                     size.max().expand(len(size), 1))
            order = size.view(-1).argsort()
            gone.view(-1)[order[:math.ceil(share * len(order))]] = True
        self.hold()

    @torch.no_grad()
    def hold(self) -> None:
        """To be called after every step. Fills, as a product would leave negative zeros."""
        for weight, gone in zip(self.weights, self.gone, strict=True):
            weight.masked_fill_(gone, 0.0)
