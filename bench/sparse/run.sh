#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Instructions and bytes of layers with 90 % zeros, dense and sparse, on emulated boards: two tables.
# Needs PyTorch, which makes the layers.
#
#   run.sh [F,…]                                forms, some of i8,i16,f32 (default: i8)
#
# PYTHON names another interpreter than build/venv/bin/python, GENN another generator.
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
layers=$here/../../build/bench/sparse
"${PYTHON:-$here/../../build/venv/bin/python}" "$here/layers.py" "$layers"
for storage in off gaps; do
  echo "--sparse $storage"
  "$here/../boards/run.sh" --forms "${1:-i8}" --boards cortex-m0-big,cortex-m4f --sparse $storage "$layers"/*.pt2
  echo
done
