# SPDX-License-Identifier: BSL-1.0
"""Programs about layout: what follows a convolution counts in PyTorch's order of dimensions."""
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class AfterConv(nn.Module):
    """A convolution to [1, 3, 4, 5] and a function of it, a parameter and a linear layer."""

    def __init__(self, function: Callable[[Tensor, Tensor, nn.Module], Any],
                 parameter: Sequence[int] = (1,), linear: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3, padding=1)
        self.parameter = nn.Parameter(torch.randn(tuple(parameter)))
        self.fc = nn.Linear(*linear)
        self.function = function

    def forward(self, x: Tensor) -> Any:
        return self.function(self.conv(x), self.parameter, self.fc)


def after_conv(name: str, function: Callable[[Tensor, Tensor, nn.Module], Any],
               **sizes: Any) -> Program:
    return Program(f"layout_{name}", lambda: AfterConv(function, **sizes), [(1, 2, 4, 5)])


class Conv2dThenConv1d(nn.Module):
    """Height goes into the channels between the two."""

    def __init__(self) -> None:
        super().__init__()
        self.conv2d = nn.Conv2d(2, 3, 3, padding=1)
        self.conv1d = nn.Conv1d(12, 4, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv1d(F.relu(self.conv2d(x)).view(1, 12, 5))


class Conv1dThenConv2d(nn.Module):
    """One more dimension in front, then a convolution over channels and length."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1d = nn.Conv1d(2, 4, 3)
        self.conv2d = nn.Conv2d(1, 3, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv2d(self.conv1d(x).unsqueeze(1))


class ImageOfVector(nn.Module):
    """A generator's start: a linear layer, its outputs as an image, a residual convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(5, 24)
        self.conv = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        image = self.fc(x).view(-1, 4, 2, 3)
        return F.relu(self.conv(image) + image)


PROGRAMS = [
    after_conv("constant_image", lambda y, p, fc: y + p, parameter=(3, 4, 5)),
    after_conv("constant_row", lambda y, p, fc: y * p, parameter=(5,)),
    after_conv("constant_column", lambda y, p, fc: y - p, parameter=(4, 1)),
    after_conv("softmax_of_width", lambda y, p, fc: torch.softmax(y, 3)),
    after_conv("softmax_of_channels", lambda y, p, fc: torch.softmax(y, 1)),
    after_conv("cat_height", lambda y, p, fc: torch.cat([y, p, y], 2), parameter=(1, 3, 2, 5)),
    after_conv("cat_width", lambda y, p, fc: torch.cat([y, torch.relu(y)], -1)),
    after_conv("mean_of_width", lambda y, p, fc: y.mean(3)),
    after_conv("mean_of_channels", lambda y, p, fc: y.mean(1, keepdim=True) + y),
    after_conv("linear_of_width", lambda y, p, fc: fc(y), linear=(5, 2)),
    after_conv("linear_of_image", lambda y, p, fc: fc(y.flatten(2)), linear=(20, 2)),
    after_conv("linear_of_flat", lambda y, p, fc: fc(torch.relu(y).flatten(1)), linear=(60, 4)),
    after_conv("linear_of_channels", lambda y, p, fc: fc(y.permute(0, 2, 3, 1)), linear=(3, 2)),
    after_conv("two_outputs", lambda y, p, fc: (y, y.flatten(1), y.transpose(2, 3))),
    after_conv("new_rows", lambda y, p, fc: torch.relu(y.reshape(1, 5, 12)).sub(1)),
    Program("layout_conv2d_then_conv1d", Conv2dThenConv1d, [(1, 2, 4, 5)]),
    Program("layout_conv1d_then_conv2d", Conv1dThenConv2d, [(1, 2, 7)]),
    Program("layout_image_of_vector", ImageOfVector, [(1, 5)]),
]
