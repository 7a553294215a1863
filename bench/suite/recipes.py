# SPDX-License-Identifier: BSL-1.0
"""How each network is trained."""
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    vary: Callable[[Tensor], Tensor]
    dropout: float = 0.0
    mixup: float = 0.0         # the share of batches in which samples are blended
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


def recipe(name: str, **fields: Any) -> Recipe:
    return Recipe(MODELS[name], datasets.LOADERS[name], **fields)


RECIPES = {
    "mnist_mlp": recipe("mnist_mlp", epochs=12, pruned_epochs=14, batch=128, rate=4e-3,
                        vary=variation.digits, vary_pruned=variation.half_of_digits),
    "mnist_cnn": recipe("mnist_cnn", epochs=4, pruned_epochs=10, batch=128, rate=6e-3,
                        vary=variation.digits, vary_pruned=variation.half_of_digits),
    "ecg_mlp": recipe("ecg_mlp", epochs=8, pruned_epochs=8, batch=512, rate=6e-3, vary=variation.beats),
    "kws_mlp": recipe("kws_mlp", epochs=16, pruned_epochs=12, batch=128, rate=2e-3,
                      vary=variation.words, dropout=0.3, mixup=0.5),
    "kws_cnn": recipe("kws_cnn", epochs=24, pruned_epochs=20, batch=128, rate=4e-3,
                      vary=variation.words, dropout=0.3, mixup=0.5),
    "kws_dscnn": recipe("kws_dscnn", epochs=18, pruned_epochs=20, batch=64, rate=6e-3,
                        vary=variation.words),
    "har_mlp": recipe("har_mlp", epochs=12, pruned_epochs=10, batch=128, rate=2e-3,
                      vary=variation.motions, dropout=0.3, mixup=0.5),
    "har_cnn": recipe("har_cnn", epochs=7, pruned_epochs=7, batch=128, rate=2e-3,
                      vary=variation.motions, dropout=0.3, mixup=0.5),
    "ecg_mlp_new_patients": Recipe(
        MODELS["ecg_mlp"], datasets.load_beats_of_new_patients, epochs=5, pruned_epochs=4, batch=512,
        rate=3e-3, vary=variation.beats, dropout=0.2, decay=5e-2, exported=False),
}
