# SPDX-License-Identifier: BSL-1.0
"""Element types: what casts keep of a number, short integers that wrap around, tensors without
elements, blocks that change no number."""
import torch
from torch import Tensor, nn

from program import Binary, Program, unary


def spread(x: Tensor) -> Tensor:
    """Numbers of many sizes, ties of both short types among them."""
    ties = torch.tensor([1 + 2**-11, 1 + 3 * 2**-11, 1 + 2**-8, 1 + 3 * 2**-8, 65519.0, 65520.0,
                         -1e6, 2.0**-25, 3 * 2.0**-26, 6e-5, -1e-7])
    return torch.cat([x.flatten() * 10.0**torch.arange(-6, 6), ties * x.flatten()[0].sign()])


def short_floats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    x = spread(x)
    buffer = torch.zeros(23, dtype=torch.bfloat16)
    buffer.copy_(x)
    return x.half().float().clamp(-1e5, 1e5), x.bfloat16().float() + 1, buffer.float()


def cast_to_integers(x: Tensor) -> tuple[Tensor, ...]:
    x = torch.cat([x.flatten() * 100, torch.tensor([127.9, -128.9, 255.5, 32768.0, 8388609.0])])
    types = (torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool)
    return tuple(x.to(t) for t in types)


def short_integers(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    results: list[Tensor] = []
    for short in (torch.uint8, torch.int8, torch.int16):
        a, b = (x * 7919).to(short), (y * 6271).to(short)
        results += [a + b, a - b, a * b, -a, ~a, a * 3 - 100, a << 3]
    return tuple(results)


def without_elements(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    first, nothing, rest = x.split([2, 0, 3], dim=1)
    kept = x * 1
    kept[:, 5:] = 1
    return (torch.cat([first, nothing, x[:, 5:], rest * 2], 1),
            torch.cat([torch.empty(0), x[0]]), kept)


class Precise(nn.Module):
    """A block outside of autocast, and dropout in place."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 4)
        self.drop = nn.Dropout(0.5, inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast("cpu", enabled=False):
            y = self.fc(x.float())
        return self.drop(torch.relu(y))


def reductions(x: Tensor, index: Tensor) -> tuple[Tensor, ...]:
    start = torch.ones(5, 3)
    return tuple(start.scatter_reduce(0, index, x, kind, include_self=own)
                 for kind in ("sum", "mean", "prod", "amax", "amin") for own in (True, False))


PROGRAMS = [
    unary("short_floats", short_floats, (3, 4)),
    unary("cast_to_integers", cast_to_integers, (2, 4)),
    Program("short_integers", lambda: Binary(short_integers), [(2, 5), (2, 5)], integers=[9, 11]),
    unary("without_elements", without_elements, (2, 5)),
    Program("precise_block", Precise, [(2, 4)]),
    Program("scatter_reductions", lambda: Binary(reductions), [(4, 3), (4, 3)], integers=[0, 4]),
]
