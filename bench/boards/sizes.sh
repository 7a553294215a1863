#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Code beyond constants of 20 convolutions of integers, every other one depthwise: of one size each, and of
# 20 sizes; and of the 27 of the visual wake words of MLPerf Tiny. Layers share their kernels, whatever
# their sizes.
#
#   sizes.sh [BOARD [-O2|-Os…]]              default: cortex-m4f -O2
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
board=${1:-cortex-m4f}
flags=("${@:2}")
[ ${#flags[@]} -gt 0 ] || flags=(-O2)
command -v arm-none-eabi-g++ > /dev/null || { echo "skipped: arm-none-eabi-g++ is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

text_of() { arm-none-eabi-size "$1" | awk 'NR == 2 { print $1 }'; }

# code_of one|many|mobilenet: beyond the constants.
code_of() {
  mkdir -p "$work/$1"
  python3 "$here/sizes.py" "$1" > "$work/$1/model.hpp"
  "$here/../../tests/targets/board.sh" build "$board" "$work/$1.elf" "$here/one_run.cpp" -- "${flags[@]}" -I"$work/$1"
  "$here/../../tests/targets/board.sh" build "$board" "$work/$1.empty" "$here/one_run.cpp" -- "${flags[@]}" -DEMPTY \
    -I"$work/$1"
  local constants
  constants=$("$here/../../tests/targets/board.sh" run "$board" "$work/$1.elf" | sed -n 's/^constants //p')
  echo $(($(text_of "$work/$1.elf") - $(text_of "$work/$1.empty") - constants))
}
one=$(code_of one) many=$(code_of many) mobilenet=$(code_of mobilenet)
echo "$board ${flags[*]}: 20 convolutions of one size $one B, of 20 sizes $many B: $((many * 100 / one)) %;" \
  "27 of a MobileNet $mobilenet B"
