# SPDX-License-Identifier: BSL-1.0
"""What one test program is, and small modules to write one down in a line."""
import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor, nn

Shape = Sequence[int]
Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def positional(tensors: list[Tensor]) -> Arguments:
    """The inputs as plain positional arguments."""
    return tuple(tensors), {}


@dataclasses.dataclass(frozen=True)
class Program:
    """A program to export.

    `build` makes the module after the random numbers were seeded; `shapes` are those of its inputs;
    `scales` multiply the normally distributed inputs of the two vectors; `arrange` turns the input
    tensors into the arguments of the call; `decomposed` saves `run_decompositions({})` of it, `core`
    `run_decompositions()`, the operators of Core ATen.
    `integers` has one number an input: 0 for floats, n for integers from 0 to n - 1, 1 for booleans.
    `keeps_state` says that a call changes the answers to those after it.
    """
    name: str
    build: Callable[[], nn.Module]
    shapes: Sequence[Shape]
    scales: tuple[float, float] = (1.0, 4.0)
    arrange: Callable[[list[Tensor]], Arguments] = positional
    decomposed: bool = False
    core: bool = False
    integers: Sequence[int] = ()
    keeps_state: bool = False


class Unary(nn.Module):
    """A function of one tensor as a program."""

    def __init__(self, function: Callable[[Tensor], Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Any:
        return self.function(x)


class Binary(nn.Module):
    """A function of two tensors as a program."""

    def __init__(self, function: Callable[[Tensor, Tensor], Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor, y: Tensor) -> Any:
        return self.function(x, y)


class Ternary(nn.Module):
    """A function of three tensors as a program."""

    def __init__(self, function: Callable[[Tensor, Tensor, Tensor], Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor, y: Tensor, z: Tensor) -> Any:
        return self.function(x, y, z)


def named(**modules: nn.Module) -> nn.Sequential:
    """A sequence whose modules have names: named(conv=..., norm=...)."""
    sequence = nn.Sequential()
    for name, module in modules.items():
        sequence.add_module(name, module)
    return sequence


def unary(name: str, function: Callable[[Tensor], Any], shape: Shape, **more: Any) -> Program:
    return Program(name, lambda: Unary(function), [shape], **more)


def binary(name: str, function: Callable[[Tensor, Tensor], Any], x: Shape, y: Shape,
           **more: Any) -> Program:
    return Program(name, lambda: Binary(function), [x, y], **more)


def layer(name: str, build: Callable[[], nn.Module], shape: Shape, **more: Any) -> Program:
    """One layer alone; it is given a name, for users' layers have one."""
    return Program(name, lambda: named(layer=build()), [shape], **more)


def randomise_statistics(model: nn.Module) -> None:
    """Batch norms as if trained, PReLU slopes apart from each other."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            if module.running_mean is not None:
                nn.init.normal_(module.running_mean, 0.0, 0.5)
                nn.init.uniform_(module.running_var, 0.3, 2.0)
            if module.affine:
                nn.init.uniform_(module.weight, -1.5, 1.5)
                nn.init.normal_(module.bias, 0.0, 0.5)
        elif isinstance(module, nn.PReLU):
            nn.init.uniform_(module.weight, -0.5, 0.5)
