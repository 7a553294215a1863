# SPDX-License-Identifier: BSL-1.0
"""Sound: WaveNet, denoisers with state, LPCNet and WaveRNN cells, Conv-TasNet, a Conformer."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class WaveNet(nn.Module):
    """Dilated causal convolutions, gates, the sum of all skips."""

    def __init__(self, channels: int = 8) -> None:
        super().__init__()
        self.causal = nn.Conv1d(1, channels, 2)
        self.dilations = (1, 2, 4, 8)
        self.gates = nn.ModuleList(nn.Conv1d(channels, 2 * channels, 2, dilation=d)
                                   for d in self.dilations)
        self.residual = nn.ModuleList(nn.Conv1d(channels, channels, 1) for _ in self.dilations)
        self.skips = nn.ModuleList(nn.Conv1d(channels, 12, 1) for _ in self.dilations)
        self.post = nn.Sequential(nn.ReLU(), nn.Conv1d(12, 12, 1), nn.ReLU(), nn.Conv1d(12, 16, 1))

    def forward(self, x: Tensor) -> Tensor:
        x = self.causal(F.pad(x, (1, 0)))
        skips = 0
        for dilation, gate, residual, skip in zip(self.dilations, self.gates, self.residual,
                                                  self.skips):
            tanh, sigmoid = gate(F.pad(x, (dilation, 0))).chunk(2, 1)
            y = torch.tanh(tanh) * torch.sigmoid(sigmoid)
            skips = skips + skip(y)
            x = residual(y) + x
        return self.post(skips)


class GruDenoiser(nn.Module):
    """RNNoise: three GRUs whose hidden states are kept from one frame to the next."""

    def __init__(self, features: int = 20, bands: int = 10) -> None:
        super().__init__()
        self.dense = nn.Linear(features, 12)
        self.vad_gru = nn.GRUCell(12, 10)
        self.vad_out = nn.Linear(10, 1)
        self.noise_gru = nn.GRUCell(12 + 10 + features, 16)
        self.denoise_gru = nn.GRUCell(10 + 16 + features, 20)
        self.out = nn.Linear(20, bands)
        self.register_buffer("vad_state", torch.zeros(1, 10))
        self.register_buffer("noise_state", torch.zeros(1, 16))
        self.register_buffer("denoise_state", torch.zeros(1, 20))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        tmp = torch.tanh(self.dense(x))
        self.vad_state.copy_(self.vad_gru(tmp, self.vad_state))
        noise = torch.cat([tmp, self.vad_state, x], dim=-1)
        self.noise_state.copy_(self.noise_gru(noise, self.noise_state))
        denoise = torch.cat([self.vad_state, self.noise_state, x], dim=-1)
        self.denoise_state.copy_(self.denoise_gru(denoise, self.denoise_state))
        return torch.sigmoid(self.out(self.denoise_state)), torch.sigmoid(self.vad_out(self.vad_state))


class MaskDenoiser(nn.Module):
    """A mask for a spectrum: log energy, LSTM with its state passed in and out, complex product."""

    def __init__(self, bins: int = 16, hidden: int = 16) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(bins)
        self.lstm = nn.LSTM(bins, hidden, 1, batch_first=True)
        self.mask = nn.Linear(hidden, 2 * bins)

    def forward(self, spectrum: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        real, imag = spectrum[..., 0], spectrum[..., 1]
        energy = torch.log10(real ** 2 + imag ** 2 + 1e-3)
        x = self.norm(energy.transpose(1, 2)).transpose(1, 2)
        x, state = self.lstm(x, (h, c))
        m = torch.tanh(self.mask(x)).unflatten(-1, (-1, 2))
        out = torch.stack([real * m[..., 0] - imag * m[..., 1], real * m[..., 1] + imag * m[..., 0]],
                          dim=-1)
        return out, state


class StreamingConv(nn.Module):
    """A causal convolution, frame by frame: the last frames are kept in a buffer."""

    def __init__(self, inputs: int, outputs: int, kernel: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel)
        self.register_buffer("past", torch.zeros(1, inputs, kernel - 1))

    def forward(self, x: Tensor) -> Tensor:
        x = torch.cat([self.past, x], dim=2)
        self.past.copy_(x[:, :, -self.past.size(2):])
        return self.conv(x)


class StreamingDenoiser(nn.Module):
    """Strided encoder, recurrent middle, transposed decoder whose overlap is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = StreamingConv(1, 8, 5)
        self.down = nn.Conv1d(8, 12, 4, stride=4)
        self.gru = nn.GRU(12, 12)
        self.register_buffer("hidden", torch.zeros(1, 1, 12))
        self.up = nn.ConvTranspose1d(12, 1, 8, stride=4)
        self.register_buffer("tail", torch.zeros(1, 1, 4))

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.down(F.leaky_relu(self.encode(x))))
        y, hidden = self.gru(y.permute(2, 0, 1), self.hidden)
        self.hidden.copy_(hidden)
        y = self.up(y.permute(1, 2, 0))
        head = y[..., :4] + self.tail
        y = torch.cat([head, y[..., 4:]], dim=-1)
        self.tail.copy_(y[..., -4:])
        return y[..., :-4] + x


class LpcNet(nn.Module):
    """A sample a call: embeddings of mu-law codes, two GRUs, dual dense, expectation of the code."""

    def __init__(self) -> None:
        super().__init__()
        self.codes = nn.Embedding(32, 6)
        self.gru_a = nn.GRUCell(3 * 6 + 8, 24)
        self.gru_b = nn.GRUCell(24 + 8, 8)
        self.first, self.second = nn.Linear(8, 32), nn.Linear(8, 32)
        self.scale = nn.Parameter(torch.rand(2, 32))
        self.register_buffer("levels", torch.linspace(-1, 1, 32))

    def forward(self, codes: Tensor, frame: Tensor, a: Tensor, b: Tensor
                ) -> tuple[Tensor, Tensor, Tensor]:
        x = torch.cat([self.codes(codes).flatten(1), frame], dim=1)
        a = self.gru_a(x, a)
        b = self.gru_b(torch.cat([a, frame], dim=1), b)
        y = self.scale[0] * torch.tanh(self.first(b)) + self.scale[1] * torch.tanh(self.second(b))
        code = torch.softmax(y, dim=-1) @ self.levels
        return torch.sign(code) * (torch.exp(torch.abs(code) * 5.545) - 1.0) / 255.0, a, b


class WaveRnn(nn.Module):
    """A GRU by hand with one matrix, split into coarse and fine halves; four samples unrolled."""

    def __init__(self, hidden: int = 16) -> None:
        super().__init__()
        self.half = hidden // 2
        self.r = nn.Linear(hidden, 3 * hidden, bias=False)
        self.i = nn.Linear(2, 3 * hidden)
        self.coarse, self.fine = nn.Linear(self.half, 8), nn.Linear(self.half, 8)

    def forward(self, hidden: Tensor, sample: Tensor) -> tuple[Tensor, Tensor]:
        outputs = []
        for _ in range(4):
            ru, rr, re = torch.split(self.r(hidden), hidden.size(1), dim=1)
            iu, ir, ie = self.i(sample).chunk(3, dim=1)
            u, r = torch.sigmoid(ru + iu), torch.sigmoid(rr + ir)
            e = torch.tanh(r * re + ie)
            hidden = u * hidden + (1.0 - u) * e
            c, f = torch.split(hidden, self.half, dim=1)
            c, f = F.softmax(self.coarse(c), 1), F.softmax(self.fine(f), 1)
            steps = torch.arange(8, dtype=c.dtype)
            sample = torch.stack([(c * steps).sum(1), (f * steps).sum(1)], dim=1) / 3.5 - 1.0
            outputs.append(sample)
        return torch.stack(outputs, dim=1), hidden


class ConvTasNet(nn.Module):
    """Learned filter bank, global layer norm, depthwise blocks, masks of two speakers."""

    def __init__(self, filters: int = 12, wide: int = 16) -> None:
        super().__init__()
        self.filters = filters
        self.encoder = nn.Conv1d(1, filters, 8, stride=4, bias=False)
        self.norm = nn.GroupNorm(1, filters, eps=1e-8)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.Conv1d(filters, wide, 1), nn.PReLU(), nn.GroupNorm(1, wide),
                          nn.Conv1d(wide, wide, 3, padding=d, dilation=d, groups=wide), nn.PReLU(),
                          nn.GroupNorm(1, wide), nn.Conv1d(wide, filters, 1)) for d in (1, 2))
        self.mask = nn.Conv1d(filters, 2 * filters, 1)
        self.decoder = nn.ConvTranspose1d(filters, 1, 8, stride=4, bias=False)

    def forward(self, mix: Tensor) -> Tensor:
        w = F.relu(self.encoder(mix.unsqueeze(1)))
        y = self.norm(w)
        for block in self.blocks:
            y = y + block(y)
        masks = torch.sigmoid(self.mask(y)).view(y.size(0), 2, self.filters, -1)
        sources = (masks * w.unsqueeze(1)).view(y.size(0) * 2, self.filters, -1)
        return self.decoder(sources).view(y.size(0), 2, -1)


class ConformerBlock(nn.Module):
    """Half feed-forward, attention, gated convolution, half feed-forward."""

    def __init__(self, dim: int = 16) -> None:
        super().__init__()
        self.ff1, self.ff2 = self.feed_forward(dim), self.feed_forward(dim)
        self.norm_attention = nn.LayerNorm(dim)
        self.attention = nn.MultiheadAttention(dim, 4)
        self.norm_conv = nn.LayerNorm(dim)
        self.pointwise1 = nn.Conv1d(dim, 2 * dim, 1)
        self.depthwise = nn.Conv1d(dim, dim, 7, padding=3, groups=dim)
        self.bn = nn.BatchNorm1d(dim)
        self.pointwise2 = nn.Conv1d(dim, dim, 1)
        self.norm = nn.LayerNorm(dim)

    @staticmethod
    def feed_forward(dim: int) -> nn.Module:
        return nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, 2 * dim), nn.SiLU(), nn.Dropout(0.1),
                             nn.Linear(2 * dim, dim))

    def forward(self, x: Tensor) -> Tensor:
        x = x + 0.5 * self.ff1(x)
        y = self.norm_attention(x).transpose(0, 1)
        x = x + self.attention(y, y, y, need_weights=False)[0].transpose(0, 1)
        y = F.glu(self.pointwise1(self.norm_conv(x).transpose(1, 2)), dim=1)
        x = x + self.pointwise2(F.silu(self.bn(self.depthwise(y)))).transpose(1, 2)
        return self.norm(x + 0.5 * self.ff2(x))


class Conformer(nn.Module):
    """Two strided convolutions before a block, scores of letters behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.subsample = nn.Sequential(nn.Conv2d(1, 4, 3, 2), nn.ReLU(), nn.Conv2d(4, 4, 3, 2),
                                       nn.ReLU())
        self.project = nn.Linear(4 * 4, 16)
        self.block = ConformerBlock()
        self.ctc = nn.Linear(16, 20)

    def forward(self, x: Tensor) -> Tensor:
        x = self.subsample(x.unsqueeze(1))
        b, c, t, f = x.size()
        x = self.project(x.transpose(1, 2).contiguous().view(b, t, c * f))
        return self.ctc(self.block(x)).log_softmax(dim=2)


NETWORKS = [
    Program("audio_wavenet", WaveNet, [(1, 1, 32)]),
    Program("audio_gru_denoiser", GruDenoiser, [(1, 20)], keeps_state=True),
    Program("audio_mask_denoiser", MaskDenoiser, [(1, 5, 16, 2), (1, 1, 16), (1, 1, 16)]),
    Program("audio_streaming_denoiser", StreamingDenoiser, [(1, 1, 16)], keeps_state=True),
    Program("audio_lpcnet", LpcNet, [(1, 3), (1, 8), (1, 24), (1, 8)], integers=[32, 0, 0, 0]),
    Program("audio_wavernn", WaveRnn, [(1, 16), (1, 2)]),
    Program("audio_conv_tasnet", ConvTasNet, [(1, 64)]),
    Program("audio_conformer", Conformer, [(1, 27, 20)]),
]
