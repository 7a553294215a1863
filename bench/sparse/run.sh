#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Instructions and bytes of layers with 90 % zeros, dense and sparse, on emulated boards.
#
#   run.sh GENN FOLDER_OF_LAYERS [FORM...]      after: python layers.py FOLDER_OF_LAYERS
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
board=$here/../../tests/targets/board.sh
genn=$1 layers=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '%-16s %-4s %-7s %-14s %12s %10s %s\n' layer form storage board instructions constants results
for archive in "$layers"/*.pt2; do
  for form in "${@:-i8}"; do
    for storage in off gaps; do
      "$genn" convert "$archive" --output "$work" --name layer --form "$form" --sparse $storage \
        > /dev/null 2>&1
      for machine in cortex-m0-big cortex-m4f; do
        "$board" build $machine "$work/layer.elf" "$here/measure.cpp" -- -O2 "-I$work"
        "$board" count $machine "$work/layer.elf" > "$work/output"
        printf '%-16s %-4s %-7s %-14s %12s %10s %s\n' "$(basename "$archive" .pt2)" "$form" \
          $storage $machine "$(sed -n 's/^ROI 0: \([0-9]*\) .*/\1/p' "$work/output")" \
          "$(sed -n 's/^constants //p' "$work/output")" "$(sed -n 's/^results //p' "$work/output")"
      done
    done
  done
done
