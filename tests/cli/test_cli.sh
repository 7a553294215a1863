#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The program as its user meets it: exit codes, messages, files; nothing left behind on failure.
#
#   test_cli.sh GENN DATA_FOLDER
set -uo pipefail
genn=$1 data=$2
# shellcheck source=tests/cli/expect.sh
source "$(dirname "$0")/expect.sh"

empty() { [ -z "$(ls -A "$1" 2> /dev/null)" ] || wrong "left in $1: $(ls -A "$1")"; }

model=$data/programs/conv2d.pt2
expect 0 "convert" "$genn" --help
expect 0 "--c-api" "$genn" convert --help
expect 0 "genn " "$genn" --version
expect 64 "subcommand" "$genn"
expect 64 "required" "$genn" convert "$model" --outptu "$work"
expect 64 "--outptu" "$genn" convert "$model" --output "$work/out" --outptu
expect 64 "required" "$genn" convert "$model"
expect 1 "no such file" "$genn" convert "$work/none.pt2" --output "$work/out"
expect 2 "linalg_inv" "$genn" convert "$data/refused/three_unsupported.pt2" --output "$work/out"
expect 2 "special_bessel_j0" "$genn" inspect "$data/refused/three_unsupported.pt2"
[ ! -e "$work/out" ] || wrong "a failed conversion leaves its folder"

expect 0 "MACs" "$genn" inspect "$model"
expect 0 '`conv2d` (default, padding)' "$genn" support

# files, named as asked, the same bytes each time
expect 0 "conv2d.hpp" "$genn" convert "$model" --output "$work/a" --c-api
expect 0 "conv2d.hpp" "$genn" convert "$model" --output "$work/b" --c-api
diff -r "$work/a" "$work/b" > /dev/null || wrong "two conversions differ"
[ "$(ls "$work/a" | tr '\n' ' ')" = "conv2d.cpp conv2d.h conv2d.hpp " ] || wrong "files: $(ls "$work/a")"
for name in "class" "3 d-net" "a::b" "äö" "__x" "int" "model" "network" "names" "NULL"; do
  expect 0 ".hpp" "$genn" convert "$model" --output "$work/names" --name "$name" --c-api
done
expect 0 "it becomes class_" "$genn" convert "$model" --output "$work/names" --name class
for source in "$work"/names/*.cpp; do
  g++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror -I"$(dirname "$0")/../../include" "$source" 2> "$work/log" ||
    wrong "$source does not compile: $(head -5 "$work/log")"
  gcc -std=c99 -fsyntax-only -Wall -Wextra -pedantic -Werror -x c "${source%.cpp}.h" 2> "$work/log" ||
    wrong "${source%.cpp}.h does not compile as C: $(head -5 "$work/log")"
done

# an unzipped folder is read like the archive
mkdir "$work/unzipped"
python3 -m zipfile -e "$model" "$work/unzipped"
expect 0 "conv2d" "$genn" convert "$work/unzipped" --output "$work/folder" --name conv2d
cmp -s <(sed 1d "$work/a/conv2d.hpp") <(sed 1d "$work/folder/conv2d.hpp") || wrong "the folder gives another header"

# long constants are literals, unless numbers are asked for
for form in literals numbers; do
  expect 0 "weights.hpp" "$genn" convert "$data/programs/conv2d_groups.pt2" --name weights --output "$work/$form" --weights $form
done
grep -q "alignas(alignment) static constexpr char32_t bits" "$work/literals/weights.hpp" || wrong "long constants are no literals"
! grep -q "static constexpr char32_t bits" "$work/numbers/weights.hpp" || wrong "--weights numbers"

# weights for another machine; an unknown one says which there are
expect 0 "conv2d.hpp" "$genn" convert "$model" --output "$work/avx2" --form i8 --target avx2
grep -q tap_quads "$work/avx2/conv2d.hpp" || wrong "--target avx2 packs for no other machine"
expect 64 "portable,armv6m,armv7em,armv8m,armv81m,avx2,avx512,neon" "$genn" convert "$model" --output "$work/avx2" \
  --target avx3
expect 0 "--target" "$genn" convert --help

# weights with zeros: the storage asked for, dense where it would be larger, the same bytes without
for storage in auto gaps bitmap blocks; do
  expect 0 "conv2d.hpp" "$genn" convert "$model" --output "$work/$storage" --prune 0.9 --sparse $storage
done
grep -q "genn::gaps_constant" "$work/auto/conv2d.hpp" || wrong "--sparse auto"
grep -q "genn::gaps_constant" "$work/gaps/conv2d.hpp" || wrong "--sparse gaps"
grep -q "genn::bitmap_constant" "$work/bitmap/conv2d.hpp" || wrong "--sparse bitmap"
expect 0 "it stays dense" "$genn" convert "$model" --output "$work/gaps" --sparse gaps
expect 0 "conv2d.hpp" "$genn" convert "$model" --output "$work/off" --sparse off
diff "$work/gaps/conv2d.hpp" "$work/off/conv2d.hpp" > /dev/null || wrong "--sparse off"
diff "$work/a/conv2d.hpp" "$work/off/conv2d.hpp" > /dev/null || wrong "--sparse auto without zeros"
expect 64 "--sparse" "$genn" convert "$model" --output "$work/off" --sparse some

# a folder that cannot be made, a disk that is full
touch "$work/file"
expect 1 "cannot be written" "$genn" convert "$model" --output "$work/file/out"
mkdir "$work/full"
big=$data/programs/network_residual2d.pt2
[ -e "$big" ] || big=$(ls -S "$data"/programs/*.pt2 | head -1)
expect 1 ".hpp: cannot be written" bash -c "trap '' XFSZ; ulimit -f 4; '$genn' convert '$big' --output '$work/full' --c-api"
empty "$work/full"

# run
expect 1 "no such file" "$genn" run "$model" "$work/none.npz" --output "$work/y.npz"
expect 1 "not a .npz" "$genn" run "$model" "$work/file" --output "$work/y.npz"
[ ! -e "$work/y.npz" ] || wrong "a failed run leaves a file"

[ $status -eq 0 ] && echo "the program does what its help says"
exit $status
