# SPDX-License-Identifier: BSL-1.0
"""The table of a profile, of what on_board.cpp or on_host.cpp and the counter have printed.

usage: table.py instructions|ns < OUTPUT
"""

from __future__ import annotations

import dataclasses
import re
import sys

REGION = re.compile(r"^ROI \d+: (\d+) ")
LAYER = re.compile(r"^layer (\S+) (\d+) (\S+) (.*)$")


@dataclasses.dataclass(frozen=True)
class Layer:
    name: str
    kind: str
    shape: str
    macs: int
    cost: int


def layers_of(lines: list[str], costs: list[int]) -> list[Layer]:
    described = [match.groups() for line in lines if (match := LAYER.match(line))]
    return [Layer(name, kind, shape, int(macs), cost)
            for (kind, macs, shape, name), cost in zip(described, costs)]


def row(layer: Layer, unit: str, whole: int) -> tuple[str, ...]:
    """Of instructions: how many a multiplication; of time: how many multiplications a nanosecond."""
    rate = ""
    if layer.macs > 0 and layer.cost > 0:
        rate = f"{layer.cost / layer.macs if unit == 'instructions' else layer.macs / layer.cost:.2f}"
    cost = f"{layer.cost:,}" if unit == "instructions" else f"{layer.cost / 1000:.2f}"
    macs = f"{layer.macs:,}" if layer.macs > 0 else ""
    return layer.name, layer.kind, layer.shape, macs, cost, rate, f"{layer.cost / whole:.1%}"


def main() -> int:
    unit = sys.argv[1]
    lines = sys.stdin.read().splitlines()
    empty, run, *regions = [int(match[1]) for line in lines if (match := REGION.match(line))]
    layers = layers_of(lines, [max(cost - empty, 0) for cost in regions])
    run -= empty
    together = sum(layer.cost for layer in layers)
    titles = ("instructions", "a MAC") if unit == "instructions" else ("µs", "GMAC/s")
    total = Layer("one run", "", "", sum(layer.macs for layer in layers), run)
    table = [("layer", "kind", "output", "MACs", *titles, "share"),
             *(row(layer, unit, run) for layer in layers), row(total, unit, run)]
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    for number, line in enumerate(table):
        cells = [cell.ljust(width) if i < 3 else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(line, widths))]
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    if unit == "instructions":
        print(f"\nThe layers together: {together:,} instructions, {together - run:+,} ({together / run - 1:+.3%}) beside a run as it is.")
    else:
        print(f"\nThe layers together: {together / 1000:.2f} µs, {together / run - 1:+.1%} beside a run as it is.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
