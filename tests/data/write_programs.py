# SPDX-License-Identifier: BSL-1.0
"""Programs that write into parts of tensors, and see the writes under other names."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, named, unary


def temporal_shift(x: Tensor) -> Tensor:
    """Some channels one step earlier, some one step later: the module of TSM networks."""
    y = torch.zeros_like(x)
    y[:, :-1, :1] = x[:, 1:, :1]
    y[:, 1:, 1:2] = x[:, :-1, 1:2]
    y[:, :, 2:] = x[:, :, 2:]
    return y


def written_chunks(x: Tensor) -> tuple[Tensor, Tensor]:
    y = x * 2
    a, b, c = y.chunk(3, 1)
    b.add_(10)
    a.mul_(c)
    return y, a


def written_rows(x: Tensor) -> Tensor:
    y = x * 2
    rows = y.unbind(0)
    rows[1].fill_(3.0)
    rows[2].mul_(rows[1])
    return y


def written_transposed(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    y = x * 2
    turned = y.t()
    seen_later = y.permute(1, 0)
    turned[1:3] = 0
    return y, turned, seen_later.reshape(-1)


def written_copy_of_reshape(x: Tensor) -> tuple[Tensor, Tensor]:
    """A reshape of a transposed tensor is a copy, contiguous() of one too."""
    y = x * 2
    z = y.t().reshape(3, 8)
    z.add_(1)
    w = y.t().contiguous()
    w.mul_(3)
    return y, z + w.view(3, 8)


def written_view_of_reshape(x: Tensor) -> tuple[Tensor, Tensor]:
    y = x * 2
    z = y.reshape(3, 8)
    z[1] += 1
    return y, z


def written_nested(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Writes to a part of a part; a part that overlaps it is written, too."""
    y = x * 2
    first = y[0]
    inside = first[:, 1:3]
    inside.copy_(torch.ones(3, 2))
    overlapping = y[:, 2]
    overlapping -= 1
    return y, first, inside


def written_dropout(x: Tensor) -> tuple[Tensor, Tensor]:
    """In eval mode dropout gives its operand itself."""
    y = x * 2
    z = F.dropout(y, 0.5, False)
    z += 1
    return y, z


def written_before_expand(x: Tensor) -> Tensor:
    y = x[:1] * 2
    rows = y.expand(4, 3)
    y.add_(1)
    return rows


def written_masked(x: Tensor) -> Tensor:
    y = x.clone()
    y[1:][y[1:] < 0] = 0
    y[:2][:, torch.tensor([0, 3])] = 9.0
    return y


def written_integers(x: Tensor) -> tuple[Tensor, Tensor]:
    """Floats become integers where they are written to."""
    i = torch.zeros(3, 4, dtype=torch.int32)
    i[:, 1:] = x[:, 1:] * 5
    i[0] += 2
    return i, x + i


def written_diagonal(x: Tensor) -> Tensor:
    y = x * 2
    y.diagonal().fill_(0)
    y.diagonal(1).add_(x[0, :3])
    return y


def written_from_end(x: Tensor) -> Tensor:
    y = x * 1
    y[-1] = 1
    y[:, -2:] = y[:, :2]
    y.narrow(1, 1, 2).neg_()
    y.unsqueeze_(0)
    return y


def written_in_loop(x: Tensor) -> tuple[Tensor, Tensor]:
    h = torch.zeros(2, 6)
    y = torch.zeros(2, 5, 6)
    for t in range(5):
        h = torch.tanh(x[:, t] + h * 0.5)
        y[:, t] = h
    return y, h


def stale_alias(x: Tensor) -> Tensor:
    """The view shows the write, though the graph does not say so."""
    y = x * 2
    view = y.view(-1)
    y.relu_()
    return view


def written_column(x: Tensor) -> Tensor:
    """A write through a slice, read under the old name."""
    y = x + 1
    y[:, 0].mul_(5)
    y[:, 1] = 5
    y[1:3, ::2] = x[0:2, 1:4]
    return y


class Window(nn.Module):
    """The last calls, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("last", torch.zeros(4, 3))

    def forward(self, x: Tensor) -> Tensor:
        self.last[:-1] = self.last[1:].clone()
        self.last[-1] = x
        return self.last.mean(0)


class Rows(nn.Module):
    """A cache: the input is kept as the row that its place names, and all rows are read."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("rows", torch.zeros(5, 4))
        self.head = nn.Linear(4, 3)

    def forward(self, x: Tensor, place: Tensor) -> Tensor:
        self.rows.index_copy_(0, place, x)
        return self.head(torch.relu(self.rows).mean(0))


class PartlyWritten(nn.Module):
    """State of which one row is written, and all of it rolled."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("total", torch.zeros(2, 3))

    def forward(self, x: Tensor) -> Tensor:
        self.total.copy_(torch.roll(self.total, 1, 0))
        self.total[0] += x
        return x * 2 + self.total[0] - self.total[1]


PROGRAMS = [
    unary("temporal_shift", temporal_shift, (2, 4, 3)),
    unary("written_chunks", written_chunks, (2, 6)),
    unary("written_rows", written_rows, (3, 4)),
    unary("written_transposed", written_transposed, (3, 4)),
    unary("written_copy_of_reshape", written_copy_of_reshape, (4, 6)),
    unary("written_view_of_reshape", written_view_of_reshape, (4, 6)),
    unary("written_nested", written_nested, (2, 3, 4)),
    unary("written_dropout", written_dropout, (2, 3)),
    unary("written_before_expand", written_before_expand, (2, 3)),
    unary("written_masked", written_masked, (3, 4)),
    unary("written_integers", written_integers, (3, 4)),
    unary("written_diagonal", written_diagonal, (4, 4)),
    unary("written_from_end", written_from_end, (3, 4)),
    unary("written_in_loop", written_in_loop, (2, 5, 6)),
    unary("stale_alias", stale_alias, (1, 4)),
    unary("written_column", written_column, (4, 5)),
    Program("module_in_place_on_input",
            lambda: named(act=nn.ReLU(inplace=True), fc=nn.Linear(4, 3),
                          end=nn.Hardtanh(inplace=True)), [(1, 4)]),
    Program("state_window", Window, [(3,)], keeps_state=True),
    Program("state_rows", Rows, [(1, 4), (1,)], integers=[0, 5], keeps_state=True),
    Program("state_in_part", PartlyWritten, [(3,)], keeps_state=True),
]
