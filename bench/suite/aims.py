# SPDX-License-Identifier: BSL-1.0
"""What the suite is to show, and which networks do not show it."""
import dataclasses
from collections.abc import Callable

from cells import NETWORKS
from results import Result, Results, form_name

Forms = dict[tuple[bool, str], Result]
MLPS = ("mnist_mlp", "ecg_mlp", "kws_mlp", "har_mlp")
# What the sparse models of the paper cost at least, by its table of sizes: bytes a kept weight, a
# float and an index of 32 bits. Biases and slopes, which are not pruned, are floats.
PAPER_SPARSE = {"mnist_mlp": 16, "har_cnn": 16}
PAPER_SPARSE_ELSE = 8
NOT_PRUNED = {"mnist_mlp": 138, "mnist_cnn": 90, "ecg_mlp": 1106, "kws_mlp": 1539, "kws_cnn": 491,
              "kws_dscnn": 507, "har_mlp": 1542, "har_cnn": 1602}
KEPT = 0.1
MOST_LOST = {"f32": 0.0, "i16": 0.1, "i8": 0.5}  # points


@dataclasses.dataclass(frozen=True)
class Aim:
    """A number of each network, and the bound that it has to keep. Bounds may differ by network."""

    text: str
    value: Callable[[str, Forms], float]
    most: float = float("inf")
    least: float = float("-inf")
    other: dict[str, float] = dataclasses.field(default_factory=dict)
    networks: tuple[str, ...] = tuple(NETWORKS)

    def kept_by(self, network: str, forms: Forms) -> bool:
        value = self.value(network, forms)
        bound = self.other.get(network)
        if bound is not None:
            return value <= bound
        return self.least <= value <= self.most


def lost(forms: Forms, numbers: str, sparse: bool) -> float:
    """Points of accuracy against float."""
    return 100 * (forms[sparse, "f32"].right - forms[sparse, numbers].right)


def too_much_lost(results: Results) -> list[str]:
    """What integers cost more than they may; one sample is to spare."""
    problems = []
    for network, forms in results.items():
        for (sparse, numbers), most in ((form, MOST_LOST[form[1]]) for form in forms):
            points = lost(forms, numbers, sparse)
            if points > most + 100 / forms[sparse, numbers].samples + 1e-9:
                problems.append(f"{NETWORKS[network]}: {form_name(sparse, numbers)} loses {points:.2f} points")
    return problems


def paper_sparse_bytes(network: str, forms: Forms) -> float:
    dense = NOT_PRUNED[network]
    kept = KEPT * (forms[False, "f32"].parameters - dense)
    return kept * PAPER_SPARSE.get(network, PAPER_SPARSE_ELSE) + 4 * dense


def most_of_dense(forms: Forms) -> float:
    return max(forms[True, numbers].m4f_instructions / forms[False, numbers].m4f_instructions
               for numbers in ("f32", "i16", "i8"))


AIMS = [
    Aim("i16 loses at most 0.1 point, dense and sparse",
        lambda _, f: max(lost(f, "i16", False), lost(f, "i16", True)), most=MOST_LOST["i16"]),
    Aim("i8 loses at most 0.5 point", lambda _, f: lost(f, "i8", False), most=MOST_LOST["i8"]),
    Aim("sparse i8 loses at most 0.5 point of sparse float", lambda _, f: lost(f, "i8", True),
        most=MOST_LOST["i8"]),
    Aim("f32: constants of the paper, 4 bytes a parameter (1 % for alignment)",
        lambda _, f: f[False, "f32"].constants / (4 * f[False, "f32"].parameters), most=1.01),
    Aim("i16: constants of the paper, 2 bytes a parameter (2 % for biases of 32 bits and alignment)",
        lambda _, f: f[False, "i16"].constants / (2 * f[False, "i16"].parameters), most=1.02),
    Aim("i8: at most 0.53 of the constants of i16 (DS-CNN 0.56)",
        lambda _, f: f[False, "i8"].constants / f[False, "i16"].constants, most=0.53,
        other={"kws_dscnn": 0.56}),
    Aim("sparse f32: at most 0.67 of the paper's sparse constants (at least 8 bytes a kept weight, "
        "16 in MNIST MLP and HAR CNN, and 4 a bias)",
        lambda n, f: f[True, "f32"].constants / paper_sparse_bytes(n, f), most=0.67),
    Aim("sparse i8: at most 0.24 byte a parameter (ECG 0.27, DS-CNN 0.34)",
        lambda _, f: f[True, "i8"].constants / f[True, "i8"].parameters, most=0.24,
        other={"ecg_mlp": 0.27, "kws_dscnn": 0.34}),
    Aim("sparse i8 fits 512 KB flash and 128 KB RAM", lambda _, f: float(f[True, "i8"].fits), least=1),
    Aim("i8 fits 512 KB flash and 128 KB RAM (five networks of the paper's did)",
        lambda _, f: float(f[False, "i8"].fits), least=1,
        networks=("mnist_mlp", "mnist_cnn", "ecg_mlp", "kws_cnn", "kws_dscnn")),
    Aim("Cortex-M0+: i16 at least 15 times faster than f32",
        lambda _, f: f[False, "f32"].m0plus_cycles / f[False, "i16"].m0plus_cycles, least=15),
    Aim("Cortex-M0+: sparse i8 at least 100 times faster than f32 (MLPs)",
        lambda _, f: f[False, "f32"].m0plus_cycles / f[True, "i8"].m0plus_cycles, least=100, networks=MLPS),
    Aim("Cortex-M4F: i16 needs fewer instructions than f32",
        lambda _, f: f[False, "i16"].m4f_instructions / f[False, "f32"].m4f_instructions, most=1),
    Aim("Cortex-M4F: i8 needs fewer instructions than f32",
        lambda _, f: f[False, "i8"].m4f_instructions / f[False, "f32"].m4f_instructions, most=1),
    Aim("Cortex-M4F: sparse needs fewer instructions than dense, in f32, i16 and i8",
        lambda _, f: most_of_dense(f), most=1),
]


def table(results: Results) -> list[str]:
    """A line an aim: the number of each network, bold where the aim is missed."""
    lines = ["| aim | " + " | ".join(NETWORKS[name] for name in results) + " |",
             "| --- |" + " --- |" * len(results)]
    for aim in AIMS:
        cells = []
        for network, forms in results.items():
            if network not in aim.networks:
                cells.append("")
                continue
            value = aim.value(network, forms)
            text = f"{value:.2f}" if value < 10 else f"{value:.0f}"
            cells.append(text if aim.kept_by(network, forms) else f"**{text}**")
        lines.append(f"| {aim.text} | " + " | ".join(cells) + " |")
    return lines
