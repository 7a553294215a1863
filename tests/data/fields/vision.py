# SPDX-License-Identifier: BSL-1.0
"""Image classifiers made of convolutions: ResNet to ConvNeXt, each a few blocks of its kind."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, named


class BasicBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Conv2d(inputs, outputs, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        out = F.relu(self.bn1(self.conv1(x)), inplace=True)
        out = self.bn2(self.conv2(out))
        out += self.downsample(x)
        return F.relu(out)


class ResNet8(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.layer1 = BasicBlock(8, 8)
        self.layer2 = BasicBlock(8, 12, 2)
        self.layer3 = BasicBlock(12, 16, 2)
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        x = F.avg_pool2d(x, x.size()[3])
        return self.fc(torch.flatten(x, 1))


def separable(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """The block of MobileNetV1."""
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False), nn.BatchNorm2d(inputs),
        nn.ReLU(inplace=True), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True))


def mobilenet_v1() -> nn.Module:
    """One channel of 32x32: person or not."""
    stem = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU())
    return named(stem=stem, block1=separable(8, 12, 1), block2=separable(12, 16, 2),
                 block3=separable(16, 24, 2),
                 pool=nn.AdaptiveAvgPool2d((1, 1)), flat=nn.Flatten(), fc=nn.Linear(24, 2))


class SqueezeExcite(nn.Module):
    def __init__(self, channels: int, reduced: int) -> None:
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(nn.Linear(channels, reduced), nn.ReLU(inplace=True),
                                nn.Linear(reduced, channels), nn.Hardsigmoid())

    def forward(self, x: Tensor) -> Tensor:
        b, c, _, _ = x.size()
        return x * self.fc(self.avg_pool(x).view(b, c)).view(b, c, 1, 1)


class InvertedResidual(nn.Module):
    """MobileNetV2 (ReLU6) and V3 (hard swish, squeeze and excite)."""

    def __init__(self, inputs: int, wide: int, outputs: int, kernel: int, stride: int,
                 act: type[nn.Module], gate: bool) -> None:
        super().__init__()
        self.identity = stride == 1 and inputs == outputs
        self.conv = nn.Sequential(
            nn.Conv2d(inputs, wide, 1, bias=False), nn.BatchNorm2d(wide), act(inplace=True),
            nn.Conv2d(wide, wide, kernel, stride, kernel // 2, groups=wide, bias=False),
            nn.BatchNorm2d(wide), SqueezeExcite(wide, wide // 4) if gate else nn.Identity(),
            act(inplace=True), nn.Conv2d(wide, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(x) if self.identity else self.conv(x)


def mobilenet_v2() -> nn.Module:
    stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6())
    return named(stem=stem, block1=InvertedResidual(8, 24, 8, 3, 1, nn.ReLU6, False),
                 block2=InvertedResidual(8, 32, 12, 3, 2, nn.ReLU6, False),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), dropout=nn.Dropout(0.2),
                 classifier=nn.Linear(12, 10))


def mobilenet_v3() -> nn.Module:
    stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.Hardswish())
    return named(stem=stem, block1=InvertedResidual(8, 16, 8, 3, 1, nn.ReLU, True),
                 block2=InvertedResidual(8, 24, 12, 5, 2, nn.Hardswish, True),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), expand=nn.Linear(12, 24),
                 act=nn.Hardswish(), classifier=nn.Linear(24, 10))


def channel_shuffle(x: Tensor, groups: int) -> Tensor:
    batch, channels, height, width = x.data.size()
    x = x.view(batch, groups, channels // groups, height, width)
    return torch.transpose(x, 1, 2).contiguous().view(batch, -1, height, width)


class ShuffleUnit(nn.Module):
    """ShuffleNetV2: half of the channels pass, or both halves are convolved where it strides."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        half = outputs // 2
        self.stride = stride
        self.branch1 = nn.Sequential(
            nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False),
            nn.BatchNorm2d(inputs), nn.Conv2d(inputs, half, 1, bias=False), nn.BatchNorm2d(half),
            nn.ReLU(inplace=True)) if stride > 1 else nn.Sequential()
        self.branch2 = nn.Sequential(
            nn.Conv2d(inputs if stride > 1 else half, half, 1, bias=False), nn.BatchNorm2d(half),
            nn.ReLU(inplace=True), nn.Conv2d(half, half, 3, stride, 1, groups=half, bias=False),
            nn.BatchNorm2d(half), nn.Conv2d(half, half, 1, bias=False), nn.BatchNorm2d(half),
            nn.ReLU(inplace=True))

    def forward(self, x: Tensor) -> Tensor:
        if self.stride == 1:
            x1, x2 = x.chunk(2, dim=1)
            return channel_shuffle(torch.cat((x1, self.branch2(x2)), dim=1), 2)
        return channel_shuffle(torch.cat((self.branch1(x), self.branch2(x)), dim=1), 2)


class ShuffleNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8),
                                   nn.ReLU(inplace=True))
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.stage = nn.Sequential(ShuffleUnit(8, 16, 2), ShuffleUnit(16, 16, 1))
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.stage(self.maxpool(self.conv1(x))).mean([2, 3]))


class DenseLayer(nn.Module):
    def __init__(self, inputs: int, growth: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, 2 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * growth)
        self.conv2 = nn.Conv2d(2 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(F.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(F.relu(self.norm2(y)))], 1)


def densenet() -> nn.Module:
    return named(stem=nn.Conv2d(3, 8, 3, padding=1, bias=False),
                 dense1=nn.Sequential(DenseLayer(8, 4), DenseLayer(12, 4)),
                 transition=nn.Sequential(nn.BatchNorm2d(16), nn.ReLU(), nn.Conv2d(16, 8, 1),
                                          nn.AvgPool2d(2, 2)),
                 dense2=DenseLayer(8, 4), norm=nn.BatchNorm2d(12), act=nn.ReLU(),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), fc=nn.Linear(12, 10))


class LayerNormFirst(nn.Module):
    """A layer norm over channels that come first."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(channels) + 0.5)
        self.bias = nn.Parameter(torch.randn(channels) * 0.1)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(1, keepdim=True)
        variance = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(variance + 1e-6)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class ConvNeXtBlock(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dwconv = nn.Conv2d(dim, dim, 7, padding=3, groups=dim)
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.pwconv1 = nn.Linear(dim, 4 * dim)
        self.pwconv2 = nn.Linear(4 * dim, dim)
        self.gamma = nn.Parameter(torch.rand(dim))

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x
        x = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        x = self.gamma * self.pwconv2(F.gelu(self.pwconv1(x)))
        return shortcut + x.permute(0, 3, 1, 2)


def convnext() -> nn.Module:
    return named(stem=nn.Conv2d(3, 8, 4, stride=4), norm0=LayerNormFirst(8),
                 block1=ConvNeXtBlock(8), norm1=LayerNormFirst(8), down=nn.Conv2d(8, 12, 2, 2),
                 block2=ConvNeXtBlock(12), pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(),
                 norm2=nn.LayerNorm(12), head=nn.Linear(12, 10))


NETWORKS = [
    Program("vision_resnet8", ResNet8, [(1, 3, 16, 16)]),
    Program("vision_mobilenet_v1", mobilenet_v1, [(1, 1, 24, 24)]),
    Program("vision_mobilenet_v2", mobilenet_v2, [(1, 3, 24, 24)]),
    Program("vision_mobilenet_v3", mobilenet_v3, [(1, 3, 24, 24)]),
    Program("vision_shufflenet", ShuffleNet, [(1, 3, 24, 24)]),
    Program("vision_densenet", densenet, [(1, 3, 12, 12)]),
    Program("vision_convnext", convnext, [(1, 3, 24, 24)]),
]
