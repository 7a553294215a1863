# SPDX-License-Identifier: BSL-1.0
"""Writes self-attention of 4 heads over 32 positions of 64 numbers as a PyTorch program, and samples of it.

    python layers.py FOLDER
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

POSITIONS, WIDTH, HEADS = 32, 64, 4


class SelfAttention(nn.Module):
    """The projections, the heads, the projection of the result."""

    def __init__(self, causal: bool) -> None:
        super().__init__()
        self.causal = causal
        self.inputs = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        q, k, v = (part.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)
                   for part in self.inputs(x).chunk(3, -1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=self.causal)
        return self.output(y.transpose(1, 2).flatten(2))


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, causal in {"all": False, "past": True}.items():
        program = torch.export.export(SelfAttention(causal).eval(), (torch.zeros(1, POSITIONS, WIDTH),))
        torch.export.save(program, folder / f"{name}.pt2")
    samples = np.random.default_rng(1).standard_normal((64, 1, POSITIONS, WIDTH))
    np.savez(folder / "samples.npz", x=samples.astype(np.float32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
