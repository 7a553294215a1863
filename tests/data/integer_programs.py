# SPDX-License-Identifier: BSL-1.0
"""Integers and booleans: indices, masks, comparisons, orders; attention and losses that use them."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Binary, Program, Ternary, Unary, binary, layer, unary


class Tagger(nn.Module):
    """Tokens and their lengths to scores: embedding, recurrence, mask."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(20, 6, padding_idx=0)
        self.gru = nn.GRU(6, 4, batch_first=True, bidirectional=True)
        self.head = nn.Linear(8, 3)

    def forward(self, tokens: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        states, _ = self.gru(self.embedding(tokens))
        mask = torch.arange(tokens.shape[1])[None, :] <= lengths[:, None]
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        scores = self.head(pooled)
        return scores, scores.argmax(1)


class Doubt(nn.Module):
    """Attention that does not look at positions whose first channel says so, as padding is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.norm = nn.LayerNorm(8)

    def forward(self, x: Tensor) -> Tensor:
        hidden = x[..., 0] < -0.5
        y, _ = self.attention(x, x, x, key_padding_mask=hidden, need_weights=False)
        return self.norm(x + y)


class MaskedEncoder(nn.Module):
    """A transformer encoder layer with a padding mask."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, norm_first=True)

    def forward(self, x: Tensor) -> Tensor:
        mask = torch.ones(5, 5, dtype=torch.bool).triu(1)
        return self.layer(x, src_mask=mask)


class Assigned(nn.Module):
    """Rows chosen by constants are overwritten."""

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        x = x * 2
        x[torch.tensor([2, 0])] = y
        return x


def bag(mode: str, **more) -> nn.Module:
    return nn.EmbeddingBag(9, 4, mode=mode, **more)


COMPARISONS = [
    binary(f"compare_{name}", getattr(torch, name), (2, 5), (5,))
    for name in ("eq", "ne", "lt", "le", "gt", "ge")
]

MASKS = [
    unary("compare_with_number", lambda x: (x > 0.25) & ~(x >= 1), (2, 5)),
    unary("any_all", lambda x: ((x > 1).any(1), (x > -1).all(), (x > 0).sum(0)), (3, 5)),
    unary("where_numbers", lambda x: torch.where(x > 0, 0.5, x), (2, 5)),
    binary("where_tensors", lambda x, y: torch.where(x > y, x, y * 2), (2, 5), (5,)),
    unary("masked_number", lambda x: x.masked_fill(x < 0, 3.0), (2, 5)),
    Program("masked_softmax",
            lambda: Binary(lambda x, m: x.masked_fill(m, -torch.inf).softmax(-1)[:, :1]),
            [(2, 5), (5,)], integers=[0, 1]),
    Program("booleans_in_and_out", lambda: Binary(lambda a, b: (a ^ b, a | b, ~a)),
            [(2, 3), (2, 3)], integers=[1, 1]),
    unary("overwrite_where", lambda x: (x * 1).index_put((x > 0.5,), torch.tensor(2.0)), (2, 5)),
]

INTEGERS = [
    Program("integer_arithmetic", lambda: Unary(lambda i: (i // 3, i % 3, i / 2, -i * 2 + 1)),
            [(2, 4)], integers=[50]),
    Program("integer_beside_floats", lambda: Binary(lambda i, x: i * x + i.float()),
            [(4,), (2, 4)], integers=[9, 0]),
    unary("float_to_integer", lambda x: ((x * 3).long(), (x * 3).to(torch.int32).bool()), (2, 5)),
    Program("one_hot", lambda: Unary(lambda i: F.one_hot(i, 5)), [(2, 3)], integers=[5]),
    Program("embedding", lambda: nn.Embedding(12, 4), [(2, 3)], integers=[12]),
    Program("embedding_of_positions", lambda: Unary(lambda x: x + torch.arange(5)), [(2, 5)]),
    Program("embedding_bag_mean", lambda: bag("mean"), [(2, 3)], integers=[9]),
    Program("embedding_bag_max", lambda: bag("max"), [(2, 3)], integers=[9]),
    Program("embedding_bag_padding", lambda: bag("sum", padding_idx=1), [(2, 3)], integers=[9]),
]

INDICES = [
    unary("index_row", lambda x: x[torch.tensor([2, 0, -1])], (3, 5)),
    unary("index_column", lambda x: x[:, torch.tensor([[1, 4], [0, 0]])], (3, 5)),
    unary("index_two_apart", lambda x: x[torch.tensor([0, 1]), :, torch.tensor([1, 2])], (3, 2, 5)),
    Program("index_by_input", lambda: Binary(lambda x, i: x[i - 6]), [(6, 4), (3,)],
            integers=[0, 6]),
    unary("index_select", lambda x: x.index_select(1, torch.tensor([3, 1])), (3, 5)),
    Program("index_put", Assigned, [(3, 4), (2, 4)]),
    binary("index_add", lambda x, y: x.index_add(0, torch.tensor([0, 2]), y), (3, 4), (2, 4)),
    Program("gather", lambda: Binary(lambda x, i: x.gather(1, i)), [(3, 5), (3, 2)],
            integers=[0, 5]),
    Program("scatter", lambda: Binary(lambda x, i: torch.zeros(3, 5).scatter(1, i, x)),
            [(3, 1), (3, 1)], integers=[0, 5]),
    Program("scatter_add", lambda: Binary(lambda x, i: torch.ones(3, 5).scatter_add(1, i, x)),
            [(3, 4), (3, 4)], integers=[0, 5]),
    unary("take", lambda x: torch.take(x, torch.tensor([1, 7, 3])), (3, 5)),
]

ORDERS = [
    unary("argmax", lambda x: (x.argmax(), x.argmin(1, keepdim=True)), (3, 5)),
    unary("max_with_places", lambda x: tuple(x.max(1)) + tuple(x.min(0)), (3, 5)),
    unary("topk", lambda x: tuple(x.topk(3)) + tuple(x.topk(2, 0, largest=False)), (3, 5)),
    unary("sort", lambda x: tuple(x.sort(1)) + tuple(x.sort(0, descending=True)), (3, 5)),
    unary("median", lambda x: (x.median(), *x.median(1), *x.kthvalue(2, 0)), (3, 5)),
    unary("cumulative", lambda x: (x.cumsum(1), x.cumprod(0), *x.cummax(1), x.logcumsumexp(1)),
          (3, 5)),
]

ATTENTION = [
    *[Program(f"attention_{name}",
              lambda more=more: Ternary(lambda q, k, v: F.scaled_dot_product_attention(
                  q, k, v, **more)), [(1, 4, 5, 3), (1, heads, 5, 3), (1, heads, 5, 3)])
      for name, heads, more in (("causal", 4, {"is_causal": True}),
                                ("grouped", 2, {"enable_gqa": True}),
                                ("masked", 4, {"attn_mask": torch.eye(5) > 0}))],
    layer("transformer_encoder_masked", MaskedEncoder, (1, 5, 8)),
    Program("network_tagger", Tagger, [(2, 6), (2,)], integers=[20, 6]),
    Program("network_doubt", Doubt, [(1, 6, 8)]),
]

LOSSES = [
    Program("loss_cross_entropy",
            lambda: Binary(lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1)),
            [(4, 3), (4,)], integers=[0, 3]),
    Program("loss_nll", lambda: Binary(lambda x, t: F.nll_loss(x, t, ignore_index=1)),
            [(4, 3, 2), (4, 2)], integers=[0, 3]),
    binary("loss_smooth_l1", F.smooth_l1_loss, (2, 5), (2, 5)),
    binary("loss_bce_with_logits", lambda x, y: F.binary_cross_entropy_with_logits(x, y.sigmoid()),
           (2, 5), (2, 5)),
]

PROGRAMS = [*COMPARISONS, *MASKS, *INTEGERS, *INDICES, *ORDERS, *ATTENTION, *LOSSES]
