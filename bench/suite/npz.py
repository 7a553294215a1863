# SPDX-License-Identifier: BSL-1.0
"""Reads arrays of .npz files without NumPy."""
import array
import ast
import dataclasses
import math
import pathlib
import struct
import sys
import zipfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "cli"))
import arrays  # noqa: E402

CODES = {"<f4": "f", "<i8": "q"}


@dataclasses.dataclass(frozen=True)
class Rows:
    """The first rows of an array, their numbers one after the other."""

    shape: tuple[int, ...]
    numbers: list[float]

    def row(self, index: int) -> list[float]:
        each = math.prod(self.shape[1:])
        return self.numbers[index * each:(index + 1) * each]


def read(file: zipfile.ZipFile, member: str, count: int | None = None) -> Rows:
    """All rows of a member, or the first ones."""
    with file.open(member) as stream:
        (length,) = struct.unpack("<H", stream.read(10)[8:])
        header = ast.literal_eval(stream.read(length).decode())
        shape = tuple(header["shape"])
        if count is not None:
            shape = (min(count, shape[0]), *shape[1:])
        numbers = array.array(CODES[header["descr"]])
        numbers.frombytes(stream.read(math.prod(shape) * numbers.itemsize))
    return Rows(shape, numbers.tolist())


def write_first_rows(source: pathlib.Path, count: int, target: pathlib.Path) -> Rows:
    """The first rows of the array x of a file, as a file of its own."""
    with zipfile.ZipFile(source) as file:
        rows = read(file, "x.npy", count)
    arrays.write(target, x=arrays.floats(rows.shape, rows.numbers))
    return rows


def last_layer(path: pathlib.Path) -> Rows:
    """The result of the last layer in what `genn run --layers` writes."""
    with zipfile.ZipFile(path) as file:
        return read(file, [name for name in file.namelist() if name.startswith("layer_")][-1])
