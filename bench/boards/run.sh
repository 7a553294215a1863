#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Instructions, code and memory of the keyword model of MLPerf Tiny on emulated boards.
#
#   run.sh GENN SAMPLES.npz [-O2|-O3|-Os]       after: python calibration.py kws01_test.npz SAMPLES.npz
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
board=$here/../../tests/targets/board.sh
genn=$1 samples=$2 level=${3:--O2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

text_of() { arm-none-eabi-size "$1" | awk 'NR == 2 { print $1 }'; }
value() { sed -n "s/^$1 //p" "$work/output"; }

printf '%-4s %-14s %-5s %12s %6s %10s %7s %s\n' form board level instructions code constants RAM results
for form in i8 i16; do
  "$genn" convert "$here/kws.pt2" --output "$work" --name kws --form $form --calibrate "$samples" > /dev/null
  for machine in cortex-m0-big cortex-m3 cortex-m4f; do
    "$board" build $machine "$work/kws.elf" "$here/kws.cpp" -- "$level" "-I$work"
    "$board" build $machine "$work/empty.elf" "$here/kws.cpp" -- "$level" -DEMPTY "-I$work"
    "$board" count $machine "$work/kws.elf" > "$work/output"
    # Code beyond constants, with what it needs of the compiler's library.
    code=$(($(text_of "$work/kws.elf") - $(text_of "$work/empty.elf") - $(value constants)))
    printf '%-4s %-14s %-5s %12s %6s %10s %7s %s\n' $form $machine "$level" \
      "$(sed -n 's/^ROI 0: \([0-9]*\) .*/\1/p' "$work/output")" $code "$(value constants)" "$(value ram)" \
      "$(value results)"
  done
done
