#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes digits.h, the ten digits that the example programs classify.

usage: export_digits.py DATA_FOLDER [--out FILE]

DATA_FOLDER holds the official files of MNIST. The rule is blind to what any program makes of them:
the first digit of each class among the test digits (INDICES), in the order 0 to 9. One of them, the
5, is famous for being hard to read.
"""
import argparse
import gzip
import pathlib

SIDE = 28
INDICES = (3, 2, 1, 18, 4, 8, 11, 0, 61, 7)

HEAD = """\
/* SPDX-License-Identifier: BSL-1.0 */
/* Ten test digits of MNIST, the first of each class. Made by export_digits.py; do not edit. */
#ifndef GENN_EXAMPLES_MNIST_DIGITS_H
#define GENN_EXAMPLES_MNIST_DIGITS_H

#include <stdint.h>

#define DIGIT_COUNT 10
#define DIGIT_SIDE 28

/* Position of each among the 10,000 test digits, and what it shows. */
static const uint16_t digit_indices[DIGIT_COUNT] = {%s};
static const uint8_t digit_labels[DIGIT_COUNT] = {%s};

/* 28 rows of 28 pixels: 0 is paper, 255 is ink. The programs expect pixel / 255. */
static const uint8_t digits[DIGIT_COUNT][DIGIT_SIDE * DIGIT_SIDE] = {
"""

TAIL = """\
};

#endif /* GENN_EXAMPLES_MNIST_DIGITS_H */
"""


def payload(path: pathlib.Path, header_bytes: int) -> bytes:
    """The numbers of an idx file without its header."""
    return gzip.decompress(path.read_bytes())[header_bytes:]


def digit_rows(pixels: bytes, label: int, index: int) -> list[str]:
    """One digit as an initializer, one line a row of pixels."""
    lines = [f"    {{ /* {label}, test digit {index} */"]
    for row in range(SIDE):
        numbers = pixels[row * SIDE:(row + 1) * SIDE]
        lines.append("        " + ", ".join(f"{n:3d}" for n in numbers) + ",")
    return lines + ["    },"]


def header_text(images: bytes, labels: bytes) -> str:
    """The whole of digits.h."""
    shown = [labels[i] for i in INDICES]
    if shown != list(range(10)):
        raise SystemExit(f"these are not the official test labels: {shown}")
    lines = []
    for index, label in zip(INDICES, shown):
        start = index * SIDE * SIDE
        lines += digit_rows(images[start:start + SIDE * SIDE], label, index)
    head = HEAD % (", ".join(map(str, INDICES)), ", ".join(map(str, shown)))
    return head + "\n".join(lines) + "\n" + TAIL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path,
                        default=pathlib.Path(__file__).parent / "digits.h")
    arguments = parser.parse_args()
    images = payload(arguments.data / "t10k-images-idx3-ubyte.gz", 16)
    labels = payload(arguments.data / "t10k-labels-idx1-ubyte.gz", 8)
    arguments.out.write_text(header_text(images, labels))


if __name__ == "__main__":
    main()
