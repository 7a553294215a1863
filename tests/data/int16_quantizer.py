# SPDX-License-Identifier: BSL-1.0
"""A PT2E quantizer of int16 activations, int8 weights a channel and int32 biases."""
import torch
from torch import Tensor
from torch.fx import GraphModule, Node
from torchao.quantization.pt2e import MinMaxObserver, PerChannelMinMaxObserver
from torchao.quantization.pt2e.observer import ObserverBase
from torchao.quantization.pt2e.quantizer import (DerivedQuantizationSpec, QuantizationAnnotation,
                                                 QuantizationSpec, Quantizer)
from torchao.quantization.pt2e.quantizer.quantizer import Q_ANNOTATION_KEY

ACTIVATION = QuantizationSpec(torch.int16, MinMaxObserver, -32767, 32767,
                              torch.per_tensor_symmetric)
WEIGHT = QuantizationSpec(torch.int8, PerChannelMinMaxObserver, -127, 127,
                          torch.per_channel_symmetric, ch_axis=0)
MATRIX = (torch.ops.aten.conv2d.default, torch.ops.aten.linear.default)


def bias_parameters(observers: list[ObserverBase]) -> tuple[Tensor, Tensor]:
    """A bias stands in units of the accumulator: scale of the input times that of the weight."""
    (activation, _), (weight, _) = (observer.calculate_qparams() for observer in observers)
    return activation * weight, torch.zeros(weight.shape, dtype=torch.int64)


def bias(node: Node) -> DerivedQuantizationSpec:
    return DerivedQuantizationSpec([(node.args[0], node), (node.args[1], node)], bias_parameters,
                                   torch.int32, -2**31, 2**31 - 1, torch.per_channel_symmetric,
                                   ch_axis=0)


class Int16Quantizer(Quantizer):
    """Annotates convolutions, linear layers and sums; a relu behind one shares its output."""

    def annotate(self, model: GraphModule) -> GraphModule:
        for node in model.graph.nodes:
            if node.target in MATRIX:
                specs = (ACTIVATION, WEIGHT, bias(node))
            elif node.target == torch.ops.aten.add.Tensor:
                specs = (ACTIVATION, ACTIVATION)
            else:
                continue
            inputs = dict(zip(node.args[:len(specs)], specs))
            relus = [n for n in node.users if n.target == torch.ops.aten.relu.default]
            for relu in relus:
                relu.meta[Q_ANNOTATION_KEY] = QuantizationAnnotation({}, ACTIVATION,
                                                                     _annotated=True)
            node.meta[Q_ANNOTATION_KEY] = QuantizationAnnotation(
                inputs, None if relus else ACTIVATION, _annotated=True)
        return model

    def validate(self, model: GraphModule) -> None:
        """Everything it annotates is supported."""
