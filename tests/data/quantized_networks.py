# SPDX-License-Identifier: BSL-1.0
"""Trained networks to quantize: one from examples/mnist, three of MLPerf Tiny."""
import dataclasses
import gzip
import pathlib
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torchao.quantization.pt2e.quantizer import Quantizer

from quantize import int8_quantizer

CNN = pathlib.Path(__file__).resolve().parents[2] / "examples/mnist/cnn.pt2"
CALIBRATION = 64
TESTED = 1000
IMAGES = 16


@dataclasses.dataclass(frozen=True)
class Network:
    """A float network; inputs are of batch 1. `keeps_inputs` stores `tested` with the answers,
    for they are not data that a test can find elsewhere."""
    model: nn.Module
    calibration: Sequence[Tensor]
    tested: Sequence[Tensor]
    keeps_inputs: bool = False
    quantizer: Quantizer = dataclasses.field(default_factory=int8_quantizer)

    @property
    def samples(self) -> Sequence[Tensor]:
        """The inputs whose integers are stored."""
        return self.tested[:2]

    def verdicts(self, quantized: nn.Module) -> dict[str, np.ndarray]:
        """What the quantized program says of the tested inputs."""
        with torch.no_grad():
            outputs = torch.stack([quantized(x) for x in self.tested])
        classes = outputs.flatten(1).argmax(1).numpy()
        if not self.keeps_inputs:
            return {"predictions": classes}
        return {"more_inputs": torch.stack(list(self.tested)).numpy(),
                "more_outputs": outputs.numpy(), "more_predictions": classes}


def saved(path: pathlib.Path) -> nn.Module:
    return torch.export.load(path).module()


def digits(path: pathlib.Path, number: int) -> list[Tensor]:
    """The first digits of an official MNIST file, pixels / 255."""
    pixels = np.frombuffer(gzip.decompress(path.read_bytes()), np.uint8, number * 784, 16)
    return list(torch.from_numpy(pixels.astype(np.float32) / 255).view(number, 1, 1, 28, 28))


def mnist_cnn(folder: pathlib.Path) -> Network:
    return Network(saved(CNN), digits(folder / "train-images-idx3-ubyte.gz", 256),
                   digits(folder / "t10k-images-idx3-ubyte.gz", TESTED))


def kws(folder: pathlib.Path) -> Network:
    """Calibrated on every eighth clip of the file: there are no others."""
    clips = np.load(folder / "kws01_test.npz")["X"][:TESTED].astype(np.float32)
    features = torch.from_numpy((clips - 83) * np.float32(0.5847029)).view(-1, 1, 1, 49, 10)
    return Network(saved(folder / "kws.pt2"), list(features[::8]), list(features))


def smooth_images(number: int, size: int) -> list[Tensor]:
    """Blurred random spots, pixels 0..255: large ones in colour and small grey ones by turns."""
    coarse = torch.rand(number // 2, 3, 6, 6) * 1.5 - 0.25
    fine = torch.rand(number // 2, 1, 24, 24).expand(-1, 3, -1, -1)
    images = torch.stack([F.interpolate(spots, (size, size), mode="bicubic")
                          for spots in (coarse, fine)], 1).flatten(0, 1)
    return list((images * 255).round().clamp(0, 255).unsqueeze(1))


def resnet8(folder: pathlib.Path) -> Network:
    """Takes pixels as they are."""
    return Network(saved(folder / "ic.pt2"), smooth_images(CALIBRATION, 32),
                   smooth_images(IMAGES, 32), keeps_inputs=True)


def vww(folder: pathlib.Path) -> Network:
    """Takes pixels / 255. Most output channels of its last convolutions are dead, with weights
    near 1e-30: their scales are 1e-8 of the others', too small for a bias in such units."""
    return Network(saved(folder / "vww.pt2"),
                   [image / 255 for image in smooth_images(CALIBRATION, 96)],
                   [image / 255 for image in smooth_images(IMAGES, 96)], keeps_inputs=True,
                   quantizer=int8_quantizer(smallest_weight_scale=2**-30))


NAMES = ("mnist_cnn", "kws", "resnet8", "vww")


def available(mnist: pathlib.Path | None,
              tiny: pathlib.Path | None) -> dict[str, Callable[[], Network]]:
    """The networks whose data are there."""
    found: dict[str, Callable[[], Network]] = {}
    if mnist:
        found["mnist_cnn"] = lambda: mnist_cnn(mnist)
    if tiny:
        found |= {"kws": lambda: kws(tiny), "resnet8": lambda: resnet8(tiny),
                  "vww": lambda: vww(tiny)}
    return found
