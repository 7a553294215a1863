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
machines=("g++ -O1 -DGENN_REFERENCE_KERNELS" "g++ -O2")
widest=""
for set in "avx2:-mavx2 -mfma" "avx512_vnni:-mavx512f -mavx512bw -mavx512vl -mavx512vnni -mfma"; do
  if grep -qw "${set%%:*}" /proc/cpuinfo; then
    widest=${set#*:}
    machines+=("g++ -O3 $widest")
  fi
done
[ -z "$(command -v clang++)" ] || machines+=("clang++ -O2 $widest")
if command -v aarch64-linux-gnu-g++ qemu-aarch64 > /dev/null; then
  machines+=("aarch64-linux-gnu-g++ -O2 -static")
else
  echo "no AArch64: aarch64-linux-gnu-g++ or qemu-aarch64 is not installed"
fi

# run integers|floats COMPILER [FLAG...]: the programs in $work; what they print in the file of that name.
run() {
  local printed=$1 program=print_integers.cpp
  shift
  [ "$printed" = integers ] || program=print_bits.cpp
  "$@" -std=c++17 -Wall -Wextra -Wconversion -Wshadow -Werror -I"$here/../../include" -I"$here" -I"$work" \
    -DMODEL=floats "$here/$program" "$here/host_board.cpp" -o "$work/program"
  if [ "${1#aarch64}" != "$1" ]; then
    qemu-aarch64 "$work/program"
  else
    "$work/program"
  fi > "$work/$printed"
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

# same integers|floats: what the last machine printed is what the first one did.
same() {
  if [ "$1" = integers ]; then
    cmp -s "$work/expected.integers" "$work/integers"
  else
    near "$work/expected.floats" "$work/floats"
  fi
}

printf '#include "in_i8.hpp"\n#include "in_i16.hpp"\n#define MODELS(use) use(in_i8) use(in_i16)\n' > "$work/models.hpp"
for archive in "$@"; do
  kinds=0
  "$genn" convert "$archive" --output "$work" --name floats --c-api > /dev/null
  python3 "$here/integers.py" random "$work/floats.h" "$work/samples.npz"
  rm -f "$work/"known.* "$work/"expected.*
  for target in "${targets[@]}"; do
    "$genn" convert "$archive" --output "$work" --name floats --target "$target" > /dev/null
    for form in i8 i16; do
      "$genn" convert "$archive" --output "$work" --name "in_$form" --form $form --calibrate "$work/samples.npz" \
        --target "$target" > /dev/null
    done
    for printed in integers floats; do
      # Targets that take the same order give the same files.
      files=("$work/floats.hpp")
      [ $printed = floats ] || files=("$work/in_i8.hpp" "$work/in_i16.hpp")
      known=$work/known.$printed.$(cat "${files[@]}" | cksum | cut -d' ' -f1)
      [ ! -e "$known" ] || continue
      touch "$known"
      kinds=$((kinds + 1))
      for machine in "${machines[@]}"; do
        # shellcheck disable=SC2086
        run $printed $machine
        [ -e "$work/expected.$printed" ] || cp "$work/$printed" "$work/expected.$printed"
        same $printed ||
          fail "$archive for $target: $machine differs: $(diff "$work/expected.$printed" "$work/$printed" | head -3)"
      done
    done
  done
  echo "$(basename "$archive"): $kinds orders of weights for ${#targets[@]} targets, the same numbers on ${#machines[@]} machines"
done
