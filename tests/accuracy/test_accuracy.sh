#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What i16 and i8 cost on 600 test samples of each trained program, where the data are at hand.
#
#   test_accuracy.sh GENN REPOSITORY
set -euo pipefail
genn=$1 root=$2
python=$root/build/venv/bin/python
data=${GENN_DATA:-$root/../shared/data}
[ -x "$python" ] || { echo "skipped: no NumPy in build/venv (tests/run.sh installs it)"; exit 77; }
[ -d "$data/mnist" ] || { echo "skipped: no data; set GENN_DATA to a folder as bench/accuracy/README.md says"; exit 77; }
exec "$python" "$root/bench/accuracy/check.py" --genn "$genn" --data "$data" --samples 600
