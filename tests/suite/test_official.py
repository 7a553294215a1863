# SPDX-License-Identifier: BSL-1.0
"""The readers of official formats give back what was written in those formats."""
import pathlib
import sys
import tempfile
import wave

try:
    import numpy as np
except ImportError:
    print("skipped: numpy is not installed")
    sys.exit(77)

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "bench" / "suite"))
from official import activities, beats, folder, mfcc, words  # noqa: E402


def write_record(path: pathlib.Path, names: tuple[str, str], signals: np.ndarray, annotations: bytes) -> None:
    """A record of two signals in format 212."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{path.name}.dat 212 200 11 1024 {signals[i, 0]} 0 0 {name}" for i, name in enumerate(names)]
    path.with_suffix(".hea").write_text("\n".join([f"{path.name} 2 360 {signals.shape[1]}", *lines, "# Aldomet"]))
    first, second = signals & 0xFFF
    packed = np.stack([first & 0xFF, first >> 8 | second >> 8 << 4, second & 0xFF], 1)
    packed.astype(np.uint8).tofile(path.with_suffix(".dat"))
    path.with_suffix(".atr").write_bytes(annotations)


def word(code: int, step: int) -> bytes:
    return (code << 10 | step).to_bytes(2, "little")


def test_beats(data: pathlib.Path) -> None:
    random = np.random.RandomState(1)
    signals = random.randint(-2048, 2048, (2, 3000))
    # A rhythm change with text, beats of N, V and L, one at the edge, one after a long way.
    annotations = (word(28, 18) + word(63, 3) + b"(N\0\0" + word(1, 100) + word(5, 200) + word(61, 1) +
                   word(22, 50) + word(59, 0) + (0).to_bytes(2, "little") + (1100).to_bytes(2, "little") +
                   word(2, 32) + word(0, 0))
    write_record(data / beats.FOLDER / "114", ("V5", "MLII"), signals, annotations)
    write_record(data / beats.FOLDER / "102", ("V5", "V2"), signals, word(12, 500) + word(0, 0))
    found = beats.read(data)
    assert found["rec"].tolist() == [102, 114, 114], found["rec"]
    assert found["y"].tolist() == [4, 2, 0], found["y"]
    for beat, (signal, place) in zip(found["X"], [(0, 500), (1, 318), (1, 1500)], strict=True):
        assert (beat == signals[signal, place - 130:place + 130]).all(), place


def test_activities(data: pathlib.Path) -> None:
    random = np.random.RandomState(2)
    wanted = {}
    for part, count in (("train", 3), ("test", 2)):
        source = data / activities.FOLDER / part
        (source / "Inertial Signals").mkdir(parents=True)
        wanted[part] = random.randn(count, 9, 128).astype(np.float32)
        for i, signal in enumerate(activities.SIGNALS):
            np.savetxt(source / "Inertial Signals" / f"{signal}_{part}.txt", wanted[part][:, i], "%.9e")
        np.savetxt(source / f"y_{part}.txt", range(1, count + 1), "%d")
        np.savetxt(source / f"subject_{part}.txt", [7] * count, "%d")
    found = activities.read(data)
    assert (found["X"] == np.concatenate([wanted["train"], wanted["test"]])).all()
    assert found["y"].tolist() == [0, 1, 2, 0, 1]
    assert found["train"].tolist() == [True] * 3 + [False] * 2


def test_words(data: pathlib.Path) -> None:
    source = data / words.FOLDER
    for name in words.WORDS:
        (source / name).mkdir(parents=True)
        with wave.open(str(source / name / "a_nohash_0.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16000)
            file.writeframes(np.zeros(9000, "<i2").tobytes())
    (source / "validation_list.txt").write_text("cat/a_nohash_0.wav\n")
    (source / "testing_list.txt").write_text("happy/a_nohash_0.wav\n")
    found = words.read(data)
    assert found["X"].shape == (3, 40, 81) and found["split"].tolist() == [0, 1, 2]
    # Silence is -100 dB in each band; the transform is orthonormal.
    assert np.allclose(found["X"][:, 0], -100 * np.sqrt(128)) and np.allclose(found["X"][:, 1:], 0, atol=1e-3)


def test_mfcc() -> None:
    """A tone fills the bands around it, against sums written down one by one."""
    sound = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(2000) / 16000)
    found = mfcc.mfcc(sound)
    frame = 5
    part = sound[frame * 200 - 200:frame * 200 + 200]
    window = [0.5 - 0.5 * np.cos(2 * np.pi * i / 400) for i in range(400)]
    power = [abs(sum(part[i] * window[i] * np.exp(-2j * np.pi * i * k / 400) for i in range(400))) ** 2
             for k in range(201)]
    mel = [2595 * np.log10(1 + 40 * k / 700) for k in range(201)]
    step = 2595 * np.log10(1 + 8000 / 700) / 129
    edges = [700 * (10 ** (b * step / 2595) - 1) for b in range(130)]

    def weight(band: int, k: int) -> float:
        left, centre, right = edges[band:band + 3]
        hertz = 40 * k
        return max(0.0, min((hertz - left) / (centre - left), (right - hertz) / (right - centre)))

    assert mel[200] - 129 * step < 1e-6
    bands = [10 * np.log10(max(sum(power[k] * weight(b, k) for k in range(201)), 1e-10)) for b in range(128)]
    bands = [max(b, max(bands) - 80) for b in bands]
    for order in (0, 1, 7):
        scale = np.sqrt((1 if order == 0 else 2) / 128)
        wanted = scale * sum(bands[b] * np.cos(np.pi / 128 * (b + 0.5) * order) for b in range(128))
        assert abs(found[order, frame] - wanted) < 0.05, (order, found[order, frame], wanted)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        data = pathlib.Path(name) / "data"
        test_beats(data)
        test_activities(data)
        test_words(data)
        test_mfcc()
        made = folder.with_arrays(data, pathlib.Path(name) / "cache")
        assert np.load(made / "kws3_mfcc40x81_f16.npz")["y"].tolist() == [0, 1, 2]
    print("official formats: as written")


if __name__ == "__main__":
    main()
