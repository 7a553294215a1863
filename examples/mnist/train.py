#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Trains the three example programs on MNIST and saves them with torch.export.save.

usage: train.py DATA_FOLDER [--out FOLDER] [--epochs N] [--only NAME]

DATA_FOLDER holds the official files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,
t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. Inputs are pixels / 255, of shape
[1, 1, 28, 28]. 5,000 training digits are set apart to choose the best epoch; the test digits are
looked at once, at the end. Writes NAME.pt2 for mlp, cnn and residual, and training.json with what
was reached. The same seed, torch and machine give the same weights again.
"""
import argparse
import gzip
import json
import math
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SEED = 7
VALIDATION = 5000


class Mlp(nn.Module):
    """784-128-10: 101,770 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(784, 128)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc2(self.relu(self.fc1(self.flatten(x))))


class Cnn(nn.Module):
    """The convolutional network of the GENN paper: 21,840 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, 5)
        self.conv2 = nn.Conv2d(10, 20, 5)
        self.pool = nn.MaxPool2d(2)
        self.relu = nn.ReLU()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(320, 50)
        self.fc2 = nn.Linear(50, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.relu(self.pool(self.conv1(x)))
        x = self.relu(self.pool(self.conv2(x)))
        return self.fc2(self.relu(self.fc1(self.flatten(x))))


class Residual(nn.Module):
    """A residual sum, a concatenation and batch norm, as users bring them."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 16, 3, stride=2, padding=1, bias=False)
        self.stem_norm = nn.BatchNorm2d(16)
        self.conv1 = nn.Conv2d(16, 16, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(16)
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(16)
        self.narrow = nn.Conv2d(16, 16, 3, stride=2, padding=1)
        self.wide = nn.Conv2d(16, 16, 5, stride=2, padding=2, groups=4)
        self.norm3 = nn.BatchNorm2d(32)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(32, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.relu(self.stem_norm(self.stem(x)))
        y = F.relu(self.norm1(self.conv1(x)))
        x = F.relu(x + self.norm2(self.conv2(y)))
        x = torch.cat([self.narrow(x), self.wide(x)], dim=1)
        x = F.relu(self.norm3(x))
        return self.fc(torch.flatten(self.pool(x), 1))


PROGRAMS = {"mlp": (Mlp, 14), "cnn": (Cnn, 16), "residual": (Residual, 20)}


def read_idx(path: pathlib.Path) -> np.ndarray:
    """Reads one of the official MNIST files."""
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_split(folder: pathlib.Path, name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Images as [N, 1, 28, 28] of pixels / 255, labels as [N]."""
    images = read_idx(folder / f"{name}-images-idx3-ubyte.gz").astype(np.float32) / 255
    labels = read_idx(folder / f"{name}-labels-idx1-ubyte.gz").astype(np.int64)
    return torch.from_numpy(images).unsqueeze(1), torch.from_numpy(labels)


def distort(x: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Small rotations, scalings and shifts, a different one for each digit."""
    n = x.shape[0]
    noise = (torch.rand(n, 4, generator=generator) - 0.5) * 2
    angle, scale = noise[:, 0] * math.radians(10), 1 + noise[:, 1] * 0.1
    shift = noise[:, 2:] * (2.0 / 14)
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    theta = torch.stack([torch.stack([cos, -sin, shift[:, 0]], 1),
                         torch.stack([sin, cos, shift[:, 1]], 1)], 1)
    return F.grid_sample(x, F.affine_grid(theta, list(x.shape), align_corners=False),
                         align_corners=False)


def accuracy(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> float:
    """Percent of digits named right."""
    model.eval()
    with torch.inference_mode():
        return (model(x).argmax(1) == y).double().mean().item() * 100


def train(name: str, epochs: int, x: torch.Tensor, y: torch.Tensor) -> tuple[nn.Module, float]:
    """Returns the program of the best epoch, judged by the validation digits."""
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    model = PROGRAMS[name][0]()
    fit_x, fit_y = x[:-VALIDATION], y[:-VALIDATION]
    batch = 128
    steps = epochs * (len(fit_x) // batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=steps)
    best, best_state = 0.0, model.state_dict()
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(fit_x), generator=generator)
        for i in range(0, len(order) - batch + 1, batch):
            pick = order[i:i + batch]
            images = distort(fit_x[pick], generator)
            loss = F.cross_entropy(model(images), fit_y[pick])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        reached = accuracy(model, x[-VALIDATION:], y[-VALIDATION:])
        print(f"{name}: epoch {epoch + 1}/{epochs}, validation {reached:.2f} %", flush=True)
        if reached >= best:
            best, best_state = reached, {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(best_state)
    return model.eval(), best


def save(model: nn.Module, path: pathlib.Path) -> None:
    """Exports for one digit; the paths of this machine stay out of the archive."""
    with torch.no_grad():
        program = torch.export.export(model, (torch.zeros(1, 1, 28, 28),))
    for node in program.graph.nodes:
        node.meta.pop("stack_trace", None)
    torch.export.save(program, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    parser.add_argument("--epochs", type=int, help="instead of each program's own number")
    parser.add_argument("--only", choices=PROGRAMS, help="train one program")
    arguments = parser.parse_args()

    x, y = read_split(arguments.data, "train")
    test_x, test_y = read_split(arguments.data, "t10k")
    record_path = arguments.out / "training.json"
    record = json.loads(record_path.read_text()) if record_path.exists() else {}
    for name, (_, epochs) in PROGRAMS.items():
        if arguments.only not in (None, name):
            continue
        model, best = train(name, arguments.epochs or epochs, x, y)
        record[name] = {
            "parameters": sum(p.numel() for p in model.parameters()),
            "validation_percent": round(best, 2),
            "test_percent": round(accuracy(model, test_x, test_y), 2),
            "epochs": arguments.epochs or epochs, "seed": SEED, "torch": torch.__version__,
        }
        print(name, record[name], flush=True)
        save(model, arguments.out / f"{name}.pt2")
        record_path.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
