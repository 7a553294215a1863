# SPDX-License-Identifier: BSL-1.0
"""A PT2E quantizer of products of two tensors: int8, with zero points, on all three sides."""
import torch
from torch.fx import GraphModule
from torchao.quantization.pt2e import MinMaxObserver
from torchao.quantization.pt2e.quantizer import (QuantizationAnnotation, QuantizationSpec,
                                                 Quantizer)
from torchao.quantization.pt2e.quantizer.quantizer import Q_ANNOTATION_KEY

ACTIVATION = QuantizationSpec(torch.int8, MinMaxObserver, -128, 127, torch.per_tensor_affine)


class ProductQuantizer(Quantizer):
    """Annotates torch.matmul."""

    def annotate(self, model: GraphModule) -> GraphModule:
        for node in model.graph.nodes:
            if node.target == torch.ops.aten.matmul.default:
                node.meta[Q_ANNOTATION_KEY] = QuantizationAnnotation(
                    {operand: ACTIVATION for operand in node.args}, ACTIVATION, _annotated=True)
        return model

    def validate(self, model: GraphModule) -> None:
        """Everything it annotates is supported."""
