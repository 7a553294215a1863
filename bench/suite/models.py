# SPDX-License-Identifier: BSL-1.0
"""The eight networks of the paper; each takes a batch and answers with one number a class.

Sizes are the paper's where its table determines them (the MLPs and CNNs of MNIST and HAR, the MLP
of the keywords); elsewhere the layers are the paper's and the widths near its count of parameters.
"""
from collections.abc import Callable

from torch import nn


def mnist_mlp() -> nn.Sequential:
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def mnist_cnn() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(320, 50), nn.ReLU(), nn.Linear(50, 10))


def ecg_mlp() -> nn.Sequential:
    """Widths fall from layer to layer, all of them multiples of 8."""
    widths = (260, 144, 120, 96, 96, 88, 80, 80, 64, 64, 64, 64, 64, 64)
    layers: list[nn.Module] = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.PReLU()]
    return nn.Sequential(*layers, nn.Linear(widths[-1], 5), nn.Sigmoid())


def kws_mlp() -> nn.Sequential:
    return nn.Sequential(
        nn.Flatten(), nn.Linear(3240, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(),
        nn.Linear(512, 512), nn.ReLU(), nn.AdaptiveAvgPool1d(256), nn.Linear(256, 3))


def kws_cnn() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv1d(40, 64, 5, stride=2), nn.ReLU(), nn.Conv1d(64, 96, 5, stride=2), nn.ReLU(),
        nn.Flatten(), nn.Linear(1728, 72), nn.Linear(72, 256), nn.ReLU(),
        nn.AdaptiveAvgPool1d(128), nn.Linear(128, 3))


def kws_dscnn() -> nn.Sequential:
    """Depthwise filters of 15 frames: a tenth of their weights is still more than one a filter."""
    layers: list[nn.Module] = [nn.Conv1d(40, 56, 5, stride=2)]
    for _ in range(4):
        layers += [nn.Conv1d(56, 56, 15, padding=7, groups=56), nn.ReLU(),
                   nn.Conv1d(56, 56, 1), nn.ReLU()]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(56, 3))


def har_mlp() -> nn.Sequential:
    return nn.Sequential(nn.Flatten(), nn.Linear(1152, 1024), nn.ReLU(),
                         nn.Linear(1024, 512), nn.ReLU(), nn.Linear(512, 6))


def har_cnn() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(9, 32, (1, 9)), nn.MaxPool2d((1, 2)), nn.ReLU(),
        nn.Conv2d(32, 64, (1, 9)), nn.MaxPool2d((1, 2)), nn.ReLU(),
        nn.Flatten(), nn.Linear(1664, 1000), nn.ReLU(), nn.Linear(1000, 500), nn.ReLU(),
        nn.Linear(500, 6))


MODELS: dict[str, Callable[[], nn.Sequential]] = {
    builder.__name__: builder
    for builder in (mnist_mlp, mnist_cnn, ecg_mlp, kws_mlp, kws_cnn, kws_dscnn, har_mlp, har_cnn)
}

INPUTS = {"mnist_mlp": (1, 28, 28), "mnist_cnn": (1, 28, 28), "ecg_mlp": (260,),
          "kws_mlp": (40, 81), "kws_cnn": (40, 81), "kws_dscnn": (40, 81),
          "har_mlp": (9, 128), "har_cnn": (9, 1, 128)}
