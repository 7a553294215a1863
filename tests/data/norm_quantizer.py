# SPDX-License-Identifier: BSL-1.0
"""A PT2E quantizer of norms and of what stands around them: int8, with zero points."""
import torch
from torch.fx import GraphModule, Node
from torchao.quantization.pt2e import MinMaxObserver
from torchao.quantization.pt2e.quantizer import QuantizationAnnotation, QuantizationSpec
from torchao.quantization.pt2e.quantizer.quantizer import Q_ANNOTATION_KEY

from quantize import int8_quantizer

ACTIVATION = QuantizationSpec(torch.int8, MinMaxObserver, -128, 127, torch.per_tensor_affine)
NORMS = (torch.ops.aten.layer_norm.default, torch.ops.aten.rms_norm.default,
         torch.ops.aten.group_norm.default, torch.ops.aten.instance_norm.default)


def relu_behind(node: Node) -> Node | None:
    """The relu that alone reads a node."""
    users = list(node.users)
    return users[0] if [user.target for user in users] == [torch.ops.aten.relu.default] else None


class NormQuantizer(type(int8_quantizer())):
    """Annotates norms, with a relu behind one; all else as PyTorch's quantizer does."""

    def __init__(self) -> None:
        super().__init__()
        self.set_global(int8_quantizer().global_config)

    def annotate(self, model: GraphModule) -> GraphModule:
        for node in model.graph.nodes:
            if node.target in NORMS:
                last = relu_behind(node)
                node.meta[Q_ANNOTATION_KEY] = QuantizationAnnotation(
                    {node.args[0]: ACTIVATION}, None if last else ACTIVATION, _annotated=True)
                if last:
                    last.meta[Q_ANNOTATION_KEY] = QuantizationAnnotation({}, ACTIVATION,
                                                                         _annotated=True)
        return super().annotate(model)
