#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# A header packed for one machine gives the same numbers on every other: integers the same ones,
# floats those of the reference kernels within 1e-6 of the largest. Compiled for the sets of
# instructions that this PC runs, with the reference kernels, and for AArch64 under QEMU.
#
#   test_packings.sh GENN MODEL.pt2...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genn=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "$1"
  exit 1
}

targets=(portable armv6m armv7em armv8m armv81m avx2 avx512 neon)
machines=("g++ -O2")
for set in "avx2:-mavx2 -mfma" "avx512_vnni:-mavx512f -mavx512bw -mavx512vl -mavx512vnni -mfma"; do
  if grep -qw "${set%%:*}" /proc/cpuinfo; then
    machines+=("g++ -O3 ${set#*:}")
    [ -z "$(command -v clang++)" ] || machines+=("clang++ -O2 ${set#*:}")
  fi
done
if command -v aarch64-linux-gnu-g++ qemu-aarch64 > /dev/null; then
  machines+=("aarch64-linux-gnu-g++ -O2 -static")
else
  echo "no AArch64: aarch64-linux-gnu-g++ or qemu-aarch64 is not installed"
fi

# run COMPILER [FLAG...]: the programs in $work, what they print in $work/integers and $work/floats.
run() {
  local printed program
  for printed in integers floats; do
    program=print_integers.cpp
    [ $printed = integers ] || program=print_bits.cpp
    "$@" -std=c++17 -Wall -Wextra -Wconversion -Wshadow -Werror -I"$here/../../include" -I"$here" -I"$work" \
      -DMODEL=floats "$here/$program" "$here/host_board.cpp" -o "$work/program"
    if [ "${1#aarch64}" != "$1" ]; then
      qemu-aarch64 "$work/program"
    else
      "$work/program"
    fi > "$work/$printed"
  done
}

# near FILE FILE: the bits of floats, as print_bits writes them.
near() {
  python3 - "$1" "$2" << 'PYTHON'
import math, struct, sys
numbers = [[struct.unpack(">f", bytes.fromhex(line.strip().removeprefix("0x").rjust(8, "0")))[0]
            for line in open(path)] for path in sys.argv[1:]]
largest = max((abs(x) for x in numbers[0] if math.isfinite(x)), default=1.0)
sys.exit(any(not (a == b or abs(a - b) <= 1e-6 * largest or math.isnan(a) and math.isnan(b))
             for a, b in zip(*numbers, strict=True)))
PYTHON
}

[ "$("$genn" convert "$1" --output "$work" --target vax 2>&1 | grep -c "vax.*portable,armv6m")" = 1 ] ||
  fail "an unknown target does not list those that there are"

for archive in "$@"; do
  kinds=0
  "$genn" convert "$archive" --output "$work" --name floats --c-api > /dev/null
  python3 "$here/integers.py" random "$work/floats.h" "$work/samples.npz"
  rm -f "$work/"known.*
  for target in "${targets[@]}"; do
    "$genn" convert "$archive" --output "$work" --name floats --target "$target" > /dev/null
    for form in i8 i16; do
      "$genn" convert "$archive" --output "$work" --name "in_$form" --form $form --calibrate "$work/samples.npz" \
        --target "$target" > /dev/null
    done
    printf '#include "in_i8.hpp"\n#include "in_i16.hpp"\n#define MODELS(use) use(in_i8) use(in_i16)\n' > "$work/models.hpp"
    # Targets that take the same order give the same files.
    sum=$(cat "$work/floats.hpp" "$work/in_i8.hpp" "$work/in_i16.hpp" | cksum | cut -d' ' -f1)
    [ ! -e "$work/known.$sum" ] || continue
    touch "$work/known.$sum"
    kinds=$((kinds + 1))
    if [ $kinds = 1 ]; then
      run g++ -O1 -DGENN_REFERENCE_KERNELS
      mv "$work/integers" "$work/expected_integers"
      mv "$work/floats" "$work/expected_floats"
    fi
    for machine in "g++ -O1 -DGENN_REFERENCE_KERNELS" "${machines[@]}"; do
      # shellcheck disable=SC2086
      run $machine
      cmp -s "$work/expected_integers" "$work/integers" ||
        fail "$archive for $target: $machine differs: $(diff "$work/expected_integers" "$work/integers" | head -3)"
      near "$work/expected_floats" "$work/floats" || fail "$archive for $target: $machine differs in floats"
    done
  done
  echo "$(basename "$archive"): $kinds orders of weights for ${#targets[@]} targets, the same numbers on $((${#machines[@]} + 1)) machines"
done
