#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Integer forms behind C functions: types, macros, floats in place of integers; and what a layer kept
# in float makes of them.
#
#   test_integers_in_c.sh GENN DATA_FOLDER CC CXX
set -uo pipefail
genn=$1 data=$2 cc=$3 cxx=$4
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/cli/expect.sh
source "$here/expect.sh"

model=$data/programs/network_lenet.pt2
python3 "$here/arrays.py" "$work" 1,16,16

# convert NAME OPTION...: header, C header and C++ file, compiled.
convert() {
  local name=$1
  expect 0 "$name.h" "$genn" convert "$model" --output "$work" --name "$@" --c-api --calibrate "$work/random.npz"
  expect 0 "" "$cxx" -std=c++17 -O2 -Wall -Wextra -Wpedantic -Wconversion -Werror -fno-exceptions -fno-rtti \
    -I"$here/../../include" -c "$work/$name.cpp" -o "$work/$name.o"
}
convert floats --form f32
convert bytes --form i8
convert words --form i16

# A program in C99 alone, linked without the C++ library.
expect 0 "" "$cc" -std=c99 -O2 -ffp-contract=off -Wall -Wextra -pedantic -Werror -I"$work" "$here/integers.c" \
  "$work/floats.o" "$work/bytes.o" "$work/words.o" -lm -o "$work/integers"
expect 0 "" "$work/integers"

# The types are those of the borders: the last layer in float, then the first.
convert last --form i8 --keep fc2=f32
convert first --form i16 --keep conv1=f32
grep -q "void last_run(const int8_t \*input, float \*" "$work/last.h" || wrong "last: $(grep _run "$work/last.h")"
grep -q "void first_run(const float \*input, int16_t \*" "$work/first.h" || wrong "first: $(grep _run "$work/first.h")"

# State of integers, a quarter of floats: twice twelve bytes.
model=$data/programs/state_history.pt2
python3 "$here/arrays.py" "$work" 1,3,2
convert kept --form i8
grep -q "#define KEPT_STATE_BYTES 24" "$work/kept.h" || wrong "kept: $(grep STATE_BYTES "$work/kept.h")"
expect 0 "" "$cc" -std=c99 -O2 -Wall -Wextra -pedantic -Werror -I"$work" "$here/state.c" "$work/kept.o" -o "$work/kept"
expect 0 "" "$work/kept"
expect 64 "--calibrate samples that follow one another" "$genn" convert "$model" --output "$work" --name kept --form i8

[ $status -eq 0 ] && echo "integers behind C functions are what the macros say"
exit $status
