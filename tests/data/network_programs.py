# SPDX-License-Identifier: BSL-1.0
"""Small whole networks in the shapes that users bring."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, named


def conv_norm(inputs: int, outputs: int, kernel: int, **more: int) -> nn.Sequential:
    """Convolution, batch norm, ReLU6: the brick of MobileNet."""
    return named(conv=nn.Conv2d(inputs, outputs, kernel, bias=False, **more),
                 norm=nn.BatchNorm2d(outputs), act=nn.ReLU6(inplace=True))


class ResidualBlock2d(nn.Module):
    """The basic block of ResNet; its shortcut is a convolution where sizes change."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False),
                                          nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        y += self.shortcut(x)
        return self.relu(y)


def residual_2d() -> nn.Module:
    """Stem, a block that keeps its size, one that halves it, pool, classes."""
    return named(stem=nn.Conv2d(1, 4, 3, padding=1), pool=nn.MaxPool2d(3, 2, 1),
                 block1=ResidualBlock2d(4, 4, 1), block2=ResidualBlock2d(4, 6, 2),
                 average=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), fc=nn.Linear(6, 5))


class Dense(nn.Module):
    """DenseNet: every layer reads all before it; norm and ReLU come before the convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(2, 4, 3, padding=1)
        self.norms = nn.ModuleList(nn.BatchNorm2d(4 + 3 * i) for i in range(3))
        self.convs = nn.ModuleList(nn.Conv2d(4 + 3 * i, 3, 3, padding=1) for i in range(3))
        self.transition = nn.Conv2d(13, 5, 1)
        self.fc = nn.Linear(5 * 3 * 3, 4)

    def forward(self, x: Tensor) -> Tensor:
        parts = [self.stem(x)]
        for norm, conv in zip(self.norms, self.convs):
            parts.append(conv(F.relu(norm(torch.cat(parts, 1)))))
        x = F.avg_pool2d(self.transition(torch.cat(parts, 1)), 2)
        return self.fc(torch.flatten(x, 1))


class ResidualBlock1d(nn.Module):
    """A dilated block of a temporal convolutional network."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.conv2 = nn.Conv1d(channels, channels, 3, padding="same", dilation=dilation)
        self.norm = nn.BatchNorm1d(channels)
        self.act = nn.PReLU(channels)

    def forward(self, x: Tensor) -> Tensor:
        return self.act(x + self.norm(self.conv2(F.leaky_relu(self.conv1(x)))))


def residual_1d() -> nn.Module:
    return named(stem=nn.Conv1d(3, 5, 5, stride=2), block1=ResidualBlock1d(5, 1),
                 block2=ResidualBlock1d(5, 2), block3=ResidualBlock1d(5, 4),
                 pool=nn.AdaptiveAvgPool1d(1), flat=nn.Flatten(), fc=nn.Linear(5, 4),
                 out=nn.Softmax(1))


class InvertedResidual(nn.Module):
    """The block of MobileNetV2: widen, depthwise, narrow, sum."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        wide = inputs * 3
        self.keeps_size = stride == 1 and inputs == outputs
        self.expand = conv_norm(inputs, wide, 1)
        self.depthwise = conv_norm(wide, wide, 3, stride=stride, padding=1, groups=wide)
        self.project = named(conv=nn.Conv2d(wide, outputs, 1, bias=False),
                             norm=nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = self.project(self.depthwise(self.expand(x)))
        return x + y if self.keeps_size else y


def mobilenet() -> nn.Module:
    return named(stem=conv_norm(3, 4, 3, stride=2, padding=1), block1=InvertedResidual(4, 4, 1),
                 block2=InvertedResidual(4, 6, 2), head=conv_norm(6, 8, 1),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), drop=nn.Dropout(0.2),
                 classifier=nn.Linear(8, 5))


class Inception(nn.Module):
    """Four branches of different kernels, put side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.branch1 = nn.Conv2d(3, 2, 1)
        self.branch3 = nn.Sequential(nn.Conv2d(3, 2, 1), nn.ReLU(), nn.Conv2d(2, 3, 3, padding=1))
        self.branch5 = nn.Sequential(nn.Conv2d(3, 2, (1, 5), padding=(0, 2)),
                                     nn.Conv2d(2, 3, (5, 1), padding=(2, 0)))
        self.branch_pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(3, 2, 1))
        self.norm = nn.BatchNorm2d(10)
        self.head = nn.Conv2d(10, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        parts = [self.branch1(x), self.branch3(x), self.branch5(x), self.branch_pool(x)]
        x = F.relu(self.norm(torch.cat(parts, 1)))
        return self.head(x).mean([2, 3])


class SqueezeExcite(nn.Module):
    """Channels weighted by a gate of their own averages: a product that broadcasts."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 6, 3, padding=1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.down = nn.Conv2d(6, 3, 1)
        self.up = nn.Conv2d(3, 6, 1)
        self.head = nn.Linear(6 * 4 * 5, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv(x))
        gate = torch.sigmoid(self.up(F.relu(self.down(self.pool(x)))))
        return self.head((x * gate).flatten(1))


class Shuffle(nn.Module):
    """ShuffleNet: grouped convolutions with channels shuffled between, by view and transpose."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(6, 6, 1, groups=3)
        self.conv2 = nn.Conv2d(6, 6, 3, padding=1, groups=6)
        self.conv3 = nn.Conv2d(6, 6, 1, groups=3)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.conv1(x))
        y = y.view(1, 3, 2, 4, 4).transpose(1, 2).contiguous().view(1, 6, 4, 4)
        y = self.conv3(self.conv2(y))
        return F.relu(torch.cat([x, y], 1))


class LastChannels(nn.Module):
    """A network of channels-last data: permuted to convolve, permuted back for a linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.pointwise = nn.Linear(4, 6)
        self.down = nn.Conv2d(6, 2, 2, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        x = torch.tanh(self.pointwise(x))
        return self.down(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


class Recurrent(nn.Module):
    """Frames of a convolution through an LSTM and a GRU of both directions; the last answer."""

    def __init__(self) -> None:
        super().__init__()
        self.frames = nn.Conv1d(3, 5, 3, stride=2)
        self.lstm = nn.LSTM(5, 6, batch_first=True)
        self.gru = nn.GRU(6, 4, batch_first=True, bidirectional=True)
        self.head = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        states, _ = self.lstm(F.relu(self.frames(x)).transpose(1, 2))
        states, _ = self.gru(states)
        return self.head(states[:, -1])


class Attention(nn.Module):
    """Two layers of attention with residual connections: over the past, with a mask, then over all."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(5, 8)
        self.past = nn.Linear(8, 24)
        self.past_out = nn.Linear(8, 8)
        self.all = nn.MultiheadAttention(8, 2, batch_first=True)
        self.head = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.embed(x))
        q, k, v = (part.unflatten(-1, (2, 4)).transpose(1, 2) for part in self.past(x).chunk(3, -1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2)
        x = x + self.past_out(y)
        x = x + self.all(x, x, x, need_weights=False)[0]
        return self.head(x[:, -1])


def lenet(batch_dimension: bool = True) -> nn.Module:
    """Two convolutions, two linear layers."""
    return named(conv1=nn.Conv2d(1, 3, 5), pool1=nn.MaxPool2d(2), relu1=nn.ReLU(),
                 conv2=nn.Conv2d(3, 4, 3), relu2=nn.ReLU(), pool2=nn.AvgPool2d(2),
                 flat=nn.Flatten(1 if batch_dimension else 0), fc1=nn.Linear(16, 8),
                 relu3=nn.ReLU(), fc2=nn.Linear(8, 5))


class Autoencoder(nn.Module):
    """Linear layers with a sum across, two outputs: the code and the reconstruction."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = nn.Sequential(nn.Linear(12, 6), nn.Tanh(), nn.Linear(6, 2))
        self.decode = nn.Sequential(nn.Linear(2, 6), nn.LeakyReLU(0.1), nn.Linear(6, 12))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        code = self.encode(x)
        return self.decode(code) + 0.1 * x, code


PROGRAMS = [
    Program("network_residual_2d", residual_2d, [(1, 1, 12, 12)]),
    Program("network_dense", Dense, [(1, 2, 6, 6)]),
    Program("network_residual_1d", residual_1d, [(1, 3, 24)]),
    Program("network_recurrent", Recurrent, [(1, 3, 15)]),
    Program("network_attention", Attention, [(1, 7, 5)]),
    Program("network_mobilenet", mobilenet, [(1, 3, 12, 12)]),
    Program("network_inception", Inception, [(1, 3, 6, 6)]),
    Program("network_squeeze_excite", SqueezeExcite, [(1, 2, 4, 5)]),
    Program("network_shuffle", Shuffle, [(1, 6, 4, 4)]),
    Program("network_last_channels", LastChannels, [(1, 4, 6, 3)]),
    Program("network_lenet", lenet, [(1, 1, 16, 16)]),
    Program("network_lenet_batch3", lenet, [(3, 1, 16, 16)]),
    Program("network_lenet_unbatched", lambda: lenet(False), [(1, 16, 16)]),
    Program("network_residual_2d_batch3", residual_2d, [(3, 1, 8, 8)]),
    Program("network_autoencoder", Autoencoder, [(1, 12)]),
]
