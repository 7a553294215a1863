#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes what the programs are calibrated with and judged by.

usage: write_arrays.py --data FOLDER --out FOLDER [--only WORD] [--samples N] [--calibration N]

For each network NAME, NAME_calibrate.npz holds x of training samples, chosen at random with a fixed
seed, and NAME_test.npz x and labels of all test samples, or of the first N. Needs numpy. Files that
are there stay as they are.
"""
import argparse
import pathlib

import numpy as np

from datasets import LOADERS
from official.folder import with_arrays
from tasks import SEED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="see README.md")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    parser.add_argument("--samples", type=int, metavar="N")
    parser.add_argument("--calibration", type=int, default=512, metavar="N")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    data = with_arrays(arguments.data, arguments.out / "data")
    for name, load in LOADERS.items():
        test = arguments.out / f"{name}_test.npz"
        if arguments.only not in name or test.exists():
            continue
        task = load(data)
        chosen = np.random.RandomState(SEED).choice(len(task.train.labels), arguments.calibration,
                                                    replace=False)
        np.savez_compressed(arguments.out / f"{name}_calibrate.npz", x=task.train.x[chosen])
        unfinished = test.with_suffix(".part.npz")
        np.savez_compressed(unfinished, x=task.test.x[:arguments.samples],
                            labels=task.test.labels[:arguments.samples])
        unfinished.replace(test)
        print(f"{name}: {arguments.calibration} for calibration, {len(task.test.labels)} for the "
              f"test, each {list(task.test.x.shape[1:])}", flush=True)


if __name__ == "__main__":
    main()
