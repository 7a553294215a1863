#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A program in i8 runs in the 16 KB of RAM and 256 KB of flash of a BBC micro:bit, without float
# arithmetic, and every layer has the integers that this PC computes.
#
#   test_microbit.sh MODEL.pt2
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bash "$here/../../bench/convert.sh" "$1" i8 "$work" -- --no-float
printf '#include "model.hpp"\n#define MODELS(use) use(model)\n' > "$work/models.hpp"
g++ -std=c++17 -O2 -I"$here/../../include" -I"$here" -I"$work" "$here/print_integers.cpp" "$here/host_board.cpp" \
  -o "$work/host"
"$work/host" > "$work/expected"
"$here/board.sh" build microbit "$work/image.elf" "$here/print_integers.cpp" -- -I"$work"
"$here/board.sh" run microbit "$work/image.elf" > "$work/got"
diff "$work/expected" "$work/got" || { echo "other integers than on this PC"; exit 1; }
NO_FLOAT=1 "$here/check_elf.sh" "$work/image.elf" $((256 * 1024)) $((16 * 1024)) > "$work/report" ||
  { cat "$work/report"; exit 1; }

"$here/board.sh" build microbit "$work/image.elf" "$here/../../bench/boards/one_run.cpp" -- -I"$work" -O2
"$here/board.sh" count microbit "$work/image.elf" > "$work/output"
echo "the integers of $(grep -c '^layer ' "$work/got") layers are those of this PC"
echo "one run: $(sed -n 's/^ROI 0: //p' "$work/output"), stack $(sed -n 's/^stack //p' "$work/output") bytes; $(
  NO_FLOAT=1 "$here/check_elf.sh" "$work/image.elf" | head -1)"
