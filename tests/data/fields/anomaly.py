# SPDX-License-Identifier: BSL-1.0
"""Anomalies and forecasts: autoencoders, a VAE, N-BEATS, temporal fusion, Euler steps, Mamba."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class FcAutoencoder(nn.Module):
    """MLPerf Tiny's detector: five frames at once; the score is the mean squared error."""

    def __init__(self, size: int = 40) -> None:
        super().__init__()
        sizes = [size, 24, 24, 8, 24, 24]
        layers: list[nn.Module] = []
        for i, o in zip(sizes, sizes[1:]):
            layers += [nn.Linear(i, o), nn.BatchNorm1d(o, eps=1e-3, momentum=0.99), nn.ReLU()]
        self.net = nn.Sequential(*layers, nn.Linear(24, size))

    def forward(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        x = frames.unfold(1, 5, 1).transpose(2, 3).flatten(2).squeeze(0)
        errors = torch.mean((x - self.net(x)) ** 2, dim=1)
        return errors, errors.mean()


class ConvAutoencoder(nn.Module):
    """Convolutions that stride, transposed ones back; the largest deviation and where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv1d(3, 8, 7, 2, 3), nn.Dropout1d(0.2), nn.ReLU(),
                                     nn.Conv1d(8, 4, 7, 2, 3), nn.ReLU())
        self.decoder = nn.Sequential(nn.ConvTranspose1d(4, 8, 7, 2, 3, output_padding=1), nn.ReLU(),
                                     nn.ConvTranspose1d(8, 3, 7, 2, 3, output_padding=1))
        self.register_buffer("mean", torch.randn(3))
        self.register_buffer("deviation", torch.rand(3) + 0.5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = (x - self.mean[None, :, None]) / self.deviation[None, :, None]
        error = torch.abs(self.decoder(self.encoder(x)) - x).mean(dim=1)
        worst, where = torch.max(error, dim=-1)
        return error, worst, where


class LstmAutoencoder(nn.Module):
    """The last hidden state, repeated for every step, is decoded."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.LSTM(4, 10, batch_first=True)
        self.decoder = nn.LSTM(10, 10, batch_first=True)
        self.out = nn.Linear(10, 4)

    def forward(self, x: Tensor) -> Tensor:
        _, (hidden, _) = self.encoder(x)
        code = hidden[-1].unsqueeze(1).repeat(1, x.size(1), 1)
        y, _ = self.decoder(code)
        return F.mse_loss(self.out(y), x, reduction="none").sum((1, 2))


class Vae(nn.Module):
    """In eval mode the mean of the code is decoded; the divergence is told, too."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 6, 3, 2, 1), nn.LeakyReLU(), nn.Conv2d(6, 8, 3, 2, 1),
                                     nn.LeakyReLU(), nn.Flatten())
        self.mu, self.logvar = nn.Linear(72, 4), nn.Linear(72, 4)
        self.decoder_input = nn.Linear(4, 72)
        self.decoder = nn.Sequential(
            nn.Unflatten(1, (8, 3, 3)), nn.ConvTranspose2d(8, 6, 3, 2, 1, output_padding=1), nn.ELU(),
            nn.ConvTranspose2d(6, 1, 3, 2, 1, output_padding=1), nn.Sigmoid())

    def reparameterize(self, mu: Tensor, logvar: Tensor) -> Tensor:
        if self.training:
            return mu + torch.randn_like(mu) * torch.exp(0.5 * logvar)
        return mu

    def forward(self, x: Tensor) -> list[Tensor]:
        h = self.encoder(x)
        mu, logvar = self.mu(h), self.logvar(h).clamp(-10, 3)
        divergence = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)
        return [self.decoder(self.decoder_input(self.reparameterize(mu, logvar))), mu, divergence]


class NBeats(nn.Module):
    """Blocks with a basis of trend (powers) and of season (sines); what is explained is taken off."""

    def __init__(self, past: int = 12, future: int = 4) -> None:
        super().__init__()
        self.past, total = past, past + future
        t = torch.arange(total) / total
        trend = torch.stack([t ** i for i in range(3)])
        waves = torch.cat([torch.stack([torch.cos(6.2832 * i * t), torch.sin(6.2832 * i * t)])
                           for i in range(1, 3)])
        self.register_buffer("trend", trend)
        self.register_buffer("waves", waves)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.Linear(past, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(),
                          nn.Linear(16, 2 * n)) for n in (3, 4))

    def forward(self, x: Tensor) -> Tensor:
        forecast = torch.zeros(x.size(0), self.trend.size(1) - self.past)
        level = x.abs().max(dim=1, keepdim=True)[0] + 1e-3
        x = x / level
        for block, basis in zip(self.blocks, (self.trend, self.waves)):
            back, fore = block(x).tensor_split(2, dim=-1)
            x = x - back @ basis[:, :self.past]
            forecast = forecast + torch.einsum("bp,pt->bt", fore, basis[:, self.past:])
        return forecast * level


class GatedResidual(nn.Module):
    """Of the temporal fusion transformer."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.fc1, self.fc2, self.gate = (nn.Linear(size, size), nn.Linear(size, size),
                                         nn.Linear(size, 2 * size))
        self.norm = nn.LayerNorm(size)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(x + F.glu(self.gate(self.fc2(F.elu(self.fc1(x)))), dim=-1))


class TemporalFusion(nn.Module):
    """Variables weighted at each step, an LSTM, attention over the past, quantiles of the future."""

    def __init__(self, variables: int = 3, size: int = 8) -> None:
        super().__init__()
        self.embed = nn.ModuleList(nn.Linear(1, size) for _ in range(variables))
        self.grns = nn.ModuleList(GatedResidual(size) for _ in range(variables))
        self.select = nn.Linear(variables * size, variables)
        self.lstm = nn.LSTM(size, size, batch_first=True)
        self.attention = nn.MultiheadAttention(size, 2, batch_first=True)
        self.norm = nn.LayerNorm(size)
        self.quantiles = nn.Linear(size, 3)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        parts = [e(v.unsqueeze(-1)) for e, v in zip(self.embed, x.unbind(dim=-1))]
        weights = F.softmax(self.select(torch.cat(parts, dim=-1)), dim=-1).unsqueeze(2)
        parts = torch.stack([g(p) for g, p in zip(self.grns, parts)], dim=-1)
        y, _ = self.lstm((weights * parts).sum(-1))
        causal = torch.triu(torch.ones(y.size(1), y.size(1)), diagonal=1).bool()
        z, w = self.attention(y, y, y, attn_mask=causal, average_attn_weights=False)
        return torch.sort(self.quantiles(self.norm(y + z)[:, -2:]), dim=-1).values, w


class NeuralOde(nn.Module):
    """Runge-Kutta steps of a learned field that knows the time."""

    def __init__(self) -> None:
        super().__init__()
        self.field = nn.Sequential(nn.Linear(5, 16), nn.Softplus(), nn.Linear(16, 4))

    def rate(self, t: float, y: Tensor) -> Tensor:
        return self.field(torch.cat([y, torch.full_like(y[..., :1], t)], dim=-1))

    def forward(self, y: Tensor) -> Tensor:
        h, path = 0.25, [y]
        for step in range(3):
            t = step * h
            k1 = self.rate(t, y)
            k2 = self.rate(t + h / 2, y + h / 2 * k1)
            k3 = self.rate(t + h / 2, y + h / 2 * k2)
            k4 = self.rate(t + h, y + h * k3)
            y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            path.append(y)
        return torch.stack(path, dim=1)


class Mamba(nn.Module):
    """A selective scan, step by step, behind a causal convolution; gated."""

    def __init__(self, dim: int = 8, inner: int = 12, state: int = 4) -> None:
        super().__init__()
        self.inner, self.state = inner, state
        self.in_proj = nn.Linear(dim, 2 * inner, bias=False)
        self.conv = nn.Conv1d(inner, inner, 3, groups=inner, padding=2)
        self.x_proj = nn.Linear(inner, 2 + 2 * state, bias=False)
        self.dt_proj = nn.Linear(2, inner)
        self.a_log = nn.Parameter(torch.log(torch.arange(1, state + 1).float().repeat(inner, 1)))
        self.d = nn.Parameter(torch.ones(inner))
        self.out_proj = nn.Linear(inner, dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        length = x.shape[1]
        u, z = self.in_proj(x).chunk(2, dim=-1)
        u = F.silu(self.conv(u.transpose(1, 2))[..., :length].transpose(1, 2))
        dt, b, c = torch.split(self.x_proj(u), [2, self.state, self.state], dim=-1)
        dt, a = F.softplus(self.dt_proj(dt)), -torch.exp(self.a_log)
        da = torch.exp(torch.einsum("bld,dn->bldn", dt, a))
        dbu = torch.einsum("bld,bln,bld->bldn", dt, b, u)
        h, ys = torch.zeros(x.shape[0], self.inner, self.state), []
        for i in range(length):
            h = da[:, i] * h + dbu[:, i]
            ys.append(torch.einsum("bdn,bn->bd", h, c[:, i, :]))
        y = torch.stack(ys, dim=1) + u * self.d
        return self.out_proj(y * F.silu(z))


NETWORKS = [
    Program("anomaly_fc_autoencoder", FcAutoencoder, [(1, 12, 8)]),
    Program("anomaly_conv_autoencoder", ConvAutoencoder, [(1, 3, 32)]),
    Program("anomaly_lstm_autoencoder", LstmAutoencoder, [(2, 8, 4)]),
    Program("anomaly_vae", Vae, [(1, 1, 12, 12)]),
    Program("forecast_n_beats", NBeats, [(2, 12)]),
    Program("forecast_temporal_fusion", TemporalFusion, [(1, 6, 3)]),
    Program("forecast_neural_ode", NeuralOde, [(1, 4)], scales=(1.0, 0.5)),
    Program("forecast_mamba", Mamba, [(1, 5, 8)]),
]
