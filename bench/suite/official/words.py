# SPDX-License-Identifier: BSL-1.0
"""Reads the folder of Speech Commands 0.01: a folder of .wav files a word, and two lists."""
import pathlib
import wave

import numpy as np

from official.mfcc import RATE, mfcc

FOLDER = "speech_commands_v0.01"
WORDS = ("bed", "cat", "happy")
LISTS = {1: "validation_list.txt", 2: "testing_list.txt"}


def read_sound(path: pathlib.Path) -> np.ndarray:
    """One second between -1 and 1, padded with silence where the clip is shorter."""
    with wave.open(str(path)) as file:
        if (file.getframerate(), file.getsampwidth(), file.getnchannels()) != (RATE, 2, 1):
            raise ValueError(f"{path}: one channel of {RATE} samples of 16 bits a second is expected")
        sound = np.frombuffer(file.readframes(RATE), "<i2").astype(np.float32) / 32768
    return np.pad(sound, (0, RATE - len(sound)))


def read(folder: pathlib.Path) -> dict[str, np.ndarray]:
    """X [N, 40, 81] MFCC, y 0..2, split 0 training, 1 validation, 2 test by the official lists."""
    source = folder / FOLDER
    part_of = {line: part for part, name in LISTS.items()
               for line in (source / name).read_text().split()}
    features, labels, parts = [], [], []
    for label, word in enumerate(WORDS):
        for path in sorted((source / word).glob("*.wav")):
            features.append(mfcc(read_sound(path)))
            labels.append(label)
            parts.append(part_of.get(f"{word}/{path.name}", 0))
    return {"X": np.stack(features), "y": np.array(labels), "split": np.array(parts)}
