# SPDX-License-Identifier: BSL-1.0
"""What print_integers.cpp printed beside what `genn run --layers` computes.

    integers.py random HEADER.h SAMPLES.npz               samples to calibrate on
    integers.py inputs NAME PRINTED HEADER.h INPUTS.npz   the inputs of model NAME as an archive
    integers.py compare NAME PRINTED LAYERS.npz           every integer of every layer; says how many
    integers.py expected PRINTED NAME...                  checksums of trial 0, for constexpr_integers.cpp
"""

import ast
import math
import pathlib
import random
import re
import struct
import sys
import zipfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "cli"))
import arrays  # noqa: E402


class Trial:
    """What one run printed: its inputs, and its layers by name in their order."""

    def __init__(self) -> None:
        self.inputs: list[list[int]] = []
        self.layers: list[tuple[str, list[int]]] = []


def trials_of(name: str, printed: pathlib.Path) -> list[Trial]:
    trials: list[Trial] = []
    ours = False
    layer = ""
    for line in printed.read_text().splitlines():
        words = line.split()
        if words[0] in ("input", "layer"):
            layer = words[4] if words[0] == "layer" else ""
            ours = words[1] == name
            # The inputs of a run come before its layers.
            if ours and not layer and (not trials or trials[-1].layers):
                trials.append(Trial())
        elif words[0] == "values" and ours:
            numbers = [int(word) for word in words[1:]]
            if layer:
                trials[-1].layers.append((layer, numbers))
            else:
                trials[-1].inputs.append(numbers)
    return trials


def shapes_in(header: pathlib.Path) -> list[tuple[str, tuple[int, ...]]]:
    """Names and shapes of the inputs, as the C header tells them."""
    found = re.findall(r"/\* (\w+) \[([\d, ]*)\] \*/\n#define \w+_INPUT_\d+_COUNT", header.read_text())
    return [(name, tuple(int(e) for e in extents.split(",") if e.strip())) for name, extents in found]


def samples(header: pathlib.Path, output: pathlib.Path) -> None:
    source = random.Random(1)
    made: dict[str, arrays.Array] = {}
    for name, extents in shapes_in(header):
        shape = (8, *extents)
        made[name] = arrays.floats(shape, [source.gauss(0.0, 1.0) for _ in range(math.prod(shape))])
    arrays.write(output, **made)


def inputs(name: str, printed: pathlib.Path, header: pathlib.Path, output: pathlib.Path) -> None:
    shapes = shapes_in(header)
    numbers: list[list[float]] = [[] for _ in shapes]
    for line in printed.read_text().splitlines():
        words = line.split()
        if words[:2] == ["input", name]:
            bits = bytes.fromhex("".join(words[3:]))
            numbers[int(words[2])] += struct.unpack(f">{len(bits) // 4}f", bits)
    made: dict[str, arrays.Array] = {}
    for (value, shape), all_trials in zip(shapes, numbers):
        made[value] = arrays.floats((len(all_trials) // math.prod(shape), *shape), all_trials)
    arrays.write(output, **made)


def read(path: pathlib.Path) -> list[tuple[str, list[list[int]]]]:
    """The layers' arrays in the file's order: name, and the numbers of each sample."""
    layers = []
    with zipfile.ZipFile(path) as file:
        for member in file.namelist():
            data = file.read(member)
            (length,) = struct.unpack_from("<H", data, 8)
            header = ast.literal_eval(data[10 : 10 + length].decode())
            if not member.startswith("layer_"):
                continue
            # Floats as their bits, like the program.
            code = {"<i8": "q", "<f4": "i"}[header["descr"]]
            shape = header["shape"]
            numbers = struct.unpack_from(f"<{math.prod(shape)}{code}", data, 10 + length)
            each = math.prod(shape[1:])
            samples = [list(numbers[i * each : (i + 1) * each]) for i in range(shape[0])]
            layers.append((member.removeprefix("layer_").removesuffix(".npy"), samples))
    return layers


def compare(name: str, printed: pathlib.Path, generated: pathlib.Path) -> None:
    trials = trials_of(name, printed)
    reference = read(generated)
    count = 0
    if not trials:
        sys.exit(f"{name}: nothing was printed")
    for number, trial in enumerate(trials):
        left = list(trial.layers)
        seen = list(trial.inputs)
        for layer, samples in reference:
            want = samples[number]
            if left and left[0][1] == want:
                count += len(want)
                seen.append(left.pop(0)[1])
            elif want not in seen:
                # What no layer has computed is no view of another, either.
                where, have = left[0] if left else ("nothing", [])
                differ = [i for i, (a, b) in enumerate(zip(have, want)) if a != b]
                first = ", ".join(f"[{i}] {have[i]} in place of {want[i]}" for i in differ[:5])
                sys.exit(
                    f"{name}, trial {number}: layer {where} of {len(have)} integers differs from the "
                    f"generator's {layer} of {len(want)} in {len(differ)}: {first}"
                )
        if left:
            sys.exit(f"{name}, trial {number}: the generator has no layer {left[0][0]}")
    print(count)


def expected(printed: pathlib.Path, names: list[str]) -> None:
    for line in printed.read_text().splitlines():
        words = line.split()
        if words[0] == "layer" and words[1] in names and words[2] == "0":
            print(f"template <> constexpr std::uint32_t expected<{words[1]}::model, {words[3]}> = {words[-1]}u;")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "random":
        samples(*(pathlib.Path(path) for path in arguments))
    elif command == "inputs":
        inputs(arguments[0], *(pathlib.Path(path) for path in arguments[1:]))
    elif command == "compare":
        compare(arguments[0], *(pathlib.Path(path) for path in arguments[1:]))
    else:
        expected(pathlib.Path(arguments[0]), arguments[1:])
