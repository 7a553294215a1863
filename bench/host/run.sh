#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The example programs on this machine, one core: median time, GMAC/s, share of the machine's own
# multiply-add peak measured in the same run, and ONNX Runtime with one thread beside (optional).
#
#   bash bench/host/run.sh [FLAG...]          default flags: -O3 -march=native
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
flags=("$@")
[ ${#flags[@]} -gt 0 ] || flags=(-O3 -march=native)
genn=${GENN:-build/tool/codegen/genn}
[ -x "$genn" ] || { echo "build the generator first: bash examples/mnist/run.sh" >&2; exit 1; }
work=build/bench/host
mkdir -p $work
python=build/venv/bin/python
[ -x $python ] && $python -c 'import onnxruntime, onnxscript' 2> /dev/null ||
  { echo "without ONNX Runtime: build/venv/bin/pip install onnx onnxscript onnxruntime"; python=""; }

echo "$(g++ --version | head -1), ${flags[*]}, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
echo
echo "| program | µs | GMAC/s | of peak | ONNX Runtime µs | times faster |"
echo "| --- | --- | --- | --- | --- | --- |"
for program in mlp cnn residual; do
  "$genn" convert examples/mnist/$program.pt2 --output $work > /dev/null
  g++ -std=c++17 "${flags[@]}" -DMODEL=$program -Iinclude -I$work bench/host/bench.cpp -o $work/$program
  row=$($work/$program)
  other=""
  [ -z "$python" ] || other=$($python bench/host/onnx_runtime.py examples/mnist/$program.pt2 2> /dev/null | tail -1)
  ours=$(awk -F'|' '{ print $3 }' <<< "$row")
  echo "$row ${other:--} | $(awk -v a="$ours" -v b="$other" 'BEGIN { if (b == "") print "-"; else printf "%.1f", b / a }') |"
done
