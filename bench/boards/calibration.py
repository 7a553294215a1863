# SPDX-License-Identifier: BSL-1.0
"""Makes the inputs that the keyword model is calibrated on of a test set of MLPerf Tiny's features.

usage: calibration.py kws01_test.npz SAMPLES.npz

The features come as the integers of the reference model, whose input has the scale 0.5847029 and the
zero point 83.
"""
import sys

import numpy as np

COUNT = 200


def main() -> None:
    features = np.load(sys.argv[1])["X"][:COUNT].astype(np.float32)
    samples = (features - np.float32(83)) * np.float32(0.5847029)
    np.savez(sys.argv[2], samples.reshape(-1, 1, 49, 10).astype(np.float32))


if __name__ == "__main__":
    main()
