# SPDX-License-Identifier: BSL-1.0
"""Heart and brain: 1-d ResNet, EEGNet, U-Net, attention over beats, a graph of electrodes."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class EcgBlock(nn.Module):
    """Pre-activation residual block; the shortcut pools and pads its channels with zeros."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.more, self.stride = outputs - inputs, stride
        self.bn1 = nn.BatchNorm1d(inputs)
        self.conv1 = nn.Conv1d(inputs, outputs, 16, stride, padding=0)
        self.bn2 = nn.BatchNorm1d(outputs)
        self.conv2 = nn.Conv1d(outputs, outputs, 15, padding="same")
        self.dropout = nn.Dropout(0.5)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(F.pad(F.relu(self.bn1(x)), (7, 8)))
        y = self.conv2(self.dropout(F.relu(self.bn2(y))))
        x = F.max_pool1d(x, self.stride) if self.stride > 1 else x
        return F.pad(x, (0, 0, 0, self.more)) + y


class EcgResNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(2, 6, 15, padding=7)
        self.blocks = nn.Sequential(EcgBlock(6, 6, 1), EcgBlock(6, 10, 2), EcgBlock(10, 12, 2))
        self.bn = nn.BatchNorm1d(12)
        self.fc = nn.Linear(12, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.bn(self.blocks(self.stem(x))))
        return torch.sigmoid(self.fc(torch.cat([x.amax(-1)[:, :6], x.mean(-1)[:, 6:]], 1)))


class EegNet(nn.Module):
    """Temporal, then spatial (all electrodes), then separable convolutions."""

    def __init__(self, electrodes: int = 8, samples: int = 64) -> None:
        super().__init__()
        self.block1 = nn.Sequential(
            nn.Conv2d(1, 4, (1, 32), padding="same", bias=False), nn.BatchNorm2d(4),
            nn.Conv2d(4, 8, (electrodes, 1), groups=4, bias=False), nn.BatchNorm2d(8), nn.ELU(),
            nn.AvgPool2d((1, 4)), nn.Dropout(0.25))
        self.block2 = nn.Sequential(
            nn.ZeroPad2d((7, 8, 0, 0)), nn.Conv2d(8, 8, (1, 16), groups=8, bias=False),
            nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8), nn.ELU(), nn.AvgPool2d((1, 8)),
            nn.Dropout(0.25))
        self.classify = nn.Linear(8 * (samples // 32), 4)

    def forward(self, x: Tensor) -> Tensor:
        x = self.block2(self.block1(x.unsqueeze(1)))
        return F.softmax(self.classify(x.flatten(start_dim=1)), dim=1)


class DoubleConv(nn.Sequential):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(nn.Conv1d(inputs, outputs, 9, padding=4), nn.BatchNorm1d(outputs),
                         nn.ReLU(inplace=True), nn.Conv1d(outputs, outputs, 9, padding=4),
                         nn.BatchNorm1d(outputs), nn.ReLU(inplace=True))


class UNet1d(nn.Module):
    """Waves of a beat, sample by sample: transposed convolutions up, skips cropped by padding."""

    def __init__(self) -> None:
        super().__init__()
        self.inc = DoubleConv(1, 4)
        self.down1 = nn.Sequential(nn.MaxPool1d(2), DoubleConv(4, 8))
        self.down2 = nn.Sequential(nn.MaxPool1d(2), DoubleConv(8, 12))
        self.up1 = nn.ConvTranspose1d(12, 8, 8, stride=2, padding=3)
        self.conv1 = DoubleConv(16, 8)
        self.up2 = nn.ConvTranspose1d(8, 4, 8, stride=2, padding=3)
        self.conv2 = DoubleConv(8, 4)
        self.outc = nn.Conv1d(4, 4, 1)

    @staticmethod
    def skip(x: Tensor, skipped: Tensor) -> Tensor:
        missing = skipped.size(2) - x.size(2)
        return torch.cat([skipped, F.pad(x, [missing // 2, missing - missing // 2])], dim=1)

    def forward(self, x: Tensor) -> Tensor:
        x1 = self.inc(x)
        x2 = self.down1(x1)
        x3 = self.down2(x2)
        x = self.conv1(self.skip(self.up1(x3), x2))
        return self.outc(self.conv2(self.skip(self.up2(x), x1)))


class BeatAttention(nn.Module):
    """A 1-d CNN on each of several beats, then attention between them; mask of valid beats."""

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.encode = nn.Sequential(nn.Conv1d(1, 8, 7, 3), nn.BatchNorm1d(8), nn.GELU(),
                                    nn.Conv1d(8, width, 5, 2), nn.BatchNorm1d(width), nn.GELU())
        self.attention = nn.MultiheadAttention(width, 4, batch_first=True)
        self.norm = nn.LayerNorm(width)
        self.rhythm = nn.Linear(width, 3)

    def forward(self, beats: Tensor, valid: Tensor) -> tuple[Tensor, Tensor]:
        batch, count, samples = beats.shape
        x = self.encode(beats.reshape(batch * count, 1, samples)).mean(-1).view(batch, count, -1)
        y, weights = self.attention(x, x, x, key_padding_mask=~valid)
        x = self.norm(x + y).masked_fill(~valid.unsqueeze(-1), 0.0)
        mean = x.sum(1) / valid.sum(1, keepdim=True).clamp(min=1)
        return self.rhythm(mean), weights


class ElectrodeGraph(nn.Module):
    """Electrodes as nodes: Chebyshev polynomials of a constant Laplacian, band powers as features."""

    def __init__(self, nodes: int = 10, bands: int = 5, hidden: int = 8) -> None:
        super().__init__()
        near = (torch.rand(nodes, nodes) > 0.5).float()
        near = ((near + near.t()) > 0).float().fill_diagonal_(0)
        scale = near.sum(1).clamp(min=1).rsqrt()
        self.register_buffer("laplacian", -scale[:, None] * near * scale[None, :])
        self.theta = nn.Parameter(torch.randn(3, bands, hidden) * 0.4)
        self.bias = nn.Parameter(torch.zeros(1, 1, hidden))
        self.fc = nn.Linear(nodes * hidden, 3)

    def forward(self, x: Tensor) -> Tensor:
        t = [x, self.laplacian @ x]
        t.append(2 * torch.matmul(self.laplacian, t[1]) - t[0])
        y = torch.einsum("kbni,kio->bno", torch.stack(t, dim=0), self.theta)
        return self.fc(F.relu(y + self.bias).view(x.size(0), -1))


class SleepStages(nn.Module):
    """Two filters of different length, features of many epochs, a bidirectional LSTM over them."""

    def __init__(self) -> None:
        super().__init__()
        self.short = nn.Sequential(nn.Conv1d(1, 4, 10, 4), nn.ReLU(), nn.MaxPool1d(4, 4))
        self.long = nn.Sequential(nn.Conv1d(1, 4, 40, 10), nn.ReLU(), nn.MaxPool1d(2, 2))
        self.lstm = nn.LSTM(44, 10, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(20, 5)
        self.skip = nn.Linear(44, 20)

    def forward(self, epochs: Tensor) -> Tensor:
        x = epochs.permute(1, 0, 2)
        x = torch.cat([self.short(x).flatten(1), self.long(x).flatten(1)], dim=-1)[None]
        y, (hidden, _) = self.lstm(x)
        return self.fc(F.relu(self.skip(x)) + y) + 0.1 * hidden.mean()


NETWORKS = [
    Program("biosignals_ecg_resnet", EcgResNet, [(1, 2, 96)]),
    Program("biosignals_eegnet", EegNet, [(1, 8, 64)]),
    Program("biosignals_unet", UNet1d, [(1, 1, 90)]),
    Program("biosignals_beat_attention", BeatAttention, [(1, 6, 60), (1, 6)], integers=[0, 1]),
    Program("biosignals_electrode_graph", ElectrodeGraph, [(2, 10, 5)]),
    Program("biosignals_sleep_stages", SleepStages, [(1, 4, 120)]),
]
