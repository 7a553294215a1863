# SPDX-License-Identifier: BSL-1.0
"""Shows, stores or compares what run.sh has measured: rows on the standard input.

usage: table.py show|store|check BASELINES

Exit codes of check: 1 if a figure has grown, 77 if nothing could be compared.
"""

from __future__ import annotations

import dataclasses
import pathlib
import sys

FIGURES = ("instructions", "code", "constants", "RAM", "stack")
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


def show(rows: list[Row]) -> None:
    for compiler in sorted({row.compiler for row in rows}):
        print(compiler)
    print(f"\n| program | form | board | {' | '.join(FIGURES)} |")
    print("| --- " * (3 + len(FIGURES)) + "|")
    for row in rows:
        sizes = (f"{figure:,} B" for figure in row.figures[1:])
        print(f"| {' | '.join((*row.key, f'{row.figures[0]:,}', *sizes))} |")


def store(rows: list[Row], path: pathlib.Path) -> None:
    """Rows that were not measured now stay as they are."""
    kept = read(path) | {row.key: row for row in rows}
    lines = []
    for row in kept.values():
        names = f"{row.program:<17} {row.form:<4} {row.board:<13}"
        numbers = " ".join(f"{figure:>{width}}" for figure, width in zip(row.figures, (10, 6, 7, 6, 5)))
        lines.append(f"{names} {numbers}  {row.compiler}\n")
    path.write_text(HEAD + "".join(lines))


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
    action, path = sys.argv[1], pathlib.Path(sys.argv[2])
    rows = [measured(line) for line in sys.stdin.read().splitlines()]
    if action == "check":
        return check(rows, path)
    if action == "store":
        store(rows, path)
    show(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
