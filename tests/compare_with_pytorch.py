#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs the archives of tests/data with genn and compares with what PyTorch said.

usage: compare_with_pytorch.py --genn PATH [--only WORD] [--tolerance SHARE]     (needs numpy only)

Every archive of data/programs is run by `genn run ARCHIVE inputs.npz --output out.npz`, once for
each of its vectors (data/make_programs.py says how they are stored). An output passes when no
number is further from PyTorch's than SHARE (1e-5) of the largest of them. Every archive of
data/refused has to be refused by `genn convert` with exit code 2, with the pieces of text that it
carries, and nothing left behind.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from typing import Any

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 60


class Failure(Exception):
    """One archive does not do what it should."""


def extra(archive: pathlib.Path, name: str) -> Any:
    """The JSON text that was saved with the program."""
    with zipfile.ZipFile(archive) as entries:
        path = next(n for n in entries.namelist() if n.endswith(f"/extra/{name}"))
        return json.loads(entries.read(path))


def call(*command: str | pathlib.Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                              timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"not done after {SECONDS} s") from None


def distance(actual: np.ndarray, expected: np.ndarray) -> float:
    """The largest difference as a share of the largest number expected."""
    if actual.shape != expected.shape:
        raise Failure(f"shape {actual.shape} in place of {expected.shape}")
    if not np.isfinite(actual).all():
        raise Failure("an output is not finite")
    if not expected.size:
        return 0.0
    difference = np.abs(actual.astype(np.float64) - expected).max()
    return float(difference / max(np.abs(expected).max(), 1e-30))


def arrays(lists: list[list[float]], shapes: list[list[int]]) -> list[np.ndarray]:
    return [np.array(flat, np.float32).reshape(shape) for flat, shape in zip(lists, shapes)]


def run(genn: pathlib.Path, archive: pathlib.Path, inputs: dict[str, np.ndarray],
        folder: pathlib.Path) -> list[np.ndarray]:
    """The outputs of one call, in the order of the program."""
    np.savez(folder / "inputs.npz", **inputs)
    done = call(genn, "run", archive, folder / "inputs.npz", "--output", folder / "out.npz")
    if done.returncode != 0:
        raise Failure(f"exit code {done.returncode}: {done.stderr.strip()}")
    with np.load(folder / "out.npz") as result:
        return [result[name] for name in result.files]


def compare(genn: pathlib.Path, archive: pathlib.Path, tolerance: float) -> str:
    """Runs all vectors of one archive; returns the largest distance in words."""
    data = extra(archive, "vectors.json")
    largest = 0.0
    vectors = [(arrays(v["inputs"], data["input_shapes"]),
                arrays(v["outputs"], data["output_shapes"])) for v in data["vectors"]]
    if data.get("keeps_state"):  # one run: samples are calls, one after the other
        vectors = [([np.stack(one) for one in zip(*(i for i, _ in vectors))],
                    [np.stack(one) for one in zip(*(o for _, o in vectors))])]
    for given, expected in vectors:
        inputs = dict(zip(data["input_names"], given))
        with tempfile.TemporaryDirectory() as folder:
            outputs = run(genn, archive, inputs, pathlib.Path(folder))
        if len(outputs) != len(expected):
            raise Failure(f"{len(outputs)} outputs in place of {len(expected)}")
        largest = max([largest, *map(distance, outputs, expected)])
    if largest > tolerance:
        raise Failure(f"differs by {largest:.1e} of the largest")
    return f"{largest:.1e}"


def refuse(genn: pathlib.Path, archive: pathlib.Path, _: float) -> str:
    """Converts one archive that has to be refused."""
    with tempfile.TemporaryDirectory() as folder:
        done = call(genn, "convert", archive, "--output", folder)
        left = [path.name for path in pathlib.Path(folder).iterdir()]
    mentions = extra(archive, "refusal.json")["mentions"]
    missing = [text for text in mentions if text not in done.stderr]
    if done.returncode != 2:
        raise Failure(f"exit code {done.returncode} in place of 2: {done.stderr.strip()}")
    if missing:
        raise Failure(f"the message does not mention {missing}: {done.stderr.strip()}")
    if left:
        raise Failure(f"left behind: {left}")
    return "refused"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--genn", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, default=HERE / "data")
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    parser.add_argument("--tolerance", type=float, default=1e-5, metavar="SHARE")
    arguments = parser.parse_args()
    passed = failed = 0
    for kind, judge in (("programs", compare), ("refused", refuse)):
        for archive in sorted((arguments.data / kind).glob("*.pt2")):
            if arguments.only not in archive.stem:
                continue
            try:
                print(f"{archive.stem}: {judge(arguments.genn, archive, arguments.tolerance)}")
                passed += 1
            except Failure as failure:
                print(f"{archive.stem}: FAILED: {failure}")
                failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
