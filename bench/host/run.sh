#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Programs on this machine, one core, batch 1, in interleaved rounds: least and median CPU time,
# GMAC/s, the share of what the machine's instructions do from registers with the same flags, and of
# the rate at which the weights can be read. ONNX Runtime with one thread takes its turn in each round.
#
#   run.sh GENN [--python PYTHON]
#
#   --python PYTHON    one with torch, onnx, onnxscript and onnxruntime; where they are missing, ONNX
#                      Runtime is left out, which is said (default: python3)
set -euo pipefail
usage() {
  sed -n '3,10s/^# \{0,1\}//p' "$0"
  exit "$1"
}
genn="" python=python3
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage 0 ;;
    --python) [ $# -ge 2 ] || usage 64; python=$2; shift ;;
    -*) usage 64 ;;
    *) [ -z "$genn" ] || usage 64; genn=$1 ;;
  esac
  shift
done
[ -n "$genn" ] || usage 64
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=(-fPIC -fvisibility=hidden)  # calls inside stay direct

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
  g++ -std=c++17 "$@" "${library[@]}" -DHEADER="$name" -DUNIT=$units -DPROGRAM="\"$(basename "$program" .pt2)\"" \
    -DFORM="\"$form\"" -DFLAGS="\"$*, $target\"" -I"$root/include" -I"$work" -c "$here/unit.cpp" -o "$work/$units.o"
  echo "UNIT($units)" >> "$work/entries.inc"
  units=$((units + 1))
}

kws=$root/bench/boards/kws.pt2
mnist=$root/examples/mnist
programs=("$kws" "$mnist"/{mlp,cnn,residual}.pt2)
native=(-O3 -march=native)
for program in "${programs[@]}"; do
  unit "$program" f32 portable -O2
  unit "$program" f32 portable -O3 -mavx2 -mfma
  unit "$program" f32 portable "${native[@]}"
done
for form in i8 i16; do
  unit "$kws" $form portable -O2
  for target in portable avx2; do unit "$kws" $form $target -O3 -mavx2 -mfma; done
  for target in portable avx512; do unit "$kws" $form $target "${native[@]}"; done
done
g++ -std=c++17 -O2 -fPIC -shared -I"$work" -I"$here" "$here/rounds.cpp" "$work"/*.o -o "$work/units.so"

echo "$(g++ --version | head -1), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
echo
"$python" "$here/measure.py" "$work/units.so" "${programs[@]}" 2> "$work/messages" || { cat "$work/messages" >&2; exit 1; }
