#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes the PyTorch programs that the tests convert and run.

usage: make_programs.py [--out FOLDER] [--only WORD]     (pip install -r ../requirements.txt first)

programs/NAME.pt2 are programs that GENN has to get right. Each archive carries two sets of inputs
and what PyTorch answers, called with one after the other, as extra/vectors.json:

    {"input_names":   ["x", ...],          of the tensors, in the order of the program
     "input_shapes":  [[1, 3], ...],
     "output_shapes": [[1, 4], ...],       in the order of the program; [] is a single number
     "keeps_state": false,                 true: the second answer depends on the first call
     "vectors": [{"inputs":  [[0.5, ...], ...],      one flat list of numbers a tensor, row by row
                  "outputs": [[1.5, ...], ...]},
                 ...]}

Each number is the shortest decimal that gives the same float32 back; integers are integers, true
is 1.

networks/NAME.pt2 are the same for whole networks of the kinds that people deploy (fields/).

refused/NAME.pt2 are programs that GENN has to refuse; extra/refusal.json is {"mentions": [...]},
pieces of text that the message contains.

Weights and inputs are seeded by the name of the program. Files are only rewritten when their
content changes; those of programs that no longer exist are removed. Paths of this machine are kept
out.
"""
import argparse
import copy
import io
import json
import pathlib
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils import _pytree

import complex_programs
import function_programs
import graph_programs
import layout_programs
import integer_programs
import matrix_programs
import network_programs
import operator_programs
import other_names_programs
import picking_programs
import refused_programs
import sampling_programs
import type_programs
import whole_programs
import window_programs
import write_programs
from fields import NETWORKS
from program import Arguments, Program, randomise_statistics
from refused_programs import Refused

HERE = pathlib.Path(__file__).resolve().parent
TORCH = "2.13.0"
P = TypeVar("P", Program, Refused)

# Saved once more as ep.run_decompositions({}), under NAME_decomposed.
DECOMPOSED = (
    "linear_rank3", "conv2d_same_even", "batch_norm2d_after_conv2d", "batch_norm2d_not_affine",
    "reshape_of_transposed", "dropout_between", "pruned", "in_place", "no_grad", "state_sum", "state_history",
    "output_twice", "functional", "network_residual_2d", "network_mobilenet", "network_shuffle",
)


# And as ep.run_decompositions(), under NAME_core.
CORE = ("conv2d_padding_reflect", "loss_bce_with_logits", "instance_norm_tracked", "network_mobilenet",
        "transformer_encoder_layer", "written_nested")


def all_programs() -> list[Program]:
    """The programs of all lists, and the decomposed forms of some."""
    programs = [*operator_programs.PROGRAMS, *function_programs.PROGRAMS, *graph_programs.PROGRAMS,
                *layout_programs.PROGRAMS, *network_programs.PROGRAMS, *integer_programs.PROGRAMS,
                *window_programs.PROGRAMS, *write_programs.PROGRAMS, *sampling_programs.PROGRAMS,
                *type_programs.PROGRAMS, *complex_programs.PROGRAMS,
                *other_names_programs.PROGRAMS, *whole_programs.PROGRAMS,
                *matrix_programs.PROGRAMS, *picking_programs.PROGRAMS]
    by_name = {program.name: program for program in programs}
    if len(by_name) != len(programs):
        raise ValueError("two programs have one name")
    for name in DECOMPOSED:
        base = vars(by_name[name]) | {"name": f"{name}_decomposed", "decomposed": True}
        programs.append(Program(**base))
    for name in CORE:
        programs.append(Program(**vars(by_name[name]) | {"name": f"{name}_core", "core": True}))
    return programs


def seed(name: str) -> None:
    torch.manual_seed(zlib.crc32(name.removesuffix("_decomposed").removesuffix("_core").encode()))


def tensors_of(value: Any) -> list[Tensor]:
    """The tensors of a nested value, in the order in which export flattens it."""
    return [leaf for leaf in _pytree.tree_leaves(value) if isinstance(leaf, Tensor)]


def numbers(tensor: Tensor) -> list[float]:
    """The shortest decimals that give the same float32 numbers back; integers, true as 1."""
    array = tensor.detach().contiguous().numpy().reshape(-1)
    if array.dtype != np.float32:
        return [int(value) for value in array]
    shortest = [float(str(value)) for value in array]
    assert np.isfinite(array).all()
    assert np.array_equal(np.array(shortest, np.float32), array)
    return shortest


def forget_origin(program: torch.export.ExportedProgram, lean: bool) -> None:
    """Drops what tells of this machine (paths, addresses) and so differs from run to run. Lean
    programs lose their example and the names of PyTorch's functions, too."""
    if lean:
        program.example_inputs = None
    for module in program.graph_module.modules():
        if isinstance(module, torch.fx.GraphModule):
            for node in module.graph.nodes:
                node.meta.pop("stack_trace", None)
                node.meta.pop("from_node", None)
                if lean:
                    node.meta.pop("torch_fn", None)


def archive(name: str, program: torch.export.ExportedProgram, extra: dict[str, Any],
            lean: bool = False) -> bytes:
    """The bytes of NAME.pt2 with one JSON text beside the program."""
    forget_origin(program, lean)
    texts = {key: json.dumps(value) for key, value in extra.items()}
    buffer = io.BytesIO()
    torch.export.save(program, buffer, extra_files=texts)
    return deflated(buffer.getvalue()) if lean else buffer.getvalue()


def deflated(stored: bytes) -> bytes:
    """The same archive in fewer bytes: an archive whose entries are compressed loads, too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stored)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            same_date = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            new.writestr(same_date, old.read(entry), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def example(program: Program, scale: float, lean: bool) -> Arguments:
    """Arguments of normally distributed numbers; every tensor is an object of its own."""
    kinds = program.integers or [0] * len(program.shapes)
    return program.arrange([draw(shape, kind, scale, lean)
                            for shape, kind in zip(program.shapes, kinds, strict=True)])


def draw(shape: Sequence[int], kind: int, scale: float, lean: bool) -> Tensor:
    """Normally distributed numbers, integers below `kind`, or booleans where it is 1. Lean ones
    have few digits."""
    if kind == 0:
        numbers = torch.randn(tuple(shape)) * scale
        return torch.round(numbers * 16) / 16 if lean else numbers
    return torch.rand(tuple(shape)) > 0.4 if kind == 1 else torch.randint(0, kind, tuple(shape))


def vector(model: nn.Module, arguments: Arguments) -> tuple[list[Tensor], list[Tensor]]:
    """Inputs and outputs of one call; inputs are copied before the program may write to them."""
    inputs = [tensor.clone() for tensor in tensors_of(arguments)]
    with torch.no_grad():
        outputs = [tensor.clone() for tensor in tensors_of(model(*arguments[0], **arguments[1]))]
    return inputs, outputs


def check(exported: torch.export.ExportedProgram, module: nn.Module, arguments: Arguments,
          outputs: list[Tensor], inputs: list[Tensor]) -> None:
    """The exported program answers as the module did, and flattens its inputs as written down."""
    nodes = {node.name: node for node in exported.graph.nodes if node.op == "placeholder"}
    names = input_names(exported)
    shapes = [nodes[name].meta["val"].shape for name in names]
    assert shapes == [tensor.shape for tensor in inputs], f"inputs in another order: {names}"
    answers = tensors_of(module(*arguments[0], **arguments[1]))
    for expected, answer in zip(outputs, answers, strict=True):
        torch.testing.assert_close(answer, expected, rtol=1e-6, atol=1e-6)


def input_names(exported: torch.export.ExportedProgram) -> list[str]:
    """Names of the inputs that are tensors."""
    specs = exported.graph_signature.input_specs
    kind = torch.export.graph_signature.InputKind.USER_INPUT
    tensor = torch.export.graph_signature.TensorArgument
    return [s.arg.name for s in specs if s.kind == kind and isinstance(s.arg, tensor)]


def make_network(program: Program) -> bytes:
    """One of the larger programs, which are many: as small as it can be."""
    return make(program, lean=True)


def make(program: Program, lean: bool = False) -> bytes:
    """Builds, exports, answers and saves one program."""
    seed(program.name)
    model = program.build()
    randomise_statistics(model)
    model.eval()
    calls = [example(program, scale, lean) for scale in program.scales]
    exported = torch.export.export(model, *calls[0])
    if program.core:
        exported = exported.run_decompositions()
    if program.decomposed:
        exported = exported.run_decompositions({})
    # Copies, for programs that keep state change their buffers from one vector to the next.
    copied, again = copy.deepcopy(model), copy.deepcopy(exported).module()
    vectors = [vector(copied, call) for call in calls]
    for call, (inputs, outputs) in zip(calls, vectors):
        check(exported, again, call, outputs, inputs)
    inputs, outputs = vectors[0]
    return archive(program.name, exported, {"vectors.json": {
        "input_names": input_names(exported),
        "input_shapes": [list(tensor.shape) for tensor in inputs],
        "output_shapes": [list(tensor.shape) for tensor in outputs],
        **({"keeps_state": True} if program.keeps_state else {}),
        "vectors": [{"inputs": [numbers(t) for t in i], "outputs": [numbers(t) for t in o]}
                    for i, o in vectors]}}, lean)


def make_refused(program: Refused) -> bytes:
    """Exports and saves a program that nobody will run."""
    seed(program.name)
    model = program.build().train(program.train)
    sizes = {0: torch.export.Dim("batch", max=64)} if program.dynamic else None
    with torch.autocast("cpu", enabled=program.autocast):
        exported = torch.export.export(model, (torch.randn(program.shape),),
                                       dynamic_shapes=(sizes,) if sizes else None)
    return archive(program.name, exported, {"refusal.json": {"mentions": program.mentions}})


def write(path: pathlib.Path, content: bytes) -> None:
    """Writes a file if that changes it."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def write_all(folder: pathlib.Path, programs: Sequence[P], maker: Callable[[P], bytes],
              only: str) -> None:
    """Makes the programs with the word `only` in their names; without one, removes all others."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [program for program in programs if only in program.name]
    total = 0
    for number, program in enumerate(chosen, 1):
        print(f"{folder.name} {number}/{len(chosen)}: {program.name}", flush=True)
        content = maker(program)
        write(folder / f"{program.name}.pt2", content)
        total += len(content)
    wanted = {f"{program.name}.pt2" for program in programs}
    for path in folder.glob("*.pt2"):
        if path.name not in wanted and not only:
            path.unlink()
    print(f"{folder.name}: {len(chosen)} archives, {total / 1e6:.2f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, default=HERE)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    arguments = parser.parse_args()
    if not torch.__version__.startswith(TORCH):
        raise SystemExit(f"needs torch {TORCH}, this is {torch.__version__}")
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)

    write_all(arguments.out / "programs", all_programs(), make, arguments.only)
    write_all(arguments.out / "networks", NETWORKS, make_network, arguments.only)
    write_all(arguments.out / "refused", refused_programs.PROGRAMS, make_refused, arguments.only)


if __name__ == "__main__":
    main()
