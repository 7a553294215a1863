# SPDX-License-Identifier: BSL-1.0
"""Linear equations, inverses, determinants, factors and exponentials of small matrices."""
import torch
from torch import Tensor, nn

from program import Program, unary


def positive(x: Tensor) -> Tensor:
    """Symmetric matrices with positive eigenvalues."""
    return x @ x.mT + torch.eye(x.shape[-1])


def equations(x: Tensor) -> tuple[Tensor, ...]:
    """Rows are exchanged: the largest elements of the first columns are not in the first rows."""
    a = x[:, :, :3].flip(1) + 3.0 * torch.tensor([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])
    b = x[:, :, 3:]
    return (torch.linalg.solve(a, b), torch.linalg.solve(a, b[..., 0]),
            torch.linalg.solve(a[0], b.mT, left=False), torch.linalg.inv(a),
            torch.linalg.matrix_power(a, -2), torch.linalg.matrix_power(a, 5),
            torch.linalg.det(a), *torch.linalg.slogdet(a), torch.logdet(positive(a)),
            torch.linalg.inv_ex(a)[0], torch.linalg.tensorinv(a[0].view(3, 1, 3)[:, 0], ind=1),
            torch.linalg.tensorsolve(a[0].view(3, 3, 1), b[0, :, 0]))


def factors(x: Tensor) -> tuple[Tensor, ...]:
    a = positive(x[:, :, :3])
    b = x[:, :, 3:]
    lower = torch.linalg.cholesky(a)
    p, l, u = torch.linalg.lu(x)
    packed, pivots = torch.linalg.lu_factor(x[:, :, 1:4])
    return (lower, torch.linalg.cholesky(a, upper=True), torch.cholesky_solve(b, lower),
            torch.cholesky_inverse(lower), torch.linalg.solve_triangular(lower, b, upper=False),
            torch.linalg.solve_triangular(lower.mT, b.mT, upper=True, left=False),
            torch.linalg.solve_triangular(x[:, :, :3], b, upper=True, unitriangular=True),
            p @ l @ u, l, packed, pivots, torch.linalg.householder_product(x[:, :, :2], x[:, 0, :2]))


class Cayley(nn.Module):
    """Orthogonal weights that are computed when the model is exported, and an exponential."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.utils.parametrizations.orthogonal(nn.Linear(4, 4), orthogonal_map="cayley")

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        a = x[:, :4] * torch.tensor([1.0, 4.0])[:, None, None]
        return self.layer(x), torch.matrix_exp(a - a.mT), torch.linalg.matrix_norm(x, 1)


PROGRAMS: list[Program] = [
    unary("matrix_equations", equations, (2, 3, 5), scales=(1.0, 0.5)),
    unary("matrix_factors", factors, (2, 3, 5), scales=(1.0, 0.5)),
    Program("matrix_exponential", lambda: Cayley(), [(2, 4, 4)], scales=(1.0, 0.25)),
]
