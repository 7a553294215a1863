# SPDX-License-Identifier: BSL-1.0
"""What is measured: eight networks in six forms; and by what a result is known to be of today."""
import dataclasses
import hashlib
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
TARGETS = REPOSITORY / "tests" / "targets"

NETWORKS = {"mnist_mlp": "MNIST MLP", "mnist_cnn": "MNIST CNN", "ecg_mlp": "ECG MLP",
            "kws_mlp": "KWS MLP", "kws_cnn": "KWS CNN", "kws_dscnn": "KWS DS-CNN",
            "har_mlp": "HAR MLP", "har_cnn": "HAR CNN"}
QUICK = ("mnist_cnn", "ecg_mlp")
NUMBERS = ("f32", "i16", "i8")


@dataclasses.dataclass(frozen=True)
class Cell:
    """One network in one form. Sparse: the pruned program, stored without its zeros."""

    network: str
    numbers: str
    sparse: bool

    @property
    def program(self) -> pathlib.Path:
        return HERE / "programs" / f"{self.network}{'_pruned' if self.sparse else ''}.pt2"

    @property
    def program_name(self) -> str:
        """What the cells of one program have in common."""
        return f"{self.network}_{'sparse' if self.sparse else 'dense'}"

    @property
    def name(self) -> str:
        return f"{self.program_name}_{self.numbers}"


def cells_of(networks: list[str]) -> list[Cell]:
    return [Cell(network, numbers, sparse) for network in networks for sparse in (False, True)
            for numbers in NUMBERS]


def sources() -> list[pathlib.Path]:
    """All files but the program and the generator that a result depends on."""
    return [*sorted((REPOSITORY / "include").rglob("*.hpp")), *sorted(TARGETS.glob("*.[ch]*")),
            TARGETS / "board.sh", *sorted((TARGETS / "linker").iterdir()),
            *sorted((TARGETS / "plugins").iterdir()), HERE / "cell.cpp", HERE / "measure_cell.py"]


def digest(paths: list[pathlib.Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
