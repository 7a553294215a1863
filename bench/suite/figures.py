#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Draws the figures of results.md: accuracy and size, memory, Cortex-M0+, Cortex-M4F.

usage: figures.py --work FOLDER --out FOLDER        needs matplotlib
"""
import argparse
import math
import pathlib
from collections.abc import Callable

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402

import results  # noqa: E402
from cells import NETWORKS  # noqa: E402
from results import FORMS, Result, Results, form_name  # noqa: E402

BOARD_FLASH, BOARD_RAM = 512 * 1024, 128 * 1024
COLOURS = ("#6b6b6b", "#3f7fbf", "#1b3f73", "#c9c2b0", "#e39a4f", "#b5451b")


def bars(axes: Axes, found: Results, value: Callable[[Result], float]) -> None:
    """One group of six bars a network, on a logarithmic scale."""
    width = 0.8 / len(FORMS)
    for k, form in enumerate(FORMS):
        places = [i + (k - (len(FORMS) - 1) / 2) * width for i in range(len(found))]
        axes.bar(places, [value(forms[form]) for forms in found.values()], width, color=COLOURS[k],
                 label=form_name(*form))
    axes.set_yscale("log")
    axes.set_xticks(range(len(found)), [NETWORKS[name] for name in found])
    axes.grid(axis="y", alpha=0.3)
    axes.set_axisbelow(True)


def save(figure: plt.Figure, path: pathlib.Path) -> None:
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)


def accuracy(found: Results, path: pathlib.Path) -> None:
    figure, all_axes = plt.subplots(2, 4, figsize=(12, 5.5))
    for axes, (network, forms) in zip(all_axes.flat, found.items()):
        for k, form in enumerate(FORMS):
            axes.scatter(forms[form].constants / 1000, 100 * forms[form].right, color=COLOURS[k],
                         marker="o" if form[0] else "s", s=45, label=form_name(*form), zorder=3)
        axes.set_xscale("log")
        sizes = [forms[form].constants / 1000 for form in FORMS]
        axes.set_xlim(10 ** math.floor(math.log10(min(sizes))), 10 ** math.ceil(math.log10(max(sizes))))
        axes.xaxis.set_major_formatter(lambda size, _: f"{size:,.0f}")
        axes.set_title(NETWORKS[network], fontsize=10)
        middle = sum(axes.get_ylim()) / 2
        reach = max(0.6 * (axes.get_ylim()[1] - axes.get_ylim()[0]), 0.5)
        axes.set_ylim(middle - reach, middle + reach)
        axes.grid(alpha=0.3)
    for axes in all_axes.flat[len(found):]:
        axes.axis("off")
    figure.supxlabel("constants, KB")
    figure.supylabel("right answers, %", x=-0.005)
    figure.legend(*all_axes.flat[0].get_legend_handles_labels(), ncols=6, loc="upper center",
                  bbox_to_anchor=(0.5, 1.04))
    figure.tight_layout()
    save(figure, path)


def memory(found: Results, path: pathlib.Path) -> None:
    figure, (flash, ram) = plt.subplots(2, 1, figsize=(12, 7), sharex=True)
    bars(flash, found, lambda result: result.flash / 1024)
    flash.axhline(BOARD_FLASH / 1024, color="black", linewidth=1, linestyle="--")
    flash.set_ylabel("flash, KiB (dashed: 512)")
    bars(ram, found, lambda result: result.static_ram / 1024)
    ram.axhline(BOARD_RAM / 1024, color="black", linewidth=1, linestyle="--")
    ram.set_ylabel("static RAM, KiB (dashed: 128)")
    flash.legend(ncols=6, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    save(figure, path)


def single(found: Results, path: pathlib.Path, label: str, value: Callable[[Result], float]) -> None:
    figure, axes = plt.subplots(figsize=(12, 4))
    bars(axes, found, value)
    axes.set_ylabel(label)
    axes.legend(ncols=6, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    save(figure, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update({"svg.hashsalt": "genn", "figure.facecolor": "white"})
    found = results.load(arguments.work, list(NETWORKS))
    accuracy(found, arguments.out / "accuracy.svg")
    memory(found, arguments.out / "memory.svg")
    single(found, arguments.out / "m0plus.svg", "Cortex-M0+ at 24 MHz, ms", lambda result: result.milliseconds)
    single(found, arguments.out / "m4f.svg", "Cortex-M4F, instructions",
           lambda result: result.m4f_instructions)


if __name__ == "__main__":
    main()
