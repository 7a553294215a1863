# SPDX-License-Identifier: BSL-1.0
"""What makes every epoch's samples a little new; each takes a batch and gives one like it."""
import math

import torch
from torch import Tensor
from torch.nn import functional as F


def digits(x: Tensor) -> Tensor:
    """Turns by up to 10 degrees, scales by up to 10 % and moves by up to two pixels."""
    count = len(x)
    angle = (torch.rand(count) * 2 - 1) * math.radians(10)
    scale = 1 + (torch.rand(count) * 2 - 1) * 0.1
    matrix = torch.zeros(count, 2, 3)
    matrix[:, 0, 0] = matrix[:, 1, 1] = angle.cos() * scale
    matrix[:, 0, 1], matrix[:, 1, 0] = -angle.sin() * scale, angle.sin() * scale
    matrix[:, :, 2] = (torch.rand(count, 2) * 2 - 1) * (2 / 14)
    grid = F.affine_grid(matrix, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, align_corners=False)


def half_of_digits(x: Tensor) -> Tensor:
    """Every second digit as it is: few weights cannot follow all variations."""
    return torch.where(torch.rand(len(x), 1, 1, 1) < 0.5, x, digits(x))


def rolled(x: Tensor, reach: int) -> Tensor:
    """Moves each sample by its own number of places along the last axis, around the end."""
    shift = torch.randint(-reach, reach + 1, (len(x), 1))
    places = (torch.arange(x.shape[-1]) + shift) % x.shape[-1]
    shape = [len(x)] + [1] * (x.dim() - 2) + [x.shape[-1]]
    return x.gather(x.dim() - 1, places.view(shape).expand_as(x))


def noisy(x: Tensor, noise: float, loudness: float) -> Tensor:
    """Adds noise and makes each sample louder or quieter."""
    factor = 1 + (torch.rand([len(x)] + [1] * (x.dim() - 1)) * 2 - 1) * loudness
    return x * factor + noise * torch.randn_like(x)


def masked(x: Tensor, axis: int, longest: int) -> Tensor:
    """Sets a stretch of some places along an axis to the mean, 0, in each sample."""
    size = x.shape[axis]
    length = torch.randint(0, longest + 1, (len(x), 1))
    start = (torch.rand(len(x), 1) * (size - length)).long()
    place = torch.arange(size)
    hidden = (place >= start) & (place < start + length)
    shape = [len(x)] + [1] * (x.dim() - 1)
    shape[axis] = size
    return x.masked_fill(hidden.view(shape), 0.0)


def beats(x: Tensor) -> Tensor:
    """A later or earlier beat, another gain, another height of the zero line."""
    height = 0.02 * torch.randn(len(x), 1)
    return noisy(rolled(x, 3), 0.005, 0.1) + height


def words(x: Tensor) -> Tensor:
    """[N, 40, 81]: said later or earlier, some coefficients and frames unheard."""
    return masked(masked(noisy(rolled(x, 8), 0.2, 0.1), 1, 6), 2, 12)


def motions(x: Tensor) -> Tensor:
    """[N, 9, ..., 128]: windows that begin elsewhere, another sensor's gain and noise."""
    return noisy(rolled(x, 32), 0.1, 0.1)
