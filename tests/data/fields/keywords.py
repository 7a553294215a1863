# SPDX-License-Identifier: BSL-1.0
"""Spoken keywords: DS-CNN, TC-ResNet, CRNN, KWT, Res2Net, Wav2Letter on features, x-vectors."""
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class DepthwiseSeparable(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.pointwise = nn.Conv2d(channels, channels, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.bn1(self.depthwise(x)))
        return F.relu(self.bn2(self.pointwise(x)))


class DsCnn(nn.Module):
    """49 frames of 10 MFCCs, given without the axis of channels."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 16, (10, 4), stride=(2, 2), padding=(5, 1), bias=False)
        self.bn = nn.BatchNorm2d(16)
        self.blocks = nn.Sequential(*[DepthwiseSeparable(16) for _ in range(3)])
        self.dropout = nn.Dropout(0.2)
        self.pool = nn.AvgPool2d((25, 5))
        self.fc = nn.Linear(16, 12)

    def forward(self, x: Tensor) -> Tensor:
        x = x.unsqueeze(1)
        x = F.relu(self.bn(self.conv(x)))
        x = self.pool(self.dropout(self.blocks(x)))
        return self.fc(x.view(x.size(0), -1))


class TemporalBlock(nn.Module):
    """The block of TC-ResNet: kernels of 9 over time; the shortcut convolves where it strides."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(inputs, outputs, 9, stride, padding=4, bias=False)
        self.bn1 = nn.BatchNorm1d(outputs)
        self.conv2 = nn.Conv1d(outputs, outputs, 9, padding=4, bias=False)
        self.bn2 = nn.BatchNorm1d(outputs)
        self.shortcut = nn.Sequential() if stride == 1 else nn.Sequential(
            nn.Conv1d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm1d(outputs), nn.ReLU())

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class TcResNet(nn.Module):
    """Frames of 40 coefficients are the channels of one axis of time."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(40, 8, 3, padding=1, bias=False)
        self.layers = nn.Sequential(TemporalBlock(8, 8, 1), TemporalBlock(8, 16, 2))
        self.fc = nn.Conv1d(16, 12, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.layers(self.stem(x.transpose(1, 2)))
        return self.fc(F.adaptive_avg_pool1d(x, 1)).squeeze(-1)


class Crnn(nn.Module):
    """A convolution, a bidirectional GRU over its columns, attention by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 8, (5, 5), stride=(4, 2), padding=(2, 2))
        self.gru = nn.GRU(8 * 5, 12, num_layers=2, batch_first=True, bidirectional=True)
        self.query = nn.Linear(24, 24)
        self.fc1 = nn.Linear(24, 16)
        self.fc2 = nn.Linear(16, 12)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = F.elu(self.conv(x))
        batch, channels, frames, bins = x.shape
        x = x.permute(0, 2, 1, 3).contiguous().view(batch, frames, channels * bins)
        x, _ = self.gru(x)
        query = self.query(x[:, frames // 2])
        weights = F.softmax(torch.bmm(x, query.unsqueeze(2)).squeeze(2), dim=1)
        context = torch.sum(weights.unsqueeze(-1) * x, dim=1)
        return F.log_softmax(self.fc2(F.relu(self.fc1(context))), dim=-1), weights


class KeywordTransformer(nn.Module):
    """KWT: patches of time, a class token, learned positions, post-norm encoder layers."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.embed = nn.Linear(40, width)
        self.token = nn.Parameter(torch.randn(1, 1, width))
        self.positions = nn.Parameter(torch.randn(1, 25, width) * 0.1)
        layer = nn.TransformerEncoderLayer(width, 2, 48, activation="gelu", batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 12))

    def forward(self, x: Tensor) -> Tensor:
        x = self.embed(x)
        x = torch.cat((self.token.expand(x.shape[0], -1, -1), x), dim=1) + self.positions
        return self.head(self.encoder(x)[:, 0])


class Res2Block(nn.Module):
    """Groups of channels, each convolved with what the group before gave."""

    def __init__(self, channels: int, scale: int, dilation: int) -> None:
        super().__init__()
        self.scale = scale
        width = channels // scale
        self.inner = nn.ModuleList(
            nn.Sequential(nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation), nn.ReLU(),
                          nn.BatchNorm1d(width)) for _ in range(scale - 1))

    def forward(self, x: Tensor) -> Tensor:
        parts = list(torch.chunk(x, self.scale, dim=1))
        for i, module in enumerate(self.inner, 1):
            parts[i] = module(parts[i] if i == 1 else parts[i] + parts[i - 1])
        return torch.cat(parts, dim=1)


class EcapaTdnn(nn.Module):
    """A speaker's vector: Res2 blocks, gates, attentive mean and deviation over time."""

    def __init__(self, channels: int = 16) -> None:
        super().__init__()
        self.stem = nn.Conv1d(20, channels, 5, padding=2)
        self.bn = nn.BatchNorm1d(channels)
        self.blocks = nn.ModuleList(Res2Block(channels, 4, d) for d in (2,))
        self.squeeze = nn.Linear(channels, 4)
        self.excite = nn.Linear(4, channels)
        self.mix = nn.Conv1d(2 * channels, 24, 1)
        self.attention = nn.Sequential(nn.Conv1d(72, 12, 1), nn.Tanh(), nn.Conv1d(12, 24, 1))
        self.bn_out = nn.BatchNorm1d(48)
        self.fc = nn.Linear(48, 10)

    def forward(self, features: Tensor) -> Tensor:
        x = self.bn(F.relu(self.stem(features)))
        parts = [x]
        for block in self.blocks:
            gate = torch.sigmoid(self.excite(F.relu(self.squeeze(parts[-1].mean(-1)))))
            parts.append(block(parts[-1]) * gate[:, :, None] + parts[-1])
        x = F.relu(self.mix(torch.cat(parts, dim=1)))
        mean = x.mean(dim=2, keepdim=True).repeat(1, 1, x.size(2))
        deviation = x.var(dim=2, keepdim=True).clamp(min=1e-4).sqrt().expand_as(x)
        weights = torch.softmax(self.attention(torch.cat([x, mean, deviation], dim=1)), dim=2)
        mu = torch.sum(x * weights, dim=2)
        sigma = torch.sqrt((torch.sum(x.pow(2) * weights, dim=2) - mu ** 2).clamp(min=1e-4))
        return F.normalize(self.fc(self.bn_out(torch.cat([mu, sigma], dim=1))), p=2, dim=1)


class XVector(nn.Module):
    """TDNN with statistics pooling; logits are cosines to the classes (ArcFace at run time)."""

    def __init__(self) -> None:
        super().__init__()
        sizes = [(20, 16, 5, 1), (16, 16, 3, 2), (16, 16, 3, 3), (16, 24, 1, 1)]
        self.frames = nn.Sequential(*[
            nn.Sequential(nn.Conv1d(i, o, k, dilation=d), nn.LeakyReLU(0.2), nn.BatchNorm1d(o))
            for i, o, k, d in sizes])
        self.segment = nn.Linear(48, 16)
        self.centers = nn.Parameter(torch.randn(8, 16))

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        x = self.frames(x.transpose(1, 2))
        pooled = torch.cat((torch.mean(x, dim=2), torch.std(x, dim=2)), dim=1)
        embedding = self.segment(pooled)
        cosine = F.linear(F.normalize(embedding), F.normalize(self.centers))
        return {"embedding": embedding, "logits": cosine * math.sqrt(16.0)}


class Wav2Letter(nn.Module):
    """Convolutions over time with hard tanh, scores a frame, decoded greedily."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, outputs, kernel, stride in [(13, 16, 11, 2), (16, 16, 7, 1), (16, 24, 7, 1),
                                                (24, 24, 1, 1), (24, 29, 1, 1)]:
            layers += [nn.Conv1d(inputs, outputs, kernel, stride, kernel // 2), nn.Hardtanh(0, 20)]
        self.layers = nn.Sequential(*layers[:-1])

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = F.log_softmax(self.layers(x), dim=1).permute(2, 0, 1)
        return x, x.argmax(dim=-1)


class Bcresnet(nn.Module):
    """BC-ResNet: a mean over frequency, convolved over time, is added back to all frequencies."""

    def __init__(self, channels: int = 12) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, channels, 5, (2, 1), 2)
        self.frequency = nn.Conv2d(channels, channels, (3, 1), padding=(1, 0), groups=channels)
        self.norm = nn.BatchNorm2d(channels * 4)
        self.time = nn.Conv2d(channels, channels, (1, 3), padding=(0, 1), groups=channels)
        self.bn = nn.BatchNorm2d(channels)
        self.mix = nn.Conv2d(channels, channels, 1)
        self.head = nn.Conv2d(channels, 12, 1)

    def sub_spectral_norm(self, x: Tensor) -> Tensor:
        n, c, f, t = x.size()
        return self.norm(x.view(n, c * 4, f // 4, t)).view(n, c, f, t)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.stem(x))
        y = self.sub_spectral_norm(self.frequency(x))
        z = self.mix(F.silu(self.bn(self.time(y.mean(2, keepdim=True)))))
        x = F.relu(x + y + z)
        return self.head(x.mean(-1, keepdim=True).mean(-2, keepdim=True)).view(x.size(0), -1)


NETWORKS = [
    Program("keywords_ds_cnn", DsCnn, [(1, 49, 10)]),
    Program("keywords_tc_resnet", TcResNet, [(1, 49, 40)]),
    Program("keywords_crnn", Crnn, [(1, 1, 40, 10)]),
    Program("keywords_transformer", KeywordTransformer, [(1, 24, 40)]),
    Program("keywords_ecapa", EcapaTdnn, [(1, 20, 30)]),
    Program("keywords_x_vector", XVector, [(1, 30, 20)]),
    Program("keywords_wav2letter", Wav2Letter, [(1, 13, 48)]),
    Program("keywords_bc_resnet", Bcresnet, [(1, 1, 32, 20)]),
]
