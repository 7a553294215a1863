# SPDX-License-Identifier: BSL-1.0
"""Images as tokens: ViT, windows of Swin, MLP-Mixer, MobileViT, a ConvMixer, linear attention."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class Attention(nn.Module):
    """As in timm: one projection, reshaped and unbound into q, k, v."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads, self.scale = heads, (dim // heads) ** -0.5
        self.qkv = nn.Linear(dim, dim * 3)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        b, n, c = x.shape
        qkv = self.qkv(x).reshape(b, n, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        attention = ((q @ k.transpose(-2, -1)) * self.scale).softmax(dim=-1)
        return self.proj((attention @ v).transpose(1, 2).reshape(b, n, c))


class Block(nn.Module):
    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, dim * 2), nn.GELU(), nn.Linear(dim * 2, dim))

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class TinyVit(nn.Module):
    def __init__(self, dim: int = 24) -> None:
        super().__init__()
        self.patch_embed = nn.Conv2d(3, dim, 4, stride=4)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.randn(1, 17, dim) * 0.2)
        self.blocks = nn.Sequential(Block(dim, 3), Block(dim, 3))
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.patch_embed(x).flatten(2).transpose(1, 2)
        x = torch.cat((self.cls_token.expand(x.shape[0], -1, -1), x), dim=1) + self.pos_embed
        return self.head(self.norm(self.blocks(x))[:, 0])


class SwinBlock(nn.Module):
    """Attention in shifted windows with a table of relative positions and a mask."""

    def __init__(self, dim: int = 16, size: int = 8, window: int = 4, heads: int = 2) -> None:
        super().__init__()
        self.size, self.window, self.heads, self.shift = size, window, heads, window // 2
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.qkv, self.proj = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))
        self.table = nn.Parameter(torch.randn((2 * window - 1) ** 2, heads) * 0.3)
        grid = torch.stack(torch.meshgrid(torch.arange(window), torch.arange(window), indexing="ij"))
        flat = grid.flatten(1)
        relative = (flat[:, :, None] - flat[:, None, :]).permute(1, 2, 0) + window - 1
        self.register_buffer("index", relative[..., 0] * (2 * window - 1) + relative[..., 1])
        part = (torch.arange(size) >= size - window).int() + (torch.arange(size) >= size - self.shift)
        regions = self.windows((part[:, None] * 3 + part[None, :]).view(1, size, size, 1)).squeeze(-1)
        differ = regions.unsqueeze(1) - regions.unsqueeze(2)
        self.register_buffer("mask", differ.float().masked_fill(differ != 0, -100.0))

    def windows(self, x: Tensor) -> Tensor:
        b, h, w, c = x.shape
        x = x.view(b, h // self.window, self.window, w // self.window, self.window, c)
        return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, self.window ** 2, c)

    def attend(self, x: Tensor) -> Tensor:
        n, t, c = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        bias = self.table[self.index.view(-1)].view(t, t, -1).permute(2, 0, 1).contiguous()
        scores = (q * (c // self.heads) ** -0.5) @ k.transpose(-2, -1) + bias.unsqueeze(0)
        scores = scores + self.mask.unsqueeze(1)
        return self.proj((F.softmax(scores, -1) @ v).transpose(1, 2).reshape(n, t, c))

    def forward(self, x: Tensor) -> Tensor:
        b, length, c = x.shape
        s, m = self.size, self.window
        y = torch.roll(self.norm1(x).view(b, s, s, c), (-self.shift, -self.shift), dims=(1, 2))
        y = self.attend(self.windows(y)).view(b, s // m, s // m, m, m, c)
        y = y.permute(0, 1, 3, 2, 4, 5).reshape(b, s, s, c)
        x = x + torch.roll(y, (self.shift, self.shift), dims=(1, 2)).view(b, length, c)
        return x + self.mlp(self.norm2(x))


class Swin(nn.Module):
    """A shifted block and the merging of patches."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Conv2d(3, 16, 2, 2)
        self.block = SwinBlock()
        self.norm = nn.LayerNorm(64)
        self.reduction = nn.Linear(64, 24, bias=False)
        self.head = nn.Linear(24, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.block(self.embed(x).flatten(2).transpose(1, 2))
        x = x.view(x.shape[0], 8, 8, -1)
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        return self.head(self.reduction(self.norm(x)).mean((1, 2)))


class MixerLayer(nn.Module):
    def __init__(self, tokens: int, dim: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.tokens = nn.Sequential(nn.Linear(tokens, 12), nn.GELU(), nn.Linear(12, tokens))
        self.channels = nn.Sequential(nn.Linear(dim, 32), nn.GELU(), nn.Linear(32, dim))

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channels(self.norm2(x))


class MlpMixer(nn.Module):
    """Patches are cut by a view, not by a convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(48, 20)
        self.layers = nn.Sequential(MixerLayer(16, 20), MixerLayer(16, 20))
        self.norm = nn.LayerNorm(20)
        self.head = nn.Linear(20, 10)

    def forward(self, x: Tensor) -> Tensor:
        b, c, h, w = x.shape
        x = x.view(b, c, h // 4, 4, w // 4, 4).permute(0, 2, 4, 3, 5, 1).reshape(b, -1, 16 * c)
        return self.head(self.norm(self.layers(self.embed(x))).mean(dim=1))


class MobileVit(nn.Module):
    """Convolutions, attention between equal places of 2x2 patches (F.unfold's order by views)."""

    def __init__(self, channels: int = 12, dim: int = 16) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 3, 2, 1)
        self.local = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1),
                                   nn.BatchNorm2d(channels), nn.SiLU(), nn.Conv2d(channels, dim, 1))
        self.block = Block(dim, 2)
        self.back = nn.Conv2d(dim, channels, 1)
        self.fusion = nn.Conv2d(2 * channels, channels, 3, padding=1)
        self.fc = nn.Linear(channels, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.silu(self.stem(x))
        y = self.local(x)
        b, d, h, w = y.shape
        y = y.reshape(b * d * h // 2, 2, w // 2, 2).transpose(1, 2)
        y = y.reshape(b, d, h * w // 4, 4).transpose(1, 3).reshape(b * 4, h * w // 4, d)
        y = self.block(y).contiguous().view(b, 4, h * w // 4, d).transpose(1, 3)
        y = y.reshape(b * d * h // 2, w // 2, 2, 2).transpose(1, 2).reshape(b, d, h, w)
        x = self.fusion(torch.cat([x, self.back(y)], 1))
        return self.fc(x.flatten(-2).max(dim=-1).values)


NETWORKS = [
    Program("vision_vit", TinyVit, [(1, 3, 16, 16)]),
    Program("vision_swin", Swin, [(1, 3, 16, 16)]),
    Program("vision_mlp_mixer", MlpMixer, [(1, 3, 16, 16)]),
    Program("vision_mobilevit", MobileVit, [(1, 3, 16, 16)]),
]
