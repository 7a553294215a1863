# SPDX-License-Identifier: BSL-1.0
"""What each network is fed with: training, validation and test samples of a data folder."""
import dataclasses
import pathlib
import sys
from collections.abc import Callable

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "accuracy"))
from tasks import Samples, Task, load_activities, load_beats, load_digits, split, standardise  # noqa: E402

# Patients of de Chazal et al., IEEE Trans. Biomed. Eng. 51 (2004); paced ones are in neither.
DS1 = (101, 106, 108, 109, 112, 114, 115, 116, 118, 119, 122, 124, 201, 203, 205, 207, 208, 209,
       215, 220, 223, 230)
DS2 = (100, 103, 105, 111, 113, 117, 121, 123, 200, 202, 210, 212, 213, 214, 219, 221, 222, 228,
       231, 232, 233, 234)


def shaped(task: Task, shape: tuple[int, ...]) -> Task:
    """The same samples, each in another shape."""
    def reshape(samples: Samples) -> Samples:
        return Samples(samples.x.reshape(-1, *shape), samples.labels)
    return Task(*(reshape(getattr(task, field.name)) for field in dataclasses.fields(Task)))


def load_beats_of_new_patients(folder: pathlib.Path) -> Task:
    """The inter-patient split: trained with DS1, judged by DS2; every fifth of DS1 validates."""
    data = np.load(folder / "ecg_beats_mlii_260_int16.npz")
    record = data["rec"].astype(np.int64)
    known = np.isin(record, DS1 + DS2)
    counts, labels, record = data["X"][known].astype(np.float64), data["y"][known], record[known]
    part = np.where(np.isin(record, DS1), np.isin(record, DS1[2::5]).astype(np.int64), 2)
    centre = counts[part == 0].mean().round(4)
    reach = np.percentile(np.abs(counts[part == 0] - centre), 99.9).round(4)
    return split((counts - centre) / reach, labels, part)


def load_words(folder: pathlib.Path) -> Task:
    """Bed, cat and happy as [40, 81] (coefficients, frames), standardised per coefficient."""
    data = np.load(folder / "kws3_mfcc40x81_f16.npz")
    part = data["split"]
    return split(standardise(data["X"], part == 0), data["y"], part)


LOADERS: dict[str, Callable[[pathlib.Path], Task]] = {
    "mnist_mlp": load_digits,
    "mnist_cnn": load_digits,
    "ecg_mlp": lambda folder: shaped(load_beats(folder), (260,)),
    "kws_mlp": load_words,
    "kws_cnn": load_words,
    "kws_dscnn": load_words,
    "har_mlp": load_activities,
    "har_cnn": lambda folder: shaped(load_activities(folder), (9, 1, 128)),
}
