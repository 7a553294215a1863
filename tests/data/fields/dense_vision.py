# SPDX-License-Identifier: BSL-1.0
"""An answer a pixel or a box: U-Net, FCN, detectors, super-resolution, generators, stereo."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


def double_conv(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs),
                         nn.ReLU(inplace=True), nn.Conv2d(outputs, outputs, 3, padding=1),
                         nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class UNet(nn.Module):
    """One step up by a transposed convolution, one bilinear; an odd width is padded back."""

    def __init__(self) -> None:
        super().__init__()
        self.inc, self.down1, self.down2 = double_conv(1, 6), double_conv(6, 8), double_conv(8, 12)
        self.up1 = nn.ConvTranspose2d(12, 8, 2, stride=2)
        self.conv1 = double_conv(16, 8)
        self.up2 = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        self.conv2 = double_conv(14, 6)
        self.outc = nn.Conv2d(6, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        x1 = self.inc(x)
        x2 = self.down1(F.max_pool2d(x1, 2))
        x3 = self.down2(F.max_pool2d(x2, 2))
        y = self.up1(x3)
        dy, dx = x2.size(2) - y.size(2), x2.size(3) - y.size(3)
        y = F.pad(y, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
        y = self.conv1(torch.cat([x2, y], dim=1))
        return self.outc(self.conv2(torch.cat([x1, self.up2(y)], dim=1)))


class Fcn(nn.Module):
    """Atrous pyramid, upsampled by interpolate to the size of the input; mask and probabilities."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(),
                                      nn.Conv2d(8, 12, 3, 2, 1), nn.ReLU())
        self.branches = nn.ModuleList(nn.Conv2d(12, 6, 3, padding=d, dilation=d) for d in (1, 2, 3))
        self.pooled = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(12, 6, 1), nn.ReLU())
        self.head = nn.Conv2d(24, 4, 1)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        size = x.shape[-2:]
        y = self.backbone(x)
        parts = [F.relu(branch(y)) for branch in self.branches]
        parts.append(F.interpolate(self.pooled(y), y.shape[-2:], mode="bilinear",
                                   align_corners=False))
        y = F.interpolate(self.head(torch.cat(parts, 1)), size=size, mode="bilinear",
                          align_corners=False)
        return {"out": y.softmax(1), "mask": y.argmax(1)}


class YoloHead(nn.Module):
    """Two scales; boxes decoded on their grids, all cells put together."""

    def __init__(self, classes: int = 3) -> None:
        super().__init__()
        self.outputs = classes + 5
        self.backbone = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.LeakyReLU(0.1),
                                      nn.Conv2d(8, 12, 3, 2, 1), nn.BatchNorm2d(12),
                                      nn.LeakyReLU(0.1))
        self.deep = nn.Sequential(nn.Conv2d(12, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.SiLU())
        self.lateral = nn.Conv2d(16, 8, 1)
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.detect = nn.ModuleList([nn.Conv2d(20, 2 * self.outputs, 1),
                                     nn.Conv2d(16, 2 * self.outputs, 1)])
        self.register_buffer("anchors", torch.tensor([[[4., 5.], [8., 6.]], [[12., 10.], [16., 24.]]]))

    def decode(self, y: Tensor, level: int, stride: int) -> Tensor:
        b, _, h, w = y.shape
        y = y.view(b, 2, self.outputs, h, w).permute(0, 1, 3, 4, 2).contiguous()
        yv, xv = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        grid = torch.stack((xv, yv), 2).view(1, 1, h, w, 2).float()
        xy, wh, rest = y.sigmoid().split((2, 2, self.outputs - 4), 4)
        xy = (xy * 2 - 0.5 + grid) * stride
        wh = (wh * 2) ** 2 * self.anchors[level].view(1, 2, 1, 1, 2)
        return torch.cat((xy, wh, rest), -1).view(b, -1, self.outputs)

    def forward(self, x: Tensor) -> Tensor:
        p1 = self.backbone(x)
        p2 = self.deep(p1)
        p1 = torch.cat([p1, self.upsample(self.lateral(p2))], 1)
        return torch.cat([self.decode(self.detect[0](p1), 0, 4),
                          self.decode(self.detect[1](p2), 1, 8)], 1)


class Ssd(nn.Module):
    """Class scores and boxes of two maps; boxes from offsets to priors, corners, the best class."""

    def __init__(self, classes: int = 4) -> None:
        super().__init__()
        self.classes = classes
        self.base = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1), nn.ReLU6(), nn.Conv2d(8, 12, 3, 2, 1),
                                  nn.ReLU6())
        self.extra = nn.Sequential(nn.Conv2d(12, 12, 3, 2, 1), nn.ReLU6())
        self.loc = nn.ModuleList([nn.Conv2d(12, 8, 3, padding=1) for _ in range(2)])
        self.conf = nn.ModuleList([nn.Conv2d(12, 2 * classes, 3, padding=1) for _ in range(2)])
        priors = []
        for cells in (4, 2):
            for i in range(cells * cells):
                for size in (0.2, 0.4):
                    priors.append([(i % cells + 0.5) / cells, (i // cells + 0.5) / cells, size, size])
        self.register_buffer("priors", torch.tensor(priors))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        maps = [self.base(x)]
        maps.append(self.extra(maps[0]))
        loc = torch.cat([m.permute(0, 2, 3, 1).reshape(x.size(0), -1, 4)
                         for m in (l(y) for l, y in zip(self.loc, maps))], dim=1)
        conf = torch.cat([c(y).permute(0, 2, 3, 1).contiguous().view(x.size(0), -1, self.classes)
                          for c, y in zip(self.conf, maps)], dim=1)
        center = self.priors[:, :2] + loc[..., :2] * 0.1 * self.priors[:, 2:]
        size = self.priors[:, 2:] * torch.exp(loc[..., 2:] * 0.2)
        boxes = torch.cat([center - size / 2, center + size / 2], dim=-1).clamp(0, 1)
        scores, labels = F.softmax(conf, dim=-1)[..., 1:].max(dim=-1)
        return boxes, scores, labels


class SuperResolution(nn.Module):
    """Residual features, pixel shuffle, added to the bicubic picture."""

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Conv2d(1, 12, 5, padding=2)
        self.body = nn.Sequential(nn.Conv2d(12, 12, 3, padding=1), nn.PReLU(),
                                  nn.Conv2d(12, 12, 3, padding=1))
        self.tail = nn.Conv2d(12, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.tanh(self.head(x))
        y = F.pixel_shuffle(self.tail(y + self.body(y) * 0.1), 2)
        base = F.interpolate(x, scale_factor=2, mode="bicubic", align_corners=False)
        return torch.clamp(y + base, 0.0, 1.0)


class Generator(nn.Module):
    """DCGAN."""

    def __init__(self) -> None:
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(10, 16, 4, 1, 0, bias=False), nn.BatchNorm2d(16), nn.ReLU(True),
            nn.ConvTranspose2d(16, 8, 4, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(True),
            nn.ConvTranspose2d(8, 1, 4, 2, 1, bias=False), nn.Tanh())

    def forward(self, z: Tensor) -> Tensor:
        return self.main(z.view(-1, 10, 1, 1))


class MaskedConv2d(nn.Conv2d):
    """PixelCNN: pixels behind and at the one that is told are hidden."""

    def __init__(self, kind: str, *args: int, **more: int) -> None:
        super().__init__(*args, **more)
        self.register_buffer("mask", torch.ones_like(self.weight))
        _, _, h, w = self.weight.size()
        self.mask[:, :, h // 2, w // 2 + (kind == "B"):] = 0
        self.mask[:, :, h // 2 + 1:] = 0

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.weight * self.mask, self.bias, self.stride, self.padding)


class PixelCnn(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = MaskedConv2d("A", 1, 16, 5, padding=2)
        self.gated = MaskedConv2d("B", 8, 16, 3, padding=1)
        self.out = nn.Conv2d(8, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        a, b = self.first(x).chunk(2, dim=1)
        x = torch.tanh(a) * torch.sigmoid(b)
        a, b = self.gated(x).chunk(2, dim=1)
        x = x + torch.tanh(a) * torch.sigmoid(b)
        logits = self.out(x)
        return logits - torch.logsumexp(logits, dim=1, keepdim=True)


class Stereo(nn.Module):
    """Disparity of two pictures: a cost volume of shifted features, 3-d convolution, soft argmin."""

    def __init__(self, disparities: int = 4) -> None:
        super().__init__()
        self.disparities = disparities
        self.features = nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(),
                                      nn.Conv2d(6, 4, 3, padding=1))
        self.regularise = nn.Sequential(nn.Conv3d(8, 4, 3, padding=1), nn.BatchNorm3d(4), nn.ReLU(),
                                        nn.Conv3d(4, 1, 3, padding=1))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        a, b = self.features(left), self.features(right)
        costs = []
        for d in range(self.disparities):
            moved = F.pad(b, (d, 0))[..., :b.shape[-1]]
            costs.append(torch.cat([a, moved], dim=1))
        volume = self.regularise(torch.stack(costs, dim=2)).squeeze(1)
        steps = torch.arange(self.disparities, dtype=torch.float32).view(1, -1, 1, 1)
        return torch.sum(F.softmax(-volume, dim=1) * steps, dim=1)


NETWORKS = [
    Program("vision_unet", UNet, [(1, 1, 16, 20)]),
    Program("vision_fcn", Fcn, [(1, 3, 24, 20)]),
    Program("vision_yolo", YoloHead, [(1, 3, 16, 16)]),
    Program("vision_ssd", Ssd, [(1, 1, 16, 16)]),
    Program("vision_super_resolution", SuperResolution, [(1, 1, 10, 12)]),
    Program("vision_generator", Generator, [(1, 10)]),
    Program("vision_pixel_cnn", PixelCnn, [(1, 1, 10, 10)]),
    Program("vision_stereo", Stereo, [(1, 1, 8, 12), (1, 1, 8, 12)]),
]
