# SPDX-License-Identifier: BSL-1.0
"""Reads the folder "UCI HAR Dataset": windows of nine inertial signals as text."""
import pathlib

import numpy as np

FOLDER = "UCI HAR Dataset"
SIGNALS = tuple(f"{kind}_{axis}" for kind in ("body_acc", "body_gyro", "total_acc") for axis in "xyz")


def read(folder: pathlib.Path) -> dict[str, np.ndarray]:
    """X [N, 9, 128], y 0..5, subject, and train true for the official training subjects."""
    parts = []
    for part in ("train", "test"):
        source = folder / FOLDER / part
        signals = [np.loadtxt(source / "Inertial Signals" / f"{signal}_{part}.txt", np.float32, ndmin=2)
                   for signal in SIGNALS]
        labels, subjects = (np.loadtxt(source / f"{name}_{part}.txt", np.int64, ndmin=1)
                            for name in ("y", "subject"))
        parts.append((np.stack(signals, 1), labels - 1, subjects,
                      np.full(len(labels), part == "train")))
    x, labels, subjects, train = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return {"X": x, "y": labels, "subject": subjects, "train": train}
