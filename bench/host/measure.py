#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Rounds of the units of a library made from rounds.cpp, by turns with rounds of ONNX Runtime on the same
programs: one thread, batch 1.

usage: measure.py LIBRARY MODEL.pt2...      ONNX Runtime needs torch, onnx, onnxscript and onnxruntime
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import logging
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

ROUNDS = 300
ROUND_SECONDS = 1e-4  # short beside the time slices of a shared machine


class Result(NamedTuple):
    model: str
    form: str
    flags: str
    least: float
    median: float
    macs: float
    peak: float
    weight_bytes: float
    read: float


class Units:
    """The units of a library."""

    def __init__(self, path: str) -> None:
        self.library = ctypes.CDLL(path)
        for text in (self.library.model_of, self.library.form_of, self.library.flags_of):
            text.restype = ctypes.c_char_p

    def round(self) -> None:
        for unit in range(self.library.units()):
            self.library.run_round(unit)

    def results(self) -> list[Result]:
        return [self.result(unit) for unit in range(self.library.units())]

    def result(self, unit: int) -> Result:
        numbers = (ctypes.c_double * 6)()
        self.library.results_of(unit, numbers)
        texts = (text(unit).decode() for text in (self.library.model_of, self.library.form_of, self.library.flags_of))
        return Result(*texts, *numbers)


class OnnxRuntime:
    """A program in ONNX Runtime, its buffers bound once."""

    def __init__(self, archive: str) -> None:
        import numpy as np
        import onnxruntime
        import torch

        self.version: str = onnxruntime.__version__
        program = torch.export.load(archive)
        first = program.graph_signature.user_inputs[0]
        shape = next(tuple(node.meta["val"].shape) for node in program.graph.nodes if node.name == first)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/model.onnx"
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                torch.onnx.export(program, (torch.zeros(shape),), path, dynamo=True, verbose=False)
            self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.binding: Any = self.session.io_binding()
        self.binding.bind_cpu_input(self.session.get_inputs()[0].name, np.random.default_rng(0).random(shape, np.float32))
        for output in self.session.get_outputs():
            result = np.zeros(output.shape, np.float32)
            self.binding.bind_ortvalue_output(output.name, onnxruntime.OrtValue.ortvalue_from_numpy(result))
        self.run(2)
        self.repeats = max(1, int(ROUND_SECONDS / self.run(1)))
        self.times: list[float] = []

    def run(self, repeats: int) -> float:
        session, binding = self.session, self.binding
        start = time.thread_time()
        for _ in range(repeats):
            session.run_with_iobinding(binding)
        return (time.thread_time() - start) / repeats

    def round(self) -> None:
        self.run(1)  # what ran before has left other data in the caches
        self.times.append(self.run(self.repeats))


def runtimes_of(archives: list[str]) -> dict[str, OnnxRuntime]:
    """None where a module is missing, which is said."""
    logging.disable(logging.WARNING)
    try:
        return {Path(archive).stem: OnnxRuntime(archive) for archive in archives}
    except ImportError as missing:
        print(f"without ONNX Runtime: {sys.executable}: {missing}; name another Python: --python PYTHON\n")
        return {}


def print_units(results: list[Result]) -> None:
    print("| program | form | flags | µs | median | GMAC/s | of peak | of reading |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for r in results:
        rate = r.macs / r.least
        print(
            f"| {r.model} | {r.form} | `{r.flags}` | {r.least * 1e6:.1f} | {r.median * 1e6:.1f} | {rate / 1e9:.1f} "
            f"| {100 * rate / r.peak:.0f} % | {100 * r.weight_bytes / r.least / r.read:.0f} % |"
        )


def print_runtimes(runtimes: dict[str, OnnxRuntime], results: list[Result]) -> None:
    version = next(iter(runtimes.values())).version
    print(f"\n| program | ONNX Runtime {version}, f32, µs | median | form | flags | µs | times as fast |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for r in results:
        if "-march=native" not in r.flags:
            continue
        times = sorted(runtimes[r.model].times)
        print(
            f"| {r.model} | {times[0] * 1e6:.1f} | {times[len(times) // 2] * 1e6:.1f} | {r.form} | `{r.flags}` "
            f"| {r.least * 1e6:.1f} | {times[0] / r.least:.2f} |"
        )


def main() -> None:
    units = Units(sys.argv[1])
    runtimes = runtimes_of(sys.argv[2:])
    for _ in range(ROUNDS):
        units.round()
        for runtime in runtimes.values():
            runtime.round()
    results = units.results()
    print_units(results)
    if runtimes:
        print_runtimes(runtimes, results)


if __name__ == "__main__":
    main()
