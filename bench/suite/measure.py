#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Measures all cells whose result is not known yet, some at a time.

usage: measure.py --genn PROGRAM --arrays FOLDER --work FOLDER [--jobs N] [--quick] [--only WORD]

A result is a file in WORK/results, named after its cell and the digest of all it depends on, so a
killed run goes on, and what has changed is measured anew. Exit code 1: a machine computes something
else, or a cell failed.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import time
from collections.abc import Callable
from typing import Any

from cells import NETWORKS, NUMBERS, QUICK, Cell, cells_of, digest, sources
from measure_cell import Mismatch, command, measure


class Store:
    """Results that are there, and the way to new ones."""

    def __init__(self, work: pathlib.Path, genn: pathlib.Path, arrays: pathlib.Path) -> None:
        self.folder, self.genn, self.arrays = work / "results", genn, arrays
        self.folder.mkdir(parents=True, exist_ok=True)
        self.common = digest([genn, *sources()])

    def path(self, title: str, cell: Cell) -> pathlib.Path:
        data = [self.arrays / f"{cell.network}_{part}.npz" for part in ("calibrate", "test")]
        return self.folder / f"{title}.{digest([cell.program, *data])}.{self.common}.json"

    def get(self, title: str, cell: Cell, make: Callable[[], dict[str, Any]]) -> bool:
        """True where it had to be made."""
        path = self.path(title, cell)
        if path.exists():
            return False
        start = time.monotonic()
        answer = {**make(), "seconds": round(time.monotonic() - start, 1)}
        unfinished = path.with_suffix(".part")
        unfinished.write_text(json.dumps(answer, indent=2) + "\n")
        unfinished.replace(path)
        return True


def evaluate(cell: Cell, genn: pathlib.Path, arrays: pathlib.Path) -> dict[str, Any]:
    """Accuracy of a program on all test samples, in each kind of number."""
    _, output = command(genn, "evaluate", cell.program, arrays / f"{cell.network}_test.npz", "--calibrate",
                        arrays / f"{cell.network}_calibrate.npz", "--forms", ",".join(NUMBERS), "--json")
    found = json.loads(output)
    return {"samples": found["samples"],
            "accuracy": {form["form"]: form["accuracy"] for form in found["forms"]},
            "macs": {f"{form['form']}{'_sparse' if form['sparse'] else ''}": form["macs"]
                     for form in found["forms"]}}


def work_on(store: Store, cell: Cell, work: pathlib.Path) -> str:
    """One cell, and with the first of a program its accuracy. Says what was done."""
    words = []
    if cell.numbers == NUMBERS[0]:
        if store.get(cell.program_name, cell, lambda: evaluate(cell, store.genn, store.arrays)):
            words.append("accuracy")
    folder = work / "cells" / cell.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if store.get(cell.name, cell, lambda: measure(cell, store.genn, store.arrays, folder)):
        words.append("boards")
    shutil.rmtree(folder)
    return f"{cell.name}: {' and '.join(words) or 'known already'}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--genn", type=pathlib.Path, required=True)
    parser.add_argument("--arrays", type=pathlib.Path, required=True, help="of write_arrays.py")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="two networks")
    parser.add_argument("--only", default="", metavar="WORD", help="cells that contain WORD")
    arguments = parser.parse_args()
    store = Store(arguments.work, arguments.genn.resolve(), arguments.arrays.resolve())
    cells = [cell for cell in cells_of(list(QUICK if arguments.quick else NETWORKS))
             if arguments.only in cell.name]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        running = {pool.submit(work_on, store, cell, arguments.work): cell for cell in cells}
        for done, future in enumerate(concurrent.futures.as_completed(running), 1):
            start = f"[{done}/{len(cells)}]"
            try:
                print(start, future.result(), flush=True)
            except (Mismatch, RuntimeError, OSError) as problem:  # the others go on
                failed += 1
                print(f"{start} {running[future].name} failed: {problem}", flush=True)
    index = {title: store.path(title, cell).name
             for cell in cells for title in (cell.name, cell.program_name)}
    (arguments.work / "index.json").write_text(json.dumps(index, indent=2) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
