#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Decoders of transposed convolutions, of an image and of audio: instructions on the Cortex-M0+ and the
# Cortex-M4F (exact) and microseconds on this machine, in three forms.
#
#   run.sh [PYTHON]        PYTHON: with torch and numpy
#
# GENN names another generator than build/tool/codegen/genn.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${1:-$here/../../build/venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/layers.py" "$work" 2> /dev/null

# row MACHINE DECODER FORM: a line of the table.
row() {
  awk -v machine="$1" -v decoder="$2" -v form="$3" -F' *[|] *' '
    $2 == "one run" { printf "| %s | %s | %s | %s | %s |\n", machine, decoder, form, $5, $6 }'
}

echo "$(arm-none-eabi-g++ --version | head -1), -O2; $(g++ --version | head -1), -O3 -march=native"
echo
echo "| machine | decoder | form | MACs | instructions, or time |"
echo "| --- | --- | --- | --- | --- |"
for machine in cortex-m0-big cortex-m4f host; do
  for decoder in image audio; do
    for form in f32 i16 i8; do
      calibrate=()
      [ $form = f32 ] || calibrate=(--calibrate "$work/$decoder.npz")
      bash "$here/../profile/run.sh" "$work/$decoder.pt2" --form $form --machine $machine "${calibrate[@]}" |
        row $machine $decoder $form
    done
  done
done
