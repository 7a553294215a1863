# SPDX-License-Identifier: BSL-1.0
"""Measures one cell: converts, compiles for the host and two boards, compares, counts."""
import dataclasses
import pathlib
import re
import struct
import subprocess
from typing import Any

import npz
from cells import HERE, REPOSITORY, TARGETS, Cell

SAMPLES = 20
LEVEL = "-O2"
NEAR = 1e-3           # of the largest number: floats are summed in another order elsewhere
NO_ROOM = 3           # exit code of board.sh
SLOW_BOARD = "cortex-m0-big"
# What weights are packed for; portable: what serves every machine.
PACKED_FOR = {"host": "portable", SLOW_BOARD: "portable", "cortex-m4f": "armv7em", "f411re": "armv7em"}


class Mismatch(Exception):
    """A machine computes something else."""


def command(*words: object, allowed: tuple[int, ...] = (0,)) -> tuple[int, str]:
    """Exit code and output; shows all that a failing command said."""
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode not in allowed:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.returncode, done.stdout


def results_in(output: str) -> list[list[int]]:
    """The results that cell.cpp printed: of zeros, then of samples."""
    return [[int(word) for word in line.split()[1:]] for line in output.splitlines()
            if line.startswith("result ")]


def value(output: str, pattern: str) -> int:
    found = re.search(pattern, output, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"no {pattern} in {output[-1000:]}")
    return int(found[1])


def as_float(bits: int) -> float:
    return struct.unpack("<f", struct.pack("<i", bits))[0]


@dataclasses.dataclass
class Bench:
    """One cell in its folder."""

    cell: Cell
    genn: pathlib.Path
    arrays: pathlib.Path
    folder: pathlib.Path

    @property
    def floats(self) -> bool:
        return self.cell.numbers == "f32"

    def form(self) -> list[object]:
        if self.floats:
            return []
        return ["--form", self.cell.numbers, "--calibrate",
                self.arrays / f"{self.cell.network}_calibrate.npz"]

    def prepare(self) -> list[list[float]]:
        """Writes header and samples; what the generator itself computes for those samples."""
        storage = "auto" if self.cell.sparse else "off"
        for target in sorted(set(PACKED_FOR.values())):
            (self.folder / target).mkdir(exist_ok=True)
            command(self.genn, "convert", self.cell.program, "--output", self.folder / target, "--name",
                    "program", "--sparse", storage, "--target", target, *self.form())
        source, few = self.arrays / f"{self.cell.network}_test.npz", self.folder / "samples.npz"
        rows = npz.write_first_rows(source, SAMPLES, few)
        with (self.folder / "samples.h").open("w") as header:
            for i in range(SAMPLES):
                row = rows.row(i)
                bits = struct.unpack(f"<{len(row)}I", struct.pack(f"<{len(row)}f", *row))
                print("{" + ",".join(map(str, bits)) + "},", file=header)
        command(self.genn, "run", self.cell.program, few, "--layers", *self.form(), "--output",
                self.folder / "layers.npz")
        last = npz.last_layer(self.folder / "layers.npz")
        return [last.row(i) for i in range(SAMPLES)]

    def header_for(self, machine: str) -> pathlib.Path:
        return self.folder / PACKED_FOR[machine]

    def same(self, machine: str, got: list[list[int]], want: list[list[int]]) -> None:
        """Integers to the bit, floats nearly."""
        if not got or len(got) > len(want):
            raise Mismatch(f"{self.cell.name}: {machine} printed {len(got)} results")
        for i, (left, right) in enumerate(zip(got, want)):
            if left == right:
                continue
            if not self.floats:
                raise Mismatch(f"{self.cell.name}: {machine} computes {left} for input {i}, not {right}")
            numbers = [(as_float(a), as_float(b)) for a, b in zip(left, right, strict=True)]
            largest = max(abs(b) for _, b in numbers)
            if max(abs(a - b) for a, b in numbers) > NEAR * largest:
                raise Mismatch(f"{self.cell.name}: {machine} computes {numbers} for input {i}")

    def on_host(self) -> list[list[int]]:
        image = self.folder / "host"
        command("g++", "-std=c++17", LEVEL, f"-DSAMPLES={SAMPLES}", f"-I{REPOSITORY / 'include'}",
                f"-I{TARGETS}", f"-I{self.folder}", f"-I{self.header_for('host')}", HERE / "cell.cpp",
                TARGETS / "host_board.cpp", "-o", image)
        return results_in(command(image)[1])

    def build(self, board: str, samples: int, *flags: str, allowed: tuple[int, ...] = (0,)) -> pathlib.Path | None:
        """The image, or nothing where it does not fit."""
        image = self.folder / f"{board}_{samples}.elf"
        code, _ = command(TARGETS / "board.sh", "build", board, image, HERE / "cell.cpp", "--", LEVEL,
                          f"-DSAMPLES={samples}", f"-I{self.folder}", f"-I{self.header_for(board)}", *flags,
                          allowed=allowed)
        return image if code == 0 else None

    def worst_stack(self, image: pathlib.Path) -> int:
        calls = sorted(self.folder.glob(f"{image.name}.*.ci"))
        _, report = command("python3", TARGETS / "worst_stack.py", "infer", *calls)
        return value(report, r"^worst case of \S+: (\d+) bytes")

    def product(self, want: list[list[int]]) -> dict[str, Any]:
        """The image without samples, on the paper's board or, where that has no room, a larger one."""
        stack = "-fcallgraph-info=su,da"
        board = "f411re"
        image = self.build(board, 0, stack, allowed=(0, NO_ROOM))
        fits = image is not None
        if image is None:
            board = "cortex-m4f"
            image = self.build(board, 0, stack)
        output = command(TARGETS / "board.sh", "run", board, image)[1]
        self.same(board, results_in(output), want)
        text, data, bss = map(int, command("arm-none-eabi-size", image)[1].splitlines()[1].split()[:3])
        return {"fits": fits, "flash": text + data, "static_ram": data + bss,
                "constants": value(output, r"^constants (\d+)"), "arena": value(output, r"^ram (\d+)"),
                "stack_m4f": self.worst_stack(image)}

    def on_m4f(self, want: list[list[int]]) -> dict[str, Any]:
        image = self.build("cortex-m4f", SAMPLES)
        output = command(TARGETS / "board.sh", "count", "cortex-m4f", image)[1]
        self.same("cortex-m4f", results_in(output), want)
        return {"m4f_instructions": value(output, r"^ROI 0: (\d+) ")}

    def on_m0plus(self, want: list[list[int]]) -> dict[str, Any]:
        """Floats take long there: one sample."""
        image = self.build(SLOW_BOARD, 1 if self.floats else SAMPLES, "-fcallgraph-info=su,da")
        answer: dict[str, Any] = {}
        for name, mode in (("m0plus_cycles", ("m0plus", "1")), ("thumbulator_cycles", ("thumbulator", "32"))):
            output = command(TARGETS / "board.sh", "cycles", SLOW_BOARD, image, *mode)[1]
            self.same(SLOW_BOARD, results_in(output), want)
            answer[name] = value(output, r"^ROI 0: (\d+) cycles")
        return {**answer, "stack_m0plus": self.worst_stack(image)}


def measure(cell: Cell, genn: pathlib.Path, arrays: pathlib.Path, folder: pathlib.Path) -> dict[str, Any]:
    """All of one cell; the folder is for what it makes."""
    bench = Bench(cell, genn, arrays, folder)
    generator = bench.prepare()
    host = bench.on_host()
    bits = [[struct.unpack("<i", struct.pack("<f", number))[0] for number in row] if bench.floats
            else [int(number) for number in row] for row in generator]
    bench.same("the host", host[1:], bits)
    return {**bench.product(host), **bench.on_m4f(host), **bench.on_m0plus(host),
            "compared_samples": SAMPLES}
