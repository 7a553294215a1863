#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# One program of units for different instruction sets, for speed and for size, and with
# GENN_REFERENCE_KERNELS: they link, and each keeps its own code.
#
#   test_two_units.sh GENN MODEL.pt2 CXX
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genn=$1 archive=$2 cxx=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ "$(uname -m)" = x86_64 ] || { echo "skipped: needs an x86-64 machine"; exit 77; }

"$genn" convert "$archive" --output "$work" --name model > /dev/null
cat > "$work/unit.cpp" << 'CODE'
#include "model.hpp"
void NAME(const float* x, float* y) { model::model::run(x, y); }
CODE
cat > "$work/main.cpp" << 'CODE'
#include <cstdio>
void plain(const float*, float*);
void reference(const float*, float*);
void little(const float*, float*);
void wide(const float*, float*);
int main() {
  static float x[784], a[10], b[10], c[10];
  for (int i = 0; i < 784; ++i) x[i] = float(i % 7) / 7;
  plain(x, a);
  reference(x, b);
  little(x, c);
  (void)&wide;  // needs a machine that has its instructions
  for (int i = 0; i < 10; ++i)
    if (a[i] - b[i] > 1e-4f || b[i] - a[i] > 1e-4f || a[i] - c[i] > 1e-4f || c[i] - a[i] > 1e-4f)
      return 1;
  return 0;
}
CODE
compile() {
  local name=$1
  shift
  "$cxx" -std=c++17 -O2 -DNAME="$name" "$@" -I"$here/../../include" -I"$work" -c "$work/unit.cpp" -o "$work/$name.o"
}
compile plain
compile reference -DGENN_REFERENCE_KERNELS
compile little -Os
compile wide -mavx512f -mfma
"$cxx" -std=c++17 "$work/main.cpp" "$work"/{plain,reference,little,wide}.o -o "$work/program"
"$work/program"
# Functions that two units define under one name would be one function.
shared=$(for unit in plain reference little wide; do
  nm -C "$work/$unit.o" | awk '$2 == "W" || $2 == "T" || $2 == "t" { $1 = $2 = ""; print }' | sort -u
done | sort | uniq -d)
[ -z "$shared" ] || { echo "shared by two units: $shared"; exit 1; }
echo "four kinds of units in one program, none of whose functions is shared"
