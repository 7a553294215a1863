#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes results.md, and the short table of the README, of what measure.py found.

usage: report.py --work FOLDER [--out results.md] [--readme README.md] [--quick]

Exit code 1: integers lose more right answers than they may.
"""
import argparse
import pathlib
import subprocess
import sys

import aims
import results
from cells import HERE, NETWORKS, QUICK
from results import FORMS, Results, form_name

BEGIN, END = "<!-- made by bench/suite/run.sh -->", "<!-- end -->"


def percent(share: float) -> str:
    return f"{100 * share:.2f}"


def millions(number: float) -> str:
    return f"{number / 1e6:.3g} M" if number < 1e8 else f"{number / 1e6:.0f} M"


def time_of(milliseconds: float) -> str:
    return f"{milliseconds:.3g}" if milliseconds < 1000 else f"{milliseconds:,.0f}"


def rows(header: list[str], body: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header),
            *("| " + " | ".join(row) + " |" for row in body)]


def accuracy_table(found: Results) -> list[str]:
    trained = results.training()
    body = []
    for network, forms in found.items():
        row = [NETWORKS[network], f"{forms[False, 'f32'].parameters:,}"]
        row += [percent(forms[form].right) for form in FORMS]
        for name in (network, f"{network}_pruned"):
            record = trained[name]
            sigma = "" if record["test_sigma"] is None else f" ± {record['test_sigma']:.2f}"
            row.append(f"{record['test_mean']:.2f}{sigma} ({len(record['seeds'])})")
        body.append(row)
    return rows(["network", "parameters", *(form_name(*form) for form in FORMS),
                 "PyTorch, mean ± σ (seeds)", "pruned"], body)


def new_patients() -> list[str]:
    trained = results.training()
    lines = []
    for name, what in (("ecg_mlp_new_patients", "dense"), ("ecg_mlp_new_patients_pruned", "pruned")):
        if name in trained:
            record = trained[name]
            tests = ", ".join(f"{seed['test_percent']:.2f}" for seed in record["seeds"].values())
            lines.append(f"{what} {record['test_mean']:.2f} % (seeds: {tests})")
    return lines


def cell_table(found: Results) -> list[str]:
    body = []
    for network, forms in found.items():
        floats = forms[False, "f32"]
        for form in FORMS:
            each = forms[form]
            body.append([
                NETWORKS[network], form_name(*form), percent(each.right), f"{each.constants:,}",
                f"{each.constants / each.parameters:.2f}", f"{each.flash:,}", f"{each.static_ram:,}",
                f"{each.stack_m4f:,} / {each.stack_m0plus:,}", "yes" if each.fits else "no",
                f"{each.m4f_instructions:,}", f"{each.m0plus_cycles:,}", time_of(each.milliseconds),
                f"{floats.m0plus_cycles / each.m0plus_cycles:.1f}",
                time_of(each.thumbulator_milliseconds),
                f"{floats.thumbulator_cycles / each.thumbulator_cycles:.1f}"])
    return rows(["network", "form", "right %", "constants B", "B / parameter", "flash B", "RAM B",
                 "stack M4F / M0+ B", "fits", "M4F instructions", "M0+ cycles", "ms", "x f32",
                 "simulator ms", "x f32"], body)


def short_table(found: Results) -> list[str]:
    chosen = [(False, "f32"), (False, "i8"), (True, "i8")]
    header = ["network (parameters)", "right %: f32", "i8", "sparse i8", "constants KB: f32", "i8",
              "sparse i8", "Cortex-M0+ ms: f32", "i8", "sparse i8", "Cortex-M4F instructions: f32",
              "i8", "sparse i8"]
    body = []
    for network, forms in found.items():
        body.append([f"{NETWORKS[network]} ({forms[False, 'f32'].parameters:,})",
                     *(percent(forms[form].right) for form in chosen),
                     *(f"{forms[form].constants / 1000:,.1f}" for form in chosen),
                     *(time_of(forms[form].milliseconds) for form in chosen),
                     *(millions(forms[form].m4f_instructions) for form in chosen)])
    return rows(header, body)


def version(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[0]


def report(found: Results) -> str:
    samples = ", ".join(f"{NETWORKS[name]} {forms[False, 'f32'].samples:,}" for name, forms in found.items())
    patients = new_patients()
    return "\n".join([
        "# The eight networks of the paper in six forms", "",
        "Made by `bash bench/suite/run.sh`; how, and on which data: [README.md](README.md). "
        f"{version('arm-none-eabi-g++', '--version')} and {version('g++', '--version')}, `-O2`; "
        f"{version('qemu-system-arm', '--version')}.", "",
        "## Accuracy", "",
        f"Right answers in percent on all test samples ({samples}). The six forms: `genn evaluate` with "
        "the exported program of the seed that validation likes best. The last two columns: PyTorch, "
        "float, all seeds.", "", *accuracy_table(found), "",
        *([f"ECG MLP on patients it has never seen (inter-patient split DS1/DS2): {'; '.join(patients)}.", ""]
          if patients else []),
        "![accuracy and size](figures/accuracy.svg)", "",
        "## Cells", "",
        "Outputs on 20 test samples: the integers of the generator, the host, the Cortex-M0+ and the "
        "Cortex-M4F are the same bits in every integer form; floats agree to a thousandth (on the "
        "Cortex-M0+, which has no floating-point unit, for one sample).", "",
        "constants: all of the network's; flash and RAM: the whole image for the Cortex-M4F with start and "
        "text output, input and output included; stack: the worst case of a run by the call graph, without "
        "the frames of the compiler's library; fits: "
        "the linker's answer for 512 KB flash and 128 KB RAM. ms: Cortex-M0+ at 24 MHz with the one-cycle "
        "multiplier; simulator: the timing of the paper's simulator, 32 cycles a multiplication. x f32: "
        "times faster than the dense float form.", "", *cell_table(found), "",
        "![memory](figures/memory.svg)", "", "![Cortex-M0+](figures/m0plus.svg)", "",
        "![Cortex-M4F](figures/m4f.svg)", "",
        "## What was to be shown", "", "Bold: missed.", "", *aims.table(found), ""])


def rewrite(path: pathlib.Path, table: list[str]) -> None:
    """Puts the table between the marks."""
    text = path.read_text()
    if text.count(BEGIN) != 1 or END not in text[text.index(BEGIN):]:
        raise SystemExit(f"{path} has no place for the table: {BEGIN} … {END}")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text("\n".join([before + BEGIN, *table, END + after]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "results.md")
    parser.add_argument("--readme", type=pathlib.Path, help="whose short table is to be rewritten")
    parser.add_argument("--quick", action="store_true", help="two networks")
    arguments = parser.parse_args()
    found = results.load(arguments.work, list(QUICK if arguments.quick else NETWORKS))
    arguments.out.write_text(report(found))
    if arguments.readme:
        rewrite(arguments.readme, short_table(found))
    problems = aims.too_much_lost(found)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
