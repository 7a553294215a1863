# SPDX-License-Identifier: BSL-1.0
"""Programs that GENN must refuse, each with what its message has to mention."""
import dataclasses
from collections.abc import Callable

import torch
from torch import Tensor, nn

from program import Unary, named


@dataclasses.dataclass(frozen=True)
class Refused:
    """A program to export for its refusal; `mentions` are substrings of the message."""
    name: str
    build: Callable[[], nn.Module]
    shape: tuple[int, ...]
    mentions: tuple[str, ...]
    train: bool = False
    dynamic: bool = False
    autocast: bool = False


class Evolution(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.linalg.matrix_exp(x)


class Inverse(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.linalg.inv(x)


class Bessel(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.special.bessel_j0(x)


class ThreeUnsupported(nn.Module):
    """Three operators out of reach in named submodules, between layers that are supported."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 4)
        self.evolution = Evolution()
        self.solver = named(inverse=Inverse(), act=nn.ReLU())
        self.bessel = Bessel()

    def forward(self, x: Tensor) -> Tensor:
        return self.bessel(self.solver(self.evolution(self.fc(x))))


def lost_write(x: Tensor) -> Tensor:
    """A write through strides of its own, read under the old name."""
    y = x + 1
    y.as_strided((2,), (4,)).mul_(5)
    return y


class Branch(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.cond(x.sum() > 0, torch.relu, torch.tanh, (x,))


PROGRAMS = [
    Refused("three_unsupported", ThreeUnsupported, (4, 4),
            ("linalg_matrix_exp", "evolution", "linalg_inv", "solver.inverse",
             "special_bessel_j0", "bessel")),
    Refused("dynamic_batch", lambda: named(fc=nn.Linear(4, 3)), (2, 4), ("dynamic",),
            dynamic=True),
    Refused("train_mode_dropout", lambda: named(fc=nn.Linear(4, 3), drop=nn.Dropout()), (1, 4),
            ("drop", "eval"), train=True),
    Refused("train_mode_batch_norm", lambda: named(conv=nn.Conv2d(1, 2, 3), norm=nn.BatchNorm2d(2)),
            (2, 1, 4, 4), ("norm", "eval"), train=True),
    Refused("write_to_input", lambda: Unary(lambda x: x.add_(1) * 2), (1, 3), ("add_",)),
    Refused("lost_write", lambda: Unary(lost_write), (2, 4), ("run_decompositions",)),
    Refused("data_dependent_parts",
            lambda: Unary(lambda x: torch.tensor_split(x, torch.tensor([1, 3]))), (4, 2),
            ("tensor_split",)),
    Refused("data_dependent_size", lambda: Unary(torch.nonzero), (1, 6), ("nonzero",)),
    Refused("control_flow", Branch, (1, 4), ("cond",)),
    Refused("random_numbers", lambda: Unary(lambda x: x + torch.rand_like(x)), (1, 4), ("rand",)),
    Refused("autocast", lambda: named(fc=nn.Linear(4, 3)), (1, 4), ("autocast",), autocast=True),
    Refused("complex_numbers", lambda: Unary(torch.fft.rfft), (1, 4),
            ("output", "view_as_real")),
]
