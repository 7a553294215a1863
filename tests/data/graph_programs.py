# SPDX-License-Identifier: BSL-1.0
"""Programs about what surrounds the operators: constants, storage, inputs, outputs."""
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import prune

from program import Arguments, Program, Ternary, binary, named, unary


# Constants -------------------------------------------------------------------------------------

def pruned() -> nn.Module:
    """Two layers pruned without prune.remove: weight_orig, weight_mask and a mul in the graph."""
    model = named(conv=nn.Conv2d(2, 4, 3), act=nn.ReLU(), flat=nn.Flatten(), fc=nn.Linear(16, 5))
    with torch.no_grad():  # a product that has a gradient cannot be copied
        prune.l1_unstructured(model.conv, "weight", 0.5)
        prune.random_unstructured(model.fc, "weight", 0.7)
    return model


def pruned_for_good() -> nn.Module:
    """After prune.remove: plain weights whose zeros are partly -0.0."""
    model = pruned()
    prune.remove(model.conv, "weight")
    prune.remove(model.fc, "weight")
    return model


class ComputedWeight(nn.Module):
    """A weight that is the product of a column and a row, scaled and shifted."""

    def __init__(self) -> None:
        super().__init__()
        self.column = nn.Parameter(torch.randn(4, 1))
        self.row = nn.Parameter(torch.randn(1, 6))
        self.scale = nn.Parameter(torch.tensor(0.5))
        self.bias = nn.Parameter(torch.randn(4))

    def forward(self, x: Tensor) -> Tensor:
        weight = self.column * self.row * self.scale + 0.25
        return F.linear(x, weight, self.bias / 2)


class TransposedWeight(nn.Module):
    """A weight that the graph transposes and reshapes before use."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(6, 4))
        self.kernel = nn.Parameter(torch.randn(3, 12))

    def forward(self, x: Tensor) -> Tensor:
        y = F.linear(x, self.weight.transpose(0, 1))
        return F.conv1d(y.view(1, 4, 4), self.kernel.view(3, 4, 3))


class Buffers(nn.Module):
    """Every way to own a constant."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.randn(3, 1, 1))
        self.spread: Tensor
        self.register_buffer("spread", torch.rand(3, 1, 1) + 0.5, persistent=False)
        self.offset = torch.randn(3, 1, 1)
        self.gain = nn.Parameter(torch.randn(1))

    def forward(self, x: Tensor) -> Tensor:
        return ((x - self.mean) / self.spread + self.offset) * self.gain * torch.tensor([2.0])


class Created(nn.Module):
    """Constants made in forward."""

    def forward(self, x: Tensor) -> Tensor:
        ramp = torch.ones(4) * torch.full((4,), 0.5) + torch.zeros(1, 4)
        return x * ramp + torch.tensor(3.0)


# Storage ---------------------------------------------------------------------------------------

class SlicedWeight(nn.Module):
    """Two layers whose weights are rows and columns of one larger storage."""

    def __init__(self) -> None:
        super().__init__()
        rows, columns = torch.randn(40, 4), torch.randn(5, 9)
        self.rows = nn.Linear(4, 5)
        self.columns = nn.Linear(5, 5, bias=False)
        self.rows.weight = nn.Parameter(rows[7:12])
        self.columns.weight = nn.Parameter(columns[:, 2:7])

    def forward(self, x: Tensor) -> Tensor:
        return self.columns(self.rows(x))


class ExpandedWeight(nn.Module):
    """A bias of one number with stride 0 and a weight stored transposed."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 6)
        self.fc.weight = nn.Parameter(torch.randn(4, 6).t())
        self.fc.bias = nn.Parameter(torch.randn(1).expand(6))

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(x)


def channels_last_weight() -> nn.Module:
    """A convolution whose weight lies in memory as [O, H, W, I]."""
    return named(conv=nn.Conv2d(3, 4, (3, 2))).to(memory_format=torch.channels_last)


class Tied(nn.Module):
    """One weight in two layers, and once more transposed."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = nn.Linear(6, 6)
        self.again = nn.Linear(6, 6)
        self.again.weight = self.encode.weight

    def forward(self, x: Tensor) -> Tensor:
        y = self.again(F.relu(self.encode(x)))
        return F.linear(y, self.encode.weight.transpose(0, 1))


class CalledTwice(nn.Module):
    """One module at two places of the graph."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.norm = nn.BatchNorm2d(3)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm(self.conv(x)))
        return x + F.relu(self.norm(self.conv(y)))


class TwoNames(nn.Module):
    """One module under two names."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(5, 5)
        self.second = self.first

    def forward(self, x: Tensor) -> Tensor:
        return self.second(torch.tanh(self.first(x)))


class OneOfTwoReaders(nn.Module):
    """A convolution read by a norm and by a sum: the norm cannot be folded into it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3)
        self.norm = nn.BatchNorm2d(3)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv(x)
        return self.norm(y) + y


class OneConvTwoNorms(nn.Module):
    """Folding both norms needs two copies of the one weight."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3, bias=False)
        self.norm1 = nn.BatchNorm2d(3)
        self.norm2 = nn.BatchNorm2d(3)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.norm1(self.conv(x)), self.norm2(self.conv(x * 0.5))], 1)


# In-place writes and no_grad -------------------------------------------------------------------

class InPlace(nn.Module):
    """relu_, add_ and mul_ on values that nobody reads under their old names."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(2, 3, 3, padding=1)
        self.act = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.act(self.conv1(x))
        y = self.conv2(x)
        y += x
        y.relu_()
        y.mul_(0.5)
        return y


class InPlaceReadLater(nn.Module):
    """y is x after the write, under both names."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        y = self.fc(x)
        z = F.hardtanh_(y)
        return torch.cat([y, z, x], 1)


class InPlaceFunctions(nn.Module):
    """Many in-place forms in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 6)

    def forward(self, x: Tensor) -> Tensor:
        y = F.leaky_relu(self.fc(x), 0.2, inplace=True)
        y -= 0.5
        y /= 3
        y.tanh_()
        y.add_(y, alpha=2)
        y.sigmoid_()
        return F.relu6(y * 10 - 2, inplace=True)


class NoGrad(nn.Module):
    """A no_grad block between two layers: a subgraph in the archive."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(5, 4)
        self.fc2 = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            y = F.relu(self.fc1(x))
            z = y * 2
        return self.fc2(y + z)


class NoGradBody(nn.Module):
    """The whole of forward under no_grad, as a decorator, with an in-place write."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3)
        self.fc = nn.Linear(12, 4)

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        return self.fc(torch.flatten(self.conv(x).relu_(), 1))


# Inputs and outputs ----------------------------------------------------------------------------

class TwoBranches(nn.Module):
    """Two inputs, two outputs, one of them used by the other."""

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(4, 3)
        self.right = nn.Linear(6, 3)

    def forward(self, a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
        left = F.relu(self.left(a))
        return left + self.right(b), left


class ConstantOutput(nn.Module):
    """A buffer, a parameter and a folded constant among the outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: Tensor
        self.register_buffer("anchors", torch.randn(2, 3))
        self.gain = nn.Parameter(torch.randn(4))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return self.anchors, x * self.gain, self.gain, self.gain * 2


class DictInput(nn.Module):
    """Inputs in a dictionary, a list and a keyword; outputs in a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(3, 4)

    def forward(self, x: Tensor, more: dict[str, Any], pair: list[Tensor], *,
                gain: Tensor) -> dict[str, Tensor]:
        y = self.fc(x) + more["shift"] + more["deep"]["offset"]
        return {"sum": y * gain, "pair": torch.cat(pair, 1)}


def dict_arguments(t: list[Tensor]) -> Arguments:
    more = {"shift": t[1], "deep": {"offset": t[2]}}
    return (t[0], more, [t[3], t[4]]), {"gain": t[5]}


class KeywordInput(nn.Module):
    """Two keywords, given in another order than declared."""

    def forward(self, x: Tensor, *, scale: Tensor, shift: Tensor) -> Tensor:
        return x * scale + shift


class NumberInput(nn.Module):
    """Arguments that are no tensors are fixed by the export."""

    def forward(self, x: Tensor, slope: float, times: int, flag: bool,
                nothing: Tensor | None = None) -> Tensor:
        y = F.leaky_relu(x, slope) * times
        return y + 1 if flag and nothing is None else y


class UnusedInput(nn.Module):
    """An input, a layer and a result that nobody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 2)
        self.idle = nn.Linear(400, 2)

    def forward(self, x: Tensor, ignored: Tensor) -> Tensor:
        self.fc(x) * 3
        return self.fc(x)


class Nested(nn.Module):
    """Modules in lists and dictionaries: dotted names with digits, and words C++ reserves."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(named(fc=nn.Linear(4, 4), act=nn.Tanh()) for _ in range(2))
        self.heads = nn.ModuleDict({"switch": nn.Linear(4, 3), "int": nn.Linear(4, 2)})

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        for block in self.blocks:
            x = block(x)
        return self.heads["switch"](x), self.heads["int"](x)


class Functional(nn.Module):
    """The functional forms and methods that users write in forward."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3)
        self.conv2 = nn.Conv2d(4, 6, 3)
        self.kernel = nn.Parameter(torch.randn(6, 1, 3, 3) * 0.3)
        self.fc = nn.Linear(6, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = self.conv2(x).relu()
        x = F.avg_pool2d(F.conv2d(x, self.kernel, padding=1, groups=6), 2)
        x = F.dropout(F.relu6(x), training=self.training)
        x = torch.flatten(F.adaptive_avg_pool2d(x, 1), 1)
        return F.log_softmax(self.fc(x), dim=1)


class Diamond(nn.Module):
    """Sums whose operands convolutions read too: in both layouts, each of which could be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(4, 4, 3, padding=1)
        self.second = nn.Conv2d(4, 4, 3, padding=1)
        self.halve = nn.Conv2d(4, 4, 2, stride=2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        a = self.first(x)
        c = torch.relu(a + self.second(a))
        d = c + x
        left, right = self.halve(d), self.halve(c)
        return torch.cat([left, right, left], 1), d - a, torch.cat([x, a], 0)


class OutputInCat(nn.Module):
    """Outputs that are parts of concatenations, which are no outputs; one through a view."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(6, 4)

    def forward(self, x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        a, b = self.fc(x), self.fc(y)
        inner = torch.cat([a, b], 1)
        outer = torch.cat([inner, x], 1)
        return torch.relu(outer), a, b.view(2, 2)


class WritesThroughViews(nn.Module):
    """In-place writes to parts of a tensor; saved decomposed, they are scatters."""

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        y = x * 2
        part = y[:, 1]
        part.add_(5)
        y[:, 0].mul_(3)
        y[..., 1:3] = x[..., :1]
        y[:, -1] = 0.5
        return y, part


class IntegerConstants(nn.Module):
    """Integer buffers beside floats, which PyTorch promotes."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("weights", torch.tensor([1, 2, 3, 4, 5]))
        self.register_buffer("shift", torch.tensor(3))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return x * self.weights, x + self.shift, x * self.weights.view(5, 1).float()


class Methods(nn.Module):
    """The same with methods: view by size, mean over the image, softmax."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3)
        self.fc = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x).sigmoid().mean([2, 3]).tanh()
        return self.fc(x.view(x.size(0), -1)).softmax(dim=-1)


IMAGE = (1, 2, 4, 4)

PROGRAMS = [
    Program("pruned", pruned, [IMAGE]),
    Program("pruned_for_good", pruned_for_good, [IMAGE]),
    Program("computed_weight", ComputedWeight, [(1, 6)]),
    Program("transposed_weight", TransposedWeight, [(1, 4, 6)]),
    Program("buffers", Buffers, [(1, 3, 2, 4)]),
    Program("created_constants", Created, [(1, 3, 4)]),
    Program("sliced_weight", SlicedWeight, [(1, 4)]),
    Program("expanded_weight", ExpandedWeight, [(1, 4)]),
    Program("channels_last_weight", channels_last_weight, [(1, 3, 5, 4)]),
    Program("tied", Tied, [(1, 6)]),
    Program("called_twice", CalledTwice, [(1, 3, 4, 4)]),
    Program("two_names", TwoNames, [(1, 5)]),
    Program("one_of_two_readers", OneOfTwoReaders, [(1, 2, 5, 5)]),
    Program("one_conv_two_norms", OneConvTwoNorms, [(1, 2, 5, 5)]),
    Program("in_place", InPlace, [IMAGE]),
    Program("in_place_functions", InPlaceFunctions, [(1, 4)]),
    Program("in_place_read_later", InPlaceReadLater, [(1, 4)]),
    Program("no_grad", NoGrad, [(1, 5)]),
    Program("no_grad_body", NoGradBody, [IMAGE]),
    Program("two_branches", TwoBranches, [(1, 4), (1, 6)]),
    Program("constant_output", ConstantOutput, [(1, 4)]),
    binary("output_is_input", lambda x, y: (x, x + y), (1, 3), (1, 3)),
    unary("output_is_view_of_input", lambda x: (x.flatten(1), x * 2), (1, 2, 3)),
    unary("output_twice", lambda x: (lambda y: (y, x, y))(torch.relu(x)), (1, 5)),
    binary("outputs_swapped", lambda x, y: (y, x), (1, 3), (1, 4)),
    unary("output_and_relu_of_it", lambda x: (lambda y: (y, torch.relu(y)))(x * 2), (1, 5)),
    Program("three_inputs", lambda: Ternary(lambda x, y, z: x * y + z), [(1, 4), (1, 4), (4,)]),
    Program("dict_input", DictInput, [(1, 3), (4,), (1, 4), (1, 2), (1, 5), (1,)],
            arrange=dict_arguments),
    Program("keyword_input", KeywordInput, [(1, 3), (1, 3), (3,)],
            arrange=lambda t: ((t[0],), {"shift": t[2], "scale": t[1]})),
    Program("number_input", NumberInput, [(1, 6)],
            arrange=lambda t: ((t[0], 0.25, 3, True), {})),
    Program("unused_input", UnusedInput, [(1, 4), (1, 7)]),
    unary("scalar_output", lambda x: x.flatten().mean(0), (1, 6)),
    Program("nested_names", Nested, [(1, 4)]),
    Program("functional", Functional, [(1, 1, 12, 12)]),
    Program("writes_through_views", WritesThroughViews, [(1, 3, 2, 4)], decomposed=True),
    Program("integer_constants", IntegerConstants, [(1, 5)]),
    Program("output_in_cat", OutputInCat, [(1, 6), (1, 6)]),
    Program("diamond", Diamond, [(1, 4, 6, 6)]),
    Program("methods", Methods, [(1, 2, 5, 5)]),
]
