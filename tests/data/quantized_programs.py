# SPDX-License-Identifier: BSL-1.0
"""Quantized programs of a few layers each: what PT2E makes of every layer that it knows."""
import dataclasses
from collections.abc import Callable, Sequence

import torch
from torch import nn
from torchao.quantization.pt2e.quantizer import Quantizer

from int16_quantizer import Int16Quantizer
from network_programs import SqueezeExcite, mobilenet
from norm_quantizer import NormQuantizer
from product_quantizer import ProductQuantizer
from program import Binary, Shape, Unary, named
from quantize import int8_quantizer
from quantized_modules import (Branches, Concatenated, Int16, Level, MixerBlock, Reshaped, Stream,
                               TwoHeads, add_relu, mul_relu, residual, separable_net,
                               with_negative_peak)


@dataclasses.dataclass(frozen=True)
class Quantized:
    """A program to quantize.

    It is calibrated with normally distributed inputs of these shapes, each input times its own
    factor of `spreads` (1 where it has none). `strict` exports the float program with strict=True:
    only then does the XNNPACK quantizer find a torch.cat.
    """
    name: str
    build: Callable[[], nn.Module]
    shapes: Sequence[Shape]
    quantizer: Callable[[], Quantizer] = int8_quantizer
    spreads: Sequence[float] = ()
    strict: bool = False


def per_tensor() -> Quantizer:
    return int8_quantizer(per_channel=False)


def full_range() -> Quantizer:
    """Weights may be -128: scaled by 127.5, the most negative one is rounded to it."""
    return int8_quantizer(weight_min=-128)


IMAGE = (1, 2, 7, 6)

PROGRAMS = [
    Quantized("linear", lambda: named(fc=nn.Linear(9, 5)), [(1, 9)]),
    Quantized("linear_relu", lambda: named(fc=nn.Linear(9, 5), relu=nn.ReLU()), [(1, 9)]),
    Quantized("linear_no_bias", lambda: named(fc=nn.Linear(9, 5, bias=False)), [(1, 9)]),
    Quantized("linear_rank3", lambda: named(fc=nn.Linear(6, 4), relu=nn.ReLU()), [(1, 3, 6)]),
    Quantized("linear_per_tensor", lambda: named(fc1=nn.Linear(9, 7), relu=nn.ReLU(),
                                                 fc2=nn.Linear(7, 4)), [(1, 9)], per_tensor),
    Quantized("linear_full_range", lambda: named(fc=with_negative_peak(nn.Linear(33, 5))),
              [(1, 33)], full_range),
    Quantized("conv2d", lambda: named(conv=nn.Conv2d(2, 3, 3)), [IMAGE]),
    Quantized("conv2d_relu", lambda: named(conv=nn.Conv2d(2, 3, 3), relu=nn.ReLU()), [IMAGE]),
    Quantized("conv2d_no_bias", lambda: named(conv=nn.Conv2d(2, 3, 3, bias=False)), [IMAGE]),
    Quantized("conv2d_everything", lambda: named(
        conv=nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(2, 1), dilation=(1, 2), groups=2),
        relu=nn.ReLU()), [(1, 4, 6, 7)]),
    Quantized("conv2d_in_float", lambda: named(
        conv1=nn.Conv2d(2, 3, 3), conv2=nn.Conv2d(3, 3, 3, padding="same"),
        conv3=nn.Conv2d(3, 2, 2)), [IMAGE]),
    Quantized("conv2d_per_tensor", lambda: named(conv=nn.Conv2d(2, 3, 3), relu=nn.ReLU()), [IMAGE],
              per_tensor),
    Quantized("conv2d_full_range", lambda: named(conv=with_negative_peak(nn.Conv2d(2, 3, 3))),
              [IMAGE], full_range),
    Quantized("conv2d_batch_norm_relu", lambda: named(
        conv=nn.Conv2d(2, 4, 3, bias=False), norm=nn.BatchNorm2d(4), relu=nn.ReLU()), [IMAGE]),
    Quantized("conv2d_depthwise", lambda: named(
        conv=nn.Conv2d(5, 5, 3, padding=1, groups=5), relu=nn.ReLU()), [(1, 5, 6, 5)]),
    Quantized("conv2d_depthwise_multiplier", lambda: named(
        conv=nn.Conv2d(3, 6, 3, stride=2, padding=1, groups=3)), [(1, 3, 7, 6)]),
    Quantized("conv1d", lambda: named(conv1=nn.Conv1d(3, 4, 3, padding=1), relu=nn.ReLU(),
                                      conv2=nn.Conv1d(4, 4, 3, dilation=2, groups=4)),
              [(1, 3, 9)]),
    Quantized("conv1d_batch_norm", lambda: named(
        conv=nn.Conv1d(3, 4, 3, stride=2), norm=nn.BatchNorm1d(4), relu=nn.ReLU()), [(1, 3, 11)]),
    Quantized("conv_transpose2d_relu", lambda: named(
        conv=nn.ConvTranspose2d(3, 2, 3, stride=2, padding=1), relu=nn.ReLU()), [(1, 3, 4, 5)]),
    Quantized("conv_transpose2d_per_tensor", lambda: named(
        conv=nn.ConvTranspose2d(3, 2, 3, stride=2, padding=1), relu=nn.ReLU()), [(1, 3, 6, 5)],
              per_tensor),
    Quantized("conv_transpose1d_per_tensor", lambda: named(
        conv=nn.ConvTranspose1d(3, 4, 4, 2, 1), relu=nn.ReLU()), [(1, 3, 9)], per_tensor),
    Quantized("conv_transpose2d_in_float", lambda: named(
        conv1=nn.Conv2d(2, 3, 3), up=nn.ConvTranspose2d(3, 2, 2, stride=2),
        conv2=nn.Conv2d(2, 2, 3)), [IMAGE]),
    Quantized("add", lambda: Binary(lambda x, y: x + y), [(1, 4, 5), (1, 4, 5)],
              spreads=(1.0, 0.2)),
    Quantized("add_relu", lambda: Branches(add_relu, 3.0), [IMAGE]),
    Quantized("mul", lambda: Binary(lambda x, y: x * y), [(1, 4, 5), (1, 4, 5)],
              spreads=(1.0, 3.0)),
    Quantized("mul_relu", lambda: Branches(mul_relu), [IMAGE]),
    Quantized("matmul", lambda: Binary(torch.matmul), [(1, 3, 4, 9), (1, 3, 9, 5)],
              ProductQuantizer, spreads=(1.0, 3.0)),
    Quantized("cat", Concatenated, [IMAGE], strict=True),
    Quantized("cat_inputs", lambda: Binary(lambda x, y: torch.cat([x, y], 1)), [(1, 4), (1, 3)],
              spreads=(1.0, 4.0), strict=True),
    Quantized("cat_in_float", Concatenated, [IMAGE]),
    Quantized("max_pool2d", lambda: named(
        conv1=nn.Conv2d(2, 3, 3, padding=1), pool=nn.MaxPool2d(3, 2, 1), relu=nn.ReLU(),
        conv2=nn.Conv2d(3, 2, 2)), [IMAGE]),
    Quantized("adaptive_avg_pool2d", lambda: named(
        conv=nn.Conv2d(2, 3, 3), pool=nn.AdaptiveAvgPool2d(1)), [IMAGE]),
    Quantized("adaptive_avg_pool2d_uneven", lambda: named(
        conv=nn.Conv2d(2, 3, 3), relu=nn.ReLU(), pool=nn.AdaptiveAvgPool2d((2, 3))), [IMAGE]),
    Quantized("mean", lambda: named(conv=nn.Conv2d(2, 3, 3), relu=nn.ReLU(),
                                    mean=Unary(lambda x: x.mean([2, 3])), fc=nn.Linear(3, 4)),
              [IMAGE]),
    Quantized("avg_pool2d", lambda: named(
        conv1=nn.Conv2d(2, 3, 3, padding=1), relu=nn.ReLU(), pool=nn.AvgPool2d(2),
        conv2=nn.Conv2d(3, 2, 2)), [IMAGE]),
    Quantized("hardtanh", lambda: named(conv1=nn.Conv2d(2, 3, 3), act=nn.Hardtanh(-0.4, 0.6),
                                        conv2=nn.Conv2d(3, 2, 2)), [IMAGE]),
    Quantized("relu6", lambda: named(conv1=nn.Conv2d(2, 3, 3), act=nn.ReLU6(inplace=True),
                                     conv2=nn.Conv2d(3, 2, 2)), [IMAGE], spreads=(9.0,)),
    Quantized("sigmoid", lambda: named(fc1=nn.Linear(6, 8), act=nn.Sigmoid(), fc2=nn.Linear(8, 3)),
              [(1, 6)]),
    Quantized("sigmoid_last", lambda: named(fc=nn.Linear(6, 3), act=nn.Sigmoid()), [(1, 6)]),
    Quantized("hardswish", lambda: named(conv1=nn.Conv2d(2, 3, 3), act=nn.Hardswish(),
                                         conv2=nn.Conv2d(3, 2, 2)), [IMAGE], spreads=(3.0,)),
    Quantized("softmax", lambda: named(fc=nn.Linear(8, 5), out=nn.Softmax(1)), [(1, 8)]),
    Quantized("flatten_linear", lambda: named(conv=nn.Conv2d(2, 3, 3), relu=nn.ReLU(),
                                              flat=nn.Flatten(), fc=nn.Linear(60, 4)), [IMAGE]),
    Quantized("mul_scalar", lambda: named(conv=nn.Conv2d(2, 3, 3), act=Unary(lambda x: x * 3)),
              [IMAGE]),
    Quantized("add_scalar", lambda: named(fc=nn.Linear(6, 4), act=Unary(lambda x: x + 0.5)),
              [(1, 6)]),
    Quantized("reshaped", Reshaped, [(1, 2, 6, 6)]),
    Quantized("dropout", lambda: named(fc1=nn.Linear(6, 8), relu=nn.ReLU(), drop=nn.Dropout(0.5),
                                       fc2=nn.Linear(8, 3)), [(1, 6)]),
    Quantized("dropout_before_relu", lambda: named(
        fc1=nn.Linear(6, 8), drop=nn.Dropout(0.5), relu=nn.ReLU(), fc2=nn.Linear(8, 3)), [(1, 6)]),
    Quantized("pad_first", lambda: named(pad=nn.ZeroPad2d((0, 1, 0, 1)),
                                         conv=nn.Conv2d(2, 3, 3, 2), relu=nn.ReLU()),
              [(1, 2, 6, 6)]),
    Quantized("pad_between", lambda: named(conv1=nn.Conv2d(2, 3, 3), pad=nn.ZeroPad2d((0, 1, 0, 1)),
                                           conv2=nn.Conv2d(3, 3, 3, 2)), [(1, 2, 8, 8)]),
    Quantized("layer_norm", lambda: named(fc1=nn.Linear(6, 24), norm=nn.LayerNorm(24),
                                          fc2=nn.Linear(24, 3)), [(1, 25, 6)], NormQuantizer),
    Quantized("rms_norm", lambda: named(fc1=nn.Linear(6, 20), norm=nn.RMSNorm(20),
                                        fc2=nn.Linear(20, 3)), [(1, 30, 6)], NormQuantizer),
    Quantized("group_norm_relu", lambda: named(
        conv1=nn.Conv2d(2, 6, 3), norm=nn.GroupNorm(2, 6), relu=nn.ReLU(),
        conv2=nn.Conv2d(6, 2, 3)), [(1, 2, 14, 11)], NormQuantizer),
    Quantized("instance_norm", lambda: named(
        conv1=nn.Conv1d(3, 8, 3), norm=nn.InstanceNorm1d(8, affine=True), act=nn.Hardtanh(-1, 2),
        conv2=nn.Conv1d(8, 2, 3)), [(1, 3, 70)], NormQuantizer),
    Quantized("layer_norm_in_float", lambda: named(fc1=nn.Linear(6, 8), norm=nn.LayerNorm(8),
                                                   act=nn.GELU(), fc2=nn.Linear(8, 3)),
              [(1, 5, 6)]),
    Quantized("mixer_block", MixerBlock, [(1, 12, 16)], NormQuantizer),
    Quantized("stream", Stream, [(1, 3, 4)]),
    Quantized("stream_strict", Stream, [(1, 3, 4)], strict=True),
    Quantized("level", Level, [(1, 4)]),
    Quantized("int16", Int16, [(1, 2, 6, 6)], Int16Quantizer),
    Quantized("two_outputs", TwoHeads, [(1, 2, 6, 6)]),
    Quantized("residual", residual, [(1, 2, 8, 8)]),
    Quantized("squeeze_excite", SqueezeExcite, [(1, 2, 4, 5)]),
    Quantized("mobilenet", mobilenet, [(1, 3, 12, 12)]),
    Quantized("separable", separable_net, [(1, 3, 16, 16)]),
]
