#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Programs on this machine, one core, batch 1, in interleaved rounds: least and median CPU time,
# GMAC/s, the share of what the machine's instructions do from registers with the same flags, and of
# the rate at which the weights can be read; ONNX Runtime with one thread behind (optional).
#
#   run.sh GENN            PYTHON=…: with torch, onnx, onnxscript and onnxruntime
set -euo pipefail
case ${1:--h} in -h | --help) sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
genn=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
python=${PYTHON:-$root/build/venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

units=0
# unit PROGRAM FORM TARGET FLAG...
unit() {
  local program=$1 form=$2 target=$3 name
  shift 3
  name=$(basename "$program" .pt2)_${form}_$target
  if [ ! -e "$work/$name.hpp" ]; then
    "$genn" convert "$program" --output "$work" --name floats --c-api > /dev/null
    python3 "$root/tests/targets/integers.py" random "$work/floats.h" "$work/samples.npz"
    [ "$form" = f32 ] && samples=() || samples=(--calibrate "$work/samples.npz")
    "$genn" convert "$program" --output "$work" --name "$name" --form "$form" --target "$target" "${samples[@]}" > /dev/null
  fi
  g++ -std=c++17 "$@" -DHEADER="$name" -DUNIT=$units -DPROGRAM="\"$(basename "$program" .pt2)\"" -DFORM="\"$form\"" \
    -DFLAGS="\"$*, $target\"" -I"$root/include" -I"$work" -c "$here/unit.cpp" -o "$work/$units.o"
  echo "UNIT($units)" >> "$work/entries.inc"
  units=$((units + 1))
}

kws=$root/bench/boards/kws.pt2
mnist=$root/examples/mnist
native=(-O3 -march=native)
for program in "$kws" "$mnist"/{mlp,cnn,residual}.pt2; do
  unit "$program" f32 portable -O2
  unit "$program" f32 portable -O3 -mavx2 -mfma
  unit "$program" f32 portable "${native[@]}"
done
unit "$kws" i8 portable -O2
for target in portable avx2; do unit "$kws" i8 $target -O3 -mavx2 -mfma; done
for target in portable avx512; do unit "$kws" i8 $target "${native[@]}"; done
unit "$kws" i16 portable "${native[@]}"
g++ -std=c++17 -O2 -I"$work" -I"$here" "$here/main.cpp" "$work"/*.o -o "$work/bench"

echo "$(g++ --version | head -1), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
echo
"$work/bench"
echo
if "$python" -c 'import torch, onnx, onnxruntime, onnxscript' 2> /dev/null; then
  echo "| ONNX Runtime, f32 | µs | median |"
  echo "| --- | --- | --- |"
  for program in "$kws" "$mnist"/{mlp,cnn,residual}.pt2; do
    echo "| $(basename "$program" .pt2) | $("$python" "$here/onnx_runtime.py" "$program" 2> /dev/null | tail -1) |"
  done
else
  echo "without ONNX Runtime: $python has no torch, onnx, onnxscript and onnxruntime"
fi
