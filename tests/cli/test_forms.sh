#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The forms in which a program can be written compute the same bits: with the library beside it or
# inside (--standalone, which needs no include path and nothing but four headers of the compiler),
# with weights as literals or as numbers; called from C.
#
#   test_forms.sh GENN MODEL.pt2 CXX CC
set -euo pipefail
genn=$1 archive=$2 cxx=$3 cc=$4
include=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../include" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

cat > "$work/main.c" << 'CODE'
#include <stdio.h>
#include <string.h>

#include "net.h"

static float x[NET_INPUT_0_COUNT], y[NET_OUTPUT_0_COUNT];

int main(void) {
  int i;
  for (i = 0; i < NET_INPUT_0_COUNT; ++i) x[i] = (float)(i * 7 % 11 - 5) / 4;
  net_run(x, y);
  for (i = 0; i < NET_OUTPUT_0_COUNT; ++i) {
    unsigned bits;
    memcpy(&bits, &y[i], sizeof bits);
    printf("%08x\n", bits);
  }
  return 0;
}
CODE

# build_and_run FOLDER CXX_FLAG...: the program's output in FOLDER/bits.
build_and_run() {
  local folder=$1
  shift
  "$cc" -std=c99 -O1 "${warnings[@]}" -I"$folder" -c "$work/main.c" -o "$folder/main.o"
  (cd "$folder" && "$cxx" -std=c++17 -O1 "${warnings[@]}" "$@" -c net.cpp)
  "$cc" "$folder/main.o" "$folder/net.o" -o "$folder/program"  # no C++ library
  "$folder/program" > "$folder/bits"
}

for weights in literals numbers; do
  folder=$work/beside_$weights
  "$genn" convert "$archive" --output "$folder" --name net --c-api --weights $weights > /dev/null
  build_and_run "$folder" -I"$include"
  folder=$work/standalone_$weights
  "$genn" convert "$archive" --output "$folder" --name net --c-api --weights $weights --standalone > /dev/null
  build_and_run "$folder"
  others=$(grep -hE '^ *# *include' "$folder/net.hpp" |
    grep -vE '<(cstddef|cstdint|type_traits|utility)>|"genn: needs C\+\+17' || true)
  [ -z "$others" ] || { echo "a standalone header includes: $others"; exit 1; }
done
[ -s "$work/beside_literals/bits" ]
for form in beside_numbers standalone_literals standalone_numbers; do
  cmp "$work/beside_literals/bits" "$work/$form/bits" || { echo "$form computes other numbers"; exit 1; }
done
echo "four forms, the same bits"
