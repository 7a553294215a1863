#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Least and median CPU time of ONNX Runtime, one thread, on a .pt2 program, in microseconds.

usage: onnx_runtime.py MODEL.pt2          needs torch, onnx, onnxscript and onnxruntime
"""
import contextlib
import io
import sys
import tempfile
import time

import numpy as np
import onnxruntime
import torch


def main() -> None:
    program = torch.export.load(sys.argv[1])
    inputs = program.graph_signature.user_inputs
    shape = next(tuple(node.meta["val"].shape) for node in program.graph.nodes if node.name == inputs[0])
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/model.onnx"
        with contextlib.redirect_stdout(io.StringIO()):
            torch.onnx.export(program, (torch.zeros(shape),), path, dynamo=True, verbose=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        name = session.get_inputs()[0].name
        x = np.random.default_rng(0).random(shape, np.float32)
        times = []
        for _ in range(2000):
            start = time.thread_time()
            session.run(None, {name: x})
            times.append(time.thread_time() - start)
        times.sort()
        print(f"{times[0] * 1e6:.1f} | {times[1000] * 1e6:.1f}")


if __name__ == "__main__":
    main()
