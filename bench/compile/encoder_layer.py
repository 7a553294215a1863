# SPDX-License-Identifier: BSL-1.0
"""Writes a transformer encoder layer, 64 wide with 4 heads, over 32 positions as a PyTorch program.

    python encoder_layer.py FILE.pt2
"""

import sys

import torch
from torch import nn

if __name__ == "__main__":
    torch.manual_seed(1)
    layer = nn.TransformerEncoderLayer(64, 4, 128, batch_first=True).eval()
    torch.export.save(torch.export.export(layer, (torch.zeros(1, 32, 64),)), sys.argv[1])
