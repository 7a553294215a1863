# SPDX-License-Identifier: BSL-1.0
"""Images read at computed places, kernels that are computed, bits of integers, quantiles."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, Unary, binary, unary


def layer(name: str, build: nn.Module, shape: tuple[int, ...]) -> Program:
    return Program(name, lambda: build, [shape])


def sample(name: str, **how: object) -> Program:
    return binary(f"grid_sample_{name}", lambda x, grid: F.grid_sample(x, grid, **how),
                  (2, 3, 4, 5), (2, 3, 2, 2))


class SpatialTransformer(nn.Module):
    """An image turned and shifted by what a small network says about it."""

    def __init__(self) -> None:
        super().__init__()
        self.where = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(72, 6))

    def forward(self, x: Tensor) -> Tensor:
        theta = self.where(x).view(-1, 2, 3) * 0.1 + torch.eye(2, 3)
        return F.grid_sample(x, F.affine_grid(theta, list(x.size()), align_corners=False),
                             align_corners=False)


class DynamicKernel(nn.Module):
    """A convolution whose kernel is a mixture of three, by attention over the input."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.Linear(2, 3)
        self.kernels = nn.Parameter(torch.randn(3, 4, 2, 3, 3))
        self.bias = nn.Parameter(torch.randn(4))

    def forward(self, x: Tensor) -> Tensor:
        share = torch.softmax(self.attention(x.mean((2, 3))), 1)[0]
        kernel = (share.view(3, 1, 1, 1, 1) * self.kernels).sum(0)
        return F.conv2d(x, kernel, self.bias, stride=(2, 1), padding=1)


class Flags(nn.Module):
    """Bits taken out of bytes, and put together again."""

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        bits = (x.unsqueeze(-1) >> torch.arange(8)) & 1
        return bits.float() * 0.5, (x & 15) | (x ^ 5) << 1, ~x


def integers(name: str, build: nn.Module, *shapes: tuple[int, ...], most: int) -> Program:
    return Program(name, lambda: build, list(shapes), integers=[most] * len(shapes))


class Bitwise(nn.Module):
    def forward(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = x - 8
        return x & y, x | y, x ^ y, x << y % 4


PROGRAMS = [
    sample("zeros", align_corners=False),
    sample("border_corners", padding_mode="border", align_corners=True),
    sample("reflection", padding_mode="reflection", align_corners=False),
    sample("nearest_reflection_corners", mode="nearest", padding_mode="reflection",
           align_corners=True),
    sample("cubic", mode="bicubic", padding_mode="border", align_corners=False),
    binary("grid_sample_3d", lambda x, grid: F.grid_sample(x, grid, align_corners=False),
           (1, 2, 3, 4, 3), (1, 2, 1, 3, 3)),
    unary("affine_grid_corners",
          lambda theta: F.affine_grid(theta, [2, 1, 3, 4], align_corners=True), (2, 2, 3)),
    Program("spatial_transformer", SpatialTransformer, [(1, 1, 8, 8)], scales=(1.0, 1.5)),
    Program("dynamic_kernel", DynamicKernel, [(1, 2, 6, 5)]),
    binary("dynamic_conv1d_groups", lambda x, w: F.conv1d(x, w, dilation=2, groups=2),
           (4, 9), (6, 2, 3)),
    binary("cross_correlation", lambda x, z: F.conv2d(x, z), (1, 4, 6, 6), (1, 4, 3, 3)),
    layer("fractional_max_pool2d",
          nn.FractionalMaxPool2d((2, 3), output_size=(3, 4), return_indices=True,
                                 _random_samples=torch.tensor([[[0.3, 0.8], [0.6, 0.1]]])),
          (1, 2, 7, 9)),
    layer("fractional_max_pool3d",
          nn.FractionalMaxPool3d(2, output_size=(2, 3, 2),
                                 _random_samples=torch.tensor([[[0.3, 0.8, 0.5]]])),
          (1, 1, 5, 6, 4)),
    integers("bits_of_bytes", Flags(), (2, 3), most=256),
    integers("bitwise", Bitwise(), (3, 4), (4,), most=16),
    unary("quantile", lambda x: torch.quantile(x, torch.tensor([0.1, 0.5, 0.9]), dim=1), (3, 9)),
    unary("quantile_nearest", lambda x: x.quantile(0.37, interpolation="nearest"), (3, 5)),
    unary("trapezoid", lambda y: (torch.trapezoid(y, dx=0.3),
                                  torch.cumulative_trapezoid(y, y.square().cumsum(0), dim=0)),
          (3, 5)),
    unary("renorm", lambda x: (x.renorm(2, 1, 0.8), x.renorm(1, 0, 3.0)), (3, 4)),
    unary("vander", lambda x: (torch.vander(x, 3), torch.vander(x, increasing=True)), (4,)),
    unary("repeat_interleave_each",
          lambda x: x.repeat_interleave(torch.tensor([2, 0, 1]), dim=1, output_size=3), (2, 3)),
    Program("diff_with_ends",
            lambda: Unary(lambda x: torch.diff(x, prepend=x[:, :1] * 2, append=x[:, :1])), [(2, 4)]),
]
