# SPDX-License-Identifier: BSL-1.0
"""Image classifiers of fewer weights: Squeeze, Ghost, Efficient, RepVGG, capsules, CBAM."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, named


class Fire(nn.Module):
    def __init__(self, inputs: int, squeeze: int, expand: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeeze, 1)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.squeeze(x))
        return torch.cat([F.relu(self.expand1x1(x)), F.relu(self.expand3x3(x))], 1)


def squeezenet() -> nn.Module:
    return named(conv=nn.Conv2d(3, 8, 3, stride=2), act=nn.ReLU(),
                 pool1=nn.MaxPool2d(3, 2, ceil_mode=True), fire1=Fire(8, 4, 8), fire2=Fire(16, 4, 8),
                 pool2=nn.MaxPool2d(3, 2, ceil_mode=True), fire3=Fire(16, 6, 10),
                 drop=nn.Dropout(0.5), classifier=nn.Conv2d(20, 10, 1), act2=nn.ReLU(inplace=True),
                 average=nn.AdaptiveAvgPool2d((1, 1)), flat=nn.Flatten(1))


class GhostModule(nn.Module):
    """Half of the channels are cheap depthwise copies of the others; what is too much is cut."""

    def __init__(self, inputs: int, outputs: int, relu: bool) -> None:
        super().__init__()
        self.outputs = outputs
        first = (outputs + 1) // 2
        self.primary = nn.Sequential(nn.Conv2d(inputs, first, 1, bias=False), nn.BatchNorm2d(first),
                                     nn.ReLU(inplace=True) if relu else nn.Sequential())
        self.cheap = nn.Sequential(nn.Conv2d(first, first, 3, 1, 1, groups=first, bias=False),
                                   nn.BatchNorm2d(first),
                                   nn.ReLU(inplace=True) if relu else nn.Sequential())

    def forward(self, x: Tensor) -> Tensor:
        first = self.primary(x)
        return torch.cat([first, self.cheap(first)], dim=1)[:, :self.outputs, :, :]


class GhostBottleneck(nn.Module):
    def __init__(self, inputs: int, wide: int, outputs: int) -> None:
        super().__init__()
        self.ghost1 = GhostModule(inputs, wide, True)
        self.reduce = nn.Conv2d(wide, 4, 1)
        self.expand = nn.Conv2d(4, wide, 1)
        self.ghost2 = GhostModule(wide, outputs, False)
        self.shortcut = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.ghost1(x)
        gate = self.expand(F.relu(self.reduce(F.adaptive_avg_pool2d(y, 1))))
        return self.ghost2(y * (F.relu6(gate + 3.0) / 6.0)) + self.shortcut(x)


def ghostnet() -> nn.Module:
    return named(stem=nn.Conv2d(3, 6, 3, 2, 1), block1=GhostBottleneck(6, 15, 8),
                 block2=GhostBottleneck(8, 17, 9), pool=nn.AdaptiveMaxPool2d(1), flat=nn.Flatten(),
                 fc=nn.Linear(9, 10))


class MbConv(nn.Module):
    """EfficientNet: swish by hand, padded as TensorFlow pads ("same" with stride 2)."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int) -> None:
        super().__init__()
        wide, self.kernel, self.stride = inputs * 4, kernel, stride
        self.expand = nn.Conv2d(inputs, wide, 1, bias=False)
        self.bn0 = nn.BatchNorm2d(wide, eps=1e-3)
        self.depthwise = nn.Conv2d(wide, wide, kernel, stride, groups=wide, bias=False)
        self.bn1 = nn.BatchNorm2d(wide, eps=1e-3)
        self.se_reduce = nn.Conv2d(wide, 2, 1)
        self.se_expand = nn.Conv2d(2, wide, 1)
        self.project = nn.Conv2d(wide, outputs, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs, eps=1e-3)

    def same(self, x: Tensor) -> Tensor:
        size = x.shape[-1]
        need = max((-(-size // self.stride) - 1) * self.stride + self.kernel - size, 0)
        return F.pad(x, [need // 2, need - need // 2] * 2)

    def forward(self, x: Tensor) -> Tensor:
        y = self.bn0(self.expand(x))
        y = y * torch.sigmoid(y)
        y = self.bn1(self.depthwise(self.same(y)))
        y = y * torch.sigmoid(y)
        gate = self.se_reduce(y.mean((2, 3), keepdim=True))
        y = torch.sigmoid(self.se_expand(gate * gate.sigmoid())) * y
        y = self.bn2(self.project(y))
        return y + x if self.stride == 1 and x.shape == y.shape else y


def efficientnet() -> nn.Module:
    return named(stem=nn.Conv2d(3, 6, 3, 2, 1), block1=MbConv(6, 6, 3, 1), block2=MbConv(6, 8, 5, 2),
                 pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), fc=nn.Linear(8, 10))


class RepVggBlock(nn.Module):
    """Three branches as they are trained: 3x3, 1x1 and a batch norm of the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.dense = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn3 = nn.BatchNorm2d(channels)
        self.point = nn.Conv2d(channels, channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.bn3(self.dense(x)) + self.bn1(self.point(x)) + self.bn(x))

    def merged(self) -> nn.Conv2d:
        """The same in one convolution."""
        size = self.dense.in_channels
        conv = nn.Conv2d(size, size, 3, padding=1)
        identity = torch.zeros(size, size, 3, 3)
        identity[range(size), range(size), 1, 1] = 1
        weight, bias = torch.zeros(size, size, 3, 3), torch.zeros(size)
        for kernel, bn in ((self.dense.weight, self.bn3), (F.pad(self.point.weight, [1] * 4), self.bn1),
                           (identity, self.bn)):
            scale = bn.weight / (bn.running_var + bn.eps).sqrt()
            weight += kernel * scale.view(-1, 1, 1, 1)
            bias += bn.bias - bn.running_mean * scale
        conv.weight.data, conv.bias.data = weight.detach(), bias.detach()
        return conv


def repvgg() -> nn.Module:
    """A block merged as for deployment, then one as it was trained."""
    return named(stem=nn.Conv2d(3, 8, 3, 2, 1), merged=RepVggBlock(8).eval().merged(), act=nn.ReLU(),
                 trained=RepVggBlock(8), pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(),
                 fc=nn.Linear(8, 10))


class Cbam(nn.Module):
    """Attention over channels, then over places."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.mlp = nn.Sequential(nn.Flatten(), nn.Linear(channels, 4), nn.ReLU(),
                                 nn.Linear(4, channels))
        self.spatial = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        size = (x.size(2), x.size(3))
        pooled = self.mlp(F.avg_pool2d(x, size, stride=size)) + \
            self.mlp(F.max_pool2d(x, size, stride=size))
        x = x * torch.sigmoid(pooled).unsqueeze(2).unsqueeze(3).expand_as(x)
        both = torch.cat((torch.max(x, 1)[0].unsqueeze(1), torch.mean(x, 1).unsqueeze(1)), dim=1)
        return x * torch.sigmoid(self.spatial(both))


def cbam() -> nn.Module:
    return named(stem=nn.Conv2d(3, 12, 3, 2, 1), bn=nn.BatchNorm2d(12), act=nn.PReLU(12),
                 cbam=Cbam(12), pool=nn.AdaptiveAvgPool2d((2, 2)), flat=nn.Flatten(),
                 fc=nn.Linear(48, 10))


class CapsuleNet(nn.Module):
    """Capsules with two rounds of routing by agreement."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 5, 2)
        self.primary = nn.Conv2d(8, 16, 3, 2)
        self.weight = nn.Parameter(torch.randn(1, 36, 5, 6, 4) * 0.3)

    @staticmethod
    def squash(s: Tensor, dim: int = -1) -> Tensor:
        squared = torch.sum(s ** 2, dim=dim, keepdim=True)
        return squared / (1 + squared) * s / (torch.sqrt(squared) + 1e-8)

    def forward(self, x: Tensor) -> Tensor:
        x = self.primary(F.relu(self.conv(x)))
        u = self.squash(x.reshape(x.size(0), 4, -1).permute(0, 2, 1))
        u_hat = torch.matmul(self.weight, u[:, :, None, :, None]).squeeze(-1)
        b = torch.zeros(*u_hat.shape[:3], 1)
        for step in range(2):
            c = torch.softmax(b, dim=2)
            v = self.squash((c * u_hat).sum(dim=1, keepdim=True))
            if step == 0:
                b = b + (u_hat * v).sum(dim=-1, keepdim=True)
        return v.squeeze(1).norm(dim=-1)


NETWORKS = [
    Program("vision_squeezenet", squeezenet, [(1, 3, 31, 31)]),
    Program("vision_ghostnet", ghostnet, [(1, 3, 16, 16)]),
    Program("vision_efficientnet", efficientnet, [(1, 3, 24, 24)]),
    Program("vision_repvgg", repvgg, [(1, 3, 16, 16)]),
    Program("vision_cbam", cbam, [(1, 3, 20, 20)]),
    Program("vision_capsules", CapsuleNet, [(1, 1, 18, 18)]),
]
