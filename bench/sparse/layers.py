# SPDX-License-Identifier: BSL-1.0
"""Writes single layers, 90 % of their weights zeros at random places, as PyTorch programs.

    python layers.py FOLDER
"""

import sys
from pathlib import Path

import torch
from torch import nn


class ChannelsLast(nn.Module):
    """A convolution of what lies as it does inside of GENN: nothing else is measured."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


def without_weights(layer: nn.Linear | nn.Conv2d, share: float) -> nn.Module:
    """Sets that share of the weights to zero."""
    weight = layer.weight.data
    order = torch.randperm(weight.numel())[: round(share * weight.numel())]
    weight.view(-1)[order] = 0.0
    return layer.eval()


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    layers: dict[str, tuple[nn.Module, tuple[int, ...]]] = {
        "linear_512x512": (nn.Linear(512, 512), (1, 512)),
        "pointwise_64x64": (nn.Conv2d(64, 64, 1), (1, 25, 5, 64)),
        "conv3x3_16x16": (nn.Conv2d(16, 16, 3, padding=1), (1, 16, 16, 16)),
        "depthwise_64": (nn.Conv2d(64, 64, 3, padding=1, groups=64), (1, 25, 5, 64)),
    }
    for name, (layer, shape) in layers.items():
        sparse = without_weights(layer, 0.9)
        whole = ChannelsLast(sparse).eval() if isinstance(layer, nn.Conv2d) else sparse
        program = torch.export.export(whole, (torch.rand(shape),))
        torch.export.save(program, folder / f"{name}.pt2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
