# SPDX-License-Identifier: BSL-1.0
"""What measure.py found, together with what training found, by network and form."""
import dataclasses
import json
import pathlib
from typing import Any

from cells import HERE, NUMBERS, Cell, cells_of

FORMS = [(sparse, numbers) for sparse in (False, True) for numbers in NUMBERS]
M0PLUS_HERTZ = 24e6


def form_name(sparse: bool, numbers: str) -> str:
    return f"sparse {numbers}" if sparse else numbers


@dataclasses.dataclass(frozen=True)
class Result:
    """One cell."""

    parameters: int
    right: float               # share of the test samples
    samples: int
    macs: int
    constants: int
    flash: int
    static_ram: int
    arena: int
    stack_m4f: int
    stack_m0plus: int
    fits: bool
    m4f_instructions: int
    m0plus_cycles: int
    thumbulator_cycles: int

    @property
    def milliseconds(self) -> float:
        return 1000 * self.m0plus_cycles / M0PLUS_HERTZ

    @property
    def thumbulator_milliseconds(self) -> float:
        return 1000 * self.thumbulator_cycles / M0PLUS_HERTZ


Results = dict[str, dict[tuple[bool, str], Result]]  # network, (sparse, numbers)


def result_of(cell: Cell, boards: dict[str, Any], program: dict[str, Any], parameters: int) -> Result:
    macs = program["macs"]
    known = {field.name: boards[field.name] for field in dataclasses.fields(Result)
             if field.name in boards}
    return Result(parameters=parameters, right=program["accuracy"][cell.numbers],
                  samples=program["samples"],
                  macs=macs.get(f"{cell.numbers}_sparse", macs[cell.numbers]) if cell.sparse else macs[cell.numbers],
                  **known)


def training() -> dict[str, Any]:
    return json.loads((HERE / "training.json").read_text())


def load(work: pathlib.Path, networks: list[str]) -> Results:
    """Of the networks all of whose cells are measured."""
    index = json.loads((work / "index.json").read_text())
    trained = training()

    def read(name: str) -> dict[str, Any]:
        return json.loads((work / "results" / index[name]).read_text())

    found: Results = {}
    for network in networks:
        wanted = [name for cell in cells_of([network]) for name in (cell.name, cell.program_name)]
        if any(name not in index or not (work / "results" / index[name]).exists() for name in wanted):
            continue
        found[network] = {
            (cell.sparse, cell.numbers):
                result_of(cell, read(cell.name), read(cell.program_name), trained[network]["parameters"])
            for cell in cells_of([network])}
    return found
