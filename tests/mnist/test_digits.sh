#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs compare_digits.py where PyTorch and the test digits are at hand.
#
#   test_digits.sh GENN REPOSITORY
set -euo pipefail
genn=$1 root=$2
python=$root/build/venv/bin/python
data=${GENN_DATA:-$root/../shared/data}/mnist
[ -x "$python" ] || { echo "skipped: no PyTorch in build/venv (tests/run.sh installs it)"; exit 77; }
[ -d "$data" ] || { echo "skipped: no MNIST; set GENN_DATA to a folder with mnist/t10k-*.gz"; exit 77; }
exec "$python" "$root/tests/mnist/compare_digits.py" "$genn" "$root/examples/mnist" "$data"
