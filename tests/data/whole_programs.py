# SPDX-License-Identifier: BSL-1.0
"""PyTorch's integers beyond 2^24, which floats do not hold: of 32 bits at the border, of 64 inside."""
import torch
from torch import Tensor, nn

from program import Binary, Program, Ternary, Unary

LARGE = 2**31 - 1


class Counter(nn.Module):
    """Integers that are kept: one of 64 bits that leaves what floats hold, one of 32 that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("calls", torch.tensor(2**24 - 1))
        self.register_buffer("powers", torch.tensor([7, -3], dtype=torch.int32))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        self.calls += 3
        self.powers *= 60013
        return x * 0.5, self.calls.clone(), self.powers.clone()


def arithmetic(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    return (x - y, (x + y) // 2, (x + 1) - 1, (x * 3 + 5) // 4, (-x).abs(), torch.sign(x - y),
            (x % 40009) ** 2, torch.addcmul(x, y % 11, y % 13, value=-2))


def divisions(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    y = y % 20011 - 10007
    return (x // y, x % y, torch.fmod(x, y), torch.div(x, y, rounding_mode="trunc"), x // -7,
            torch.remainder(x, -7), torch.fmod(-x, 7))


def bits(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    return (x & y, x | y, x ^ y, ~x, x >> 3, ((x & 0xffff) << 14) >> 2, x & 0x7ffffff0, x >> (y & 31))


def order(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    values, places = torch.sort(x, dim=-1, descending=True)
    return (values, places, *torch.topk(y, 2), x.max(), y.min(), x.argmax(-1), y.argmin(),
            torch.maximum(x, y), torch.where(x > y, x, y), x == y, x >= 16777217,
            x.clamp(16777217, 1234567891), y.masked_fill(y > 9, 20000003),
            torch.isin(x, y[:, :2] + 0))


def reductions(x: Tensor) -> tuple[Tensor, ...]:
    small = x % 1009
    return (x.sum() // 9, (x.cumsum(1) >> 2), small.prod(1) % 2147483647, small[:, :3].cumprod(1),
            x.amax(0), (x > 16777216).any(), (x != 0).sum(), torch.diff(x))


def moves(x: Tensor, y: Tensor, i: Tensor) -> tuple[Tensor, ...]:
    flat = x.reshape(-1)
    return (torch.cat([x, y - 1]), x.flip(0), torch.roll(y, 1, 1), x.t(), flat[i], x[:, ::2],
            nn.functional.pad(x, (1, 1), value=3), torch.gather(x, 1, i[None, :2] % 3),
            (flat // 2).scatter_add(0, i, y.reshape(-1)[:3] // 7 - 5), flat.index_copy(0, i[:1], y[0, :1]))


def to_floats(x: Tensor) -> tuple[Tensor, ...]:
    return (x.float(), x / 7, (x + 1) * 0.5, (x * 3).float().mean(), x.float().long(),
            x.half().isinf(), (x + 2).bool(), x.to(torch.uint8), x.to(torch.int16))


def from_floats(x: Tensor) -> tuple[Tensor, ...]:
    large = (x * 1e6).long() * 101
    return large + 1, large % 1000, x > 20000001, torch.full((2, 3), 20000001) - large.sum() % 5


def quotients(x: Tensor) -> tuple[Tensor, ...]:
    """Rounded down behind a division, a reciprocal would be one off."""
    return torch.floor(x.float() / 49), (x.float() / 10 * 7 / 3).long(), x.float() / 41 >= 1


def wrapping(x: Tensor) -> tuple[Tensor, ...]:
    short = x.int()
    return (short + short, short * short, short << 5, (x * 3).int(), -short - 1, short ** 3,
            short.long() * 2 - x)


def hashed(x: Tensor) -> tuple[Tensor, ...]:
    state = x
    for _ in range(3):
        state = (state * 1103515245 + 12345) % 2147483648
    mixed = x * 6364136223846793005 + 1442695040888963407
    return (x * 2654435761) % 1024, state, (mixed >> 33) & 0x7fffffff, x ^ (x >> 16)


def products(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    return ((x % 10007) @ (y % 10009), (x @ torch.tensor([[70001, 2], [3, -90001], [1, 5]])) >> 20,
            torch.einsum("ij,jk->k", x // 1000, y // 1000) >> 16)


def of_time(x: Tensor) -> tuple[Tensor, ...]:
    """Seconds since 1970 as features of a clock."""
    day, second = (x // 86400) % 7, x % 86400
    angle = second.float() * (2 * torch.pi / 86400)
    return torch.sin(angle), nn.functional.one_hot(day, 7), second // 3600


class Tokens(nn.Module):
    """Numbers that only name rows, or are compared with small ones: floats are enough."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(50, 4), nn.Embedding(12, 4)

    def forward(self, x: Tensor) -> Tensor:
        mask = x != 0
        place = torch.cumsum(mask, 1) * mask
        y = (self.words(x) + self.places(place)) * mask[..., None]
        return y.sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


SHAPE = (2, 3)
PROGRAMS = [
    Program("whole_arithmetic", lambda: Binary(arithmetic), [SHAPE, SHAPE], integers=[LARGE, LARGE]),
    Program("whole_divisions", lambda: Binary(divisions), [SHAPE, SHAPE], integers=[LARGE, LARGE]),
    Program("whole_bits", lambda: Binary(bits), [SHAPE, SHAPE], integers=[LARGE, LARGE]),
    Program("whole_order", lambda: Binary(order), [SHAPE, SHAPE], integers=[LARGE, LARGE]),
    Program("whole_reductions", lambda: Unary(reductions), [(2, 4)], integers=[LARGE]),
    Program("whole_moves", lambda: Ternary(moves), [SHAPE, SHAPE, (3,)], integers=[LARGE, LARGE, 6]),
    Program("whole_to_floats", lambda: Unary(to_floats), [SHAPE], integers=[LARGE]),
    Program("whole_from_floats", lambda: Unary(from_floats), [SHAPE]),
    Program("whole_quotients", lambda: Unary(quotients), [(12, 20)], integers=[1000]),
    Program("whole_wrapping", lambda: Unary(wrapping), [SHAPE], integers=[LARGE]),
    Program("whole_hashed", lambda: Unary(hashed), [SHAPE], integers=[LARGE]),
    Program("whole_products", lambda: Binary(products), [SHAPE, (3, 2)], integers=[LARGE, LARGE]),
    Program("whole_batch_of_one", lambda: Unary(lambda x: ((x + 1).sum(-1) >> 3, x.flip(1))), [(1, 4)],
            integers=[LARGE]),
    Program("whole_of_time", lambda: Unary(of_time), [(4,)], integers=[LARGE]),
    Program("whole_tokens", Tokens, [(2, 9)], integers=[50]),
    Program("whole_counter", Counter, [(2,)], keeps_state=True),
]
