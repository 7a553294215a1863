# SPDX-License-Identifier: BSL-1.0
"""Text: a classifier, BERT with a mask, a decoder, attention of seq2seq, RWKV, experts, Siamese."""
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Arguments, Program


class TextCnn(nn.Module):
    """Embeddings, kernels of several sizes, the maximum over time."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(60, 12, padding_idx=0)
        self.convs = nn.ModuleList(nn.Conv2d(1, 6, (k, 12)) for k in (2, 3, 4))
        self.fc = nn.Linear(18, 4)

    def forward(self, tokens: Tensor) -> Tensor:
        x = self.embed(tokens).unsqueeze(1)
        x = [F.relu(conv(x)).squeeze(3) for conv in self.convs]
        x = [F.max_pool1d(i, i.size(2)).squeeze(2) for i in x]
        return self.fc(torch.cat(x, 1))


class BertSelfAttention(nn.Module):
    """As in transformers: three projections, an additive mask."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads, self.size = heads, dim // heads
        self.query, self.key, self.value = (nn.Linear(dim, dim) for _ in range(3))

    def split(self, x: Tensor) -> Tensor:
        return x.view(x.size()[:-1] + (self.heads, self.size)).permute(0, 2, 1, 3)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(self.size) + mask
        context = torch.matmul(F.softmax(scores, dim=-1), value).permute(0, 2, 1, 3).contiguous()
        return context.view(context.size()[:-2] + (self.heads * self.size,))


class BertLayer(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.attention, self.dense = BertSelfAttention(dim, 2), nn.Linear(dim, dim)
        self.norm1, self.norm2 = nn.LayerNorm(dim, eps=1e-12), nn.LayerNorm(dim, eps=1e-12)
        self.intermediate, self.output = nn.Linear(dim, 2 * dim), nn.Linear(2 * dim, dim)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(self.dense(self.attention(x, mask)) + x)
        return self.norm2(self.output(F.gelu(self.intermediate(x))) + x)


class BertMini(nn.Module):
    """Three embeddings, the mask of zeros and ones made additive, the pooler of the first token."""

    def __init__(self, dim: int = 16, longest: int = 12) -> None:
        super().__init__()
        self.word, self.kind = nn.Embedding(50, dim, padding_idx=0), nn.Embedding(2, dim)
        self.place = nn.Embedding(longest, dim)
        self.register_buffer("position_ids", torch.arange(longest).expand((1, -1)), persistent=False)
        self.norm = nn.LayerNorm(dim, eps=1e-12)
        self.layers = nn.ModuleList([BertLayer(dim) for _ in range(1)])
        self.pooler, self.classifier = nn.Linear(dim, dim), nn.Linear(dim, 3)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
                ) -> dict[str, Tensor]:
        mask = (1.0 - attention_mask[:, None, None, :].to(dtype=torch.float32)) * -10000.0
        positions = self.position_ids[:, :input_ids.size(1)]
        x = self.norm(self.word(input_ids) + self.place(positions) + self.kind(token_type_ids))
        for layer in self.layers:
            x = layer(x, mask)
        return {"last_hidden_state": x, "logits": self.classifier(torch.tanh(self.pooler(x[:, 0])))}


def as_keywords(tensors: list[Tensor]) -> Arguments:
    return (), dict(zip(("input_ids", "attention_mask", "token_type_ids"), tensors))


class GptStep(nn.Module):
    """A decoder with rotary positions, RMS norm, SwiGLU and a cache of keys and values."""

    def __init__(self, dim: int = 16, heads: int = 2, past: int = 5) -> None:
        super().__init__()
        self.heads, self.past = heads, past
        self.embed = nn.Embedding(40, dim)
        self.norm1, self.norm2 = nn.RMSNorm(dim), nn.RMSNorm(dim)
        self.qkv, self.out = nn.Linear(dim, 3 * dim, bias=False), nn.Linear(dim, dim, bias=False)
        self.gate, self.up, self.down = (nn.Linear(dim, 24, bias=False),
                                         nn.Linear(dim, 24, bias=False), nn.Linear(24, dim, bias=False))
        half = dim // heads // 2
        angles = torch.arange(past + 3).float()[:, None] * 10000.0 ** (-torch.arange(half) / half)
        self.register_buffer("cos", torch.cos(torch.cat([angles, angles], -1)))
        self.register_buffer("sin", torch.sin(torch.cat([angles, angles], -1)))

    def rotate(self, x: Tensor) -> Tensor:
        a, b = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2:]
        return x * self.cos[self.past:] + torch.cat((-b, a), dim=-1) * self.sin[self.past:]

    def forward(self, tokens: Tensor, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.embed(tokens)
        b, t, c = x.shape
        q, k, v = (p.view(b, t, self.heads, -1).transpose(1, 2)
                   for p in self.qkv(self.norm1(x)).split(c, dim=2))
        keys = torch.cat([keys, self.rotate(k)], dim=2)
        values = torch.cat([values, v], dim=2)
        causal = torch.ones(t, self.past + t, dtype=torch.bool).tril(self.past)
        y = F.scaled_dot_product_attention(self.rotate(q), keys, values, attn_mask=causal)
        x = x + self.out(y.transpose(1, 2).contiguous().view(b, t, c))
        h = self.norm2(x)
        x = x + self.down(F.silu(self.gate(h)) * self.up(h))
        return F.linear(x[:, -1], self.embed.weight), keys, values


class Seq2Seq(nn.Module):
    """A GRU reads, a cell writes three words; additive attention; the best word is fed back."""

    def __init__(self, hidden: int = 12) -> None:
        super().__init__()
        self.source, self.target = nn.Embedding(30, 8), nn.Embedding(20, 8)
        self.encoder = nn.GRU(8, hidden, batch_first=True)
        self.cell = nn.GRUCell(8 + hidden, hidden)
        self.w, self.u, self.v = nn.Linear(hidden, 8), nn.Linear(hidden, 8), nn.Linear(8, 1, bias=False)
        self.out = nn.Linear(hidden, 20)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        memory, last = self.encoder(self.source(tokens))
        hidden, word = last.squeeze(0), torch.zeros(tokens.size(0), dtype=torch.long)
        logits, words = [], []
        for _ in range(3):
            energy = self.v(torch.tanh(self.w(memory) + self.u(hidden).unsqueeze(1)))
            context = (F.softmax(energy, dim=1) * memory).sum(dim=1)
            hidden = self.cell(torch.cat([self.target(word), context], dim=1), hidden)
            logits.append(self.out(hidden))
            word = logits[-1].argmax(dim=-1)
            words.append(word)
        return torch.stack(logits, dim=1), torch.stack(words, dim=1)


class Rwkv(nn.Module):
    """Time mixing with decay, in the form that cannot overflow; the state goes in and out."""

    def __init__(self, dim: int = 12) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.mix = nn.Parameter(torch.rand(3, dim))
        self.decay, self.first = nn.Parameter(torch.randn(dim)), nn.Parameter(torch.randn(dim))
        self.key, self.value, self.gate, self.out = (nn.Linear(dim, dim, bias=False) for _ in range(4))

    def forward(self, tokens: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        last, a, b, p = state.unbind(0)
        w, results = -torch.exp(self.decay), []
        for x in tokens.unbind(0):
            h = self.norm(x)
            xk, xv, xr = (h * m + last * (1 - m) for m in self.mix)
            k, v, r = self.key(xk), self.value(xv), torch.sigmoid(self.gate(xr))
            q = torch.maximum(p, self.first + k)
            e1, e2 = torch.exp(p - q), torch.exp(self.first + k - q)
            results.append(x + self.out(r * (e1 * a + e2 * v) / (e1 * b + e2 + 1e-6)))
            q = torch.maximum(p + w, k)
            e1, e2 = torch.exp(p + w - q), torch.exp(k - q)
            last, a, b, p = h, e1 * a + e2 * v, e1 * b + e2, q
        return torch.stack(results), torch.stack([last, a, b, p])


class MixtureOfExperts(nn.Module):
    """The two best of four experts a token, their weights normalised; all experts are computed."""

    def __init__(self, dim: int = 12) -> None:
        super().__init__()
        self.embed = nn.EmbeddingBag(40, dim, mode="mean")
        self.router = nn.Linear(dim, 4)
        self.w1 = nn.Parameter(torch.randn(4, dim, 16) * 0.3)
        self.w2 = nn.Parameter(torch.randn(4, 16, dim) * 0.3)

    def forward(self, tokens: Tensor) -> Tensor:
        x = self.embed(tokens)
        share = F.softmax(self.router(x), dim=-1)
        best, chosen = torch.topk(share, 2, dim=-1)
        best = best / best.sum(-1, keepdim=True)
        dense = torch.zeros_like(share).scatter(-1, chosen, best)
        h = F.gelu(torch.einsum("td,edh->teh", x, self.w1), approximate="tanh")
        return torch.einsum("teh,ehd,te->td", h, self.w2, dense)


class Siamese(nn.Module):
    """Two sentences through one bidirectional LSTM; cosine, distance, and a learned score."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(40, 8)
        self.lstm = nn.LSTM(8, 8, bidirectional=True, batch_first=True)
        self.fc = nn.Bilinear(16, 16, 1)

    def encode(self, tokens: Tensor) -> Tensor:
        _, (hidden, _) = self.lstm(self.embed(tokens))
        return torch.cat((hidden[-2], hidden[-1]), dim=1)

    def forward(self, a: Tensor, b: Tensor) -> dict[str, Tensor]:
        u, v = self.encode(a), self.encode(b)
        return {"cosine": F.cosine_similarity(u, v), "distance": F.pairwise_distance(u, v, p=1),
                "score": torch.sigmoid(self.fc(u, v)).squeeze(-1)}


NETWORKS = [
    Program("language_text_cnn", TextCnn, [(1, 14)], integers=[60]),
    Program("language_bert", BertMini, [(1, 9), (1, 9), (1, 9)], integers=[50, 2, 2],
            arrange=as_keywords),
    Program("language_gpt_step", GptStep, [(1, 3), (1, 2, 5, 8), (1, 2, 5, 8)], integers=[40, 0, 0]),
    Program("language_seq2seq", Seq2Seq, [(1, 6)], integers=[30]),
    Program("language_rwkv", Rwkv, [(3, 12), (4, 12)]),
    Program("language_experts", MixtureOfExperts, [(5, 6)], integers=[40]),
    Program("language_siamese", Siamese, [(1, 6), (1, 5)], integers=[40, 40]),
]
