#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# LSTM(64) and GRU(64), one step on 64 inputs: instructions a multiplication on the Cortex-M4F in three
# forms (exact), and on this machine the time in f32 beside that of reading the weights.
#
#   run.sh [PYTHON]        PYTHON: with torch and numpy
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
python=${1:-$root/build/venv/bin/python}
genn=${GENN:-$root/build/tool/codegen/genn}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/layers.py" "$work" 2> /dev/null

echo "$(arm-none-eabi-g++ --version | head -1), -O2"
echo
echo "| Cortex-M4F | form | MACs | instructions | a MAC |"
echo "| --- | --- | --- | --- | --- |"
for layer in lstm gru; do
  for form in f32 i16 i8; do
    calibrate=()
    [ $form = f32 ] || calibrate=(--calibrate "$work/samples.npz")
    bash "$here/../profile/run.sh" "$work/$layer.pt2" --form $form "${calibrate[@]}" |
      awk -v layer=$layer -v form=$form -F' *[|] *' '$2 == "one run" { print "| " layer " | " form " | " $5 " | " $6 " | " $7 " |" }'
  done
done

units=0
for layer in lstm gru; do
  "$genn" convert "$work/$layer.pt2" --output "$work" --name ${layer}_step > /dev/null
  for flags in "-O2" "-O3 -mavx2 -mfma" "-O3 -march=native"; do
    # shellcheck disable=SC2086
    g++ -std=c++17 $flags -fPIC -fvisibility=hidden -DHEADER=${layer}_step -DUNIT=$units -DPROGRAM="\"$layer\"" -DFORM='"f32"' -DFLAGS="\"$flags\"" \
      -I"$root/include" -I"$work" -c "$here/../host/unit.cpp" -o "$work/$units.o"
    echo "UNIT($units)" >> "$work/entries.inc"
    units=$((units + 1))
  done
done
g++ -std=c++17 -O2 -fPIC -shared -I"$work" -I"$here/../host" "$here/../host/rounds.cpp" "$work"/*.o -o "$work/units.so"
echo
echo "$(g++ --version | head -1), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
echo
python3 "$here/../host/measure.py" "$work/units.so"
