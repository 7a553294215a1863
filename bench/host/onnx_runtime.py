#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Median time of ONNX Runtime, one thread, batch 1, on a .pt2 program, in microseconds.

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
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/model.onnx"
        with contextlib.redirect_stdout(io.StringIO()):
            torch.onnx.export(program, (torch.zeros(1, 1, 28, 28),), path, dynamo=True, verbose=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        name = session.get_inputs()[0].name
        image = np.random.default_rng(0).random((1, 1, 28, 28), np.float32)
        times = []
        for _ in range(2000):
            start = time.perf_counter()
            session.run(None, {name: image})
            times.append(time.perf_counter() - start)
        print(f"{sorted(times)[1000] * 1e6:.1f}")


if __name__ == "__main__":
    main()
