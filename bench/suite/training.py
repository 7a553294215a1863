# SPDX-License-Identifier: BSL-1.0
"""Networks as they are trained: with norms and dropout, which are folded away before the export."""
import torch
from torch import nn
from torch.nn.utils import fuse_conv_bn_eval, fuse_linear_bn_eval

WEIGHTED = (nn.Linear, nn.Conv1d, nn.Conv2d)


def norm_after(layer: nn.Module) -> nn.Module:
    if isinstance(layer, nn.Conv2d):
        return nn.BatchNorm2d(layer.out_channels)
    return nn.BatchNorm1d(layer.out_channels if isinstance(layer, nn.Conv1d)
                          else layer.out_features)


def trainable(plain: nn.Sequential, dropout: float) -> nn.Sequential:
    """Norms behind every layer with weights but the last, dropout before inner linear layers.

    A sigmoid at the end is left to the loss.
    """
    weighted = [layer for layer in plain if isinstance(layer, WEIGHTED)]
    layers: list[nn.Module] = []
    for layer in plain:
        if isinstance(layer, nn.Linear) and layer is not weighted[0] and dropout:
            layers.append(nn.Dropout(dropout))
        if not isinstance(layer, nn.Sigmoid):
            layers.append(layer)
        if isinstance(layer, WEIGHTED) and layer is not weighted[-1]:
            layers.append(norm_after(layer))
    return nn.Sequential(*layers)


def fused(layer: nn.Module, norm: nn.Module) -> nn.Module:
    if isinstance(layer, nn.Linear):
        return fuse_linear_bn_eval(layer, norm)
    return fuse_conv_bn_eval(layer, norm)


@torch.no_grad()
def folded(trained: nn.Sequential, plain: nn.Sequential) -> nn.Sequential:
    """Fills the plain network so that it computes what the trained one does in use."""
    trained.eval()
    layers = list(trained)
    kept = [fused(layer, following) if isinstance(following, nn.modules.batchnorm._BatchNorm)
            else layer for layer, following in zip(layers, layers[1:] + [None], strict=True)]
    with_numbers = (*WEIGHTED, nn.PReLU)
    for target, source in zip((layer for layer in plain if isinstance(layer, with_numbers)),
                              (layer for layer in kept if isinstance(layer, with_numbers)),
                              strict=True):
        for name, number in target.named_parameters():
            number.copy_(source.get_parameter(name) + 0.0)  # a scaled zero may be negative
    return plain.eval()
