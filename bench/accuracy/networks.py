# SPDX-License-Identifier: BSL-1.0
"""The networks; each takes a batch and answers with one logit a class."""
import torch
from torch import Tensor, nn


class MnistMlp(nn.Module):
    """784-128-10, the MLP of the GENN paper."""

    def __init__(self) -> None:
        super().__init__()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(784, 128)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(self.relu(self.fc1(self.flatten(x))))


class MnistCnn(nn.Module):
    """The convolutional network of the GENN paper."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, 5)
        self.conv2 = nn.Conv2d(10, 20, 5)
        self.pool = nn.MaxPool2d(2)
        self.relu = nn.ReLU()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(320, 50)
        self.fc2 = nn.Linear(50, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.relu(self.pool(self.conv1(x)))
        x = self.relu(self.pool(self.conv2(x)))
        return self.fc2(self.relu(self.fc1(self.flatten(x))))


class SeparableBlock(nn.Module):
    """A 3x3 convolution of each channel by itself, then one of all channels at each point."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False)
        self.depthwise_norm = nn.BatchNorm2d(channels)
        self.pointwise = nn.Conv2d(channels, channels, 1, bias=False)
        self.pointwise_norm = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.relu(self.depthwise_norm(self.depthwise(x)))
        return self.relu(self.pointwise_norm(self.pointwise(x)))


class KeywordsDscnn(nn.Module):
    """The depthwise-separable keyword network, for 20 coefficients of 11 frames."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 64, (5, 3), stride=(2, 1), padding=(2, 1), bias=False)
        self.stem_norm = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.blocks = nn.Sequential(*(SeparableBlock(64) for _ in range(4)))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(64, 9)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks(self.relu(self.stem_norm(self.stem(x))))
        return self.fc(self.dropout(self.flatten(self.pool(x))))


class ResidualBlock(nn.Module):
    """Two convolutions beside a shortcut, which halves the length with them."""

    def __init__(self, channels: int, filters: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(channels, filters, 5, stride=2, padding=2, bias=False)
        self.norm1 = nn.BatchNorm1d(filters)
        self.conv2 = nn.Conv1d(filters, filters, 5, padding=2, bias=False)
        self.norm2 = nn.BatchNorm1d(filters)
        self.shortcut = nn.Conv1d(channels, filters, 1, stride=2, bias=False)
        self.shortcut_norm = nn.BatchNorm1d(filters)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.norm1(self.conv1(x)))
        return self.relu(self.norm2(self.conv2(y)) + self.shortcut_norm(self.shortcut(x)))


class EcgResidual(nn.Module):
    """A residual network over the 260 samples of one heart beat."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(1, 16, 7, stride=2, padding=3, bias=False)
        self.stem_norm = nn.BatchNorm1d(16)
        self.relu = nn.ReLU()
        self.block1 = ResidualBlock(16, 24)
        self.block2 = ResidualBlock(24, 32)
        self.block3 = ResidualBlock(32, 48)
        self.pool = nn.AdaptiveAvgPool1d(1)
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(48, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = self.relu(self.stem_norm(self.stem(x)))
        x = self.block3(self.block2(self.block1(x)))
        return self.fc(self.flatten(self.pool(x)))


class GatedBlock(nn.Module):
    """One convolution says what to add, the other how much of it."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.value = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.gate = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.tanh(self.value(x)) * torch.sigmoid(self.gate(x))


class HarGates(nn.Module):
    """An activity network with gates written by hand, over 9 channels of 128 samples."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(9, 32, 5, stride=2, padding=2, bias=False)
        self.stem_norm = nn.BatchNorm1d(32)
        self.relu = nn.ReLU()
        self.block1 = GatedBlock(32, 1)
        self.block2 = GatedBlock(32, 2)
        self.block3 = GatedBlock(32, 4)
        self.pool = nn.AdaptiveAvgPool1d(1)
        self.flatten = nn.Flatten()
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(32, 6)

    def forward(self, x: Tensor) -> Tensor:
        x = self.relu(self.stem_norm(self.stem(x)))
        x = self.block3(self.block2(self.block1(x)))
        return self.fc(self.dropout(self.flatten(self.pool(x))))


class KeywordsLstm(nn.Module):
    """An LSTM over 11 frames of 20 coefficients; its last state answers."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(20, 64, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(64, 9)

    def forward(self, x: Tensor) -> Tensor:
        states, _ = self.lstm(x.squeeze(1).transpose(1, 2))
        return self.fc(self.dropout(states[:, -1]))


class HarGru(nn.Module):
    """A GRU over 64 pairs of samples of 9 channels; its last state answers."""

    def __init__(self) -> None:
        super().__init__()
        self.gru = nn.GRU(18, 48, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(48, 6)

    def forward(self, x: Tensor) -> Tensor:
        pairs = x.transpose(1, 2).reshape(-1, 64, 18)
        states, _ = self.gru(pairs)
        return self.fc(self.dropout(states[:, -1]))


class CausalBlock(nn.Module):
    """Two convolutions that see the past alone, beside a shortcut."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.pad = nn.ConstantPad1d((2 * dilation, 0), 0.0)
        self.conv1 = nn.Conv1d(channels, channels, 3, dilation=dilation)
        self.conv2 = nn.Conv1d(channels, channels, 3, dilation=dilation)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.conv1(self.pad(x)))
        return self.relu(self.conv2(self.pad(y)) + x)


class HarTcn(nn.Module):
    """A temporal convolutional network over 128 samples of 9 channels; its last output answers."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(9, 24, 1)
        self.blocks = nn.Sequential(*(CausalBlock(24, 2 ** i) for i in range(5)))
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(24, 6)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.dropout(self.blocks(self.stem(x))[:, :, -1]))


class KeywordsEncoder(nn.Module):
    """A transformer encoder of two layers over 11 frames of 20 coefficients."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(20, 48)
        self.place = nn.Parameter(torch.zeros(1, 11, 48))
        layer = nn.TransformerEncoderLayer(48, 4, 96, 0.1, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.fc = nn.Linear(48, 9)

    def forward(self, x: Tensor) -> Tensor:
        x = self.embed(x.squeeze(1).transpose(1, 2)) + self.place
        return self.fc(self.encoder(x).mean(1))
