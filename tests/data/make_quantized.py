#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes the quantized PyTorch programs that the tests convert, with PyTorch's own integers.

usage: make_quantized.py [--out FOLDER] [--only WORD] [--mnist FOLDER] [--tiny FOLDER]
       (pip install -r ../requirements.txt, then pip install --no-deps torchao==0.18.0)

quantized/NAME.pt2 are programs quantized with PT2E: exported, calibrated, converted, exported
again; only what the graph reads is stored. Beside each, quantized/NAME.npz (compressed) holds what
PyTorch computes for N = 2 sets of inputs, stacked along a new first axis:

    input_0, input_1, ...     float32 [N, *shape], one a user input, in the order of the program
    output_0, output_1, ...   float32 [N, *shape], in the order of the program
    VALUE                     int8 or int16 [N, *shape], one for each quantize_per_tensor node
                              of the graph: its result, by the name that it has in
                              models/model.json (quantize_per_tensor, quantize_per_tensor_1, ...)

The first set of inputs is like those of the calibration, the second reaches twice as far, so that
values saturate.

The networks are made when their data are named. --mnist FOLDER has the official files of MNIST,
--tiny FOLDER the MLPerf Tiny networks kws.pt2, ic.pt2 and vww.pt2 in float and kws01_test.npz
(X int8 [1000, 49, 10], whose features are (X - 83) * 0.5847029). Both sets of inputs are then
samples of the data, and the npz holds what the quantized program says of many more:

    predictions        int64 [1000]           mnist_cnn, kws: the class (argmax of output_0) of
                                              the first 1,000 test digits, pixels / 255, and of
                                              the 1,000 clips
    more_inputs        float32 [16, *shape]   resnet8, vww: smooth random images, the first two
                                              of them are the samples
    more_outputs       float32 [16, *shape]   output_0 for each
    more_predictions   int64 [16]             its argmax

Everything is seeded by the name. Each archive is loaded again and has to give the same outputs as
the converted program; each quantize and dequantize is compared with its formula (quantize.py).
"""
import argparse
import io
import json
import logging
import pathlib
import warnings
import zipfile
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

import quantized_networks
import quantized_programs
from make_programs import TORCH, archive, seed, tensors_of, write
from program import randomise_statistics
from quantize import Recorder, quantize
from quantized_networks import Network
from quantized_programs import Quantized

HERE = pathlib.Path(__file__).resolve().parent
BATCHES = 16
Inputs = tuple[Tensor, ...]
Arrays = dict[str, np.ndarray]


def random_inputs(program: Quantized, scale: float) -> Inputs:
    spreads = [*program.spreads, *[1.0] * len(program.shapes)]
    return tuple(torch.randn(tuple(shape)) * spread * scale
                 for shape, spread in zip(program.shapes, spreads))


def quantized_values(content: bytes) -> list[str]:
    """The results of all quantize_per_tensor nodes, as the archive names them."""
    with zipfile.ZipFile(io.BytesIO(content)) as entries:
        path = next(n for n in entries.namelist() if n.endswith("/models/model.json"))
        nodes = json.loads(entries.read(path))["graph_module"]["graph"]["nodes"]
    return [node["outputs"][0]["as_tensor"]["name"] for node in nodes
            if node["target"] == "torch.ops.quantized_decomposed.quantize_per_tensor.default"]


def golden(program: torch.export.ExportedProgram, content: bytes,
           samples: Sequence[Inputs]) -> Arrays:
    """The arrays of the npz, from a run of the archive as it is loaded again."""
    recorder = Recorder(torch.export.load(io.BytesIO(content)))
    module = program.module()
    columns: dict[str, list[np.ndarray]] = {}
    for inputs in samples:
        outputs = recorder.answer(inputs)
        for output, direct in zip(outputs, tensors_of(module(*inputs)), strict=True):
            assert torch.equal(output, direct)
        row = {f"input_{i}": tensor for i, tensor in enumerate(inputs)}
        row |= {f"output_{i}": tensor for i, tensor in enumerate(outputs)}
        assert list(recorder.quantized) == quantized_values(content)
        for name, tensor in (row | recorder.quantized).items():
            columns.setdefault(name, []).append(tensor.detach().numpy())
    return {name: np.stack(column) for name, column in columns.items()}


def npz(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def make(program: Quantized) -> tuple[bytes, bytes]:
    """The archive of one program and its npz."""
    seed(program.name)
    model = program.build()
    randomise_statistics(model)
    calibration = [random_inputs(program, 1.0) for _ in range(BATCHES)]
    exported = quantize(model.eval(), program.quantizer(), calibration, program.strict)
    content = archive(program.name, exported, {})
    samples = [random_inputs(program, scale) for scale in (1.0, 2.0)]
    return content, npz(golden(exported, content, samples))


def make_network(name: str, load: Callable[[], Network]) -> tuple[bytes, bytes]:
    """The same for a trained network, with its answers to many inputs."""
    seed(name)
    network = load()
    exported = quantize(network.model, network.quantizer, [(x,) for x in network.calibration])
    content = archive(name, exported, {})
    arrays = golden(exported, content, [(x,) for x in network.samples])
    return content, npz(arrays | network.verdicts(exported.module()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, default=HERE)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    parser.add_argument("--mnist", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--tiny", type=pathlib.Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if not torch.__version__.startswith(TORCH):
        raise SystemExit(f"needs torch {TORCH}, this is {torch.__version__}")
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)

    folder = arguments.out / "quantized"
    folder.mkdir(parents=True, exist_ok=True)
    for program in quantized_programs.PROGRAMS:
        if arguments.only in program.name:
            save(folder, program.name, *make(program))
    for name, load in quantized_networks.available(arguments.mnist, arguments.tiny).items():
        if arguments.only in name:
            save(folder, name, *make_network(name, load))
    remove_others(folder)


def save(folder: pathlib.Path, name: str, content: bytes, arrays: bytes) -> None:
    write(folder / f"{name}.pt2", content)
    write(folder / f"{name}.npz", arrays)
    print(f"{name}: {len(content)} + {len(arrays)} bytes", flush=True)


def remove_others(folder: pathlib.Path) -> None:
    """Removes the files of programs that no longer exist."""
    names = {*quantized_networks.NAMES, *(program.name for program in quantized_programs.PROGRAMS)}
    for path in folder.iterdir():
        if path.stem not in names:
            path.unlink()


if __name__ == "__main__":
    main()
