#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# With the reference kernels and without contraction, every machine computes the same bits; with the
# fast kernels no access is misaligned. Small programs run on a micro:bit, where a wrong word load
# faults.
#
#   test_same_bits.sh GENN MODEL.pt2...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genn=$1
shift
for tool in arm-none-eabi-g++ qemu-system-arm; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
reference=(-DGENN_REFERENCE_KERNELS -ffp-contract=off)

on_host() {
  local compiler=$1
  shift
  "$compiler" -std=c++17 -O2 -I"$here/../../include" -I"$here" -I"$work" "$@" \
    "$here/print_bits.cpp" "$here/host_board.cpp" -o "$work/host" && "$work/host"
}
on_board() {
  local board=$1
  shift
  "$here/board.sh" build "$board" "$work/image.elf" "$here/print_bits.cpp" -- -I"$work" "$@" &&
    "$here/board.sh" run "$board" "$work/image.elf"
}

for archive in "$@"; do
  "$genn" convert "$archive" --output "$work" --name model > /dev/null
  name=(-DMODEL=model)
  on_host g++ "${name[@]}" "${reference[@]}" > "$work/expected"
  lines=$(wc -l < "$work/expected")
  [ "$lines" -gt 0 ]
  machines=("on_board cortex-m4f")
  [ -z "$(command -v clang++)" ] || machines+=("on_host clang++")
  # What fits the micro:bit runs there.
  if "$here/board.sh" build microbit "$work/small.elf" "$here/print_bits.cpp" -- -I"$work" "${name[@]}" 2> /dev/null; then
    machines+=("on_board microbit")
    "$here/board.sh" run microbit "$work/small.elf" > /dev/null || { echo "$archive: faults on a micro:bit"; exit 1; }
  else
    machines+=("on_board cortex-m0-big")
  fi
  for machine in "${machines[@]}"; do
    # shellcheck disable=SC2086
    $machine "${name[@]}" "${reference[@]}" > "$work/got"
    cmp -s "$work/expected" "$work/got" || { echo "$archive: $machine differs: $(diff "$work/expected" "$work/got" | head -3)"; exit 1; }
  done
  echo "$(basename "$archive"): $lines numbers, the same bits: g++ on the host, ${machines[*]}"
done
