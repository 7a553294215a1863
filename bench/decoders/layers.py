# SPDX-License-Identifier: BSL-1.0
"""Writes two decoders of transposed convolutions as PyTorch programs, and samples of them.

    python layers.py FOLDER
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn


def image() -> nn.Module:
    """Three doublings of an image, as in DCGAN: [32, 4, 4] to [1, 32, 32]."""
    return nn.Sequential(nn.ConvTranspose2d(32, 16, 4, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
                         nn.ConvTranspose2d(16, 8, 4, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
                         nn.ConvTranspose2d(8, 1, 4, 2, 1), nn.Tanh())


def audio() -> nn.Module:
    """32 frames to 1,024 samples, as in HiFi-GAN."""
    return nn.Sequential(nn.ConvTranspose1d(32, 16, 16, 8, 4), nn.LeakyReLU(0.1),
                         nn.ConvTranspose1d(16, 8, 4, 2, 1), nn.LeakyReLU(0.1),
                         nn.ConvTranspose1d(8, 4, 4, 2, 1), nn.LeakyReLU(0.1), nn.Conv1d(4, 1, 7, 1, 3))


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, module, shape in (("image", image(), (1, 32, 4, 4)), ("audio", audio(), (1, 32, 32))):
        program = torch.export.export(module.eval(), (torch.zeros(shape),))
        torch.export.save(program, folder / f"{name}.pt2")
        samples = np.random.default_rng(1).standard_normal((64, *shape))
        np.savez(folder / f"{name}.npz", input=samples.astype(np.float32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
