# SPDX-License-Identifier: BSL-1.0
"""Writes LSTM(64) and GRU(64), one step on 64 inputs, as PyTorch programs, and samples of them.

    python layers.py FOLDER
"""

import sys
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn


class Step(nn.Module):
    """A sequence of one step, its states alone."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x)[0]


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    warnings.simplefilter("ignore")  # weights are attributes of a recurrent layer twice
    folder.mkdir(parents=True, exist_ok=True)
    for name, layer in {"lstm": nn.LSTM(64, 64), "gru": nn.GRU(64, 64)}.items():
        program = torch.export.export(Step(layer).eval(), (torch.zeros(1, 1, 64),))
        torch.export.save(program, folder / f"{name}.pt2")
    samples = np.random.default_rng(1).standard_normal((64, 1, 1, 64))
    np.savez(folder / "samples.npz", x=samples.astype(np.float32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
