#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# From archive to digits: converts three programs, compiles them for this PC (C++ and C99) and for two
# emulated microcontrollers, and shows their answers side by side. Installs what is missing (Debian).
#
#   bash examples/mnist/run.sh
#
# The generated headers, the programs and what the tools said lie in build/examples/mnist.
set -euo pipefail
case ${1:-} in
  "") ;;
  -h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "unknown argument: $1 (see --help)" >&2; exit 64 ;;
esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=tests/packages.sh
source tests/packages.sh

programs=(mlp cnn residual)
out=build/examples/mnist
genn=build/tool/codegen/genn
board=tests/targets/board.sh
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
includes=(-Iinclude "-I$out" -Iexamples/mnist)
export GENN_BOARD_CACHE=build/boards
steps=$((3 + 2 * ${#programs[@]}))
step=0

say() { printf '\n[%d/%d] %s\n' $((++step)) "$steps" "$*"; }

# quietly WHAT COMMAND...: shows what the command said only if it fails.
quietly() {
  local what=$1
  shift
  "$@" > "$out/last.log" 2>&1 || {
    tail -30 "$out/last.log" >&2
    echo "$what failed (the whole output: $out/last.log)" >&2
    exit 1
  }
}

# Compiles a program for this PC, from C++ and from C99.
build_for_pc() {
  local name=$1
  quietly "compiling $name (C++)" g++ -std=c++17 -O2 "${warnings[@]}" -DMODEL="$name" "${includes[@]}" \
    examples/mnist/classify.cpp -o "$out/classify_$name"
  quietly "compiling $name (C99)" gcc -std=c99 -O2 "${warnings[@]}" -DMODEL="$name" \
    -DMODEL_UPPER="${name^^}" "${includes[@]}" -c examples/mnist/classify.c -o "$out/classify_c.o"
  quietly "compiling $name.cpp" g++ -std=c++17 -O2 "${warnings[@]}" "${includes[@]}" \
    -c "$out/$name.cpp" -o "$out/$name.o"
  quietly "linking $name (C99)" gcc "$out/classify_c.o" "$out/$name.o" -o "$out/classify_${name}_c"
}

# show MACHINE OUTPUT FOOTER: one row of the comparison.
show() { printf '%-14s %s\n%-14s %s\n' "$1" "$(grep ' right$' "$2")" "" "$3"; }

# What the linker said of an image that is too large: "FLASH: 159160 bytes too many".
missing_room() {
  sed -nE "s/.*region .(FLASH|RAM|BIG). overflowed by ([0-9]+) .*/\1: \2 bytes too many/p" "$1" |
    paste -sd, -
}

# on_first_that_fits NAME BOARD...: runs a program on the first of the boards that has the room.
on_first_that_fits() {
  local name=$1 machine code image
  shift
  for machine in "$@"; do
    image=$out/${name}_$machine.elf code=0
    "$board" build "$machine" "$image" examples/mnist/classify_on_board.cpp -- -DMODEL="$name" \
      "-I$out" -Iexamples/mnist > "$out/last.log" 2>&1 || code=$?
    if [ $code -eq 3 ]; then
      echo "$machine: no room for $name ($(missing_room "$out/last.log"))"
      continue
    fi
    [ $code -eq 0 ] || {
      tail -30 "$out/last.log" >&2
      echo "$name does not compile for $machine" >&2
      exit 1
    }
    "$board" count "$machine" "$image" > "$image.txt" 2> "$image.log" || {
      tail -30 "$image.txt" "$image.log" >&2
      echo "$name fails on $machine" >&2
      exit 1
    }
    show "$machine" "$image.txt" "$(board_footer "$image")"
    return
  done
  echo "$name fits none of: $*" >&2
  exit 1
}

board_footer() {
  local instructions
  instructions=$(sed -n 's/^ROI 0: \([0-9]*\) .*/\1/p' "$1.txt")
  printf '%d instructions for the first digit, %s, %s' "$instructions" "$(grep 'bytes of stack' "$1.txt")" \
    "$(arm-none-eabi-size "$1" | awk 'NR == 2 { print $2 + $3 " of RAM, " $1 + $2 " of flash in all" }')"
}

mkdir -p "$out"
say "packages"
need_packages "${packages_core[@]}" "${packages_boards[@]}"

say "building the generator"
quietly "configuring" cmake -S . -B build/tool -DCMAKE_BUILD_TYPE=Release -DGENN_BUILD_TESTS=OFF
quietly "building the generator" cmake --build build/tool -j "$(nproc)" --target genn_tool

say "converting: genn convert examples/mnist/NAME.pt2 --output $out --c-api"
for name in "${programs[@]}"; do
  "$genn" convert "examples/mnist/$name.pt2" --output "$out" --c-api | tail -1
done

for name in "${programs[@]}"; do
  say "$name on this PC"
  build_for_pc "$name"
  "$out/classify_$name" | tee "$out/classify_$name.txt"

  say "$name side by side: this PC in C++ and C99, emulated Cortex-M0+ and Cortex-M4F"
  "$out/classify_${name}_c" > "$out/classify_${name}_c.txt"
  show "PC, C++" "$out/classify_$name.txt" "$(sed -n "s/^$name: //p" "$out/classify_$name.txt")"
  show "PC, C99" "$out/classify_${name}_c.txt" "$(sed -n "s/^$name: //p" "$out/classify_${name}_c.txt")"
  on_first_that_fits "$name" microbit cortex-m0-big
  on_first_that_fits "$name" cortex-m4f
done
printf '\ndone: the headers, the programs and their outputs are in %s\n' "$out"
