# SPDX-License-Identifier: BSL-1.0
"""Stack that GCC's graph of calls does not count, from the assembler's files: what inline assembly
pushes, and ARM's arguments that a function puts beside those on the stack ("pretend").
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

LABEL = re.compile(r'^"?([A-Za-z_.$][^\s":]*)"?:')
BEGIN = re.compile(r'^\s*[@#] \d+ ".*" 1$')  # GCC's marks around the text of an asm statement
END = re.compile(r'^\s*[@#] 0 "" 2$')
PUSH = re.compile(r"^(v?push|stm(?:db|fd)\s+sp!,)\s*\{([^}]*)\}")
STORE = re.compile(r"^v?str\w*\b.*\[sp, #-(\d+)\]!")
TAKE = re.compile(r"^sub\w*\s+sp,\s*(?:sp,\s*)?#(\d+)|^addi\s+sp,\s*sp,\s*-(\d+)")
GIVE = re.compile(r"^add\w*\s+sp,\s*(?:sp,\s*)?#(\d+)|^addi\s+sp,\s*sp,\s*(\d+)")
POP = re.compile(r"^(v?pop|ldm(?:ia|fd)?\s+sp!,)\s*\{([^}]*)\}")
PRETEND = re.compile(r"^\s*@ args = \d+, pretend = (\d+), frame = \d+")
BYTES = {"s": 4, "d": 8, "q": 16}


def bytes_of(registers: str) -> int:
    """Of a list like "r4-r7, lr"."""
    total = 0
    for part in registers.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        count = int(last[1:]) - int(first[1:]) + 1 if last else 1
        total += count * (BYTES.get(first[0], 4) if first[1:].isdigit() else 4)
    return total


def change(statement: str) -> int:
    """Bytes by which the stack grows."""
    if push := PUSH.match(statement):
        return bytes_of(push[2])
    if pop := POP.match(statement):
        return -bytes_of(pop[2])
    if store := STORE.match(statement):
        return int(store[1])
    if take := TAKE.match(statement):
        return int(take[1] or take[2])
    if give := GIVE.match(statement):
        return -int(give[1] or give[2])
    return 0


@dataclasses.dataclass
class Uncounted:
    """Of one function."""

    frame: int = 0
    assembly: int = 0  # the most that one asm statement takes; it calls nothing


def uncounted(lines: Iterable[str]) -> dict[str, Uncounted]:
    """By the function's symbol."""
    found: dict[str, Uncounted] = {}
    function, inside, depth = Uncounted(), False, 0
    for line in lines:
        if not inside and (label := LABEL.match(line)) and not label[1].startswith(".L"):
            function = found.setdefault(label[1], Uncounted())
        elif pretend := PRETEND.match(line):
            function.frame = int(pretend[1])
        elif BEGIN.match(line):
            inside, depth = True, 0
        elif END.match(line):
            inside = False
        elif inside:
            for statement in line.split(";"):
                depth += change(statement.strip())
                function.assembly = max(function.assembly, depth)
    return found
