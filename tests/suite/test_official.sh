#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs test_official.py with the Python that has NumPy.
#
#   test_official.sh REPOSITORY
set -euo pipefail
python=$1/build/venv/bin/python
[ -x "$python" ] || python=python3
command -v "$python" > /dev/null || { echo "skipped: python3 is not installed"; exit 77; }
exec "$python" "$1/tests/suite/test_official.py"
