#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What a device image holds: no heap, exceptions, RTTI, static constructors or stdio; and how much
# code the MLP needs beside its constants and the float routines of the compiler's library.
#
#   test_device_image.sh GENN MLP.pt2 MODEL.pt2...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genn=$1 mlp=$2
shift
command -v arm-none-eabi-g++ > /dev/null || { echo "skipped: arm-none-eabi-g++ is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for archive in "$@"; do
  "$genn" convert "$archive" --output "$work" --name model --c-api > /dev/null
  for board in cortex-m0-big cortex-m4f; do
    "$here/board.sh" build $board "$work/image.elf" "$here/print_bits.cpp" -- -I"$work" -DMODEL=model
    "$here/check_elf.sh" "$work/image.elf" > "$work/report" || { echo "$archive on $board:"; cat "$work/report"; exit 1; }
    echo "$(basename "$archive") on $board: $(head -1 "$work/report")"
  done
done

# Code beyond constants: text of the C function's object, but for .rodata.
"$genn" convert "$mlp" --output "$work" --name model --c-api > /dev/null
mkdir -p "$work/boost"
ln -sfn /usr/include/boost "$work/boost/boost"
arm-none-eabi-g++ -mcpu=cortex-m0plus -mthumb -std=c++17 -Os -fno-exceptions -fno-rtti -ffunction-sections \
  -isystem "$work/boost" -I"$here/../../include" -c "$work/model.cpp" -o "$work/model.o"
code=$(arm-none-eabi-size -A "$work/model.o" | awk '$1 ~ /^\.text/ { sum += $2 } END { print sum }')
echo "code of the MLP beyond constants, Cortex-M0+ -Os: $code bytes"
[ "$code" -le 1000 ] || { echo "more than 1,000 bytes"; exit 1; }
