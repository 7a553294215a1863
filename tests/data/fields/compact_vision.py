# SPDX-License-Identifier: BSL-1.0
"""Image classifiers of fewer weights: SqueezeNet, EfficientNet, capsules."""
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
    Program("vision_efficientnet", efficientnet, [(1, 3, 24, 24)]),
    Program("vision_capsules", CapsuleNet, [(1, 1, 18, 18)]),
]
