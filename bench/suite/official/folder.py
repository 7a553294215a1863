# SPDX-License-Identifier: BSL-1.0
"""Turns the official formats of the data sets into the arrays that the loaders read, once."""
import pathlib
from collections.abc import Callable

import numpy as np

from official import activities, beats, words

SOURCES: dict[str, tuple[str, Callable[[pathlib.Path], dict[str, np.ndarray]]]] = {
    "ecg_beats_mlii_260_int16.npz": (beats.FOLDER, beats.read),
    "har_windows_from_hapt_f16.npz": (activities.FOLDER, activities.read),
    "kws3_mfcc40x81_f16.npz": (words.FOLDER, words.read),
}


def with_arrays(data: pathlib.Path, cache: pathlib.Path) -> pathlib.Path:
    """A folder that holds all arrays: the data folder itself, or one with what had to be made."""
    if all((data / name).exists() for name in SOURCES):
        return data
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("mnist", *SOURCES):
        made = cache / name
        if made.exists():
            continue
        if (data / name).exists():
            made.symlink_to((data / name).resolve())
            continue
        if name not in SOURCES or not (data / SOURCES[name][0]).exists():
            print(f"{data} has no {name}" + (f" and no {SOURCES[name][0]}" if name in SOURCES else ""))
            continue
        source, read = SOURCES[name]
        print(f"reading {data / source}", flush=True)
        unfinished = made.with_suffix(".part.npz")
        np.savez_compressed(unfinished, **read(data))
        unfinished.replace(made)
    return cache
