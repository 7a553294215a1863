# SPDX-License-Identifier: BSL-1.0
"""Complex numbers between floats: arithmetic, rotations, Fourier transforms and spectrograms."""
import torch
from torch import Tensor, nn

from program import Program, binary, layer, unary


def arithmetic(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
    a, b = torch.view_as_complex(x), torch.view_as_complex(y)
    whole = torch.zeros(2, 4, dtype=torch.cfloat)
    whole[:, 1:] = a.conj()
    results = (a * b, a / (b + 3), 1 - a, a * x[..., 0] + 0.5, torch.exp(-a), a @ b.mT, whole,
               torch.complex(x[..., 0], y[..., 1]).sum(1), torch.einsum("ij,kj->ik", a, b),
               torch.stack([a, b], -1)[:, -1].flip(0).roll(1, 0), a.mean())
    return (*map(torch.view_as_real, results), a.abs(), b.angle(), a.real, b.imag)


def transforms(x: Tensor) -> tuple[Tensor, ...]:
    half = torch.fft.rfft(x, norm="ortho")
    plane = torch.fft.fft2(x)
    odd = torch.fft.rfft(x[:, :5], n=7, dim=-1)
    return (half.abs(), torch.fft.irfft(half * 2, norm="ortho"), plane.real,
            torch.fft.ifft2(plane * plane).imag, torch.view_as_real(odd),
            torch.fft.irfft(odd, n=9), torch.fft.irfft2(torch.fft.rfft2(x), s=(4, 6)),
            torch.view_as_real(torch.fft.ifft(plane, n=4, dim=0)))


class Rotated(nn.Module):
    """Positions as rotations in the complex plane."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(8, 8)
        angles = torch.outer(torch.arange(5.0), 0.1**torch.arange(2.0))
        self.register_buffer("turns", torch.polar(torch.ones(5, 2), angles))

    def forward(self, x: Tensor) -> Tensor:
        pairs = torch.view_as_complex(self.fc(x).reshape(1, 5, 2, 2, 2))
        return torch.view_as_real(pairs * self.turns.view(1, 5, 1, 2)).flatten(3)


class Masked(nn.Module):
    """A mask over a spectrogram."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(16))
        self.fc = nn.Linear(9, 9)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        spectrum = torch.stft(x, 16, 4, window=self.window, return_complex=True)
        mask = torch.sigmoid(self.fc(spectrum.abs().transpose(1, 2))).transpose(1, 2)
        return torch.istft(spectrum * mask, 16, 4, window=self.window), torch.log1p(mask)


PROGRAMS = [
    binary("complex_arithmetic", arithmetic, (2, 3, 2), (2, 3, 2)),
    unary("fourier_transforms", transforms, (4, 6)),
    layer("complex_rotation", Rotated, (1, 5, 8)),
    Program("spectrogram_mask", Masked, [(1, 48)]),
    Program("spectrogram_mask_core", Masked, [(1, 48)], core=True),
]
