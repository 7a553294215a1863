# SPDX-License-Identifier: BSL-1.0
"""How each network is trained."""
import pathlib
from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor, nn

import datasets
import variation
from datasets import Task
from models import MODELS


@dataclass(frozen=True)
class Recipe:
    """Epochs of the dense program and of the retraining of the pruned one."""

    build: Callable[[], nn.Sequential]
    load: Callable[[pathlib.Path], Task]
    epochs: int
    pruned_epochs: int
    batch: int
    rate: float
    dropout: float
    vary: Callable[[Tensor], Tensor]
    mixup: float               # the share of batches in which samples are blended
    decay: float = 1e-2
    smoothing: float = 0.05
    exported: bool = True      # or only its accuracy is of interest
    vary_pruned: Callable[[Tensor], Tensor] | None = None  # for the retraining, if another

    def text(self, form: str) -> str:
        """All that a training depends on: the retraining on both, the dense one not on the other."""
        pruned = str(self.pruned_epochs) if form == "pruned" else ""
        if form == "pruned" and self.vary_pruned:
            pruned += f" {self.vary_pruned.__name__}"
        return f"{self.epochs} {pruned} {self.batch} {self.rate} {self.dropout} " \
               f"{self.vary.__name__} {self.mixup} {self.decay} {self.smoothing} {self.build()}"


def recipe(name: str, *numbers: object, **more: object) -> Recipe:
    return Recipe(MODELS[name], datasets.LOADERS[name], *numbers, **more)  # type: ignore[arg-type]


RECIPES = {
    "mnist_mlp": recipe("mnist_mlp", 12, 14, 128, 4e-3, 0.0, variation.digits, 0.0,
                        vary_pruned=variation.half_of_digits),
    "mnist_cnn": recipe("mnist_cnn", 4, 10, 128, 6e-3, 0.0, variation.digits, 0.0,
                        vary_pruned=variation.half_of_digits),
    "ecg_mlp": recipe("ecg_mlp", 8, 8, 512, 6e-3, 0.0, variation.beats, 0.0),
    "kws_mlp": recipe("kws_mlp", 16, 12, 128, 2e-3, 0.3, variation.words, 0.5),
    "kws_cnn": recipe("kws_cnn", 24, 20, 128, 4e-3, 0.3, variation.words, 0.5),
    "kws_dscnn": recipe("kws_dscnn", 18, 20, 64, 6e-3, 0.0, variation.words, 0.0),
    "har_mlp": recipe("har_mlp", 12, 10, 128, 2e-3, 0.3, variation.motions, 0.5),
    "har_cnn": recipe("har_cnn", 7, 7, 128, 2e-3, 0.3, variation.motions, 0.5),
    "ecg_mlp_new_patients": Recipe(
        MODELS["ecg_mlp"], datasets.load_beats_of_new_patients, 5, 4, 512, 3e-3, 0.2,
        variation.beats, 0.0, decay=5e-2, exported=False),
}
