#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Trains the programs against which the number forms are judged, and prunes each to a tenth.

usage: train.py --data FOLDER [--out FOLDER] [--only WORD] [--again]       needs torch and numpy

Writes programs/NAME.pt2, programs/NAME_pruned.pt2 and training.json into --out. Programs that are
there already stay as they are, so an interrupted training goes on where it was; --again makes them
anew. The dense MNIST programs take their weights from examples/mnist. Validation samples choose
the epoch; test samples are looked at once, at the end. The same seed, torch and machine give the
same weights again.
"""
import argparse
import json
import pathlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

import archives
import networks
from fitting import Course, fit, percent_right
from pruning import SHARE, Pruner, prunable, zero_share
from tasks import LOADERS, Task

HERE = pathlib.Path(__file__).resolve().parent
TORCH = "2.13.0"
TRAINED = HERE.parent.parent / "examples" / "mnist"
PRUNING = 0.5      # the part of the retraining during which weights are taken away
PRUNE_EVERY = 20   # steps


@dataclass(frozen=True)
class Recipe:
    """How one network is trained; shifts and noise make every epoch's samples a little new."""

    build: Callable[[], nn.Module]
    epochs: int                    # of the dense program
    pruned_epochs: int             # 0: there is no pruned program
    batch: int
    rate: float
    shifts: dict[int, int]         # axis to the most places by which a batch is rolled
    noise: float                   # deviation of what is added to each number
    trained: pathlib.Path | None = None


RECIPES = {
    "mnist_mlp": Recipe(networks.MnistMlp, 0, 14, 128, 3e-3, {2: 1, 3: 1}, 0.0,
                        TRAINED / "mlp.pt2"),
    "mnist_cnn": Recipe(networks.MnistCnn, 0, 10, 128, 4e-3, {2: 1, 3: 1}, 0.0,
                        TRAINED / "cnn.pt2"),
    "keywords_dscnn": Recipe(networks.KeywordsDscnn, 20, 6, 128, 6e-3, {3: 1}, 0.2),
    "ecg_residual": Recipe(networks.EcgResidual, 6, 2, 256, 6e-3, {2: 6}, 0.01),
    "har_gates": Recipe(networks.HarGates, 9, 20, 64, 3e-3, {2: 16}, 0.1),
    "keywords_lstm": Recipe(networks.KeywordsLstm, 20, 0, 128, 6e-3, {3: 1}, 0.2),
    "har_gru": Recipe(networks.HarGru, 12, 0, 64, 4e-3, {2: 16}, 0.1),
    "har_tcn": Recipe(networks.HarTcn, 6, 0, 64, 3e-3, {2: 16}, 0.1),
    "keywords_encoder": Recipe(networks.KeywordsEncoder, 20, 0, 128, 2e-3, {3: 1}, 0.2),
}


def vary(x: Tensor, recipe: Recipe) -> Tensor:
    """Rolls the batch by a random number of places and adds noise."""
    for axis, reach in recipe.shifts.items():
        x = x.roll(int(torch.randint(-reach, reach + 1, ())), axis)
    return x + recipe.noise * torch.randn_like(x) if recipe.noise else x


def train(name: str, model: nn.Module, recipe: Recipe, task: Task, epochs: int,
          pruner: Pruner | None) -> float:
    """Trains in place and returns the validation accuracy."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=1e-2)
    course = Course(epochs, recipe.batch, recipe.rate, PRUNING, PRUNE_EVERY)

    def loss_of(x: Tensor, labels: Tensor) -> Tensor:
        return F.cross_entropy(model(vary(x, recipe)), labels, label_smoothing=0.05)

    return fit(name, model, task, course, optimizer, loss_of, pruner)


def make(name: str, task: Task) -> tuple[nn.Module, float]:
    """The dense model and its validation accuracy."""
    recipe = RECIPES[name]
    torch.manual_seed(zlib.crc32(name.encode()))
    model = recipe.build()
    if recipe.trained:
        archives.load_weights(model, recipe.trained)
        return model, percent_right(model, task.validation)
    return model, train(name, model, recipe, task, recipe.epochs, None)


def make_pruned(name: str, task: Task, folder: pathlib.Path) -> tuple[nn.Module, float]:
    """The same, pruned: starts at the dense archive."""
    recipe = RECIPES[name]
    torch.manual_seed(zlib.crc32(f"{name}_pruned".encode()))
    model = archives.load_weights(recipe.build(), folder / f"{name}.pt2")
    best = train(f"{name}_pruned", model, recipe, task, recipe.pruned_epochs, Pruner(model))
    if min(zero_share([weight]) for weight in prunable(model)) < SHARE:
        raise RuntimeError(f"{name}: a layer has kept more than a tenth of its weights")
    return model, best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="see README.md")
    parser.add_argument("--out", type=pathlib.Path, default=HERE)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    parser.add_argument("--again", action="store_true", help="also what is there already")
    arguments = parser.parse_args()
    if not torch.__version__.startswith(TORCH):
        raise SystemExit(f"needs torch {TORCH}, this is {torch.__version__}")
    torch.set_num_threads(1)

    folder, record_path = arguments.out / "programs", arguments.out / "training.json"
    folder.mkdir(parents=True, exist_ok=True)
    for name in RECIPES:
        for full_name in (name, f"{name}_pruned") if RECIPES[name].pruned_epochs else (name,):
            path = folder / f"{full_name}.pt2"
            if arguments.only not in full_name or (path.exists() and not arguments.again):
                continue
            task = LOADERS[name](arguments.data)
            model, validation = (make(name, task) if full_name == name else
                                 make_pruned(name, task, folder))
            result = {
                "parameters": sum(p.numel() for p in model.parameters()),
                "test_percent": round(percent_right(model, task.test), 2),
                "validation_percent": round(validation, 2),
                "zero_share": round(zero_share(prunable(model)), 4),
            }
            record = json.loads(record_path.read_text()) if record_path.exists() else {}
            record[full_name] = result
            record_path.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")
            archives.save(model.eval(), torch.from_numpy(task.test.x[:1]), path)
            print(f"{full_name}: {result}, {path.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
