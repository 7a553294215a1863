# SPDX-License-Identifier: BSL-1.0
"""Functions, reductions, norms, slices and products: one program each."""
import torch
from torch import nn
from torch.nn import functional as F

from program import Program, binary, layer, unary

class Apply(nn.Module):
    """A function inside a sequence."""

    def __init__(self, function) -> None:
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Multiply(nn.Module):
    """A product with a parameter, the other way round than nn.Linear."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(6, 3))

    def forward(self, x):
        return x @ self.weight


FUNCTIONS = [
    *[layer(f"activation_{kind.__name__.lower()}", kind, (1, 3, 8))
      for kind in (nn.SiLU, nn.GELU, nn.ELU, nn.SELU, nn.CELU, nn.Softplus, nn.LogSigmoid, nn.Mish,
                   nn.Hardswish, nn.Hardsigmoid, nn.Hardshrink, nn.Softshrink, nn.Softsign,
                   nn.Tanhshrink, nn.RReLU)],
    layer("activation_gelu_tanh", lambda: nn.GELU(approximate="tanh"), (1, 3, 8)),
    layer("activation_elu_alpha", lambda: nn.ELU(0.5), (1, 3, 8)),
    layer("activation_celu_alpha", lambda: nn.CELU(2.0), (1, 3, 8)),
    layer("activation_softplus_beta", lambda: nn.Softplus(2.0, 5.0), (1, 3, 8)),
    layer("activation_threshold", lambda: nn.Threshold(0.2, -3.0), (1, 3, 8)),
    *[unary(f"function_{f.__name__}", f, (1, 3, 7))
      for f in (torch.abs, torch.exp, torch.expm1, torch.sin, torch.cos, torch.erf, torch.floor,
                torch.ceil, torch.round, torch.trunc, torch.sign, torch.square, torch.neg)],
    *[unary(f"function_{f.__name__}", lambda x, f=f: f(x.abs() + 0.1), (1, 3, 7))
      for f in (torch.log, torch.log1p, torch.sqrt, torch.rsqrt, torch.reciprocal)],
    unary("function_clamp", lambda x: x.clamp(-0.5, 1.0), (2, 5)),
    unary("function_clamp_min", lambda x: x.clamp(min=0.25), (2, 5)),
    unary("function_clamp_max", lambda x: x.clamp(max=0.25), (2, 5)),
    unary("function_pow_2", lambda x: x ** 2, (2, 5)),
    unary("function_pow_3", lambda x: x ** 3, (2, 5)),
    unary("function_pow_half", lambda x: x.abs() ** 0.5, (2, 5)),
    binary("function_pow_tensor", lambda x, y: (x.abs() + 0.5) ** y, (2, 5), (2, 5)),
    binary("function_minimum", torch.minimum, (2, 5), (1, 5)),
    binary("function_maximum", torch.maximum, (2, 5), (2, 5)),
]

REDUCTIONS = [
    unary("reduce_sum", lambda x: x.sum(), (2, 3, 4)),
    unary("reduce_sum_last", lambda x: x.sum(-1), (2, 3, 4)),
    unary("reduce_sum_first", lambda x: x.sum(0, keepdim=True), (2, 3, 4)),
    unary("reduce_sum_two", lambda x: x.sum((0, 2)), (2, 3, 4)),
    unary("reduce_amax", lambda x: x.amax((1, 2)), (2, 3, 4)),
    unary("reduce_amin", lambda x: x.amin(1), (2, 3, 4)),
    unary("reduce_max", lambda x: x.max(), (2, 3, 4)),
    unary("reduce_prod", lambda x: x.prod(2), (2, 3, 4)),
    unary("reduce_var", lambda x: x.var(1), (2, 6, 4)),
    unary("reduce_var_biased", lambda x: x.var((1, 2), unbiased=False), (2, 6, 4)),
    unary("reduce_std", lambda x: x.std(-1, keepdim=True), (2, 6, 4)),
    Program("reduce_after_conv2d", lambda: nn.Sequential(nn.Conv2d(2, 4, 3), Apply(
        lambda x: x.amax((2, 3)) + x.sum((2, 3)))), [(1, 2, 6, 5)]),
]

NORMS = [
    layer("layer_norm", lambda: nn.LayerNorm(8), (1, 5, 8)),
    layer("layer_norm_two_axes", lambda: nn.LayerNorm((3, 4)), (2, 3, 4)),
    layer("layer_norm_plain", lambda: nn.LayerNorm(8, elementwise_affine=False), (1, 5, 8)),
    layer("group_norm", lambda: nn.GroupNorm(2, 6), (1, 6, 4, 3)),
    layer("group_norm_batch2", lambda: nn.GroupNorm(3, 6), (2, 6, 5)),
    layer("instance_norm_tracked", lambda: nn.InstanceNorm1d(3, affine=True, track_running_stats=True),
          (2, 3, 5)),
    layer("instance_norm", lambda: nn.InstanceNorm2d(3, affine=True), (1, 3, 4, 5)),
    layer("rms_norm", lambda: nn.RMSNorm(8), (1, 5, 8)),
    Program("group_norm_after_conv2d",
            lambda: nn.Sequential(nn.Conv2d(2, 4, 3), nn.GroupNorm(2, 4), nn.ReLU()), [(1, 2, 6, 5)]),
]

PARTS = [
    unary("slice_middle", lambda x: x[:, 1:3], (1, 5, 4)),
    unary("slice_step", lambda x: x[:, ::2, 1::2], (1, 5, 4)),
    unary("slice_negative", lambda x: x[..., -3:-1], (2, 5)),
    unary("select_axis", lambda x: x[:, 2], (2, 5, 3)),
    unary("select_last", lambda x: x[:, -1], (1, 5, 3)),
    unary("split_uneven", lambda x: torch.cat(x.split([1, 3], 1)[::-1], 1), (1, 4, 3)),
    unary("chunk_two", lambda x: x.chunk(2, 1)[0] * x.chunk(2, 1)[1], (1, 6, 3)),
    unary("unbind", lambda x: x.unbind(1)[0] - x.unbind(1)[2], (2, 3, 4)),
    unary("flip", lambda x: x.flip(1, 2), (1, 3, 4)),
    unary("expand", lambda x: x.expand(2, 3, 4) * 2, (2, 1, 4)),
    unary("repeat", lambda x: x.repeat(1, 2, 3), (1, 3, 2)),
    unary("narrow", lambda x: x.narrow(1, 1, 2), (1, 5, 2)),
    unary("stack", lambda x: torch.stack([x, -x], 1), (2, 3)),
    unary("upsample_nearest", lambda x: F.interpolate(x, scale_factor=2), (1, 2, 3, 4)),
    Program("upsample_after_conv2d",
            lambda: nn.Sequential(nn.Conv2d(2, 3, 3), nn.Upsample(scale_factor=2), nn.Conv2d(3, 2, 3)),
            [(1, 2, 6, 5)]),
    Program("slice_after_conv2d",
            lambda: nn.Sequential(nn.Conv2d(2, 4, 3), Apply(lambda x: x[:, 1:3, ::2])),
            [(1, 2, 6, 5)]),
]

PRODUCTS = [
    binary("matmul", torch.matmul, (3, 4), (4, 5)),
    binary("matmul_batch", torch.matmul, (2, 3, 4), (2, 4, 5)),
    binary("matmul_shared", torch.matmul, (2, 3, 4), (4, 5)),
    binary("matmul_vector", torch.matmul, (2, 3, 4), (4,)),
    binary("bmm", torch.bmm, (2, 3, 4), (2, 4, 2)),
    Program("matmul_constant", lambda: Multiply(), [(1, 5, 6)]),
    Program("attention", lambda: nn.MultiheadAttention(8, 2, batch_first=True).eval(),
            [(1, 5, 8), (1, 5, 8), (1, 5, 8)], arrange=lambda x: ((x[0], x[1], x[2]), {
                "need_weights": False})),
    layer("transformer_encoder_layer",
          lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval(), (1, 5, 8)),
]


PROGRAMS: list[Program] = [*FUNCTIONS, *REDUCTIONS, *NORMS, *PARTS, *PRODUCTS]
