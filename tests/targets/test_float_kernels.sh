#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The fast kernels of floats give the bits of the reference kernels over random sizes, on this PC and on
# emulated boards with a floating-point unit.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
compiler=${1:-g++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$compiler" -std=c++17 -O1 -ffp-contract=off -fsanitize=undefined,address -fno-sanitize-recover=all -I"$root/include" \
  -I"$here" "$here/float_kernels.cpp" "$here/host_board.cpp" -o "$work/host"
"$work/host"

for tool in arm-none-eabi-g++ qemu-system-arm; do
  command -v $tool > /dev/null || { echo "no boards: $tool is not installed"; exit 77; }
done
# check_on BOARD COMPILER FLAG...
check_on() {
  echo "$*"
  "$here/board.sh" build --compiler "$2" "$1" "$work/$1.elf" "$here/float_kernels.cpp" -- -ffp-contract=off "${@:3}"
  "$here/board.sh" run "$1" "$work/$1.elf"
}
for level in -Os -O2; do
  check_on cortex-m4f gcc $level
  check_on cortex-m55 gcc $level -DSUMS_ARE_EXACT
done
check_on cortex-m7 gcc -O3
! command -v clang++ > /dev/null || check_on cortex-m4f clang -O2
