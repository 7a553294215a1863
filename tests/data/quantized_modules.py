# SPDX-License-Identifier: BSL-1.0
"""Modules that the quantized programs are built of."""
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from network_programs import ResidualBlock2d
from program import named


def add_relu(x: Tensor, y: Tensor) -> Tensor:
    return F.relu(x + y)


def mul_relu(x: Tensor, y: Tensor) -> Tensor:
    return F.relu(x * y)


def with_negative_peak(layer: nn.Module) -> nn.Module:
    """The weight furthest from zero is negative in every output channel."""
    with torch.no_grad():
        for channel in layer.weight:
            channel.view(-1)[0] = -1.25 * channel.abs().max()
    return layer


class Branches(nn.Module):
    """Two convolutions of one input, joined by a function of both results."""

    def __init__(self, join: Callable[[Tensor, Tensor], Tensor], factor: float = 1.0) -> None:
        super().__init__()
        self.left = nn.Conv2d(2, 3, 3, padding=1)
        self.right = nn.Conv2d(2, 3, 1)
        self.join = join
        with torch.no_grad():
            self.right.weight.mul_(factor)

    def forward(self, x: Tensor) -> Tensor:
        return self.join(self.left(x), self.right(x))


class Concatenated(nn.Module):
    """Two convolutions of very different scales side by side, read by a third."""

    def __init__(self) -> None:
        super().__init__()
        self.branches = Branches(lambda x, y: torch.cat([F.relu(x), y], 1), 5.0)
        self.conv = nn.Conv2d(6, 3, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(self.branches(x))


class TwoHeads(nn.Module):
    """Two outputs of one trunk."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Conv2d(2, 4, 3)
        self.classes = nn.Linear(4 * 4 * 4, 5)
        self.mask = nn.Conv2d(4, 1, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = F.relu(self.trunk(x))
        return self.classes(x.flatten(1)), self.mask(x)


class Reshaped(nn.Module):
    """Permuted and reshaped between a convolution and a linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3)
        self.linear = nn.Linear(8, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv(x)).permute(0, 2, 3, 1)
        return self.linear(x.reshape(1, 8, 8))


class MixerBlock(nn.Module):
    """What a transformer does beside attention: norms, residual sums, two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(16), nn.RMSNorm(16)
        self.tokens = nn.Linear(12, 12)
        self.widen, self.narrow = nn.Linear(16, 32), nn.Linear(32, 16)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.narrow(F.relu(self.widen(self.norm2(x))))


class Stream(nn.Module):
    """A convolution over time that keeps the past it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv1d(3, 4, 3)
        self.linear = nn.Linear(4, 2)
        self.register_buffer("past", torch.zeros(1, 3, 2))

    def forward(self, x: Tensor) -> Tensor:
        x = torch.cat([self.past, x], 2)
        self.past.copy_(x[:, :, -2:])
        return self.linear(F.relu(self.conv(x)).mean(2))


class Level(nn.Module):
    """Adds up what a linear layer says, half forgotten with each call."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.register_buffer("level", torch.zeros(1, 4))

    def forward(self, x: Tensor) -> Tensor:
        self.level.copy_(self.level * 0.5 + self.linear(x))
        return F.relu(self.level)


class Int16(nn.Module):
    """What the int16 quantizer annotates, with a pool between that it leaves in float."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(2, 4, 3, padding=1)
        self.conv2 = nn.Conv2d(4, 4, 3, padding=1, groups=2)
        self.linear = nn.Linear(4 * 3 * 3, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv1(x))
        x = F.relu(x + self.conv2(x))
        return self.linear(F.max_pool2d(x, 2).flatten(1))


def separable(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """Depthwise, pointwise, each with batch norm and relu."""
    return named(
        depthwise=nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False),
        norm1=nn.BatchNorm2d(inputs), relu1=nn.ReLU(),
        pointwise=nn.Conv2d(inputs, outputs, 1, bias=False), norm2=nn.BatchNorm2d(outputs),
        relu2=nn.ReLU())


def separable_net() -> nn.Module:
    return named(stem=nn.Conv2d(3, 8, 3, 2, 1, bias=False), norm=nn.BatchNorm2d(8), relu=nn.ReLU(),
                 block1=separable(8, 16, 1), block2=separable(16, 24, 2),
                 block3=separable(24, 24, 1), block4=separable(24, 32, 2),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), fc=nn.Linear(32, 10))


def residual() -> nn.Module:
    return named(stem=nn.Conv2d(2, 4, 3, padding=1), block1=ResidualBlock2d(4, 4, 1),
                 block2=ResidualBlock2d(4, 6, 2))
