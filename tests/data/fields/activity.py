# SPDX-License-Identifier: BSL-1.0
"""Motion sensors: DeepConvLSTM, TCN, a transformer, fusion of sensors, a filter with state."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import weight_norm

from program import Arguments, Program


class DeepConvLstm(nn.Module):
    """Convolutions over time that keep the sensors apart, then two LSTM layers."""

    def __init__(self, sensors: int = 6, filters: int = 8, hidden: int = 16) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, filters, (5, 1))
        self.conv2 = nn.Conv2d(filters, filters, (5, 1))
        self.conv3 = nn.Conv2d(filters, filters, (5, 1))
        self.lstm = nn.LSTM(filters * sensors, hidden, 2, batch_first=True, dropout=0.5)
        self.dropout = nn.Dropout(0.5)
        self.out = nn.Linear(hidden, 6)

    def forward(self, x: Tensor) -> Tensor:
        x = x.unsqueeze(1)
        for conv in (self.conv1, self.conv2, self.conv3):
            x = F.relu(conv(x))
        x = x.permute(0, 2, 1, 3)
        x = x.reshape(x.shape[0], x.shape[1], -1)
        x, _ = self.lstm(self.dropout(x))
        return self.out(x[:, -1, :])


class Chomp(nn.Module):
    """Cuts the end that symmetric padding put too much: causal convolutions."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def forward(self, x: Tensor) -> Tensor:
        return x[:, :, :-self.size].contiguous()


class TcnBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, dilation: int) -> None:
        super().__init__()
        padding = 2 * dilation

        def conv(size: int) -> nn.Module:
            return weight_norm(nn.Conv1d(size, outputs, 3, padding=padding, dilation=dilation))

        self.net = nn.Sequential(conv(inputs), Chomp(padding), nn.ReLU(), nn.Dropout(0.2),
                                 conv(outputs), Chomp(padding), nn.ReLU(), nn.Dropout(0.2))
        self.downsample = nn.Conv1d(inputs, outputs, 1) if inputs != outputs else None
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        rest = x if self.downsample is None else self.downsample(x)
        return self.relu(self.net(x) + rest)


class Tcn(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.tcn = nn.Sequential(TcnBlock(6, 12, 1), TcnBlock(12, 12, 2), TcnBlock(12, 12, 4))
        self.linear = nn.Linear(12, 6)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(self.tcn(x)[:, :, -1])


class SinusoidalPositions(nn.Module):
    def __init__(self, width: int, longest: int) -> None:
        super().__init__()
        time = torch.arange(longest).unsqueeze(1)
        rate = torch.exp(torch.arange(0, width, 2) * (-9.21 / width))
        table = torch.zeros(longest, 1, width)
        table[:, 0, 0::2] = torch.sin(time * rate)
        table[:, 0, 1::2] = torch.cos(time * rate)
        self.register_buffer("table", table)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.table[:x.size(0)]


class ActivityTransformer(nn.Module):
    """Sequence first, pre-norm, a causal mask, the last step classified."""

    def __init__(self, width: int = 24) -> None:
        super().__init__()
        self.embed = nn.Conv1d(6, width, 1)
        self.positions = SinusoidalPositions(width, 64)
        layer = nn.TransformerEncoderLayer(width, 4, 32, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1, nn.LayerNorm(width),
                                             enable_nested_tensor=False)
        self.head = nn.Linear(width, 6)

    def forward(self, x: Tensor) -> Tensor:
        x = self.positions(self.embed(x.transpose(1, 2)).permute(2, 0, 1))
        mask = nn.Transformer.generate_square_subsequent_mask(x.size(0))
        x = self.encoder(x, mask=mask, is_causal=True)
        return self.head(x[-1])


class SensorFusion(nn.Module):
    """Accelerometer and gyroscope in branches, mixed by gates of both and an optional context."""

    def __init__(self, width: int = 12) -> None:
        super().__init__()
        self.acc = nn.Sequential(nn.Conv1d(3, width, 5, 2), nn.BatchNorm1d(width), nn.SiLU())
        self.gyro = nn.Sequential(nn.Conv1d(3, width, 5, 2), nn.InstanceNorm1d(width, affine=True),
                                  nn.Mish())
        self.gate = nn.Linear(2 * width, 2 * width)
        self.value = nn.Linear(2 * width, 2 * width)
        self.experts = nn.ModuleList(nn.Linear(width, 6) for _ in range(3))
        self.router = nn.Linear(4, 3)

    def forward(self, acc: Tensor, gyro: Tensor, *, context: Tensor) -> dict[str, Tensor]:
        both = torch.cat([self.acc(acc).mean(-1), self.gyro(gyro).amax(-1)], dim=-1)
        mixed = torch.sigmoid(self.gate(both)) * torch.tanh(self.value(both))
        mixed = F.glu(mixed, dim=-1)
        share = F.softmax(self.router(context), dim=-1)
        each = torch.stack([expert(mixed) for expert in self.experts], dim=1)
        return {"logits": (share.unsqueeze(-1) * each).sum(1), "share": share}


def with_context(tensors: list[Tensor]) -> Arguments:
    return (tensors[0], tensors[1]), {"context": tensors[2]}


class OrientationFilter(nn.Module):
    """A learned filter of a quaternion that is kept: integrate the rate, correct, normalise."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("q", torch.tensor([1.0, 0.0, 0.0, 0.0]))
        self.correct = nn.Sequential(nn.Linear(10, 16), nn.Tanh(), nn.Linear(16, 3))

    def forward(self, gyro: Tensor, acc: Tensor, mag: Tensor) -> Tensor:
        acc = acc / acc.norm(dim=-1, keepdim=True).clamp_min(1e-6)
        rate = gyro + self.correct(torch.cat([acc, mag, self.q], dim=-1))
        wx, wy, wz = rate.unbind(-1)
        w, x, y, z = self.q
        change = torch.stack([-x * wx - y * wy - z * wz, w * wx + y * wz - z * wy,
                              w * wy - x * wz + z * wx, w * wz + x * wy - y * wx])
        q = F.normalize(self.q + 0.5 * 0.01 * change, dim=0)
        self.q.copy_(q)
        return q.clone()


class ComplementaryKalman(nn.Module):
    """Predict and update of a linear Kalman filter with a constant gain; the state is a buffer."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("state", torch.zeros(4))
        self.register_buffer("motion", torch.eye(4) + torch.diag(torch.full((2,), 0.1), 2))
        self.register_buffer("seen", torch.eye(2, 4))
        self.gain = nn.Parameter(torch.rand(4, 2) * 0.4)

    def forward(self, z: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
        predicted = torch.mv(self.motion, self.state)
        predicted = torch.cat([predicted[:2], predicted[2:] + 0.1 * u])
        innovation = z - self.seen @ predicted
        self.state.copy_(predicted + self.gain @ innovation)
        return self.state.clone(), innovation


NETWORKS = [
    Program("activity_deep_conv_lstm", DeepConvLstm, [(1, 24, 6)]),
    Program("activity_tcn", Tcn, [(1, 6, 32)]),
    Program("activity_transformer", ActivityTransformer, [(1, 20, 6)]),
    Program("activity_sensor_fusion", SensorFusion, [(1, 3, 32), (1, 3, 32), (1, 4)],
            arrange=with_context),
    Program("activity_orientation", OrientationFilter, [(3,), (3,), (3,)], keeps_state=True),
    Program("activity_kalman", ComplementaryKalman, [(2,), (2,)], keeps_state=True),
]
