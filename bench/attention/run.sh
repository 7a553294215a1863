#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Self-attention of 4 heads over 32 positions of 64 numbers, all positions or the past alone: instructions
# on the Cortex-M0+ and the Cortex-M4F in three forms (exact), and what of them the two products of
# attention and the softmax between them take.
#
#   run.sh [PYTHON]        PYTHON: with torch and numpy
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${1:-$here/../../build/venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/layers.py" "$work" 2> /dev/null

# row BOARD LAYER FORM: a line of the table.
row() {
  awk -v board="$1" -v layer="$2" -v form="$3" -F' *[|] *' '
    function grouped(n) { return n < 1000 ? n : grouped(int(n / 1000)) sprintf(",%03d", n % 1000) }
    { count = $6; gsub(",", "", count) }
    $3 == "matmul" { products += count }
    $3 == "softmax" { softmax = $6 }
    $2 == "one run" { all = $6; macs = $5 }
    END { printf "| %s | %s | %s | %s | %s | %s | %s |\n", board, layer, form, macs, all, grouped(products), softmax }'
}

echo "$(arm-none-eabi-g++ --version | head -1), -O2"
echo
echo "| board | attention to | form | MACs | instructions | of products | of softmax |"
echo "| --- | --- | --- | --- | --- | --- | --- |"
for board in cortex-m0-big cortex-m4f; do
  for layer in all past; do
    for form in f32 i16 i8; do
      calibrate=()
      [ $form = f32 ] || calibrate=(--calibrate "$work/samples.npz")
      bash "$here/../profile/run.sh" "$work/$layer.pt2" --form $form --machine $board "${calibrate[@]}" |
        row $board $layer $form
    done
  done
done
