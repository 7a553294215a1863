# SPDX-License-Identifier: BSL-1.0
"""Loads the data of the tasks: what every program of this folder is fed with (numpy only).

Constants of preprocessing come from training samples and are rounded to four digits behind the
point, so that every machine computes the same inputs.
"""
import gzip
import pathlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SEED = 2718


@dataclass(frozen=True)
class Samples:
    """Inputs float32 [N, ...shape without the batch], labels int64 [N]."""

    x: np.ndarray
    labels: np.ndarray

    def pick(self, chosen: np.ndarray) -> "Samples":
        return Samples(self.x[chosen], self.labels[chosen])


@dataclass(frozen=True)
class Task:
    """Validation samples choose the epoch and nothing else; test samples choose nothing."""

    train: Samples
    validation: Samples
    test: Samples


def split(x: np.ndarray, labels: np.ndarray, part: np.ndarray) -> Task:
    """Parts 0, 1, 2 are training, validation and test."""
    everything = Samples(np.ascontiguousarray(x, np.float32), labels.astype(np.int64))
    return Task(*(everything.pick(part == number) for number in range(3)))


def standardise(x: np.ndarray, train: np.ndarray) -> np.ndarray:
    """Mean 0 and deviation 1 for each row of [N, rows, columns] over the training samples."""
    wide = x.astype(np.float64)
    mean = wide[train].mean(axis=(0, 2)).round(4)[:, None]
    deviation = wide[train].std(axis=(0, 2)).round(4)[:, None]
    return (wide - mean) / deviation


def read_idx(path: pathlib.Path) -> np.ndarray:
    """Reads one of the official MNIST files."""
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load_digits(folder: pathlib.Path) -> Task:
    """Pixels / 255 as [1, 28, 28]; the last 5,000 training digits are for validation."""
    names = ("train", "t10k")
    images = [read_idx(folder / "mnist" / f"{name}-images-idx3-ubyte.gz") for name in names]
    labels = [read_idx(folder / "mnist" / f"{name}-labels-idx1-ubyte.gz") for name in names]
    part = np.repeat([0, 1, 2], [len(labels[0]) - 5000, 5000, len(labels[1])])
    x = np.concatenate(images)[:, None].astype(np.float32) / 255
    return split(x, np.concatenate(labels), part)


def load_keywords(folder: pathlib.Path) -> Task:
    """Nine words as [1, 20, 11] (coefficients, frames), standardised per coefficient."""
    data = np.load(folder / "kws9_mfcc20x11_f16.npz")
    part = data["split"]
    return split(standardise(data["X"], part == 0)[:, None], data["y"], part)


def load_beats(folder: pathlib.Path) -> Task:
    """Heart beats as [1, 260] of about +-1; a random split of beats, 80 : 10 : 10."""
    data = np.load(folder / "ecg_beats_mlii_260_int16.npz")
    counts, labels = data["X"].astype(np.float64), data["y"]
    order = np.random.RandomState(SEED).permutation(len(labels))
    part = np.zeros(len(labels), np.int64)
    part[order[:len(labels) // 5]] = 1
    part[order[:len(labels) // 10]] = 2
    centre = counts[part == 0].mean().round(4)
    reach = np.percentile(np.abs(counts[part == 0] - centre), 99.9).round(4)
    return split(((counts - centre) / reach)[:, None], labels, part)


def load_activities(folder: pathlib.Path) -> Task:
    """Windows of [9, 128], standardised per channel; people of one part are in no other."""
    data = np.load(folder / "har_windows_from_hapt_f16.npz")
    subject, train = data["subject"], data["train"]
    held_out = np.unique(subject[train])[::5]
    part = np.where(train, np.isin(subject, held_out).astype(np.int64), 2)
    return split(standardise(data["X"], part == 0), data["y"], part)


LOADERS: dict[str, Callable[[pathlib.Path], Task]] = {
    "mnist_mlp": load_digits,
    "mnist_cnn": load_digits,
    "keywords_dscnn": load_keywords,
    "ecg_residual": load_beats,
    "har_gates": load_activities,
    "keywords_lstm": load_keywords,
    "har_gru": load_activities,
    "har_tcn": load_activities,
    "keywords_encoder": load_keywords,
}
