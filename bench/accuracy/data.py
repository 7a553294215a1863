#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the inputs that the number forms are calibrated with and judged by.

usage: data.py --data FOLDER --out FOLDER [--only WORD]       needs numpy

For each program NAME of this folder, pruned or not:

    NAME_calibrate.npz    x float32 [512, ...]: training samples, chosen at random with a fixed seed
    NAME_test.npz         x float32 [N, ...], labels int64 [N]: all test samples

`x` has the shape of the program's input without its batch of one, preprocessed as for training.
"""
import argparse
import pathlib

import numpy as np

from tasks import LOADERS, SEED

CALIBRATION = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="see README.md")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in (name for name in LOADERS if arguments.only in name):
        task = LOADERS[name](arguments.data)
        random = np.random.RandomState(SEED)
        chosen = random.choice(len(task.train.labels), CALIBRATION, replace=False)
        np.savez(arguments.out / f"{name}_calibrate.npz", x=task.train.x[chosen])
        np.savez(arguments.out / f"{name}_test.npz", x=task.test.x, labels=task.test.labels)
        print(f"{name}: {CALIBRATION} for calibration, {len(task.test.labels)} for the test, "
              f"each {list(task.test.x.shape[1:])}", flush=True)


if __name__ == "__main__":
    main()
