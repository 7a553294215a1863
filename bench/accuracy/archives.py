# SPDX-License-Identifier: BSL-1.0
"""Programs as files of torch.export.save."""
import io
import pathlib
import zipfile

import torch
from torch import Tensor, nn


def forget_origin(program: torch.export.ExportedProgram) -> None:
    """Drops what tells of this machine (paths, addresses) and so differs from run to run."""
    for module in program.graph_module.modules():
        if isinstance(module, torch.fx.GraphModule):
            for node in module.graph.nodes:
                node.meta.pop("stack_trace", None)
                node.meta.pop("from_node", None)


def deflated(archive: bytes) -> bytes:
    """The same records, compressed: worth it for weights with many zeros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            record = zipfile.ZipInfo(name)
            record.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(record, source.read(name), compresslevel=9)
    return buffer.getvalue()


def save(model: nn.Module, example: Tensor, path: pathlib.Path, compressed: bool = False) -> None:
    """Exports for a batch of one; complete or not there at all."""
    with torch.no_grad():
        program = torch.export.export(model, (example,))
    forget_origin(program)
    buffer = io.BytesIO()  # the folder inside of an archive would be named after its file
    torch.export.save(program, buffer)
    unfinished = path.with_suffix(".part")
    archive = buffer.getvalue()
    unfinished.write_bytes(deflated(archive) if compressed else archive)
    unfinished.replace(path)


def load_weights(model: nn.Module, path: pathlib.Path) -> nn.Module:
    """Fills the model with the weights and statistics of an archive."""
    model.load_state_dict(torch.export.load(path).state_dict)
    return model
