#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Networks in typed_storage are code that high-level synthesis takes (hls_check.py): no recursion, no call
# through a pointer, no mutable global, in every form and sparse. In an arena they are not.
#
#   test_hls_networks.sh MODEL.pt2:FORM...      forms of bench/convert.sh; one input and one output
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clang=$(command -v clang++ || command -v clang++-14 || true)
[ -n "$clang" ] || { echo "skipped: clang++ is not installed"; exit 77; }
command -v python3 > /dev/null || { echo "skipped: python3 is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/unit.cpp" << 'CODE'
#include "model.hpp"
using tested = model::model;
extern "C" void typed(const tested::input<0>::type* x, tested::output<0>::type* y) {
  genn::typed_storage<model::network> memory;
  tested::run_in(memory, x, y);
}
extern "C" void arena(const tested::input<0>::type* x, tested::output<0>::type* y) { tested::run(x, y); }
CODE

# compile OPTION...
compile() {
  "$clang" -std=c++17 "$@" -fno-exceptions -fno-rtti -fno-threadsafe-statics -S -emit-llvm \
    -I"$here/../../include" -I"$work" "$work/unit.cpp" -o "$work/unit.ll"
}
check() { python3 "$here/hls_check.py" "$1" "$work/unit.ll" > "$work/report"; }

for model in "$@"; do
  bash "$here/../../bench/convert.sh" "${model%:*}" "${model##*:}" "$work"
  # What the source says, and what the front ends of such tools see.
  for level in -O0 -O1; do
    options=(-O0 -Xclang -disable-O0-optnone)
    [ $level = -O0 ] || options=(-O1 -fno-vectorize -fno-unroll-loops)
    compile "${options[@]}"
    check typed || { echo "$model at $level:"; cut -c1-200 "$work/report"; exit 1; }
    echo "$(basename "${model%:*}" .pt2) ${model##*:} $level: $(sed 's/^typed: //' "$work/report")"
  done
  ! check arena || { echo "$model: an arena is no mutable global"; exit 1; }
  grep -q "FAIL mutable global" "$work/report"
done
