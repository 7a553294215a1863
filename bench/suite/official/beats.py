# SPDX-License-Identifier: BSL-1.0
"""Reads the MIT-BIH Arrhythmia Database as PhysioNet gives it: .hea, .dat of format 212, .atr."""
import pathlib

import numpy as np

FOLDER = "mit-bih-arrhythmia-database-1.0.0"
REACH = 130        # samples before and after the R peak
LEAD = "MLII"
# Annotation codes of WFDB (ecgcodes.h) by the classes of ANSI/AAMI EC57: N S V F Q.
CLASSES = ((1, 2, 3, 11, 34), (4, 7, 8, 9), (5, 10), (6,), (12, 13, 38))
CLASS_OF = {code: number for number, codes in enumerate(CLASSES) for code in codes}
SKIP, NUMBER, SUBTYPE, CHANNEL, TEXT = 59, 60, 61, 62, 63


def read_signal(header: pathlib.Path) -> np.ndarray:
    """The lead, or where a record has none of that name, its first signal; int16."""
    lines = [line.split() for line in header.read_text().splitlines() if line and line[0] != "#"]
    count, signals = int(lines[0][1]), lines[1:1 + int(lines[0][1])]
    if any(signal[1] != "212" for signal in signals) or count != 2:
        raise ValueError(f"{header}: two signals of format 212 are expected")
    chosen = next((i for i, signal in enumerate(signals) if signal[-1] == LEAD), 0)
    pairs = np.fromfile(header.with_name(signals[0][0]), np.uint8).reshape(-1, 3).astype(np.int16)
    high = pairs[:, 1] & 0x0F if chosen == 0 else pairs[:, 1] >> 4
    number = (pairs[:, 0] if chosen == 0 else pairs[:, 2]) | (high << 8)
    return np.where(number > 2047, number - 4096, number).astype(np.int16)


def read_annotations(path: pathlib.Path) -> list[tuple[int, int]]:
    """Place and code of each annotation."""
    words = np.fromfile(path, "<u2").tolist()
    found, place, at = [], 0, 0
    while at < len(words) and words[at] != 0:
        code, step = words[at] >> 10, words[at] & 0x3FF
        at += 1
        if code == SKIP:
            distance = (words[at] << 16) | words[at + 1]
            place += distance - (1 << 32) if distance >= 1 << 31 else distance
            at += 2
        elif code == TEXT:
            at += (step + 1) // 2
        elif code not in (NUMBER, SUBTYPE, CHANNEL):
            place += step
            found.append((place, code))
    return found


def read(folder: pathlib.Path) -> dict[str, np.ndarray]:
    """X [N, 260] counts around the R peak, y 0..4, rec the number of the record."""
    beats, labels, records = [], [], []
    for header in sorted((folder / FOLDER).glob("[0-9][0-9][0-9].hea")):
        signal = read_signal(header)
        for place, code in read_annotations(header.with_suffix(".atr")):
            if code in CLASS_OF and REACH <= place <= len(signal) - REACH:
                beats.append(signal[place - REACH:place + REACH])
                labels.append(CLASS_OF[code])
                records.append(int(header.stem))
    return {"X": np.stack(beats), "y": np.array(labels), "rec": np.array(records)}
