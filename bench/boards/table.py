# SPDX-License-Identifier: BSL-1.0
"""Shows, stores or compares what run.sh has measured: rows on the standard input.

usage: table.py show|store|check BASELINES README.md

store writes the tables into the README, too. Exit codes of check: 1 if a figure has grown, 77 if nothing could be compared.
"""

from __future__ import annotations

import dataclasses
import pathlib
import sys
from collections.abc import Iterable

FIGURES = ("instructions", "code", "constants", "RAM", "stack")
TITLES = {
    "instructions": "Instructions of one run",
    "code": "Code beyond the constants, in bytes",
    "constants": "Constants, in bytes",
    "RAM": "RAM, scratch memory included, in bytes",
    "stack": "Worst-case stack of `run`, 64 bytes for a call of the compiler's library, in bytes",
}
CORES = {
    "cortex-m0-big": "Cortex-M0+",
    "cortex-m3": "Cortex-M3",
    "cortex-m4f": "Cortex-M4F",
    "cortex-m55": "Cortex-M55",
    "rv32": "RISC-V rv32imc",
}
BEGIN, END = "<!-- run.sh --store -->", "<!-- run.sh ends -->"
STORE = "bash bench/boards/run.sh --store"
HEAD = f"""# What one run of a program takes on emulated boards, -O2: written by `{STORE}`.
# program, form, board, {', '.join(FIGURES)} (bytes), compiler
"""


@dataclasses.dataclass(frozen=True)
class Row:
    """The figures of one image."""

    program: str
    form: str
    board: str
    figures: tuple[int, ...]
    compiler: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.program, self.form, self.board


def stored(line: str) -> Row:
    words = line.split(maxsplit=3 + len(FIGURES))
    return Row(words[0], words[1], words[2], tuple(map(int, words[3:-1])), words[-1])


def measured(line: str) -> Row:
    """A row that holds a checksum of the results behind its figures."""
    words = line.split(maxsplit=4 + len(FIGURES))
    return Row(words[0], words[1], words[2], tuple(map(int, words[3:-2])), words[-1])


def read(path: pathlib.Path) -> dict[tuple[str, str, str], Row]:
    lines = path.read_text().splitlines() if path.exists() else []
    return {row.key: row for row in map(stored, (line for line in lines if not line.startswith("#")))}


def cells(*texts: str) -> str:
    return f"| {' | '.join(texts)} |"


def table(title: str, rows: list[Row], figure: int) -> list[str]:
    """Programs by boards; one column where a figure is the same on all boards."""
    found = {row.key: f"{row.figures[figure]:,}" for row in rows}
    programs = dict.fromkeys((row.program, row.form) for row in rows)
    boards = list(dict.fromkeys(row.board for row in rows))
    lines = [[found.get((*program, board), "") for board in boards] for program in programs]
    heads = [CORES.get(board, board) for board in boards]
    if len(boards) > 1 and all(len(set(line)) == 1 for line in lines):
        lines, heads = [line[:1] for line in lines], ["on all"]
    return [f"{title}:", "", cells("program", "form", *heads), "|" + " --- |" * (2 + len(heads)),
            *(cells(*program, *line) for program, line in zip(programs, lines)), ""]


def tables(rows: list[Row]) -> str:
    compilers = ", ".join(sorted({row.compiler for row in rows}))
    lines = [f"{compilers}; QEMU's instructions by its plugin, exact.", ""]
    for number, figure in enumerate(FIGURES):
        lines += table(TITLES[figure], rows, number)
    return "\n".join(lines)


def text_of(rows: Iterable[Row]) -> str:
    lines = [HEAD]
    for row in rows:
        names = f"{row.program:<17} {row.form:<4} {row.board:<13}"
        numbers = " ".join(f"{figure:>{width}}" for figure, width in zip(row.figures, (10, 6, 7, 6, 5)))
        lines.append(f"{names} {numbers}  {row.compiler}\n")
    return "".join(lines)


def store(rows: list[Row], path: pathlib.Path, readme: pathlib.Path) -> None:
    """Rows that were not measured now stay as they are."""
    kept = read(path) | {row.key: row for row in rows}
    path.write_text(text_of(kept.values()))
    before, _, rest = readme.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit(f"{readme}: no place for the tables, between {BEGIN} and {END}")
    readme.write_text(f"{before}{BEGIN}\n\n{tables(list(kept.values()))}\n{END}{after}")


def check(rows: list[Row], path: pathlib.Path) -> int:
    """Says what has changed; 1 if something has grown."""
    baselines = read(path)
    compared = grown = shrunk = 0
    for row in rows:
        name = " ".join(row.key)
        baseline = baselines.get(row.key)
        if baseline is None:
            print(f"new     {name}: store it with {STORE}")
        elif baseline.compiler != row.compiler:
            print(f"skipped {name}: measured with {row.compiler}, stored with {baseline.compiler}")
        else:
            compared += 1
            for figure, before, now in zip(FIGURES, baseline.figures, row.figures):
                grown += now > before
                shrunk += now < before
                if now != before:
                    word = "FAIL   " if now > before else "better "
                    print(f"{word} {name}: {figure} {before:,} -> {now:,} ({now / max(before, 1) - 1:+.2%})")
    print(f"{compared} of {len(rows)} images compared: {grown} figures have grown, {shrunk} have shrunk")
    if grown or shrunk:
        print(f"to keep the new figures: {STORE}")
    if compared == 0:
        print("skipped: no baseline was measured with these compilers")
        return 77
    return 1 if grown else 0


def main() -> int:
    action, path, readme = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    rows = [measured(line) for line in sys.stdin.read().splitlines()]
    if action == "check":
        return check(rows, path)
    if action == "store":
        store(rows, path, readme)
    print(tables(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
