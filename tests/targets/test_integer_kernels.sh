#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The kernels of integers give the integers of the reference kernels over random sizes: on this PC with
# the sanitizers, and on emulated boards of every instruction set, by GCC and Clang.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
compiler=${1:-g++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# GCC cannot tell what is initialized once the sanitizers' checks stand in between.
programs="integer_kernels matmul_kernels sparse_kernels"
for program in $programs; do
  "$compiler" -std=c++17 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Wno-unknown-warning-option \
    -Wno-maybe-uninitialized -fsanitize=undefined,address -fno-sanitize-recover=all -I"$root/include" -I"$here" \
    "$here/$program.cpp" "$here/host_board.cpp" -o "$work/host"
  "$work/host"
done

for tool in arm-none-eabi-g++ qemu-system-arm; do
  command -v $tool > /dev/null || { echo "no boards: $tool is not installed"; exit 77; }
done
# check_on BOARD COMPILER LEVEL
check_on() {
  echo "$*"
  for program in $programs; do
    "$here/board.sh" build --compiler "$2" "$1" "$work/$1.elf" "$here/$program.cpp" -- "$3"
    "$here/board.sh" run "$1" "$work/$1.elf"
  done
}
for board in cortex-m0-big cortex-m4f cortex-m55; do
  for level in -Os -O2; do check_on $board gcc $level; done
done
check_on cortex-m4f gcc -O3
# These have the portable kernels.
check_on cortex-m3 gcc -O2
! command -v riscv64-unknown-elf-g++ qemu-system-riscv32 > /dev/null || check_on rv32 gcc -O2
if command -v clang++ > /dev/null; then
  check_on cortex-m0-big clang -Os
  check_on cortex-m4f clang -O2
fi
