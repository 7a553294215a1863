#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compares the three example programs with PyTorch on all 10,000 test digits, from C++ and from C.

usage: compare_digits.py GENN MODELS_FOLDER DATA_FOLDER

The class has to be the same but for ties, each output within 1e-5 of the largest. Prints accuracies.
"""
import ctypes
import gzip
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEEDED_PERCENT = {"mlp": 97.8, "cnn": 99.0, "residual": 0.0}

CPP_PROGRAM = """
#include <cstdio>
#include "{name}.hpp"
int main() {{
  static float x[784], y[10];
  while (std::fread(x, sizeof x, 1, stdin) == 1) {{
    {name}::model::run(x, y);
    std::fwrite(y, sizeof y, 1, stdout);
  }}
}}
"""


def read_idx(path: pathlib.Path) -> np.ndarray:
    data = gzip.decompress(path.read_bytes())
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)


def from_cpp(folder: pathlib.Path, name: str, images: np.ndarray) -> np.ndarray:
    """Outputs of the header, included by a C++ program."""
    source = folder / f"{name}_main.cpp"
    source.write_text(CPP_PROGRAM.format(name=name))
    subprocess.run(["g++", "-std=c++17", "-O2", f"-I{ROOT}/include", f"-I{folder}", source, "-o",
                    folder / name], check=True)
    answer = subprocess.run([folder / name], input=images.tobytes(), capture_output=True, check=True)
    return np.frombuffer(answer.stdout, np.float32).reshape(-1, 10)


def from_c(folder: pathlib.Path, name: str, images: np.ndarray) -> np.ndarray:
    """Outputs of the plain C function."""
    library = folder / f"{name}.so"
    subprocess.run(["g++", "-std=c++17", "-O2", "-shared", "-fPIC", f"-I{ROOT}/include",
                    f"-I{folder}", folder / f"{name}.cpp", "-o", library], check=True)
    function = getattr(ctypes.CDLL(str(library)), f"{name}_run")
    outputs = np.empty((len(images), 10), np.float32)
    pointer = ctypes.POINTER(ctypes.c_float)
    for image, output in zip(images, outputs):
        function(image.ctypes.data_as(pointer), output.ctypes.data_as(pointer))
    return outputs


def compare(name: str, way: str, got: np.ndarray, expected: np.ndarray, labels: np.ndarray) -> bool:
    difference = np.abs(got - expected).max(axis=1) / np.maximum(1, np.abs(expected).max(axis=1))
    ordered = np.sort(expected, axis=1)
    ties = ordered[:, -1] - ordered[:, -2] < 1e-4
    other = (got.argmax(1) != expected.argmax(1)) & ~ties
    percent = 100 * (got.argmax(1) == labels).mean()
    good = difference.max() <= 1e-5 and not other.any() and percent >= NEEDED_PERCENT[name]
    print(f"{name} from {way}: {percent:.2f} % right, {other.sum()} other classes than PyTorch, "
          f"outputs within {difference.max():.1e} of the largest: {'good' if good else 'WRONG'}")
    return bool(good)


def main() -> int:
    genn, models, data = (pathlib.Path(a) for a in sys.argv[1:4])
    images = read_idx(data / "t10k-images-idx3-ubyte.gz").astype(np.float32) / 255
    labels = read_idx(data / "t10k-labels-idx1-ubyte.gz")
    torch.set_num_threads(1)
    good = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name in NEEDED_PERCENT:
            subprocess.run([genn, "convert", models / f"{name}.pt2", "--output", folder, "--c-api"],
                           check=True, stdout=subprocess.DEVNULL)
            program = torch.export.load(models / f"{name}.pt2").module()
            with torch.inference_mode():
                expected = np.concatenate(
                    [program(torch.from_numpy(i).reshape(1, 1, 28, 28)).numpy() for i in images])
            good &= compare(name, "C++", from_cpp(folder, name, images), expected, labels)
            good &= compare(name, "C", from_c(folder, name, images), expected, labels)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
