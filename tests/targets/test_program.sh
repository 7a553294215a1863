#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A program prints on a board what it prints on this PC, and its exit code comes through.
#
#   test_program.sh BOARD gcc|clang
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
board=$1 compiler=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

g++ -std=c++17 -O2 -ffp-contract=off -I"$here" "$here/board_program.cpp" "$here/host_board.cpp" -o "$work/host"
"$work/host" > "$work/expected" || [ $? -eq 7 ]

for optimization in -Os -O2; do
  "$here/board.sh" build --compiler "$compiler" "$board" "$work/image.elf" "$here/board_program.cpp" -- \
    $optimization -ffp-contract=off
  code=0
  "$here/board.sh" run "$board" "$work/image.elf" > "$work/got" || code=$?
  [ $code -ne 77 ] || exit 77
  [ $code -eq 7 ] || { echo "$board, $compiler $optimization: exit code $code in place of 7"; cat "$work/got"; exit 1; }
  diff "$work/expected" "$work/got" || { echo "$board, $compiler $optimization: other numbers than on the PC"; exit 1; }
done
echo "$board, $compiler: the same $(wc -l < "$work/expected") lines as on the PC"
