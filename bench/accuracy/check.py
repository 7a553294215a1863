#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What the integer forms cost in accuracy, as a table; fails beyond the limits.

usage: check.py --genn PROGRAM --data FOLDER [--samples N] [--only WORD]       needs numpy

Runs `genn evaluate` with the arrays of data.py on every program of programs/. At most 0.1 point may
be lost in i16 and 0.5 in i8, for the dense and the pruned programs. --samples N takes the first N
test samples for a quick look.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
from typing import Any

import numpy as np

from tasks import LOADERS, SEED

HERE = pathlib.Path(__file__).resolve().parent
CALIBRATION = 512
FORMS = ("f32", "i16", "i8")
MOST_LOST = {"f32": 0.0, "i16": 0.1, "i8": 0.5}  # points


def write_arrays(task: str, data: pathlib.Path, folder: pathlib.Path, samples: int | None) -> None:
    """The arrays of data.py, the test cut to some samples."""
    loaded = LOADERS[task](data)
    chosen = np.random.RandomState(SEED).choice(len(loaded.train.labels), CALIBRATION, replace=False)
    np.savez(folder / "calibrate.npz", x=loaded.train.x[chosen])
    np.savez(folder / "test.npz", x=loaded.test.x[:samples], labels=loaded.test.labels[:samples])


def evaluate(genn: str, program: pathlib.Path, folder: pathlib.Path) -> dict[str, Any]:
    """The answer of `genn evaluate --json`, a form a key."""
    command = [genn, "evaluate", str(program), str(folder / "test.npz"), "--calibrate",
               str(folder / "calibrate.npz"), "--forms", ",".join(FORMS), "--json"]
    answer = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return {form["form"]: form for form in answer["forms"]}


def row(name: str, forms: dict[str, Any]) -> str:
    """One line of the table."""
    cells = [name]
    for form in FORMS:
        cells.append(f"{100 * forms[form]['accuracy']:.2f} %")
    for form in FORMS:
        cells.append(f"{forms[form]['constant_bytes']:,}")
    for form in FORMS:
        cells.append(f"{forms[form]['arena_bytes']:,}")
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--genn", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="see README.md")
    parser.add_argument("--samples", type=int, metavar="N")
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    arguments = parser.parse_args()
    print("| program | f32 | i16 | i8 | constants f32 | i16 | i8 | RAM f32 | i16 | i8 |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    spare = 100 / arguments.samples if arguments.samples else 0.0
    failed = []
    for task in LOADERS:
        names = [name for name in (task, f"{task}_pruned")
                 if arguments.only in name and (HERE / "programs" / f"{name}.pt2").exists()]
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                if name == names[0]:
                    write_arrays(task, arguments.data, pathlib.Path(folder), arguments.samples)
                forms = evaluate(arguments.genn, HERE / "programs" / f"{name}.pt2",
                                 pathlib.Path(folder))
                print(row(name, forms), flush=True)
                for form in FORMS:
                    lost = 100 * (forms["f32"]["accuracy"] - forms[form]["accuracy"])
                    if lost > MOST_LOST[form] + spare + 1e-9:
                        failed.append(f"{name}: {form} loses {lost:.2f} points")
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main()
