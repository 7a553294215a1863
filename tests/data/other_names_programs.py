# SPDX-License-Identifier: BSL-1.0
"""Operators that are other names, splits and logic of ones that have programs of their own."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Binary, Program, binary, unary


def comparisons(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    infinite = x / torch.tensor([1.0, 0.0, 2.0])
    return (torch.isclose(x, y, rtol=0.5), torch.isclose(infinite, infinite, equal_nan=True),
            torch.isin(x.round(), torch.tensor([0.0, 1.0])), torch.isin(x, y, invert=True),
            torch.isposinf(infinite), torch.isneginf(infinite), torch.isreal(x))


def powers(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    size = x.abs() + 0.5
    return (torch.float_power(size, y).float(), torch.float_power(size, 1.5).float(),
            torch.float_power(2, y).float(), torch.ldexp(x, y.round()), torch.logaddexp2(x, y),
            torch.angle(x), torch.conj_physical(x))


def splits(x: Tensor) -> tuple[Tensor, ...]:
    return (*torch.hsplit(x, 2), *torch.vsplit(x, (1,)), *torch.dsplit(x, 3),
            *torch.hsplit(x[0, 0], (1, 2)))


def small_integers(x: Tensor) -> tuple[Tensor, ...]:
    """Integers of few bits wrap around."""
    wide = (x * 100).to(torch.int32)
    return wide.to(torch.uint8), wide.to(torch.int8), (wide * 300).to(torch.int16)


class ComputedWeights(nn.Module):
    """Weights and biases that the input decides, in layers that have none of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 3)
        self.kernel = nn.Parameter(torch.randn(2, 3, 3))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        bias = self.fc(x)[0]
        image = x.view(1, 2, 2)
        return (F.linear(x, self.fc.weight, bias), F.conv1d(image, self.kernel.transpose(0, 1), bias,
                                                            padding=1),
                F.conv_transpose1d(image, self.kernel * bias[:, None], stride=2))


def special_functions(x: Tensor) -> tuple[Tensor, ...]:
    return (torch.lgamma(x), torch.digamma(x.abs() + 0.1), torch.erfinv(torch.tanh(x) * 0.99),
            torch.i0(x), torch.special.gammaln(x.abs()), x[:2, :2].mH)


def statistics(x: Tensor) -> tuple[Tensor, ...]:
    missing = torch.where(x > 0, x, float("nan"))
    hidden = torch.where(x > 9, x, float("-inf"))
    return (*torch.native_layer_norm(x, [4], None, None, 1e-5),
            *torch.native_group_norm(x[..., None], None, None, 2, 4, 4, 2, 1e-5),
            torch.nanmean(missing), torch.ops.aten._safe_softmax(hidden, -1))


def core_resizes(x: Tensor) -> tuple[Tensor, ...]:
    core, size = torch.ops.aten, [8, 10]
    return (core.upsample_bilinear2d(x, size, False, 1.7, 1.7),
            core.upsample_bicubic2d(x, size, True), core.upsample_nearest2d(x, size, 1.7, 1.7),
            core._upsample_bilinear2d_aa(x, [3, 4], False),
            core._upsample_bicubic2d_aa(x, [3, 4], False, 0.6, 0.7),
            core.upsample_linear1d(x[0], [11], False, 1.9))


PROGRAMS = [
    unary("core_resizes", core_resizes, (1, 2, 5, 6)),
    Program("rrelu_core", nn.RReLU, [(2, 5)], core=True),
    unary("special_functions", special_functions, (3, 4)),
    unary("norm_statistics", statistics, (2, 4, 4)),
    Program("computed_weight_3d",
            lambda: Binary(lambda x, w: (F.conv3d(x, w, padding=1, stride=(1, 2, 1)),
                                         F.conv3d(x, w[:, :1], groups=2, dilation=(2, 1, 1)))),
            [(1, 2, 5, 3, 4), (2, 2, 3, 1, 2)]),
    binary("other_comparisons", comparisons, (4, 3), (4, 3)),
    binary("other_powers", powers, (2, 3), (2, 3)),
    unary("other_splits", splits, (2, 4, 3)),
    unary("small_integers", small_integers, (2, 5)),
    unary("msort", torch.msort, (4, 3)),
    binary("cross_of_first_three", torch.cross, (2, 3, 4), (2, 3, 4)),
    binary("as_strided_scatter", lambda x, y: torch.as_strided_scatter(x, y, (2, 2), (4, 1), 1),
           (3, 4), (2, 2)),
    # No number of the first operand counts, not even a NaN.
    unary("sums_without_self",
          lambda x: (torch.addmm(x.log(), x, x.t(), beta=0), torch.addr(x.log(), x[0], x[1], beta=0)),
          (3, 3)),
    Program("computed_weights", ComputedWeights, [(1, 4)]),
]
