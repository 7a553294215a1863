# SPDX-License-Identifier: BSL-1.0
"""Writes single layers, 90 % of their weights zeros at random places, as PyTorch programs.

    python layers.py FOLDER
"""

import sys
from pathlib import Path

import torch
from torch import nn


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
        "pointwise_64x64": (nn.Conv2d(64, 64, 1), (1, 64, 25, 5)),
        "conv3x3_16x16": (nn.Conv2d(16, 16, 3, padding=1), (1, 16, 16, 16)),
    }
    for name, (layer, shape) in layers.items():
        program = torch.export.export(without_weights(layer, 0.9), (torch.rand(shape),))
        torch.export.save(program, folder / f"{name}.pt2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
