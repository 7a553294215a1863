# SPDX-License-Identifier: BSL-1.0
"""Mel-frequency cepstral coefficients with the defaults of torchaudio.transforms.MFCC."""
import numpy as np

RATE = 16000
WINDOW, HOP = 400, 200
MELS, COEFFICIENTS = 128, 40
RANGE = 80.0       # decibels below the loudest
LEAST = 1e-10


def mel_filters() -> np.ndarray:
    """[bins, MELS] triangles, equally wide on the HTK scale, from 0 to half the rate."""
    top = 2595 * np.log10(1 + RATE / 2 / 700)
    corners = 700 * (10 ** (np.linspace(0, top, MELS + 2) / 2595) - 1)
    bins = np.linspace(0, RATE / 2, WINDOW // 2 + 1)
    slopes = corners[None] - bins[:, None]
    widths = np.diff(corners)
    down, up = -slopes[:, :-2] / widths[:-1], slopes[:, 2:] / widths[1:]
    return np.maximum(0, np.minimum(down, up))


def cosines() -> np.ndarray:
    """[MELS, COEFFICIENTS] of the orthonormal discrete cosine transform II."""
    place, order = np.arange(MELS)[:, None], np.arange(COEFFICIENTS)[None]
    matrix = np.cos(np.pi / MELS * (place + 0.5) * order) * np.sqrt(2 / MELS)
    matrix[:, 0] *= np.sqrt(0.5)
    return matrix


FILTERS, COSINES = mel_filters(), cosines()
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)


def mfcc(sound: np.ndarray) -> np.ndarray:
    """[COEFFICIENTS, frames] of samples between -1 and 1."""
    padded = np.pad(sound.astype(np.float64), WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * HANN)) ** 2
    decibels = 10 * np.log10(np.maximum(power @ FILTERS, LEAST))
    decibels = np.maximum(decibels, decibels.max() - RANGE)
    return (decibels @ COSINES).T.astype(np.float32)
