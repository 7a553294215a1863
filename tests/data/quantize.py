# SPDX-License-Identifier: BSL-1.0
"""PyTorch's way from a float program to a quantized one (PT2E), and its integers as it runs."""
import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.export.graph_signature import InputKind
from torchao.quantization.pt2e import MinMaxObserver, PerChannelMinMaxObserver
from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e
from torchao.quantization.pt2e.quantizer import Quantizer
from torchao.testing.pt2e._xnnpack_quantizer import (XNNPACKQuantizer,
                                                     get_symmetric_quantization_config)

Q = torch.ops.quantized_decomposed


def int8_quantizer(per_channel: bool = True, weight_min: int = -127,
                   smallest_weight_scale: float = 2**-12) -> Quantizer:
    """Asymmetric int8 activations, symmetric int8 weights; the defaults are PyTorch's."""
    config = get_symmetric_quantization_config(is_per_channel=per_channel, weight_qmin=weight_min)
    observer = PerChannelMinMaxObserver if per_channel else MinMaxObserver
    weight = dataclasses.replace(config.weight, observer_or_fake_quant_ctr=observer.with_args(
        eps=smallest_weight_scale))
    return XNNPACKQuantizer().set_global(dataclasses.replace(config, weight=weight))


def shed_unread(model: nn.Module) -> None:
    """Deletes the float weights that convert_pt2e replaced but left in the module."""
    read = {node.target for node in model.graph.nodes if node.op == "get_attr"}
    for name in [name for name, _ in model.named_parameters() if name not in read]:
        module, _, leaf = name.rpartition(".")
        delattr(model.get_submodule(module), leaf)


def forget_addresses(program: torch.export.ExportedProgram) -> None:
    """Names the modules of a strict export by their paths: it names them by their addresses."""
    for node in program.graph.nodes:
        if stack := node.meta.get("nn_module_stack"):
            node.meta["nn_module_stack"] = {path: (path, kind) for path, kind in stack.values()}


def quantize(model: nn.Module, quantizer: Quantizer,
             calibration: Sequence[tuple[Tensor, ...]],
             strict: bool = False) -> torch.export.ExportedProgram:
    """Exports, calibrates, converts and exports again."""
    example = tuple(x.clone() for x in calibration[0])  # not a view: whole storages are saved
    exported = torch.export.export(model, example, strict=strict)
    prepared = prepare_pt2e(exported.module(), quantizer)
    for inputs in calibration:
        prepared(*inputs)
    converted = convert_pt2e(prepared)
    shed_unread(converted)
    result = torch.export.export(converted, example)
    if strict:
        forget_addresses(result)
    return result


class Recorder(torch.fx.Interpreter):
    """Runs a quantized program and keeps the result of each quantize_per_tensor by its name.

    Both operators are compared with the formulas that a reader of the archive has to know.
    """

    def __init__(self, program: torch.export.ExportedProgram) -> None:
        super().__init__(program.graph_module)
        self.program = program
        self.quantized: dict[str, Tensor] = {}

    def run_node(self, n: torch.fx.Node) -> Any:
        result = super().run_node(n)
        if n.target == Q.quantize_per_tensor.default:
            x, *numbers = self.fetch_args_kwargs_from_env(n)[0]
            assert torch.equal(result, quantized(x, *numbers)), n.name
            self.quantized[n.name] = result
        elif n.target == Q.dequantize_per_tensor.default:
            q, *numbers = self.fetch_args_kwargs_from_env(n)[0]
            assert torch.equal(result, dequantized(q, *numbers)), n.name
        return result

    def answer(self, inputs: Iterable[Tensor]) -> list[Tensor]:
        """The outputs of one call; its integers are in `quantized` afterwards."""
        given = iter(inputs)
        stored = self.program.state_dict | self.program.constants
        specs = self.program.graph_signature.input_specs
        flat = [next(given) if spec.kind == InputKind.USER_INPUT else stored[spec.target]
                for spec in specs]
        with torch.no_grad():
            return list(self.run(*flat))


def quantized(x: Tensor, scale: float, zero_point: int, low: int, high: int,
              dtype: torch.dtype) -> Tensor:
    """clamp(rint(x * float32(1 / scale)) + zero_point, low, high), half to even."""
    steps = np.rint(x.numpy() * np.float32(1.0 / scale)) + np.float32(zero_point)
    return torch.from_numpy(np.asarray(np.clip(steps, low, high))).to(dtype)


def dequantized(q: Tensor, scale: float, zero_point: int, *_: Any) -> Tensor:
    """(q - zero_point) * float32(scale)."""
    steps = (q.numpy().astype(np.int64) - zero_point).astype(np.float32)
    return torch.from_numpy(np.asarray(steps * np.float32(scale)))
