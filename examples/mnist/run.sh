#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# From archive to digits: converts the three programs, compiles them for the PC and for two emulated
# microcontrollers, and shows their answers. Installs what is missing (Debian).
#
#   bash examples/mnist/run.sh
set -euo pipefail
case ${1:-} in
  "") ;;
  -h | --help) sed -n '3,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "unknown argument: $1 (see --help)" >&2; exit 64 ;;
esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=tests/packages.sh
source tests/packages.sh

programs=(mlp cnn residual)
out=build/examples/mnist
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
board=tests/targets/board.sh
steps=11
step=0

say() { echo "[$((++step))/$steps] $*"; }

say "packages"
need_packages "${packages_core[@]}" "${packages_boards[@]}"

say "building the generator"
mkdir -p "$out"
cmake -S . -B build/tool -DCMAKE_BUILD_TYPE=Release -DGENN_BUILD_TESTS=OFF > "$out/tool.log" 2>&1 &&
  cmake --build build/tool -j "$(nproc)" --target genn_tool >> "$out/tool.log" 2>&1 ||
  { tail -30 "$out/tool.log" >&2; exit 1; }
genn=build/tool/codegen/genn

say "converting: genn convert examples/mnist/NAME.pt2 --output $out --c-api"
for program in "${programs[@]}"; do
  "$genn" convert "examples/mnist/$program.pt2" --output "$out" --c-api | tail -1
done

for program in "${programs[@]}"; do
  say "$program on this PC, from C++"
  g++ -std=c++17 -O2 "${warnings[@]}" -DMODEL="$program" -Iinclude -I"$out" -Iexamples/mnist \
    examples/mnist/classify.cpp -o "$out/classify_$program"
  "$out/classify_$program"
done

say "cnn on this PC, from C99"
gcc -std=c99 -O2 "${warnings[@]}" -I"$out" -Iexamples/mnist -c examples/mnist/classify.c -o "$out/classify_c.o"
g++ -std=c++17 -O2 "${warnings[@]}" -Iinclude -I"$out" -c "$out/cnn.cpp" -o "$out/cnn.o"
gcc "$out/classify_c.o" "$out/cnn.o" -o "$out/classify_c"
"$out/classify_c" | tail -2

# The summary of a program on the first of the boards that it fits.
on_board() {
  local program=$1 name
  shift
  for name in "$@"; do
    local image=$out/${program}_$name.elf
    "$board" build "$name" "$image" examples/mnist/classify_on_board.cpp -- \
      -DMODEL="$program" -I"$out" -Iexamples/mnist > "$out/board.log" 2>&1 || continue
    "$board" count "$name" "$image" > "$image.txt" 2>&1
    printf '%-14s %s; %s a digit, %s\n' "$name" "$(grep right "$image.txt")" \
      "$(sed -n 's/.*ROI 0: //p' "$image.txt")" \
      "$(arm-none-eabi-size "$image" | awk 'NR == 2 { print $1 + $2 " bytes of flash, " $2 + $3 " of RAM" }')"
    return 0
  done
  cat "$out/board.log" >&2
  return 1
}

for program in "${programs[@]}"; do
  say "$program on emulated boards, beside the PC"
  printf '%-14s %s\n' PC "$("$out/classify_$program" | grep right)"
  on_board "$program" cortex-m0 cortex-m0-big
  on_board "$program" cortex-m4f
done
say "done; the generated headers are in $out"
