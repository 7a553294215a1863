# SPDX-License-Identifier: BSL-1.0
"""Writes .npz files for the program's tests, without NumPy: bad ones, too."""

import math
import pathlib
import random
import struct
import sys
import zipfile

Array = tuple[str, tuple[int, ...], bytes]


def floats(shape: tuple[int, ...], numbers: list[float] | None = None) -> Array:
    count = math.prod(shape)
    return "<f4", shape, struct.pack(f"<{count}f", *(numbers or [0.5] * count))


def integers(shape: tuple[int, ...], number: int) -> Array:
    count = math.prod(shape)
    return "<i8", shape, struct.pack(f"<{count}q", *[number] * count)


def npy(array: Array) -> bytes:
    descr, shape, numbers = array
    header = repr({"descr": descr, "fortran_order": False, "shape": shape}) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + numbers


def write(path: pathlib.Path, **arrays: Array) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, array in arrays.items():
            file.writestr(name + ".npy", npy(array))


def main(folder: pathlib.Path, shape: tuple[int, ...]) -> None:
    samples = (3, *shape)
    numbers = [0.25] * math.prod(samples)
    write(folder / "good.npz", x=floats(samples), labels=integers((3,), 0))
    write(folder / "plain.npz", x=floats(samples))
    source = random.Random(1)
    wild = (32, *shape)
    write(folder / "random.npz", x=floats(wild, [source.random() for _ in range(math.prod(wild))]))
    write(folder / "integers.npz", x=integers(samples, 1))
    write(folder / "shape.npz", x=floats((3, 1, 1)))
    write(folder / "none.npz", x=floats((0, *shape)))
    write(folder / "nothing.npz")
    write(folder / "nan.npz", x=floats(samples, [*numbers[:-1], math.nan]))
    write(folder / "infinity.npz", x=floats(samples, [math.inf, *numbers[1:]]))
    write(folder / "class.npz", x=floats(samples), labels=integers((3,), 1_000_000))
    write(folder / "count.npz", x=floats(samples), labels=integers((4,), 0))
    write(folder / "target.npz", x=floats(samples), target=floats((3, 1)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), tuple(int(extent) for extent in sys.argv[2].split(",")))
