# SPDX-License-Identifier: BSL-1.0
"""Writes the header of convolutions of integers, as genn writes it.

usage: sizes.py one|many|mobilenet

one, many: 20, every other one depthwise, of one size, or of 20: channels and kernels differ;
mobilenet: the 27 of the visual wake words of MLPerf Tiny
"""
import sys
from typing import NamedTuple

COUNT = 20
MOBILENET = [(16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2)] + [(128, 1)] * 5 + [(256, 2), (256, 1)]


class Layer(NamedTuple):
    """Channels in and out, kernel, stride, and whether it is depthwise."""

    channels: int
    out: int
    kernel: int
    depthwise: bool
    stride: int = 1


def layers(kind: str) -> list[Layer]:
    """All layers, from the input on."""
    if kind == "mobilenet":
        sizes = [Layer(3, 8, 3, False, 2)]
        for out, stride in MOBILENET:
            channels = sizes[-1].out
            sizes += [Layer(channels, channels, 3, True, stride), Layer(channels, out, 1, False)]
        return sizes
    many = kind == "many"
    sizes = []
    channels = 16
    for i in range(COUNT):
        depthwise = i % 2 == 1
        out = channels if depthwise or not many else 16 + 4 * (i % 7) + i // 2
        kernel = (3 if depthwise else 1) + (2 * (i // 10) if many else 0)
        sizes.append(Layer(channels, out, kernel, depthwise))
        channels = out
    return sizes


def constant(name: str, element: str, shape: str, packing: str, letter: str, type_: str, count: int) -> str:
    numbers = "".join(f"\\x{1 + i % 7:x}" + '" "' * (i % 16 == 15) for i in range(count))
    return (
        f"struct {name} : genn::constant<genn::{element}, genn::shape<{shape}>{packing}> {{\n"
        f"  alignas(16) static constexpr {type_} bits[] = {letter}\"{numbers}\";\n}};\n"
    ).replace('" "', f'" {letter}"')


def main() -> None:
    constants, numbers, network = [], [], []
    kind = sys.argv[1]
    for i, (channels, out, kernel, depthwise, stride) in enumerate(layers(kind)):
        taps = kernel * kernel * (1 if depthwise else channels)
        packing = ", genn::tap_major" if depthwise else ""
        shape = f"{kernel * kernel}, {out}" if depthwise else f"{out}, {taps}"
        constants.append(constant(f"w{i}", "int8", shape, packing, "", "signed char", out * taps))
        constants.append(constant(f"b{i}", "int32", str(out), "", "U", "char32_t", out))
        constants.append(constant(f"m{i}", "int16", str(out), "", "u", "char16_t", out))
        numbers.append(
            f"struct q{i} {{\n"
            f"  static constexpr genn::quantization value{{{1 + i}.0f, 0, -128, 127}};\n"
            f"  static constexpr genn::rescaling rescale{{{3 + i % 5}, {1 << (2 + i % 5)}, -128, 127}};\n"
            f"  static constexpr genn::sum_bound sums{{{7 * taps}, 7}};\n"
            f"  using multiplier = m{i};\n}};\n"
        )
        options = f", genn::groups<{channels}>" if depthwise else ""
        if stride > 1:
            options += f", genn::stride<{stride}, {stride}>"
        network.append(
            f"    genn::conv2d<{out}, genn::kernel<{kernel}, {kernel}>, w{i}, b{i},"
            f" genn::padding<{kernel // 2}, {kernel // 2}>{options}, genn::to<genn::i8<q{i}>>>"
        )
    print("#pragma once\n#include <genn/genn.hpp>\nnamespace model {")
    print("\n".join(constants + numbers))
    print("struct x_q {\n  static constexpr genn::quantization value{1.0f, 0, -128, 127};\n};")
    shape = "96, 96, 3" if kind == "mobilenet" else "8, 8, 16"
    print(f"struct network : genn::sequential<\n    genn::input<genn::i8<x_q>, genn::shape<{shape}>>,")
    print(",\n".join(network) + "> {};\nusing model = genn::model<network>;\n}  // namespace model")


if __name__ == "__main__":
    main()
