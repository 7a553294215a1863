# SPDX-License-Identifier: BSL-1.0
"""Elements picked, searched, counted and put back, some by what the input says."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program, unary


def put_back(x: Tensor) -> tuple[Tensor, ...]:
    """Parts under a mask that return to where they came from."""
    y, z, rows = x.clone(), x.clone(), torch.zeros_like(x)
    mask = y > 0
    y[mask] = y[mask] * 2 + 1
    z[z < 0] = z[z < 0].abs()
    kept = x[:, 0] > 0
    rows[kept] = x[kept]
    rows[~kept] += 1.0
    return y, z, rows, x.masked_scatter(mask, torch.arange(12.0))


def picked(x: Tensor) -> tuple[Tensor, ...]:
    """Numbers taken from tensors as places."""
    best = x.sum(1).argmax()
    return x[best], x[:, best], x.t()[best - 1], x[0, x[1].argmin()]


def quantiles(x: Tensor) -> tuple[Tensor, ...]:
    missing = torch.where(x > x.mean() + 1, float("nan"), x)
    q = torch.sigmoid(x[0, :2])
    return (torch.quantile(x, q, dim=1), torch.nanquantile(missing, 0.3, dim=1, keepdim=True),
            torch.nanquantile(missing[:, :4], torch.tensor([0.0, 0.6, 1.0]), dim=1, interpolation="nearest"),
            torch.quantile(x, 0.6, dim=1, interpolation="higher"),
            *torch.nanmedian(missing, dim=1), torch.nanmedian(missing))


def searches(x: Tensor) -> tuple[Tensor, ...]:
    rows, order = x.sort(dim=1)
    return (torch.searchsorted(rows, x[:, :3].contiguous()),
            torch.searchsorted(x, x[:, :3].contiguous(), sorter=order, right=True),
            torch.searchsorted(rows[0], 0.25),
            torch.bucketize(torch.log(x), torch.tensor([-1.0, 0.0])), torch.histc(x, 5, -2, 2), torch.histc(x, 4))


def differences(x: Tensor) -> tuple[Tensor, ...]:
    places = torch.tensor([0.0, 1.0, 3.0, 4.5, 5.0])
    return (*torch.gradient(x), *torch.gradient(x, spacing=0.5, dim=1, edge_order=2),
            *torch.gradient(x, spacing=(places,), dim=1, edge_order=2),
            *torch.gradient(x, spacing=(places,), dim=1), F.pdist(x), x.sum_to_size(1, 5),
            torch.cartesian_prod(x[0, :2], x[1, :3]), torch.diagflat(x[0]),
            torch.diag_embed(x, 1, 0, 2), torch.fft.fftshift(x), torch.fft.ifftshift(x, dim=1),
            torch.fft.irfft(x, dim=1), torch.fft.hfft(x), torch.linalg.vander(x, N=3))


def joined_rows(x: Tensor) -> tuple[Tensor, ...]:
    index = torch.tensor([0, 2, 0])
    filled = x.clone().fill_diagonal_(7.0)
    return (x.index_reduce(0, index, x + 1, "amax"), x.index_reduce(0, index, x, "mean"),
            x.index_reduce(0, index, x, "prod", include_self=False), filled,
            x.put(torch.tensor([0, 3, -1]), x[0, :3], accumulate=True),
            torch.hypot(x * 1e25, x[:1] * 1e25), torch.signbit(x * 0.0),
            torch.linspace(x[0, 0], x[1, 1], 5))


def special(x: Tensor) -> tuple[Tensor, ...]:
    return (torch.polygamma(1, x), torch.polygamma(3, x + 0.25), torch.special.zeta(x + 1.5, x),
            torch.mvlgamma(x + 2, 3), torch.special.entr(x), torch.special.ndtr(x - 1),
            torch.special.xlog1py(x - 0.5, x))


class Experts(nn.Module):
    """Complex numbers written as such, a vector as a weight, and groups of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Parameter(torch.randn(6))
        self.norm = nn.BatchNorm1d(4)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        turned = torch.exp(1j * x) * (0.5 - 2j)
        computed = F.batch_norm(x[None], x[:, 0], x[:, 1].square(), x[:, 2], x[:, 3])
        return F.linear(x, self.project), turned.real, turned.imag, computed


PROGRAMS: list[Program] = [
    unary("masked_put_back", put_back, (3, 4)),
    unary("picked_by_number", picked, (4, 4)),
    unary("quantiles_of_numbers", quantiles, (3, 6)),
    unary("searches", searches, (2, 6)),
    unary("differences", differences, (3, 5)),
    unary("joined_rows", joined_rows, (3, 4)),
    unary("special_of_others", lambda x: special(x.abs() + 0.1), (3, 5), scales=(1.0, 2.0)),
    Program("complex_arguments", lambda: Experts(), [(4, 6)]),
]
